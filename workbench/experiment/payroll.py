"""What people cost whether they work on projects or not, and how that changes between scenarios.

Projects are charged the FTE-days they use. A what-if that changes capacity also changes the payroll: its net
value carries, once and as a line of its own, the change of payroll less the change of what projects are
charged for those people (DESIGN §4.8). Both are counted until the horizon, so that within it people cost
their payroll, and beyond it the days that projects use.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.engines.discounting import discounted_days
from workbench.engines.plan.plan import Plan

Floats = NDArray[np.float64]


def gross_steps(plan: Plan, pool: str) -> tuple[Floats, Floats]:
    """Days and FTE (before daily operations) of a pool; empty where the plan has no such pool."""
    if pool not in plan.pools.ids:
        return np.array([0.0]), np.array([0.0])
    chosen = plan.pools.step_pool == plan.pools.ids.index(pool)
    return plan.pools.step_day[chosen], plan.pools.gross[chosen]


def payroll(plan: Plan, pool: str) -> float:
    """Present value of a pool's payroll until the horizon."""
    if pool not in plan.pools.ids:
        return 0.0
    day, fte = gross_steps(plan, pool)
    bounds = np.minimum(np.append(day, plan.horizon), plan.horizon)
    rate = float(plan.pools.rate[plan.pools.ids.index(pool)])
    return rate * float((discounted_days(plan.money.rho, bounds[:-1], bounds[1:]) * fte).sum())


def changed_pools(baseline: Plan, other: Plan) -> tuple[str, ...]:
    """Pools whose people (before daily operations) differ at some time until the horizon."""
    pools = sorted({*baseline.pools.ids, *other.pools.ids})
    return tuple(pool for pool in pools if _differ(gross_steps(baseline, pool), gross_steps(other, pool)))


def _differ(first: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> bool:
    days = np.union1d(first[0], other[0])
    return bool((_at(first, days) != _at(other, days)).any())


def _at(steps: tuple[Floats, Floats], days: Floats) -> Floats:
    day, fte = steps
    return np.asarray(fte[np.maximum(0, np.searchsorted(day, days, side="right") - 1)])
