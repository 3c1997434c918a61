"""Rows of a table as records: typed values with the place of each, and every problem found on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from dataclasses import field as data_field
from typing import Any, cast

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.amounts import Settled
from workbench.interfaces.spreadsheet.cells import Column, exchange_days, merged_currencies, read_column
from workbench.interfaces.spreadsheet.decimals import STATED, decimals_of
from workbench.interfaces.spreadsheet.fields import PROJECT_FIELDS, Kind
from workbench.interfaces.spreadsheet.headings import key
from workbench.interfaces.spreadsheet.limits import LONGEST_ID
from workbench.interfaces.spreadsheet.mapping import ColumnSource, Mapping, did_you_mean
from workbench.interfaces.spreadsheet.sheet import Cell, Origin, column_letters
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
    unread: frozenset[str] = frozenset()
    """Fields whose cell could not be read: the row is no project, but the rest of it can be judged."""
    nothing: MappingOf[str, str] = data_field(default_factory=dict)
    """What stands in cells that count as empty, such as “k.A.”."""

    def get(self, field: str) -> Any:
        """Value of a field, `None` if the row does not state it."""
        return self.values.get(field)

    def address(self, field: str) -> str:
        """The cell of a field without the file, or the row if no column holds it."""
        return self.places[field].rpartition(" ")[2] if field in self.places else f"row {self.row}"

    @property
    def key(self) -> tuple[str, str]:
        """The field that identifies the project, and its text: the id, or else the name."""
        if self.get("id"):
            return "id", self.values["id"]
        return "name", str(self.get("name") or "")[:LONGEST_ID].strip()

    def problem(self, field: str, message: str, value: object, remedy: str) -> Problem:
        """A problem at the cell of a field; a cell that counts as empty is told as it was found."""
        if value is None and field in self.nothing and message.startswith("is empty"):
            message, value = message.replace("is empty", "counts as empty", 1), self.nothing[field]
        return Problem(
            (field,), message, "" if value is None else str(value), remedy, self.places.get(field, self.place)
        )


@dataclass(frozen=True)
class Rows:
    """Everything that a table states."""

    records: tuple[Record, ...]
    dropped: tuple[Problem, ...]
    spoilt: tuple[Record, ...]
    """Rows that `dropped` tells of."""
    to_come: tuple[Problem, ...]
    """Ids that would stand twice once the other cells of their rows are mended."""
    left_out: tuple[Problem, ...]
    undecided: tuple[Problem, ...]
    """What has to be settled before any row can be judged: constants and filters of the mapping."""
    set_aside: int
    """Rows left out that are no projects, or were not asked for."""
    currencies: tuple[tuple[str, str], ...]
    foreign: MappingOf[int, tuple[tuple[str, str], ...]]
    """Currencies that the cells of a row name, each with its place."""
    readings: tuple[tuple[str, str, str], ...]
    """How a column was read beyond what its cells say: heading, reading, and who decided."""


def read_rows(table: Table, mapping: Mapping) -> Rows:
    """Records of the rows that can be read, and a problem for each cell of the others that cannot.

    Rows that `only` keeps out, totals and notes are listed apart: they are not wrong. Columns that nobody
    has decided on are not read.
    """
    settled = decimals_of(table, mapping.decimal)
    columns = {
        field: _column(table, field, mapping, settled)
        for field, match in table.matches.items()
        if match.decided
    }
    try:
        constants = {field: _constant(field, value) for field, value in mapping.constants.items()}
        wanted = _filter(table, mapping)
    except InputError as error:
        return Rows((), (), (), (), (), error.problems, 0, (), {}, ())
    records: list[Record] = []
    spoilt: list[Record] = []
    dropped: list[Problem] = []
    left_out: list[Problem] = []
    filtered = 0
    last = max((cell.column for cell in table.headings if cell.text), default=0)
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
            record = _record(table, row, columns, constants)
            problems = [columns[field].problems[record.row] for field in columns if field in record.unread]
            surplus = [*_surplus(row, last)]
            dropped += [*problems, *surplus]
            if not surplus:  # what follows from cells that stand in the wrong column is no news
                (spoilt if problems else records).append(record)
    set_aside = filtered + len(left_out)
    if filtered:
        left_out.insert(0, _not_asked_for(filtered, table, mapping))
    named = {*mapping.only, *mapping.ignore, *(source.column for source in mapping.columns.values())}
    left_out += unused_headings(table, {key(heading) for heading in named})
    readings = tuple(_readings(table, columns, mapping))
    currencies = [*merged_currencies(columns.values())]
    for match in table.matches.values():
        if match.decided and match.unit.currency and match.unit.currency not in dict(currencies):
            currencies.append((match.unit.currency, match.heading.place))
    twice = _twice(records)
    once_mended = _twice(sorted((*records, *spoilt), key=lambda one: one.row))
    return Rows(
        records=tuple(one for one in records if one.row not in twice),
        dropped=(*dropped, *twice.values()),
        spoilt=(*spoilt, *(one for one in records if one.row in twice)),
        to_come=tuple(problem for row, problem in once_mended.items() if row not in twice),
        left_out=tuple(left_out),
        undecided=(),
        set_aside=set_aside,
        currencies=tuple(currencies),
        foreign={
            row: tuple(column.currencies[row] for column in columns.values() if row in column.currencies)
            for row in {row for column in columns.values() for row in column.currencies}
        },
        readings=readings,
    )


def _not_asked_for(count: int, table: Table, mapping: Mapping) -> Problem:
    said = "; ".join(f"{heading} = {' or '.join(values)}" for heading, values in mapping.only.items())
    message = f"{count:,} {'row is' if count == 1 else 'rows are'} not among those asked for"
    return Problem(("only",), message, said, place=str(table.origin))


def _surplus(row: tuple[Cell, ...], last: int) -> Iterator[Problem]:
    """Cells of a CSV row to the right of the last heading: often an amount that a separator split."""
    cells = [cell for cell in row[last:] if cell.text]
    if cells and not cells[0].origin.sheet:
        texts = ", ".join(f"{cell.address} “{cell.text[:40]}”" for cell in cells[:5])
        yield Problem(
            (),
            f"the row goes on to the right of the last heading, in {column_letters(last)}",
            texts + (", …" if len(cells) > 5 else ""),
            "put a text or amount that holds the separator in quotation marks; "
            "give a note a heading of its own, or clear it",
            cells[0].place,
        )


def _column(table: Table, field: str, mapping: Mapping, settled: Settled | None) -> Column:
    match = table.matches[field]
    cells: Iterable[Cell] = table.cells(match.heading.column)
    if match.source is not None and match.source.pattern is not None:
        cells = [_patterned(cell, match.source) for cell in cells]
    column = read_column(field, match.kind, match.unit, cells, settled)
    return exchange_days(column) if field in mapping.exchanged and match.kind is Kind.DATE else column


def _readings(
    table: Table, columns: MappingOf[str, Column], mapping: Mapping
) -> Iterator[tuple[str, str, str]]:
    for field, column in columns.items():
        heading = table.matches[field].heading.text
        for reading, by in column.read_as:
            yield heading, reading, by
        if field in mapping.exchanged:
            yield heading, "day and month exchanged wherever both readings are dates", STATED


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
    unread = frozenset(field for field, column in columns.items() if number in column.problems)
    places = {field: cell.place for field in columns if (cell := table.cell(row, field)) is not None}
    place = f"{table.origin}, row {number}"
    nothing = {
        field: cell.text
        for field in columns
        if field not in values
        and field not in unread
        and (cell := table.cell(row, field)) is not None
        and cell.text
    }
    return Record(number, place, {**values, **filled}, places, frozenset(filled), unread, nothing)


def _twice(records: Iterable[Record]) -> dict[int, Problem]:
    """Rows whose id an earlier one has, if only in other capitals."""
    seen: dict[str, Record] = {}
    twice: dict[int, Problem] = {}
    for record in records:
        field, text = record.key
        first = seen.setdefault(text.casefold(), record) if text else record
        if first is record:
            continue
        other, earlier = first.key
        where = first.address(other)
        if earlier == text:
            said, remedy = f"the {field} stands twice, first in {where}", "give each its own id"
        else:
            said = f"differs only in upper and lower case from {earlier} in {where}"
            remedy = "give each an id of its own, or drop the row if it is the same project"
        twice[record.row] = record.problem(field, said, text, remedy)
    return twice


def _first(row: tuple[Cell, ...]) -> str:
    return next((cell.text for cell in row if cell.text), "")[:80]


def _most_named(rows: Rows) -> str | None:
    """The currency that most cells name, the first of them if there are several; else that of a heading."""
    counts: dict[str, int] = {}
    for named in rows.foreign.values():
        for currency, _ in named:
            counts[currency] = counts.get(currency, 0) + 1
    headings = [currency for currency, _ in rows.currencies if currency not in counts]
    order = [currency for currency, _ in rows.currencies]
    if headings or not counts:
        return next(iter(headings or order), None)
    return max(order, key=lambda one: counts.get(one, 0))


def in_another_currency(rows: Rows, currency: str | None) -> dict[int, Problem]:
    """Rows with an amount in another currency than the portfolio's, with the first such cell of each."""
    found: dict[int, Problem] = {}
    for row, named in rows.foreign.items():
        for other, place in named:
            if other != currency:
                said = f"the amount is in {other}, the others are in {currency}"
                found.setdefault(row, Problem((), said, other, "convert it", place))
    return found


def only_one_currency(
    rows: Rows, stated: str | None, more: Iterable[tuple[str, str]]
) -> tuple[str | None, tuple[Problem, ...]]:
    """The currency of all amounts, `None` if none is named anywhere; a problem at the first of each other."""
    named = [*rows.currencies, *more]
    if not named:
        return stated, ()
    first = stated or _most_named(rows) or named[0][0]
    return first, tuple(
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
