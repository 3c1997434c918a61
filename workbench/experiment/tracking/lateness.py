"""Where outcomes lie in their forecasts on average: 0.5 if forecasts are right, above if things end later.

Every project says something, the one that is not completed too: that it lies in the part still open.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis import Interval, mean_interval
from workbench.analysis.forecasts import Place
from workbench.experiment.tracking.forecast import Floats, Forecast
from workbench.experiment.tracking.tally import LEAST, rarity


@dataclass(frozen=True)
class Lateness:
    """Average place of outcomes in their forecasts.

    Parameters
    ----------
    average
        With its 95 % interval as if outcomes were independent; the half way point stands for what is open.
    n
        Outcomes.
    chance
        Of an average as far from that of the run's own futures, either way; None where these are too few.
    futures
        How many futures that rests on.
    """

    average: Interval
    n: int
    chance: float | None
    futures: int


def lateness_of(
    places: Sequence[Place], forecasts: Sequence[Forecast], known_until: Sequence[float]
) -> Lateness:
    """Average place, beside the average that each future would have had, seen as early.

    Parameters
    ----------
    places
        Of what happened.
    forecasts
        Of the same projects.
    known_until
        Working day at whose close each is known.
    """
    middles = [one.middle for one in places]
    average = mean_interval(middles).within(0.0, 1.0)
    rows = min((one.together.size for one in forecasts), default=0)
    if rows < LEAST:
        return Lateness(average, len(places), None, rows)
    columns = [_places(one, day) for one, day in zip(forecasts, known_until, strict=True)]
    return Lateness(
        average, len(places), rarity(math.fsum(middles) / len(middles), np.mean(columns, axis=0)), rows
    )


def _places(one: Forecast, until: float) -> Floats:
    """Place of each future that the run keeps, half way where not known to a point."""
    known, n = np.sort(one.finishes), one.finishes.size
    below = np.searchsorted(known, one.together, side="left")
    upto = np.searchsorted(known, one.together, side="right")
    open_from = np.searchsorted(known, until, side="right")
    done = one.together <= until
    found: Floats = np.where(done, (below + upto + 1) / (2 * (n + 1)), (open_from / (n + 1) + 1) / 2)
    return found
