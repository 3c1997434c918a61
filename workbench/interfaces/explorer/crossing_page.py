"""The page about course and consistency: what is better left, the four corners right, levels on request."""

from __future__ import annotations

import ipywidgets as widgets

from workbench.experiment import Comparison
from workbench.experiment.worth import LevelGrid
from workbench.experiment.worth.better import GOOD_LEVEL, LARGER, fewer_of, mean_level, present_of
from workbench.experiment.worth.interplay import gains_of, kind_of
from workbench.interfaces.explorer.crossing import (
    Wished,
    contrasts_of,
    corners_card,
    level_grid,
    level_scenarios,
    levels_card,
    scenarios_of,
)
from workbench.interfaces.explorer.drawing import Card, Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.many import Many
from workbench.interfaces.explorer.page import (
    PREPARING,
    button,
    classed,
    head_of,
    notices,
    page_of,
    top_of,
    unbroken,
    wrong,
)
from workbench.interfaces.studies.interplay_levels import levels_sentence, worth_sentence
from workbench.interfaces.wording import capital, futures, rule_words
from workbench.interfaces.wording.together import effect_figures, gains_words, together_words
from workbench.policies import GateRule, IndexName
from workbench.scenario import Scenario

ORDERS = (IndexName.CD3, IndexName.FIFO, IndexName.STRATEGIC, IndexName.SPT, IndexName.NPV)
AT_LEVELS = 60
"""Futures of each cell of the grid at most: thirty cells are many."""

GATES = {"may stop what does not pay": GateRule.EXPECTED_VALUE, "always say yes": GateRule.GO}


class CrossingPage:
    """Better decisions, better delivery and both beside today.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    count
        Simulated futures of every answer.
    """

    def __init__(self, baseline: Scenario, count: int) -> None:
        self._baseline, self._count = baseline, count
        self.grid: LevelGrid | None = None
        self._home = Home()
        present = mean_level(present_of(baseline).profile)
        self._controls = _controls(baseline, present)
        self._state, self._answer, self._problem, self._learnt = (widgets.HTML() for _ in range(4))
        self._bar = widgets.IntProgress(value=0, min=0, max=1)
        self._drawing = Drawing()
        self._cards: dict[str, Card] = {}
        self._counts: dict[str, str] = {}
        self._corners = Many(self._preparing, self._progress, self._crossed, self._failed)
        self._levels = Many(self._preparing, self._progress, self._graded, self._failed)
        self._go = button(
            "Every level", "Five levels of delivery × ways to decide", lambda: self._home.run(self.try_levels)
        )
        for control in self._controls.values():
            control.observe(lambda _: self._home.run(self.answer), names="value")
        self.widget = self._page()
        self.answer()

    @property
    def wished(self) -> Wished:
        """What the controls say."""
        value = {name: control.value for name, control in self._controls.items()}
        return Wished(value["order"], value["limit"], value["gates"], value["level"], value["size"])

    def choose(self, **values: object) -> None:
        """Set controls: order, limit, gates, level, size."""
        for name, value in values.items():
            self._controls[name].value = value

    async def finished(self) -> None:
        """Wait until the latest questions are answered."""
        await self._corners.finished()
        await self._levels.finished()

    def answer(self) -> None:
        """Simulate the four corners as the controls say."""
        self._problem.value = ""
        self._drawing.waiting = True
        self._corners.ask(scenarios_of(self._baseline, self.wished), self._count)

    def try_levels(self) -> None:
        """Simulate every level of delivery with every way to decide."""
        self._problem.value = ""
        self._go.disabled = True
        self._levels.ask(level_scenarios(self._baseline), min(self._count, AT_LEVELS))

    def _preparing(self) -> None:
        self._state.value = PREPARING

    def _progress(self, done: int, asked: int) -> None:
        self._bar.max, self._bar.value = asked, done

    def _crossed(self, found: Comparison, goal: int) -> None:
        contrasts = contrasts_of(found)
        gains = gains_of(contrasts)
        figures = effect_figures(gains, found.currency)
        first = gains_words(gains, figures)
        second = together_words(gains, kind_of(gains, contrasts), figures)
        self._answer.value = (
            f'<p class="wb-answer">{unbroken(first)}</p><p class="wb-sure">{unbroken(second)}</p>'
        )
        self._show(corners_card(gains, figures))
        self._told("each corner", found.manifest.scenarios[0].n, goal)

    def _graded(self, found: Comparison, goal: int) -> None:
        self.grid = grid = level_grid(self._baseline, found)
        said = f"{levels_sentence(grid)} {worth_sentence(grid)}"
        self._learnt.value = f'<p class="wb-sure">{unbroken(said)}</p>'
        self._show(levels_card(grid))
        self._told("each cell", grid.futures, goal)
        self._go.disabled = grid.futures < goal

    def _show(self, card: Card) -> None:
        self._cards[card.key] = card
        self._drawing.show([self._cards[key] for key in ("corners", "levels") if key in self._cards])

    def _told(self, of_what: str, count: int, goal: int) -> None:
        going_on = f", refining to {goal:,}" if count < goal else ""
        self._counts[of_what] = f"<b>{futures(count)}</b> of {of_what}{going_on}"
        self._state.value = (
            f'<div class="wb-state">{"<br>".join(self._counts.values())}<br>'
            '<span class="wb-note">the same for all; ranges hold luck alone, assumptions are at their '
            "middle. What we do not know: workbench interplay</span></div>"
        )

    def _failed(self, error: Exception) -> None:
        self._drawing.waiting = False
        self._go.disabled = False
        self._problem.value = wrong(error)

    def _page(self) -> widgets.Widget:
        note = "Every level of delivery with six ways to decide; some thirty scenarios, so it takes a while."
        state = classed(widgets.VBox([self._state, self._bar]), "wb-group")
        names = ("Better decisions", ("order", "limit", "gates")), ("Better delivery", ("level", "size"))
        groups = [
            classed(
                widgets.VBox(
                    [
                        widgets.HTML(f'<div class="wb-note">{title}</div>'),
                        *(self._controls[name] for name in members),
                    ]
                ),
                "wb-group",
            )
            for title, members in names
        ]
        ask = [
            widgets.HTML(f'<div class="wb-note">{note}</div>'),
            classed(widgets.HBox([self._go]), "wb-buttons"),
        ]
        left = [head_of("Course and consistency", self._baseline), *groups, state, *ask]
        self._answer.value = '<p class="wb-answer">A moment: four ways are being simulated.</p>'
        answer = classed(widgets.VBox([self._problem, self._answer, self._learnt]), "wb-live")
        above = classed(
            widgets.VBox([widgets.HTML(top_of("Against today, on the same futures")), answer]), "wb-head"
        )
        drawing = classed(widgets.VBox([self._drawing]), "wb-wide")
        return page_of(left, [*notices(self._baseline), above, drawing])


def _controls(baseline: Scenario, present: float) -> dict[str, widgets.Widget]:
    projects = len(baseline.portfolio.projects)
    orders = {"as today": None, **{capital(rule_words(one)): one for one in ORDERS}}
    return {
        "order": widgets.Dropdown(options=orders, value=IndexName.CD3, description="Who goes first"),
        "limit": _slider("Most projects at once", fewer_of(baseline), 1, max(2, projects), 1),
        "gates": widgets.Dropdown(options=GATES, description="Gates"),
        "level": _slider(f"Level of delivery ({present:.1f} today)", GOOD_LEVEL, 1.0, 5.0, 0.25),
        "size": _slider("Its PMO, × today’s", LARGER, 0.0, 3.0, 0.25),
    }


def _slider(label: str, value: float, least: float, most: float, step: float) -> widgets.Widget:
    kind = widgets.IntSlider if isinstance(step, int) else widgets.FloatSlider
    return kind(
        value=min(value, most), min=least, max=most, step=step, description=label, continuous_update=False
    )


def explore_crossing(baseline: Scenario, count: int = 200) -> widgets.Widget:
    """Open the page about course and consistency on a scenario that stands for today.

    Parameters
    ----------
    baseline
        For example `workbench.load_scenario("scenarios/baseline.yaml")`.
    count
        Simulated futures of every answer.
    """
    return CrossingPage(baseline, count).widget
