"""Cells to values, a whole column at a time, since a column settles what a single cell leaves open."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from workbench.errors import Problem
from workbench.interfaces.spreadsheet.amounts import Amount, Convention, Settled, convention_of, parse_amount
from workbench.interfaces.spreadsheet.days import Day, exchanged, order_of, parse_day
from workbench.interfaces.spreadsheet.fields import Kind
from workbench.interfaces.spreadsheet.limits import most_of
from workbench.interfaces.spreadsheet.sheet import Cell, Unreadable
from workbench.interfaces.spreadsheet.units import PLAIN, Unit, unit_of
from workbench.interfaces.spreadsheet.words import Urgency, is_nothing, urgency_of, yes_or_no

ERRORS = frozenset(
    [
        "#N/A",
        "#NV",
        "#REF!",
        "#BEZUG!",
        "#VALUE!",
        "#WERT!",
        "#DIV/0!",
        "#NAME?",
        "#NUM!",
        "#ZAHL!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
    ]
)
"""What spreadsheet programs show, and save as text, where a formula failed."""

MOST_SHOWN = 200
"""Characters of a cell that a message repeats."""

EARLIEST, LATEST = date(1950, 1, 1), date(2150, 1, 1)


class RefusedError(Exception):
    """Why a cell cannot be read."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


@dataclass(frozen=True)
class Column:
    """Values of a column by row, problems by row, and what was found out on the way."""

    values: Mapping[int, Any]
    problems: Mapping[int, Problem]
    currencies: Mapping[int, tuple[str, str]]
    """Currencies named in its cells by row, each with its place."""
    read_as: tuple[tuple[str, str], ...]
    """Readings that no single cell settles, each with who decided, for the list of assumptions."""


BY_COLUMN = "decided by the column"


def read_column(
    field: str, kind: Kind, unit: Unit, cells: Iterable[Cell], settled: Settled | None = None
) -> Column:
    """Read every cell of a column.

    Parameters
    ----------
    field
        Name of the field, for messages.
    kind, unit
        What the column holds, and the unit stated in its heading.
    cells
        Its cells, the heading left out.
    settled
        What marks decimals where the column leaves it open.

    Examples
    --------
    >>> from workbench.interfaces.spreadsheet.sheet import Origin
    >>> where = Origin("plan.csv", "")
    >>> texts = ["1.200", "3,5", "many"]
    >>> cells = [Cell(text, where, row, 2, False) for row, text in enumerate(texts, start=2)]
    >>> column = read_column("budget", Kind.MONEY, PLAIN, cells)
    >>> dict(column.values)
    {2: 1200.0, 3: 3.5}
    >>> print(column.problems[4])
    plan.csv, cell B4: budget: is not a number (got many); write digits only, for example 1200.50
    """
    cells = tuple(cells)
    reader = _reader(field, kind, unit, cells, settled)
    values: dict[int, Any] = {}
    problems: dict[int, Problem] = {}
    for cell in cells:
        try:
            value = _checked(reader, cell)
        except RefusedError as refused:
            shown = cell.text if len(cell.text) <= MOST_SHOWN else f"{cell.text[:MOST_SHOWN]}…"
            problems[cell.row] = Problem((field,), refused.message, shown, refused.remedy, cell.place)
        else:
            if value is not None:
                values[cell.row] = value
    currencies = dict(reader.currencies) if isinstance(reader, _Numbers) else {}
    return Column(values, problems, currencies, tuple(reader.readings()))


def _checked(reader: _Reader, cell: Cell) -> Any:
    if isinstance(cell.value, Unreadable):
        raise RefusedError(cell.value.reason, cell.value.remedy)
    if cell.value is None:
        return None
    if cell.text in ERRORS:
        raise RefusedError("the cell shows an error", "mend the formula or type the value")
    return reader.read(cell)


class _Reader:
    """Texts are taken as they are: never evaluated, whatever they look like."""

    def readings(self) -> Iterator[tuple[str, str]]:
        """What no single cell settles, with who decided; known once all cells are read."""
        return iter(())

    def read(self, cell: Cell) -> Any:
        """What a cell says, None if nothing; a `RefusedError` says why it says nothing that is allowed."""
        return " ".join(cell.text.split()) or None


class _YesNo(_Reader):
    def read(self, cell: Cell) -> bool | None:
        """Yes or no, in English or German."""
        if isinstance(cell.value, bool):
            return cell.value
        if is_nothing(cell.text):
            return None
        answer = yes_or_no(cell.text)
        if answer is None:
            raise RefusedError("is neither yes nor no", "write yes or no (ja or nein, x or nothing)")
        return answer


class _Urgencies(_Reader):
    def read(self, cell: Cell) -> Urgency | None:
        """A kind of urgency by its name."""
        if is_nothing(cell.text):
            return None
        urgency = urgency_of(cell.text)
        if urgency is None:
            allowed = [one.value for one in Urgency]
            near = difflib.get_close_matches(cell.text.lower(), allowed, n=1)
            remedy = (
                f"did you mean {near[0]}?" if near else f"write {', '.join(allowed[:-1])} or {allowed[-1]}"
            )
            raise RefusedError("is not a kind of urgency", remedy)
        return urgency


class _Dates(_Reader):
    def __init__(self, cells: Iterable[Cell]) -> None:
        typed = (parse_day(cell.text) for cell in cells if isinstance(cell.value, str))
        self._order = order_of(day for day in typed if day is not None)

    def readings(self) -> Iterator[tuple[str, str]]:
        if self._order:
            yield f"dates with slashes or dashes read {self._order.value}", BY_COLUMN

    def read(self, cell: Cell) -> date | None:
        """One day: a date of the spreadsheet, or a text that can mean no other."""
        if isinstance(cell.value, date):
            return _plausible(cell.value)
        if isinstance(cell.value, float):
            raise RefusedError(
                "is a number, not a date" + _as_serial(cell.value), "format the cell as a date"
            )
        if is_nothing(cell.text):
            return None
        day = parse_day(cell.text)
        if day is None:
            raise RefusedError("is not one day", "write it as 2027-04-03 or 03.04.2027")
        return _plausible(self._settled(day))

    def _settled(self, day: Day) -> date:
        found = day.clear or (day.under(self._order) if self._order else None)
        if found is None:
            raise RefusedError(
                f"may be {day.day_first} or {day.month_first}, and no other cell of the column decides",
                f"write {day.day_first} or {day.month_first}",
            )
        return found


class _Numbers(_Reader):
    def __init__(
        self, field: str, kind: Kind, unit: Unit, cells: Iterable[Cell], settled: Settled | None
    ) -> None:
        self._kind, self._unit = kind, unit
        self._most, self._most_said = most_of(field, kind)
        self.currencies: dict[int, tuple[str, str]] = {}
        cells = tuple(cells)
        typed = [parse_amount(cell.text) for cell in cells if isinstance(cell.value, str)]
        amounts = [amount for amount in typed if amount is not None]
        own = convention_of(amounts)
        proves_both = own is None and any(amount.decides for amount in amounts)
        self._settled_by = settled if own is None and not proves_both else None
        self._convention = self._settled_by.convention if self._settled_by else own
        self._open: list[str] = []
        self._in_percent = kind is Kind.SHARE and unit == PLAIN and any(map(self._above_one, cells))

    def readings(self) -> Iterator[tuple[str, str]]:
        if self._in_percent:
            yield "figures without a sign read as percent", BY_COLUMN
        if self._open and self._settled_by:
            sign = "comma" if self._settled_by.convention is Convention.COMMA else "point"
            yield f"decimal {sign}, so that {self._open[0]}", self._settled_by.by

    def read(self, cell: Cell) -> float | None:
        """A number in the field's own unit, within what is plausible."""
        if isinstance(cell.value, (bool, date)):
            raise RefusedError("is not a number", "write digits only, for example 1200.50")
        if isinstance(cell.value, float):
            return self._in_bounds(self._stored(cell.value, cell))
        if is_nothing(cell.text):
            return None
        amount = parse_amount(cell.text)
        if amount is None:
            raise RefusedError("is not a number", "write digits only, for example 1200.50")
        return self._in_bounds(self._typed(amount, cell))

    def _above_one(self, cell: Cell) -> bool:
        if isinstance(cell.value, float):
            return cell.value > 1 and not cell.percent
        amount = parse_amount(cell.text) if isinstance(cell.value, str) else None
        return amount is not None and not amount.unit_text and (amount.clear or 0) > 1

    def _stored(self, value: float, cell: Cell) -> float:
        if self._kind is Kind.SHARE and cell.percent:
            return value
        return self._plain(value)

    def _typed(self, amount: Amount, cell: Cell) -> float:
        value = self._settled(amount, cell)
        if not amount.unit_text:
            return self._plain(value)
        unit = unit_of(self._kind, amount.unit_text)
        if unit is None:
            raise RefusedError(
                f"“{amount.unit_text}” is not understood here", f"write the figure in {self._kind.value}"
            )
        if unit.currency:
            self.currencies[cell.row] = (unit.currency, cell.place)
        if unit.factor == 1 and self._unit.factor != 1:
            if self._kind is Kind.SHARE:
                return value
            raise RefusedError(
                f"may be {value:,.10g} or, in the unit of the heading, {value * self._unit.factor:,.10g}",
                "drop the sign in the cell or state its multiple",
            )
        return value * unit.factor

    def _settled(self, amount: Amount, cell: Cell) -> float:
        value = amount.clear
        if value is None and self._convention is not None:
            value = amount.under(self._convention)
            if value is not None:
                self._open.append(f"{cell.text} is {value:.10g}")
        if value is None:
            raise RefusedError(
                f"may be {amount.point:.10g} or {amount.comma:.10g}, and no other figure decides",
                f"write {amount.point:.10g} or {amount.comma:.10g} without a separator of thousands"
                if amount.comma and amount.comma > 999
                else "write it without a separator of thousands",
            )
        return value

    def _plain(self, value: float) -> float:
        if not self._in_percent:
            return value * self._unit.factor
        if 0 < value < 1:
            raise RefusedError(
                f"may be {value:.10g} % or {value * 100:.10g} %: the rest of the column is in percent",
                "write it with a percent sign",
            )
        return value / 100

    def _in_bounds(self, value: float) -> float:
        if not math.isfinite(value):
            raise RefusedError("is not a finite number", "write digits only")
        if value < 0:
            raise RefusedError("must be at least 0", "negative figures have no meaning here")
        if self._kind is Kind.SHARE and value > 1:
            raise RefusedError("must be at most 100 %", "write a share from 0 to 100 %")
        if value > self._most:
            raise RefusedError(
                f"is {value:,.15g}, above the {self._most_said} allowed at most",
                "check the unit in the heading and in the cell, and the decimal sign",
            )
        return value


def _reader(field: str, kind: Kind, unit: Unit, cells: tuple[Cell, ...], settled: Settled | None) -> _Reader:
    if kind is Kind.TEXT:
        return _Reader()
    if kind is Kind.DATE:
        return _Dates(cells)
    if kind is Kind.YES_NO:
        return _YesNo()
    if kind is Kind.URGENCY:
        return _Urgencies()
    return _Numbers(field, kind, unit, cells, settled)


def exchange_days(column: Column) -> Column:
    """The column with day and month exchanged in every date that allows it."""
    return Column(
        {row: exchanged(value) for row, value in column.values.items()},
        column.problems,
        column.currencies,
        column.read_as,
    )


def merged_currencies(columns: Iterable[Column]) -> Iterator[tuple[str, str]]:
    """Currencies named anywhere, with the first place of each."""
    seen: set[str] = set()
    for column in columns:
        for currency, place in column.currencies.values():
            if currency not in seen:
                seen.add(currency)
                yield currency, place


def _plausible(day: date) -> date:
    if not EARLIEST <= day < LATEST:
        raise RefusedError(f"lies outside {EARLIEST.year} to {LATEST.year - 1}", "check the year")
    return day


def _as_serial(value: float) -> str:
    if 20_000 <= value <= 80_000:
        return (
            f" (as a spreadsheet's day number it would be {date(1899, 12, 30) + timedelta(days=int(value))})"
        )
    return ""
