"""Capacity of a pool that states none, inferred from the load that is planned on it.

With t the team of a project and d the working days it still needs:

    in flight   = Σ t over the projects under way today
    planned     = Σ t · d · (share of its window within the first S days) ÷ S over all projects of the pool
    capacity    = the largest of: in flight, planned, the largest single team; rounded up to whole people

A project's window runs from today or its intake, whichever is later, to its due date, but is never shorter
than d; without a due date it is d. S is one working year (250 days), or the last window's end if that is
earlier. So the pool has the people who are at work today, and at least those that the plan of the next year
needs on average; peaks above that have to wait.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

YEAR = 250.0


@dataclass(frozen=True)
class Load:
    """What one project asks of a pool: a team for so many days, in a window of working days from today."""

    team: float
    days_left: float
    begins: float
    ends: float
    """Planned end; the window is stretched if it is shorter than the work."""
    under_way: bool

    @property
    def window(self) -> tuple[float, float]:
        """First and last day between which the work is planned."""
        first = max(self.begins, 0.0)
        return first, max(self.ends, first + self.days_left)


def inferred_capacity(loads: Iterable[Load]) -> int:
    """People that the plan needs; the formula is that of this module.

    Examples
    --------
    >>> at_work = Load(3.0, 100.0, 0.0, 100.0, True)
    >>> to_come = Load(2.0, 100.0, 0.0, 200.0, False)
    >>> inferred_capacity([at_work, to_come])
    3
    >>> inferred_capacity([at_work, to_come, to_come, to_come])
    5
    """
    loads = tuple(loads)
    span = min(YEAR, max(load.window[1] for load in loads))
    in_flight = math.fsum(load.team for load in loads if load.under_way)
    planned = math.fsum(_work_within(load, span) for load in loads) / span
    largest = max(load.team for load in loads)
    return math.ceil(round(max(in_flight, planned, largest), 6))


def _work_within(load: Load, span: float) -> float:
    first, last = load.window
    inside = max(0.0, min(last, span) - first)
    return load.team * load.days_left * inside / (last - first)
