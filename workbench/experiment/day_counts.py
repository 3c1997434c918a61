"""Days counted on a fine grid: quantiles of any number of futures in the same memory."""

from __future__ import annotations

import math
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PARTS = 16
"""Parts of a working day, to which days are rounded so that they fall on the same date: an end up, for a
whole day is the close of that day, a beginning down, for a whole day is the opening of the next. So quantiles
are less than a sixteenth of a day (half an hour of work) late or early."""


class Edge(Enum):
    """What a day counts: something's end or its beginning."""

    END = "end"
    BEGINNING = "beginning"


class DayCounts:
    """How often something happened by which day, by project.

    Parameters
    ----------
    projects
        How many projects.
    last
        No day is later.
    edge
        Which way days are rounded.

    Examples
    --------
    >>> counts = DayCounts(1, 30.0, Edge.END)
    >>> counts.add(np.array([[3.0], [10.5], [np.nan]]))
    >>> counts.quantile(0, 2, 0.5), counts.quantile(0, 3, 0.9)
    (6.75, inf)
    """

    def __init__(self, projects: int, last: float, edge: Edge) -> None:
        self._rounded = np.ceil if edge is Edge.END else np.floor
        self.counts = np.zeros((projects, math.ceil(last * PARTS) + 1), dtype=np.int32)

    def add(self, days: Floats) -> None:
        """Count days, futures down and projects across; NaN where it never happened.

        A day before the start of the run counts as its start.
        """
        row, project = np.nonzero(~np.isnan(days))
        place = self._rounded(np.maximum(days[row, project], 0.0) * PARTS).astype(np.int64)
        np.add.at(self.counts, (project, place), 1)

    def quantile(self, project: int, n: int, share: float) -> float:
        """Median-unbiased quantile of one project's day over `n` futures; infinite beyond what happened.

        Sources: Hyndman and Fan (1996), definition 8, as `workbench.analysis.quantiles`.
        """
        if n == 0:
            return math.nan
        upto = np.cumsum(self.counts[project], dtype=np.int64)
        place = min(max((n + 1 / 3) * share + 1 / 3, 1.0), float(n))
        below = math.floor(place)
        lower, upper = _ranked(upto, below), _ranked(upto, min(below + 1, n))
        return lower if place == below or lower == upper else lower + (place - below) * (upper - lower)

    def days(self, project: int) -> Floats:
        """All days counted of one project, ascending."""
        own = self.counts[project]
        return np.repeat(np.arange(own.size) / PARTS, own)

    def entries(self) -> tuple[NDArray[np.int64], Floats, NDArray[np.int32]]:
        """Project, day and count wherever there is a count."""
        project, place = np.nonzero(self.counts)
        return project, place / PARTS, self.counts[project, place]

    def put(self, project: NDArray[np.int64], day: Floats, count: NDArray[np.int32]) -> None:
        """Put entries back; the opposite of `entries`."""
        self.counts[project, np.rint(day * PARTS).astype(np.int64)] = count


def _ranked(upto: NDArray[np.int64], rank: int) -> float:
    """The day of a rank, counted from 1."""
    return float(np.searchsorted(upto, rank)) / PARTS if rank <= upto[-1] else math.inf
