"""How requests for the PMO's people fared, where they queue inside the run. Arrays only.

What was still open when the run ended counts neither as served nor as not served.
"""

from __future__ import annotations

import math
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import Outcome, Paths
from workbench.engines.plan import Plan
from workbench.engines.plan.calendar import close_of
from workbench.engines.rules.desk import AUDITS
from workbench.engines.standards import standing_of
from workbench.experiment.row_statistics import share, total
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

COACHING, PREPARATION, AUDIT = 0, 1, 2
FIGURES = 6


class Coached(IntEnum):
    """Whether a package had a coach."""

    NOT_ASKED = -1
    NO = 0
    YES = 1


def service_figures(plan: Plan, paths: Paths) -> list[Floats]:
    """By future: shares served, held and finding, days and share of late gates, share of overdue reports.

    Missing where service is planned, and each where nothing of its kind was asked.

    Parameters
    ----------
    plan, paths
        The scenario, and its futures.
    """
    if not plan.desks.is_queued:
        return [np.full(len(paths), np.nan)] * FIGURES
    served = paths.served
    began, over = ~np.isnan(served.began), ~np.isnan(served.ended)
    held = total(began[:, AUDIT])
    found = np.bincount(paths.attempt_row[paths.attempts.outcome == Outcome.FOUND], minlength=len(paths))
    prepared = total(~np.isnan(served.asked[:, PREPARATION]))
    late = total(served.waited > np.asarray(plan.desks.record.patience)[AUDITS])
    return [
        share(total(began[:, COACHING]), total(began[:, COACHING] | over[:, COACHING])),
        share(held, total(began[:, AUDIT] | over[:, AUDIT])),
        share(found.astype(np.float64), held),
        np.where(prepared > 0, total(served.waited), np.nan),
        share(late, prepared),
        share(_counted(served.overdue), _counted(served.reports)),
    ]


def _counted(found: NDArray[np.int64] | NDArray[np.bool_]) -> Floats:
    """Sum of counts by future, as figures."""
    return np.asarray(found.sum(axis=1), dtype=np.float64)


def planned_share(scenario: Scenario) -> float:
    """Share of requests for coaching that the plan takes to be served, averaged over days until the horizon.

    Parameters
    ----------
    scenario
        One that states standards.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> round(planned_share(load_scenario(bundled("scenarios") / "baseline.yaml")), 2)
    0.73
    """
    portfolio = scenario.portfolio
    per_year = portfolio.calendar.days_per_year(portfolio.start, scenario.horizon)
    horizon = close_of(portfolio, scenario.horizon)
    standing = standing_of(scenario, per_year, horizon)
    days = [0.0, *(min(max(paid.day, 0.0), horizon) for paid in standing.fundings[1:]), horizon]
    shares = [standing.on(paid.day).served for paid in standing.fundings]
    spans = [later - day for day, later in zip(days, days[1:], strict=False)]
    return math.fsum(span * one for span, one in zip(spans, shares, strict=True)) / horizon


def coached(paths: Paths) -> NDArray[np.int64]:
    """Whether each package had a coach, as codes of `Coached`, shape (futures, packages).

    Parameters
    ----------
    paths
        Futures in which service is queued; one that still waits when the run ends has none.
    """
    asked, began = (~np.isnan(one[:, COACHING]) for one in (paths.served.asked, paths.served.began))
    return np.where(asked, began.astype(np.int64), int(Coached.NOT_ASKED))
