"""What programmes bring beyond their projects, once as many of these are completed as they need."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.engines.plan import Plan
from workbench.engines.records import lists_of
from workbench.engines.rules.figures import programme_value

Floats = NDArray[np.float64]


def programme_days(plan: Plan, completion: Floats) -> Floats:
    """Day on which each programme is complete, shape (futures, programmes); NaN where it never is.

    Parameters
    ----------
    plan
        The scenario as arrays.
    completion
        Day of completion of each project, NaN where there is none; shape (futures, projects).
    """
    programmes = plan.programmes
    days = np.full((len(completion), len(programmes.names)), np.nan)
    for p, needs in enumerate(programmes.needs.tolist()):
        members = np.sort(completion[:, programmes.of_project == p], axis=1)  # NaN last
        if 0 < needs <= members.shape[1]:
            days[:, p] = members[:, needs - 1]
    return days


def programme_values(plan: Plan, days: Floats) -> Floats:
    """Present value of each programme's own benefit less run cost, by its days of completion."""
    figures = lists_of(plan).figures
    worth = np.zeros(days.shape)
    for (row, p), day in np.ndenumerate(days):
        if not np.isnan(day):
            worth[row, p] = programme_value(figures, p, float(day))
    return worth
