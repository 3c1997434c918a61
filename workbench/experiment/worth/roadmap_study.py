"""Roadmaps side by side on the same futures, in all and by size of project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import SURE, Interval, chance_of, differences, holm, mean_interval
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.path import End
from workbench.engines.plan import plan_of
from workbench.engines.standards import Figures, kind_of
from workbench.engines.valuation import value
from workbench.errors import InputError, Problem
from workbench.experiment.effort import EffortMeter
from workbench.experiment.measure import Direction
from workbench.experiment.measure_table import Meter
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.in_processes import in_processes
from workbench.experiment.worth.roadmaps import Planned
from workbench.policies import Size
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

FUTURES = 100
TOGETHER = 25
"""Futures that a process lives through at a time."""

TODAY = "today"
KEPT = "on_time"


@dataclass(frozen=True)
class Found:
    """A difference and whether it is known.

    Parameters
    ----------
    mean
        Average with its range.
    better
        Whether it is known to be one for the better, all that stand in the same table allowed for; None where
        undecided.
    n
        Futures that it rests on.
    """

    mean: Interval
    better: bool | None
    n: int


@dataclass(frozen=True, eq=False)
class RoadmapStudy:
    """Roadmaps on the same futures.

    Parameters
    ----------
    base
        Today.
    planned
        Roadmaps, in the order in which they are shown.
    sizes
        Size of each project, in the order of the plan.
    npv, kept
        Net value, and share of promised dates kept; shape (1 + roadmaps, futures), today's first.
    effort, done, worth
        FTE-days, whether completed, and net value of each project; shape (1 + roadmaps, futures, projects).
    plan
        Planned FTE-days of each project.
    """

    base: Scenario
    planned: tuple[Planned, ...]
    sizes: tuple[Size, ...]
    npv: Floats
    kept: Floats
    effort: Floats
    done: NDArray[np.bool_]
    worth: Floats
    plan: Floats

    @property
    def futures(self) -> int:
        """Simulated futures of each."""
        return self.npv.shape[1]

    @property
    def groups(self) -> list[Size]:
        """Sizes that occur, in order."""
        return [size for size in Size if size in self.sizes]

    def against_today(self) -> list[Found]:
        """Difference of net value of each roadmap from today's PMO."""
        rows = [differences(self.npv[0], one) for one in self.npv[1 : 1 + len(self.planned)]]
        return _decided(rows, Direction.MORE)

    def promises(self) -> list[Found]:
        """Difference of the share of promised dates kept; empty where nothing is promised."""
        if np.isnan(self.kept).any():
            return []
        return _decided([self.kept[1 + k] - self.kept[0] for k in range(len(self.planned))], Direction.MORE)

    def work(self, name: str, other: str, size: Size) -> Floats:
        """Work of the projects of a size under one roadmap less another's, in per cent of their plan.

        By future; only projects that are completed under both count, and futures without any are left out.
        """
        first, second = self._place(name), self._place(other)
        own = np.array([one is size for one in self.sizes])
        both = self.done[first] & self.done[second] & own
        planned = (both * self.plan).sum(axis=1)
        more = np.where(both, self.effort[first] - self.effort[second], 0.0).sum(axis=1)
        return np.asarray(100 * more[planned > 0] / planned[planned > 0])

    def value(self, name: str, other: str, size: Size) -> Floats:
        """Net value of the projects of a size under one roadmap less another's, PMO cost left out."""
        own = np.array([one is size for one in self.sizes])
        gap = self.worth[self._place(name)] - self.worth[self._place(other)]
        return np.asarray(gap[:, own].sum(axis=1))

    def by_size(self, other: str = TODAY) -> dict[tuple[str, Size], Found]:
        """Difference in work of every roadmap from another, by size of project."""
        keys = [
            (one.roadmap.name, size)
            for one in self.planned
            if one.roadmap.name != other
            for size in self.groups
        ]
        found = _decided([self.work(name, other, size) for name, size in keys], Direction.LESS)
        return dict(zip(keys, found, strict=True))

    def value_by_size(self) -> dict[tuple[str, Size], Found]:
        """Difference in net value of projects from today’s PMO, by size of project."""
        keys = [(one.roadmap.name, size) for one in self.planned for size in self.groups]
        found = _decided([self.value(name, TODAY, size) for name, size in keys], Direction.MORE)
        return dict(zip(keys, found, strict=True))

    def against(self, name: str, other: str) -> dict[Size, Found]:
        """Difference in work of one roadmap from another, by size of project."""
        rows = [self.work(name, other, size) for size in self.groups]
        return dict(zip(self.groups, _decided(rows, Direction.LESS), strict=True))

    def _place(self, name: str) -> int:
        return self._places[name]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: k for k, name in enumerate((TODAY, *(one.roadmap.name for one in self.planned)))}


def _decided(rows: Sequence[Floats], good: Direction) -> list[Found]:
    """Means of rows, and which of them are known not to be nothing; `good` says which way is better."""
    means = [mean_interval(row) if row.size > 1 else Interval(0.0, -np.inf, np.inf) for row in rows]
    chances = holm(
        [chance_of(mean, row.size) if row.size > 1 else 1.0 for mean, row in zip(means, rows, strict=True)]
    )
    return [
        Found(mean, mean.value * good > 0 if chance < SURE and mean.value != 0.0 else None, int(row.size))
        for mean, chance, row in zip(means, chances, rows, strict=True)
    ]


@dataclass(frozen=True)
class _Part:
    texts: tuple[str, ...]
    start: int
    stop: int
    engine: EngineName


@dataclass(frozen=True)
class _Lived:
    """Futures from `start` on; arrays by scenario, future and project as in `RoadmapStudy`."""

    start: int
    npv: Floats
    kept: Floats
    effort: Floats
    done: NDArray[np.bool_]
    worth: Floats


def roadmap_study(
    base: Scenario,
    planned: Sequence[Planned],
    futures: int = FUTURES,
    *,
    jobs: int = 1,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> RoadmapStudy:
    """Live through the same futures with today's PMO and with each roadmap.

    Parameters
    ----------
    base, planned
        Today, and the roadmaps.
    futures
        Of each, the same ones.
    jobs, engine, progress
        As in `hearing_of`.
    """
    InputError.raise_if(_impossible(planned, futures))
    scenarios = (base, *(one.scenario for one in planned))
    texts = tuple(one.model_dump_json(by_alias=True) for one in scenarios)
    parts = [
        _Part(texts, start, min(futures, start + TOGETHER), engine) for start in range(0, futures, TOGETHER)
    ]
    found: dict[int, _Lived] = {}
    progress(0, futures * len(scenarios))
    for one in in_processes(_live, parts, jobs):
        found[one.start] = one
        done = sum(lived.npv.shape[1] for lived in found.values())
        progress(done * len(scenarios), futures * len(scenarios))
    rows = [found[part.start] for part in parts]
    plan, figures = plan_of(base), Figures(base.evidence)
    kinds = {project.id: kind_of(project, figures) for project in base.portfolio.projects}
    people = plan.packages.mean * plan.packages.demand.sum(axis=1) / 100
    return RoadmapStudy(
        base,
        tuple(planned),
        tuple(kinds[one].size for one in plan.projects.ids),
        np.concatenate([one.npv for one in rows], axis=1),
        np.concatenate([one.kept for one in rows], axis=1),
        np.concatenate([one.effort for one in rows], axis=1),
        np.concatenate([one.done for one in rows], axis=1),
        np.concatenate([one.worth for one in rows], axis=1),
        np.bincount(plan.packages.project, weights=people, minlength=len(plan.projects.ids)).astype(float),
    )


def _impossible(planned: Sequence[Planned], futures: int) -> Iterator[Problem]:
    if futures < 2:
        yield Problem(("futures",), "two at least are needed for a range", str(futures), "write 100")
    names = [one.roadmap.name for one in planned]
    for name in dict.fromkeys(names):
        if name == TODAY or names.count(name) > 1:
            yield Problem(("name",), "is the name of another roadmap too", name, "rename one")


def _live(part: _Part) -> _Lived:
    npv, kept, effort, done, worth = [], [], [], [], []
    engine = engine_of(part.engine)
    for text in part.texts:
        plan = plan_of(Scenario.model_validate_json(text))
        draws = draw(plan, range(part.start, part.stop), engine.uniforms)
        paths = engine.live(plan, draws)
        valued = value(plan, draws, paths, engine.present_values)
        meter = Meter(plan)
        measures = meter.read(paths, valued).measures
        npv.append(measures[:, meter.names.index("npv")])
        kept.append(measures[:, meter.names.index(KEPT)])
        effort.append(EffortMeter(plan).read(paths).fte_days)
        done.append(paths.end == End.COMPLETED)
        worth.append(valued.npv)
    return _Lived(
        part.start, np.stack(npv), np.stack(kept), np.stack(effort), np.stack(done), np.stack(worth)
    )
