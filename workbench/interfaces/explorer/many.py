"""Many scenarios on the same futures, a few futures at a time, so that a page can breathe and be stopped."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from subprocess import Popen

from workbench.engines.engine import prepare
from workbench.experiment import Comparison
from workbench.experiment.blocks import Gathered
from workbench.experiment.run import assembled, checked
from workbench.interfaces.explorer.session import Known
from workbench.scenario import Scenario

FIRST = 50
"""Futures after which there is a first, rough answer."""

BREATH = 0.001
"""Seconds in which the page hears what was clicked meanwhile."""


@cache
def compiling() -> Popen[bytes] | None:
    """One process for all pages of a notebook: two would compile the same twice, at half the pace."""
    return prepare()


@dataclass
class Many:
    """Simulates several scenarios, and never a future twice.

    Parameters
    ----------
    preparing
        Called while the fast engine is compiled, once for each version: that is sooner done than the
        scenarios are on the slow one.
    progress
        Called with futures done and futures asked for, over all scenarios.
    answered
        Called with the comparison, and how many futures it will be refined to: a rough one comes first.
    failed
        Called with the reason when it cannot be had.
    """

    preparing: Callable[[], None]
    progress: Callable[[int, int], None]
    answered: Callable[[Comparison, int], None]
    failed: Callable[[Exception], None]
    _known: dict[str, Known] = field(default_factory=dict)
    _turn: int = 0
    _running: asyncio.Task[None] | None = None
    _compiling: Popen[bytes] | None = field(default_factory=compiling)

    def ask(self, scenarios: Sequence[Scenario], count: int) -> None:
        """Compare scenarios on so many futures, and nothing older; the first is the baseline."""
        self._turn += 1
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            # Outside a notebook nobody would ever run the rest: answer at once.
            for pause in self._steps(scenarios, count):
                time.sleep(pause)
            return
        self._running = loop.create_task(self._answer(scenarios, count, self._turn))

    def only(self, known: Iterable[Known]) -> None:
        """Start from these futures, simulated elsewhere, and keep no others."""
        self._known = {one.sent.hash: one for one in known}

    def known(self, content: str) -> Known | None:
        """The futures of the scenario with this hash, if any were simulated."""
        return self._known.get(content)

    def stop(self) -> None:
        """Leave the page as it is; what was simulated is kept."""
        self._turn += 1

    async def finished(self) -> None:
        """Wait until the latest question is answered."""
        while self._running is not None and not self._running.done():
            await asyncio.wait([self._running])

    async def _answer(self, scenarios: Sequence[Scenario], count: int, turn: int) -> None:
        for pause in self._steps(scenarios, count):
            await asyncio.sleep(pause)
            if turn != self._turn:
                return

    def _steps(self, scenarios: Sequence[Scenario], count: int) -> Iterator[float]:
        """Work a little, and say for how many seconds to pause."""
        try:
            while self._compiling is not None and self._compiling.poll() is None:
                self.preparing()
                yield 0.3
            sent = checked(scenarios, count)
            sides = [self._known.setdefault(one.hash, Known(one)) for one in sent]
            for upto in sorted({min(FIRST, count), count}):
                while (behind := min(sides, key=lambda side: side.count)).count < upto:
                    behind.extend(upto)
                    self.progress(sum(min(side.count, count) for side in sides), count * len(sides))
                    yield BREATH
                gathered = Gathered([[side.first(upto)] for side in sides], [[] for _ in sides])
                now = datetime.now().astimezone()
                self.answered(assembled(scenarios, sent, gathered, scenarios[0].name, now), count)
                yield BREATH
        except Exception as error:
            self.failed(error)
