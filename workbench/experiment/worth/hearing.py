"""The PMO on trial: every alternative in every world, on the same futures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import (
    SURE,
    PairedDifference,
    TwoLevel,
    chance_of,
    holm,
    paired_difference,
    two_level,
)
from workbench.engines.engine import EngineName
from workbench.errors import InputError, Problem
from workbench.experiment.measure import Direction
from workbench.experiment.measures import MEASURES
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.alternatives import Alternative, Doing, alternatives_of
from workbench.experiment.worth.in_processes import in_processes
from workbench.experiment.worth.living import Lived, lived
from workbench.experiment.worth.worlds import World, in_world, worlds_of
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

WORLDS = 60
"""Worlds unless told otherwise; a quarter of an hour of meetings rests on a few hundred."""

FUTURES = 6
"""Futures a world unless told otherwise: few are enough, since the spread of worlds is what takes most."""


@dataclass(frozen=True)
class Verdict:
    """An alternative against keeping the PMO, in one measure.

    Parameters
    ----------
    doing
        Which alternative.
    worth
        Its difference from keeping it, luck and ignorance apart.
    better
        Whether it is known to be better on average, all alternatives allowed for; None where undecided.
    """

    doing: Doing
    worth: TwoLevel
    better: bool | None


@dataclass(frozen=True, eq=False)
class Hearing:
    """Alternatives in worlds.

    Parameters
    ----------
    base
        Today.
    alternatives
        Today's first, with the middle of all assumptions.
    worlds
        What was drawn for what is assumed of maturity and the PMO.
    names
        Measures.
    values
        Shape (worlds, alternatives, futures, measures).
    """

    base: Scenario
    alternatives: tuple[Alternative, ...]
    worlds: tuple[World, ...]
    names: tuple[str, ...]
    values: Floats

    @property
    def futures(self) -> int:
        """Simulated futures of each alternative in all."""
        return self.values.shape[0] * self.values.shape[2]

    def of(self, doing: Doing, measure: str = "npv") -> Floats:
        """A measure of an alternative, shape (worlds, futures)."""
        place = [one.doing for one in self.alternatives].index(doing)
        return self.values[:, place, :, self.names.index(measure)]

    def against_keeping(self, doing: Doing, measure: str = "npv") -> Floats:
        """Paired difference from keeping the PMO, shape (worlds, futures)."""
        return self.of(doing, measure) - self.of(Doing.KEEP, measure)

    def verdicts(self, measure: str = "npv") -> tuple[Verdict, ...]:
        """Every alternative but keeping it, in the order of `Doing`."""
        return self.verdicts_in((measure,))[measure]

    def verdicts_in(self, measures: Sequence[str]) -> dict[str, tuple[Verdict, ...]]:
        """The same in several measures that are looked at together: all ways in all of them allowed for."""
        rivals = [one.doing for one in self.alternatives if one.doing is not Doing.KEEP]
        found = [
            (name, one, two_level(self.against_keeping(one, name))) for name in measures for one in rivals
        ]
        chances = holm([chance_of(worth.mean, worth.worlds) for _, _, worth in found])
        said: dict[str, list[Verdict]] = {name: [] for name in measures}
        for (name, doing, worth), chance in zip(found, chances, strict=True):
            more = MEASURES[name].direction is not Direction.LESS
            better = (worth.mean.value > 0) == more if chance < SURE else None
            said[name].append(Verdict(doing, worth, better))
        return {name: tuple(each) for name, each in said.items()}

    def pair(self, doing: Doing, other: Doing, measure: str = "npv") -> PairedDifference:
        """One alternative against another, world averages as the sample."""
        direction = -1 if MEASURES[measure].direction is Direction.LESS else 1
        first, second = (self.of(one, measure).mean(axis=1) for one in (other, doing))
        return paired_difference(first, second, direction)


@dataclass(frozen=True)
class _Part:
    """A world to live through, as a process receives it."""

    place: int
    text: str
    on: date | None
    world: World
    start: int
    stop: int
    engine: EngineName


def hearing_of(
    base: Scenario,
    worlds: int = WORLDS,
    futures: int = FUTURES,
    *,
    on: date | None = None,
    jobs: int = 1,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> Hearing:
    """Try a PMO against its alternatives.

    Parameters
    ----------
    base
        States standards and the present maturity.
    worlds
        How many draws of what is assumed; the same ones for every alternative.
    futures
        Futures in each world; every world has futures of its own, so that luck averages out over worlds.
    on
        Day of the decision; the start by default.
    jobs
        Processes; no figure depends on how many.
    engine, progress
        As in `compare`; progress counts futures of all alternatives.
    """
    InputError.raise_if(_too_few(worlds, futures))
    alternatives = alternatives_of(base, on)
    drawn = tuple(worlds_of(worlds, base.seed))
    text = base.model_dump_json(by_alias=True)
    parts = [
        _Part(k, text, on, world, k * futures, (k + 1) * futures, engine) for k, world in enumerate(drawn)
    ]
    found: dict[int, Lived] = {}
    each = futures * len(alternatives)
    progress(0, each * worlds)
    for place, one in in_processes(_placed, parts, jobs):
        found[place] = one
        progress(each * len(found), each * worlds)
    names = found[0].names
    values = np.stack([found[k].values for k in range(worlds)])
    return Hearing(base, alternatives, drawn, names, values)


def hearing_step_by_step(
    base: Scenario,
    worlds: int = WORLDS,
    futures: int = FUTURES,
    *,
    on: date | None = None,
    strength: float | None = None,
    engine: EngineName = EngineName.AUTO,
) -> Iterator[Hearing]:
    """The same, told after every world from the second on: what a page shows while it refines.

    Parameters
    ----------
    base, worlds, futures, on, engine
        As in `hearing_of`.
    strength
        Strength of the published effect in all worlds; drawn like everything else where None.
    """
    InputError.raise_if(_too_few(worlds, futures))
    alternatives = alternatives_of(base, on)
    drawn = worlds_of(worlds, base.seed)
    if strength is not None:
        drawn = [replace(world, strength=strength) for world in drawn]
    text, found = base.model_dump_json(by_alias=True), []
    for k, world in enumerate(drawn):
        found.append(_live(_Part(k, text, on, world, k * futures, (k + 1) * futures, engine)))
        if len(found) > 1:
            values = np.stack([one.values for one in found])
            yield Hearing(base, alternatives, tuple(drawn[: len(found)]), found[0].names, values)


def _too_few(worlds: int, futures: int) -> Iterator[Problem]:
    for name, count in (("worlds", worlds), ("futures", futures)):
        if count < 2:
            text = "two at least are needed to tell luck from what we do not know"
            yield Problem((name,), text, str(count), "write 2 or more")


def _placed(part: _Part) -> tuple[int, Lived]:
    return part.place, _live(part)


def _live(part: _Part) -> Lived:
    base = in_world(Scenario.model_validate_json(part.text), part.world)
    scenarios = [one.scenario for one in alternatives_of(base, part.on)]
    return lived(scenarios, part.start, part.stop, part.engine)
