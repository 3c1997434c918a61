"""How a date is written, everywhere: in sentences, tables and charts (files and JSON keep 2027-03-12)."""

from __future__ import annotations

from datetime import date


def dated(day: date) -> str:
    """A date as people read it, no longer than it must be.

    Examples
    --------
    >>> dated(date(2027, 3, 12)), dated(date(2027, 9, 1))
    ('12 Mar 2027', '1 Sep 2027')
    """
    return f"{day.day} {day:%b} {day.year}"
