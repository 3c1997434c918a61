"""Ever more futures for the latest question, in the background; an older question is dropped at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from workbench.scenario import Scenario

STEPS = (1, 2, 4, 8)
"""Batches after which the page is drawn again: 25, 50, 100 and 200 futures."""


@dataclass
class Refining:
    """Simulates batch by batch and lets the page breathe in between.

    Parameters
    ----------
    simulate
        Called with a scenario and a number of batches; computes what is missing.
    draw
        Called with them when the page is to be drawn.
    failed
        Called with the reason when a future cannot be simulated.
    """

    simulate: Callable[[Scenario, int], None]
    draw: Callable[[Scenario, int], None]
    failed: Callable[[Exception], None]
    _generation: int = 0
    _running: asyncio.Task[None] | None = None

    def ask(self, what_if: Scenario) -> None:
        """Answer this from now on, and nothing older."""
        self._generation += 1
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            # Outside a notebook nobody would ever run the rest: answer fully at once.
            self._answer_now(what_if)
            return
        self._running = loop.create_task(self._answer(what_if, self._generation))

    def stop(self) -> None:
        """Leave the page as it is."""
        self._generation += 1

    async def finished(self) -> None:
        """Wait until the latest question is answered as well as it will be."""
        while self._running is not None and not self._running.done():
            await asyncio.sleep(0.02)

    def _answer_now(self, what_if: Scenario) -> None:
        try:
            self.simulate(what_if, STEPS[-1])
            self.draw(what_if, STEPS[-1])
        except Exception as error:
            self.failed(error)

    async def _answer(self, what_if: Scenario, generation: int) -> None:
        try:
            for batches in range(1, STEPS[-1] + 1):
                await asyncio.sleep(0.01)
                if generation != self._generation:
                    return
                self.simulate(what_if, batches)
                if batches in STEPS:
                    self.draw(what_if, batches)
        except Exception as error:
            self.failed(error)
