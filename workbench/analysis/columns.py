"""Averages and quantiles of every column of a table at once: what pages of many projects need in a moment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]


def column_means(values: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats, Floats]:
    """Averages and the ends of their Student t intervals, a value per column; NaN ends below two rows.

    Parameters
    ----------
    values
        Rows down, columns across, without NaN; at least one row.
    confidence
        Of each interval by itself.

    Examples
    --------
    >>> mean, low, high = column_means([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0], [4.0, 5.0]])
    >>> mean.tolist(), low.round(4).tolist(), high.round(4).tolist()
    ([2.5, 5.0], [0.4457, 5.0], [4.5543, 5.0])
    """
    x = np.asarray(values, dtype=np.float64)
    mean = x.mean(axis=0)
    if len(x) < 2:
        unknown = np.full(mean.shape, np.nan)
        return mean, unknown, unknown
    reach = float(stdtrit(len(x) - 1, (1 + confidence) / 2)) * x.std(axis=0, ddof=1) / np.sqrt(len(x))
    return mean, mean - reach, mean + reach


def column_quantiles(values: ArrayLike, shares: Sequence[float] = (0.1, 0.5, 0.9)) -> Floats:
    """Median-unbiased quantiles (Hyndman and Fan, type 8) of every column, shape (shares, columns).

    NaN is left out; infinite values are allowed, as in `quantiles`. A column without any value gives NaN.

    Examples
    --------
    >>> column_quantiles([[1.0, np.inf], [2.0, 7.0], [3.0, np.nan]], [0.5]).tolist()
    [[2.0, inf]]
    """
    x = np.sort(np.asarray(values, dtype=np.float64), axis=0)
    count = np.sum(~np.isnan(x), axis=0)
    found = np.full((len(shares), x.shape[1]), np.nan)
    known = np.flatnonzero(count)
    for k, share in enumerate(shares):
        place = np.clip((count[known] + 1 / 3) * share + 1 / 3, 1.0, count[known])
        below = np.floor(place).astype(np.int64)
        part = place - below
        lower = x[below - 1, known]
        upper = np.where(part > 0.0, x[np.minimum(below, count[known] - 1), known], lower)
        # Interpolating from a value towards infinity must give infinity, between two infinities no NaN.
        gap = np.subtract(upper, lower, out=np.zeros(len(known)), where=lower < upper)
        found[k, known] = lower + np.multiply(part, gap, out=np.zeros(len(known)), where=gap > 0.0)
    return found
