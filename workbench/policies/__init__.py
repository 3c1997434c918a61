"""Decision rules, as data: selection, release, dispatch, gates, and the PMO."""

from workbench.policies.governance import (
    GateRule,
    Gates,
    Optimism,
    Replanning,
    Reports,
    ReviewCadence,
    Reviews,
)
from workbench.policies.indices import (
    FIXED_RULES,
    INDICES,
    PACKAGE_RULES,
    PROJECT_RULES,
    Feature,
    Index,
    IndexName,
    Kernel,
    PackageFeature,
    Sight,
)
from workbench.policies.pmo import LevelStep, OneOff, Pmo, StaffStep
from workbench.policies.policy import (
    Cadence,
    Dispatch,
    Estimates,
    Policy,
    Release,
    Sgs,
)
from workbench.policies.selection import (
    Bucket,
    BucketOf,
    Exclusive,
    Selection,
    SelectionFound,
    SelectionRule,
)
from workbench.policies.trigger import Action, Signal, Trigger
from workbench.policies.unsuited import unsuited_rules

__all__ = [
    "FIXED_RULES",
    "INDICES",
    "Action",
    "Signal",
    "Trigger",
    "Bucket",
    "BucketOf",
    "PACKAGE_RULES",
    "PROJECT_RULES",
    "Cadence",
    "Dispatch",
    "Estimates",
    "Exclusive",
    "Feature",
    "GateRule",
    "Gates",
    "Index",
    "IndexName",
    "Kernel",
    "PackageFeature",
    "LevelStep",
    "OneOff",
    "Optimism",
    "Pmo",
    "Policy",
    "Release",
    "Reports",
    "Replanning",
    "ReviewCadence",
    "Reviews",
    "Selection",
    "SelectionFound",
    "SelectionRule",
    "Sgs",
    "Sight",
    "StaffStep",
    "unsuited_rules",
]
