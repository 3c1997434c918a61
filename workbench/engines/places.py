"""Places for projects at once: limits of the portfolio, of programmes and of pools."""

from __future__ import annotations

from workbench.engines.path import Reason
from workbench.engines.plan import Plan
from workbench.engines.pools import PoolState
from workbench.engines.tables import Tables


class Places:
    """Which places are taken. Projects in flight and mandatory ones take places beyond the limits too.

    A place of a pool is taken while a project has work left on the pool.
    """

    def __init__(self, plan: Plan, tables: Tables, pools: PoolState) -> None:
        self._limits = limits = plan.limits
        self._programme = limits.programme.tolist()
        self._of_programme = limits.of_programme.tolist()
        self._of_pool = limits.of_pool.tolist()
        self._needs = tables.project_pools
        self._pools = pools
        self._in_programme = [0] * len(limits.programmes)
        self.limit = plan.rules.wip_limit
        self.paused = False
        """Whether nothing is released for now."""
        self.taken = 0
        """Projects released and not ended."""

    def take(self, i: int) -> None:
        """A project is released."""
        self.taken += 1
        if self._programme[i] >= 0:
            self._in_programme[self._programme[i]] += 1

    def give_back(self, i: int) -> None:
        """A released project has ended."""
        self.taken -= 1
        if self._programme[i] >= 0:
            self._in_programme[self._programme[i]] -= 1

    def refusal(self, i: int) -> Reason:
        """Which limit has no place for a project; `NONE` if all have."""
        if self.paused:
            return Reason.PAUSED
        if self.taken >= self.limit:
            return Reason.WIP
        programme = self._programme[i]
        if programme >= 0 and self._in_programme[programme] >= self._of_programme[programme]:
            return Reason.PROGRAMME
        return Reason.NONE if self.full_pool(i) is None else Reason.POOL

    def full_pool(self, i: int) -> int | None:
        """The first pool that it needs and that has no place for it."""
        for p in self._needs[i]:
            if self._pools.competing(p) >= self._of_pool[p]:
                return p
        return None

    def of_reason(self, i: int, reason: Reason) -> tuple[int, int]:
        """Places taken and allowed of the limit that a reason names, for a project that it concerns."""
        if reason is Reason.PROGRAMME:
            programme = self._programme[i]
            return self._in_programme[programme], self._of_programme[programme]
        pool = self.full_pool(i)
        if reason is Reason.POOL and pool is not None:
            return self._pools.competing(pool), self._of_pool[pool]
        return self.taken, self.limit
