"""How much of each pool's time projects use, month by month.

Only the log of work knows that, and it is not kept: futures are lived through once more.

Use of a period = FTE-days at work ÷ FTE-days that there are for projects. What completed projects hand to
daily operations is taken off what there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of, is_ready
from workbench.engines.path import End, Paths
from workbench.engines.plan import Plan, plan_of
from workbench.engines.plan.calendar import day_of
from workbench.engines.staffing import Staffing
from workbench.experiment.flow_over_time import instants
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

SLICE = 10
"""Futures lived through before whoever waits is let in."""


@dataclass(frozen=True, eq=False)
class UseOverTime:
    """One scenario.

    Parameters
    ----------
    dates
        First days of the periods; the last one ends at the horizon.
    pools, names
        Ids of the pools, and what they are called.
    used
        Futures × periods × pools, as shares; NaN where nobody is there for projects.
    """

    dates: tuple[date, ...]
    pools: tuple[str, ...]
    names: tuple[str, ...]
    used: Floats


def use_over_time(scenario: Scenario, futures: int) -> Iterator[UseOverTime | None]:
    """None after each few futures, then the answer.

    Parameters
    ----------
    scenario
        Of what.
    futures
        How many, from the first on.
    """
    plan = plan_of(scenario)
    engine = engine_of(EngineName.COMPILED if is_ready() else EngineName.SIMPY)
    dates = instants(scenario)
    ends = np.array([*(day_of(scenario.portfolio, one) for one in dates[1:-1]), plan.horizon])
    found = []
    for first in range(0, futures, SLICE):
        some = range(first, min(first + SLICE, futures))
        paths = engine.live(plan, draw(plan, some, engine.uniforms))
        found.append(used_by_period(plan, paths, ends))
        yield None
    yield UseOverTime(dates[:-1], plan.pools.ids, plan.pools.names, np.concatenate(found))


def used_by_period(plan: Plan, paths: Paths, ends: Floats) -> Floats:
    """Futures × periods × pools: share of what there is that is at work.

    Parameters
    ----------
    plan, paths
        Futures of a plan.
    ends
        Days on which the periods are over, rising; the first begins at the start.
    """
    begin = np.concatenate(([0.0], ends[:-1]))
    worked = Staffing(plan).by_period(len(paths), paths.attempts, paths.attempt_row, ends)
    there = np.stack([_planned(plan, pool, begin, ends) for pool in range(len(plan.pools.ids))], axis=-1)
    effect = plan.projects.operations_effect / 100.0
    left: Floats = np.broadcast_to(there, worked.shape).copy()
    for project in np.flatnonzero((effect != 0).any(axis=1)).tolist():
        done = paths.end[:, project] == End.COMPLETED
        since = np.where(done, paths.finish[:, project], np.inf)[:, np.newaxis]
        days = np.clip(ends - np.maximum(begin, since), 0.0, None)
        left -= days[:, :, np.newaxis] * effect[project]
    return np.divide(worked, left, out=np.full(left.shape, np.nan), where=left > 1e-9)


def _planned(plan: Plan, pool: int, begin: Floats, ends: Floats) -> Floats:
    """FTE-days of a pool in each period, before anything is handed to daily operations."""
    own = plan.pools.step_pool == pool
    day, level = plan.pools.step_day[own], plan.pools.step_capacity[own] / 100.0
    until = np.append(day[1:], np.inf)
    shared = np.minimum(until, ends[:, np.newaxis]) - np.maximum(day, begin[:, np.newaxis])
    total: Floats = np.clip(shared, 0.0, None) @ level
    return total
