"""FTE-days by pool of spans of work."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
