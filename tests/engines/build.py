"""Small scenarios and readable paths for the tests of the engine.

Every day is a working day here and day 0 is 1 January 2027, so that day k is that date plus k days and fiscal
years begin on days 0, 365, 731, … and months on days 0, 31, 59, 90, ….
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from workbench.engines.compiled.engine import live
from workbench.engines.draws import Draws, draw
from workbench.engines.path import End, Outcome, Path, Paths, Reason
from workbench.engines.plan import MAX_ATTEMPTS, Plan, plan_of
from workbench.engines.process import run
from workbench.engines.twin import disagreements
from workbench.engines.valuation import Valuation, value
from workbench.model import Calendar, Portfolio, Project, ResourcePool, WorkPackage
from workbench.policies import Policy
from workbench.scenario import Scenario

START = date(2027, 1, 1)
EVERY_DAY = Calendar(weekend=())
DEV = {"dev": 1.0}


def day(number: int) -> date:
    """The date of a day."""
    return START + timedelta(days=number)


def package(name: str, duration: Any, demand: dict[str, float] | None = None, **more: Any) -> WorkPackage:
    """A package that needs one developer unless told otherwise."""
    return WorkPackage(id=name, duration=duration, demand=DEV if demand is None else demand, **more)


def chain(*packages: WorkPackage) -> tuple[WorkPackage, ...]:
    """Packages one after the other."""
    return tuple(
        one.model_copy(update={"after": (packages[k - 1].id,)}) if k else one
        for k, one in enumerate(packages)
    )


def project(name: str, *packages: WorkPackage | float, **more: Any) -> Project:
    """A project; a bare number is a package of that many days of one developer."""
    made = tuple(
        one if isinstance(one, WorkPackage) else package(f"w{k}", one) for k, one in enumerate(packages)
    )
    return Project(id=name, packages=made, **more)


def pool(name: str = "dev", capacity: float = 1.0, **more: Any) -> ResourcePool:
    """A pool of people."""
    return ResourcePool(id=name, capacity=capacity, **more)


def policy(
    *,
    release: dict[str, Any] | None = None,
    dispatch: str = "fifo",
    sgs: str = "parallel",
    gates: str = "go",
    **selection: Any,
) -> Policy:
    """A policy in few words."""
    return Policy.model_validate(
        {
            "release": release or {},
            "dispatch": {"index": dispatch, "sgs": sgs},
            "gates": {"rule": gates},
            "selection": selection,
        }
    )


_OF_THE_SCENARIO = {"policy", "pmo", "shocks", "strategy", "seed", "name"}


def scenario(
    projects: Iterable[Project], pools: Iterable[ResourcePool] = (), *, horizon: int = 400, **more: Any
) -> Scenario:
    """A scenario that ends on a day; other words go to the portfolio, or to the scenario itself."""
    outer = {word: more.pop(word) for word in list(more) if word in _OF_THE_SCENARIO}
    inner = {"name": "test", "start": START, "calendar": EVERY_DAY, "discount_rate": 0.0} | more
    portfolio = Portfolio(pools=tuple(pools) or (pool(),), projects=tuple(projects), **inner)
    return Scenario(portfolio=portfolio, horizon=day(horizon - 1), **{"name": "test"} | outer)


@dataclass(frozen=True)
class Try:
    """An attempt, in words."""

    package: str
    number: int
    start: float
    end: float
    outcome: str
    late: bool


@dataclass(frozen=True, eq=False)
class Story:
    """One simulated future, readable by ids."""

    plan: Plan
    draws: Draws
    row: int
    path: Path

    def _i(self, project: str) -> int:
        return self.plan.projects.ids.index(project)

    def end(self, project: str) -> str:
        return End(self.path.end[self._i(project)]).name

    def reason(self, project: str) -> str:
        return Reason(self.path.reason[self._i(project)]).name

    def release(self, project: str) -> float:
        return float(self.path.release[self._i(project)])

    def rank(self, project: str) -> int:
        return int(self.path.release_rank[self._i(project)])

    def start(self, project: str) -> float:
        return float(self.path.start[self._i(project)])

    def finish(self, project: str) -> float:
        return float(self.path.finish[self._i(project)])

    def state_days(self, project: str) -> tuple[float, ...]:
        """Days of work, rework, people, board, predecessor, release."""
        return tuple(self.path.state_days[self._i(project)].tolist())

    def name_of(self, k: int) -> str:
        packages = self.plan.packages
        return f"{self.plan.projects.ids[packages.project[k]]}/{packages.ids[k]}"

    @property
    def tries(self) -> list[Try]:
        """All attempts in the order of the path."""
        a = self.path.attempts
        rows = zip(a.package, a.number, a.start, a.end, a.outcome, a.late, strict=True)
        return [
            Try(self.name_of(int(k)), int(n), float(s), float(e), Outcome(o).name, bool(late))
            for k, n, s, e, o, late in rows
        ]

    def of(self, package: str) -> list[Try]:
        """Attempts of one package, named as project/package."""
        return [one for one in self.tries if one.package == package]

    def begins(self, package: str) -> float:
        """Start of its first attempt."""
        return self.of(package)[0].start

    @property
    def sittings(self) -> list[tuple[float, str, int]]:
        """Gate sittings as (day, project, decision)."""
        g = self.path.gates
        return [
            (float(d), self.plan.projects.ids[i], int(c))
            for d, i, c in zip(g.day, g.project, g.decision, strict=True)
        ]

    @property
    def worth(self) -> Valuation:
        return valued(self.plan, self.draws, self.row, self.path)


def taken(draws: Draws, rows: list[int]) -> Draws:
    """The luck of some of the futures, in the order given."""
    arrays = {one.name: getattr(draws, one.name) for one in fields(draws) if one.name != "replications"}
    return Draws(replications=range(len(rows)), **{name: array[rows] for name, array in arrays.items()})


def valued(plan: Plan, draws: Draws, row: int, path: Path) -> Valuation:
    """The valuation of one future, without the axis of futures."""
    many = value(plan, taken(draws, [row]), Paths.of([path]))
    arrays = {one.name: getattr(many, one.name)[0] for one in fields(many) if one.name != "pmo_cost"}
    return Valuation(**arrays, pmo_cost=many.pmo_cost)


def lived(what: Scenario | Plan, replications: int = 1) -> list[Story]:
    """Run a scenario through the engine, from the first simulated future on."""
    plan = plan_of(what) if isinstance(what, Scenario) else what
    draws = draw(plan, range(replications))
    return [Story(plan, draws, row, path) for row, path in enumerate(twice(plan, draws))]


def twice(plan: Plan, draws: Draws) -> list[Path]:
    """The futures of the draws on the engine in SimPy; its compiled twin must tell the same, bit for bit."""
    paths = [run(plan, draws, row) for row in range(len(draws.replications))]
    compiled = live(plan, draws)
    for row, path in enumerate(paths):
        assert disagreements(path, compiled.path(row)) == [], f"future {row}"
    return paths


def story(what: Scenario | Plan) -> Story:
    """The first simulated future."""
    return lived(what)[0]


def with_process(plan: Plan, **effects: float) -> Plan:
    """The plan with process effects set by hand, the same at every level, so that days stay whole numbers."""
    levels = plan.levels
    changed = {name: np.full_like(getattr(levels, name), size) for name, size in effects.items()}
    return replace(plan, levels=replace(levels, **changed), attempts=MAX_ATTEMPTS)


def with_luck(plan: Plan, **luck: dict[str, list[float]]) -> Story:
    """A future where the rework, late or noise numbers of some packages (`project/package`) are set by hand.

    Numbers not given are such that nothing happens.
    """
    draws = draw(plan, range(1))
    names = [
        f"{plan.projects.ids[i]}/{k}" for i, k in zip(plan.packages.project, plan.packages.ids, strict=True)
    ]
    changed = {}
    for stream, rest in (("rework", 1.0), ("late", 1.0), ("log_noise", 0.0)):
        numbers = np.full_like(getattr(draws, stream), rest)
        for name, values in luck.get(stream, {}).items():
            numbers[0, names.index(name), : len(values)] = values
        changed[stream] = numbers
    made = replace(draws, **changed)
    return Story(plan, made, 0, twice(plan, made)[0])


def same_paths(one: Path, other: Path) -> bool:
    """Whether two paths agree in every bit."""
    return _flat(one) == _flat(other)


def _flat(path: Path) -> bytes:
    parts: list[bytes] = []
    for name in path.__dataclass_fields__:
        content = getattr(path, name)
        if isinstance(content, np.ndarray):
            parts.append(content.tobytes())
        elif hasattr(content, "__dataclass_fields__"):
            parts.extend(getattr(content, inner).tobytes() for inner in content.__dataclass_fields__)
        elif name != "events":
            parts.append(repr(content).encode())
    return b"|".join(parts)
