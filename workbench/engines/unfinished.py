"""What is still to be done where the run ends before a project does: expected, not simulated."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import End, Outcome, Paths
from workbench.engines.plan import Plan
from workbench.engines.plan.effects import expected_repeats
from workbench.engines.records import lists_of
from workbench.engines.rules.network import longest_path

Floats = NDArray[np.float64]


def expected_rest(plan: Plan, paths: Paths) -> Floats:
    """Expected days left at twice the horizon, shape (futures, packages); 0 outside running projects."""
    packages, attempts = plan.packages, paths.attempts
    running = paths.end == End.RUNNING
    if not running.any():
        return np.zeros(paths.package_done.shape)
    stretch = np.array([_stretch(plan, unit) for unit in range(len(plan.levels.rework))])
    under_way = np.zeros(paths.package_done.shape)
    begun = attempts.outcome == Outcome.RUNNING
    under_way[paths.attempt_row[begun], attempts.package[begun]] = 2 * plan.horizon - attempts.start[begun]
    left = np.maximum(0.0, packages.scale * stretch[packages.unit] - under_way)
    return np.where(running[:, packages.project] & ~paths.package_done, left, 0.0)


def _stretch(plan: Plan, unit: int) -> float:
    """Expected days of a package ÷ its first-attempt mean, at the last level of its unit."""
    again, _ = expected_repeats(float(plan.levels.rework[unit, -1]))
    return float((1 + plan.levels.overhead[unit, -1]) * (1 + plan.rules.repeat_share * again))


def completion_days(plan: Plan, paths: Paths, rest: Floats) -> Floats:
    """Day of completion by future and project: expected where it still runs, NaN where it never completes."""
    completion = np.where(paths.end == End.COMPLETED, paths.finish, np.nan)
    network, last = lists_of(plan).network, 2 * plan.horizon
    finish = [0.0] * len(plan.packages.ids)
    running = paths.end == End.RUNNING
    for row in np.flatnonzero(running.any(axis=1)).tolist():
        length = rest[row].tolist()
        for i in np.flatnonzero(running[row]).tolist():
            completion[row, i] = last + longest_path(network, i, length, finish)
    return completion
