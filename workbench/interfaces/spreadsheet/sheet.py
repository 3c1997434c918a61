"""Cells with an address: what every reader of this package hands on, whatever the file was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose content cannot be had: an error value, a formula that was never calculated."""

    shown: str
    reason: str
    remedy: str


Value = str | float | bool | date | Unreadable | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The file, and the sheet in it (empty for a CSV file)."""

    file: str
    sheet: str

    def __str__(self) -> str:
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value as stored, where it stands, and whether it is shown as a percentage."""

    value: Value
    origin: Origin
    row: int
    column: int
    percent: bool

    @property
    def place(self) -> str:
        """Where the cell is, for a person.

        Examples
        --------
        >>> Cell("x", Origin("plan.xlsx", "Projects"), 12, 6, False).place
        'plan.xlsx, sheet Projects, cell F12'
        """
        return f"{self.origin}, cell {self.address}"

    @property
    def address(self) -> str:
        """Column and row, as spreadsheet programs write them."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The value as text without surrounding space; empty for an empty cell."""
        if self.value is None:
            return ""
        if isinstance(self.value, Unreadable):
            return self.value.shown
        if isinstance(self.value, float) and self.value.is_integer() and abs(self.value) < 1e15:
            return str(int(self.value))
        return str(self.value).strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of a sheet that hold anything, in order."""

    origin: Origin
    rows: tuple[tuple[Cell, ...], ...]

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)


def column_letters(column: int) -> str:
    """Letters of a column counted from 1.

    Examples
    --------
    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
