"""Where an average crosses zero as an input moves: trend, bisection, range of the crossing."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from workbench.analysis.intervals import Interval, mean_interval
from workbench.analysis.several import SURE, chance_of, holm

Floats = NDArray[np.float64]

HALVINGS = 7
"""How often a bracket is halved: to less than a hundredth of it."""


class Trend(StrEnum):
    """How an average moves from point to point of a grid."""

    RISING = "rising"
    FALLING = "falling"
    FLAT = "flat"
    NEITHER = "neither"
    """It rises here and falls there: a crossing need not be the only one."""


def trend(values: ArrayLike) -> Trend:
    """How an average moves along a grid; steps whose paired interval holds zero are no evidence of either.

    Parameters
    ----------
    values
        Shape (points, futures), points in order, the same futures at each.

    Examples
    --------
    >>> trend([[0.0, 1.0, 2.0], [1.0, 2.1, 3.2], [1.5, 2.4, 3.7]])
    <Trend.RISING: 'rising'>
    """
    steps = [mean_interval(one) for one in np.diff(np.asarray(values, dtype=np.float64), axis=0)]
    up = any(one.low > 0 for one in steps)
    down = any(one.high < 0 for one in steps)
    if up and down:
        return Trend.NEITHER
    return Trend.RISING if up else Trend.FALLING if down else Trend.FLAT


def brackets(points: Sequence[float], averages: Sequence[float]) -> list[tuple[int, int]]:
    """Neighbouring points of a grid between which an average changes its sign.

    Examples
    --------
    >>> brackets([0.0, 1.0, 2.0], [-1.0, 2.0, 3.0])
    [(0, 1)]
    """
    pairs = zip(range(len(points)), range(1, len(points)), strict=False)
    return [(i, j) for i, j in pairs if averages[i] * averages[j] < 0 or (averages[j] == 0 != averages[i])]


def bisected(
    mean_at: Callable[[float], float], low: float, high: float, at_low: float, halvings: int = HALVINGS
) -> tuple[float, float]:
    """The two ends of a bracket in which an average changes its sign, after halvings.

    Parameters
    ----------
    mean_at
        Average at a point.
    low, high
        Bracket.
    at_low
        Average at its low end; that at its high end has the other sign.
    halvings
        How many.

    Examples
    --------
    >>> bisected(lambda x: x - 0.3, 0.0, 1.0, -0.3, 2)
    (0.25, 0.5)
    """
    for _ in range(halvings):
        middle = (low + high) / 2
        if (mean_at(middle) < 0) == (at_low < 0):
            low = middle
        else:
            high = middle
    return low, high


def crossing_interval(root: float, sd: float, n: int, slope: float, confidence: float = 0.95) -> Interval:
    """Range of a crossing: z·s ÷ (√n·|slope|) to both sides, with s of the differences near it.

    Examples
    --------
    >>> found = crossing_interval(0.3, 2.0, 400, 10.0)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2804, 0.3196)
    """
    if slope == 0.0 or n < 2:
        return Interval(root, -math.inf, math.inf)
    reach = float(ndtri((1 + confidence) / 2)) * sd / (math.sqrt(n) * abs(slope))
    return Interval(root, root - reach, root + reach)


@dataclass(frozen=True)
class Crossing:
    """Where an average crosses zero, and which way.

    Parameters
    ----------
    at
        Where, with its range.
    moves
        Rising: below zero before it and above after it; falling: the other way round.
    """

    at: Interval
    moves: Trend


def known_sides(values: ArrayLike) -> list[int]:
    """+1 where an average is known to be above zero, −1 below, 0 where neither; all points counted (Holm).

    Parameters
    ----------
    values
        Shape (points, futures).

    Examples
    --------
    >>> known_sides([[1.0, 1.1, 1.2], [-1.0, 0.0, 1.1], [-1.2, -1.1, -1.0]])
    [1, 0, -1]
    """
    rows = np.asarray(values, dtype=np.float64)
    means = [mean_interval(row) for row in rows]
    chances = holm([chance_of(one, rows.shape[1]) for one in means])
    return [int(np.sign(one.value)) if p < SURE else 0 for one, p in zip(means, chances, strict=True)]


def known_crossings(points: Sequence[float], values: ArrayLike) -> tuple[Crossing, ...]:
    """Everywhere that an average is known to cross zero along a grid, by straight lines between neighbours.

    A crossing counts only between points that are known to lie on different sides of zero. Where the average
    of the points between them turns more than once, the range reaches over all of that.

    Parameters
    ----------
    points
        The grid, rising.
    values
        Shape (points, futures), the same futures at each.

    Examples
    --------
    >>> found, = known_crossings([0.0, 1.0], [[-1.1, -1.0, -0.9], [0.9, 1.0, 1.1]])
    >>> found.at.value, found.at.low > 0.4, found.at.high < 0.6, found.moves.value
    (0.5, True, True, 'rising')
    >>> known_crossings([0.0, 1.0], [[-1.1, -1.0, -0.9], [-9.0, 1.0, 11.0]])
    ()
    """
    rows = np.asarray(values, dtype=np.float64)
    averages = [float(row.mean()) for row in rows]
    sides = known_sides(rows)
    known = [k for k, side in enumerate(sides) if side]
    found = []
    for before, after in pairwise(known):
        if sides[before] != sides[after]:
            within = brackets(points[before : after + 1], averages[before : after + 1])
            each = [_crossed(points, rows, before + i, before + j) for i, j in within]
            middle = math.fsum(one.value for one in each) / len(each)
            at = Interval(middle, min(one.low for one in each), max(one.high for one in each))
            found.append(Crossing(at, Trend.RISING if sides[after] > 0 else Trend.FALLING))
    return tuple(found)


def _crossed(points: Sequence[float], rows: Floats, i: int, j: int) -> Interval:
    """Where the straight line between two neighbours crosses zero."""
    first, last = float(rows[i].mean()), float(rows[j].mean())
    slope = (last - first) / (points[j] - points[i])
    spread = float(np.concatenate([rows[i] - first, rows[j] - last]).std())
    return crossing_interval(points[i] - first / slope, spread, rows.shape[1], slope)
