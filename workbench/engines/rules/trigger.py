"""Signals that boards watch, and when they are out of bounds."""

from __future__ import annotations

import math

# Signals, in the order of `workbench.policies.Signal`.
QUEUE_AGE = 0
WIP = 1
CANDIDATES = 2
OVERDUE = 3
UTILISATION = 4
BUDGET_ROOM = 5

# Actions, in the order of `workbench.policies.Action`.
PAUSE_INTAKE = 0
PAUSE_RELEASE = 1
SET_LIMIT = 2
OTHER_DISPATCH = 3


def out_of_bounds(value: float, bound: float, above: int) -> bool:
    """Whether a signal lies above its bound (`above` 1) or below it (0)."""
    if above == 1:
        return value > bound
    return value < bound


def share_at_work(used: int, available: int) -> float:
    """People at work ÷ people there are; 1 where people work who are there no more, and nobody else."""
    if available > 0:
        return float(used) / float(available)
    return 1.0 if used > 0 else 0.0


def share_free(room: float, budget: float) -> float:
    """Share of a year's budget that is neither spent nor committed; 1 without a limit, 0 without money."""
    if math.isinf(budget):
        return 1.0
    if budget <= 0.0:
        return 0.0
    return room / budget
