"""What is asked now: drafts with a way back and forth, and the futures that answer the present one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from workbench.errors import InputError, Problem
from workbench.experiment import Comparison
from workbench.interfaces.explorer.draft import SEED, Change, Draft, touched
from workbench.interfaces.explorer.history import History
from workbench.interfaces.explorer.precision import Aim
from workbench.interfaces.explorer.refining import Answer, Refining, Stage
from workbench.interfaces.explorer.session import Pair, Session
from workbench.interfaces.explorer.told import told
from workbench.interfaces.wording import label_of
from workbench.scenario import Scenario

DRAG = 0.6
"""Seconds; the same control moved again sooner is one step of the history, not two."""


@dataclass(frozen=True)
class Answered:
    """A draft and what so many futures say of it.

    Parameters
    ----------
    draft
        What was asked.
    answer
        What they say.
    """

    draft: Draft
    answer: Answer

    @property
    def pair(self) -> Pair:
        """Today and the what-if."""
        return self.answer.pair

    @property
    def comparison(self) -> Comparison:
        """The two with all their frames."""
        return self.answer.comparison

    @property
    def count(self) -> int:
        """Futures that it rests on."""
        return self.answer.count

    @property
    def is_complete(self) -> bool:
        """Whether it has all the futures that it will have."""
        return self.answer.is_complete

    def stopped(self) -> Answered:
        """The same, and no more to come."""
        return replace(self, answer=self.answer.stopped())


class Listener(Protocol):
    """Who shows what is asked and answered."""

    def asked(self, history: History[Draft]) -> None:
        """Another draft is the present one; its answer is on its way."""

    def answered(self, found: Answered) -> None:
        """An answer, or the same one from more futures."""

    def refused(self, history: History[Draft], problems: Sequence[Problem]) -> None:
        """The present draft cannot be."""

    def failed(self, error: Exception) -> None:
        """The present draft could not be simulated."""


class Inquiry:
    """Holds the one history of drafts and has the present one answered.

    Parameters
    ----------
    session
        Pairs what-ifs with today.
    aim
        How many futures every draft is given, and when that is enough.
    listener
        Hears of everything.
    """

    def __init__(self, session: Session, aim: Aim, listener: Listener) -> None:
        self.history: History[Draft] = History(Draft())
        self._session = self._reseeded = session
        self._listener = listener
        self.aim = aim
        self._refining = Refining(self._drawn, listener.failed)
        self._answer: Answer | None = None
        self._asked = self.history.present
        self._moved = -DRAG

    @property
    def baseline(self) -> Scenario:
        """Today."""
        return self._session.baseline

    @property
    def draft(self) -> Draft:
        """What is asked."""
        return self.history.present

    @property
    def scenario(self) -> Scenario:
        """What the draft makes of today, described by its note or by what differs.

        Raises
        ------
        InputError
            With everything that cannot be.
        """
        baseline, draft = self.baseline, self.draft
        about = draft.note or f"{label_of(baseline.name)}, but {told(draft, baseline) or 'nothing changed'}"
        return draft.of(baseline).model_copy(update={"description": about})

    def change(self, change: Change) -> None:
        """A control was moved."""
        draft, now = change(self.draft), time.monotonic()
        same_drag = now - self._moved < DRAG and self._goes_on(draft)
        self._moved = now
        self._take(self.history.instead(draft) if same_drag else self.history.then(draft))

    def step(self, draft: Draft) -> None:
        """A step of its own, whatever was moved just before."""
        self._moved = -DRAG
        self._take(self.history.then(draft))

    def open(self, draft: Draft) -> None:
        """The same, and it is answered even if it is the present one: the page may just have been opened."""
        self._moved = -DRAG
        self.history = self.history.then(draft)
        self.ask()

    def undo(self) -> None:
        """One step back."""
        self._moved = -DRAG
        self._take(self.history.undone())

    def redo(self) -> None:
        """One step forth."""
        self._moved = -DRAG
        self._take(self.history.redone())

    def ask(self) -> None:
        """Have the present draft answered."""
        self._refining.stop()
        # What an older draft was answered is no answer to this one, whether it can be or not.
        self._answer = None
        try:
            what_if = self.scenario
            pair = self._session_of(what_if).pair(what_if)
        except InputError as error:
            self._listener.refused(self.history, error.problems)
            return
        except Exception as error:
            self._listener.refused(self.history, ())
            self._listener.failed(error)
            return
        self._asked = self.draft
        self._listener.asked(self.history)
        self._refining.ask(pair, self.aim)

    def stop(self) -> None:
        """Leave the answer as it is."""
        self._refining.stop()
        if self._answer is not None:
            self._answer = self._answer.stopped()

    def go_on(self) -> None:
        """More futures for the present draft: until it is precise enough, also where they were counted."""
        answer = self._answer
        if answer is None:
            # It was stopped before its first answer, or could not be.
            self.ask()
            return
        aim = self.aim
        if answer.count >= aim.most:
            settled = max(aim.settled, Aim.settled)
            aim = replace(aim, settled=settled, most=max(Aim.most, 2 * answer.count))
        self._refining.ask(answer.pair, aim, replace(answer, stage=Stage.REFINING))

    async def finished(self) -> None:
        """Wait until the latest draft is answered as well as it will be."""
        await self._refining.finished()

    def _session_of(self, what_if: Scenario) -> Session:
        """Another seed is another luck for today too: both are simulated anew."""
        if SEED not in {one.address for one in self.draft.edits}:
            return self._session
        if self._reseeded.baseline.seed != what_if.seed:
            self._reseeded = Session(self.baseline.model_copy(update={"seed": what_if.seed}))
        return self._reseeded

    def _goes_on(self, draft: Draft) -> bool:
        before = self.history.before
        return bool(before) and touched(self.draft, draft) <= touched(before[-1], self.draft)

    def _take(self, history: History[Draft]) -> None:
        if history is self.history:
            return
        self.history = history
        self.ask()

    def _drawn(self, answer: Answer) -> None:
        self._answer = answer
        self._listener.answered(Answered(self._asked, answer))
