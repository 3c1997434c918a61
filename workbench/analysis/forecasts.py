"""Forecasts held to what happened: shares that should be, places within a forecast, scores of chances.

Sources: probability integral transform, Dawid 1984; masses spread over ties and over what is not yet known,
Czado, Gneiting & Held 2009 (Biometrics 65); Brier 1950 (all from memory).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr, bdtrc, ndtr, ndtri

from workbench.analysis.intervals import Floats, Interval, mean_interval
from workbench.analysis.several import SURE

NOMINAL = 0.8
"""Share of outcomes that a range from the 10th to the 90th of 100 futures should hold."""

STRETCH = 1.5
"""How many times as wide as a forecast says the truth is, in the question what would be noticed."""


@dataclass(frozen=True)
class Place:
    """Where an outcome lies within its forecast, 0 = before all futures and 1 = after all of them.

    What is not known to a point (futures that end on the same date, projects that are not completed yet)
    lies somewhere between two ends.
    """

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Half way between the ends."""
        return (self.low + self.high) / 2


def place_of(futures: ArrayLike, outcome: float) -> Place:
    """The place of an outcome among equally likely futures; ties share theirs.

    With n futures of which a are smaller and b equal, the rank of the outcome among n + 1 lies between
    a ÷ (n + 1) and (a + b + 1) ÷ (n + 1): uniform, if outcome and futures are drawn alike.

    Examples
    --------
    >>> place_of([1.0, 2.0, 2.0], 2.0)
    Place(low=0.25, high=1.0)
    """
    x = np.asarray(futures, dtype=np.float64)
    return Place(int((x < outcome).sum()) / (x.size + 1), (int((x <= outcome).sum()) + 1) / (x.size + 1))


def place_after(futures: ArrayLike, known: float) -> Place:
    """The place of an outcome of which no more is known than that it lies beyond `known`.

    Examples
    --------
    >>> place_after([1.0, 2.0, 4.0], 2.0)
    Place(low=0.5, high=1.0)
    """
    x = np.asarray(futures, dtype=np.float64)
    return Place(int((x <= known).sum()) / (x.size + 1), 1.0)


def spread_over(places: list[Place], bins: int = 5) -> Floats:
    """How many outcomes fall in each part of their forecasts; a place between two ends counts in parts.

    Each part should hold as many, if the forecasts are right.

    Examples
    --------
    >>> spread_over([Place(0.1, 0.1), Place(0.4, 0.8)], 5).round(2).tolist()
    [1.0, 0.0, 0.5, 0.5, 0.0]
    """
    edges = np.linspace(0.0, 1.0, bins + 1)
    found = np.zeros(bins)
    for one in places:
        if one.high > one.low:
            over = np.minimum(one.high, edges[1:]) - np.maximum(one.low, edges[:-1])
            found += np.maximum(over, 0.0) / (one.high - one.low)
        else:
            found[min(int(one.low * bins), bins - 1)] += 1.0
    return found


def share_chance(hits: int, n: int, expected: float) -> float:
    """Chance of a share at least as far off, either way, if `expected` were true; exact binomial, doubled.

    Examples
    --------
    >>> round(share_chance(3, 12, 0.8), 5), share_chance(0, 0, 0.8)
    (0.00012, 1.0)
    """
    if n == 0:
        return 1.0
    below = float(bdtr(hits, n, expected))
    above = float(bdtrc(hits - 1, n, expected)) if hits else 1.0
    return min(1.0, 2 * min(below, above))


def noticed(n: int, expected: float = NOMINAL, stretch: float = STRETCH) -> float:
    """How often `share_chance` would notice that the truth spreads `stretch` times as wide as the ranges say.

    The truth is taken as normal, so that a range which should hold 80 % holds 61 % where it spreads 1.5 times
    as wide; outcomes as independent.

    Examples
    --------
    >>> round(noticed(4), 2), round(noticed(40), 2)
    (0.02, 0.76)
    """
    holds = 2 * float(ndtr(float(ndtri((1 + expected) / 2)) / stretch)) - 1
    counts = np.arange(n + 1)
    chances = np.diff(np.concatenate([[0.0], np.asarray(bdtr(counts, n, holds))]))
    seen = [share_chance(int(k), n, expected) < SURE for k in counts]
    return float(chances[np.array(seen)].sum())


@dataclass(frozen=True)
class Brier:
    """Score of chances that were given: mean of (chance − what happened)², 0 is perfect.

    Parameters
    ----------
    n
        How many.
    score
        Of the chances given, with its interval.
    base
        Of one and the same chance for all, the share that came true: known only in hindsight.
    gain
        Base less score, with the interval of the pairs; above 0 the chances told more than the base rate.
    """

    n: int
    score: Interval
    base: float
    gain: Interval


def brier(chances: ArrayLike, came_true: ArrayLike) -> Brier:
    """Score chances beside the base rate.

    Parameters
    ----------
    chances
        Probabilities that were given.
    came_true
        1 where it happened, 0 where not.

    Examples
    --------
    >>> found = brier([0.9, 0.8, 0.2], [1, 1, 0])
    >>> round(found.score.value, 3), round(found.base, 3)
    (0.03, 0.222)
    """
    p, o = np.asarray(chances, dtype=np.float64), np.asarray(came_true, dtype=np.float64)
    if p.size == 0:
        nothing = Interval(math.nan, math.nan, math.nan)
        return Brier(0, nothing, math.nan, nothing)
    own, base = (p - o) ** 2, (o.mean() - o) ** 2
    return Brier(p.size, mean_interval(own).within(0.0, 1.0), float(base.mean()), mean_interval(base - own))
