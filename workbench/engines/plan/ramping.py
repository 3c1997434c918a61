"""How long newcomers take to become productive, where maturity on their first day says so."""

from __future__ import annotations

import math
from bisect import bisect_right

from workbench.engines.plan.calendar import day_of
from workbench.engines.plan.landscape import Landscape
from workbench.model.resources import Hire, ResourcePool
from workbench.scenario import Scenario


def with_ramp_up(scenario: Scenario, landscape: Landscape) -> Scenario:
    """The scenario with ramp-up of every hire stated: averaged over projects, at the level of the day.

    Parameters
    ----------
    scenario
        Hires may leave their ramp-up open.
    landscape
        Levels over time.
    """
    portfolio = scenario.portfolio
    if not any(hire.ramp_weeks is None for pool in portfolio.pools for hire in pool.hires):
        return scenario

    def ramped(hire: Hire) -> Hire:
        if hire.ramp_weeks is not None:
            return hire
        step = bisect_right(landscape.days, day_of(portfolio, hire.from_)) - 1
        weeks = [landscape.at[u][step].ramp_weeks for u in landscape.unit_of.tolist()]
        return hire.model_copy(update={"ramp_weeks": math.fsum(weeks) / max(1, len(weeks))})

    def of(pool: ResourcePool) -> ResourcePool:
        return pool.model_copy(update={"hires": tuple(ramped(hire) for hire in pool.hires)})

    stated = portfolio.model_copy(update={"pools": tuple(of(pool) for pool in portfolio.pools)})
    return scenario.model_copy(update={"portfolio": stated})
