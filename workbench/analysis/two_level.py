"""Luck and ignorance apart: futures within worlds (analysis of variance, one way, random effects).

The spread of world averages holds the luck of their futures too; what is left when it is taken off is what
we do not know: σ² = max(0, (MSB − MSW) ÷ m), with m futures a world (Searle, Casella and McCulloch 1992,
Variance Components, section 3.5; the section is quoted from memory).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.analysis.intervals import Interval, mean_interval, quantiles, share_interval

Floats = NDArray[np.float64]

NINE_IN_TEN = (0.05, 0.95)


@dataclass(frozen=True)
class TwoLevel:
    """A figure over worlds and futures.

    Parameters
    ----------
    worlds, futures
        How many worlds, and how many futures each.
    mean
        Over everything, with its 95 % interval: worlds are the sample.
    luck
        Standard deviation of one future around its world's average.
    ignorance
        Standard deviation of true world averages around the whole, luck taken off.
    low, high
        Nine in ten true world averages lie between: world averages drawn in towards the whole by the share
        of their variance that is luck.
    positive
        Share of worlds with a true average above zero, so drawn in. Its interval holds two things that few
        worlds leave open: where the whole lies (both ends of `mean`), and how many worlds fall on which side
        (Wilson). Wilson's alone covers the truth in one case of two where luck is large.
    """

    worlds: int
    futures: int
    mean: Interval
    luck: float
    ignorance: float
    low: float
    high: float
    positive: Interval


def two_level(values: ArrayLike) -> TwoLevel:
    """Take a sample apart.

    Parameters
    ----------
    values
        Shape (worlds, futures), two of each at least, no NaN.

    Examples
    --------
    Worlds 0 and 10 with luck of ±1: nearly all of the spread is between worlds.

    >>> found = two_level([[-1.0, 1.0], [9.0, 11.0]])
    >>> found.mean.value, round(found.luck, 3), found.ignorance
    (5.0, 1.414, 7.0)
    """
    x = np.asarray(values, dtype=np.float64)
    if x.ndim != 2 or min(x.shape) < 2:
        raise ValueError(f"needs two worlds and two futures of each at least, got shape {x.shape}")
    worlds, futures = x.shape
    averages = x.mean(axis=1)
    within = float(x.var(axis=1, ddof=1).mean())
    between = futures * float(averages.var(ddof=1))
    ignorance = max(0.0, (between - within) / futures)
    kept = ignorance / (between / futures) if between > 0.0 else 0.0
    mean = mean_interval(averages)
    whole = mean.value
    drawn_in = whole + math.sqrt(kept) * (averages - whole)
    low, high = quantiles(drawn_in, NINE_IN_TEN)
    return TwoLevel(
        worlds,
        futures,
        mean,
        math.sqrt(within),
        math.sqrt(ignorance),
        low,
        high,
        _share_above_zero(drawn_in, mean),
    )


def _share_above_zero(drawn_in: Floats, mean: Interval) -> Interval:
    """Share of worlds above zero, and what it would be with the whole at either end of its interval."""
    found, low, high = (
        share_interval(int((drawn_in > mean.value - whole).sum()), drawn_in.size)
        for whole in (mean.value, mean.low, mean.high)
    )
    return Interval(found.value, low.low, high.high)


def share_by_world(values: ArrayLike) -> Interval:
    """Share of futures above zero, worlds as the sample: futures of one world tell of that world alone.

    Where every world says the same, the range is that of so many independent draws (Wilson).

    Parameters
    ----------
    values
        Shape (worlds, futures), two worlds at least.

    Examples
    --------
    >>> share_by_world([[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0]])
    Interval(value=0.5, low=0.0, high=1.0)
    >>> round(share_by_world([[1.0, 1.0]] * 10).low, 2)
    0.72
    """
    shares = (np.asarray(values, dtype=np.float64) > 0).mean(axis=1)
    if np.ptp(shares) > 0.0:
        return mean_interval(shares).within(0.0, 1.0)
    share = float(shares[0])
    alike = share_interval(round(share * shares.size), shares.size)
    return Interval(share, alike.low, alike.high)
