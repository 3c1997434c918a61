"""Months on an axis of day numbers."""

from __future__ import annotations

import datetime

MOST_TICKS = 8


def month_ticks(low: float, high: float) -> list[datetime.date]:
    """First days of months, so many months apart that there are not too many."""
    first, last = date_of_number(low), date_of_number(high)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    apart = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= MOST_TICKS), 120)
    begin = first.year * 12 + first.month - 1
    found = []
    for month in range(begin, begin + months + 1):
        day = datetime.date(month // 12, month % 12 + 1, 1)
        if month % apart == 0 and low <= day.toordinal() <= high:
            found.append(day)
    return found or [first]


def date_of_number(number: float) -> datetime.date:
    """The date of a day number (as `date.toordinal`)."""
    return datetime.date.fromordinal(int(number))
