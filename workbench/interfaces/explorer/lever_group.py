"""The levers as a group of controls of the working page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import ipywidgets as widgets
from traitlets import TraitError

from workbench.errors import Problem
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.panel import Panel
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.interfaces.explorer.words import LABELS
from workbench.scenario import Scenario


class LeverGroup:
    """One control for each lever that the baseline has.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    changed
        Called with what a moved control does to the draft.
    """

    def __init__(self, baseline: Scenario, changed: Callable[[Change], None]) -> None:
        self._changed = changed
        self._quiet = False
        self._panel = Panel(baseline, self._moved)
        self._start = {name: self._panel.control(name).value for name in LABELS if self._has(name)}
        # The page has a reset of its own.
        self.widget: widgets.Widget = widgets.VBox(self._panel.widget.children[:-1])

    def control(self, name: str) -> Any:
        """The widget of one lever."""
        return self._panel.control(name)

    def show(self, draft: Draft, baseline: Scenario) -> None:
        """Put every lever where the draft has it."""
        self._quiet = True
        for name, start in self._start.items():
            value = getattr(draft.levers, name)
            # A menu does not hold what cannot be: it stays as it stands, and the page says what is wrong.
            with suppress(TraitError):
                self._panel.control(name).value = start if value in (None, "") else value
        self._quiet = False

    def tell(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """No lever can be set to what cannot be."""
        return problems

    def _has(self, name: str) -> bool:
        try:
            self._panel.control(name)
        except KeyError:
            return False
        return True

    def _moved(self, levers: WhatIf) -> None:
        if not self._quiet:
            self._changed(lambda draft: replace(draft, levers=levers))
