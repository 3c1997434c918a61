"""Levels of delivery × ways to decide, on the same futures: whether the best way depends on the level.

The PMO costs in every cell what today's costs, so levels are compared as if they were free to reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import (
    SURE,
    Interval,
    PairedDifference,
    Trend,
    chance_of,
    doubly_centred,
    holm,
    mean_interval,
    paired_difference,
    trend,
)
from workbench.engines.engine import EngineName
from workbench.errors import InputError, Problem
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.better import (
    AS_TODAY,
    BETTER,
    CHOICES,
    Choice,
    at_levels,
    policy_of,
    present_of,
    with_parts,
)
from workbench.experiment.worth.families import family_of
from workbench.model.maturity import Maturity
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

LEVELS = (1.0, 2.0, 3.0, 4.0, 5.0)
FUTURES = 100


@dataclass(frozen=True)
class Lead:
    """The way to decide that does best on average at a level.

    Parameters
    ----------
    level
        Of delivery.
    choice
        The best on average, yardsticks left out.
    known
        Whether every other choice is known to be worse, all of them looked at together.
    alike
        Choices that cannot be told from it.
    """

    level: float
    choice: Choice
    known: bool
    alike: tuple[Choice, ...]


@dataclass(frozen=True)
class Reversal:
    """Two ways to decide of which one is known to be better at a level, and the other at another level.

    Parameters
    ----------
    first, second
        The first is better at `at`, the second at `later`.
    at, later
        Levels.
    """

    first: Choice
    second: Choice
    at: float
    later: float


@dataclass(frozen=True)
class Cell:
    """What a cell holds beyond its row and its column.

    Parameters
    ----------
    beyond
        Average of what level and choice do only together, with its range.
    known
        Whether it is known to differ from zero, all cells looked at together.
    """

    beyond: Interval
    known: bool


@dataclass(frozen=True, eq=False)
class LevelGrid:
    """Net value by level and way to decide.

    Parameters
    ----------
    base
        Today.
    levels, choices
        What was tried.
    npv
        Less today's, shape (levels, choices, futures).
    """

    base: Scenario
    levels: tuple[float, ...]
    choices: tuple[Choice, ...]
    npv: Floats

    @property
    def futures(self) -> int:
        """Simulated futures of each cell."""
        return self.npv.shape[2]

    def of(self, level: float, choice: Choice) -> Floats:
        """Net value less today's, future by future."""
        return np.asarray(self.npv[self.levels.index(level), self.choices.index(choice)])

    def against_today(self, level: float, choice: Choice) -> PairedDifference:
        """Difference from today's policy at today's levels."""
        return _between(np.zeros(self.futures), self.of(level, choice))

    def against_as_today(self, level: float, choice: Choice) -> PairedDifference:
        """Difference from today's policy at the same level: what the decisions are worth there."""
        return _between(self.of(level, AS_TODAY), self.of(level, choice))

    def beyond(self) -> list[list[Cell]]:
        """Interaction of rows and columns, by level and choice."""
        found = [[mean_interval(one) for one in row] for row in doubly_centred(self.npv)]
        flat = [one for row in found for one in row]
        chances = holm([chance_of(one, self.futures) for one in flat])
        cells = iter([Cell(one, p < SURE) for one, p in zip(flat, chances, strict=True)])
        return [[next(cells) for _ in row] for row in found]

    @property
    def real_choices(self) -> tuple[Choice, ...]:
        """Without yardsticks: what somebody could choose."""
        return tuple(one for one in self.choices if not one.foresees)

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """The best choice at every level; chances are adjusted for all levels and rivals together (Holm)."""
        best = [self._best(at) for at in self.levels]
        rivals = [
            (at, lead, other)
            for at, lead in zip(self.levels, best, strict=True)
            for other in self.real_choices
            if other != lead
        ]
        behind = [_between(self.of(at, lead), self.of(at, other)) for at, lead, other in rivals]
        chances = holm([chance_of(one.mean, one.n) for one in behind])
        alike: dict[float, list[Choice]] = {at: [] for at in self.levels}
        for (at, _, other), one, chance in zip(rivals, behind, chances, strict=True):
            if not (chance < SURE and one.decided):
                alike[at].append(other)
        return tuple(
            Lead(at, lead, not alike[at], tuple(alike[at]))
            for at, lead in zip(self.levels, best, strict=True)
        )

    def _best(self, level: float) -> Choice:
        return max(self.real_choices, key=lambda one: float(self.of(level, one).mean()))

    @cached_property
    def reversals(self) -> tuple[Reversal, ...]:
        """Pairs of choices that are known to change places; all pairs at all levels looked at together."""
        pairs = list(combinations(self.real_choices, 2))
        tested = [(pair, at) for pair in pairs for at in self.levels]
        found = [_between(self.of(at, second), self.of(at, first)) for (first, second), at in tested]
        chances = holm([chance_of(one.mean, one.n) for one in found])
        signs = {
            key: float(np.sign(one.mean.value)) if chance < SURE and one.decided else 0.0
            for key, one, chance in zip(tested, found, chances, strict=True)
        }
        rows = []
        for first, second in pairs:
            ahead = [at for at in self.levels if signs[(first, second), at] > 0]
            behind = [at for at in self.levels if signs[(first, second), at] < 0]
            if ahead and behind:
                rows.append(Reversal(first, second, ahead[0], behind[0]))
        return tuple(rows)

    def worth_of(self, choice: Choice) -> tuple[list[Interval], Trend]:
        """What a choice gains over today's policy by level, and whether that rises or falls."""
        rows = np.stack([self.of(at, choice) - self.of(at, AS_TODAY) for at in self.levels])
        return [mean_interval(row) for row in rows], trend(rows)

    def worth_of_levels(self, choice: Choice) -> PairedDifference:
        """What the highest level brings over the lowest under a choice."""
        return _between(self.of(self.levels[0], choice), self.of(self.levels[-1], choice))

    def change_of_worth(self, choice: Choice) -> PairedDifference:
        """What a choice gains over today's policy at the highest level, less the same at the lowest."""
        low, high = (self.of(at, choice) - self.of(at, AS_TODAY) for at in (self.levels[0], self.levels[-1]))
        return _between(low, high)


def _between(first: Floats, other: Floats) -> PairedDifference:
    return paired_difference(first, other, 1)


def level_grid_of(
    base: Scenario,
    futures: int = FUTURES,
    *,
    levels: Sequence[float] = LEVELS,
    choices: Sequence[Choice] = CHOICES,
    jobs: int = 1,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> LevelGrid:
    """Try every way to decide at every level of delivery, all assumptions at their middle.

    Parameters
    ----------
    base
        Today; it states the present maturity.
    futures
        Of each cell, the same ones.
    levels
        On every perspective and in every programme from the first board on; rising.
    choices
        Ways to decide; today's is added where it is missing, and doubles of today's fall away.
    jobs, engine, progress
        As in `interplay_of`.
    """
    if futures < 2:
        text = "two at least are needed for a range"
        raise InputError.of(Problem(("futures",), text, str(futures), "write 100"))
    tried = distinct(base, choices)
    scenarios = cells_of(base, levels, tried)
    found = family_of(base, scenarios, futures, jobs=jobs, engine=engine, progress=progress)
    shape = (len(levels), len(tried), futures)
    return LevelGrid(base, tuple(levels), tried, found.npv.reshape(shape))


def cells_of(
    base: Scenario, levels: Sequence[float], choices: Sequence[Choice]
) -> dict[tuple[float, str], Scenario]:
    """A scenario for every cell, level by level."""
    present_of(base)
    return {
        (level, one.name): with_parts(
            base,
            f"what-if: level {level:g}, {one.name}",
            policy_of(base, one),
            at_levels(base, Maturity.model_validate(level)),
        )
        for level in levels
        for one in choices
    }


def distinct(base: Scenario, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Ways to decide that are not today's under another name, each once, and today's."""
    every = list(choices) if AS_TODAY in choices else [AS_TODAY, *choices]
    kept: list[Choice] = []
    for one in sorted(every, key=lambda choice: choice != AS_TODAY):
        if all(policy_of(base, one) != policy_of(base, other) for other in kept):
            kept.append(one)
    return tuple(one for one in every if one in kept)


def better_in(grid: LevelGrid) -> Choice:
    """The choice that stands for better decisions: the bundled one, or the first that is not today's."""
    if BETTER in grid.choices:
        return BETTER
    return next((one for one in grid.real_choices if one != AS_TODAY), AS_TODAY)
