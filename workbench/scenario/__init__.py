"""A scenario is a named what-if: portfolio, policy, PMO, shocks, horizon and seed."""

from workbench.scenario.demand import Demand, with_demand
from workbench.scenario.overrides import Changed, changed, fields_by_id
from workbench.scenario.own_order import own_order
from workbench.scenario.scenario import Scenario
from workbench.scenario.strategy import StrategyShift

__all__ = [
    "Changed",
    "Demand",
    "Scenario",
    "StrategyShift",
    "changed",
    "fields_by_id",
    "own_order",
    "with_demand",
]
