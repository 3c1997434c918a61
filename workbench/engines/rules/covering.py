"""Cross-training: people of one pool stand in for missing ones of another."""

from __future__ import annotations

WHOLE = 100
"""Per cent of a person who does the work as well as those whose work it is."""


def lent(missing: int, percent: int) -> int:
    """Hundredths of people that stand in for so many missing ones, at so many per cent; rounded up.

    In whole numbers, so that every engine gets the same.
    """
    return (missing * WHOLE + percent - 1) // percent
