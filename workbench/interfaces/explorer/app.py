"""The explorer: six questions, and a working page on each; today always beside the what-if."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from workbench.experiment import Comparison
from workbench.interfaces.explorer.asking_first import Asked
from workbench.interfaces.explorer.closing import close
from workbench.interfaces.explorer.controls.levers import lever_names
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.drawing import Drawing
from workbench.interfaces.explorer.following import Following
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import classed
from workbench.interfaces.explorer.precision import Aim
from workbench.interfaces.explorer.questions import Question
from workbench.interfaces.explorer.session import Session
from workbench.interfaces.explorer.start.start_page import StartPage
from workbench.interfaces.explorer.working_page import Ways, WorkingPage
from workbench.scenario import Scenario

ANYTHING = Question(
    key="anything",
    title="What if?",
    tab="Overview",
    beside=(),
    ask=lambda baseline: Asked(controls=lever_names(baseline)),
)
"""Not one of the six: all levers, each at today."""


class Explorer:
    """Six questions about a portfolio, each with a page on which a what-if stands beside today.

    Parameters
    ----------
    baseline
        The scenario that stands for today; without one, the page asks for a portfolio.
    count
        Pairs of simulated futures for every question; as many as are precise enough unless told.
    opening
        The question whose page is shown first; without one, all six are shown.
    """

    def __init__(
        self, baseline: Scenario | None = None, count: int | None = None, opening: Question | None = None
    ) -> None:
        self._aim, self._home = Aim() if count is None else Aim.exactly(count), Home()
        self._session: Session | None = None
        self._start: StartPage | None = None
        self._page: WorkingPage | None = None
        self._question = ANYTHING
        self.widget = classed(widgets.VBox(), "wb-frame")
        self._following = Following()
        if baseline is not None:
            self._session = Session(baseline)
        if baseline is None or opening is None:
            self._show_questions()
        else:
            self._open(opening, opening.default(baseline)(Draft()))

    @property
    def page(self) -> WorkingPage:
        """The working page; if none was opened yet, one on which anything can be changed.

        Raises
        ------
        ValueError
            If there is no portfolio yet.
        """
        if self._page is None:
            self._open(ANYTHING, Draft())
        assert self._page is not None
        return self._page

    @property
    def start(self) -> StartPage | None:
        """The six questions, once they have been looked at."""
        return self._start

    @property
    def comparison(self) -> Comparison | None:
        """What the working page shows now: baseline and what-if, with all their frames."""
        return None if self._page is None else self._page.comparison

    @property
    def scenario(self) -> Scenario:
        """The what-if as a complete scenario, described by what differs from today."""
        return self.page.scenario

    @property
    def drawing(self) -> Drawing:
        """The charts of the working page."""
        return self.page.drawing

    async def finished(self) -> None:
        """Wait until what is looked at is answered as well as it will be."""
        shown = self._page if self._page and self._page.widget in self.widget.children else self._start
        if shown is not None:
            await shown.finished()

    def control(self, name: str) -> Any:
        """One control of the working page, by the name of its lever or by its address.

        Raises
        ------
        KeyError
            If there is none of that name.
        """
        return self.page.control(name)

    def _begin(self, baseline: Scenario) -> None:
        """A portfolio was read: six questions about it."""
        self._leave()
        gone, self._page = self._page, None
        self._session = Session(baseline)
        if self._start is None:
            self._show_questions()
        else:
            self._start.begin(self._session)
            self._look_at(self._start.widget)
        close(gone)

    def _as_today(self, baseline: Scenario) -> None:
        """A scenario stands for today from now on: everything begins anew beside it, on the same question."""
        self._leave()
        gone = self._page, self._start
        self._session, self._page, self._start = Session(baseline), None, None
        self._open(self._question, Draft())
        close(gone)

    def _show_questions(self) -> None:
        self._leave()
        if self._start is None:
            self._start = StartPage(self._session, self._home, self._open, self._begin)
        else:
            self._start.resume()
        self._look_at(self._start.widget)

    def _open(self, question: Question, draft: Draft) -> None:
        if self._session is None:
            raise ValueError("there is no portfolio yet: give explore() a scenario")
        self._question = question
        if self._page is None:
            ways = Ways(self._show_questions, self._as_today)
            self._page = WorkingPage(self._session, self._aim, self._home, ways)
        # Asked first: the page is looked at under the title of its question.
        self._page.ask(question, draft)
        self._look_at(self._page.widget)

    def _look_at(self, page: widgets.Widget) -> None:
        # What stands first stays where it is when another page comes after it.
        self.widget.children = (self._following, page)

    def _leave(self) -> None:
        """Nothing is simulated for a page that nobody looks at."""
        if self._page is not None:
            self._page.pause()
        if self._start is not None:
            self._start.pause()


def explore(
    scenario: Scenario | None = None, count: int | None = None, opening: Question | None = None
) -> widgets.Widget:
    """Open the explorer on a scenario that stands for today.

    Parameters
    ----------
    scenario
        For example `workbench.load_scenario("scenarios/baseline.yaml")`; without one, the page asks for a
        portfolio: rows from a spreadsheet, or the example.
    count
        Pairs of simulated futures for every question; as many as are precise enough unless told.
    opening
        The question whose page is shown first; without one, all six are shown.

    Returns
    -------
    Widget
        To be shown as the last line of a notebook cell.
    """
    return Explorer(scenario, count, opening).widget
