"""The two ways to read a file of projects: take what is usable, or accept nothing that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.build import Built, build_portfolio, build_project
from workbench.interfaces.spreadsheet.consequences import further_problems, in_order_of_rows, own_faults
from workbench.interfaces.spreadsheet.mapping import ColumnSource, Mapping
from workbench.interfaces.spreadsheet.opening import open_sheets
from workbench.interfaces.spreadsheet.pools import (
    EVERYBODY,
    StatedPools,
    complete_pools,
    pool_name_problems,
    pool_problems,
    stated_pools,
)
from workbench.interfaces.spreadsheet.rows import Record, Rows, only_one_currency, read_rows
from workbench.interfaces.spreadsheet.table import (
    Table,
    as_yaml,
    find_projects,
    heading_problems,
    nearest_field,
)
from workbench.interfaces.spreadsheet.thin import Frame, Thin, thin_projects
from workbench.model import Assumption, Calendar, Filled, ImportSource, LeftOutRow, Portfolio

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
        If nothing is usable, or a column that is needed is not there or cannot be told: then with what is
        wrong in the rows too, as far as it does not follow from that.
    """
    path = Path(path)
    sheets = open_sheets(path)
    table = find_projects(sheets, mapping.sheet, mapping.columns, mapping.ignore)
    pools = stated_pools(sheets, mapping)
    missing = tuple(_missing_columns(table, mapping, pools))
    rows = read_rows(table, mapping)
    currency, mixed = only_one_currency(rows, mapping.currency, pools.currencies)
    frame = _frame(rows, table, mapping, pools, start or mapping.start or _next_month(today))
    thin, problems = thin_projects(rows.records, frame)
    problems += further_problems(rows.spoilt, frame)
    unplaced = dict(pool_name_problems(_usable_first(rows, thin), pools)) if pools.have_names else {}
    problems += tuple(unplaced.values())
    whole = (*heading_problems(table, mapping.columns), *missing, *pools.undecided, *rows.undecided, *mixed)
    if whole:
        silent = {field for field, match in table.matches.items() if not match.decided}
        silent |= {problem.path[0] for problem in missing}
        faults = (*rows.dropped, *rows.to_come, *own_faults(problems, silent))
        raise InputError((*whole, *pools.problems, *in_order_of_rows(faults)))
    placed = [project for project in thin if project.record.row not in unplaced]
    wrong = dict(pool_problems(placed, pools, frame.assume))
    fitting = [project for project in placed if project.record.row not in wrong]
    dropped = (*pools.problems, *in_order_of_rows((*rows.dropped, *problems, *wrong.values())))
    read = _Read(path, today, table, rows, pools, frame, currency)
    return _assembled(read, mapping, fitting, dropped)


def read_strict(
    path: Path, mapping: Mapping = WITHOUT_MAPPING, *, today: date, start: date | None = None
) -> Portfolio:
    """Read a file in which every row is right.

    Raises
    ------
    InputError
        With every problem of the file, each at its cell.
    """
    reading = read_usable(path, mapping, today=today, start=start)
    InputError.raise_if((*reading.dropped, *reading.to_come))
    return reading.portfolio


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


def _assembled(read: _Read, mapping: Mapping, fitting: Sequence[Thin], dropped: Sequence[Problem]) -> Reading:
    pools = complete_pools(read.pools, fitting, read.frame) if fitting else None
    built: list[Built] = []
    if pools is not None:
        for project in fitting:
            pool = read.pools.named(project.pool)
            built.append(build_project(project, pool.id if pool else project.pool, pools, read.frame))
    dropped = (*dropped, *(one.problem for one in built if one.problem is not None))
    made = [one for one in built if one.project is not None]
    if pools is None or not made:
        raise InputError(_nothing_usable((*dropped, *read.rows.to_come), read.table))
    extra = [
        Assumption(what=f"column “{heading}”", value=reading, source=source, bears_on=Filled.OTHER)
        for heading, reading, source in read.rows.readings
    ]
    extra += _ids_taken(made, read.rows)
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


def _ids_taken(made: Sequence[Built], rows: Rows) -> Iterator[Assumption]:
    """Rows in the place of an earlier one of the same id that was left out: perhaps another project."""
    used = {one.thin.record.row: one.thin.record for one in made}
    earlier = {record.row: record for record in reversed(rows.spoilt)}
    for problem in rows.to_come:
        row = int(re.sub(r".*\D", "", problem.place))
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


def _missing_columns(table: Table, mapping: Mapping, pools: StatedPools) -> Iterator[Problem]:
    """Fields without which no row can become a project."""
    there = set(table.matches) | set(mapping.constants)
    dates = {"planned_start", "planned_end"} <= there or {"started_on", "planned_end"} <= there
    assume = mapping.assume
    needed = {
        "id": bool(there & {"id", "name"}),
        "value_per_year": "value_per_year" in there
        or (assume.value_per_year is not None and "budget" in there),
        "duration_days": "duration_days" in there or dates or assume.duration_days is not None,
        "team_size": "team_size" in there or (assume.team_size is not None and "budget" in there),
        "pool": "pool" in there or len(pools.pools) < 2,
    }
    unmatched = _unmatched(table, mapping)
    for field, given in needed.items():
        if not given and field not in mapping.columns:  # those are told with the heading that is not there
            yield Problem(
                (field,),
                "there is no column for it",
                remedy=_how_to_map(field, unmatched),
                place=f"{table.origin}, row {table.headings[0].row}",
            )


def _how_to_map(field: str, unmatched: Sequence[str]) -> str:
    near = next((heading for heading in unmatched if nearest_field(heading) == field), None)
    if near is not None:
        return f"map the nearest: {field}: {as_yaml(near)}"
    listed = ", ".join(unmatched[:12]) if unmatched else "none"
    return (
        f"write “{field}: heading” in a mapping file and give it with --map (headings not matched: {listed})"
    )


def _unmatched(table: Table, mapping: Mapping) -> list[str]:
    used = {match.heading.column for match in table.matches.values()}
    return [
        cell.text
        for cell in table.headings
        if cell.text and cell.column not in used and cell.text not in mapping.ignore
    ]


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
