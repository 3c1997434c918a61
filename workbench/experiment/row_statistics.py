"""Sums, means and quantiles over the projects of each future, for many futures at once.

Each row is summed by itself and in the same way whatever other rows are there: a future measured alone and
in a block has the same bits. So rows are summed along contiguous memory of equal length, where numpy's
order depends on the length alone, and what does not count is set to 0 instead of being left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

WITHIN = 0.1
"""A project within this share of its plan counts as on plan."""


def total(values: Floats | Bools) -> Floats:
    """Sum over the last axis; how many, for flags."""
    return np.asarray(np.ascontiguousarray(values).sum(axis=-1, dtype=np.float64))


def total_where(chosen: Bools, values: Floats) -> Floats:
    """Sum of what is chosen; what is not may be NaN."""
    return total(np.where(chosen, values, 0.0))


def share(part: Floats, whole: Floats) -> Floats:
    """The part ÷ the whole; NaN where there is no whole.

    Examples
    --------
    >>> share(np.array([1.0, 0.0]), np.array([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def mean_where(chosen: Bools, values: Floats) -> Floats:
    """Mean of what is chosen; NaN where nothing is.

    Examples
    --------
    >>> mean_where(np.array([[True, True, False]]), np.array([[1.0, 2.0, np.nan]])).tolist()
    [1.5]
    """
    return share(total_where(chosen, values), total(chosen))


def quantile_where(chosen: Bools, values: Floats, *levels: float) -> list[Floats]:
    """Median-unbiased quantiles of what is chosen, one array a level; NaN where nothing is.

    Sources: Hyndman and Fan (1996), definition 8, as `numpy.quantile` computes it.

    Examples
    --------
    >>> quantile_where(np.array([[True, True, True]]), np.array([[3.0, 1.0, 2.0]]), 0.5)[0].tolist()
    [2.0]
    """
    count = chosen.sum(axis=-1)
    some = np.flatnonzero(count)
    last = count[some] - 1
    # What does not count stands behind everything that does.
    ordered = np.sort(np.where(chosen, values, np.inf)[some], axis=-1)
    rows, found = np.arange(len(some)), []
    for level in levels:
        place = np.clip(count[some] * level + (1.0 + level) / 3.0 - 1.0, 0.0, last)
        below = np.floor(place).astype(np.int64)
        low, high = ordered[rows, below], ordered[rows, np.minimum(below + 1, last)]
        here: Floats = np.full(len(count), np.nan)
        here[some] = low + (high - low) * (place - below)
        found.append(here)
    return found


def ratio_figures(chosen: Bools, actual: Floats, planned: Floats) -> list[Floats]:
    """Mean, log-sd, P80 ÷ P50 and share within ±10 % of actual ÷ plan, over the projects chosen."""
    ratio = np.divide(actual, planned, out=np.ones(chosen.shape), where=chosen)
    median, p80 = quantile_where(chosen, ratio, 0.5, 0.8)
    return [
        mean_where(chosen, ratio),
        _log_sd(chosen, ratio),
        p80 / median,
        share(total(chosen & (np.abs(ratio - 1.0) <= WITHIN)), total(chosen)),
    ]


def _log_sd(chosen: Bools, ratio: Floats) -> Floats:
    log = np.log(ratio)
    off = log - mean_where(chosen, log)[:, np.newaxis]
    return np.sqrt(share(total_where(chosen, off * off), total(chosen) - 1.0))
