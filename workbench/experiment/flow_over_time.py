"""How many projects are proposed, started, completed and under way, month by month.

Counts stand for the beginning of the first day of each month, and for the horizon. A project is started once
it is released, and under way until it is completed or stopped; what was in flight at the start counts as
proposed and started from then on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from workbench.engines.plan.calendar import day_of
from workbench.experiment.by_project import ByProject
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

MOST_MONTHS = 72
"""Beyond so many months, every third one is counted."""


@dataclass(frozen=True, eq=False)
class FlowOverTime:
    """One scenario; counts by future and instant.

    Parameters
    ----------
    dates, days
        Instants, and the same as working days from the start.
    proposed, started, completed, under_way
        Futures × instants.
    """

    dates: tuple[date, ...]
    days: Floats
    proposed: Floats
    started: Floats
    completed: Floats
    under_way: Floats


def flow_over_time(scenario: Scenario, found: ByProject) -> FlowOverTime:
    """Count.

    Parameters
    ----------
    scenario
        The scenario.
    found
        Its projects in every future.
    """
    dates = instants(scenario)
    days = np.array([day_of(scenario.portfolio, one) for one in dates])
    portfolio = scenario.portfolio
    # What is in flight came before the start, and counts from then on.
    intake = np.array(
        [0.0 if one.in_flight else max(0.0, day_of(portfolio, one.intake)) for one in portfolio.projects]
    )
    started = _by(found.release, days)
    left = _by(np.where(np.isfinite(found.release), found.left, np.inf), days)
    proposed = np.broadcast_to(_by(intake[np.newaxis], days), started.shape)
    return FlowOverTime(dates, days, proposed, started, _by(found.finish, days), started - left)


def instants(scenario: Scenario) -> tuple[date, ...]:
    """The start, first days of months after it, and the horizon; fewer where there are very many.

    Examples
    --------
    >>> from workbench.bundled import bundled
    >>> from workbench import load_scenario
    >>> found = instants(load_scenario(bundled("scenarios") / "baseline.yaml"))
    >>> found[0].isoformat(), found[1].day, len(found) <= 2 + MOST_MONTHS
    ('2027-01-04', 1, True)
    """
    first, last = scenario.portfolio.start, scenario.horizon
    months = (last.year - first.year) * 12 + last.month - first.month
    apart = 1 if months <= MOST_MONTHS else 3 * -(-months // (3 * MOST_MONTHS))
    begin = first.year * 12 + first.month
    firsts = (date(one // 12, one % 12 + 1, 1) for one in range(begin, begin + months + 1, apart))
    return (first, *(one for one in firsts if first < one < last), last)


def _by(moments: Floats, days: Floats) -> Floats:
    """How many moments of each row have come by each day."""
    place = np.searchsorted(days, moments)
    rows, many = len(moments), len(days) + 1
    flat = (np.arange(rows)[:, np.newaxis] * many + place).ravel()
    counts = np.bincount(flat, minlength=rows * many).reshape(rows, many)
    return np.cumsum(counts[:, :-1], axis=1).astype(np.float64)
