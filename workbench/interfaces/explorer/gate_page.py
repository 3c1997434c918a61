"""The page about gates: controls left, three pictures right, all against gates that always say yes."""

from __future__ import annotations

from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbench.charts.palette import css_properties
from workbench.errors import WorkbenchError
from workbench.interfaces.explorer.drawing import Card, Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.stopping import Governance, late_card, strict_card, worth_card
from workbench.interfaces.wording import STAMP
from workbench.policies import GateRule, ReviewCadence
from workbench.scenario import Scenario

RULES = {"stop what does not pay": GateRule.EXPECTED_VALUE, "count later gates too": GateRule.OPTION}
REVIEWS = {
    "none": ReviewCadence.NONE,
    "each quarter": ReviewCadence.QUARTERLY,
    "each month": ReviewCadence.MONTHLY,
}
QUESTIONS = (worth_card, strict_card, late_card)


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
        self._bar = widgets.IntProgress(min=0, max=len(QUESTIONS))
        self._drawing = Drawing()
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

    def answer(self) -> None:
        """Simulate and draw, one picture after the other."""
        self._drawing.waiting = True
        cards: list[Card] = []
        try:
            for number, question in enumerate(QUESTIONS, start=1):
                cards.append(question(self._baseline, self.chosen, self._count))
                self._bar.value = number
                self._drawing.show(cards)
        except WorkbenchError as error:
            self._drawing.waiting = False
            self._state.value = f'<p class="wb-wrong" role="alert">{escape(str(error))}</p>'
            return
        self._state.value = (
            f'<div class="wb-state"><b>{self._count:,} simulated futures</b><br>'
            '<span class="wb-note">the same for every setting; bars and bands are the range of the average; '
            "age and rosiness are assumed, nobody published them</span></div>"
        )

    def _page(self) -> widgets.Widget:
        style = Path(__file__).with_name("explorer.css").read_text(encoding="utf-8")
        properties = css_properties().replace(":root", ".wb-explorer")
        portfolio = self._baseline.portfolio
        name = escape(portfolio.organisation or portfolio.name)
        head = widgets.HTML(
            f"<style>{properties}\n{style}</style>"
            f'<div class="wb-title">Gates and stopping</div><div class="wb-note">{name}</div>'
        )
        state = _classed(widgets.VBox([self._state, self._bar]), "wb-group")
        left = widgets.VBox([head, self._rule, self._reviews, self._age, self._rosy, state])
        stamp = widgets.HTML(
            f'<div class="wb-top"><span class="wb-note">Against gates that always say yes</span>'
            f'<span class="wb-stamp">{STAMP}</span></div>'
        )
        right = widgets.VBox([stamp, self._drawing])
        page = widgets.HBox([_classed(left, "wb-panel"), _classed(right, "wb-main")])
        return _classed(widgets.Box([_classed(page, "wb-page")]), "wb-explorer")


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


def _classed(widget: widgets.Widget, name: str) -> widgets.Widget:
    widget.add_class(name)
    return widget
