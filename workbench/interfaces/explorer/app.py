"""The explorer: controls left, answer, scoreboards and charts right, today always beside the what-if."""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbench.errors import InputError, RunError
from workbench.experiment import Comparison
from workbench.interfaces.explorer.board import STYLE, answer, scoreboards
from workbench.interfaces.explorer.panel import Panel
from workbench.interfaces.explorer.pictures import Pictures
from workbench.interfaces.explorer.refining import STEPS, Refining
from workbench.interfaces.explorer.session import BATCH, Session
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.interfaces.files import dump_scenario
from workbench.scenario import Scenario


class Explorer:
    """A what-if beside today, redrawn as its controls move.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    """

    def __init__(self, baseline: Scenario) -> None:
        self._session = Session(baseline)
        self._shown: Comparison | None = None
        self._panel = Panel(baseline, self._ask)
        self._answer = widgets.HTML()
        self._boards = widgets.HTML()
        self._state = widgets.HTML()
        self._bar = widgets.IntProgress(
            value=0, min=0, max=STEPS[-1], layout=widgets.Layout(width="230px", height="10px")
        )
        self._stop = widgets.Button(description="Stop refining", tooltip="Keep what is shown")
        self._stop.on_click(lambda _: self._stop_refining())
        self._save = widgets.Button(
            description="Save as scenario", tooltip="Write what-if.yaml, complete, beside this notebook"
        )
        self._save.on_click(lambda _: self._save_scenario())
        self._saved = widgets.HTML()
        self._pictures = Pictures()
        self._refining = Refining(self._simulate, self._draw, self._fail)
        stamp = '<span class="wb-stamp">uncalibrated: literature defaults</span>'
        state = widgets.VBox([self._state, self._bar, self._stop, self._save, self._saved])
        left = widgets.VBox([self._panel.widget, state], layout=widgets.Layout(flex="0 0 270px"))
        right = widgets.VBox(
            [widgets.HTML(f"{STYLE}{stamp}"), self._answer, self._boards, self._pictures.widget],
            layout=widgets.Layout(flex="1 1 auto"),
        )
        self.widget = widgets.HBox([left, right])
        self._ask(self._panel.what_if)

    @property
    def comparison(self) -> Comparison | None:
        """What is shown now: baseline and what-if, with all their frames."""
        return self._shown

    @property
    def scenario(self) -> Scenario:
        """The what-if as a complete scenario."""
        return self._panel.what_if.of(self._session.baseline)

    async def finished(self) -> None:
        """Wait until the latest change is answered as well as it will be."""
        await self._refining.finished()

    def control(self, name: str) -> widgets.Widget:
        """The widget of one setting of `WhatIf`."""
        widget: widgets.Widget = self._panel.control(name)
        return widget

    def _ask(self, what_if: WhatIf) -> None:
        try:
            scenario = what_if.of(self._session.baseline)
        except InputError as error:
            self._fail(error)
            return
        self._stop.disabled = False
        self._refining.ask(scenario)

    def _simulate(self, scenario: Scenario, batches: int) -> None:
        self._shown = self._session.compared(scenario, batches, datetime.now().astimezone())
        self._bar.value = batches

    def _draw(self, _: Scenario, batches: int) -> None:
        assert self._shown is not None
        self._answer.value = answer(self._shown)
        self._boards.value = scoreboards(self._shown)
        self._pictures.show(self._shown)
        rough = "rough, refining" if batches < STEPS[-1] else "refined"
        self._state.value = (
            f'<b>{batches * BATCH} simulated futures</b>, {rough}<br><span class="wb-note">the same ones for '
            "today and the what-if; luck alone, assumptions held at their middle values</span>"
        )
        self._stop.disabled = batches >= STEPS[-1]

    def _fail(self, error: Exception) -> None:
        kind = (
            "The input does not allow this"
            if isinstance(error, InputError)
            else "This could not be simulated"
        )
        if not isinstance(error, (InputError, RunError)):
            kind = f"Something went wrong ({type(error).__name__})"
        self._answer.value = (
            f'<p class="wb-answer wb-wrong">{kind}: {escape(str(error))}</p>'
            '<p class="wb-sure">What stands below is the last good answer.</p>'
        )

    def _stop_refining(self) -> None:
        self._refining.stop()
        self._stop.disabled = True

    def _save_scenario(self) -> None:
        target = Path("what-if.yaml")
        count = 1
        while target.exists():
            count += 1
            target = Path(f"what-if-{count}.yaml")
        scenario = self.scenario.model_copy(update={"name": target.stem})
        target.write_text(dump_scenario(scenario), encoding="utf-8")
        self._saved.value = f'<span class="wb-note">saved as {escape(str(target))}</span>'


def explore(baseline: Scenario) -> widgets.Widget:
    """Open the explorer on a scenario that stands for today.

    Parameters
    ----------
    baseline
        For example `workbench.load_scenario("scenarios/baseline.yaml")`.

    Returns
    -------
    Widget
        To be shown as the last line of a notebook cell.
    """
    return Explorer(baseline).widget
