"""Ratios of actual to plan as a lognormal law: its median and its spread."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class LogFit:
    """Median e^(mean of logs) and standard deviation of logs of n ratios."""

    median: float
    log_sd: float
    n: int


def log_fit(ratios: ArrayLike) -> LogFit:
    """Fit a lognormal law to positive ratios; others and NaN are left out.

    Examples
    --------
    >>> fit = log_fit([0.5, 1.0, 2.0])
    >>> fit.median, round(fit.log_sd, 4), fit.n
    (1.0, 0.6931, 3)
    """
    x = np.asarray(ratios, dtype=np.float64)
    logs = np.log(x[np.isfinite(x) & (x > 0)])
    if logs.size == 0:
        return LogFit(math.nan, math.nan, 0)
    spread = float(logs.std(ddof=1)) if logs.size > 1 else math.nan
    return LogFit(float(np.exp(logs.mean())), spread, logs.size)
