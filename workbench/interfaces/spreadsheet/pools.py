"""Pools of people: read from their sheet, stated in the mapping, or inferred from the projects."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.amounts import Settled
from workbench.interfaces.spreadsheet.capacity import Load, inferred_capacity
from workbench.interfaces.spreadsheet.cells import merged_currencies, read_column
from workbench.interfaces.spreadsheet.decimals import decimals_of
from workbench.interfaces.spreadsheet.fields import POOL_FIELDS
from workbench.interfaces.spreadsheet.headings import key
from workbench.interfaces.spreadsheet.ledger import Entry
from workbench.interfaces.spreadsheet.limits import LONGEST_ID, MOST_RATE
from workbench.interfaces.spreadsheet.mapping import Assume, Mapping, did_you_mean
from workbench.interfaces.spreadsheet.rows import Record
from workbench.interfaces.spreadsheet.sheet import Sheet
from workbench.interfaces.spreadsheet.table import (
    Table,
    find_pools,
    find_table,
    heading_problems,
    is_note,
    is_total,
)
from workbench.interfaces.spreadsheet.thin import Frame, Thin
from workbench.model import Assumption, Filled, ResourcePool
from workbench.model.data import MOST_FTE
from workbench.model.filled_in import DAY_RATE, POOL_CAPACITY

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
    undecided: tuple[Problem, ...] = ()
    """Headings that have to be settled before any pool can be judged."""

    @property
    def have_names(self) -> bool:
        """Whether it is known which columns hold their ids and names."""
        return not any(problem.path[-1] in ("id", "name") for problem in self.undecided)

    def named(self, text: str) -> Stated | None:
        """The pool whose id or name a project states, if it is only one."""
        found = self.fitting(text)
        return found[0] if len(found) == 1 else None

    def fitting(self, text: str) -> tuple[Stated, ...]:
        """Pools whose id or name a text may be: as it stands, else in any case, else by its letters alone."""
        spellings = (text, text.casefold(), key(text))
        return next(
            (
                found
                for spelling, by in zip(spellings, self._by_spelling, strict=True)
                if spelling and (found := by.get(spelling))
            ),
            (),
        )

    @cached_property
    def _by_spelling(self) -> tuple[MappingOf[str, tuple[Stated, ...]], ...]:
        spelling: tuple[Callable[[str], str], ...] = (str, str.casefold, key)
        return tuple(self._by(one) for one in spelling)

    def _by(self, spelling: Callable[[str], str]) -> MappingOf[str, tuple[Stated, ...]]:
        found: dict[str, tuple[Stated, ...]] = {}
        for pool in self.pools:
            for text in {spelling(pool.id), spelling(pool.name)}:
                found[text] = (*found.get(text, ()), pool)
        return found


def stated_pools(sheets: Sequence[Sheet], mapping: Mapping) -> StatedPools:
    """Pools of the sheet and of the mapping."""
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
    undecided = tuple(heading_problems(table, mapping.pools.columns, ("pools",)))
    return replace(_read(table, listed, decimals_of(table, mapping.decimal)), undecided=undecided)


def _read(table: Table, listed: tuple[Stated, ...], settled: Settled | None) -> StatedPools:
    columns = {
        field: read_column(field, match.kind, match.unit, table.cells(match.heading.column), settled)
        for field, match in table.matches.items()
        if match.decided
    }
    pools = {pool.id.casefold(): (pool, "the mapping") for pool in listed}
    problems: list[Problem] = []
    for row in table.rows:
        number = row[0].row
        if is_total(table, row) or is_note(table, row, ("id", "name")):
            continue
        problems.extend(column.problems[number] for column in columns.values() if number in column.problems)
        values = {field: column.values.get(number) for field, column in columns.items()}
        name = str(values.get("id") or values.get("name") or "")
        places = {field: cell.place for field in columns if (cell := table.cell(row, field)) is not None}
        place = places.get("id" if values.get("id") else "name", f"{table.origin}, row {number}")
        wrong = _of_name(name, pools, place if name else places.get("id", place))
        if wrong is not None:
            problems.append(wrong)
            continue
        problems.extend(_bounds(values, places))
        pool = Stated(
            name,
            values.get("name") or "",
            values.get("capacity"),
            values.get("cost_per_fte_day"),
            values.get("operations_share") or 0.0,
        )
        pools[name.casefold()] = (pool, place.rpartition(" ")[2])
    currencies = [*merged_currencies(columns.values())]
    currencies += [
        (match.unit.currency, match.heading.place)
        for match in table.matches.values()
        if match.decided and match.unit.currency
    ]
    return StatedPools(tuple(pool for pool, _ in pools.values()), tuple(problems), tuple(currencies))


def _of_name(name: str, pools: MappingOf[str, tuple[Stated, str]], place: str) -> Problem | None:
    """What is wrong with the id of a pool, beside those that came before it."""
    path = ("pools", "id")
    if not name:
        return Problem(path, "is empty", remedy="give the pool a short key", place=place)
    if len(name) > LONGEST_ID:
        said = f"is longer than {LONGEST_ID} characters"
        return Problem(path, said, f"{name[:LONGEST_ID]}…", "shorten it", place)
    if name.casefold() not in pools:
        return None
    first, where = pools[name.casefold()]
    if first.id == name:
        return Problem(path, f"the pool stands twice, first in {where}", name, "give each its own id", place)
    return Problem(
        path,
        f"differs only in upper and lower case from the pool {first.id} in {where}",
        name,
        "drop one of the rows if they are the same people, or rename one",
        place,
    )


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


def pool_name_problems(records: Iterable[Record], stated: StatedPools) -> Iterator[tuple[int, Problem]]:
    """Rows whose pool cannot be told: none is of this name, two are, or it is written in two ways."""
    known = [pool.id for pool in stated.pools]
    first: dict[str, Record] = {}
    for record in records:
        text: str | None = record.get("pool")
        fitting = stated.fitting(text) if text else ()
        earlier = first.setdefault(text.casefold(), record) if text else record
        if not text:
            continue
        if not known and earlier.get("pool") != text:
            other = f"{earlier.get('pool')} in {earlier.address('pool')}"
            said = f"differs only in upper and lower case from {other}"
            remedy = "write it the same way in both, or list the pools on a sheet named pools"
            yield record.row, record.problem("pool", said, text, remedy)
        elif known and not fitting:
            near = did_you_mean(text, known)[2:] or f"known: {', '.join(known[:8])}"
            yield record.row, record.problem("pool", "there is no pool of this name", text, near)
        elif len(fitting) > 1:
            names = [f"{one.id} ({one.name})" if one.name else one.id for one in fitting]
            said = f"fits {len(fitting)} pools: {', '.join(names[:-1])} and {names[-1]}"
            remedy = "write the id of the one meant, and give pools ids and names that no other has"
            yield record.row, record.problem("pool", said, text, remedy)


def pool_problems(
    projects: Iterable[Thin], stated: StatedPools, assume: Assume
) -> Iterator[tuple[int, Problem]]:
    """Rows whose team is larger than its pool, or whose budget makes no sense in it."""
    for project in projects:
        wrong = _too_large(project, stated) or _too_dear(project, stated, assume)
        if wrong is not None:
            yield project.record.row, wrong


def _too_large(project: Thin, stated: StatedPools) -> Problem | None:
    pool = stated.named(project.pool)
    if pool is None or pool.capacity is None:
        return None
    most = for_projects(pool.capacity, pool.operations_share)
    if project.team <= most:
        return None
    said = f"is above the {most:g} FTE that the pool {pool.id} has for projects"
    remedy = "lower the team or raise the capacity"
    return project.record.problem("team_size", said, f"{project.team:g}", remedy)


def _too_dear(project: Thin, stated: StatedPools, assume: Assume) -> Problem | None:
    """A budget that would have to be the cost of people, and would make them cost more than anybody does."""
    budget: float | None = project.record.get("budget")
    pool = stated.named(project.pool)
    known = _declared(assume) if pool is None or pool.cost_per_fte_day is None else pool.cost_per_fte_day
    if budget is None or known is not None:
        return None
    rate = budget / (project.team * project.days)
    if rate <= MOST_RATE:
        return None
    said = f"makes {rate:,.0f} a day and person, above the {MOST_RATE:,.0f} allowed at most"
    remedy = "check the units of budget, duration and team, or state the cost per day of the pool"
    return project.record.problem("budget", said, f"{budget:,.0f}", remedy)


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
            _check_inferred(pool.id, capacity)
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


def _check_inferred(pool: str, capacity: float) -> None:
    if capacity > MOST_FTE:
        said = f"the plan asks for {capacity:,.0f} FTE, above the {MOST_FTE:,.0f} allowed at most"
        remedy = "check the unit of team_size, or state the capacity of the pool"
        raise InputError.of(Problem(("pools", pool, "capacity"), said, remedy=remedy))


_BUDGET_RATE = "budget ÷ planned FTE-days"


def _rate(pool: Stated, projects: Sequence[Thin], assume: Assume) -> tuple[float, Entry | None]:
    if pool.cost_per_fte_day is not None:
        return pool.cost_per_fte_day, None
    declared = _declared(assume)
    if declared is not None:
        entry = Entry(DAY_RATE, f"{declared:,g}", "assumed in the mapping", Filled.OTHER)
        return declared, entry
    budgeted = [project for project in projects if project.record.get("budget")]
    if budgeted:
        money = math.fsum(project.record.get("budget") for project in budgeted)
        days = math.fsum(project.team * project.days for project in budgeted)
        return money / days, Entry(DAY_RATE, _BUDGET_RATE, "worked out", Filled.OTHER)
    return 0.0, Entry(DAY_RATE, "0: labour costs nothing in these results", "not stated", Filled.VALUE)


def _declared(assume: Assume) -> float | None:
    if assume.cost_per_fte_day is None and assume.team_size is not None:
        return assume.team_size.cost_per_fte_day
    return assume.cost_per_fte_day


def _load(project: Thin, frame: Frame) -> Load:
    def day(moment: Any) -> float:
        return float(frame.calendar.days_between(frame.start, moment))

    begins = 0.0 if project.share is not None or project.intake is None else day(project.intake)
    ends = 0.0 if project.due is None else day(project.due)
    return Load(project.team, project.days_left, begins, ends, project.share is not None)


def _capacity_lines(inferred: list[str], pools: int) -> Iterator[Assumption]:
    if inferred:
        yield Assumption(
            what=f"{POOL_CAPACITY} ({len(inferred)} of {pools} pools)",
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
