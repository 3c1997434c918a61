"""What the PMO decides from day to day among started projects: who keeps people, what is planned anew."""

from __future__ import annotations

from enum import StrEnum


class Allocation(StrEnum):
    """Where people go when their package is done, while their project goes on."""

    POOLED = "pooled"
    """Back to their pool, for whoever comes first."""
    KEPT = "kept"
    """They stay with the project while anything of it runs and it has work left for them."""


class ReplanCadence(StrEnum):
    """How often the PMO brings believed durations of projects under way up to date, for dispatch."""

    NEVER = "never"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
