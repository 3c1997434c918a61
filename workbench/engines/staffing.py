"""FTE-days by pool of spans of work."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import Attempts
from workbench.engines.plan import Plan

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Staffing:
    """Which pools each package of a plan needs, and how many of their people.

    Sums are taken entry by entry in the order of the log, so that a future's figures have the same bits
    whatever futures are read with it; a matrix product would not promise that.
    """

    def __init__(self, plan: Plan) -> None:
        demand = plan.packages.demand
        self._pools = demand.shape[1]
        needed = int((demand > 0).sum(axis=1).max(initial=0))
        # Each package's first pool, its second, and so on; where it needs fewer, of some other pool nobody.
        order = np.argsort(demand <= 0, axis=1, kind="stable")
        self._pool = [np.ascontiguousarray(order[:, k]) for k in range(needed)]
        every = np.arange(len(demand))
        self._fte = [demand[every, pool] / 100.0 for pool in self._pool]

    def by_pool(self, futures: int, row: Ints, package: Ints, days: Floats) -> Floats:
        """FTE-days, shape (futures, pools), of spans of days that packages of futures (`row`) took."""
        size = futures * self._pools
        total: Floats = np.zeros(size)
        for pool, fte in zip(self._pool, self._fte, strict=True):
            key = row * self._pools + pool[package]
            total += np.bincount(key, weights=days * fte[package], minlength=size)
        return total.reshape(futures, self._pools)

    def by_period(self, futures: int, log: Attempts, row: Ints, ends: Floats) -> Floats:
        """FTE-days at work, shape (futures, periods, pools), of attempts in periods one after the other.

        Parameters
        ----------
        futures
            How many.
        log, row
            Attempts, and the future of each; one still running works until the last period is over.
        ends
            Day on which each period is over, rising; the first begins before all attempts.
        """
        periods, begin = len(ends), np.concatenate(([-np.inf], ends[:-1]))
        end = np.fmin(log.end, ends[-1])
        first = np.searchsorted(ends, log.start, side="right")
        pieces = np.maximum(np.searchsorted(ends, end, side="left") + 1 - first, 0)
        # Attempts are cut where a period ends: one entry for each piece.
        piece = np.repeat(np.arange(len(first)), pieces)
        period = np.arange(len(piece)) - np.repeat(np.cumsum(pieces) - pieces - first, pieces)
        days = np.minimum(end[piece], ends[period]) - np.maximum(log.start[piece], begin[period])
        by_pool = self.by_pool(futures * periods, row[piece] * periods + period, log.package[piece], days)
        return by_pool.reshape(futures, periods, self._pools)
