"""Ever more futures for the latest question, in the background; an older question is dropped at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.interfaces.explorer.session import Pair

FIRST = 25
"""Pairs of futures after which a question is answered for the first time."""

MORE = 200
"""Above so many, the page is drawn again after each so many."""


def milestones(goal: int) -> Iterator[int]:
    """Numbers of futures after which the page is drawn.

    Examples
    --------
    >>> list(milestones(200)), list(milestones(500)), list(milestones(10))
    ([25, 50, 100, 200], [25, 50, 100, 200, 400, 500], [10])
    """
    count = FIRST
    while count < goal:
        yield count
        count += min(count, MORE)
    yield goal


@dataclass
class Refining:
    """Simulates a few futures at a time and lets the page breathe in between.

    Parameters
    ----------
    draw
        Called with a pair, how many futures of it are to be drawn, and how many there will be.
    failed
        Called with the reason when a future cannot be simulated.
    """

    draw: Callable[[Pair, int, int], None]
    failed: Callable[[Exception], None]
    _turn: int = 0
    _running: asyncio.Task[None] | None = None

    def ask(self, pair: Pair, goal: int, drawn: int = 0) -> None:
        """Answer this from now on, and nothing older.

        Parameters
        ----------
        pair
            The question.
        goal
            Futures to go on to.
        drawn
            How many are drawn already.
        """
        self._turn += 1
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            # Outside a notebook nobody would ever run the rest: answer fully at once.
            self._answer_now(pair, goal)
            return
        self._running = loop.create_task(self._answer(pair, goal, drawn, self._turn))

    def stop(self) -> None:
        """Leave the page as it is."""
        self._turn += 1

    async def finished(self) -> None:
        """Wait until the latest question is answered as well as it will be."""
        while self._running is not None and not self._running.done():
            await asyncio.wait([self._running])

    def _answer_now(self, pair: Pair, goal: int) -> None:
        try:
            while not pair.ready(goal):
                pair.extend(goal)
            self.draw(pair, goal, goal)
        except Exception as error:
            self.failed(error)

    async def _answer(self, pair: Pair, goal: int, drawn: int, turn: int) -> None:
        try:
            steps = [count for count in milestones(goal) if count > drawn]
            for count, following in zip(steps, [*steps[1:], None], strict=True):
                if following is not None and pair.ready(following):
                    continue
                while not pair.ready(count):
                    pair.extend(count)
                    # Whatever the page has sent meanwhile is heard here, a newer question among it.
                    await asyncio.sleep(0.001)
                    if turn != self._turn:
                        return
                self.draw(pair, count, goal)
                await asyncio.sleep(0.001)
                if turn != self._turn:
                    return
        except Exception as error:
            self.failed(error)
