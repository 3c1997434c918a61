"""Teams that a pool never has again: projects that wait to the end because too few people are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbench.charts.dates import dated
from workbench.engines.plan.money import hundredths
from workbench.interfaces.wording import project_label, some_of
from workbench.model import CapacityShock, Project, ResourcePool
from workbench.scenario import Scenario
from workbench.scenario.people import change_dates, end_of_run, headcount

NAMED = 2
"""Projects that a sentence names; the others are counted."""


@dataclass(frozen=True)
class Short:
    """A pool that has too few people for some teams.

    Parameters
    ----------
    pool
        What it is called.
    people
        The most that it has at once for projects, FTE.
    team
        The largest team that needs more, FTE.
    projects
        Names of the projects that need more.
    since
        From when on that holds.
    """

    pool: str
    people: float
    team: float
    projects: tuple[str, ...]
    since: date


def short_staffed(scenario: Scenario, since: date | None = None) -> tuple[Short, ...]:
    """Pools that never have the people whom a package of a project needs at once.

    Parameters
    ----------
    scenario
        As it is simulated. Who covers for a pool counts as one of it, and nobody as lost to daily operations
        where projects change those, so that nothing is told that is not so.
    since
        From when on; from the start unless told.
    """
    day = max(since or scenario.portfolio.start, scenario.portfolio.start)
    most = {pool.id: _most(scenario, pool, day) for pool in scenario.portfolio.pools}
    return tuple(_found(scenario, most, day))


def short_words(scenario: Scenario, since: date | None = None) -> str:
    """The same as sentences; empty where every team can be had.

    Examples
    --------
    >>> from workbench.model import Portfolio, WorkPackage
    >>> package = WorkPackage(id="build", duration=10, demand={"dev": 2})
    >>> portfolio = Portfolio(name="One", start=date(2027, 1, 4), pools=(ResourcePool(id="dev", capacity=2),),
    ...                       projects=(Project(id="P1", name="Portal", packages=(package,)),))
    >>> leave = CapacityShock(id="leave", pool="dev", fte=-1, from_=date(2027, 1, 4))
    >>> today = Scenario(name="today", portfolio=portfolio, horizon=date(2027, 12, 31))
    >>> short_words(today), short_words(today.model_copy(update={"shocks": (leave,)}))
    ('', 'Portal needs 2 people in dev at once, and at most 1 is there: the team never starts.')
    """
    return " ".join(_said(one, scenario) for one in short_staffed(scenario, since))


def _found(scenario: Scenario, most: dict[str, float], day: date) -> Iterator[Short]:
    named = _named(scenario.portfolio.projects)
    for pool in scenario.portfolio.pools:
        teams = [(name, _team(one, pool.id)) for name, one in named.items()]
        large = {name: team for name, team in teams if team > most[pool.id] + 1e-9}
        if large:
            yield Short(pool.name or pool.id, most[pool.id], max(large.values()), tuple(large), day)


def _named(projects: Sequence[Project]) -> dict[str, Project]:
    """Projects by what they are called; those of one name by their ids too, so that none hides another."""
    names = Counter(name for one in projects for name in {one.name or one.id, one.id})
    return {one.name if one.name and names[one.name] == 1 else _both(one): one for one in projects}


def _both(project: Project) -> str:
    return project_label(project.id, project.name or project.id)


def _team(project: Project, pool: str) -> float:
    """People of a pool that the project needs at once, at most, for what is still to begin."""
    to_come = (one for one in project.packages if not one.done and one.spent_days is None)
    return max((one.demand.get(pool, 0.0) for one in to_come), default=0.0)


def _most(scenario: Scenario, pool: ResourcePool, day: date) -> float:
    covering = [one for one in scenario.portfolio.pools if one.covers.get(pool.id, 0.0) > 0]
    return sum(_free(scenario, one, day) for one in (pool, *covering))


def _free(scenario: Scenario, pool: ResourcePool, day: date) -> float:
    """The most people of a pool alone that projects can have on any day from one on."""
    start = scenario.portfolio.start
    shocks = [one for one in scenario.shocks if isinstance(one, CapacityShock)]
    until = end_of_run(start, scenario.horizon)
    changes = {*change_dates(pool, shocks, start, until), *(step.from_ for step in pool.operations_steps)}
    days = [day, *(one for one in changes if one > day)]
    changed = any(pool.id in one.operations_effect for one in scenario.portfolio.projects)

    def free(on: date) -> int:
        share = 0.0 if changed else _operations(pool, on)
        return hundredths(max(Decimal(0), headcount(pool, shocks, on, start).at_work), share)

    return max(map(free, days)) / 100


def _operations(pool: ResourcePool, day: date) -> float:
    passed = [step.share for step in pool.operations_steps if step.from_ <= day]
    return passed[-1] if passed else pool.operations_share


def _said(one: Short, scenario: Scenario) -> str:
    single = len(one.projects) == 1
    need = f"needs {one.team:g}" if single else f"need up to {one.team:g}"
    there = f"at most {one.people:g} {'is' if one.people == 1 else 'are'} there"
    if one.since > scenario.portfolio.start:
        end = f"{there} from {dated(one.since)} on: a team that has not begun by then never starts"
    else:
        end = f"{there}: {'the team never starts' if single else 'their teams never start'}"
    who = "person" if one.team == 1 else "people"
    whose = "" if one.pool.lower() == "people" else f" in {one.pool}"
    return f"{some_of(one.projects, NAMED)} {need} {who}{whose} at once, and {end}."
