"""The plan: a scenario as arrays, built once and shared by every replication and engine."""

from workbench.engines.plan.build import plan_of
from workbench.engines.plan.links import Links
from workbench.engines.plan.plan import MAX_ATTEMPTS, Plan

__all__ = ["MAX_ATTEMPTS", "Links", "Plan", "plan_of"]
