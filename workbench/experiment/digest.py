"""What became of the projects of a scenario in any number of futures, in little memory. No pandas here.

Project rows of a hundred thousand futures fill gigabytes. A digest takes them in block by block, in the order
of futures, and keeps what tables and pages are made of: counts of ends and reasons, which promises were kept
in which future, days on a fine grid (`day_counts`), mean and spread of every figure. How futures are cut into
blocks changes no bit of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import End, Reason
from workbench.engines.plan.plan import Plan
from workbench.experiment.chunk import Computed
from workbench.experiment.day_counts import DayCounts, Edge
from workbench.experiment.measure_table import PROJECT_COLUMNS, STATE_COLUMNS
from workbench.experiment.row_statistics import mean_where

Floats = NDArray[np.float64]

FIGURES = PROJECT_COLUMNS[2:-1]
"""Columns of project rows of which mean and spread are kept."""

UNKNOWN = -1
"""In the matrix of promises: nothing was promised, or the run ends too early to say."""

_PLACE = {name: k for k, name in enumerate(PROJECT_COLUMNS)}
_STATES = [_PLACE[name] for name in STATE_COLUMNS]


class Moments:
    """Number, mean and standard deviation of many figures at once; what is NaN does not count.

    Sums run one future after the other, about the first known value, so they neither depend on how futures
    are cut nor cancel where a figure is large beside its spread.

    Parameters
    ----------
    shape
        Of the figures of one future.

    Examples
    --------
    >>> one = Moments((2,))
    >>> one.add(np.array([[1.0, np.nan], [2.0, 5.0], [3.0, np.nan]]))
    >>> one.count.tolist(), one.mean.tolist(), one.sd.tolist()
    ([3.0, 1.0], [2.0, 5.0], [1.0, nan])
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._about = np.full(shape, np.nan)
        self._sums = np.zeros((3, *shape))

    def add(self, values: Floats) -> None:
        """Take in futures, the first axis."""
        if not len(values):
            return
        known = ~np.isnan(values)
        first = np.take_along_axis(values, known.argmax(axis=0)[np.newaxis], axis=0)[0]
        self._about = np.where(np.isnan(self._about), first, self._about)
        off = np.where(known, values - self._about, 0.0)
        for k, amounts in enumerate((known.astype(np.float64), off, off * off)):
            amounts[0] += self._sums[k]
            self._sums[k] = np.add.accumulate(amounts, axis=0)[-1]

    @property
    def count(self) -> Floats:
        """How many values were known."""
        return self._sums[0]

    @property
    def mean(self) -> Floats:
        """Mean; NaN where nothing was known."""
        count, total, _ = self._sums
        return self._about + np.divide(total, count, out=np.zeros(count.shape), where=count > 0)

    @property
    def sd(self) -> Floats:
        """Standard deviation; NaN below two values."""
        count, total, squares = self._sums
        several = count > 1
        bare = np.divide(total * total, count, out=np.zeros(count.shape), where=several)
        var = np.divide(squares - bare, count - 1.0, out=np.full(count.shape, np.nan), where=several)
        return np.sqrt(np.maximum(var, 0.0))


class Digest:
    """Project rows of one scenario, digested.

    Parameters
    ----------
    ids
        Its projects.
    promised
        Positions of those with a promised date.
    last
        No day is later.
    """

    def __init__(self, ids: Sequence[str], promised: Sequence[int], last: float) -> None:
        count = len(ids)
        self.ids = tuple(ids)
        self.promised = tuple(int(one) for one in promised)
        self.last = last
        self.futures = 0
        self.ends = np.zeros((count, len(End)), dtype=np.int64)
        self.reasons = np.zeros((count, len(Reason)), dtype=np.int64)
        self.start = DayCounts(count, last, Edge.BEGINNING)
        self.finish = DayCounts(count, last, Edge.END)
        self.moments = Moments((count, len(FIGURES)))
        self._replications = [np.zeros(0, dtype=np.int64)]
        self._kept = [np.zeros((0, len(self.promised)), dtype=np.int8)]
        self._states = [np.zeros((0, len(_STATES)))]

    @classmethod
    def of(cls, plan: Plan) -> Digest:
        """An empty one for a plan."""
        return cls(
            plan.projects.ids, np.flatnonzero(np.isfinite(plan.projects.due)).tolist(), 2 * plan.horizon
        )

    def add(self, block: Computed) -> None:
        """Take in a block with the rows of all its futures; blocks come in order."""
        rows = block.projects
        self.futures += len(rows)
        status, reason = (rows[:, :, k].astype(np.int64) for k in (0, 1))
        for tally, codes in ((self.ends, status), (self.reasons, reason)):
            np.add.at(tally, (np.broadcast_to(np.arange(len(self.ids)), codes.shape), codes), 1)
        completed = status == End.COMPLETED
        self.start.add(rows[:, :, _PLACE["start"]])
        self.finish.add(np.where(completed, rows[:, :, _PLACE["finish"]], np.nan))
        self.moments.add(rows[:, :, 2:-1])
        lead = rows[:, :, _PLACE["lead"]]
        self._replications.append(np.arange(block.start, block.stop))
        self._kept.append(np.nan_to_num(rows[:, list(self.promised), -1], nan=UNKNOWN).astype(np.int8))
        self._states.append(np.column_stack([mean_where(~np.isnan(lead), rows[:, :, k]) for k in _STATES]))

    @property
    def replications(self) -> NDArray[np.int64]:
        """Numbers of the futures."""
        return np.concatenate(self._replications)

    @property
    def kept(self) -> NDArray[np.int8]:
        """Futures × promised projects: 1 where the promise was kept, 0 where not, `UNKNOWN`."""
        return np.concatenate(self._kept)

    @property
    def states(self) -> Floats:
        """Futures × states of lead time: mean days over the projects completed by the horizon."""
        return np.concatenate(self._states)
