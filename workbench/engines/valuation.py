"""Money of one simulated future, from its path: present values at day 0, by project (DESIGN §4.8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.draws import Draws
from workbench.engines.path import End, Outcome, Path
from workbench.engines.plan import Plan
from workbench.engines.plan.effects import expected_repeats
from workbench.engines.tables import Tables, longest_path, tables_of
from workbench.engines.worth import Worth

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Valuation:
    """Present values at day 0, one entry per project unless said otherwise; costs are positive.

    Parameters
    ----------
    completion
        Day of completion; expected where the project still runs at the end; NaN where it never completes.
    expected
        Where `completion` and the cost after the end of the run are expectations.
    benefit, run_cost, labour, external, risk_cost, lateness, termination, salvage
        Money.
    labour_by_pool
        Labour by pool, over all projects.
    pmo_cost
        What the PMO costs until the horizon.
    """

    completion: Floats
    expected: NDArray[np.bool_]
    benefit: Floats
    run_cost: Floats
    labour: Floats
    external: Floats
    risk_cost: Floats
    lateness: Floats
    termination: Floats
    salvage: Floats
    labour_by_pool: Floats
    pmo_cost: float

    @property
    def npv(self) -> Floats:
        """Net present value of each project; PMO cost belongs to none of them."""
        return (
            self.benefit
            - self.run_cost
            - self.labour
            - self.external
            - self.risk_cost
            - self.lateness
            - self.termination
            + self.salvage
        )


def value(plan: Plan, draws: Draws, row: int, path: Path) -> Valuation:
    """Value a path.

    Lateness runs until completion; what never completes pays it until twice the horizon, stopped or not.
    Projects still running then are valued with the expected rest of their work.
    """
    tables, worth, rho = tables_of(plan), Worth(plan), plan.money.rho
    projects, count = plan.projects, len(plan.projects.ids)
    last = 2 * plan.horizon
    running = path.end == End.RUNNING
    completion = np.where(path.end == End.COMPLETED, path.finish, np.nan)
    rest = _expected_rest(plan, path, np.flatnonzero(running), last)
    for i in np.flatnonzero(running).tolist():
        completion[i] = last + longest_path(tables, i, rest)
    labour, labour_by_pool = _labour(plan, tables, path, rest, running, last)
    luck = np.exp(draws.value_log[row])
    benefit, run_cost, lateness = np.zeros(count), np.zeros(count), np.zeros(count)
    for i in range(count):
        if np.isnan(completion[i]):
            lateness[i] = worth.lateness(i, last)
        else:
            done = float(completion[i])
            benefit[i] = luck[i] * worth.benefit(i, done)
            run_cost[i] = worth.run_cost(i, done)
            lateness[i] = worth.lateness(i, done)
    released = ~np.isnan(path.release) & ~projects.in_flight
    stopped = path.end == End.TERMINATED
    risk_cost = np.zeros(count)
    np.add.at(risk_cost, path.risk_project, path.risk_cost * np.exp(-rho * path.risk_day))
    at_release = np.exp(-rho * np.where(released, path.release, 0.0))
    at_stop = np.exp(-rho * np.where(stopped, path.finish, 0.0))
    return Valuation(
        completion=completion,
        expected=running,
        benefit=benefit,
        run_cost=run_cost,
        labour=labour,
        external=np.where(released, projects.external * at_release, 0.0),
        risk_cost=risk_cost,
        lateness=lateness,
        termination=np.where(stopped, projects.termination_cost * at_stop, 0.0),
        salvage=np.where(stopped, projects.salvage * at_stop, 0.0),
        labour_by_pool=labour_by_pool,
        pmo_cost=pmo_cost(plan),
    )


def annuities(rho: float, start: Floats, end: Floats) -> Floats:
    """Present value of 1 a day between pairs of days."""
    if rho == 0.0:
        return end - start
    return (np.exp(-rho * start) - np.exp(-rho * end)) / rho


def pmo_cost(plan: Plan) -> float:
    """Present value of what the PMO costs until the horizon."""
    money = plan.money
    ends = np.append(money.pmo_day[1:], plan.horizon)
    starts = np.minimum(money.pmo_day, plan.horizon)
    running = money.pmo_rate * annuities(
        money.rho, starts, np.minimum(np.maximum(ends, starts), plan.horizon)
    )
    within = money.once_day <= plan.horizon
    once = money.once_amount * np.exp(-money.rho * money.once_day)
    return float(running.sum() + once[within].sum())


def _labour(
    plan: Plan, tables: Tables, path: Path, rest: list[float], running: NDArray[np.bool_], last: float
) -> tuple[Floats, Floats]:
    attempts, packages = path.attempts, plan.packages
    end = np.where(np.isnan(attempts.end), last, attempts.end)
    present_days = annuities(plan.money.rho, attempts.start, end)
    cost = packages.rate[attempts.package] * present_days
    labour: Floats = np.zeros(len(plan.projects.ids))
    np.add.at(labour, packages.project[attempts.package], cost)
    by_pool = present_days @ packages.demand[attempts.package] / 100.0 * plan.pools.rate
    for i in np.flatnonzero(running).tolist():
        # The rest is paid as if every package went on from the end of the run.
        for k in tables.members[i]:
            if rest[k] > 0.0:
                days = float(annuities(plan.money.rho, np.array([last]), np.array([last + rest[k]]))[0])
                labour[i] += packages.rate[k] * days
                by_pool += packages.demand[k] / 100.0 * plan.pools.rate * days
    return labour, by_pool


def _expected_rest(plan: Plan, path: Path, running: NDArray[np.int64], last: float) -> list[float]:
    """Expected days left, by package, of the projects still running at the end; 0 elsewhere."""
    rest = [0.0] * len(plan.packages.ids)
    if not len(running):
        return rest
    attempts = path.attempts
    open_now = attempts.outcome == Outcome.RUNNING
    began = zip(attempts.package[open_now].tolist(), attempts.start[open_now].tolist(), strict=True)
    under_way = {k: last - start for k, start in began}
    for i in running:
        unit = plan.projects.unit[i]
        again, _ = expected_repeats(float(plan.levels.rework[unit, -1]))
        stretch = (1 + plan.levels.overhead[unit, -1]) * (1 + plan.rules.repeat_share * again)
        for k in plan.projects.packages.row(int(i)):
            if not path.package_done[k]:
                expected = float(plan.packages.scale[k] * stretch)
                rest[k] = max(0.0, expected - under_way.get(k, 0.0))
    return rest
