"""Money, work and time add up; oracles 24, 25, 27 and 28 through the whole line."""

import math
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from workbench.engines.draws import draw
from workbench.engines.path import End, Paths
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run
from workbench.engines.rules.worth import annuity, benefit_value, lateness_value
from workbench.engines.valuation import value
from workbench.experiment import Results, compare, simulate
from workbench.experiment.measure_table import STATE_COLUMNS, Meter
from workbench.policies import OneOff, Pmo
from workbench.scenario import Scenario

Builder = Callable[..., Scenario]
N = 12


def wide(results: Results, name: str) -> dict[str, np.ndarray]:
    return {key: results.values(name, key).to_numpy() for key in results.measure_names()}


def test_the_example_has_every_end_that_money_depends_on(scenario: Builder) -> None:
    projects = simulate(scenario(), 40).projects
    assert {"completed", "terminated"} <= set(projects["status"])


def test_net_value_is_the_sum_of_its_lines(scenario: Builder) -> None:
    x = wide(simulate(scenario(pmo=Pmo(staff=2, cost_per_fte=90_000.0)), N), "today")
    lines = x["benefit"] - x["run_cost"] - x["cost"] - x["lateness_cost"] - x["pmo_cost"]
    assert x["npv"] == pytest.approx(lines, rel=1e-9)


def test_net_value_is_that_of_the_projects_less_the_pmo(scenario: Builder) -> None:
    results = simulate(scenario(pmo=Pmo(cash_per_year=50_000.0)), N)
    by_project = results.projects.groupby("replication")["npv"].sum().to_numpy()
    x = wide(results, "today")
    assert x["npv"] == pytest.approx(by_project - x["pmo_cost"], rel=1e-9)


@pytest.mark.parametrize("discount_rate", [0.08, 0.0])
def test_net_value_recomputed_from_the_log_of_the_run(scenario: Builder, discount_rate: float) -> None:
    one = scenario(discount_rate=discount_rate, pmo=Pmo(staff=1, cost_per_fte=80_000.0))
    reported = simulate(one, N).values("today", "npv").tolist()
    plan = plan_of(one)
    draws = draw(plan, range(N))
    for row in range(N):
        assert reported[row] == pytest.approx(
            _net_value(plan, draws.value_log[row], run(plan, draws, row)), rel=1e-9
        )


def _net_value(plan: Plan, value_log, path) -> float:  # type: ignore[no-untyped-def]
    """By hand, one item after the other."""
    rho, last = plan.money.rho, 2 * plan.horizon

    def now(day: float) -> float:
        return math.exp(-rho * day)

    total = -annuity(rho, 0.0, plan.horizon) * float(plan.money.pmo_rate[0])
    log, p = path.attempts, plan.projects
    assert not (path.end == End.RUNNING).any()
    for k, start, end in zip(log.package, log.start, log.end, strict=True):
        total -= float(plan.packages.rate[k]) * annuity(rho, start, end)
    for day, cost in zip(path.risk_day, path.risk_cost, strict=True):
        total -= cost * now(day)
    for i in range(len(p.ids)):
        end = path.finish[i] if path.end[i] == End.COMPLETED else last
        total -= lateness_value(rho, end, p.due[i], p.late_per_day[i], p.late_step[i])
        if not math.isnan(path.release[i]) and not p.in_flight[i]:
            total -= p.external[i] * now(path.release[i])
        if path.end[i] == End.TERMINATED:
            total -= (p.termination_cost[i] - p.salvage[i]) * now(path.finish[i])
        if path.end[i] == End.COMPLETED:
            profile = (p.ramp[i], p.plateau[i], p.decay[i], p.window[i])
            total += math.exp(value_log[i]) * benefit_value(rho, end, p.benefit[i], *profile)
            level = p.ramp[i] + p.plateau[i]
            total -= benefit_value(rho, end, p.run_cost[i], 0.0, level, p.decay[i], p.window[i])
    return total


def test_without_discounting_cost_is_what_is_paid(scenario: Builder) -> None:
    one = scenario(discount_rate=0.0)
    results = simulate(one, N)
    plan = plan_of(one)
    before = float(np.nansum(plan.packages.spent * plan.packages.rate))
    paid = results.projects.groupby("replication")["cost"].sum().to_numpy() - before
    assert results.values("today", "cost").to_numpy() == pytest.approx(paid, rel=1e-9)


def test_a_pure_cost_lowers_net_value_by_its_present_value(scenario: Builder) -> None:
    dear = scenario(
        "dear", pmo=Pmo(cash_per_year=40_000.0, one_off=(OneOff(on=date(2027, 5, 3), amount=7_000.0),))
    )
    found = compare([scenario(), dear], N)
    plan = plan_of(dear)
    rho, day = plan.money.rho, float(plan.money.once_day[0])
    worth = 40_000 / plan.days_per_year * (1 - math.exp(-rho * plan.horizon)) / rho + 7_000 * math.exp(
        -rho * day
    )
    first, other = wide(found, "today"), wide(found, "dear")
    assert other["npv"] - first["npv"] == pytest.approx(np.full(N, -worth), rel=1e-9)
    for name in first:
        if name not in {"npv", "pmo_cost"}:
            assert first[name].tolist() == other[name].tolist(), name


def test_twice_the_money_is_twice_the_value(scenario: Builder) -> None:
    one, two = simulate(scenario(index="cd3"), N), simulate(scenario(index="cd3", money=2.0), N)
    for name in ("npv", "benefit", "cost", "lateness_cost"):
        assert 2 * one.values("today", name).to_numpy() == pytest.approx(two.values("today", name), rel=1e-9)
    assert one.values("today", "lead_time").tolist() == two.values("today", "lead_time").tolist()


def test_people_are_busy_exactly_while_work_is_done(scenario: Builder) -> None:
    plan = plan_of(scenario())
    draws, meter = draw(plan, range(N)), Meter(plan)
    paths = Paths.of([run(plan, draws, row) for row in range(N)])
    readings = meter.read(paths, value(plan, draws, paths))
    for row in range(N):
        path = paths.path(row)
        log = path.attempts
        for p, pool in enumerate(plan.pools.ids):
            # Sweep over the log: people in use between two neighbouring instants.
            days = np.unique(
                np.clip([0.0, plan.horizon, *log.start, *log.end, *path.finish], 0, plan.horizon)
            )
            days = days[np.isfinite(days)]
            busy = capacity = 0.0
            for a, b in zip(days, days[1:], strict=False):
                middle = (a + b) / 2
                at_work = (log.start <= middle) & (middle < log.end)
                use = plan.packages.demand[log.package[at_work], p].sum() / 100
                free = plan.pools.step_capacity[plan.pools.step_pool == p][0] / 100
                done = (path.end == End.COMPLETED) & (path.finish <= middle)
                free -= plan.projects.operations_effect[done, p].sum() / 100
                assert use <= free + 1e-9
                busy += use * (b - a)
                capacity += free * (b - a)
            share = readings.measures[row, meter.names.index(f"utilisation.{pool}")]
            assert share == pytest.approx(busy / capacity, rel=1e-9)


def test_touch_days_are_the_days_of_all_attempts(scenario: Builder) -> None:
    one = scenario()
    results, plan = simulate(one, N), plan_of(one)
    draws = draw(plan, range(N))
    touch = results.projects.groupby("replication")["touch_days"].sum().to_numpy()
    for row in range(N):
        log = run(plan, draws, row).attempts
        before = float(np.nansum(plan.packages.spent))
        assert touch[row] == pytest.approx((log.end - log.start).sum() + before, rel=1e-9)


def test_states_add_up_to_lead_time(scenario: Builder) -> None:
    results = simulate(scenario(), 30)
    done = results.projects[results.projects["lead"].notna()]
    assert len(done) > 50
    assert done[list(STATE_COLUMNS)].sum(axis=1).to_numpy() == pytest.approx(
        done["lead"].to_numpy(), rel=1e-9
    )
    assert results.states()["mean"].sum() == pytest.approx(
        results.values("today", "lead_time").mean(), rel=1e-9
    )


def test_fewer_people_change_the_payroll_once(scenario: Builder) -> None:
    found = compare([scenario(), scenario("leaving", leaving=2.0)], N)
    base, other = plan_of(scenario()), plan_of(scenario(leaving=2.0))
    day = float(other.pools.step_day[other.pools.step_day > 0][0])
    saved = 2.0 * 650 * annuity(base.money.rho, day, base.horizon)
    first, what_if = wide(found, "today"), wide(found, "leaving")
    key = "labour_until_horizon.developers"
    assert what_if["payroll_change"] == pytest.approx(-saved - (what_if[key] - first[key]), rel=1e-9)
    assert (first["payroll_change"] == 0).all()
    lines = what_if["benefit"] - what_if["run_cost"] - what_if["cost"] - what_if["lateness_cost"]
    assert what_if["npv"] == pytest.approx(lines - what_if["payroll_change"], rel=1e-9)


def test_idle_people_who_leave_save_their_pay(scenario: Builder) -> None:
    # With people to spare the work goes on as before, so only the payroll differs.
    plenty, fewer = scenario(developers=60.0, wip=None), scenario("fewer", developers=59.0, wip=None)
    found = compare([plenty, fewer], 5)
    first, other = wide(found, "today"), wide(found, "fewer")
    assert first["labour_until_horizon.developers"] == pytest.approx(other["labour_until_horizon.developers"])
    plan = plan_of(plenty)
    assert other["npv"] - first["npv"] == pytest.approx(
        np.full(5, 650 * annuity(plan.money.rho, 0.0, plan.horizon)), rel=1e-6
    )


def test_a_comparison_without_change_of_people_has_no_payroll_line(scenario: Builder) -> None:
    found = compare([scenario(), scenario("cd3", index="cd3")], 3)
    assert "payroll_change" not in found.measure_names()
