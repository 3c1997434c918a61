"""The page about gates: controls left, three pictures right, all against gates that always say yes."""

from __future__ import annotations

import ipywidgets as widgets

from workbench.experiment import Comparison
from workbench.interfaces.explorer.drawing import Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.many import Many
from workbench.interfaces.explorer.page import (
    PREPARING,
    classed,
    head_of,
    notices,
    page_of,
    top_of,
    unbroken,
    wrong,
)
from workbench.interfaces.explorer.stopping import (
    GateStudy,
    Governance,
    late_card,
    stopping_words,
    strict_card,
    worth_card,
)
from workbench.policies import GateRule, ReviewCadence
from workbench.scenario import Scenario

RULES = {"stop what does not pay": GateRule.EXPECTED_VALUE, "count later gates too": GateRule.OPTION}
REVIEWS = {
    "none": ReviewCadence.NONE,
    "each quarter": ReviewCadence.QUARTERLY,
    "each month": ReviewCadence.MONTHLY,
}


class GatePage:
    """What gates are worth, how strict they should be, and how late reports may come.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    count
        Simulated futures of every answer.
    """

    def __init__(self, baseline: Scenario, count: int) -> None:
        self._baseline, self._count = baseline, count
        self._home = Home()
        self._rule = widgets.Dropdown(options=RULES, value=GateRule.OPTION, description="Gates and reviews")
        self._reviews = widgets.Dropdown(
            options=REVIEWS, value=ReviewCadence.QUARTERLY, description="Reviews between gates"
        )
        self._age = _slider("Age of reports, working days", 63, 189, 21)
        self._rosy = _slider("Reports promise too much, %", 20, 50, 5)
        self._state = widgets.HTML()
        self._answer, self._problem = widgets.HTML(), widgets.HTML()
        self._bar = widgets.IntProgress(value=0, min=0, max=1)
        self._drawing = Drawing()
        self._many = Many(self._preparing, self._progress, self._answered, self._failed)
        self._study = GateStudy(baseline, self.chosen)
        for control in (self._rule, self._reviews, self._age, self._rosy):
            control.observe(lambda _: self._home.run(self.answer), names="value")
        self.widget = self._page()
        self.answer()

    @property
    def chosen(self) -> Governance:
        """What the controls say."""
        return Governance(
            rule=self._rule.value,
            reviews=self._reviews.value,
            age=float(self._age.value),
            rosy=self._rosy.value / 100,
        )

    @property
    def controls(self) -> dict[str, widgets.Widget]:
        """The controls by name."""
        return {"rule": self._rule, "reviews": self._reviews, "age": self._age, "rosy": self._rosy}

    async def finished(self) -> None:
        """Wait until the latest question is answered."""
        await self._many.finished()

    def answer(self) -> None:
        """Simulate what the controls say, and draw it."""
        self._drawing.waiting = True
        self._problem.value = ""
        self._study = GateStudy(self._baseline, self.chosen)
        self._many.ask(self._study.scenarios(), self._count)

    def _preparing(self) -> None:
        self._state.value = PREPARING

    def _progress(self, done: int, asked: int) -> None:
        self._bar.max, self._bar.value = asked, done

    def _answered(self, found: Comparison, goal: int) -> None:
        study = self._study
        first, second = stopping_words(study, found)
        self._answer.value = (
            f'<p class="wb-answer">{unbroken(first)}</p><p class="wb-sure">{unbroken(second)}</p>'
        )
        self._drawing.show([card(study, found) for card in (worth_card, strict_card, late_card)])
        count = found.manifest.scenarios[0].n
        going_on = f", refining to {goal:,}" if count < goal else ""
        self._state.value = (
            f'<div class="wb-state"><b>{count:,} simulated futures</b>{going_on}<br>'
            '<span class="wb-note">the same for every setting; bars and bands are the range of the average; '
            "age and rosiness are assumed, nobody published them</span></div>"
        )

    def _failed(self, error: Exception) -> None:
        self._drawing.waiting = False
        self._problem.value = wrong(error)

    def _page(self) -> widgets.Widget:
        state = classed(widgets.VBox([self._state, self._bar]), "wb-group")
        controls = [self._rule, self._reviews, self._age, self._rosy]
        left = [head_of("Gates and stopping", self._baseline), *controls, state]
        stamp = widgets.HTML(top_of("Against gates that always say yes"))
        answer = classed(widgets.VBox([self._problem, self._answer]), "wb-live")
        self._answer.value = '<p class="wb-answer">A moment: gates and reviews are being simulated.</p>'
        above = classed(widgets.VBox([stamp, answer]), "wb-head")
        drawing = classed(widgets.VBox([self._drawing]), "wb-wide")
        return page_of(left, [*notices(self._baseline), above, drawing])


def explore_gates(baseline: Scenario, count: int = 200) -> widgets.Widget:
    """Open the page about gates on a scenario that stands for today.

    Parameters
    ----------
    baseline
        For example `workbench.load_scenario("scenarios/baseline.yaml")`.
    count
        Simulated futures of every answer.
    """
    return GatePage(baseline, count).widget


def _slider(label: str, value: int, most: int, step: int) -> widgets.IntSlider:
    return widgets.IntSlider(
        value=value, min=0, max=most, step=step, description=label, continuous_update=False
    )
