"""How long newcomers take to become productive, where maturity on their first day says so."""

from __future__ import annotations

import math
from bisect import bisect_right

from workbench.engines.plan.calendar import close_of, day_of
from workbench.engines.plan.landscape import Landscape
from workbench.model.resources import Hire, ResourcePool
from workbench.scenario import Scenario


def ramped(scenario: Scenario) -> Scenario:
    """The scenario with ramp-up of every hire stated, as its plan has it."""
    if not _is_open(scenario):
        return scenario
    portfolio = scenario.portfolio
    horizon = close_of(portfolio, scenario.horizon)
    per_year = portfolio.calendar.days_per_year(portfolio.start, scenario.horizon)
    return with_ramp_up(scenario, Landscape.of(scenario, list(portfolio.projects), horizon, per_year))


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
    if not _is_open(scenario):
        return scenario

    def stated(hire: Hire) -> Hire:
        if hire.ramp_weeks is not None:
            return hire
        step = bisect_right(landscape.days, day_of(portfolio, hire.from_)) - 1
        weeks = [landscape.at[u][step].ramp_weeks for u in landscape.unit_of.tolist()]
        return hire.model_copy(update={"ramp_weeks": math.fsum(weeks) / max(1, len(weeks))})

    def of(pool: ResourcePool) -> ResourcePool:
        return pool.model_copy(update={"hires": tuple(stated(hire) for hire in pool.hires)})

    pools = tuple(of(pool) for pool in portfolio.pools)
    return scenario.model_copy(update={"portfolio": portfolio.model_copy(update={"pools": pools})})


def _is_open(scenario: Scenario) -> bool:
    return any(hire.ramp_weeks is None for pool in scenario.portfolio.pools for hire in pool.hires)
