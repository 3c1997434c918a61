"""Pools of people: read from their sheet, stated in the mapping, or inferred from the projects."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.capacity import Load, inferred_capacity
from workbench.interfaces.spreadsheet.cells import merged_currencies, read_column
from workbench.interfaces.spreadsheet.fields import POOL_FIELDS
from workbench.interfaces.spreadsheet.headings import key
from workbench.interfaces.spreadsheet.ledger import Entry
from workbench.interfaces.spreadsheet.mapping import Assume, Mapping, did_you_mean
from workbench.interfaces.spreadsheet.sheet import Sheet
from workbench.interfaces.spreadsheet.table import (
    Table,
    find_pools,
    find_table,
    heading_problems,
    is_note,
    is_total,
)
from workbench.interfaces.spreadsheet.thin import LONGEST_ID, Frame, Thin
from workbench.model import Assumption, Filled, ResourcePool

EVERYBODY = "people"
HOW_INFERRED = "inferred from the planned load; formula in docs/import.md"


@dataclass(frozen=True)
class Stated:
    """A pool as far as somebody stated it."""

    id: str
    name: str
    capacity: float | None
    cost_per_fte_day: float | None
    operations_share: float


@dataclass(frozen=True)
class StatedPools:
    """All stated pools, what is wrong with others, and the currencies named."""

    pools: tuple[Stated, ...]
    problems: tuple[Problem, ...]
    currencies: tuple[tuple[str, str], ...]

    def named(self, text: str) -> Stated | None:
        """The pool whose id, or else name, a project states."""
        return self._by_id.get(text) or self._by_key.get(key(text))

    @cached_property
    def _by_id(self) -> MappingOf[str, Stated]:
        return {pool.id: pool for pool in self.pools}

    @cached_property
    def _by_key(self) -> MappingOf[str, Stated]:
        named = {key(pool.name): pool for pool in reversed(self.pools) if pool.name}
        return {**named, **{key(pool.id): pool for pool in reversed(self.pools)}}


def stated_pools(sheets: Sequence[Sheet], mapping: Mapping) -> StatedPools:
    """Pools of the sheet and of the mapping.

    Raises
    ------
    InputError
        If there is a sheet of pools whose headings cannot be read.
    """
    listed = tuple(
        Stated(pool.id, pool.name, pool.capacity, pool.cost_per_fte_day or None, pool.operations_share)
        for pool in mapping.pools.stated
    )
    sheet = find_pools(sheets, mapping.pools.sheet)
    if sheet is None or (len(sheets) == 1 and mapping.pools.sheet is None):
        return StatedPools(listed, (), ())
    table = find_table(sheet, POOL_FIELDS, mapping.pools.columns, ())
    if "id" not in table.matches and "name" not in table.matches:
        unreadable = Problem(
            ("pools",),
            "no row has the headings of a table of pools",
            remedy=f"name them {', '.join(POOL_FIELDS)}, or rename the sheet if it holds none",
            place=f"{table.origin}, row {table.headings[0].row}",
        )
        return StatedPools(listed, (unreadable,), ())
    InputError.raise_if(heading_problems(table, mapping.pools.columns))
    return _read(table, listed)


def _read(table: Table, listed: tuple[Stated, ...]) -> StatedPools:
    columns = {
        field: read_column(field, match.kind, match.unit, table.cells(match.heading.column))
        for field, match in table.matches.items()
    }
    pools = {pool.id: pool for pool in listed}
    problems: list[Problem] = []
    for row in table.rows:
        number = row[0].row
        if is_total(table, row) or is_note(table, row, ("id", "name")):
            continue
        problems.extend(column.problems[number] for column in columns.values() if number in column.problems)
        values = {field: column.values.get(number) for field, column in columns.items()}
        name = values.get("id") or values.get("name")
        places = {field: cell.place for field in columns if (cell := table.cell(row, field)) is not None}
        if name is None:
            problems.append(
                Problem(
                    ("pools", "id"),
                    "is empty",
                    remedy="give the pool a short key",
                    place=places.get("id", str(table.origin)),
                )
            )
        elif name in pools:
            problems.append(
                Problem(
                    ("pools", "id"),
                    "the pool stands twice",
                    name,
                    "give each its own id",
                    places.get("id", str(table.origin)),
                )
            )
        elif len(name) > LONGEST_ID:
            problems.append(
                Problem(
                    ("pools", "id"),
                    f"is longer than {LONGEST_ID} characters",
                    f"{name[:LONGEST_ID]}…",
                    "shorten it",
                    places.get("id", str(table.origin)),
                )
            )
        else:
            problems.extend(_bounds(values, places))
            pools[name] = Stated(
                name,
                values.get("name") or "",
                values.get("capacity"),
                values.get("cost_per_fte_day"),
                values.get("operations_share") or 0.0,
            )
    currencies = [*merged_currencies(columns.values())]
    currencies += [
        (match.unit.currency, match.heading.place) for match in table.matches.values() if match.unit.currency
    ]
    return StatedPools(tuple(pools.values()), tuple(problems), tuple(currencies))


def _bounds(values: MappingOf[str, Any], places: MappingOf[str, str]) -> Iterator[Problem]:
    share = values.get("operations_share")
    if share is not None and share >= 1:
        yield Problem(
            ("pools", "operations_share"),
            "must leave something for projects",
            f"{share:.0%}",
            "write a share below 100 %",
            places["operations_share"],
        )
    capacity = values.get("capacity")
    if capacity is not None and capacity <= 0:
        yield Problem(
            ("pools", "capacity"),
            "must be above 0 FTE",
            f"{capacity:g}",
            "leave the cell empty to have it inferred, or drop the pool",
            places["capacity"],
        )


def pool_problems(projects: Iterable[Thin], stated: StatedPools) -> Iterator[tuple[int, Problem]]:
    """Rows whose pool is not stated although others are, or whose team is larger than it."""
    if not stated.pools:
        return
    known = [pool.id for pool in stated.pools]
    for project in projects:
        pool = stated.named(project.pool)
        if pool is None:
            near = did_you_mean(project.pool, known)[2:] or f"known: {', '.join(known[:8])}"
            yield (
                project.record.row,
                project.record.problem("pool", "there is no pool of this name", project.pool, near),
            )
        elif pool.capacity is not None and project.team > (
            most := for_projects(pool.capacity, pool.operations_share)
        ):
            yield (
                project.record.row,
                project.record.problem(
                    "team_size",
                    f"is above the {most:g} FTE that the pool {pool.id} has for projects",
                    f"{project.team:g}",
                    "lower the team or raise the capacity",
                ),
            )


def for_projects(capacity: float, operations_share: float) -> float:
    """People left for projects, in hundredths rounded down.

    Examples
    --------
    >>> for_projects(10.0, 0.15)
    8.5
    """
    return math.floor(round(capacity * (1 - operations_share) * 100, 6)) / 100


@dataclass(frozen=True)
class Pools:
    """Complete pools, what was filled in about them, and which cost rates were derived from budgets."""

    pools: tuple[ResourcePool, ...]
    assumptions: tuple[Assumption, ...]
    from_budgets: frozenset[str]

    def rate(self, pool: str) -> float:
        """Cost per FTE-day of a pool."""
        return next(one.cost_per_fte_day for one in self.pools if one.id == pool)


def complete_pools(stated: StatedPools, projects: Sequence[Thin], frame: Frame) -> Pools:
    """Every pool with a capacity and a rate: stated, inferred or assumed."""
    named = stated.pools or tuple(
        Stated(name, "", None, None, 0.0) for name in dict.fromkeys(project.pool for project in projects)
    )
    used: dict[str, list[Thin]] = {pool.id: [] for pool in named}
    for project in projects:
        found = stated.named(project.pool)
        used[found.id if found is not None else project.pool].append(project)
    pools: list[ResourcePool] = []
    inferred: list[str] = []
    rates: dict[Entry, dict[str, float]] = {}
    for pool in named:
        if pool.capacity is None and not used[pool.id]:
            continue
        capacity = pool.capacity
        if capacity is None:
            people = inferred_capacity(_load(project, frame) for project in used[pool.id])
            capacity = float(math.ceil(round(people / (1 - pool.operations_share), 6)))
            inferred.append(f"{pool.id} {capacity:g}")
        rate, entry = _rate(pool, used[pool.id], frame.assume)
        if entry is not None:
            rates.setdefault(entry, {})[pool.id] = rate
        pools.append(
            ResourcePool(
                id=pool.id,
                name=pool.name,
                capacity=capacity,
                operations_share=pool.operations_share,
                cost_per_fte_day=rate,
            )
        )
    derived = frozenset(
        pool for entry, by_pool in rates.items() if entry.value == _BUDGET_RATE for pool in by_pool
    )
    assumptions = (*_capacity_lines(inferred, len(pools)), *_rate_lines(rates, len(pools)))
    return Pools(tuple(pools), assumptions, derived)


_BUDGET_RATE = "budget ÷ planned FTE-days"


def _rate(pool: Stated, projects: Sequence[Thin], assume: Assume) -> tuple[float, Entry | None]:
    if pool.cost_per_fte_day is not None:
        return pool.cost_per_fte_day, None
    declared = assume.cost_per_fte_day
    if declared is None and assume.team_size is not None:
        declared = assume.team_size.cost_per_fte_day
    if declared is not None:
        entry = Entry("cost per FTE-day", f"{declared:,g}", "assumed in the mapping", Filled.OTHER)
        return declared, entry
    budgeted = [project for project in projects if project.record.get("budget")]
    if budgeted:
        money = math.fsum(project.record.get("budget") for project in budgeted)
        days = math.fsum(project.team * project.days for project in budgeted)
        return money / days, Entry("cost per FTE-day", _BUDGET_RATE, "worked out", Filled.OTHER)
    return 0.0, Entry(
        "cost per FTE-day", "0: labour costs nothing in these results", "not stated", Filled.VALUE
    )


def _load(project: Thin, frame: Frame) -> Load:
    def day(moment: Any) -> float:
        return float(frame.calendar.days_between(frame.start, moment))

    begins = 0.0 if project.share is not None or project.intake is None else day(project.intake)
    ends = 0.0 if project.due is None else day(project.due)
    return Load(project.team, project.days_left, begins, ends, project.share is not None)


def _capacity_lines(inferred: list[str], pools: int) -> Iterator[Assumption]:
    if inferred:
        yield Assumption(
            what=f"pool capacity ({len(inferred)} of {pools} pools)",
            value=f"{_listed(inferred)} FTE",
            source=HOW_INFERRED,
            bears_on=Filled.CAPACITY,
        )


def _rate_lines(rates: MappingOf[Entry, MappingOf[str, float]], pools: int) -> Iterator[Assumption]:
    for entry, by_pool in rates.items():
        names = [f"{pool} {rate:,.0f}" for pool, rate in by_pool.items()]
        value = f"{entry.value}: {_listed(names)}" if entry.value == _BUDGET_RATE else entry.value
        yield Assumption(
            what=f"{entry.what} ({len(names)} of {pools} pools)",
            value=value,
            source=entry.source,
            bears_on=entry.bears_on,
        )


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(texts[:20]) + (f" and {len(texts) - 20} more" if len(texts) > 20 else "")
