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
)
from workbench.policies.selection import (
    Bucket,
    BucketOf,
    Exclusive,
    Selection,
    SelectionFound,
    SelectionRule,
)

__all__ = [
    "INDICES",
    "Bucket",
    "BucketOf",
    "Cadence",
    "Dispatch",
    "Exclusive",
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
    "SelectionFound",
    "SelectionRule",
    "Sight",
    "StaffStep",
]
