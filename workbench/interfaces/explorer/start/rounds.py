"""Several questions answered in turn, in the background: first all roughly, then all better.

The one that knows least goes next, in reading order; so a question that was just changed goes first.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workbench.interfaces.explorer.session import Pair

GOALS = (25, 200, 1000)
"""Pairs of futures after which a card is drawn: at once, soon, and as good as it gets."""

ENOUGH = 200
PATIENCE = 30.0
"""Cards go on beyond 200 only if those took fewer seconds together: a page must not stay busy for long."""

BREATH = 0.001


@dataclass
class Asking:
    """One question and how far it is answered."""

    make: Callable[[], Pair]
    reached: int = 0
    _pair: Pair | None = None

    @property
    def pair(self) -> Pair:
        """Made when it is first needed: of a large portfolio that takes a second, for each card."""
        if self._pair is None:
            self._pair = self.make()
        return self._pair

    def ready(self, count: int) -> bool:
        """Whether so many futures are there."""
        return self._pair is not None and self._pair.ready(count)


@dataclass
class Rounds:
    """Answers every question that it holds.

    Parameters
    ----------
    answered
        Called with the place of a question, its pair and so many futures.
    failed
        Called with the place and the reason when one cannot be simulated; it is then dropped.
    goals
        Futures after which it is drawn.
    """

    answered: Callable[[int, Pair, int], None]
    failed: Callable[[int, Exception], None]
    goals: tuple[int, ...] = GOALS
    _asking: dict[int, Asking] = field(default_factory=dict)
    _spent: float = 0.0
    _quick: bool | None = None
    _turn: int = 0
    _running: asyncio.Task[None] | None = None

    def ask(self, place: int, make: Callable[[], Pair]) -> None:
        """Answer this at that place, and nothing older there.

        Parameters
        ----------
        place
            Of the question, in reading order.
        make
            Gives today and the what-if, or raises why they cannot be.
        """
        self._asking[place] = Asking(make)

    def drop(self, place: int) -> None:
        """Ask nothing there."""
        self._asking.pop(place, None)

    def go(self) -> None:
        """Answer whatever is not answered as well as it will be."""
        self._turn += 1
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            # Outside a notebook nobody would ever run the rest: answer at once, and not for long.
            self._quick = False
            for _ in self._steps():
                pass
            return
        self._running = loop.create_task(self._answer(self._turn))

    def stop(self) -> None:
        """Leave every answer as it is; `go` takes up where it was."""
        self._turn += 1

    async def finished(self) -> None:
        """Wait until all are answered as well as they will be, or it was stopped."""
        while self._running is not None and not self._running.done():
            await asyncio.wait([self._running])

    async def _answer(self, turn: int) -> None:
        for _ in self._steps():
            # Whatever the page has sent meanwhile is heard here, a newer question among it.
            await asyncio.sleep(BREATH)
            if turn != self._turn:
                return

    def _steps(self) -> Iterator[None]:
        while (found := self._next()) is not None:
            place, goal = found
            yield from self._one(place, goal)

    def _one(self, place: int, goal: int) -> Iterator[None]:
        asking = self._asking[place]
        try:
            while not asking.ready(goal):
                began = time.perf_counter()
                if not asking.pair.ready(goal):
                    asking.pair.extend(goal)
                self._spent += time.perf_counter() - began
                yield
                if self._asking.get(place) is not asking or self._next() != (place, goal):
                    return
            asking.reached = goal
            self.answered(place, asking.pair, goal)
        except Exception as error:
            self.drop(place)
            self.failed(place, error)
        yield

    def _next(self) -> tuple[int, int] | None:
        """The place that knows least, and how many futures it is to have next."""
        if not self._asking:
            return None
        reached, place = min((one.reached, place) for place, one in self._asking.items())
        ahead = [goal for goal in self.goals if goal > reached and (goal <= ENOUGH or self._is_quick())]
        if not ahead:
            return None
        ready = [goal for goal in ahead if self._asking[place].ready(goal)]
        return place, max([ahead[0], *ready])

    def _is_quick(self) -> bool:
        """Decided once, when all have had their 200: cards that are compared rest on equally many."""
        if self._quick is None and all(one.reached >= ENOUGH for one in self._asking.values()):
            self._quick = self._spent <= PATIENCE
        return bool(self._quick)
