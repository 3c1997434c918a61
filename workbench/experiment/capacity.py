"""FTE-days that there are for projects until the horizon."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import End, Paths
from workbench.engines.plan.plan import Plan
from workbench.experiment.row_statistics import total

Floats = NDArray[np.float64]


class Capacity:
    """FTE-days of each pool of a plan until the horizon."""

    def __init__(self, plan: Plan) -> None:
        self._horizon = plan.horizon
        self._effect = plan.projects.operations_effect
        self._steps = [_steps_of(plan, pool) for pool in range(len(plan.pools.ids))]
        self._shifted = np.flatnonzero((self._effect != 0).any(axis=0)).tolist()
        self.planned = np.array([float(_area(*step, plan.horizon)) for step in self._steps])
        """By pool, before projects that are completed hand people to daily operations."""

    def left(self, paths: Paths) -> Floats:
        """What is left by future and pool once completed projects have handed theirs to daily operations."""
        left: Floats = np.tile(self.planned, (len(paths), 1))
        completed = (paths.end == End.COMPLETED) & (paths.finish < self._horizon)
        for p in self._shifted:
            day, planned = self._steps[p]
            shifting = np.flatnonzero(self._effect[:, p] != 0)
            moved, finish = completed[:, shifting], paths.finish[:, shifting]
            before = (len(paths), len(day))
            # What never moves anything stands at the horizon, where it changes nothing.
            times = np.hstack([np.broadcast_to(day, before), np.where(moved, finish, self._horizon)])
            changes = np.hstack(
                [
                    np.broadcast_to(np.diff(planned, prepend=0.0), before),
                    np.where(moved, self._effect[shifting, p] / -100.0, 0.0),
                ]
            )
            order = np.argsort(times, axis=1, kind="stable")
            level = np.cumsum(np.take_along_axis(changes, order, axis=1), axis=1)
            times = np.take_along_axis(times, order, axis=1)
            left[:, p] = _area(times, np.maximum(0.0, level), self._horizon)
        return left


def _steps_of(plan: Plan, pool: int) -> tuple[Floats, Floats]:
    chosen = plan.pools.step_pool == pool
    return plan.pools.step_day[chosen], plan.pools.step_capacity[chosen] / 100.0


def _area(day: Floats, level: Floats, horizon: float) -> Floats:
    """Integral of step functions (last axis) from day 0 to the horizon."""
    end = np.full((*day.shape[:-1], 1), horizon)
    bounds = np.minimum(np.concatenate([day, end], axis=-1), horizon)
    return np.asarray(total(np.diff(bounds, axis=-1) * level), dtype=np.float64)
