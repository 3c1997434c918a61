"""What is different where it goes badly: a driver in the worst futures against all the others."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr, stdtrit

from workbench.analysis.intervals import Interval, share_interval

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TailDifference:
    """A driver inside a tail and outside it.

    Parameters
    ----------
    inside, outside
        Its averages; shares where the driver occurs or does not.
    difference
        Inside less outside, with its 95 % interval.
    chance
        p value of no difference, this driver looked at alone.
    """

    inside: float
    outside: float
    difference: Interval
    chance: float


def worst_of(values: ArrayLike, share: float = 0.1) -> NDArray[np.bool_]:
    """Which values belong to the lowest share; the number is rounded, one at least, ties go to the first.

    Examples
    --------
    >>> worst_of([3.0, 1.0, 2.0, 5.0], 0.5).tolist()
    [False, True, True, False]
    """
    x = np.asarray(values, dtype=np.float64)
    found = np.zeros(x.size, dtype=np.bool_)
    found[np.argsort(x, kind="stable")[: max(1, round(share * x.size))]] = True
    return found


def tail_difference(driver: ArrayLike, tail: ArrayLike) -> TailDifference:
    """Compare a driver inside a tail with the rest.

    What occurs or does not (0 and 1): difference of shares with the interval of Newcombe (1998, Stat Med 17,
    873–890, method 10) and Fisher's exact test. Anything else: difference of means with Welch's interval and
    test.

    Parameters
    ----------
    driver
        A value per future.
    tail
        Which futures are in the tail.

    Examples
    --------
    >>> found = tail_difference([1, 1, 1, 0, 0, 0, 0, 0], [1, 1, 1, 1, 0, 0, 0, 0])
    >>> found.inside, found.outside, round(found.chance, 3)
    (0.75, 0.0, 0.143)
    """
    x, inside = np.asarray(driver, dtype=np.float64), np.asarray(tail, dtype=np.bool_)
    one, other = x[inside], x[~inside]
    if not one.size or not other.size:
        raise ValueError("a tail and its rest need a future each")
    if np.isin(x, (0.0, 1.0)).all():
        return _shares(one, other)
    return _means(one, other)


def _shares(one: Floats, other: Floats) -> TailDifference:
    from scipy.stats import fisher_exact

    hits = float(one.sum()), float(other.sum())
    p, q = share_interval(hits[0], one.size), share_interval(hits[1], other.size)
    gap = p.value - q.value
    low = gap - math.hypot(p.value - p.low, q.high - q.value)
    high = gap + math.hypot(p.high - p.value, q.value - q.low)
    table = [[hits[0], one.size - hits[0]], [hits[1], other.size - hits[1]]]
    return TailDifference(p.value, q.value, Interval(gap, low, high), float(fisher_exact(table)[1]))


def _means(one: Floats, other: Floats) -> TailDifference:
    means = float(one.mean()), float(other.mean())
    gap = means[0] - means[1]
    if one.size < 2 or other.size < 2:
        return TailDifference(*means, Interval(gap, math.nan, math.nan), 1.0)
    parts = [float(x.var(ddof=1)) / x.size for x in (one, other)]
    error = math.sqrt(sum(parts))
    if error == 0.0:
        return TailDifference(*means, Interval(gap, gap, gap), 0.0 if gap else 1.0)
    freedom = error**4 / (parts[0] ** 2 / (one.size - 1) + parts[1] ** 2 / (other.size - 1))
    reach = float(stdtrit(freedom, 0.975)) * error
    chance = float(2 * stdtr(freedom, -abs(gap) / error))
    return TailDifference(*means, Interval(gap, gap - reach, gap + reach), chance)
