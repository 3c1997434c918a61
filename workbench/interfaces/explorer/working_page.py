"""The working page: controls at the left, the answer and the views at the right, today always beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbench.errors import InputError, Problem
from workbench.experiment import Comparison
from workbench.interfaces.explorer.all_controls import AllControls
from workbench.interfaces.explorer.board import Board
from workbench.interfaces.explorer.controls.panels import PANELS, controls_for, plan_of
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.drawing import Drawing
from workbench.interfaces.explorer.failing import refusal, what_happened
from workbench.interfaces.explorer.history import History
from workbench.interfaces.explorer.home import Home, tried
from workbench.interfaces.explorer.inquiry import Answered, Inquiry
from workbench.interfaces.explorer.keys import Keys
from workbench.interfaces.explorer.naming import Naming
from workbench.interfaces.explorer.opening import Opening
from workbench.interfaces.explorer.page import button, classed, head_of, head_words, notices, page_of
from workbench.interfaces.explorer.pin_board import Desk, PinBoard
from workbench.interfaces.explorer.precision import Aim
from workbench.interfaces.explorer.progress import Progress
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.explorer.questions import Question
from workbench.interfaces.explorer.refining import Stage
from workbench.interfaces.explorer.reporting import Reporting, make
from workbench.interfaces.explorer.run_panel import TITLE as RUN
from workbench.interfaces.explorer.run_panel import RunPanel
from workbench.interfaces.explorer.saving import save
from workbench.interfaces.explorer.session import Session, alone
from workbench.interfaces.explorer.short_staffed import short_words
from workbench.interfaces.explorer.tabs import Look, Tabs
from workbench.interfaces.explorer.told import told
from workbench.interfaces.explorer.toolbar import Moves, Toolbar
from workbench.interfaces.explorer.views import VIEWS, Seen
from workbench.scenario import Scenario

SKIP = '<a class="wb-skip" href="#answer">Skip to the answer</a>'
NOT_YET = ("not compared with this page yet", "", "wait for their table, or unpin them")
FIRST = '<p class="wb-answer">A moment: the first futures are being simulated.</p>'


@dataclass(frozen=True)
class Ways:
    """Ways off the working page.

    Parameters
    ----------
    back
        To all questions.
    as_today
        Called with a scenario that somebody opened to stand for today.
    """

    back: Callable[[], None]
    as_today: Callable[[Scenario], None]


class WorkingPage:
    """One draft at a time, changed by groups of controls, answered in words and views.

    Parameters
    ----------
    session
        Pairs what-ifs with today.
    aim
        How many futures every draft is given, and when that is enough.
    home
        The thread that simulates and draws.
    ways
        Where else one can go from here.
    """

    def __init__(self, session: Session, aim: Aim, home: Home, ways: Ways) -> None:
        self._home = home
        self._found: Answered | None = None
        self._unchanged: Callable[[Comparison], str] | None = None
        self.inquiry = Inquiry(session, aim, self)
        baseline = session.baseline
        self._head = head_of("What if?", baseline)
        panels = {**PANELS, RUN: lambda today, changed: RunPanel(today, changed, aim, self._aimed)}
        self.all = AllControls(panels, baseline, self._changed, home)
        self._naming = Naming(self._changed, home)
        self.asked_for = controls_for((), baseline, self._changed)
        moves = self._moves()
        self._toolbar, self.keys = Toolbar(moves), Keys({"undo": moves.undo, "redo": moves.redo})
        self._progress = Progress(self._run(self._stop), self._run(self._go_on))
        self.tabs = Tabs(VIEWS, self.look, home)
        self.pins = PinBoard(self._desk())
        self.tabs.heed(self.pins.place)
        self.opening = Opening(ways.as_today, self._open, home)
        self.reporting = Reporting(self._reported, make, home)
        self._top, self._problem, self._answer, self._said, self._saved = (widgets.HTML() for _ in range(5))
        self._answer.value = FIRST
        self._save = button(
            "Save as scenario", "Write it, complete, beside this notebook", self._run(self._save_scenario)
        )
        self._back = button("All six questions", "Back to the start", self._run(ways.back))
        self.widget = page_of(self._left(), self._right(baseline))

    def ask(self, question: Question, draft: Draft) -> None:
        """Open a question with its few controls and the view that answers it; the draft is a step."""
        baseline = self.inquiry.baseline
        self._head.value, self._unchanged = head_words(question.title, baseline), question.unchanged
        self.asked_for.plan(plan_of(question.ask(baseline).controls))
        self.tabs.open(question.tab)
        self.inquiry.open(draft)

    @property
    def comparison(self) -> Comparison | None:
        """What is shown now."""
        return None if self._found is None else self._found.comparison

    @property
    def scenario(self) -> Scenario:
        """The what-if as a complete scenario, described by its note or by what differs from today."""
        return self.inquiry.scenario

    @property
    def drawing(self) -> Drawing:
        """The charts."""
        return self.tabs.drawing

    def control(self, name: str) -> Any:
        """One control: of the question, of all panels, the name or the note.

        Raises
        ------
        KeyError
            If there is none of that name.
        """
        own = {"name": self._naming.name, "note": self._naming.note}
        if name in own:
            return own[name]
        return self.asked_for.control(name) if name in self.asked_for.names else self.all.control(name)

    def change(self, change: Change) -> None:
        """As if a control had been moved."""
        self.inquiry.change(change)

    def pause(self) -> None:
        """Simulate nothing while another page is looked at."""
        self.inquiry.stop()
        self.tabs.pause()
        self.pins.turn()

    async def finished(self) -> None:
        """Wait until the latest change is answered as well as it will be."""
        await self.inquiry.finished()
        await self.tabs.finished()
        await self.pins.finished()

    def asked(self, history: History[Draft]) -> None:
        """Another draft: its controls, and a moment."""
        self._show(history)
        self._tell(())
        self.tabs.turn()
        self._progress.busy()

    def answered(self, found: Answered) -> None:
        """An answer: words and the view that is looked at."""
        about, answer = told(found.draft, self.inquiry.baseline), self._answer_of(found)
        self._found = found
        self._top.value = _top(f"What-if: {about}" if about else "Today")
        self._answer.value = answer
        if found.is_complete or found.count == self.inquiry.aim.settled:
            # Read out at rest and at the end, not with every step on the way.
            self._said.value = _spoken(self._answer.value)
        self._advise(found)
        self.tabs.draw()
        self._progress.show(found.answer)
        self.pins.compare()

    def refused(self, history: History[Draft], problems: Sequence[Problem]) -> None:
        """What cannot be stands beside its control; the last good answer stays."""
        self._show(history)
        self._tell(problems)
        self._halt()

    def failed(self, error: Exception) -> None:
        """What happened, in one line; the last good answer stays."""
        self._say(error)
        self._halt()

    def look(self) -> Look | None:
        """What a view is given; None while there is no answer."""
        found = self._found
        if found is None:
            return None
        pair, promises = found.pair, Promises.of(found.comparison)
        lived = tuple(side.first(found.count) for side in pair.sides)
        width = self.tabs.drawing.width
        seen = Seen(*pair.scenarios, found.comparison, promises, pair.same, width, lived)
        # Who stopped it wants rest: what is slow waits until it is refined to its end.
        return Look(seen, found.answer.stage in (Stage.PRECISE, Stage.ALL))

    def _left(self) -> list[widgets.Widget]:
        tools = classed(widgets.VBox([self._toolbar.widget, self.pins.panel]), "wb-group")
        buttons = classed(widgets.HBox([self._save, self.reporting.button]), "wb-buttons")
        buttons.add_class("wb-files")
        more = classed(widgets.HBox([self._naming.button, self.opening.button]), "wb-buttons")
        told = [self._saved, self.reporting.widget]
        files = widgets.VBox([buttons, *told, more, self._naming.widget, self.opening.widget])
        return [
            *(widgets.HTML(SKIP), classed(self._back, "wb-link"), self._head, self.asked_for.widget, tools),
            *(self._progress.widget, classed(files, "wb-group")),
        ]

    def _right(self, baseline: Scenario) -> list[widgets.Widget]:
        answer = [self._top, self._problem, self._answer, classed(self._said, "wb-said")]
        above = classed(widgets.VBox([self.tabs.bar, *answer]), "wb-head")
        return [*notices(baseline), above, self.all.widget, self.pins.table, self.tabs.body, self.keys]

    def _desk(self) -> Desk:
        return Desk(
            self.inquiry.baseline,
            lambda: self.inquiry.draft,
            self._holding,
            self.inquiry.step,
            # What cannot be pinned or compared leaves the answer being refined.
            self._say,
            self._home,
            self.all.button,
        )

    def _holding(self) -> Answered | None:
        """The answer, if it is that of the present draft."""
        found = self._found
        return found if found is not None and found.draft is self.inquiry.draft else None

    def _moves(self) -> Moves:
        inquiry = self.inquiry
        return Moves(self._run(inquiry.undo), self._run(inquiry.redo), self._run(self._reset))

    def _run(self, action: Callable[[], None]) -> Callable[[], None]:
        return lambda: self._home.run(tried(action, self.failed))

    def _changed(self, change: Change) -> None:
        self._home.run(tried(lambda: self.change(change), self.failed))

    def _aimed(self, aim: Aim) -> None:
        def ask() -> None:
            self.inquiry.aim = aim
            self.inquiry.ask()

        self._home.run(tried(ask, self.failed))

    def _reset(self) -> None:
        self.inquiry.step(Draft())

    def _open(self, scenario: Scenario) -> None:
        """Beside today, under its own name and description."""
        self.inquiry.step(Draft(name=scenario.name, note=scenario.description, start=scenario))

    def _show(self, history: History[Draft]) -> None:
        self._saved.value = ""
        self._toolbar.show(history)
        self.pins.turn()
        for group in (self.asked_for, self._naming, self.all):
            group.show(history.present, self.inquiry.baseline)

    def _tell(self, problems: Sequence[Problem]) -> None:
        rest = problems
        for group in (self.asked_for, self._naming, self.all):
            rest = group.tell(rest)
        self._problem.value = refusal(problems, rest, self._still())

    def _advise(self, found: Answered) -> None:
        """What follows from a setting that can be, beside its control: teams that never start."""
        levers, what_if = found.draft.levers, found.pair.scenarios[1]
        short = short_words(what_if, levers.since) if levers.people < 0 else ""
        for group in (self.asked_for, self.all):
            group.advise({"people": short} if short else {})

    def _say(self, error: Exception) -> None:
        self._problem.value = what_happened(error, self.inquiry.draft, self.inquiry.baseline, self._still())

    def _answer_of(self, found: Answered) -> str:
        """What the question asks of today as long as nothing is changed, otherwise what the change does."""
        if found.pair.same and self._unchanged is not None:
            return self._unchanged(found.comparison)
        return Board(found.comparison, Promises.of(found.comparison), same=found.pair.same).answer()

    def _halt(self) -> None:
        self.tabs.drawing.waiting = False
        self._progress.halt()

    def _still(self) -> str:
        if self._found is None:
            return ""
        return f"Still showing: {told(self._found.draft, self.inquiry.baseline) or 'today'}."

    def _stop(self) -> None:
        self.inquiry.stop()
        self._halt()
        if self._found is not None:
            self.answered(self._found.stopped())

    def _go_on(self) -> None:
        self.tabs.pause()
        self._progress.busy()
        self.inquiry.go_on()

    def _reported(self) -> Comparison | None:
        """Today, what is pinned and the what-if; without pins today and the what-if, or today alone."""
        found = self._holding()
        if found is None or self.pins.comparison is not None:
            return self.pins.comparison
        if self.pins.is_waiting:
            raise InputError.of(Problem(("pinned what-ifs",), *NOT_YET))
        if found.pair.same:
            return alone(found.pair, found.count, datetime.now().astimezone())
        return found.comparison

    def _save_scenario(self) -> None:
        try:
            target = save(self.scenario, Path.cwd())
        except (InputError, OSError) as error:
            self._saved.value = f'<p class="wb-wrong">Not saved: {escape(str(error))}</p>'
            return
        self._saved.value = f'<span class="wb-note">saved beside this notebook: {escape(target.name)}</span>'


def _top(about: str) -> str:
    return f'<div class="wb-top"><span class="wb-note">{escape(about)}</span></div>'


def _spoken(answer: str) -> str:
    """An answer for ears: without the classes that say how it looks and where it is found."""
    return re.sub(r' class="[^"]*"', "", answer)
