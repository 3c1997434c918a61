"""The strategic score that futures deliver, and what a change of strategy costs of it. Arrays only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import Paths
from workbench.engines.plan import Plan
from workbench.experiment.measures import MATERIAL_LOSS
from workbench.experiment.row_statistics import total_where

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def delivered_scores(plan: Plan, paths: Paths, by_horizon: Bools) -> list[Floats]:
    """Score delivered, the same discounted, score lost to changes of strategy, days to realign.

    The last two are missing where the strategy never changes before the horizon.

    Parameters
    ----------
    plan, paths
        The scenario, and its futures.
    by_horizon
        Which projects were completed by the horizon.
    """
    strategy, finish = plan.strategy, paths.finish
    delivered = strategy.at(finish)
    worth_now = np.exp(-plan.money.rho * np.where(by_horizon, finish, 0.0))
    changes = strategy.day[1:][strategy.day[1:] <= plan.horizon]
    lost = realigned = np.full(len(paths), np.nan)
    if changes.size:
        lost = total_where(by_horizon, strategy.at(paths.release) - delivered)
        realigned = _days_to_realign(plan, paths, float(changes[-1]))
    return [
        total_where(by_horizon, delivered),
        total_where(by_horizon, delivered * worth_now),
        lost,
        realigned,
    ]


def _days_to_realign(plan: Plan, paths: Paths, day: float) -> Floats:
    before = plan.strategy.at(np.full(paths.end.shape[1], np.nextafter(day, 0.0)))
    after = plan.strategy.at(np.full(paths.end.shape[1], day))
    fell = before - after >= MATERIAL_LOSS
    end = np.where(np.isnan(paths.finish), np.inf, paths.finish)
    out_of_line = fell & (paths.release < day) & (end > day)
    until = np.where(out_of_line, np.minimum(end, plan.horizon), day)
    return np.asarray(until.max(axis=-1, initial=day) - day)
