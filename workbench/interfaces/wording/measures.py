"""Which measures are shown or spoken of first."""

BESIDE_VALUE = (
    "on_time",
    "completed",
    "lead_time",
    "plan_ratio_duration",
    "rework_share",
    "strategic_value",
)
"""Measures that a sentence may name where they clearly change, in this order; no part of the value is one."""

SHORT = (
    "npv",
    "cost",
    "lateness_cost",
    "completed",
    "on_time",
    "lead_time",
    "plan_ratio_duration",
    "rework_share",
)
"""What a short table shows; the files of a run hold the rest."""
