"""Rows of a table as records: typed values with the place of each, and every problem found on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from typing import Any, cast

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.cells import Column, exchange_days, merged_currencies, read_column
from workbench.interfaces.spreadsheet.fields import PROJECT_FIELDS, Kind
from workbench.interfaces.spreadsheet.headings import key
from workbench.interfaces.spreadsheet.mapping import ColumnSource, Mapping, did_you_mean
from workbench.interfaces.spreadsheet.sheet import Cell, Origin
from workbench.interfaces.spreadsheet.table import Table, is_note, is_total, unused_headings
from workbench.interfaces.spreadsheet.units import PLAIN


@dataclass(frozen=True)
class Record:
    """One row: the values that it states, and where each stands."""

    row: int
    place: str
    values: MappingOf[str, Any]
    places: MappingOf[str, str]
    constant: frozenset[str]
    """Fields that the mapping states for every row."""

    def get(self, field: str) -> Any:
        """Value of a field, `None` if the row does not state it."""
        return self.values.get(field)

    def problem(self, field: str, message: str, value: object, remedy: str) -> Problem:
        """A problem at the cell of a field."""
        return Problem(
            (field,), message, "" if value is None else str(value), remedy, self.places.get(field, self.place)
        )


@dataclass(frozen=True)
class Rows:
    """Everything that a table states."""

    records: tuple[Record, ...]
    dropped: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    currencies: tuple[tuple[str, str], ...]
    readings: tuple[tuple[str, str, str], ...]
    """How a column was read beyond what its cells say: heading, reading, and who decided."""


def read_rows(table: Table, mapping: Mapping) -> Rows:
    """Records of the rows that can be read, and a problem for each cell of the others that cannot.

    Rows that `only` keeps out, totals and notes are listed apart: they are not wrong.
    """
    columns = {field: _column(table, field, mapping) for field in table.matches}
    constants = {field: _constant(field, value) for field, value in mapping.constants.items()}
    wanted = _filter(table, mapping)
    records: list[Record] = []
    dropped: list[Problem] = []
    left_out: list[Problem] = []
    filtered = 0
    for row in table.rows:
        place = f"{table.origin}, row {row[0].row}"
        if not _passes(row, wanted):
            filtered += 1
            continue
        if is_total(table, row):
            left_out.append(Problem((), "a row of totals", _first(row), place=place))
        elif is_note(table, row, ("id",)):
            left_out.append(Problem((), "a note, not a project", _first(row), place=place))
        else:
            problems = [
                column.problems[row[0].row] for column in columns.values() if row[0].row in column.problems
            ]
            dropped.extend(problems)
            if not problems:
                records.append(_record(table, row, columns, constants))
    if filtered:
        said = "; ".join(f"{heading} = {' or '.join(values)}" for heading, values in mapping.only.items())
        left_out.insert(
            0,
            Problem(
                ("only",),
                f"{filtered:,} {'row is' if filtered == 1 else 'rows are'} not among those asked for",
                said,
                place=str(table.origin),
            ),
        )
    named = {*mapping.only, *mapping.ignore, *(source.column for source in mapping.columns.values())}
    left_out += unused_headings(table, {key(heading) for heading in named})
    readings = tuple(_readings(table, columns, mapping))
    currencies = [*merged_currencies(columns.values())]
    for match in table.matches.values():
        if match.unit.currency and match.unit.currency not in dict(currencies):
            currencies.append((match.unit.currency, match.heading.place))
    kept, twice = _first_of_each(records)
    return Rows(kept, (*dropped, *twice), tuple(left_out), tuple(currencies), readings)


def _column(table: Table, field: str, mapping: Mapping) -> Column:
    match = table.matches[field]
    cells: Iterable[Cell] = table.cells(match.heading.column)
    if match.source is not None and match.source.pattern is not None:
        cells = [_patterned(cell, match.source) for cell in cells]
    column = read_column(field, match.kind, match.unit, cells)
    return exchange_days(column) if field in mapping.exchanged and match.kind is Kind.DATE else column


def _readings(
    table: Table, columns: MappingOf[str, Column], mapping: Mapping
) -> Iterator[tuple[str, str, str]]:
    for field, column in columns.items():
        heading = table.matches[field].heading.text
        if column.read_as:
            yield heading, column.read_as, "decided by the column"
        if field in mapping.exchanged:
            yield heading, "day and month exchanged wherever both readings are dates", "stated in the mapping"


def _patterned(cell: Cell, source: ColumnSource) -> Cell:
    found = re.search(cast(str, source.pattern), cell.text)
    text = (found[1] if found.re.groups and found[1] else found[0]) if found else source.otherwise
    return Cell(text, cell.origin, cell.row, cell.column, cell.percent)


def _constant(field: str, value: Any) -> Any:
    stored = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
    cell = Cell(stored, Origin("the mapping", ""), 1, 1, False)
    column = read_column(field, PROJECT_FIELDS[field].kind, PLAIN, [cell])
    if column.problems:
        problem = column.problems[1]
        raise InputError.of(
            Problem(("constants", field), problem.message, problem.value, problem.remedy, "the mapping")
        )
    return column.values.get(1)


def _filter(table: Table, mapping: Mapping) -> list[tuple[int, frozenset[str]]]:
    wanted: list[tuple[int, frozenset[str]]] = []
    for heading, values in mapping.only.items():
        column = table.column_named(heading)
        if column is None:
            near = did_you_mean(heading, [cell.text for cell in table.headings])[2:]
            place = f"{table.origin}, row {table.headings[0].row}"
            raise InputError.of(
                Problem(("only",), "there is no column of this heading", heading, near, place)
            )
        keys = frozenset(map(key, values))
        there = {key(cell.text): cell.text for cell in table.cells(column) if cell.text}
        if not keys & there.keys():
            near = (
                did_you_mean(values[0], there.values())[2:]
                or f"values: {', '.join(sorted(there.values())[:8])}"
            )
            raise InputError.of(
                Problem(
                    ("only", heading), "no row has this value", ", ".join(values), near, str(table.origin)
                )
            )
        wanted.append((column, keys))
    return wanted


def _passes(row: tuple[Cell, ...], wanted: list[tuple[int, frozenset[str]]]) -> bool:
    return all(column <= len(row) and key(row[column - 1].text) in values for column, values in wanted)


def _record(
    table: Table, row: tuple[Cell, ...], columns: MappingOf[str, Column], constants: MappingOf[str, Any]
) -> Record:
    number = row[0].row
    values = {field: column.values[number] for field, column in columns.items() if number in column.values}
    filled = {field: value for field, value in constants.items() if field not in values and value is not None}
    places = {field: cell.place for field in columns if (cell := table.cell(row, field)) is not None}
    return Record(number, f"{table.origin}, row {number}", {**values, **filled}, places, frozenset(filled))


def _first_of_each(records: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    seen: dict[str, Record] = {}
    kept: list[Record] = []
    twice: list[Problem] = []
    for record in records:
        name = record.get("id")
        if name is None or name not in seen:
            kept.append(record)
        else:
            first = seen[name].places["id"].rpartition(" ")[2]
            twice.append(
                record.problem("id", f"the id stands twice, first in {first}", name, "give each its own id")
            )
        if name is not None:
            seen.setdefault(name, record)
    return tuple(kept), tuple(twice)


def _first(row: tuple[Cell, ...]) -> str:
    return next((cell.text for cell in row if cell.text), "")[:80]


def only_one_currency(rows: Rows, stated: str | None, more: Iterator[tuple[str, str]]) -> str | None:
    """The currency of all amounts; `None` if none is named anywhere.

    Raises
    ------
    InputError
        If amounts are in several currencies, at the first cell of each other one.
    """
    named = [*rows.currencies, *more]
    if not named:
        return stated
    first = stated or named[0][0]
    InputError.raise_if(
        Problem(
            (),
            f"amounts are in {currency} here and in {first} elsewhere",
            currency,
            "convert them: a portfolio has one currency",
            place,
        )
        for currency, place in dict(reversed(named)).items()
        if currency != first
    )
    return first
