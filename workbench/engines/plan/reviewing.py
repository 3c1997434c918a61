"""When portfolio reviews sit: on stated months, or as often as the level of maturity lets expect."""

from __future__ import annotations

import math
from bisect import bisect_right

from workbench.engines.plan.calendar import review_days
from workbench.engines.plan.landscape import Landscape
from workbench.policies import ReviewCadence
from workbench.scenario import Scenario

MONTHS_A_YEAR = 12


def reviews_of(
    scenario: Scenario, landscape: Landscape, horizon: float, per_year: float
) -> list[tuple[float, int]]:
    """Days on which reviews sit, each with the number of the month that addresses its luck.

    Parameters
    ----------
    scenario
        States how often.
    landscape
        Levels over time.
    horizon, per_year
        Working days until the horizon, and a year.
    """
    cadence = scenario.policy.reviews.cadence
    if cadence is not ReviewCadence.BY_MATURITY:
        return review_days(scenario.portfolio, cadence, 2 * horizon)
    found, month = [(0.0, 0)], per_year / MONTHS_A_YEAR
    while (gap := _gap(landscape, found[-1][0])) > 0.0:
        day, last = found[-1][0] + gap, found[-1][1]
        if day > 2 * horizon:
            break
        found.append((day, max(last + 1, round(day / month))))
    return found if len(found) > 1 else []


def _gap(landscape: Landscape, day: float) -> float:
    """Whole working days until a board meets again: the average over projects, at the level of the day."""
    step = bisect_right(landscape.days, day) - 1
    gaps = [landscape.at[u][step].board_gap for u in landscape.unit_of.tolist()]
    return float(round(math.fsum(gaps) / len(gaps))) if gaps else 0.0
