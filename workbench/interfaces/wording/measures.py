"""Which measures are spoken of beside value."""

BESIDE_VALUE = ("on_time", "completed", "lead_time", "lateness_cost", "plan_ratio_duration", "rework_share")
"""Measures that a sentence may name where they clearly change, in this order."""
