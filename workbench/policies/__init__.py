"""Decision rules, as data: selection, release, dispatch, gates, and the PMO."""

from workbench.policies.indices import INDICES, Feature, Index, IndexName, Kernel, Sight
from workbench.policies.pmo import LevelStep, OneOff, Pmo, StaffStep
from workbench.policies.policy import (
    Cadence,
    Dispatch,
    GateRule,
    Gates,
    Policy,
    Release,
    Selection,
    SelectionRule,
)

__all__ = [
    "INDICES",
    "Cadence",
    "Dispatch",
    "Feature",
    "GateRule",
    "Gates",
    "Index",
    "IndexName",
    "Kernel",
    "LevelStep",
    "OneOff",
    "Pmo",
    "Policy",
    "Release",
    "Selection",
    "SelectionRule",
    "Sight",
    "StaffStep",
]
