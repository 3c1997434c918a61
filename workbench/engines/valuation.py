"""Money of simulated futures, from their paths: present values at day 0, by project (DESIGN §4.8).

Every sum is taken within one future and in one order, so that a future is worth the same bits whatever
futures are valued with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.discounting import discounted_days
from workbench.engines.draws import Draws
from workbench.engines.path import End, Paths
from workbench.engines.plan import Plan
from workbench.engines.present import PresentValues, present_values
from workbench.engines.programmes import programme_days, programme_values
from workbench.engines.staffing import Staffing
from workbench.engines.unfinished import completion_days, expected_rest

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Valuation:
    """Present values at day 0, shape (futures, projects) unless said otherwise; costs are positive.

    Parameters
    ----------
    completion
        Day of completion; expected where the project still runs at the end; NaN where it never completes.
    expected
        Where `completion` and the cost after the end of the run are expectations.
    ratio
        True ÷ stated benefit.
    benefit, run_cost, labour, external, risk_cost, lateness, termination, salvage
        Money.
    labour_by_pool
        Labour by pool, over all projects, shape (futures, pools).
    programmes
        What programmes bring beyond their projects, run cost taken off; shape (futures, programmes).
    pmo_cost
        What the PMO costs until the horizon, the same in every future.
    """

    completion: Floats
    expected: NDArray[np.bool_]
    ratio: Floats
    benefit: Floats
    run_cost: Floats
    labour: Floats
    external: Floats
    risk_cost: Floats
    lateness: Floats
    termination: Floats
    salvage: Floats
    labour_by_pool: Floats
    programmes: Floats
    pmo_cost: float

    @property
    def npv(self) -> Floats:
        """Net present value of each project; PMO cost and what programmes bring belong to none of them."""
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


def value(
    plan: Plan,
    draws: Draws,
    paths: Paths,
    present: Callable[[Plan, Floats], PresentValues] = present_values,
) -> Valuation:
    """Value paths.

    Lateness runs until completion; what never completes pays it until twice the horizon, stopped or not.
    Projects still running then are valued with the expected rest of their work.

    Parameters
    ----------
    plan
        The scenario as arrays.
    draws
        Luck of exactly these futures, in their order.
    paths
        The futures.
    present
        What values completion days; another engine may bring a faster one.
    """
    if len(draws.replications) != len(paths):
        raise ValueError(f"luck of {len(draws.replications)} futures for {len(paths)} paths")
    projects, rho = plan.projects, plan.money.rho
    rest = expected_rest(plan, paths)
    completion = completion_days(plan, paths, rest)
    worth = present(plan, completion)
    labour, labour_by_pool = _labour(plan, paths, rest)
    released = ~np.isnan(paths.release) & ~projects.in_flight
    stopped = paths.end == End.TERMINATED
    at_release = np.exp(-rho * np.where(released, paths.release, 0.0))
    at_stop = np.exp(-rho * np.where(stopped, paths.finish, 0.0))
    ratio = np.exp(draws.value_log)
    return Valuation(
        completion=completion,
        expected=paths.end == End.RUNNING,
        ratio=ratio,
        benefit=ratio * np.where(paths.reduced, projects.reduced_benefit, 1.0) * worth.benefit,
        run_cost=worth.run_cost,
        labour=labour,
        external=np.where(released, projects.external * at_release, 0.0),
        risk_cost=by_project(
            paths, paths.risk_row, paths.risk_project, paths.risk_cost * np.exp(-rho * paths.risk_day)
        ),
        lateness=worth.lateness,
        termination=np.where(stopped, projects.termination_cost * at_stop, 0.0),
        salvage=np.where(stopped, projects.salvage * at_stop, 0.0),
        labour_by_pool=labour_by_pool,
        programmes=programme_values(plan, programme_days(plan, completion)),
        pmo_cost=pmo_cost(plan),
    )


def by_project(paths: Paths, row: NDArray[np.int64], project: NDArray[np.int64], amounts: Floats) -> Floats:
    """Sums by future and project of the entries of a log, in its order."""
    futures, count = paths.end.shape
    sums = np.bincount(row * count + project, weights=amounts, minlength=futures * count)
    return sums.astype(np.float64).reshape(futures, count)


def pmo_cost(plan: Plan) -> float:
    """Present value of what the PMO costs until the horizon."""
    money = plan.money
    ends = np.append(money.pmo_day[1:], plan.horizon)
    starts = np.minimum(money.pmo_day, plan.horizon)
    running = money.pmo_rate * discounted_days(
        money.rho, starts, np.minimum(np.maximum(ends, starts), plan.horizon)
    )
    within = money.once_day <= plan.horizon
    once = money.once_amount * np.exp(-money.rho * money.once_day)
    return float(running.sum() + once[within].sum())


def _labour(plan: Plan, paths: Paths, rest: Floats) -> tuple[Floats, Floats]:
    """Labour by project and by pool: what was worked, then what is left at the end of the run."""
    last, attempts = 2 * plan.horizon, paths.attempts
    row, package = paths.attempt_row, attempts.package
    start, end = attempts.start, np.where(np.isnan(attempts.end), last, attempts.end)
    later_row, later = np.nonzero(rest)
    if later.size:
        # The rest is paid as if every package went on from the end of the run.
        row, package = np.concatenate([row, later_row]), np.concatenate([package, later])
        start = np.concatenate([start, np.full(later.size, last)])
        end = np.concatenate([end, last + rest[later_row, later]])
    days = discounted_days(plan.money.rho, start, end)
    labour = by_project(paths, row, plan.packages.project[package], plan.packages.rate[package] * days)
    fte_days = Staffing(plan).by_pool(len(paths), row, package, days)
    return labour, fte_days * plan.pools.rate
