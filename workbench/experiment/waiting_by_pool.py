"""Whose queues hold which projects: days of waiting for people, by project and by the pool that is short.

Only a run with a witness knows this (`workbench.experiment.studies.waiting`); it is lived through again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.experiment.story import live_through
from workbench.experiment.studies.waiting import UNKNOWN_POOL, waiting_days
from workbench.scenario import Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class WaitingByPool:
    """One scenario.

    Parameters
    ----------
    projects, pools
        Ids.
    days
        Futures × projects × pools, working days until the horizon; one more column at the end for waits in
        which no single pool is short.
    """

    projects: tuple[str, ...]
    pools: tuple[str, ...]
    days: Floats


def waiting_by_pool(scenario: Scenario, futures: int) -> Iterator[WaitingByPool | None]:
    """None after each future, then the answer.

    Parameters
    ----------
    scenario
        Of what.
    futures
        How many, from the first on.
    """
    found = []
    for number in range(futures):
        future = live_through(scenario, number)
        plan = future.plan
        days = np.zeros((len(plan.projects.ids), len(plan.pools.ids) + 1))
        for i in range(len(days)):
            for pool, waited in waiting_days(future, i).by_pool.items():
                days[i, -1 if pool == UNKNOWN_POOL else pool] += waited
        found.append(days)
        yield None
    yield WaitingByPool(plan.projects.ids, plan.pools.ids, np.stack(found))
