"""Work beside the page: one step after the other in another thread, so that the page hears what is clicked.

A solver may think for seconds. Only what is frozen goes across; drawing stays where the page was made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class Aside(Generic[T]):
    """Takes steps until something is found; a newer question drops the older between two of its steps.

    Parameters
    ----------
    found
        Called with everything that a step gives but None.
    failed
        Called with the reason when a step fails.
    """

    found: Callable[[T], None]
    failed: Callable[[Exception], None]
    _turn: int = 0
    _running: asyncio.Task[None] | None = None

    def ask(self, steps: Iterator[T | None]) -> None:
        """Take these steps, and none of an older question."""
        self._turn += 1
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            # Outside a notebook nobody would ever run the rest: answer at once.
            self._now(steps)
            return
        self._running = loop.create_task(self._answer(steps, self._turn, self._running))

    def stop(self) -> None:
        """Take no further step."""
        self._turn += 1

    async def finished(self) -> None:
        """Wait until the latest question is answered."""
        while self._running is not None and not self._running.done():
            await asyncio.wait([self._running])

    def _now(self, steps: Iterator[T | None]) -> None:
        try:
            for one in steps:
                if one is not None:
                    self.found(one)
        except Exception as error:
            self.failed(error)

    async def _answer(self, steps: Iterator[T | None], turn: int, before: asyncio.Task[None] | None) -> None:
        # One thread at a time: what is asked in between is never begun.
        if before is not None and not before.done():
            await asyncio.wait([before])
        try:
            while turn == self._turn:
                step = await asyncio.to_thread(lambda: list(islice(steps, 1)))
                if turn != self._turn or not step:
                    return
                if step[0] is not None:
                    self.found(step[0])
        except Exception as error:
            if turn == self._turn:
                self.failed(error)
