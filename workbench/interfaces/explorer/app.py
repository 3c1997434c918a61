"""The explorer: controls left, answer, scoreboards and charts right, today always beside the what-if."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbench.errors import InputError
from workbench.experiment import Comparison
from workbench.interfaces.explorer.board import Board
from workbench.interfaces.explorer.drawing import Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import button, classed, head_of, notices, page_of, top_of, wrong
from workbench.interfaces.explorer.panel import Panel
from workbench.interfaces.explorer.pictures import Pictures
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.explorer.refining import Refining
from workbench.interfaces.explorer.saving import save
from workbench.interfaces.explorer.session import Pair, Session
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.interfaces.explorer.words import said
from workbench.interfaces.wording import futures
from workbench.scenario import Scenario

FUTURES = 200
"""Pairs of simulated futures that every question is refined to."""

MOST = 1000
"""Pairs that a question can be refined to further."""


class Explorer:
    """A what-if beside today, redrawn as its controls move.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    count
        Pairs of simulated futures that every question is refined to.
    """

    def __init__(self, baseline: Scenario, count: int = FUTURES) -> None:
        self._session = Session(baseline)
        self._count = count
        self._pair: Pair | None = None
        self._shown: Comparison | None = None
        self._reached = 0
        self._said = self._precision = ""
        self._home = Home()
        self._panel = Panel(baseline, lambda what_if: self._home.run(lambda: self._ask(what_if)))
        self._top, self._problem, self._answer, self._boards, self._state, self._saved = (
            widgets.HTML() for _ in range(6)
        )
        self._bar = widgets.IntProgress(value=0, min=0, max=count)
        self._stop = self._button("Stop refining", "Keep what is shown", self._stop_refining)
        self._further = self._button(f"Refine to {MOST:,}", "Simulate more futures", self._refine_further)
        self._save = self._button(
            "Save as scenario", "Write it, complete, beside this notebook", self._save_scenario
        )
        self._pictures = Pictures()
        self._drawing = Drawing()
        self._drawing.observe(lambda _: self._home.run(self._redraw), names="width")
        self._refining = Refining(self._draw, self._fail)
        self.widget = self._page(baseline)
        self._ask(self._panel.what_if)

    @property
    def comparison(self) -> Comparison | None:
        """What is shown now: baseline and what-if, with all their frames."""
        return self._shown

    @property
    def scenario(self) -> Scenario:
        """The what-if as a complete scenario, described by what differs from today."""
        baseline, what_if = self._session.baseline, self._panel.what_if
        about = said(what_if, baseline) or "nothing changed"
        return what_if.of(baseline).model_copy(update={"description": f"{baseline.name}, but {about}"})

    async def finished(self) -> None:
        """Wait until the latest change is answered as well as it will be."""
        await self._refining.finished()

    def control(self, name: str) -> widgets.Widget:
        """The widget of one setting of `WhatIf`."""
        widget: widgets.Widget = self._panel.control(name)
        return widget

    def _button(self, text: str, tip: str, clicked: Callable[[], None]) -> widgets.Button:
        return button(text, tip, lambda: self._home.run(clicked))

    def _page(self, baseline: Scenario) -> widgets.Widget:
        head = head_of("What if?", baseline)
        state = widgets.VBox(
            [self._state, self._bar, classed(widgets.HBox([self._stop, self._further]), "wb-buttons")]
        )
        files = widgets.VBox([self._save, self._saved])
        left = [head, self._panel.widget, classed(state, "wb-group"), classed(files, "wb-group")]
        answer = classed(widgets.VBox([self._problem, self._answer]), "wb-live")
        above = classed(widgets.VBox([self._top, answer]), "wb-head")
        right = [*notices(baseline), above, self._boards, self._drawing]
        self._answer.value = '<p class="wb-answer">A moment: the first futures are being simulated.</p>'
        return page_of(left, right)

    def _ask(self, what_if: WhatIf) -> None:
        self._refining.stop()
        try:
            pair = self._session.pair(what_if.of(self._session.baseline))
        except InputError as error:
            self._fail(error)
            return
        self._said = said(what_if, self._session.baseline)
        self._pair, self._reached = pair, 0
        self._pictures.turn()
        self._problem.value = self._saved.value = ""
        self._drawing.waiting = True
        self._busy(self._count)
        self._refining.ask(pair, self._count)

    def _draw(self, pair: Pair, count: int, goal: int) -> None:
        self._shown = pair.comparison(count, datetime.now().astimezone())
        self._reached = count
        promises = Promises.of(self._shown)
        board = Board(self._shown, promises, same=pair.same)
        self._top.value = top_of(f"What-if: {self._said}" if self._said else "Today")
        self._answer.value = board.answer()
        self._boards.value = board.scoreboards()
        self._redraw()
        self._precision = board.precision
        self._tell(goal)

    def _redraw(self) -> None:
        if self._shown is None:
            return
        promises = Promises.of(self._shown)
        first, other = self._shown.manifest.scenarios
        width, same = self._drawing.width, first.hash == other.hash
        self._drawing.show(self._pictures.cards(self._shown, promises, width, same=same))

    def _tell(self, goal: int) -> None:
        going_on = f", refining to {goal:,}" if self._reached < goal else ""
        self._state.value = (
            f'<div class="wb-state"><b>{futures(self._reached)}</b><br>'
            f"average known to {self._precision}{going_on}<br>"
            '<span class="wb-note">luck alone; assumptions held at their middle values</span></div>'
        )
        self._bar.max, self._bar.value = goal, self._reached
        if self._reached >= goal:
            self._idle()

    def _busy(self, goal: int) -> None:
        self._bar.max, self._bar.value = goal, self._reached
        self._stop.disabled, self._further.disabled = False, True

    def _idle(self) -> None:
        self._stop.disabled = True
        self._further.disabled = self._pair is None or self._reached >= MOST

    def _fail(self, error: Exception) -> None:
        self._idle()
        self._drawing.waiting = False
        still = " Below stands the last good answer." if self._shown is not None else ""
        self._problem.value = wrong(error, still)

    def _stop_refining(self) -> None:
        self._refining.stop()
        self._idle()
        if self._reached:
            self._tell(self._reached)

    def _refine_further(self) -> None:
        if self._pair is not None:
            self._busy(MOST)
            self._tell(MOST)
            self._refining.ask(self._pair, MOST, self._reached)

    def _save_scenario(self) -> None:
        try:
            target = save(self.scenario, Path.cwd())
        except (InputError, OSError) as error:
            self._saved.value = f'<p class="wb-wrong">Not saved: {escape(str(error))}</p>'
            return
        self._saved.value = f'<span class="wb-note">saved beside this notebook: {escape(target.name)}</span>'


def explore(baseline: Scenario, count: int = FUTURES) -> widgets.Widget:
    """Open the explorer on a scenario that stands for today.

    Parameters
    ----------
    baseline
        For example `workbench.load_scenario("scenarios/baseline.yaml")`.
    count
        Pairs of simulated futures that every question is refined to.

    Returns
    -------
    Widget
        To be shown as the last line of a notebook cell.
    """
    return Explorer(baseline, count).widget
