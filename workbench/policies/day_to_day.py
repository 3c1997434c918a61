"""What the PMO decides from day to day among started projects: who keeps people, plans anew, goes first."""

from __future__ import annotations

from enum import StrEnum

from workbench.model.data import Data, about, quantity


class Allocation(StrEnum):
    """Where people go when their package is done, while their project goes on."""

    POOLED = "pooled"
    """Back to their pool, for whoever comes first."""
    KEPT = "kept"
    """They stay with the project while anything of it runs and it has work left for them."""


class PmoCadence(StrEnum):
    """How often the PMO looks at projects under way, on the first working day of a month."""

    NEVER = "never"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Escalation(Data):
    """Projects that the PMO believes to be late get people before all others until it looks again.

    Examples
    --------
    >>> Escalation(cadence="monthly").tolerated
    10.0
    """

    cadence: PmoCadence = about(PmoCadence.NEVER, text="how often the PMO looks for late projects")
    tolerated: float = quantity(
        10.0,
        unit="working days",
        about="by which a project may be believed late before it is escalated (assumed)",
        low=0,
    )
