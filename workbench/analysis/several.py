"""Several tests looked at together: the best of many looks good by luck alone unless that is allowed for."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy.special import stdtr, stdtrit

from workbench.analysis.intervals import Interval
from workbench.analysis.paired import PairedDifference

SURE = 0.05
"""Chance of a false alarm that everything looked at together may have; the one place where it stands."""


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """Chances of a false alarm, adjusted for how many were looked at (Holm 1979, Scand J Statist 6, 65–70).

    Calling what stays below 5 % afterwards real gives at most 5 in 100 studies with any false alarm, however
    the tests hang together.

    Parameters
    ----------
    chances
        p values of the tests, each on its own.

    Returns
    -------
    tuple of float
        In the same order: the smallest times their number, the next times one less, and so on, never falling
        and at most 1.

    Examples
    --------
    >>> [round(one, 3) for one in holm([0.01, 0.04, 0.03, 0.005])]
    [0.03, 0.06, 0.06, 0.02]
    >>> holm([]), holm([0.04])
    ((), (0.04,))
    """
    p = np.asarray(chances, dtype=np.float64)
    order = np.argsort(p, kind="stable")
    stepped = p[order] * np.arange(p.size, 0, -1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.maximum.accumulate(stepped), 1.0)
    return tuple(float(one) for one in adjusted)


def chance_of(mean: Interval, n: int, confidence: float = 0.95) -> float:
    """The p value of no difference that Student's interval of a mean implies, either way.

    Parameters
    ----------
    mean
        Mean with its t interval, as `mean_interval` gives it.
    n
        Values it rests on.
    confidence
        Of the interval.

    Examples
    --------
    >>> from workbench.analysis import mean_interval
    >>> round(chance_of(mean_interval([1.0, 2.0, 3.0, 4.0]), 4), 4)
    0.0305
    """
    if n < 2 or not math.isfinite(mean.half_width):
        return 1.0
    if mean.half_width == 0.0:
        return 1.0 if mean.value == 0.0 else 0.0
    t = abs(mean.value) / mean.half_width * float(stdtrit(n - 1, (1 + confidence) / 2))
    return float(2 * stdtr(n - 1, -t))


def clear_differences(found: Sequence[PairedDifference]) -> tuple[bool, ...]:
    """Which differences are known not to be zero, with all that stand in one table allowed for (Holm).

    Examples
    --------
    >>> from workbench.analysis import paired_difference
    >>> close = paired_difference([0.0, 0.0, 0.0, 0.0], [1.0, 2.0, 3.0, 4.0], 1)
    >>> noise = paired_difference([0.0, 0.0, 0.0, 0.0], [-1.0, 1.0, -1.0, 1.0], 1)
    >>> clear_differences([close]), clear_differences([close, noise])
    ((True,), (False, False))
    """
    adjusted = holm([chance_of(one.mean, one.n) for one in found])
    return tuple(one.decided and p < SURE for one, p in zip(found, adjusted, strict=True))
