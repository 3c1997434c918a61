"""Projects that keep their people between packages, and when they let them go (see `workbench.engines`)."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.engines.packages import PackageState
from workbench.engines.path import End
from workbench.engines.pools import PoolState
from workbench.engines.tables import Tables


class Keeping:
    """Decides who of the people whom projects keep goes back to the pools."""

    def __init__(self, tables: Tables, pools: PoolState, packages: PackageState, end: list[int]) -> None:
        self._tables, self._pools, self._packages, self._end = tables, pools, packages, end

    def rounds(self) -> Iterator[None]:
        """Rounds of grants at one instant: one, and one more each time somebody came free by it."""
        self._let_go_unneeded()
        yield
        while self._let_go_idle():
            yield

    def _let_go_unneeded(self) -> None:
        """Before grants: who has no work left there goes, and all idle ones of a pool that lacks people."""
        pools = self._pools
        for i, kept in enumerate(pools.kept):
            if any(kept):
                needed = self._needed(i)
                for p, people in enumerate(kept):
                    pools.let_go(i, p, max(0, people - needed[p]))
        for p in [p for p, free in enumerate(pools.free) if free < 0]:
            for i, kept in enumerate(pools.kept):
                pools.let_go(i, p, kept[p])

    def _let_go_idle(self) -> bool:
        """After grants: a project at which nothing runs keeps nobody; whether anybody came free."""
        any_came = False
        for i, kept in enumerate(self._pools.kept):
            if any(kept) and not (self._packages.is_working(i) or self._packages.is_reworking(i)):
                any_came = True
                for p, people in enumerate(kept):
                    self._pools.let_go(i, p, people)
        return any_came

    def _needed(self, i: int) -> list[int]:
        """Hundredths that the packages of a project that are neither done nor at work need in all."""
        needed = [0] * len(self._pools.free)
        if self._end[i] != End.RUNNING or self._packages.held[i]:
            return needed
        for k in self._tables.members[i]:
            if not self._packages.done[k] and not self._packages.in_work[k]:
                for p, fte in self._tables.demand[k]:
                    needed[p] += fte
        return needed
