"""The page about lists: value, bad futures and strategy that a budget can get, today's list among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import ipywidgets as widgets

from workbench.experiment import Comparison
from workbench.experiment.selecting.frontier import (
    Candidate,
    Frontier,
    candidates,
    placed,
    scenarios_of,
    todays_list,
)
from workbench.experiment.selecting.line import Over, excess_of
from workbench.experiment.selecting.select import select
from workbench.interfaces.explorer.aside import Aside
from workbench.interfaces.explorer.drawing import Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.list_cards import KEY, list_cards
from workbench.interfaces.explorer.many import Many
from workbench.interfaces.explorer.money_control import budget_control, budget_note, counts_control
from workbench.interfaces.explorer.page import PREPARING, classed, head_of, notices, page_of, top_of, wrong
from workbench.interfaces.explorer.wishes import Wish, refused
from workbench.interfaces.studies.frontier import lead
from workbench.interfaces.wording import futures, percent, too_few
from workbench.interfaces.wording.frontier import (
    AS_TODAY,
    best_words,
    closing_words,
    over_words,
    place_words,
    safety_words,
)
from workbench.scenario import Scenario

FUTURES = 200
STILL = "\nBelow stands the last answer."


@dataclass(frozen=True)
class Lists:
    """What is to be simulated, or why there is nothing.

    Parameters
    ----------
    wish
        What was asked.
    scenario
        Today's with that much money.
    made
        The lists, today's first; none where no list keeps every limit.
    over
        What today's list asks for beyond the limits, by plan.
    clash
        Why there is none.
    """

    wish: Wish
    scenario: Scenario
    made: tuple[Candidate, ...]
    over: tuple[Over, ...] = ()
    clash: str = ""


def lists_for(baseline: Scenario, wish: Wish) -> Iterator[Lists | None]:
    """Find lists step by step: whether there is any, then those worth simulating."""
    scenario = wish.of(baseline)
    selected = select(scenario)
    if selected.solved.chosen is None:
        yield Lists(wish, scenario, (), clash=refused(selected))
        return
    yield None
    today = todays_list(wish.money_alone.of(baseline), AS_TODAY)
    over = excess_of(selected.problem, today.projects)
    yield Lists(wish, scenario, (today, *candidates(scenario)), over)


class FrontierPage:
    """Lists within a budget, simulated: value, bad futures and strategy, with today's list among them.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    count
        Simulated futures of each list.
    """

    def __init__(self, baseline: Scenario, count: int = FUTURES) -> None:
        self._baseline = baseline
        self.found: Frontier | None = None
        self._lists = Lists(Wish(), baseline, ())
        self._home = Home()
        self._budget, self._count = budget_control(baseline), counts_control(count)
        self._bar = widgets.IntProgress(value=0, min=0, max=1)
        self._top, self._problem, self._answer, self._note, self._state = (widgets.HTML() for _ in range(5))
        self._drawing = Drawing()
        self._aside: Aside[Lists] = Aside(self._listed, self._failed)
        self._many = Many(self._preparing, self._progress, self._answered, self._failed)
        for control in (self._budget, self._count):
            control.observe(lambda _: self._home.run(self.ask), names="value")
        self.widget = self._page()
        self.ask()

    @property
    def controls(self) -> dict[str, widgets.Widget]:
        """The controls by name."""
        return {"budget": self._budget, "count": self._count}

    async def finished(self) -> None:
        """Wait until the latest question is answered."""
        await self._aside.finished()
        await self._many.finished()

    def ask(self) -> None:
        """Find and simulate what the controls say."""
        self._problem.value = ""
        self._drawing.waiting = True
        self._bar.value = 0
        self._many.stop()
        self._state.value = (
            '<div class="wb-state"><b>Looking for lists</b><br>by plan, within every limit</div>'
        )
        self._aside.ask(lists_for(self._baseline, Wish(self._budget.value / 100)))

    def _page(self) -> widgets.Widget:
        head = head_of("What can this budget get us?", self._baseline)
        problem = classed(widgets.VBox([self._problem]), "wb-live")
        state = classed(widgets.VBox([self._state, self._bar]), "wb-group")
        left = [head, self._budget, budget_note(self._baseline), problem, self._count, state]
        answer = classed(widgets.VBox([self._answer]), "wb-live")
        self._answer.value = '<p class="wb-answer">A moment: lists are being found and simulated.</p>'
        above = classed(widgets.VBox([self._top, answer]), "wb-head")
        drawing = classed(widgets.VBox([self._drawing]), "wb-wide")
        return page_of(left, [*notices(self._baseline), above, drawing, self._note])

    def _listed(self, lists: Lists) -> None:
        if not lists.made:
            self._stand_still()
            self._problem.value = f'<p class="wb-wrong" role="alert">{escape(lists.clash + STILL)}</p>'
            return
        self._lists = lists
        self._many.ask(scenarios_of(lists.scenario, lists.made), int(self._count.value))

    def _preparing(self) -> None:
        self._state.value = PREPARING

    def _progress(self, done: int, asked: int) -> None:
        self._bar.max, self._bar.value = asked, done
        if self.found is None:
            self._state.value = (
                f'<div class="wb-state"><b>{done:,} of {asked:,} simulated futures</b><br>'
                f'<span class="wb-note">{len(self._lists.made)} lists, the same luck for all</span></div>'
            )

    def _answered(self, comparison: Comparison, goal: int) -> None:
        lists = self._lists
        self.found = found = placed(lists.made, comparison)
        count = found.points[0].n
        whole = tuple(one.id for one in self._baseline.portfolio.projects)
        self._top.value = top_of(_about(lists.wish))
        self._answer.value = _answer(found, lists)
        self._drawing.show(list_cards(found, whole))
        self._drawing.waiting = count < goal
        self._note.value = (
            f'<p class="wb-note">{escape(KEY)}</p><p class="wb-close">{escape(closing_words(found))}</p>'
        )
        going_on = f", refining to {goal:,}" if count < goal else ""
        self._state.value = (
            f'<div class="wb-state"><b>{futures(count)}</b> of each list{going_on}<br><span class="wb-note">'
            f"{len(found.points)} lists, the same luck for all; assumptions held at their middle values"
            "</span></div>"
        )

    def _stand_still(self) -> None:
        self._many.stop()
        self._drawing.waiting = False
        self._state.value = '<div class="wb-state">Nothing to simulate for this wish.</div>'

    def _failed(self, error: Exception) -> None:
        self._stand_still()
        self._problem.value = wrong(error, STILL)


def _about(wish: Wish) -> str:
    money = "today’s budget" if wish.budget == 1.0 else f"{percent(wish.budget)} of today’s budget"
    return f"{money[0].upper()}{money[1:]}; lists found by plan, placed by simulation"


def _answer(found: Frontier, lists: Lists) -> str:
    currency = found.comparison.currency
    first, _, *turning = lead(found, lists.scenario)
    asked = over_words(lists.over, currency)
    sure = [safety_words(found, currency), first, *turning, asked, too_few(found.points[0].n)]
    said = f"{best_words(found, currency)} {place_words(found, currency)}"
    return (
        f'<p class="wb-answer">{escape(said)}</p>'
        f'<p class="wb-sure">{escape(" ".join(filter(None, sure)))}</p>'
    )


def explore_frontier(baseline: Scenario, count: int = FUTURES) -> widgets.Widget:
    """Show what a budget can get in value, bad futures and strategy, and where today's list lies.

    Parameters
    ----------
    baseline
        For example `workbench.load_scenario("scenarios/baseline.yaml")`.
    count
        Simulated futures of each list.
    """
    return FrontierPage(baseline, count).widget
