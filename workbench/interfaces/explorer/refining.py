"""Ever more futures for the latest question, in the background; an older question is dropped at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from workbench.experiment import Comparison
from workbench.interfaces.explorer.collecting import leave_standing
from workbench.interfaces.explorer.precision import Aim, Precision
from workbench.interfaces.explorer.session import Pair

FIRST = 25
"""Pairs of futures after which a question is first answered by the slow engine."""

REST = 0.25
"""Seconds without a newer question after which a control is taken to have been released."""

BREATH = 0.001
"""Seconds in which the page hears what was moved meanwhile, a newer question among it."""

POLL = 0.2
"""Seconds between two looks at whether the fast engine is there."""


class Stage(Enum):
    """How far the answer to a question is."""

    ROUGH = "something may still be moving"
    REFINING = "more futures are on their way"
    PRECISE = "precise enough"
    ALL = "as many futures as were asked for"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Answer:
    """What so many futures say.

    Parameters
    ----------
    pair
        The question.
    comparison
        Today and the what-if, with all their frames.
    count
        Pairs of futures that it rests on.
    upto
        About how many there will be.
    stage
        Whether more will come.
    precision
        How exactly the average is known.
    preparing
        Whether the fast engine is still being compiled.
    """

    pair: Pair
    comparison: Comparison
    count: int
    upto: int
    stage: Stage
    precision: Precision
    preparing: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether it has all the futures that it will have."""
        return self.stage not in (Stage.ROUGH, Stage.REFINING)

    def stopped(self) -> Answer:
        """The same, and no more to come."""
        return self if self.is_complete else replace(self, stage=Stage.STOPPED, upto=self.count)


def roughly(most: int, pair: Pair) -> Iterator[int]:
    """Numbers of futures after which a question is answered while something may still be moving.

    The fast engine goes to the last of them at once.
    """
    if not pair.is_fast:
        count = FIRST
        while count < most:
            yield count
            count *= 2
    yield most


def following(answer: Answer, aim: Aim) -> int:
    """After how many futures the answer is shown again: its range has narrowed visibly by then."""
    if answer.count < aim.rough:
        # A slow machine has answered from few futures: nobody should wait for all of them to see the next.
        return min(2 * answer.count, aim.rough, aim.most)
    if answer.count < aim.settled:
        return min(aim.settled, aim.most)
    return min(2 * answer.count, answer.precision.needed(answer.count), aim.most)


@dataclass
class Refining:
    """Simulates a few futures at a time and lets the page breathe in between.

    Parameters
    ----------
    draw
        Called with each answer.
    failed
        Called with the reason when a future cannot be simulated.
    """

    draw: Callable[[Answer], None]
    failed: Callable[[Exception], None]
    _turn: int = 0
    _running: asyncio.Task[None] | None = None
    _is_settled: bool = False

    def ask(self, pair: Pair, aim: Aim, since: Answer | None = None) -> None:
        """Answer this from now on, and nothing older.

        Parameters
        ----------
        pair
            The question.
        aim
            How many futures, and when that is enough.
        since
            The answer to go on from, if there is one already.
        """
        self._turn += 1
        aim = replace(aim, most=min(aim.most, pair.most))
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            # Outside a notebook nobody would ever run the rest: answer at once.
            self._answer_now(pair, aim)
            return
        self._running = loop.create_task(self._answer(pair, aim, since, self._turn))

    def stop(self) -> None:
        """Leave the page as it is."""
        self._turn += 1

    async def finished(self) -> None:
        """Wait until the latest question is answered as well as it will be."""
        while self._running is not None and not self._running.done():
            await asyncio.wait([self._running])

    def _answer_now(self, pair: Pair, aim: Aim) -> None:
        count = min(aim.settled, aim.most)
        try:
            while not pair.ready(count):
                pair.extend(count)
            self.draw(found(pair, count, replace(aim, most=count)))
        except Exception as error:
            self.failed(error)

    async def _answer(self, pair: Pair, aim: Aim, since: Answer | None, turn: int) -> None:
        asked = time.monotonic()
        try:
            answer = since or await self._rough(pair, aim, turn)
            if answer is not None and not answer.is_complete:
                await self._rest(pair, asked, turn)
            self._settle(turn)
            while answer is not None and turn == self._turn and not answer.is_complete:
                answer = await self._further(pair, following(answer, aim), aim, turn)
        except Exception as error:
            if turn == self._turn:
                self.failed(error)

    def _settle(self, turn: int) -> None:
        """Once, as soon as the page stands and nobody has asked anything newer."""
        if turn == self._turn and not self._is_settled:
            self._is_settled = True
            leave_standing()

    async def _rest(self, pair: Pair, asked: float, turn: int) -> None:
        """Whoever still moves a control asks something newer soon; and the fast engine is worth a wait."""
        while turn == self._turn and (pair.is_preparing or time.monotonic() - asked < REST):
            await asyncio.sleep(POLL if pair.is_preparing else REST / 10)

    async def _rough(self, pair: Pair, aim: Aim, turn: int) -> Answer | None:
        answer = None
        most = max(min(aim.rough, pair.affordable), min(pair.count, aim.settled))
        steps = list(roughly(min(most, aim.most), pair))
        for count, after in zip(steps, [*steps[1:], None], strict=True):
            if after is not None and pair.ready(after):
                continue
            if not await self._lived(pair, count, turn):
                return None
            answer = found(pair, count, aim)
            self.draw(answer)
            await asyncio.sleep(BREATH)
        return answer

    async def _further(self, pair: Pair, count: int, aim: Aim, turn: int) -> Answer | None:
        if not await self._lived(pair, count, turn):
            return None
        # Frames of many futures take a while: they are made beside the page.
        answer = await asyncio.to_thread(found, pair, count, aim)
        if turn != self._turn:
            return None
        self.draw(answer)
        await asyncio.sleep(BREATH)
        return answer

    async def _lived(self, pair: Pair, count: int, turn: int) -> bool:
        """Whether so many are there and the question still is the latest."""
        while not pair.ready(count):
            pair.extend(count)
            await asyncio.sleep(BREATH)
            if turn != self._turn:
                return False
        return turn == self._turn


def found(pair: Pair, count: int, aim: Aim) -> Answer:
    """The answer that so many futures give, with the tables that every page shows of it."""
    comparison = pair.comparison(count, datetime.now().astimezone())
    for name in comparison.names:
        comparison.promises(name)
    comparison.promise_changes(comparison.names[1])
    comparison.states()
    precision = Precision.of(comparison, aim)
    upto = min(max(precision.needed(count), aim.settled), aim.most)
    stage = Stage.REFINING
    if count >= aim.settled and precision.is_enough and aim.settled < aim.most:
        stage = Stage.PRECISE
    elif count >= aim.most:
        stage = Stage.ALL
    elif count < aim.settled:
        stage = Stage.ROUGH
    return Answer(pair, comparison, count, upto, stage, precision, pair.is_preparing)
