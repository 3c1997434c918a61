"""How much is read at most: larger files are refused before they are read, larger figures at their cell."""

from __future__ import annotations

import zipfile
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.fields import Kind
from workbench.model.data import MOST_FTE

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED_BYTES = 400 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 300
LONGEST_ID = 80
LONGEST_TEXT = 32_767
"""Characters in a cell; Excel itself keeps no more."""

BELIEVED_MONEY = 1e12
"""Any one amount: a budget, a yearly value, a day of lateness."""
MOST_RATE = 1e7
"""Cost of one person for one working day."""
BELIEVED_DAYS = 5_000.0
"""Working days of one project: twenty years. The model itself allows a hundred."""
BELIEVED_YEARS = 100.0
"""Years for which a benefit lasts."""


def most_of(field: str, kind: Kind) -> tuple[float, str]:
    """The largest figure of a column that is believed, and how it is said.

    Examples
    --------
    >>> most_of("team_size", Kind.PEOPLE)
    (100000, '100,000 FTE')
    """
    if field == "cost_per_fte_day":
        return MOST_RATE, f"{MOST_RATE:,.0f} a day and person"
    most = _MOST[kind]
    return most, f"{most:,.0f} {_UNITS.get(kind, kind.value)}".strip()


_MOST = {
    Kind.MONEY: BELIEVED_MONEY,
    Kind.MONEY_PER_YEAR: BELIEVED_MONEY,
    Kind.MONEY_PER_DAY: BELIEVED_MONEY,
    Kind.DAYS: BELIEVED_DAYS,
    Kind.YEARS: BELIEVED_YEARS,
    Kind.PEOPLE: MOST_FTE,
    Kind.SHARE: 1.0,
}
_UNITS = {Kind.MONEY: "", Kind.MONEY_PER_YEAR: "a year", Kind.MONEY_PER_DAY: "a day"}

_SPLIT = "keep one row per project and drop pictures and history sheets"


def check_size(path: Path) -> None:
    """Refuse a missing, empty or oversized file, from its size alone."""
    if not path.is_file():
        raise InputError.of(Problem((), "there is no such file", remedy="check the path", place=str(path)))
    size = path.stat().st_size
    if size == 0:
        raise InputError.of(Problem((), "the file is empty", place=path.name))
    if size > MOST_BYTES:
        raise InputError.of(
            Problem((), f"at most {_mb(MOST_BYTES)} are read", _mb(size), _SPLIT, place=path.name)
        )


def check_unpacked(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a workbook that unpacks to far more than a portfolio can hold."""
    size = sum(member.file_size for member in archive.infolist())
    if size > MOST_UNPACKED_BYTES:
        raise InputError.of(
            Problem((), f"unpacks to more than {_mb(MOST_UNPACKED_BYTES)}", _mb(size), _SPLIT, place=name)
        )


def check_rows(count: int, place: str) -> None:
    """Refuse more rows than a portfolio can have."""
    if count > MOST_ROWS:
        raise InputError.of(Problem((), f"at most {MOST_ROWS:,} rows are read", remedy=_SPLIT, place=place))


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"
