"""The page of the budget meeting: the PMO kept, cut, closed, extended, or its money spent elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import ipywidgets as widgets

from workbench.experiment.worth import (
    Hearing,
    StrengthCurve,
    alternatives_of,
    by_strength,
    hearing_step_by_step,
)
from workbench.interfaces.explorer.aside import Aside
from workbench.interfaces.explorer.drawing import Card, Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.many import compiling
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
from workbench.interfaces.studies.pmo_hearing import (
    alternatives_table,
    curve_picture,
    hearing_picture,
    lead,
    strength_sentence,
)
from workbench.interfaces.wording import futures, too_few
from workbench.scenario import Scenario

FUTURES, EACH = 360, 6
"""Simulated futures of each alternative, and of each draw of what is assumed."""

SHOWN_AT = (6, 12, 24, 40)
"""Draws after which a first answer is shown and refined."""

ON_THE_CURVE = 60
"""Futures at each strength of the curve."""

STILL = "\nBelow stands the last answer."

DRAWN = "drawn"
STRENGTHS = (
    ("drawn, as studies allow", DRAWN),
    ("none", 0.0),
    ("half of what is published", 0.5),
    ("as published", 1.0),
)


@dataclass(frozen=True)
class Heard:
    """What is known so far.

    Parameters
    ----------
    hearing
        Over the draws so far; none while the engine is compiled.
    curve
        Worth by strength, at the end.
    goal
        Draws in all.
    """

    hearing: Hearing | None
    curve: StrengthCurve | None
    goal: int


def hearing_steps(base: Scenario, worlds: int, strength: float | None) -> Iterator[Heard | None]:
    """Answers as they come: rough ones first, the curve last."""
    alternatives_of(base)
    at_work = compiling()
    if at_work is not None and at_work.poll() is None:
        yield Heard(None, None, worlds)
    while at_work is not None and at_work.poll() is None:
        time.sleep(0.2)
        yield None
    found: Hearing | None = None
    for found in hearing_step_by_step(base, worlds, EACH, strength=strength):
        if len(found.worlds) in SHOWN_AT:
            yield Heard(found, None, worlds)
        yield None
    yield Heard(found, None, worlds)
    yield Heard(found, by_strength(base, ON_THE_CURVE), worlds)


class HearingPage:
    """The PMO on trial: one answer, the alternatives, and how far the literature has to be believed.

    Parameters
    ----------
    baseline
        The scenario that stands for today; it states what the PMO does.
    count
        Simulated futures of each alternative, six in each draw of what is assumed.
    """

    def __init__(self, baseline: Scenario, count: int = FUTURES) -> None:
        worlds = max(2, count // EACH)
        self._baseline = baseline
        self.found: Hearing | None = None
        self._home = Home()
        self._strength = widgets.Dropdown(
            options=STRENGTHS, value=DRAWN, description="Strength of the published effect"
        )
        self._worlds = widgets.BoundedIntText(
            value=worlds, min=2, max=1000, step=10, description="Draws of what is assumed"
        )
        self._bar = widgets.IntProgress(value=0, min=0, max=1)
        self._top, self._problem, self._answer, self._note, self._state = (widgets.HTML() for _ in range(5))
        self._drawing = Drawing()
        self._aside: Aside[Heard] = Aside(self._heard, self._failed)
        for control in (self._strength, self._worlds):
            control.observe(lambda _: self._home.run(self.ask), names="value")
        self.widget = self._page()
        self.ask()

    @property
    def controls(self) -> dict[str, widgets.Widget]:
        """The controls by name."""
        return {"strength": self._strength, "worlds": self._worlds}

    async def finished(self) -> None:
        """Wait until the latest question is answered."""
        await self._aside.finished()

    def ask(self) -> None:
        """Hear what the controls say."""
        self._problem.value = ""
        self._drawing.waiting = True
        self._bar.value = 0
        self._state.value = (
            '<div class="wb-state"><b>Simulating</b><br>every alternative, the same luck</div>'
        )
        stated = self._strength.value
        strength = None if stated == DRAWN else float(stated)
        self._aside.ask(hearing_steps(self._baseline, int(self._worlds.value), strength))

    def _page(self) -> widgets.Widget:
        head = head_of("What is our PMO worth?", self._baseline)
        problem = classed(widgets.VBox([self._problem]), "wb-live")
        state = classed(widgets.VBox([self._state, self._bar]), "wb-group")
        left = [head, self._strength, self._worlds, problem, state]
        answer = classed(widgets.VBox([self._answer]), "wb-live")
        self._answer.value = '<p class="wb-answer">A moment: the alternatives are being simulated.</p>'
        above = classed(widgets.VBox([self._top, answer]), "wb-head")
        drawing = classed(widgets.VBox([self._drawing]), "wb-wide")
        return page_of(left, [*notices(self._baseline), above, drawing, self._note])

    def _heard(self, heard: Heard) -> None:
        if heard.hearing is None:
            self._state.value = PREPARING
            return
        self.found = found = heard.hearing
        drawn = len(found.worlds)
        self._bar.max, self._bar.value = heard.goal, drawn
        self._top.value = top_of("Every alternative against keeping the PMO, on the same futures")
        first, *more = lead(found)
        sure = " ".join(filter(None, [*more, too_few(found.futures)]))
        self._answer.value = (
            f'<p class="wb-answer">{unbroken(first)}</p><p class="wb-sure">{unbroken(sure)}</p>'
        )
        self._drawing.show(_cards(found, heard.curve))
        self._drawing.waiting = heard.curve is None
        going_on = "" if heard.curve is not None else f", refining to {heard.goal}"
        self._state.value = (
            f'<div class="wb-state"><b>{futures(found.futures)}</b> of each alternative<br>'
            f'<span class="wb-note">{drawn} draws of what is assumed{going_on}</span></div>'
        )
        if heard.curve is not None:
            closing = f"In short: {first} {strength_sentence(heard.curve)}"
            self._note.value = f'<p class="wb-close">{unbroken(closing)}</p>'

    def _failed(self, error: Exception) -> None:
        self._drawing.waiting = False
        self._state.value = '<div class="wb-state">Nothing is being simulated.</div>'
        still = STILL if self.found is not None else ""
        self._problem.value = wrong(error, still)
        if self.found is None:
            self._answer.value = f'<p class="wb-answer">{escape("There is no answer yet.")}</p>'


def _cards(found: Hearing, curve: StrengthCurve | None) -> list[Card]:
    head, rows = alternatives_table(found)
    cards = [
        Card(
            "alternatives",
            "Net value less that of keeping the PMO",
            hearing_picture(found),
            head=head,
            rows=rows,
        )
    ]
    title = "What if I do not believe the literature?"
    if curve is None:
        return [*cards, Card("strength", title, note="Drawn at the end.")]
    return [*cards, Card("strength", title, curve_picture(curve, found.base.portfolio.currency))]


def explore_value(baseline: Scenario, count: int = FUTURES) -> widgets.Widget:
    """Show what the PMO is worth against having less of it, more, or spending its money elsewhere.

    Parameters
    ----------
    baseline
        For example `workbench.load_scenario("scenarios/baseline.yaml")`; it states `pmo.standards`.
    count
        Simulated futures of each alternative, six in each draw of what is assumed.
    """
    return HearingPage(baseline, count).widget
