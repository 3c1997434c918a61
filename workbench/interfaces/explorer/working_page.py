"""The working page: controls at the left, the answer and the views at the right, today always beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbench.errors import InputError, Problem
from workbench.experiment import Comparison
from workbench.interfaces.explorer.board import Board
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.drawing import Drawing
from workbench.interfaces.explorer.groups import Group
from workbench.interfaces.explorer.history import History
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.inquiry import MOST, Answered, Inquiry
from workbench.interfaces.explorer.keys import Keys
from workbench.interfaces.explorer.lever_group import LeverGroup
from workbench.interfaces.explorer.naming import Naming
from workbench.interfaces.explorer.page import button, classed, head_of, notices, page_of, wrong
from workbench.interfaces.explorer.progress import Progress
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.explorer.saving import save
from workbench.interfaces.explorer.session import Session
from workbench.interfaces.explorer.tabs import Look, Tabs
from workbench.interfaces.explorer.toolbar import Moves, Toolbar
from workbench.interfaces.explorer.views import VIEWS, Seen
from workbench.interfaces.explorer.words import said
from workbench.scenario import Scenario

SKIP = '<a class="wb-skip" href="#answer">Skip to the answer</a>'
FIRST = '<p class="wb-answer">A moment: the first futures are being simulated.</p>'


class WorkingPage:
    """One draft at a time, changed by groups of controls, answered in words and views.

    Parameters
    ----------
    session
        Pairs what-ifs with today.
    count
        Pairs of futures that every draft is refined to.
    home
        The thread that simulates and draws.
    """

    def __init__(self, session: Session, count: int, home: Home) -> None:
        self._home = home
        self._found: Answered | None = None
        self._inquiry = Inquiry(session, count, self)
        baseline = session.baseline
        self._levers, self._naming = LeverGroup(baseline, self._changed), Naming(self._changed)
        self._groups: list[Group] = [self._levers, self._naming]
        moves = self._moves()
        self._toolbar, self.keys = Toolbar(moves), Keys({"undo": moves.undo, "redo": moves.redo})
        self._progress = Progress(MOST, self._run(self._stop), self._run(self._go_on))
        self.tabs = Tabs(VIEWS, self.look, self.failed, home)
        self._top, self._problem, self._answer, self._said, self._saved = (widgets.HTML() for _ in range(5))
        self._answer.value = FIRST
        self._save = button(
            "Save as scenario", "Write it, complete, beside this notebook", self._run(self._save_scenario)
        )
        self.widget = page_of(self._left(baseline), self._right(baseline))
        self._inquiry.ask()

    @property
    def comparison(self) -> Comparison | None:
        """What is shown now."""
        return None if self._found is None else self._found.comparison

    @property
    def scenario(self) -> Scenario:
        """The what-if as a complete scenario, described by its note or by what differs from today."""
        baseline, draft = self._inquiry.baseline, self._inquiry.draft
        about = draft.note or f"{baseline.name}, but {said(draft.levers, baseline) or 'nothing changed'}"
        return draft.of(baseline).model_copy(update={"description": about})

    @property
    def drawing(self) -> Drawing:
        """The charts."""
        return self.tabs.drawing

    def control(self, name: str) -> widgets.Widget:
        """The widget of one lever, or of the name or the note."""
        own = {"name": self._naming.name, "note": self._naming.note}
        widget: widgets.Widget = own[name] if name in own else self._levers.control(name)
        return widget

    def change(self, change: Change) -> None:
        """As if a control had been moved."""
        self._inquiry.change(change)

    async def finished(self) -> None:
        """Wait until the latest change is answered as well as it will be."""
        await self._inquiry.finished()
        await self.tabs.finished()

    def asked(self, history: History[Draft]) -> None:
        """Another draft: its controls, and a moment."""
        self._show(history)
        self._tell(())
        self._saved.value = ""
        self.tabs.turn()
        self._progress.busy(0, self._inquiry.goal)

    def answered(self, found: Answered) -> None:
        """An answer: words and the view that is looked at."""
        self._found = found
        board = Board(found.comparison, Promises.of(found.comparison), same=found.pair.same)
        about = said(found.draft.levers, self._inquiry.baseline)
        self._top.value = _top(f"What-if: {about}" if about else "Today")
        self._answer.value = board.answer()
        if found.is_complete:
            # Read out once, not with every step on the way.
            self._said.value = self._answer.value
        self.tabs.draw()
        self._progress.show(found.count, found.goal, board.precision)

    def refused(self, history: History[Draft], problems: Sequence[Problem]) -> None:
        """What cannot be stands beside its control; the last good answer stays."""
        self._show(history)
        self._tell(problems)
        self._halt()

    def failed(self, error: Exception) -> None:
        """What happened, in one line; the last good answer stays."""
        self._problem.value = wrong(error, self._still())
        self._halt()

    def _left(self, baseline: Scenario) -> list[widgets.Widget]:
        files = classed(widgets.VBox([self._save, self._saved]), "wb-group")
        tools = classed(self._toolbar.widget, "wb-group")
        head = [widgets.HTML(SKIP), head_of("What if?", baseline)]
        return [*head, self._levers.widget, tools, self._progress.widget, self._naming.widget, files]

    def _right(self, baseline: Scenario) -> list[widgets.Widget]:
        answer = [self._top, self._problem, self._answer, classed(self._said, "wb-said")]
        above = classed(widgets.VBox([self.tabs.bar, *answer]), "wb-head")
        return [*notices(baseline), above, self.tabs.body, self.keys]

    def _moves(self) -> Moves:
        inquiry = self._inquiry
        return Moves(self._run(inquiry.undo), self._run(inquiry.redo), self._run(self._reset))

    def _run(self, action: Callable[[], None]) -> Callable[[], None]:
        return lambda: self._home.run(action)

    def _changed(self, change: Change) -> None:
        self._home.run(lambda: self.change(change))

    def _reset(self) -> None:
        self._inquiry.step(Draft())

    def _show(self, history: History[Draft]) -> None:
        self._toolbar.show(history)
        for group in self._groups:
            group.show(history.present, self._inquiry.baseline)

    def _tell(self, problems: Sequence[Problem]) -> None:
        rest = problems
        for group in self._groups:
            rest = group.tell(rest)
        self._problem.value = wrong(InputError(tuple(rest)), self._still()) if rest else ""

    def _halt(self) -> None:
        self.tabs.drawing.waiting = False
        self._progress.idle(0 if self._found is None else self._found.count)

    def _still(self) -> str:
        if self._found is None:
            return ""
        about = said(self._found.draft.levers, self._inquiry.baseline) or "today"
        return f" Still showing: {about}."

    def _stop(self) -> None:
        self._inquiry.stop()
        self._halt()
        if self._found is not None:
            self.answered(self._found.stopped())

    def _go_on(self) -> None:
        if self._found is not None and self._inquiry.can_go_on:
            self._progress.busy(self._found.count, MOST)
            self._inquiry.go_on()

    def look(self) -> Look | None:
        """What a view is given; None while there is no answer."""
        found = self._found
        if found is None:
            return None
        pair, promises = found.pair, Promises.of(found.comparison)
        lived = tuple(side.first(found.count) for side in pair.sides)
        width = self.tabs.drawing.width
        seen = Seen(*pair.scenarios, found.comparison, promises, pair.same, width, lived)
        return Look(seen, found.is_complete)

    def _save_scenario(self) -> None:
        try:
            target = save(self.scenario, Path.cwd())
        except (InputError, OSError) as error:
            self._saved.value = f'<p class="wb-wrong">Not saved: {escape(str(error))}</p>'
            return
        self._saved.value = f'<span class="wb-note">saved beside this notebook: {escape(target.name)}</span>'


def _top(about: str) -> str:
    return f'<div class="wb-top"><span class="wb-note">{escape(about)}</span></div>'
