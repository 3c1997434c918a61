"""How a PMO should be made up: which practice brings what, how many people, coaches or auditors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import (
    SURE,
    Interval,
    PairedDifference,
    chance_of,
    holm,
    mean_interval,
    paired_difference,
    shapley,
)
from workbench.engines.engine import EngineName
from workbench.errors import InputError, Problem
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.families import (
    Family,
    family_of,
    half_levels,
    kept_practices,
    practices_of,
    present_split,
    sizes,
    splits,
)
from workbench.policies import Practice
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

FUTURES = 100
SIZES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
SPLITS = (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0)


@dataclass(frozen=True)
class PracticeWorth:
    """What one practice brings against doing without.

    Parameters
    ----------
    practice
        Which.
    net
        Its fair share of what the PMO is worth, its cost taken off, with its range.
    pays
        Whether it is known to bring more than it costs, all practices allowed for; None where undecided.
    cost
        What it costs less than leaving it: people, cash, and what leaving would cost, as a fair share.
    gross
        Net and cost together.
    """

    practice: Practice
    net: Interval
    pays: bool | None
    cost: float
    gross: Interval


@dataclass(frozen=True)
class Point:
    """One setting against today's, and against the best.

    Which one is best is seen in the same futures, so its lead is partly luck: the second interval is so wide
    that all pairs of settings together give a false alarm in one of twenty studies at most (Bonferroni).
    """

    at: float
    today: PairedDifference
    best: PairedDifference


@dataclass(frozen=True)
class HalfLevel:
    """What half a level more on a perspective is worth.

    Parameters
    ----------
    perspective
        Which.
    worth
        Against today, with its range.
    pays
        Whether that is known to be a gain, all perspectives allowed for; None where undecided.
    """

    perspective: str
    worth: Interval
    pays: bool | None


@dataclass(frozen=True, eq=False)
class Makeup:
    """What a PMO is made of, and what that is worth.

    Parameters
    ----------
    base
        Today.
    kept
        By practices kept, one bit each.
    size
        By factor on today's people and cash.
    split
        By share of coaches and auditors who coach; empty without any.
    half
        By perspective: half a level more, at no cost.
    """

    base: Scenario
    kept: Family[int]
    size: Family[float]
    split: Family[float]
    half: Family[str]

    @property
    def futures(self) -> int:
        """Simulated futures of each scenario."""
        return self.kept.futures

    @property
    def whole(self) -> Interval:
        """What keeping the PMO is worth against closing it."""
        return mean_interval(-self.kept.of(0))

    def practices(self) -> list[PracticeWorth]:
        """Shares that sum to the whole in every future, largest first."""
        net, cost = shapley(self.kept.npv), shapley(self.kept.cost)
        averages = [mean_interval(one) for one in net]
        chances = holm([chance_of(one, self.futures) for one in averages])
        found = [
            PracticeWorth(
                one,
                averages[k],
                averages[k].value > 0 if chances[k] < SURE else None,
                float(cost[k].mean()),
                mean_interval(net[k] + cost[k]),
            )
            for k, one in enumerate(practices_of(self.base))
        ]
        return sorted(found, key=lambda one: -one.net.value)

    def sizes(self) -> list[Point]:
        """Sizes against today's and against the best of them."""
        return _points(self.size)

    def splits(self) -> list[Point]:
        """Splits against today's and against the best of them."""
        return _points(self.split) if self.split.keys else []

    @staticmethod
    def like_the_best(points: list[Point]) -> tuple[float, float]:
        """The settings around the best one that cannot be told from it."""
        best = max(range(len(points)), key=lambda k: points[k].today.mean.value)
        low = high = best
        while low > 0 and not points[low - 1].best.decided:
            low -= 1
        while high + 1 < len(points) and not points[high + 1].best.decided:
            high += 1
        return points[low].at, points[high].at

    @property
    def too_much(self) -> float | None:
        """Smallest factor from which on every size is known to be worse than the best; None where none is."""
        return _from_where(self.sizes())

    def half_levels(self) -> list[HalfLevel]:
        """What half a level more is worth, largest first; what it costs is not in it."""
        worth = [mean_interval(self.half.of(name)) for name in self.half.keys]
        chances = holm([chance_of(one, self.half.futures) for one in worth])
        found = [
            HalfLevel(name, one, one.value > 0 if chance < SURE else None)
            for name, one, chance in zip(self.half.keys, worth, chances, strict=True)
        ]
        return sorted(found, key=lambda one: -one.worth.value)


def _points(family: Family[float]) -> list[Point]:
    averages = [float(row.mean()) for row in family.npv]
    best = family.npv[int(np.argmax(averages))]
    sure = 1 - SURE / max(1, math.comb(len(averages), 2))
    return [
        Point(at, paired_difference(np.zeros_like(row), row, 1), paired_difference(best, row, 1, sure))
        for at, row in zip(family.keys, family.npv, strict=True)
    ]


def _from_where(points: list[Point]) -> float | None:
    found = None
    for one in reversed(points):
        worse = one.best.decided and one.best.mean.value < 0
        if not worse or one.best.mean.value == 0.0:
            break
        found = one.at
    return found


def makeup_of(
    base: Scenario,
    futures: int = FUTURES,
    *,
    on: date | None = None,
    jobs: int = 1,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> Makeup:
    """Take a PMO apart.

    Parameters
    ----------
    base
        States standards and the present maturity.
    futures
        Of each scenario, the same ones.
    on
        Day of the decision; the start by default.
    jobs, engine, progress
        As in `hearing_of`.
    """
    if futures < 2:
        text = "two at least are needed for a range"
        raise InputError.of(Problem(("futures",), text, str(futures), "write 100"))
    kept, half = kept_practices(base, on), half_levels(base)
    size = sizes(base, SIZES, on)
    split = {} if math.isnan(present_split(base)) else splits(base, SPLITS, on)
    counts = [len(kept), len(size), len(split), len(half)]
    whole = sum(counts) * futures

    def shown(before: int) -> Progress:
        def told(done: int, total: int, /) -> None:
            progress(before * futures + done, whole)

        return told

    return Makeup(
        base,
        family_of(base, kept, futures, jobs=jobs, engine=engine, progress=shown(0)),
        family_of(base, size, futures, jobs=jobs, engine=engine, progress=shown(counts[0])),
        family_of(base, split, futures, jobs=jobs, engine=engine, progress=shown(sum(counts[:2]))),
        family_of(base, half, futures, jobs=jobs, engine=engine, progress=shown(sum(counts[:3]))),
    )
