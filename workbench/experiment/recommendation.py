"""What is recommended of a project, whichever study recommends it."""

from __future__ import annotations

from enum import StrEnum


class Recommendation(StrEnum):
    """What to do with a project."""

    GREEN_LIGHT = "green-light"
    """Start it, or go on with it."""
    HOLD = "hold"
    """Not now."""
    RE_EVALUATE = "re-evaluate"
    """Look at it again: what is known does not settle it."""
    TERMINATE = "terminate"
    """Stop it, or turn it down."""
