"""A file of what happened: a row for each project, read or refused by cell, all at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from workbench.errors import InputError, Problem
from workbench.experiment.tracking import Actual
from workbench.interfaces.spreadsheet.actual_fields import ACTUAL_FIELDS
from workbench.interfaces.spreadsheet.cells import Column, read_column
from workbench.interfaces.spreadsheet.headings import key
from workbench.interfaces.spreadsheet.opening import open_sheets
from workbench.interfaces.spreadsheet.sheet import Cell, Sheet
from workbench.interfaces.spreadsheet.table import Table, find_table, is_total

MOST_NAMED = 12


@dataclass(frozen=True)
class Expected:
    """What a file of actuals is about.

    Parameters
    ----------
    projects
        Names of the run's projects by their ids.
    start
        First day of the run; what was completed before was no forecast.
    currency
        Of the run.
    as_of
        The day of the whole file, for rows that state none; None where each row has to.
    """

    projects: Mapping[str, str]
    start: date
    currency: str
    as_of: date | None


@dataclass(frozen=True)
class ActualsRead:
    """What a file gave, and what of it was left out."""

    actuals: tuple[Actual, ...]
    notes: tuple[str, ...]


def read_actuals(path: Path, expected: Expected) -> ActualsRead:
    """Read a CSV file or an Excel workbook of actuals.

    Parameters
    ----------
    path
        With a heading row and a row for each project: project, completed, and cost and as-of date if known.
    expected
        What it has to be about.

    Raises
    ------
    InputError
        With every cell that cannot be used.
    """
    table = _table(open_sheets(path))
    problems = list(_heading_problems(table, expected))
    InputError.raise_if(problems)
    columns = {
        field: read_column(field, match.kind, match.unit, table.cells(match.heading.column))
        for field, match in table.matches.items()
    }
    actuals: list[Actual] = []
    notes: list[str] = []
    first: dict[str, Cell] = {}
    for row in table.rows:
        if is_total(table, row):
            notes.append(f"Left out: {table.origin}, row {row[0].row}, which adds others up.")
            continue
        found = _Row(table, row, columns, expected)
        if found.is_remark:
            notes.append(f"Left out as a remark: {table.origin}, row {row[0].row} “{found.text[:60]}”.")
            continue
        wrong = list(found.problems(first))
        problems += wrong
        if not wrong:
            actuals.append(found.actual())
    InputError.raise_if(problems)
    if not actuals:
        raise InputError.of(
            Problem((), "holds no project of the run", remedy="one row per project", place=str(table.origin))
        )
    return ActualsRead(tuple(actuals), tuple(notes))


class _Row:
    """One row, as far as its cells could be read."""

    def __init__(
        self, table: Table, row: tuple[Cell, ...], columns: Mapping[str, Column], expected: Expected
    ) -> None:
        self._number = row[0].row
        self._columns = columns
        self._cells = {field: cell for field in columns if (cell := table.cell(row, field)) is not None}
        self._expected = expected
        named = [self._cells[field] for field in ("id", "name") if field in self._cells]
        self._named = next((cell for cell in named if cell.text), named[0])
        self._others = [cell for cell in named if cell is not self._named and cell.text]
        self.text = self._named.text
        self._project = _known(self.text, expected.projects)

    @property
    def is_remark(self) -> bool:
        """Whether it holds a sentence and nothing else."""
        filled = [cell for cell in self._cells.values() if cell.text]
        return not filled or (len(filled) == 1 and self._project is None and " " in self.text)

    def _value(self, field: str) -> Any:
        return self._columns[field].values.get(self._number) if field in self._columns else None

    @property
    def _as_of(self) -> date | None:
        found: date | None = self._value("as_of")
        return found or self._expected.as_of

    def actual(self) -> Actual:
        """What it says; only of a row without problems."""
        assert self._project is not None and self._as_of is not None
        return Actual(self._project, self._as_of, self._value("completed"), self._value("cost"))

    def problems(self, first: dict[str, Cell]) -> Iterator[Problem]:
        """What is wrong with it; `first` remembers where each project stood first."""
        for column in self._columns.values():
            if self._number in column.problems:
                yield column.problems[self._number]
        yield from self._project_problems(first)
        yield from self._date_problems()
        for currency, place in self._foreign():
            said = f"the amount is in {currency}, the run is in {self._expected.currency}"
            yield Problem(("cost",), said, self._cells["cost"].text, "convert it", place)

    def _project_problems(self, first: dict[str, Cell]) -> Iterator[Problem]:
        cell = self._named
        if self._project is None:
            if not self.text:
                yield Problem(("project",), "is empty", remedy="write its id or name", place=cell.place)
                return
            names = [*self._expected.projects, *self._expected.projects.values()]
            near = difflib.get_close_matches(self.text, names, n=1)
            remedy = f"did you mean {near[0]}?" if near else _listed(self._expected.projects)
            yield Problem(("project",), "is no project of the run", self.text, remedy, cell.place)
            return
        for other in self._others:
            meant = _known(other.text, self._expected.projects)
            if meant not in (None, self._project):
                said = f"is the name of {meant}, but {cell.address} says {self.text}"
                yield Problem(("project",), said, other.text, "mend one of them", other.place)
        earlier = first.setdefault(self._project, cell)
        if earlier is not cell:
            said = f"the project stands twice, first in {earlier.place}"
            yield Problem(("project",), said, self.text, "keep one of the rows", cell.place)

    def _date_problems(self) -> Iterator[Problem]:
        start, as_of, done = self._expected.start, self._as_of, self._value("completed")
        unread = "as_of" in self._columns and self._number in self._columns["as_of"].problems
        if as_of is None and not unread:
            yield Problem(
                ("as_of",),
                "nothing says on which day this was true",
                remedy="add a column “as of”, or give the day of the file with --as-of",
                place=self._place("as_of"),
            )
        elif as_of is not None and as_of < start:
            said = f"must not be before the start of the run, {start}"
            yield Problem(("as_of",), said, str(as_of), "take the run of that time", self._place("as_of"))
        if done is not None and done < start:
            remedy = "leave the row out: it was no forecast" if as_of is None or as_of >= start else ""
            said = f"must not be before the start of the run, {start}"
            yield Problem(("completed",), said, str(done), remedy, self._place("completed"))
        elif done is not None and as_of is not None and done > as_of:
            remedy = "leave the cell empty while it is not completed, or mend the date"
            said = f"must not be after the day on which it was known, {as_of}"
            yield Problem(("completed",), said, str(done), remedy, self._place("completed"))

    def _place(self, field: str) -> str:
        return self._cells.get(field, self._named).place

    def _foreign(self) -> Iterator[tuple[str, str]]:
        if "cost" in self._columns:
            named = self._columns["cost"].currencies.get(self._number)
            if named is not None and named[0] != self._expected.currency:
                yield named


def _table(sheets: Iterable[Sheet]) -> Table:
    """The table that has most of the headings, in whichever sheet."""
    tables = [find_table(one, ACTUAL_FIELDS, {}, ()) for one in sheets]
    return max(tables, key=lambda one: len(one.matches))


def _heading_problems(table: Table, expected: Expected) -> Iterator[Problem]:
    place = f"{table.origin}, row {table.headings[0].row}"
    needed = {"project": {"id", "name"}, "completed": {"completed"}}
    for field, columns in needed.items():
        if not columns & set(table.matches):
            headings = ", ".join(cell.text for cell in table.headings if cell.text)[:200]
            about = ACTUAL_FIELDS["id" if field == "project" else field].about
            yield Problem(
                (field,), "there is no column for it", headings, f"name one “{field}”: {about}", place
            )
    for field, match in table.matches.items():
        if match.rivals:
            cells = [f"{cell.address} “{cell.text}”" for cell in (match.heading, *match.rivals)]
            said = f"several columns could be this: {', '.join(cells)}"
            yield Problem((field,), said, remedy="rename all but one of them", place=match.heading.place)
        elif not match.decided:
            yield Problem(
                (field,),
                "the unit is not understood; money is expected",
                match.heading.text,
                f"write the plain amounts under “cost ({expected.currency})”",
                match.heading.place,
            )
        elif match.unit.currency not in ("", expected.currency):
            said = f"amounts are in {match.unit.currency}, the run is in {expected.currency}"
            yield Problem((field,), said, match.heading.text, "convert them", match.heading.place)


def _known(text: str, projects: Mapping[str, str]) -> str | None:
    """Id of the project that a text names: its id, else its name, else either by its letters alone."""
    if text in projects:
        return text
    for spelled in (str.strip, str.casefold, key):
        for named in (list(projects), list(projects.values())):
            found = [one for one, name in zip(projects, named, strict=True) if spelled(name) == spelled(text)]
            if len(found) == 1:
                return found[0]
    return None


def _listed(projects: Mapping[str, str]) -> str:
    ids = list(projects)
    more = f", and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
    return f"the run has {', '.join(ids[:MOST_NAMED])}{more}"
