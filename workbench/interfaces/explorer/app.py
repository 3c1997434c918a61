"""The explorer: controls left, answer, scoreboards and charts right, today always beside the what-if."""

from __future__ import annotations

import ipywidgets as widgets

from workbench.experiment import Comparison
from workbench.interfaces.explorer.drawing import Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import classed
from workbench.interfaces.explorer.session import Session
from workbench.interfaces.explorer.working_page import WorkingPage
from workbench.scenario import Scenario

FUTURES = 200
"""Pairs of simulated futures that every question is refined to."""


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
        self._count, self._home = count, Home()
        self.widget = classed(widgets.VBox(), "wb-frame")
        self._open(baseline)

    def _open(self, baseline: Scenario) -> None:
        """A scenario stands for today from now on: everything begins anew beside it."""
        self.page = WorkingPage(Session(baseline), self._count, self._home, self._open)
        self.widget.children = (self.page.widget,)

    @property
    def comparison(self) -> Comparison | None:
        """What is shown now: baseline and what-if, with all their frames."""
        return self.page.comparison

    @property
    def scenario(self) -> Scenario:
        """The what-if as a complete scenario, described by what differs from today."""
        return self.page.scenario

    @property
    def drawing(self) -> Drawing:
        """The charts."""
        return self.page.drawing

    async def finished(self) -> None:
        """Wait until the latest change is answered as well as it will be."""
        await self.page.finished()

    def control(self, name: str) -> widgets.Widget:
        """The widget of one setting of `WhatIf`."""
        return self.page.control(name)


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
