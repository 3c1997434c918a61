"""Earned value and earned schedule: indices and forecasts from planned value, earned value and actual cost.

Pure functions of arrays that broadcast. What has no value is NaN, never infinite: a forecast that would
divide by nothing says nothing. Formulas: earned value management as in common standards; earned schedule
after Lipke (2003), its worked figures checked by hand in the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Standing:
    """How work stands at some moments; arrays of one shape.

    Parameters
    ----------
    planned, earned, paid
        PV, EV and AC: what should be done by then, what is done (both at the plan's prices), what was paid.
    budget
        BAC: the plan's cost of the whole.
    schedule
        ES: the time after the start at which the plan wanted what is earned.
    time
        AT: time since the start.
    duration
        PD: planned duration.
    """

    planned: Floats
    earned: Floats
    paid: Floats
    budget: Floats
    schedule: Floats
    time: Floats
    duration: Floats


def quotient(top: ArrayLike, bottom: ArrayLike) -> Floats:
    """The one ÷ the other; NaN where the divisor is not above zero.

    Examples
    --------
    >>> quotient([1.0, 1.0], [2.0, 0.0]).tolist()
    [0.5, nan]
    """
    above, below = np.broadcast_arrays(np.asarray(top, dtype=np.float64), np.asarray(bottom, dtype=float))
    found: Floats = np.full(above.shape, np.nan)
    return np.divide(above, below, out=found, where=below > 0)


def spi(now: Standing) -> Floats:
    """Schedule performance index, EV ÷ PV: returns to 1 at the end however late the work is."""
    return quotient(now.earned, now.planned)


def cpi(now: Standing) -> Floats:
    """Cost performance index, EV ÷ AC."""
    return quotient(now.earned, now.paid)


def spi_t(now: Standing) -> Floats:
    """Schedule performance in time, ES ÷ AT: stays below 1 where work ends late."""
    return quotient(now.schedule, now.time)


def eac_by_cost(now: Standing) -> Floats:
    """EAC1 = BAC ÷ CPI: the rest costs as much more as what is done did."""
    return quotient(now.budget, cpi(now))


def eac_by_plan(now: Standing) -> Floats:
    """EAC2 = AC + BAC − EV: the rest costs what was planned; NaN before anything is earned."""
    return np.where(now.earned > 0, now.paid + now.budget - now.earned, np.nan)


def eac_by_both(now: Standing) -> Floats:
    """EAC3 = AC + (BAC − EV) ÷ (CPI · SPI): the rest suffers from cost and from delay."""
    return now.paid + quotient(now.budget - now.earned, cpi(now) * spi(now))


def time_by_value(now: Standing) -> Floats:
    """PD ÷ SPI: of little use late, for SPI returns to 1."""
    return quotient(now.duration, spi(now))


def time_by_schedule(now: Standing) -> Floats:
    """PD ÷ SPI(t): the rest takes as much longer as what is done did."""
    return quotient(now.duration, spi_t(now))


def time_by_plan(now: Standing) -> Floats:
    """AT + PD − ES: the rest takes what was planned; NaN before anything is earned."""
    return np.where(now.earned > 0, now.time + now.duration - now.schedule, np.nan)


def tcpi(now: Standing) -> Floats:
    """(BAC − EV) ÷ (BAC − AC): what CPI the rest would need; NaN where the budget is spent."""
    return quotient(now.budget - now.earned, now.budget - now.paid)


Forecast = Callable[[Standing], Floats]

COST_FORECASTS: MappingProxyType[str, Forecast] = MappingProxyType(
    {"eac1": eac_by_cost, "eac2": eac_by_plan, "eac3": eac_by_both}
)
"""Forecasts of the final cost, by the name of their column."""

TIME_FORECASTS: MappingProxyType[str, Forecast] = MappingProxyType(
    {"pd_spi": time_by_value, "pd_spi_t": time_by_schedule, "at_pd_es": time_by_plan}
)
"""Forecasts of the final duration."""


def earned_schedule(day: ArrayLike, planned: ArrayLike, earned: ArrayLike, time: ArrayLike) -> Floats:
    """When the plan wanted what is earned: PV(ES) = EV, PV linear between its points (Lipke 2003).

    Where the plan stands still a whole span of days fits; then the one nearest to the actual time is taken,
    so that work on plan is on schedule. What is earned in full is the end of the plan. NaN before anything
    is planned, 0 at the earliest.

    Parameters
    ----------
    day, planned
        Points of the plan, both rising; the last is its end.
    earned
        EV, any shape.
    time
        AT, same shape.

    Examples
    --------
    Four weeks of 10 each; after three weeks 15 are earned: what was wanted after a week and a half.

    >>> earned_schedule([0, 1, 2, 3, 4], [0, 10, 20, 30, 40], [15.0], [3.0]).tolist()
    [1.5]
    """
    days, values = np.asarray(day, dtype=np.float64), np.asarray(planned, dtype=np.float64)
    got, at = np.asarray(earned, dtype=np.float64), np.asarray(time, dtype=np.float64)
    if len(days) == 0 or values[-1] <= 0:
        return np.full(got.shape, np.nan)
    # A sliver of rounding must not throw what is earned off a step of the plan.
    step = np.clip(np.searchsorted(values, got - 1e-9 * values[-1]), 0, len(values) - 1)
    got = np.where(np.abs(values[step] - got) <= 1e-9 * values[-1], values[step], got)
    low, high = _when(days, values, got, "left"), _when(days, values, got, "right")
    return np.clip(at, low, high)


def _when(days: Floats, values: Floats, wanted: Floats, side: Literal["left", "right"]) -> Floats:
    """First (left) or last (right) time at which a rising line of points has a value."""
    if len(values) == 1:
        return np.full(wanted.shape, days[0])
    after = np.clip(np.searchsorted(values, wanted, side=side), 1, len(values) - 1)
    before = after - 1
    rise = values[after] - values[before]
    share = np.divide(wanted - values[before], rise, out=np.ones(wanted.shape), where=rise > 0)
    found: Floats = days[before] + np.clip(share, 0.0, 1.0) * (days[after] - days[before])
    return found


def percentage_error(forecast: ArrayLike, truth: ArrayLike) -> Floats:
    """Distance from the truth as a share of it.

    Examples
    --------
    >>> percentage_error([110.0, float("nan")], [100.0, 100.0]).tolist()
    [0.1, nan]
    """
    return np.asarray(quotient(np.abs(np.asarray(forecast) - np.asarray(truth)), truth))
