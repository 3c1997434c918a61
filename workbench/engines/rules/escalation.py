"""Whom the PMO escalates, from what it knows itself."""

from __future__ import annotations


def left_of(planned: float, factor: float, had: float) -> float:
    """Days believed to be left of a package: what is believed of its planned days, less what it has had."""
    left = factor * planned - had
    return left if left > 0.0 else 0.0


def is_late(now: float, left: float, due: float, tolerated: float) -> bool:
    """Whether a project is believed to end after its promised day by more than is tolerated.

    Without a promise the day is infinite, and nothing is ever late.
    """
    return now + left > due + tolerated
