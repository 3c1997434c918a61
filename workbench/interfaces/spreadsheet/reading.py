"""The two ways to read a file of projects: take what is usable, or accept nothing that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.build import Built, build_portfolio, build_project
from workbench.interfaces.spreadsheet.mapping import ColumnSource, Mapping
from workbench.interfaces.spreadsheet.opening import open_sheets
from workbench.interfaces.spreadsheet.pools import (
    EVERYBODY,
    StatedPools,
    complete_pools,
    pool_problems,
    stated_pools,
)
from workbench.interfaces.spreadsheet.rows import Rows, only_one_currency, read_rows
from workbench.interfaces.spreadsheet.table import Table, find_projects, nearest_field
from workbench.interfaces.spreadsheet.thin import Frame, Thin, thin_projects
from workbench.model import Assumption, Calendar, Filled, Portfolio

WITHOUT_MAPPING = Mapping()


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
    """

    portfolio: Portfolio
    used: tuple[int, ...]
    dropped: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    mapping: Mapping
    totals: MappingOf[str, float]

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
        If nothing is usable or no known columns are there.
    """
    sheets = open_sheets(Path(path))
    table = find_projects(sheets, mapping.sheet, mapping.columns, mapping.ignore)
    pools = stated_pools(sheets, mapping)
    InputError.raise_if(_missing_columns(table, mapping, pools))
    rows = read_rows(table, mapping)
    currency = only_one_currency(rows, mapping.currency, iter(pools.currencies))
    frame = _frame(rows, table, mapping, pools, start or mapping.start or _next_month(today))
    thin, problems = thin_projects(rows.records, frame)
    wrong = dict(pool_problems(thin, pools))
    fitting = [project for project in thin if project.record.row not in wrong]
    return _assembled(
        rows,
        fitting,
        (*pools.problems, *rows.dropped, *problems, *wrong.values()),
        table,
        mapping,
        pools,
        frame,
        currency,
        Path(path).stem,
    )


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
    InputError.raise_if(reading.dropped)
    return reading.portfolio


def _assembled(
    rows: Rows,
    fitting: Sequence[Thin],
    dropped: Sequence[Problem],
    table: Table,
    mapping: Mapping,
    stated: StatedPools,
    frame: Frame,
    currency: str | None,
    stem: str,
) -> Reading:
    pools = complete_pools(stated, fitting, frame) if fitting else None
    built: list[Built] = []
    if pools is not None:
        for project in fitting:
            pool = stated.named(project.pool)
            built.append(build_project(project, pool.id if pool else project.pool, pools, frame))
    dropped = (*dropped, *(one.problem for one in built if one.problem is not None))
    made = [one for one in built if one.project is not None]
    if pools is None or not made:
        raise InputError(_nothing_usable(dropped, table))
    extra = [
        Assumption(what=f"column “{heading}”", value=reading, source=source, bears_on=Filled.OTHER)
        for heading, reading, source in rows.readings
    ]
    name = mapping.title or stem
    portfolio = build_portfolio(made, pools, mapping, frame, name, currency, extra)
    used = tuple(one.thin.record.row for one in made)
    return Reading(portfolio, used, tuple(dropped), rows.left_out, _as_used(mapping, table), _totals(made))


def _frame(rows: Rows, table: Table, mapping: Mapping, stated: StatedPools, start: date) -> Frame:
    only_pool = None
    if len(stated.pools) == 1:
        only_pool = stated.pools[0].id
    elif not stated.pools and "pool" not in table.matches:
        only_pool = EVERYBODY
    columns = frozenset(table.matches) | frozenset(mapping.constants)
    return Frame(start, Calendar(), mapping.assume, columns, only_pool)


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
        if not given:
            yield Problem(
                (field,),
                "there is no column for it",
                remedy=_how_to_map(field, unmatched),
                place=f"{table.origin}, row {table.headings[0].row}",
            )


def _how_to_map(field: str, unmatched: Sequence[str]) -> str:
    near = next((heading for heading in unmatched if nearest_field(heading) == field), None)
    if near is not None:
        return f"map the nearest: {field}: {near}"
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
