"""What must be true for a PMO to lose, and what it does beyond averages: kept and closed, same futures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import Interval, mean_interval, quantiles, worst_difference
from workbench.analysis.intervals import mean_interval_of
from workbench.engines.engine import EngineName
from workbench.engines.plan import plan_of
from workbench.errors import InputError, Problem
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.levers import (
    BreakEven,
    LeverCurve,
    at_demand,
    cost_multiple,
    cost_that_scales,
    freed_of,
    least_share,
    priced,
)
from workbench.experiment.worth.living import lived, lived_plans
from workbench.experiment.worth.reshaping import Reshaping
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

FUTURES = 200
OVERHEADS = (-0.05, -0.02, 0.0, 0.02, 0.05, 0.1, 0.2)
"""Shares of work that standards ask for beyond what is assumed."""

DEMANDS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Times today's projects."""

CLOSED = "close"


@dataclass(frozen=True, eq=False)
class Limits:
    """A PMO kept and closed at the middle of all assumptions, and how far that is from another answer.

    Parameters
    ----------
    names
        Measures.
    kept, closed
        Shape (futures, measures).
    cost
        What keeping costs more than closing at the present price; what closing costs whatever a PMO costs is
        left out.
    overhead
        By share of work that standards ask for beyond what is assumed.
    demand
        By number of projects, times today's.
    """

    names: tuple[str, ...]
    kept: Floats
    closed: Floats
    cost: float
    overhead: LeverCurve
    demand: LeverCurve

    @property
    def futures(self) -> int:
        """Simulated futures of each."""
        return len(self.kept)

    @property
    def net(self) -> Floats:
        """What keeping is worth against closing, future by future."""
        return self.change("npv")

    def change(self, measure: str) -> Floats:
        """Keeping less closing in a measure, future by future; NaN where it is undefined in one of them."""
        column = self.names.index(measure)
        return np.asarray(self.kept[:, column] - self.closed[:, column])

    def average_change(self, measure: str) -> Interval:
        """Average change over the futures in which it is defined both ways."""
        found = self.change(measure)
        return mean_interval(found[~np.isnan(found)])

    def spread_change(self, measure: str) -> Interval:
        """Change of the standard deviation between futures, with the interval of its linear approximation.

        Small samples aside, a standard deviation moves with (x − mean)² ÷ 2 sd; paired like all differences.
        """
        column = self.names.index(measure)
        both = np.stack([self.kept[:, column], self.closed[:, column]])
        both = both[:, ~np.isnan(both).any(axis=0)]
        if both.shape[1] < 2:
            return Interval(math.nan, math.nan, math.nan)
        spread = both.std(axis=1, ddof=1, keepdims=True)
        moved = (both - both.mean(axis=1, keepdims=True)) ** 2 / np.where(spread > 0, 2 * spread, 1.0)
        apart = moved[0] - moved[1]
        value = float(spread[0, 0] - spread[1, 0])
        return mean_interval_of(value, float(apart.std(ddof=1)), apart.size)

    def worst_tenth(self) -> Interval:
        """Change of the average net value of the worst tenth of futures."""
        column = self.names.index("npv")
        return worst_difference(self.closed[:, column], self.kept[:, column])

    def single_futures(self) -> tuple[float, ...]:
        """1, 5 and 9 in 10 single futures are worth less than these, kept against closed."""
        return quantiles(self.net)

    def cost_multiple(self) -> Interval | None:
        """At how many times its cost keeping breaks even; None where closing saves nothing any more."""
        return cost_multiple(self.net, self.cost)

    def break_evens(self) -> tuple[BreakEven, BreakEven]:
        """Overhead and number of projects at which it breaks even."""
        return self.overhead.break_even(), self.demand.break_even()


def limits_of(
    base: Scenario,
    futures: int = FUTURES,
    *,
    on: date | None = None,
    overheads: Sequence[float] = OVERHEADS,
    demands: Sequence[float] = DEMANDS,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> Limits:
    """Keep and close a PMO, with more and less overhead and demand than assumed.

    Parameters
    ----------
    base, on, engine, progress
        As in `hearing_of`.
    futures
        Of each scenario, the same ones.
    overheads, demands
        Where to try, rising; an overhead below none is left out.
    """
    InputError.raise_if(_too_few(futures))
    shaping = Reshaping.of(base, on)
    portfolio = base.portfolio
    gone = float(portfolio.calendar.days_between(portfolio.start, shaping.gone))
    keep, close = plan_of(base), plan_of(shaping.resized(0.0, CLOSED))
    shares = tuple(one for one in overheads if one > least_share(close))
    total = futures * (1 + len(shares) + 2 * len(demands))
    freed = [freed_of(close, share, gone) for share in shares]
    found = lived_plans([keep, close, *freed], 0, futures, engine)
    progress(futures * (2 + len(shares)), total)
    npv = found.of("npv")
    by_demand = []
    for k, factor in enumerate(demands):
        by_demand.append(_at_demand(base, factor, on, futures, engine))
        progress(futures * (2 + len(shares)) + 2 * futures * k, total)
    progress(total, total)
    return Limits(
        found.names,
        found.values[0],
        found.values[1],
        _cost(base, on),
        LeverCurve(shares, npv[0] - npv[2:]),
        LeverCurve(tuple(demands), np.stack(by_demand)),
    )


def _at_demand(base: Scenario, factor: float, on: date | None, futures: int, engine: EngineName) -> Floats:
    """Keeping less closing with so many times today's projects."""
    resized = at_demand(base, factor)
    closed = Reshaping.of(resized, on).resized(0.0, CLOSED)
    npv = lived([resized, closed], 0, futures, engine).of("npv")
    return np.asarray(npv[0] - npv[1])


def _cost(base: Scenario, on: date | None) -> float:
    """What a PMO twice as dear would cost more, kept less closed: money that scales with its price alone."""

    def closed_and_kept(factor: float) -> tuple[Scenario, Scenario]:
        dear = priced(base, factor)
        return Reshaping.of(dear, on).resized(0.0, CLOSED), dear

    return cost_that_scales(closed_and_kept)


def _too_few(futures: int) -> list[Problem]:
    if futures >= 2:
        return []
    return [Problem(("futures",), "two at least are needed for a range", str(futures), "write 200")]
