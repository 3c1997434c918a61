"""The page about green lights: who is above the line under a budget, and what would have to change."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from workbench.analysis import paired_difference
from workbench.experiment import Comparison
from workbench.experiment.selecting.outcome import Confirmed, Optimism, confirmed, pairs_of, promised
from workbench.interfaces.explorer.aside import Aside
from workbench.interfaces.explorer.by_hand import ByHand
from workbench.interfaces.explorer.drawing import Card, Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.line import CHOSEN, Line, NoLine, Rule, Ways, line_for, ways_for
from workbench.interfaces.explorer.line_cards import line_card, plan_card, ways_card, ways_title
from workbench.interfaces.explorer.many import Many
from workbench.interfaces.explorer.money_control import budget_control, budget_note, counts_control
from workbench.interfaces.explorer.page import PREPARING, classed, head_of, notices, page_of, top_of, wrong
from workbench.interfaces.wording import futures, percent, too_few
from workbench.interfaces.wording.frontier import AS_TODAY
from workbench.interfaces.wording.green_lights import against_today, asked_words, lights_words, ways_words
from workbench.interfaces.wording.selection import how_good, plan_and_simulation
from workbench.scenario import Scenario

FUTURES = 200
STILL = "\nBelow stands the last list that can be."
PLACES = ("line", "plan", "ways")
KEY = (
    "By plan: what a project adds if nobody waits and nothing fails. Filled: above the line; hollow: below. "
    "Each way above the line is the smallest change of its kind by plan, made in the scenario, and the list "
    "found anew; then both lists, with the project and without it, live through the same futures under that "
    "change. A way whose bar lies left of “no difference” is not worth going: the project would keep others "
    "waiting for more than it brings."
)


class LinePage:
    """Who gets the green light under a budget, and what would have to change for one who does not.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    count
        Simulated futures of each list.
    """

    def __init__(self, baseline: Scenario, count: int = FUTURES) -> None:
        self._baseline = baseline
        self.line: Line | None = None
        self._ways: Ways | None = None
        self._confirmed: tuple[Confirmed, ...] | None = None
        self._quiet = False
        self._asked = ""
        self._said_of_list = self._said_of_ways = ""
        self._home = Home()
        self._budget, self._count = budget_control(baseline), counts_control(count)
        self._rule = widgets.Dropdown(
            options=[(str(one), one) for one in Rule], description="Who makes the list"
        )
        self.by_hand = ByHand(baseline, lambda: self._home.run(self.ask))
        self._project = widgets.Dropdown(options=[], description="What would have to change for")
        self._bar = widgets.IntProgress(value=0, min=0, max=1)
        self._top, self._problem, self._answer, self._note, self._state = (widgets.HTML() for _ in range(5))
        self._drawing = Drawing()
        self._cards: dict[str, Card] = {}
        self._finding: Aside[Line | NoLine] = Aside(self._lined, self._failed)
        self._seeking: Aside[Ways] = Aside(self._sought, self._failed)
        self._many = Many(self._preparing, self._progress, self._answered, self._failed)
        self._with_and_without = Many(self._preparing, self._progress, self._settled, self._failed)
        for control in (self._budget, self._rule, self._count):
            control.observe(lambda _: self._home.run(self.ask), names="value")
        self._project.observe(lambda _: self._home.run(self._asked_about), names="value")
        self.widget = self._page()
        self.ask()

    @property
    def controls(self) -> dict[str, widgets.Widget]:
        """The controls by name."""
        return {
            **{"budget": self._budget, "rule": self._rule, "project": self._project, "count": self._count},
            "by hand": self.by_hand.project,
        }

    async def finished(self) -> None:
        """Wait until the latest question is answered."""
        for one in (self._finding, self._many, self._seeking, self._with_and_without):
            await one.finished()

    def ask(self) -> None:
        """Find and simulate the list that the controls ask for."""
        self._problem.value = ""
        self._drawing.waiting = True
        self._bar.value = 0
        for one in (self._many, self._seeking, self._with_and_without):
            one.stop()
        self._state.value = '<div class="wb-state"><b>Looking for the list</b></div>'
        wish = self.by_hand.wish(self._budget.value / 100)
        self._finding.ask(line_for(self._baseline, wish, self._rule.value))

    def seek(self) -> None:
        """Look for what would have to change for the chosen project."""
        line, project = self.line, self._project.value
        self._with_and_without.stop()
        self._ways = self._confirmed = None
        self._said_of_ways = ""
        if line is not None and project is not None:
            self._said_of_ways = "looking for ways above the line"
        if line is None or project is None:
            self._seeking.stop()
            note = "Nothing is below the line." if line and not line.below else "No project was chosen."
            self._draw(Card("ways", "What would have to change", note=note))
            return
        self._draw(Card("ways", ways_title(project), note="The smallest changes are being looked for."))
        self._seeking.ask(ways_for(line, project))

    def _asked_about(self) -> None:
        if not self._quiet:
            self._asked = self._project.value or ""
            self.seek()
            self._say()

    def _page(self) -> widgets.Widget:
        head = head_of("Who gets the green light?", self._baseline)
        problem = classed(widgets.VBox([self._problem]), "wb-live")
        state = classed(widgets.VBox([self._state, self._bar]), "wb-group")
        asked = classed(widgets.VBox([self._project, self._count]), "wb-group")
        left = [head, self._budget, budget_note(self._baseline), self._rule, self.by_hand.widget]
        self._answer.value = '<p class="wb-answer">A moment: the list is being found and simulated.</p>'
        above = classed(
            widgets.VBox([self._top, classed(widgets.VBox([self._answer]), "wb-live")]), "wb-head"
        )
        drawing = classed(widgets.VBox([self._drawing]), "wb-wide")
        return page_of([*left, problem, asked, state], [*notices(self._baseline), above, drawing, self._note])

    def _draw(self, *cards: Card) -> None:
        self._cards |= {card.key: card for card in cards}
        self._drawing.show([self._cards[key] for key in PLACES if key in self._cards])

    def _lined(self, found: Line | NoLine) -> None:
        if isinstance(found, NoLine):
            self._stand_still()
            self._problem.value = f'<p class="wb-wrong" role="alert">{escape(found.why + STILL)}</p>'
            return
        self.line = found
        self._top.value = top_of(_about(found))
        self._answer.value = (
            f'<p class="wb-answer">{escape(self._lights())}</p><p class="wb-sure">Being simulated.</p>'
        )
        self._note.value = ""
        title = "What the plan promises, and what comes of it"
        self._draw(line_card(found), Card("plan", title, note="Being simulated."))
        self._drawing.waiting = True
        self._offer(found)
        self.seek()
        self._many.ask(found.scenarios(), int(self._count.value))

    def _offer(self, line: Line) -> None:
        """Projects below the line to ask about: the one that was chosen if it is there, or the closest."""
        names = dict(zip(line.problem.ids, line.problem.names, strict=True))
        ids = [one.project for one in line.below if one.value == one.value]
        self._quiet = True
        self._project.options = [(one if names[one] == one else f"{one} {names[one]}", one) for one in ids]
        self._project.value = self._asked if self._asked in ids else ids[0] if ids else None
        self._quiet = False

    def _preparing(self) -> None:
        self._state.value = PREPARING

    def _progress(self, done: int, asked: int) -> None:
        self._bar.max, self._bar.value = asked, done

    def _answered(self, found: Comparison, goal: int) -> None:
        line = self.line
        assert line is not None
        chosen = promised(line.value, found, CHOSEN)
        today = promised(line.today_value, found, AS_TODAY)
        self._draw(plan_card(line, chosen, today))
        self._drawing.waiting = chosen.n < goal
        self._answer.value = self._said(found, chosen)
        self._close()
        self._said_of_list = f"<b>{futures(chosen.n)}</b> of each list{_going_on(chosen.n, goal)}"
        self._say()

    def _say(self) -> None:
        """What the page rests on, and what is still going on."""
        parts = [
            self._said_of_list,
            self._said_of_ways,
            "the same luck for all; assumptions at middle values",
        ]
        said = "<br>".join(filter(None, parts))
        self._state.value = f'<div class="wb-state">{said}</div>'

    def _said(self, found: Comparison, chosen: Optimism) -> str:
        line, currency = self.line, found.currency
        assert line is not None
        today, other = found.values(AS_TODAY, "npv"), found.values(CHOSEN, "npv")
        gain = against_today(paired_difference(today, other, 1), float(today.mean()), currency)
        sure = [
            plan_and_simulation(chosen, currency),
            asked_words(line.over, currency),
            "" if line.selected is None else how_good(line.selected),
            too_few(chosen.n),
        ]
        return (
            f'<p class="wb-answer">{escape(self._lights())} {escape(gain)}</p>'
            f'<p class="wb-sure">{escape(" ".join(filter(None, sure)))}</p>'
        )

    def _lights(self) -> str:
        line = self.line
        return "" if line is None else lights_words(len(line.projects), [one.project for one in line.below])

    def _sought(self, ways: Ways) -> None:
        self._ways = ways
        if ways.changes:
            title = ways_title(ways.project)
            self._draw(Card("ways", title, note="Found; being simulated with and without it."))
            self._with_and_without.ask(pairs_of(ways.changes), int(self._count.value))
            return
        self._confirmed, self._said_of_ways = (), ""
        self._say()
        note = ways_words(ways.project, ())
        self._draw(Card("ways", ways_title(ways.project), note=note))
        self._close()

    def _settled(self, found: Comparison, goal: int) -> None:
        assert self._ways is not None
        self._confirmed = confirmed(self._ways.changes, found)
        count = found.manifest.scenarios[0].n
        self._said_of_ways = f"{futures(count)} of each way{_going_on(count, goal)}"
        self._say()
        self._draw(ways_card(self._ways, self._confirmed, found.currency))
        self._close()

    def _close(self) -> None:
        """The answer once more, in a line."""
        parts = [self._lights()]
        if self._ways is not None and self._confirmed is not None:
            parts.append(ways_words(self._ways.project, self._confirmed))
        self._note.value = (
            f'<p class="wb-note">{escape(KEY)}</p><p class="wb-close">In short: {escape(" ".join(parts))}</p>'
        )

    def _stand_still(self) -> None:
        for one in (self._many, self._seeking, self._with_and_without):
            one.stop()
        self._drawing.waiting = False
        self._state.value = '<div class="wb-state">Nothing to simulate for this wish.</div>'

    def _failed(self, error: Exception) -> None:
        self._stand_still()
        self._problem.value = wrong(error, STILL)


def _going_on(count: int, goal: int) -> str:
    return f", refining to {goal:,}" if count < goal else ""


def _about(line: Line) -> str:
    share = line.wish.budget
    money = "Today’s budget" if share == 1.0 else f"{percent(share)} of today’s budget"
    return f"{money}; {line.rule}; the list is found by plan, then simulated"


def explore_line(baseline: Scenario, count: int = FUTURES) -> widgets.Widget:
    """Show who gets the green light under a budget, and what would have to change for one who does not.

    Parameters
    ----------
    baseline
        For example `workbench.load_scenario("scenarios/baseline.yaml")`.
    count
        Simulated futures of each list.
    """
    return LinePage(baseline, count).widget
