"""The panel Run: how many futures, how exactly, and what else a run rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import ipywidgets as widgets

from workbench.charts.symbols import symbol
from workbench.errors import Problem
from workbench.interfaces.explorer.controls.group import Controls
from workbench.interfaces.explorer.controls.panels import run_plan
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.page import classed
from workbench.interfaces.explorer.precision import Aim
from workbench.scenario import Scenario

TITLE = "Run"
NOTE = (
    '<p class="wb-note">±0 stands for a quarter of a percent of today’s value, or a tenth of the difference '
    "where that is more. These settings are no part of the what-if: Undo and Reset leave them.</p>"
)
FEWEST, MOST = 1, 100_000
"""Futures that may be asked for."""


class RunPanel:
    """Settings of the answer itself, which are no part of the draft; below them seed and horizon, which are.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    changed
        Called with what is changed in the draft.
    aim
        How many futures every draft is given, and when that is enough.
    aimed
        Called with another aim.
    """

    def __init__(
        self,
        baseline: Scenario,
        changed: Callable[[Change], None],
        aim: Aim,
        aimed: Callable[[Aim], None],
    ) -> None:
        self._aim, self._aimed = aim, aimed
        currency = baseline.portfolio.currency
        self.settled = _count(
            "Futures as soon as nothing moves", aim.settled, "Then more, until exact enough"
        )
        self.most = _count("Futures at the most", aim.most, "However exact the average is then known")
        self.amount = widgets.BoundedFloatText(
            description=f"Precise enough at ± {symbol(currency)}".strip(),
            value=aim.amount or 0.0,
            min=0.0,
            max=1e15,
            continuous_update=False,
            tooltip="Half the range of the average difference",
        )
        for one in (self.settled, self.most, self.amount):
            one.observe(lambda _: self._moved(), names="value")
        own = classed(widgets.HBox([self.settled, self.most, self.amount]), "wb-run")
        self._rest = Controls(run_plan, baseline, changed, TITLE)
        self.widget: widgets.Widget = widgets.VBox([own, widgets.HTML(NOTE), self._rest.widget])

    def control(self, name: str) -> object:
        """Seed or horizon.

        Raises
        ------
        KeyError
            If it is neither.
        """
        return self._rest.control(name)

    def show(self, draft: Draft, baseline: Scenario) -> None:
        """Seed and horizon as the draft has them."""
        self._rest.show(draft, baseline)

    def tell(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """What is wrong with seed or horizon."""
        return self._rest.tell(problems)

    def _moved(self) -> None:
        settled = int(self.settled.value)
        aim = replace(
            self._aim,
            rough=min(Aim.rough, settled),
            settled=settled,
            most=max(settled, int(self.most.value)),
            amount=self.amount.value or None,
        )
        if aim != self._aim:
            self._aim = aim
            self._aimed(aim)


def _count(title: str, value: int, tip: str) -> widgets.BoundedIntText:
    return widgets.BoundedIntText(
        description=title, value=value, min=FEWEST, max=MOST, continuous_update=False, tooltip=tip
    )
