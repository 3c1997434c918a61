"""How things go together over futures: correlations with ranges."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri, stdtrit

from workbench.analysis.intervals import Interval

GROUPS = 20
"""Groups of futures that the jackknife leaves out one by one."""

LEAST = 20
"""Futures that a pair of things must share."""


def average_correlation(values: pd.DataFrame) -> Interval:
    """Average correlation over all pairs of columns, weighted alike, with a 95 % range over futures.

    The range is that of a delete-a-group jackknife with 20 groups of rows and Student's t. Pairs that share
    fewer than 20 rows, and columns that never vary, do not count.

    Parameters
    ----------
    values
        Futures down, things across; NaN where a thing has no value.

    Examples
    --------
    >>> line = pd.DataFrame({"a": range(40), "b": range(40)})
    >>> average_correlation(line).value
    1.0
    """
    value = _average(values)
    group = np.arange(len(values)) % GROUPS
    if len(values) < 2 * GROUPS or math.isnan(value):
        return Interval(value, math.nan, math.nan)
    without = np.array([_average(values[group != one]) for one in range(GROUPS)])
    if np.isnan(without).any():
        return Interval(value, math.nan, math.nan)
    error = math.sqrt((GROUPS - 1) / GROUPS * float(((without - without.mean()) ** 2).sum()))
    reach = float(stdtrit(GROUPS - 1, 0.975)) * error
    return Interval(value, value - reach, value + reach).within(-1.0, 1.0)


def _average(values: pd.DataFrame) -> float:
    found = values.corr(min_periods=LEAST).to_numpy()
    pairs = found[np.triu_indices(len(found), 1)]
    known = pairs[~np.isnan(pairs)]
    return float(known.mean()) if known.size else math.nan


def correlation_interval(r: float, n: int) -> Interval:
    """A correlation with Fisher's 95 % interval.

    Examples
    --------
    >>> found = correlation_interval(0.5, 103)
    >>> round(found.low, 3), round(found.high, 3)
    (0.339, 0.632)
    """
    if n < 4 or not -1.0 < r < 1.0:
        return Interval(r, math.nan, math.nan)
    reach = float(ndtri(0.975)) / math.sqrt(n - 3)
    return Interval(r, math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach))


def correlation_chance(r: float, n: int) -> float:
    """The p value of no correlation, by Fisher's transformation."""
    if n < 4 or math.isnan(r):
        return 1.0
    if abs(r) >= 1.0:
        return 0.0
    return float(2 * ndtr(-abs(math.atanh(r)) * math.sqrt(n - 3)))
