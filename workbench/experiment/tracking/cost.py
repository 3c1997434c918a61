"""Cost of completed projects beside the futures in which they are completed as early.

Who is completed by a day tends to be quick, and quick projects tend to be cheap: set beside all futures, the
first completions would always look cheaper than forecast.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis import quantiles
from workbench.analysis.forecasts import Place, place_of
from workbench.experiment.tracking.actuals import Actual
from workbench.experiment.tracking.forecast import Floats, Forecast
from workbench.experiment.tracking.tally import Bools, Tally, tally_of

FEWEST = 20
"""Futures that complete a project as early, below which its cost has no range to speak of."""


@dataclass(frozen=True, eq=False)
class CostCompared:
    """Cost of one completed project, and what the forecast says of it.

    Parameters
    ----------
    paid
        What was paid.
    low, middle, high
        8 in 10 and the middle of the futures that complete it by the same day.
    futures
        How many those are.
    place
        Where among them the cost lies.
    inside
        Whether it lies in the range.
    in_futures, counted
        Its cost by future, and which futures complete it by the day.
    """

    paid: float
    low: float
    middle: float
    high: float
    futures: int
    place: Place
    inside: bool
    in_futures: Floats
    counted: Bools


def compared_cost(actual: Actual, forecast: Forecast, until: float) -> CostCompared | None:
    """The cost of a project beside its forecast; None where it is unknown, or too few futures say anything.

    Parameters
    ----------
    actual, forecast
        Of one project.
    until
        Working day at whose close the actuals are known.
    """
    if actual.completed is None or actual.cost is None:
        return None
    counted = forecast.together <= until
    among = forecast.costs[counted]
    if among.size < FEWEST:
        return None
    low, middle, high = quantiles(among)
    return CostCompared(
        actual.cost,
        low,
        middle,
        high,
        among.size,
        place_of(among, actual.cost),
        low <= actual.cost <= high,
        forecast.costs,
        counted,
    )


def cost_tallies(costs: Sequence[CostCompared]) -> tuple[Tally, Tally]:
    """Costs inside their ranges, and costs above the middle of their forecast."""
    if not costs:
        nothing = Tally(0, 0, math.nan, 1.0, None, 0)
        return nothing, nothing
    counted = np.column_stack([one.counted for one in costs])
    among = [one.in_futures[one.counted] for one in costs]
    inside = tally_of(
        [one.inside for one in costs],
        [float(((x >= one.low) & (x <= one.high)).mean()) for one, x in zip(costs, among, strict=True)],
        np.column_stack([(one.in_futures >= one.low) & (one.in_futures <= one.high) for one in costs]),
        counted,
    )
    dearer = tally_of(
        [one.paid > one.middle for one in costs],
        [float((x > one.middle).mean()) for one, x in zip(costs, among, strict=True)],
        np.column_stack([one.in_futures > one.middle for one in costs]),
        counted,
    )
    return inside, dearer
