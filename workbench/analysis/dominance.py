"""Whether one choice is better than another on several measures at once, from paired futures only."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from workbench.analysis.intervals import LEAST_TAIL, Floats, Interval, quantiles, worst_mean
from workbench.analysis.paired import SAME


def worst_difference(
    first: ArrayLike, other: ArrayLike, share: float = 0.1, confidence: float = 0.95
) -> Interval:
    """Difference of the averages of the worst share, other less first, with an interval from pairs.

    The standard error is that of the paired differences of the tail's own form, q − max(q − x, 0) ÷ share
    (Rockafellar and Uryasev 2000), degrees of freedom as in `worst_interval`. NaN bounds for small tails.

    Parameters
    ----------
    first, other
        Values of the same futures in the same order; larger is better.
    share
        Which part of each sample counts as worst.
    confidence
        Of the interval.

    Examples
    --------
    >>> found = worst_difference(range(100), range(5, 105))
    >>> found.value, found.low, found.high
    (5.0, 5.0, 5.0)
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(other, dtype=np.float64)
    value = worst_mean(b, share) - worst_mean(a, share)
    if share * a.size < LEAST_TAIL - 1e-9:
        return Interval(value, math.nan, math.nan)
    apart = _tail(b, share) - _tail(a, share)
    largest = max(float(np.abs(a).max(initial=0.0)), float(np.abs(b).max(initial=0.0)))
    apart[np.abs(apart - apart.mean()) <= SAME * largest / share] = apart.mean()
    reach = float(stdtrit(share * a.size / 2, (1 + confidence) / 2)) * float(apart.std(ddof=1))
    reach /= math.sqrt(a.size)
    return Interval(value, value - reach, value + reach)


def _tail(x: Floats, share: float) -> Floats:
    quantile = quantiles(x, [share])[0]
    tail: Floats = quantile - np.maximum(quantile - x, 0.0) / share
    return tail


def dominates(differences: Sequence[Interval]) -> bool:
    """Whether nothing speaks against a choice and something speaks for it.

    On every measure the interval of its paired advantage lies at or above zero, and above zero on one. An
    interval that spans zero on any measure leaves it open: then neither dominates.

    Parameters
    ----------
    differences
        Advantage on each measure, more is better.

    Examples
    --------
    >>> dominates([Interval(2, 1, 3), Interval(0, 0, 0)]), dominates([Interval(2, 1, 3), Interval(1, -1, 3)])
    (True, False)
    """
    return all(one.low >= 0.0 for one in differences) and any(one.low > 0.0 for one in differences)
