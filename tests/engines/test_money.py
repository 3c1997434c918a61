"""Present values against quadrature, cost of delay against finite differences, NPV against the log."""

import itertools
import math

import numpy as np
import pytest
from scipy.integrate import quad

from tests.engines.build import (
    Story,
    chain,
    day,
    lived,
    package,
    policy,
    pool,
    project,
    scenario,
    story,
    with_luck,
    with_process,
)
from tests.engines.portfolios import mixed
from workbench.engines.path import End
from workbench.engines.plan import plan_of
from workbench.engines.rules.worth import (
    benefit_delay_cost,
    benefit_value,
    lateness_delay_cost,
    lateness_value,
)
from workbench.model import BenefitProfile, Lateness, Uncertainty
from workbench.policies import OneOff, Pmo, StaffStep

INF = math.inf
RHOS = [0.0, 1e-9, 3e-4, 0.01]
PROFILES = [
    (ramp, plateau, decay, window)
    for ramp, plateau, decay, window in itertools.product(
        [0.0, 40.0], [0.0, 120.0, INF], [0.0, 1e-3, INF], [INF, 20.0, 30.0, 110.0, 400.0]
    )
]


def rate(age: float, ramp: float, plateau: float, decay: float) -> float:
    """Benefit a day at an age, for a peak of 1: ramp, plateau, then decay or nothing."""
    if age < ramp:
        return age / ramp
    if age < ramp + plateau:
        return 1.0
    return 0.0 if decay == INF else math.exp(-decay * (age - ramp - plateau))


def by_quadrature(rho: float, done: float, ramp: float, plateau: float, decay: float, window: float) -> float:
    """∫ rate(t − T)·e^(−ρt) dt from T to the window's close, piece by piece; ∞ stands for far away."""
    end = window if window < INF else done + ramp + min(plateau, 1e6) + 40 / max(rho + min(decay, 1), 1e-5)
    if done >= end:
        return 0.0
    kinks = [done, done + ramp, done + ramp + plateau, end]
    edges = sorted({min(max(one, done), end) for one in kinks})
    total = 0.0
    for low, high in itertools.pairwise(edges):
        for a, b in itertools.pairwise(np.linspace(low, high, 25)):
            middle = (a + b) / 2 - done
            piece = quad(
                lambda t: rate(t - done, ramp, plateau, decay) * math.exp(-rho * t), a, b, epsabs=1e-12
            )
            total += piece[0] if middle >= 0 else 0.0
    return total


def endless(rho: float, plateau: float, decay: float, window: float) -> bool:
    return rho < 1e-6 and window == INF and (plateau == INF or decay == 0.0)


@pytest.mark.parametrize("rho", RHOS)
def test_the_closed_form_of_the_benefit_is_its_integral(rho: float) -> None:
    """Ramp, plateau, decay, window, also where one of them is 0 or endless, and the limits of ρ."""
    for (ramp, plateau, decay, window), done in itertools.product(PROFILES, [0.0, 25.0, 77.7]):
        if endless(rho, plateau, decay, window):
            continue
        closed = benefit_value(rho, done, 3.0, ramp, plateau, decay, window)
        theory = 3.0 * by_quadrature(rho, done, ramp, plateau, decay, window)
        assert closed == pytest.approx(theory, rel=1e-7, abs=1e-7), (ramp, plateau, decay, window, done)


@pytest.mark.parametrize("rho", RHOS)
def test_cost_of_delay_of_the_benefit_is_minus_its_right_derivative(rho: float) -> None:
    """Against a one-sided difference, at smooth points and on every kink."""
    step = 1e-4
    for (ramp, plateau, decay, window), done in itertools.product(PROFILES, [0.0, 10.0, 30.0, 70.0, 109.9]):
        if endless(rho, plateau, decay, window):
            continue

        def value(at: float) -> float:
            return benefit_value(rho, at, 3.0, ramp, plateau, decay, window)  # noqa: B023

        forward = -(-value(done + 2 * step) + 4 * value(done + step) - 3 * value(done)) / (2 * step)
        closed = benefit_delay_cost(rho, done, 3.0, ramp, plateau, decay, window)
        assert closed == pytest.approx(forward, rel=2e-4, abs=2e-5), (ramp, plateau, decay, window, done)


@pytest.mark.parametrize("rho", RHOS)
@pytest.mark.parametrize("done", [0.0, 49.0, 50.0, 51.0, 300.0])
def test_lateness_and_its_cost_of_delay(rho: float, done: float) -> None:
    """Per day from the due date on, a step on it; the derivative from the right counts on the due date."""
    due, per_day, step = 50.0, 7.0, 90.0
    owed = quad(lambda t: per_day * math.exp(-rho * t), due, max(done, due))[0]
    owed += step * math.exp(-rho * due) if done > due else 0.0
    assert lateness_value(rho, done, due, per_day, step) == pytest.approx(owed, rel=1e-9)
    slope = per_day * math.exp(-rho * done) if done >= due else 0.0
    assert lateness_delay_cost(rho, done, due, per_day) == pytest.approx(slope, rel=1e-12)


def test_nothing_is_earned_after_the_window_has_closed() -> None:
    """Completed on the closing day or later: no benefit, no run cost, no cost of delay."""
    benefit = BenefitProfile(per_year=36_525, window_closes=day(20), run_cost_per_year=3652.5)
    for days, earned in ((19.0, 100.0), (20.0, 0.0), (21.0, 0.0)):
        one = story(scenario([project("A", days, benefit=benefit)]))
        assert one.worth.benefit[0] == pytest.approx(earned)
        assert one.worth.run_cost[0] == pytest.approx(earned / 10)


def test_run_cost_follows_plateau_and_decay_but_not_the_ramp() -> None:
    """Undiscounted: benefit loses half the ramp, run cost nothing."""
    benefit = BenefitProfile(per_year=36_525, ramp_months=12, plateau_years=2, run_cost_per_year=3652.5)
    one = story(scenario([project("A", 5, benefit=benefit)]))
    assert one.worth.benefit[0] == pytest.approx(100 * (365.25 / 2 + 2 * 365.25))
    assert one.worth.run_cost[0] == pytest.approx(10 * 3 * 365.25)


# The whole account ----------------------------------------------------------------------------------------


def recomputed(one: Story) -> np.ndarray:
    """NPV of each project from the log and the plan's numbers, by quadrature where a rate is integrated."""
    plan, path, rho = one.plan, one.path, one.plan.money.rho
    p, last = plan.projects, 2 * plan.horizon
    npv = np.zeros(len(p.ids))
    for k, begin, end in zip(path.attempts.package, path.attempts.start, path.attempts.end, strict=True):
        until = last if math.isnan(end) else end
        cost = float(plan.packages.demand[k] @ plan.pools.rate) / 100
        paid = quad(lambda t: cost * math.exp(-rho * t), begin, until)[0]  # noqa: B023
        npv[plan.packages.project[k]] -= paid
    for when, i, cost in zip(path.risk_day, path.risk_project, path.risk_cost, strict=True):
        npv[i] -= cost * math.exp(-rho * when)
    for i in range(len(p.ids)):
        if not math.isnan(path.release[i]) and not p.in_flight[i]:
            npv[i] -= p.external[i] * math.exp(-rho * path.release[i])
        done = path.finish[i] if path.end[i] == End.COMPLETED else INF
        if done < INF:
            shape = (float(p.ramp[i]), float(p.plateau[i]), float(p.decay[i]), float(p.window[i]))
            true = math.exp(one.draws.value_log[one.row, i])
            npv[i] += true * p.benefit[i] * by_quadrature(rho, done, *shape)
            flat = (0.0, shape[0] + shape[1], shape[2], shape[3])
            npv[i] -= p.run_cost[i] * by_quadrature(rho, done, *flat)
        until = min(done, last)
        if until > p.due[i]:
            due = float(p.due[i])
            npv[i] -= p.late_per_day[i] * quad(lambda t: math.exp(-rho * t), due, until)[0]
            npv[i] -= p.late_step[i] * math.exp(-rho * due)
        if path.end[i] == End.TERMINATED:
            npv[i] += (p.salvage[i] - p.termination_cost[i]) * math.exp(-rho * path.finish[i])
    return npv


@pytest.mark.parametrize("rate_per_year", [0.0, 0.08])
def test_npv_is_what_the_log_says(rate_per_year: float) -> None:
    """Recomputed from attempts, releases, risks, ends and gates with other formulas (oracle 25)."""
    ends = set()
    for one in lived(mixed(discount_rate=rate_per_year, horizon=800, budgets={}), 4):
        settled = one.path.end != End.RUNNING
        ends |= set(one.path.end.tolist())
        assert settled.any()
        np.testing.assert_allclose(one.worth.npv[settled], recomputed(one)[settled], rtol=1e-7, atol=1e-3)
        assert one.worth.labour.sum() == pytest.approx(one.worth.labour_by_pool.sum(), rel=1e-12)
    assert End.COMPLETED in ends


def test_a_terminated_project_costs_what_it_used_pays_to_stop_and_stays_late() -> None:
    """Labour so far, termination cost and salvage on the day, lateness until 2H, no benefit."""
    made = project(
        "A",
        package("a", 5, stage="one"),
        package("b", 50, stage="two"),
        stages=("one", "two"),
        gates=("one",),
        benefit=BenefitProfile(per_year=365.25, plateau_years=0.01),
        termination_cost=30.0,
        salvage=12.0,
        due=10.0,
        lateness=Lateness(per_day=0.125, step=3.0),
        external_cost=40.0,
    )
    one = story(
        scenario([made], [pool(cost_per_fte_day=2)], policy=policy(gates="expected_value"), horizon=100)
    )
    worth = one.worth
    assert one.end("A") == "TERMINATED" and one.finish("A") == 5
    assert (worth.labour[0], worth.external[0], worth.benefit[0]) == (10, 40, 0)
    assert (worth.termination[0], worth.salvage[0], worth.lateness[0]) == (30, 12, 0.125 * 190 + 3)


def test_what_is_sunk_does_not_enter_a_gate() -> None:
    """The same rest after a cheap and an expensive past is decided alike; a dearer rest is not."""

    def decision(past: float, rest: float, external: float) -> str:
        made = project(
            "A",
            package("a", past, stage="one"),
            package("b", rest, stage="two"),
            stages=("one", "two"),
            gates=("one",),
            benefit=BenefitProfile(per_year=365.25, plateau_years=1),
            external_cost=external,
        )
        what = scenario([made], [pool(cost_per_fte_day=10)], policy=policy(gates="expected_value"))
        return story(what).end("A")

    assert decision(5, 36, 0) == decision(90, 36, 1e6) == "COMPLETED"
    assert decision(5, 37, 0) == decision(90, 37, 1e6) == "TERMINATED"


def test_a_project_that_still_runs_at_the_end_is_valued_with_its_expected_rest() -> None:
    """Day 40 of a 100-day package at 2H: expected completion on day 100, its labour with it, and marked."""
    benefit = BenefitProfile(per_year=365.25, plateau_years=1)
    what = scenario([project("A", 100, benefit=benefit)], [pool(cost_per_fte_day=2)], horizon=20)
    worth = story(what).worth
    assert worth.expected.tolist() == [True] and worth.completion[0] == 100
    assert worth.labour[0] == 200 and worth.benefit[0] == pytest.approx(365.25)


REWORK, OVERHEAD, REPEAT = 0.3, 0.2, 0.5
REPEATS = sum(REWORK**k for k in range(1, 8))
"""Expected repeats of a package that is tried at most eight times."""
STRETCH = (1 + REPEAT * REPEATS) * (1 + OVERHEAD)


def test_the_expected_rest_holds_overhead_and_repeats_up_to_the_limit() -> None:
    """Day 40 of a 100-day package, 50 more behind it: both with overhead and the repeats to be expected."""
    made = project("A", *chain(package("a", 100), package("b", 50)))
    uncertainty = Uncertainty(repeat_share=REPEAT)
    what = scenario([made], [pool(cost_per_fte_day=2)], horizon=20, uncertainty=uncertainty)
    one = with_luck(with_process(plan_of(what), rework=REWORK, overhead=OVERHEAD))
    assert one.end("A") == "RUNNING"
    whole = 150 * STRETCH
    assert one.worth.completion[0] == pytest.approx(whole, rel=1e-12)
    assert one.worth.labour[0] == pytest.approx(2 * whole, rel=1e-12)
    assert one.worth.labour_by_pool.tolist() == pytest.approx([2 * whole], rel=1e-12)


def test_a_package_that_a_gate_sent_back_belongs_to_the_expected_rest() -> None:
    """Its one attempt was accepted, a gate found the defect, and until the end B has the only developer."""
    made = project(
        "A",
        package("a", 5, stage="one"),
        package("c", 7, stage="two", after=("a",)),
        stages=("one", "two"),
        gates=("one",),
        due=500.0,
    )
    other = project("B", 100, intake=3.0, due=10.0)
    uncertainty = Uncertainty(repeat_share=REPEAT)
    what = scenario([made, other], horizon=20, uncertainty=uncertainty, policy=policy(dispatch="edd"))
    plan = with_process(plan_of(what), rework=REWORK, overhead=OVERHEAD, late=0.5)
    one = with_luck(plan, rework={"A/a": [0.1]}, late={"A/a": [0.1]})
    assert [t.outcome for t in one.of("A/a")] == ["LATENT"] and one.sittings == [(6.0, "A", 2)]
    assert one.begins("B/w0") == 6
    expected = [40 + (5 + 7) * STRETCH, 40 + 100 * STRETCH - 34]
    assert one.worth.completion.tolist() == pytest.approx(expected, rel=1e-12)


def test_labour_is_paid_for_every_attempt_and_every_pool() -> None:
    """FTE-days × rates, undiscounted; by pool and in total."""
    made = project("A", package("w", 10, {"dev": 1.5, "test": 0.25}))
    one = story(
        scenario([made], [pool("dev", 2, cost_per_fte_day=100), pool("test", 1, cost_per_fte_day=80)])
    )
    assert one.worth.labour[0] == pytest.approx(1500 + 200)
    assert one.worth.labour_by_pool.tolist() == pytest.approx([1500, 200])


def test_the_pmo_costs_its_staff_by_step_its_cash_and_its_payments_until_the_horizon() -> None:
    """Undiscounted hand count; a payment after the horizon is not in it; steps in any order."""
    pmo = Pmo(
        staff=2,
        cost_per_fte=365.25,
        cash_per_year=36.525,
        staff_steps=(StaffStep(from_=day(80), fte=1), StaffStep(from_=day(50), fte=4)),
        one_off=(OneOff(on=day(30), amount=7), OneOff(on=day(500), amount=1000)),
    )
    one = story(scenario([project("A", 5)], pmo=pmo, horizon=100))
    assert one.worth.pmo_cost == pytest.approx(2 * 50 + 4 * 30 + 1 * 20 + 0.1 * 100 + 7)
