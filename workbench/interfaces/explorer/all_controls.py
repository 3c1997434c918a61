"""All controls: one panel at a time, made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import ipywidgets as widgets

from workbench.errors import Problem
from workbench.interfaces.explorer.controls.group import Controls
from workbench.interfaces.explorer.controls.panels import PanelOf
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.groups import Group
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import button, classed
from workbench.scenario import Scenario

MORE, FEWER = "All controls", "Hide controls"


class AllControls:
    """Panels in an area that a button opens and closes.

    Parameters
    ----------
    panels
        By title, in the order of their names.
    baseline
        The scenario that stands for today.
    changed
        Called with what a moved control does to the draft.
    home
        The thread that draws.
    """

    def __init__(
        self,
        panels: Mapping[str, PanelOf],
        baseline: Scenario,
        changed: Callable[[Change], None],
        home: Home,
    ) -> None:
        self._panels, self._baseline, self._changed = panels, baseline, changed
        self._made: dict[str, Group] = {}
        self._draft, self._problems = Draft(), tuple[Problem, ...]()
        self._advice: Mapping[str, str] = {}
        self._names = widgets.ToggleButtons(options=list(panels), value=next(iter(panels)))
        self._names.add_class("wb-tabs")
        self._names.observe(lambda _: home.run(self._look), names="value")
        self.button = button(MORE, "Everything that can be changed", lambda: home.run(self._turn))
        self._panel = classed(widgets.VBox(), "wb-all-panel")
        self.widget: widgets.Widget = classed(widgets.VBox([self._names, self._panel]), "wb-all")
        self.widget.layout.display = "none"

    def open(self, title: str) -> None:
        """Look at a panel."""
        self._names.value = title
        if self.widget.layout.display == "none":
            self._turn()

    def group(self, title: str) -> Group:
        """A panel, made now if it was never looked at."""
        if title not in self._made:
            group = self._panels[title](self._baseline, self._changed)
            group.show(self._draft, self._baseline)
            group.tell(self._problems)
            self._made[title] = group
            self.advise(self._advice)
        return self._made[title]

    def control(self, name: str) -> Any:
        """One control, by the name of its lever or by its address.

        Raises
        ------
        KeyError
            If there is none of that name.
        """
        for title in self._panels:
            control = getattr(self.group(title), "control", None)
            if control is None:
                # The table of projects has cells, not controls.
                continue
            with suppress(KeyError):
                return control(name)
        raise KeyError(name)

    def show(self, draft: Draft, baseline: Scenario) -> None:
        """Put every control that there is where the draft says."""
        self._draft = draft
        for group in self._made.values():
            group.show(draft, baseline)

    def tell(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Say it beside every control that can be seen; what only a closed panel could say is given back."""
        self._problems = tuple(problems)
        seen = self._names.value if self.widget.layout.display != "none" else None
        rest = problems
        for title, group in self._made.items():
            left = group.tell(rest)
            if title == seen:
                rest = left
        return rest

    def advise(self, advice: Mapping[str, str]) -> None:
        """Sentences beside controls that there are, by their names."""
        self._advice = advice
        for group in self._made.values():
            if isinstance(group, Controls):
                group.advise(advice)

    def _turn(self) -> None:
        closed = self.widget.layout.display == "none"
        self.widget.layout.display = None if closed else "none"
        self.button.description = FEWER if closed else MORE
        if closed:
            self._look()

    def _look(self) -> None:
        self._panel.children = (self.group(self._names.value).widget,)
