"""Where an average crosses zero as an input moves: trend, bisection, range of the crossing."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from workbench.analysis.intervals import Interval, mean_interval

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


def known_crossing(points: Sequence[float], values: ArrayLike) -> Interval | None:
    """Where an average crosses zero along a grid, by a straight line between neighbours; None without one.

    A crossing counts only between points that are known to lie on different sides of zero, the nearest known
    ones on either side of it.

    Parameters
    ----------
    points
        The grid, rising.
    values
        Shape (points, futures), the same futures at each.

    Examples
    --------
    >>> found = known_crossing([0.0, 1.0], [[-1.1, -1.0, -0.9], [0.9, 1.0, 1.1]])
    >>> found.value, found.low > 0.4, found.high < 0.6
    (0.5, True, True)
    >>> known_crossing([0.0, 1.0], [[-1.1, -1.0, -0.9], [-9.0, 1.0, 11.0]]) is None
    True
    """
    rows = np.asarray(values, dtype=np.float64)
    averages = [float(row.mean()) for row in rows]
    sides = [_known_side(row) for row in rows]
    for i, j in brackets(points, averages):
        before = next((side for side in reversed(sides[: i + 1]) if side), 0)
        after = next((side for side in sides[j:] if side), 0)
        if before * after < 0 or (averages[i] == 0.0 and after):
            slope = (averages[j] - averages[i]) / (points[j] - points[i])
            root = points[i] - averages[i] / slope
            spread = float(np.concatenate([rows[i] - averages[i], rows[j] - averages[j]]).std())
            return crossing_interval(root, spread, rows.shape[1], slope)
    return None


def _known_side(values: Floats) -> int:
    """+1 where the average is known to be above zero, −1 below, 0 where neither is known."""
    mean = mean_interval(values)
    return 0 if mean.holds(0.0) else int(np.sign(mean.value))
