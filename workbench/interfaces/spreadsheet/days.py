"""Dates as people type them; day and month of 03/04/2027 wait for the rest of the column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Order(StrEnum):
    """Which of day and month comes first where only slashes or dashes part them."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True)
class Day:
    """A typed date under either order; equal where there is only one reading."""

    day_first: date | None
    month_first: date | None

    @property
    def decides(self) -> Order | None:
        """The order that this date proves, if only one can read it."""
        if self.day_first is not None and self.month_first is None:
            return Order.DAY_FIRST
        if self.month_first is not None and self.day_first is None:
            return Order.MONTH_FIRST
        return None

    @property
    def clear(self) -> date | None:
        """The date, if there is only one reading."""
        if self.day_first == self.month_first or self.month_first is None:
            return self.day_first
        return self.month_first if self.day_first is None else None

    def under(self, order: Order) -> date | None:
        """The date under an order."""
        return self.day_first if order is Order.DAY_FIRST else self.month_first


_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january januar jän jänner",
            "feb february februar feber",
            "mar march mär märz mrz maerz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ],
        start=1,
    )
    for name in names.split()
}
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})" + _TIME)
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})" + _TIME)
_DAY_MONTH_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[. -]*([^\W\d_]+)[. ,-]*(\d{4})")
_MONTH_NAME_DAY = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def parse_day(text: str) -> Day | None:
    """A typed date, or `None` if the text is not one day.

    Examples
    --------
    >>> parse_day("3. März 2027").clear, parse_day("03.04.27").clear
    (datetime.date(2027, 3, 3), datetime.date(2027, 4, 3))
    >>> either = parse_day("03/04/2027")
    >>> either.clear, str(either.day_first), str(either.month_first)
    (None, '2027-04-03', '2027-03-04')
    """
    said = re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
    if shape := _ISO.fullmatch(said):
        return _one(shape[1], shape[2], shape[3])
    if shape := _DOTTED.fullmatch(said):
        return _one(shape[3], shape[2], shape[1])
    if shape := _SLASHED.fullmatch(said):
        day_first, month_first = _date(shape[4], shape[3], shape[1]), _date(shape[4], shape[1], shape[3])
        return Day(day_first, month_first) if day_first or month_first else None
    if shape := _DAY_MONTH_NAME.fullmatch(said):
        return _one(shape[3], _MONTHS.get(shape[2].lower(), 0), shape[1])
    if shape := _MONTH_NAME_DAY.fullmatch(said):
        return _one(shape[3], _MONTHS.get(shape[1].lower(), 0), shape[2])
    return None


def order_of(days: Iterable[Day]) -> Order | None:
    """The order that a column proves; `None` if it proves none, or both."""
    proved = {day.decides for day in days} - {None}
    return proved.pop() if len(proved) == 1 else None


def exchanged(day: date) -> date:
    """The date with day and month exchanged where that is a date too.

    Examples
    --------
    >>> exchanged(date(2011, 1, 10)), exchanged(date(2012, 9, 30))
    (datetime.date(2011, 10, 1), datetime.date(2012, 9, 30))
    """
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def _one(year: str, month: str | int, day: str) -> Day | None:
    found = _date(year, month, day)
    return Day(found, found) if found else None


def _date(year: str, month: str | int, day: str) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None
