"""Why things went as they did in one future: what only the run itself knows, beside its path.

A witnessed run is the same run, step by step: `Witnessed` hands every step on to `Settling` and writes down
how things stood. A run without a witness pays nothing for it. What follows from the path is not kept here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from workbench.engines.draws import Draws
from workbench.engines.path import Reason
from workbench.engines.plan import Plan
from workbench.engines.ranking import Ranking
from workbench.engines.settling import Settling
from workbench.engines.steering import Fired


@dataclass(frozen=True)
class YearRoom:
    """What a project would commit in a fiscal year, and what was free in it."""

    year: int
    """Position in the plan's fiscal years."""
    needed: float
    free: float


@dataclass(frozen=True)
class Look:
    """A look of the board at one candidate, and those after it that ended alike.

    Parameters
    ----------
    day, project
        When first, at whom.
    rank, candidates
        Its place among those looked at (1 = first), and how many they were.
    index
        By which it was ranked, higher first; mandatory projects go before all others.
    verdict
        `NONE` if it was released, otherwise what refused it.
    running, limit
        Projects under way just before, and most allowed; of the programme or pool where that refused it.
    pool
        The pool that refused it, if one did.
    rooms
        Years of a limited budget in which it would commit money.
    times
        How often in a row it was looked at with this verdict.
    """

    day: float
    project: int
    rank: int
    candidates: int
    index: float
    verdict: Reason
    running: int
    limit: int
    pool: int | None
    rooms: tuple[YearRoom, ...]
    times: int = 1


@dataclass(frozen=True)
class Grant:
    """A package got its people.

    Parameters
    ----------
    day, package, number
        When, which, and the number of its attempt.
    queued
        Day on which it joined the queue.
    rank, fitting
        Its place among the packages that fitted, and how many they were.
    index
        Its own or that of its project, as the rule has it; NaN where nobody else fitted, for then nothing
        was ranked.
    switching_loss
        Share of the working time that switching takes.
    """

    day: float
    package: int
    number: int
    queued: float
    rank: int
    fitting: int
    index: float
    switching_loss: float


@dataclass(frozen=True)
class Lack:
    """From a day on, until its grant or its next entry, a queued package lacks people of these pools."""

    day: float
    package: int
    pools: tuple[int, ...]


@dataclass(frozen=True)
class Witness:
    """What was written down, each in order of time.

    Parameters
    ----------
    looks, grants, lacks
        As they happened.
    still_queued
        Packages that never got their people, with the day on which they joined the queue.
    fired
        Triggers that began to act.
    """

    looks: tuple[Look, ...]
    grants: tuple[Grant, ...]
    lacks: tuple[Lack, ...]
    still_queued: tuple[tuple[int, float], ...]
    fired: tuple[Fired, ...]


class _Remembering(Ranking):
    """Ranks as ever, and remembers the last order and its indices."""

    order: tuple[int, ...] = ()

    def candidates(self, able: list[int], now: float, step: int) -> list[int]:
        order = super().candidates(able, now, step)
        self.order = tuple(order)
        return order

    def of_candidates(self, able: list[int], now: float, step: int) -> dict[int, float]:
        self.index = super().of_candidates(able, now, step)
        return self.index

    def packages(
        self, fitting: list[int], queue: list[int], believed: list[float], now: float, step: int
    ) -> list[int]:
        order = super().packages(fitting, queue, believed, now, step)
        self.order = tuple(order)
        return order

    def of_packages(
        self, fitting: list[int], queue: list[int], believed: list[float], now: float, step: int
    ) -> dict[int, float]:
        self.index_of_package = super().of_packages(fitting, queue, believed, now, step)
        return self.index_of_package


class Witnessed(Settling):
    """Settles as ever, and writes down how things stood at each look, grant and lack."""

    def __init__(
        self,
        plan: Plan,
        draws: Draws,
        row: int,
        begin: Callable[[int, float], None],
        abort: Callable[[int], None],
    ) -> None:
        super().__init__(plan, draws, row, begin, abort)
        self._ranking = self._remembered = _Remembering(
            plan, self._tables, self._view, self._packages, self._pools
        )
        self._looks: list[Look] = []
        self._times: list[int] = []
        self._last_look: dict[int, int] = {}
        self._grants: list[Grant] = []
        self._lacks: list[Lack] = []
        self._queued: dict[int, float] = {}
        self._lacking: dict[int, tuple[int, ...]] = {}

    def witness(self) -> Witness:
        """All that was written down."""
        still = tuple(sorted(self._queued.items(), key=lambda one: (one[1], one[0])))
        looks = [replace(one, times=often) for one, often in zip(self._looks, self._times, strict=True)]
        return Witness(
            tuple(looks), tuple(self._grants), tuple(self._lacks), still, tuple(self._steering.fired)
        )

    def _refuse(self, i: int, reason: Reason) -> None:
        self._look(i, reason)
        super()._refuse(i, reason)

    def _set_released(self, i: int, step: int) -> None:
        if not self._tables.in_flight[i]:
            self._look(i, Reason.NONE)
        super()._set_released(i, step)

    def _look(self, i: int, verdict: Reason) -> None:
        last = self._last_look.get(i)
        if last is not None and self._looks[last].verdict is verdict:
            # Where boards sit at every instant, the same refusal comes thousands of times.
            self._times[last] += 1
            return
        seen = self._remembered
        taken, limit = self._places.of_reason(i, verdict)
        look = Look(
            day=self._now,
            project=i,
            rank=seen.order.index(i) + 1,
            candidates=len(seen.order),
            index=seen.index[i],
            verdict=verdict,
            running=taken,
            limit=limit,
            pool=self._places.full_pool(i) if verdict is Reason.POOL else None,
            rooms=self._rooms(i),
        )
        self._last_look[i] = len(self._looks)
        self._looks.append(look)
        self._times.append(1)

    def _rooms(self, i: int) -> tuple[YearRoom, ...]:
        shares, free = self._planned_shares(i), self._ledger.room(self._now)
        return tuple(
            YearRoom(year, needed, left)
            for year, (needed, left) in enumerate(zip(shares, free, strict=False))
            if needed > 0.0 and not math.isinf(left)
        )

    def _fill_queue(self) -> bool:
        milestones = super()._fill_queue()
        held, project_of = self._packages.held, self._tables.project_of
        # Who is on hold waits for a board, not for people.
        self._queued = {k: day for k, day in self._queued.items() if not held[project_of[k]]}
        self._lacking = {k: pools for k, pools in self._lacking.items() if k in self._queued}
        for k in self._queue:
            self._queued.setdefault(k, self._now)
        return milestones

    def _dispatch(self) -> None:
        self._remembered.order = ()
        super()._dispatch()
        for k in self._queue:
            pools = self._pools.lacking(k)
            if self._lacking.get(k) != pools:
                self._lacking[k] = pools
                self._lacks.append(Lack(self._now, k, pools))

    def _grant(self, k: int) -> None:
        i, step, order = self._tables.project_of[k], self._due.step, self._remembered.order
        # Where people came free after grants, who then fits alone was not ranked.
        order = order if k in order else ()
        self._lacking.pop(k, None)
        grant = Grant(
            day=self._now,
            package=k,
            number=self._packages.attempt[k] + 1,
            queued=self._queued.pop(k),
            rank=order.index(k) + 1 if order else 1,
            fitting=max(1, len(order)),
            index=self._remembered.index_of_package[k] if order else math.nan,
            switching_loss=self._pools.switching_loss(k, self._view.switching_penalty(i, step)),
        )
        self._grants.append(grant)
        super()._grant(k)
