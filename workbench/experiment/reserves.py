"""What overspend draws from the reserves of its years, and whether they suffice. Arrays only.

Read from the log as it was paid: labour as it accrues, external cost at release, risks on their day; the
budgets, cuts and what is carried over as the engines strike them (`workbench.engines.ledger`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import Paths
from workbench.engines.plan import Plan
from workbench.engines.rules.budget import TOLERANCE

Floats = NDArray[np.float64]


def paid_by_year(plan: Plan, paths: Paths) -> Floats:
    """Money paid by future and fiscal year, not discounted; what lies beyond the last year falls in it."""
    first, log = plan.money.year_start, paths.attempts
    years, futures = len(first), len(paths)
    last = np.append(first[1:], np.inf)
    end = np.where(np.isnan(log.end), 2.0 * plan.horizon, log.end)
    rate = plan.packages.rate[log.package]
    paid = np.empty((futures, years))
    for y in range(years):
        days = np.clip(np.minimum(end, last[y]) - np.maximum(log.start, first[y]), 0.0, None)
        paid[:, y] = np.bincount(paths.attempt_row, weights=rate * days, minlength=futures)
    bought = ~np.isnan(paths.release) & ~plan.projects.in_flight
    row, project = np.nonzero(bought)
    _add(paid, first, row, paths.release[row, project], plan.projects.external[project])
    _add(paid, first, paths.risk_row, paths.risk_day, paths.risk_cost)
    return paid


def _add(paid: Floats, first: Floats, row: NDArray[np.int64], day: Floats, amount: Floats) -> None:
    np.add.at(paid, (row, np.searchsorted(first, day, side="right") - 1), amount)


def overspend_by_year(plan: Plan, paths: Paths) -> tuple[Floats, Floats]:
    """Overspend of each year, and what of it its reserve takes; shape (futures, years)."""
    money, paid = plan.money, paid_by_year(plan, paths)
    cuts = np.bincount(money.cut_year, weights=money.cut_amount, minlength=len(money.budget))
    budget = np.tile(money.budget - cuts, (len(paths), 1))
    over, drawn = np.zeros(paid.shape), np.zeros(paid.shape)
    for y in range(paid.shape[1]):
        left = budget[:, y] - paid[:, y]
        over[:, y] = np.where(left < 0.0, -left, 0.0)
        drawn[:, y] = np.minimum(over[:, y], money.reserve[y])
        if y + 1 < paid.shape[1] and np.isfinite(money.budget[y]):
            struck = left + drawn[:, y]
            budget[:, y + 1] += struck if money.carry_over else np.minimum(struck, 0.0)
    return over, drawn


def reserve_figures(plan: Plan, paths: Paths) -> list[Floats]:
    """Share of all reserves that is drawn, and 1 where they suffice; missing where there are none.

    Parameters
    ----------
    plan, paths
        The scenario, and its futures.
    """
    reserve = plan.money.reserve
    if not reserve.any():
        missing = np.full(len(paths), np.nan)
        return [missing, missing]
    over, drawn = overspend_by_year(plan, paths)
    beyond = (over - drawn)[:, reserve > 0.0]
    return [drawn.sum(axis=1) / reserve.sum(), (beyond <= TOLERANCE).all(axis=1).astype(np.float64)]
