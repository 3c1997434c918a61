"""Where a project's days go until the horizon, as parts that sum exactly in every future.

Until the horizon H a project's days run from its proposal (in flight: from the start) to its completion, or
to H if it is not completed by then. Each of them has one cause: the six states of lead time, and *stopped*
for the days between a termination or rejection and H. What happens beyond H is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.engines.path import End, Paths
from workbench.engines.plan import Plan
from workbench.experiment.frames import STATUS
from workbench.experiment.measure_table import STATE_COLUMNS

Floats = NDArray[np.float64]

STOPPED = "stopped"
"""Days after a termination or rejection, until the horizon."""

CAUSES = (*STATE_COLUMNS, STOPPED)
"""What a day can be: a state of lead time, or stopped."""


@dataclass(frozen=True)
class Days:
    """Days of every project of a scenario in every future.

    Parameters
    ----------
    ids
        Projects.
    since
        Day of the proposal, 0 in flight; by project.
    until
        Day of completion, at most the horizon; futures × projects.
    by_cause
        Futures × projects × `CAUSES`; summed over causes it is `until` − `since`.
    """

    ids: tuple[str, ...]
    since: Floats
    until: Floats
    by_cause: Floats

    def of(self, project: str) -> Floats:
        """Futures × causes of one project."""
        return self.by_cause[:, self.ids.index(project)]

    def end(self, project: str) -> Floats:
        """Day of completion, at most the horizon, by future."""
        return self.until[:, self.ids.index(project)]


def days_of_rows(plan: Plan, rows: pd.DataFrame) -> Days:
    """From the project rows of one scenario, those of all its futures.

    Parameters
    ----------
    plan
        Its plan.
    rows
        As in `Results.projects`, in order of futures.
    """
    count = len(plan.projects.ids)
    shape = (len(rows) // count, count)
    order = [rows["project"].cat.categories[one] for one in rows["project"].cat.codes[:count]]
    place = [order.index(one) for one in plan.projects.ids]

    def column(name: str) -> Floats:
        return rows[name].to_numpy(np.float64).reshape(shape)[:, place]

    codes = rows["status"].astype(str).map(STATUS.index).to_numpy(dtype=np.int64)
    states = np.stack([column(name) for name in STATE_COLUMNS], axis=-1)
    return _days(plan, codes.reshape(shape)[:, place].astype(np.int64), column("finish"), states)


def days_of_paths(plan: Plan, paths: Paths) -> Days:
    """From paths."""
    return _days(plan, paths.end, paths.finish, paths.state_days)


def _days(plan: Plan, status: NDArray[np.int64], finish: Floats, states: Floats) -> Days:
    horizon = plan.horizon
    since = np.minimum(_since(plan), horizon)
    completed = status == End.COMPLETED
    until = np.where(completed, np.minimum(finish, horizon), horizon)
    gone = (status == End.TERMINATED) | (status == End.REJECTED)
    left = horizon - np.maximum(np.minimum(np.where(gone, finish, horizon), horizon), since)
    stopped = np.where(gone, left, 0.0)
    return Days(plan.projects.ids, since, until, np.concatenate([states, stopped[:, :, np.newaxis]], axis=-1))


def _since(plan: Plan) -> Floats:
    projects = plan.projects
    return np.where(projects.in_flight, 0.0, np.maximum(projects.intake, 0.0))
