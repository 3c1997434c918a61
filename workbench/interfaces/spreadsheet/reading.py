"""The two ways to read a file of projects: take what is usable, or accept nothing that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.build import Built, build_portfolio, build_project
from workbench.interfaces.spreadsheet.consequences import further_problems, in_order_of_rows, own_faults
from workbench.interfaces.spreadsheet.mapping import ColumnSource, Mapping
from workbench.interfaces.spreadsheet.missing import missing_columns
from workbench.interfaces.spreadsheet.opening import open_sheets
from workbench.interfaces.spreadsheet.pools import (
    EVERYBODY,
    StatedPools,
    complete_pools,
    pool_name_problems,
    pool_problems,
    stated_pools,
)
from workbench.interfaces.spreadsheet.rows import (
    Record,
    Rows,
    in_another_currency,
    only_one_currency,
    read_rows,
)
from workbench.interfaces.spreadsheet.table import (
    Table,
    find_projects,
    heading_problems,
)
from workbench.interfaces.spreadsheet.thin import ASSUMED, Frame, Thin, thin_projects
from workbench.model import Assumption, Calendar, Filled, ImportSource, LeftOutRow, Portfolio
from workbench.model.filled_in import START

WITHOUT_MAPPING = Mapping()
MOST_NOTED = 1_000
"""Reasons that go with a portfolio; the others are only counted, since every copy of it carries them."""


@dataclass(frozen=True)
class Reading:
    """What a file of projects gave.

    Attributes
    ----------
    portfolio
        The portfolio of all usable rows; its `assumptions` list everything that was filled in.
    used
        Row numbers that became projects.
    dropped
        A problem for each cell that kept a row, or a stated pool, out.
    left_out
        Rows that are no projects (notes, totals) and those that the mapping filters out.
    mapping
        The mapping as it was used, every matched heading included, ready to be saved.
    totals
        Sums over the rows used, by field, in the units of the portfolio: for reconciliation with the file.
    to_come
        Ids that would stand twice if the rows dropped were mended.
    """

    portfolio: Portfolio
    used: tuple[int, ...]
    dropped: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    mapping: Mapping
    totals: MappingOf[str, float]
    to_come: tuple[Problem, ...]

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was filled in, capacity first."""
        return self.portfolio.assumptions


def read_usable(
    path: Path, mapping: Mapping = WITHOUT_MAPPING, *, today: date, start: date | None = None
) -> Reading:
    """Read what is usable and list every other row with its cell and the reason.

    Parameters
    ----------
    path
        A CSV file or an Excel workbook.
    mapping
        Headings by field, constants and declared assumptions.
    today
        The day on which this is read; the portfolio starts on the first day of the next month if neither
        `start` nor the mapping states another.
    start
        First day of the portfolio.

    Raises
    ------
    InputError
        If nothing is usable, or a column that is needed is not there or cannot be told, or the mapping names
        what is not there: then with what is wrong in the rows too, as far as it does not follow from that.

    Notes
    -----
    A column that cannot be told and is not needed is left unused, a row with an amount in another currency
    is left out; both are among `dropped`.
    """
    asked, table = _opened(Path(path), mapping, today, start)
    whole = _judged(asked, table)
    if not whole.undecided:
        return _reading(whole, ())
    clear = _judged(asked, _clear_columns(table, whole.read.currency))
    if clear.needs_a_decision:
        raise InputError(whole.everything)
    return _reading(clear, whole.of_columns)


def read_strict(
    path: Path, mapping: Mapping = WITHOUT_MAPPING, *, today: date, start: date | None = None
) -> Portfolio:
    """Read a file in which every row is right.

    Raises
    ------
    InputError
        With every problem of the file, each at its cell.
    """
    whole = _judged(*_opened(Path(path), mapping, today, start))
    if whole.undecided:
        raise InputError(whole.everything)
    reading = _reading(whole, ())
    InputError.raise_if((*reading.dropped, *reading.to_come))
    return reading.portfolio


@dataclass(frozen=True)
class _Asked:
    """What is to be read, and the pools, which no column of projects changes."""

    path: Path
    mapping: Mapping
    today: date
    start: date
    stated_start: date | None
    pools: StatedPools


@dataclass(frozen=True)
class _Read:
    """What a file says, before it becomes a portfolio."""

    path: Path
    today: date
    table: Table
    rows: Rows
    pools: StatedPools
    frame: Frame
    currency: str | None


@dataclass(frozen=True)
class _Judged:
    """Rows as projects, and what is undecided about the file as a whole."""

    asked: _Asked
    read: _Read
    thin: tuple[Thin, ...]
    problems: tuple[Problem, ...]
    unplaced: MappingOf[int, Problem]
    foreign: MappingOf[int, Problem]
    """Rows with an amount in another currency."""
    missing: tuple[Problem, ...]
    mixed: tuple[Problem, ...]

    @property
    def undecided(self) -> tuple[Problem, ...]:
        """What a strict reading refuses the whole file for."""
        headings = heading_problems(self.read.table, self.asked.mapping.columns)
        pools, rows = self.read.pools.undecided, self.read.rows.undecided
        return (*headings, *self.missing, *pools, *rows, *self.mixed)

    @property
    def of_columns(self) -> tuple[Problem, ...]:
        """Those of it for which one column is left unused."""
        told = {place for named in self.read.rows.foreign.values() for _, place in named}
        return tuple(one for one in self.undecided if one.place not in told)

    @property
    def needs_a_decision(self) -> bool:
        """Whether something is left, once unclear columns are, that only a person can decide."""
        by_mapping = {("pools", field) for field in self.asked.mapping.pools.columns}
        pools = self.read.pools.undecided
        return any(one not in pools or one.path in by_mapping for one in self.of_columns)

    @property
    def everything(self) -> tuple[Problem, ...]:
        """All that is wrong, without what only follows from what is undecided."""
        rows, matches = self.read.rows, self.read.table.matches
        silent = {field for field, match in matches.items() if not match.decided}
        silent |= {problem.path[0] for problem in self.missing}
        faults = (*rows.dropped, *rows.to_come, *own_faults(self.problems, silent))
        return (*self.undecided, *self.read.pools.problems, *in_order_of_rows(faults))


def _opened(path: Path, mapping: Mapping, today: date, start: date | None) -> tuple[_Asked, Table]:
    sheets = open_sheets(path)
    table = find_projects(sheets, mapping.sheet, mapping.columns, mapping.ignore)
    stated = start or mapping.start
    first = stated or _next_month(today)
    return _Asked(path, mapping, today, first, stated, stated_pools(sheets, mapping)), table


def _clear_columns(table: Table, currency: str | None) -> Table:
    """The table without columns that cannot be told, or whose heading names another currency."""
    return replace(
        table,
        matches={
            field: match
            for field, match in table.matches.items()
            if match.decided and match.unit.currency in (None, "", currency)
        },
    )


def _judged(asked: _Asked, table: Table) -> _Judged:
    mapping, pools = asked.mapping, asked.pools
    rows = read_rows(table, mapping)
    currency, mixed = only_one_currency(rows, mapping.currency, pools.currencies)
    frame = _frame(rows, table, mapping, pools, asked.start)
    foreign = in_another_currency(rows, currency)
    foreign = {one.row: foreign[one.row] for one in rows.records if one.row in foreign}
    thin, problems = thin_projects(tuple(one for one in rows.records if one.row not in foreign), frame)
    problems += further_problems((*rows.spoilt, *(one for one in rows.records if one.row in foreign)), frame)
    unplaced = dict(pool_name_problems(_usable_first(rows, thin), pools)) if pools.have_names else {}
    return _Judged(
        asked=asked,
        read=_Read(asked.path, asked.today, table, rows, pools, frame, currency),
        thin=thin,
        problems=(*problems, *unplaced.values()),
        unplaced=unplaced,
        foreign=foreign,
        missing=tuple(missing_columns(table, mapping, pools)),
        mixed=mixed,
    )


def _reading(judged: _Judged, unused: Sequence[Problem]) -> Reading:
    """What fits together; `unused` tells of columns that are left out of it."""
    read = judged.read
    placed = [project for project in judged.thin if project.record.row not in judged.unplaced]
    wrong = dict(pool_problems(placed, read.pools, read.frame.assume))
    fitting = [project for project in placed if project.record.row not in wrong]
    of_rows = (*read.rows.dropped, *judged.foreign.values(), *judged.problems, *wrong.values())
    dropped = (*unused, *read.pools.problems, *_called(in_order_of_rows(of_rows), read.rows))
    return _assembled(read, judged.asked, fitting, dropped)


def _assembled(read: _Read, asked: _Asked, fitting: Sequence[Thin], dropped: Sequence[Problem]) -> Reading:
    mapping = asked.mapping
    pools = complete_pools(read.pools, fitting, read.frame) if fitting else None
    built: list[Built] = []
    if pools is not None:
        for project in fitting:
            pool = read.pools.named(project.pool)
            built.append(build_project(project, pool.id if pool else project.pool, pools, read.frame))
    dropped = (*dropped, *_called((one.problem for one in built if one.problem is not None), read.rows))
    made = [one for one in built if one.project is not None]
    if pools is None or not made:
        raise InputError(_nothing_usable((*dropped, *read.rows.to_come), read.table))
    extra = [
        Assumption(what=f"column “{heading}”", value=reading, source=source, bears_on=Filled.OTHER)
        for heading, reading, source in read.rows.readings
    ]
    extra += [*_start_taken(asked), *_ids_taken(made, read.rows)]
    name = mapping.title or read.path.stem
    source = _source(read, len(made), dropped)
    portfolio = build_portfolio(made, pools, mapping, read.frame, name, read.currency, extra, source)
    used = tuple(one.thin.record.row for one in made)
    return Reading(
        portfolio=portfolio,
        used=used,
        dropped=dropped,
        left_out=read.rows.left_out,
        mapping=_as_used(mapping, read.table),
        totals=_totals(made),
        to_come=read.rows.to_come,
    )


def _called(problems: Iterable[Problem], rows: Rows) -> Iterator[Problem]:
    """Problems of rows with the project that each keeps out, where its name is stated."""
    names = {one.row: str(one.get("name") or "") for one in (*rows.records, *rows.spoilt)}
    for one in problems:
        of_name = one.path[:1] in (("id",), ("name",))
        yield one if of_name else replace(one, of=names.get(_row_of(one), ""))


def _row_of(problem: Problem) -> int:
    return int(re.sub(r".*\D", "", problem.place) or 0)


def _start_taken(asked: _Asked) -> Iterator[Assumption]:
    """From when everything counts, where nobody said it: every date and every year of money rests on that."""
    if asked.stated_start is None:
        value = f"{asked.start}, the first day of the month after it was read"
        yield Assumption(what=START, value=value, source=ASSUMED, bears_on=Filled.OTHER)


def _ids_taken(made: Sequence[Built], rows: Rows) -> Iterator[Assumption]:
    """Rows in the place of an earlier one of the same id that was left out: perhaps another project."""
    used = {one.thin.record.row: one.thin.record for one in made}
    earlier = {record.row: record for record in reversed(rows.spoilt)}
    for problem in rows.to_come:
        row = _row_of(problem)
        if row not in used:
            continue
        name = used[row].key[1]
        first = next(r for r, one in sorted(earlier.items()) if one.key[1].casefold() == name.casefold())
        yield Assumption(
            what=f"“{name}”",
            value=f"row {row}: row {first}, left out, has this {used[row].key[0]} too",
            source="first usable row",
            bears_on=Filled.OTHER,
        )


def _source(read: _Read, used: int, dropped: Sequence[Problem]) -> ImportSource:
    """The note that goes with the portfolio: file, day, counts, and each cell that kept a row out."""
    return ImportSource(
        file=read.path.name,
        read_on=read.today,
        rows=len(read.table.rows),
        used=used,
        set_aside=read.rows.set_aside,
        dropped=tuple(
            LeftOutRow(place=one.place, reason=str(replace(one, place=""))) for one in dropped[:MOST_NOTED]
        ),
        more_dropped=max(0, len(dropped) - MOST_NOTED),
    )


def _frame(rows: Rows, table: Table, mapping: Mapping, stated: StatedPools, start: date) -> Frame:
    only_pool = None
    if len(stated.pools) == 1:
        only_pool = stated.pools[0].id
    elif not stated.pools and "pool" not in table.matches:
        only_pool = EVERYBODY
    columns = frozenset(table.matches) | frozenset(mapping.constants)
    return Frame(start, Calendar(), mapping.assume, columns, only_pool)


def _usable_first(rows: Rows, thin: Sequence[Thin]) -> Iterator[Record]:
    """Rows that are right so far before the others, so that none is dropped for what a wrong one says."""
    yield from (project.record for project in thin)
    usable = {project.record.row for project in thin}
    yield from (record for record in (*rows.records, *rows.spoilt) if record.row not in usable)


def _nothing_usable(dropped: Sequence[Problem], table: Table) -> tuple[Problem, ...]:
    place = f"{table.origin}, row {table.headings[0].row}"
    return (Problem((), "no row can be used", remedy="mend the cells below", place=place), *dropped)


def _as_used(mapping: Mapping, table: Table) -> Mapping:
    matched = {
        field: match.source or ColumnSource(column=match.heading.text)
        for field, match in table.matches.items()
    }
    return mapping.model_copy(update={"columns": matched})


def _totals(made: Sequence[Built]) -> dict[str, float]:
    totals = dict.fromkeys(("value_per_year", "budget", "team_size", "fte_days"), 0.0)
    for one in made:
        thin = one.thin
        totals["value_per_year"] += thin.value
        totals["budget"] += thin.record.get("budget") or 0.0
        totals["team_size"] += thin.team
        totals["fte_days"] += thin.team * thin.days
    return totals


def _next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
