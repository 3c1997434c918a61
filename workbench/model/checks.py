"""Cross-checks of a portfolio: ids, references, cycles, capacity, money; every problem is named."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import Any, Protocol

from workbench.errors import Problem
from workbench.model.alignment import scale_problems, score_problems
from workbench.model.benefit import BenefitProfile
from workbench.model.calendar import Calendar
from workbench.model.objectives import Objective
from workbench.model.programmes import Programme
from workbench.model.resources import ResourcePool
from workbench.model.risk import Incident, SharedRisk
from workbench.model.work import Project

Path = tuple[str, ...]


class Checked(Protocol):
    """What the checks look at; a portfolio has it all."""

    @property
    def start(self) -> date: ...
    @property
    def calendar(self) -> Calendar: ...
    @property
    def discount_rate(self) -> float: ...
    @property
    def budgets(self) -> Mapping[int, float]: ...
    @property
    def reserves(self) -> Mapping[int, float]: ...
    @property
    def objectives(self) -> tuple[Objective, ...]: ...
    @property
    def programmes(self) -> tuple[Programme, ...]: ...
    @property
    def estimate_cv(self) -> Mapping[str, float]: ...
    @property
    def pools(self) -> tuple[ResourcePool, ...]: ...
    @property
    def projects(self) -> tuple[Project, ...]: ...
    @property
    def risks(self) -> tuple[SharedRisk, ...]: ...
    @property
    def incidents(self) -> tuple[Incident, ...]: ...


def portfolio_problems(portfolio: Checked) -> Iterator[Problem]:
    """Everything that is wrong across the fields of a portfolio.

    Yields
    ------
    Problem
        With a path of field names and ids, for example ``("projects", "P07", "packages", "build")``.
    """
    if not portfolio.projects:
        yield Problem(("projects",), "a portfolio needs at least one project", remedy="add a project")
    if not portfolio.pools:
        yield Problem(("pools",), "a portfolio needs at least one pool of people", remedy="add a pool")
    yield from duplicates(("pools",), [pool.id for pool in portfolio.pools])
    yield from _covering_problems(portfolio)
    yield from duplicates(("projects",), [project.id for project in portfolio.projects])
    yield from duplicates(("objectives",), [objective.id for objective in portfolio.objectives])
    yield from duplicates(("risks",), [risk.id for risk in portfolio.risks])
    yield from cycles(("projects",), {project.id: project.after for project in portfolio.projects})
    yield from _steps_in_order(portfolio)
    yield from _fiscal_year_problems(portfolio)
    yield from scale_problems(portfolio.objectives)
    yield from _programme_problems(portfolio)
    known = _Known.of(portfolio)
    for risk in portfolio.risks:
        yield from unknown(("risks", risk.id, "projects"), risk.projects, known.projects, "project")
    yield from duplicates(("incidents",), _ids(portfolio.incidents))
    for incident in portfolio.incidents:
        yield from unknown(("incidents", incident.id, "people"), incident.people, known.pools, "pool")
        for pool, fte in incident.people.items():
            if not _in_hundredths(fte):
                where = ("incidents", incident.id, "people", pool)
                yield Problem(where, "is in whole hundredths of an FTE", f"{fte:g}", f"write {fte:.2f}")
    for project in portfolio.projects:
        yield from _project_problems(project, portfolio, known)


@dataclass(frozen=True)
class _Known:
    """Ids of a portfolio, gathered once; of pools with the most FTE that projects can ever have."""

    projects: dict[str, None]
    objectives: dict[str, None]
    pools: dict[str, float]

    @classmethod
    def of(cls, portfolio: Checked) -> _Known:
        return cls(
            dict.fromkeys(_ids(portfolio.projects)),
            dict.fromkeys(_ids(portfolio.objectives)),
            {pool.id: _largest_capacity(pool) for pool in portfolio.pools},
        )


def _project_problems(project: Project, portfolio: Checked, known: _Known) -> Iterator[Problem]:
    path: Path = ("projects", project.id)
    if not project.packages:
        yield Problem(path, "a project needs at least one work package", remedy="add a package")
    packages = _ids(project.packages)
    yield from duplicates((*path, "packages"), packages)
    yield from unknown((*path, "after"), project.after, known.projects, "project")
    for kind in ("scores", "levels", "not_done"):
        yield from unknown((*path, kind), getattr(project, kind), known.objectives, "objective")
    yield from score_problems(project, portfolio.objectives, path)
    yield from unknown((*path, "operations_effect"), project.operations_effect, known.pools, "pool")
    yield from cycles((*path, "packages"), {package.id: package.after for package in project.packages})
    yield from _stage_problems(project, path)
    yield from _gate_order_problems(project, path)
    yield from _demand_problems(project, known.pools, path)
    yield from _value_problems(project, portfolio, path)
    yield from _date_problems(project, portfolio, path)
    for pool, fte in project.operations_effect.items():
        if not _in_hundredths(fte):
            where = (*path, "operations_effect", pool)
            yield Problem(where, "is in whole hundredths of an FTE", f"{fte:g}", f"write {fte:.2f}")
    yield from duplicates((*path, "risks"), _ids(project.risks))
    for risk in project.risks:
        yield from unknown((*path, "risks", risk.id, "packages"), risk.packages, packages, "package")
    for package in project.packages:
        yield from unknown((*path, "packages", package.id, "after"), package.after, packages, "package")


def _stage_problems(project: Project, path: Path) -> Iterator[Problem]:
    used = {package.stage for package in project.packages}
    yield from unknown((*path, "gates"), project.gates, project.stage_order, "stage")
    begins = project.stage_beginnings
    if project.gates and not project.stages and len(set(begins.values())) < len(begins):
        yield Problem(
            (*path, "gates"),
            "predecessors leave the order of the stages open, so it is not clear what the gates hold up",
            ", ".join(project.stage_order),
            "state stages: [...] in order",
        )
    if project.stages:
        yield from unknown((*path, "packages"), sorted(used), project.stages, "stage")
        for stage in project.gates:
            if stage in project.stages and stage not in used:
                yield Problem(
                    (*path, "gates"),
                    "a gate needs packages in its stage",
                    stage,
                    "add a package or drop the gate",
                )


def _gate_order_problems(project: Project, path: Path) -> Iterator[Problem]:
    """A package before a gate cannot wait for one behind it: the gate would wait for itself."""
    order = project.stage_order
    if any(package.stage not in order for package in project.packages):
        return
    gates = [order.index(gate) for gate in project.gates if gate in order]
    passed = {p.id: sum(1 for gate in gates if gate < order.index(p.stage)) for p in project.packages}
    for package in project.packages:
        for other in package.after:
            if passed.get(other, 0) > passed[package.id]:
                yield Problem(
                    (*path, "packages", package.id, "after"),
                    "waits for a package behind a gate that itself waits for this one",
                    other,
                    "move one of them to another stage or drop the gate",
                )


def _demand_problems(project: Project, most: dict[str, float], path: Path) -> Iterator[Problem]:
    for package in project.packages:
        where = (*path, "packages", package.id, "demand")
        yield from unknown(where, package.demand, most, "pool")
        for pool, fte in package.demand.items():
            if fte <= 0:
                yield Problem((*where, pool), "demand must be above 0 FTE", f"{fte:g}", "drop it or raise it")
            elif not _in_hundredths(fte):
                yield Problem(
                    (*where, pool), "demand is in whole hundredths of an FTE", f"{fte:g}", f"write {fte:.2f}"
                )
            elif pool in most and fte > most[pool] + 1e-9:
                yield Problem(
                    (*where, pool),
                    f"demand is above the {most[pool]:g} FTE that the pool ever has for projects",
                    f"{fte:g}",
                    "lower the demand, raise the capacity or lower the operations share",
                )
        if package.spent_days is not None and not project.in_flight:
            yield Problem(
                (*path, "packages", package.id, "spent_days"),
                "only a project in flight can have packages under way",
                f"{package.spent_days:g}",
                "set in_flight: true",
            )
        if package.done and package.spent_days is not None:
            yield Problem((*path, "packages", package.id), "a package is either done or under way, not both")
    if project.packages and all(package.done for package in project.packages):
        yield Problem((*path, "packages"), "every package is done already", remedy="leave the project out")
    if not project.in_flight and any(package.done for package in project.packages):
        yield Problem(
            (*path, "packages"), "a project with finished packages is in flight", remedy="set in_flight: true"
        )
    done = {package.id for package in project.packages if package.done}
    for package in project.packages:
        begun = package.done or package.spent_days is not None
        missing = [other for other in package.after if other not in done]
        if begun and missing:
            yield Problem(
                (*path, "packages", package.id),
                f"has begun although {missing[0]} is not done",
                remedy=f"mark {missing[0]} done or drop it from after",
            )


def _programme_problems(portfolio: Checked) -> Iterator[Problem]:
    yield from duplicates(("programmes",), [one.name for one in portfolio.programmes])
    for programme in portfolio.programmes:
        path = ("programmes", programme.name)
        yield from _endless_value(programme.benefit, portfolio, path)
        members = sum(1 for project in portfolio.projects if project.programme == programme.name)
        if programme.needs is not None and programme.needs > members:
            yield Problem(
                (*path, "needs"),
                f"only {members} projects name this programme",
                str(programme.needs),
                "lower it, or name the programme in its projects",
            )
    classes = sorted({project.reference_class for project in portfolio.projects} - {""})
    yield from unknown(("estimate_cv",), portfolio.estimate_cv, classes, "class")


def _endless_value(benefit: BenefitProfile, portfolio: Checked, path: Path) -> Iterator[Problem]:
    endless = benefit.plateau_years is None or benefit.decay_per_year == 0
    if (
        (benefit.per_year > 0 or benefit.run_cost_per_year > 0)
        and portfolio.discount_rate == 0
        and endless
        and benefit.window_closes is None
    ):
        yield Problem(
            (*path, "benefit"),
            "value without end: no discount rate, no decay, no plateau end, no closing window",
            remedy="state one of them",
        )


def _value_problems(project: Project, portfolio: Checked, path: Path) -> Iterator[Problem]:
    yield from _endless_value(project.benefit, portfolio, path)
    lateness = project.lateness
    if project.due is None and (lateness.per_day > 0 or lateness.step > 0):
        yield Problem((*path, "lateness"), "a lateness cost needs a due date", remedy="state due")


def _date_problems(project: Project, portfolio: Checked, path: Path) -> Iterator[Problem]:
    def day(moment: date | float) -> float:
        if isinstance(moment, date):
            return portfolio.calendar.days_between(portfolio.start, moment)
        return moment

    if project.due is not None and day(project.due) < day(project.intake):
        yield Problem(
            (*path, "due"), f"is before the intake {project.intake}", str(project.due), "swap or mend them"
        )
    window = project.benefit.window_closes
    if window is not None and window <= portfolio.start:
        yield Problem(
            (*path, "benefit", "window_closes"), f"is before the start {portfolio.start}", str(window)
        )


def _covering_problems(portfolio: Checked) -> Iterator[Problem]:
    ids = [pool.id for pool in portfolio.pools]
    for pool in portfolio.pools:
        where = ("pools", pool.id, "covers")
        yield from unknown(where, pool.covers, ids, "pool")
        for other, share in pool.covers.items():
            if other == pool.id:
                yield Problem((*where, other), "a pool cannot stand in for itself", remedy="leave it out")
            elif not _in_hundredths(share):
                yield Problem((*where, other), "is in whole hundredths", f"{share:g}", f"write {share:.2f}")


def _steps_in_order(portfolio: Checked) -> Iterator[Problem]:
    for pool in portfolio.pools:
        for name, steps in (
            ("capacity_steps", pool.capacity_steps),
            ("operations_steps", pool.operations_steps),
        ):
            days = [step.from_ for step in steps]
            if any(later <= earlier for earlier, later in zip(days, days[1:], strict=False)):
                yield Problem(
                    ("pools", pool.id, name), "dates must rise", ", ".join(map(str, days)), "sort them"
                )


def _fiscal_year_problems(portfolio: Checked) -> Iterator[Problem]:
    """A year of two digits would name a year of antiquity, and its budget would limit nothing."""
    for year in portfolio.budgets:
        if not 1000 <= year <= 9999:
            century = portfolio.start.year // 100 * 100
            remedy = f"did you mean {century + year}?" if 0 <= year < 100 else "write for example 2027"
            yield Problem(("budgets", str(year)), "a fiscal year is a year of four digits", str(year), remedy)
    for year in portfolio.reserves:
        if year not in portfolio.budgets:
            yield Problem(
                ("reserves", str(year)),
                "only a year with a budget can be overspent and draw on a reserve",
                str(year),
                f"state budgets: {{{year}: …}}, or leave this reserve out",
            )


def _in_hundredths(fte: float) -> bool:
    return abs(fte * 100 - round(fte * 100)) <= 1e-9


def _largest_capacity(pool: Any) -> float:
    """Most FTE that projects can ever have; generous by design, since steps of both kinds may overlap."""
    people = max([pool.capacity, *(step.fte for step in pool.capacity_steps)])
    people += sum(hire.fte for hire in pool.hires)
    share = min([pool.operations_share, *(step.share for step in pool.operations_steps)])
    return float(people * (1 - share))


def _ids(items: Iterable[Any]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


def duplicates(path: Path, ids: Sequence[str]) -> Iterator[Problem]:
    """A problem for each id that stands twice."""
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            yield Problem((*path, one), "the id stands twice", one, "give each its own id")
        seen.add(one)


def unknown(path: Path, used: Iterable[str], known: Collection[str], kind: str) -> Iterator[Problem]:
    """A problem for each reference to something that does not exist, with the nearest spelling."""
    for one in used:
        if one not in known:
            near = difflib.get_close_matches(one, known, n=1)
            remedy = f"did you mean {near[0]}?" if near else _listed(kind, known)
            yield Problem(path, f"there is no {kind} of this name", one, remedy)


def _listed(kind: str, known: Collection[str]) -> str:
    if not known:
        return f"there is no {kind} at all"
    shown = ", ".join(islice(known, 8)) + (" …" if len(known) > 8 else "")
    return f"known: {shown}"


def cycles(path: Path, after: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """A problem if predecessors run in a circle."""
    try:
        TopologicalSorter({one: tuple(before) for one, before in after.items()}).prepare()
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        yield Problem(path, "predecessors run in a circle", circle, "drop one of these links")
