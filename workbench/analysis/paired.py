"""What one choice does to the same futures: differences, not two separate averages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr

from workbench.analysis.intervals import Interval, mean_interval, quantiles, share_interval

FEWEST = 30
"""Pairs below which a t interval covers the truth too rarely (about 90 % at 5 to 10 instead of 95 %)."""

SAME = 1e-12
"""Part of the largest value below which two values are one: sums taken in another order differ by as much."""


@dataclass(frozen=True)
class PairedDifference:
    """Differences of paired futures, other less first.

    Parameters
    ----------
    n
        Pairs.
    mean
        Mean difference with its t interval.
    p10, p50, p90
        Quantiles of the differences.
    better
        Share of pairs in which the other is strictly better, with Wilson's interval; NaN where neither
        direction is better.
    """

    n: int
    mean: Interval
    p10: float
    p50: float
    p90: float
    better: Interval

    @property
    def decided(self) -> bool:
        """Whether the interval of the mean leaves out 0.

        A few equal differences of a measure that comes in whole steps have no spread and so no width; below
        `FEWEST` pairs that says nothing.
        """
        if self.n < FEWEST and self.mean.low == self.mean.high:
            return False
        return bool(self.mean.low > 0 or self.mean.high < 0)


def paired_difference(
    first: ArrayLike, other: ArrayLike, sign: int, confidence: float = 0.95
) -> PairedDifference:
    """Compare paired values; what only the order of a sum can make is no difference.

    Parameters
    ----------
    first, other
        Values of the same futures in the same order, without NaN.
    sign
        +1 if more is better, −1 if less is better, 0 if neither.
    confidence
        Of the intervals.

    Examples
    --------
    >>> found = paired_difference([1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 4.0, 6.0], sign=1)
    >>> found.mean.value, found.better.value, found.decided
    (1.5, 1.0, True)
    """
    difference = differences(first, other)
    p10, p50, p90 = quantiles(difference)
    wins = share_interval(int((sign * difference > 0).sum()), difference.size if sign else 0, confidence)
    return PairedDifference(difference.size, mean_interval(difference, confidence), p10, p50, p90, wins)


def differences(first: ArrayLike, other: ArrayLike) -> NDArray[np.float64]:
    """Other less first, pair by pair; what only the order of a sum can make is no difference.

    Parameters
    ----------
    first, other
        Values of the same futures in the same order, without NaN.

    Examples
    --------
    >>> differences([5e7, 5e7], [5e7 + 1e-8, 5e7 + 1.0]).tolist()
    [0.0, 1.0]
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if a.shape != b.shape:
        raise ValueError(f"paired values need equal numbers, got {a.shape} and {b.shape}")
    difference = b - a
    difference[np.abs(difference) <= SAME * max(np.abs(a).max(initial=0), np.abs(b).max(initial=0))] = 0.0
    return np.asarray(difference)


def sign_test(better: int, worse: int) -> float:
    """Probability of so uneven a split, either way, if better and worse were equally likely; exact.

    For outcomes that are yes or no (McNemar's exact test): a t interval of a few changes among many equal
    pairs is too narrow. Four changes, all for the worse, are no proof.

    Examples
    --------
    >>> sign_test(0, 4), sign_test(0, 6), sign_test(5, 5), sign_test(0, 0)
    (0.125, 0.03125, 1.0, 1.0)
    """
    return min(1.0, 2 * float(bdtr(min(better, worse), better + worse, 0.5)))
