"""A scenario is a named what-if: portfolio, policy, PMO, shocks, horizon and seed."""

from workbench.scenario.scenario import Scenario

__all__ = ["Scenario"]
