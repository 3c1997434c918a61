"""Two goods that nobody adds up for free: what is best at which exchange rate between them.

U = first + rate × second. The rate is swept and never chosen here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from workbench.analysis.intervals import Interval


@dataclass(frozen=True)
class Reign:
    """An option, and the exchange rates between which its average is the best.

    Parameters
    ----------
    option
        Its place in the lists.
    low, high
        Rates; `high` may be infinite.
    """

    option: int
    low: float
    high: float


def reigns(first: Sequence[float], second: Sequence[float]) -> list[Reign]:
    """The options that are best at some rate of 0 or more, with their rates, from low to high.

    What is not among them is best at no rate. Ties go to the earlier option.

    Parameters
    ----------
    first, second
        Averages of the two goods, more is better, one for each option.

    Examples
    --------
    >>> [(one.option, one.low, one.high) for one in reigns([10.0, 8.0, 0.0], [1.0, 2.0, 3.0])]
    [(0, 0.0, 2.0), (1, 2.0, 8.0), (2, 8.0, inf)]
    """
    found: list[Reign] = []
    option = max(range(len(first)), key=lambda k: (first[k], second[k], -k))
    rate = 0.0
    while True:
        turns = [
            ((first[option] - first[k]) / (second[k] - second[option]), -second[k], k)
            for k in range(len(first))
            if second[k] > second[option]
        ]
        if not turns:
            return [*found, Reign(option, rate, math.inf)]
        following, _, successor = min(turns)
        found.append(Reign(option, rate, max(rate, following)))
        option, rate = successor, max(rate, following)


def even_rate(first: ArrayLike, second: ArrayLike, confidence: float = 0.95) -> Interval:
    """The rate at which two options are even, from paired differences of the two goods, with its interval.

    The interval holds the rates at which the t interval of the difference in U holds 0. Its bounds are
    infinite where the second good may not differ at all, NaN where its mean difference is exactly none.

    Sources: Fieller 1954 (from memory).

    Parameters
    ----------
    first, second
        Differences of the two goods, one option less the other, by future.

    Examples
    --------
    >>> found = even_rate([-2.1, -1.9, -2.0, -2.0], [1.0, 1.0, 1.0, 1.0])
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (2.0, 1.87, 2.13)
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    n = a.size
    if n < 2 or b.mean() == 0.0:
        return Interval(math.nan, math.nan, math.nan)
    value = float(-a.mean() / b.mean())
    t = float(stdtrit(n - 1, (1 + confidence) / 2))
    spread = np.cov(a, b, ddof=1) / n * t * t
    # (ā + θ·b̄)² ≤ t²·var(ā + θ·b̄), a quadratic in θ.
    square = float(b.mean() ** 2 - spread[1, 1])
    linear = float(2 * (a.mean() * b.mean() - spread[0, 1]))
    constant = float(a.mean() ** 2 - spread[0, 0])
    inside = linear * linear - 4 * square * constant
    if square <= 0:
        return Interval(value, -math.inf, math.inf)
    root = math.sqrt(max(0.0, inside))
    return Interval(value, (-linear - root) / (2 * square), (-linear + root) / (2 * square))
