"""The control that forces projects in or out: a menu of projects and three buttons."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from workbench.interfaces.explorer.page import button, classed
from workbench.interfaces.explorer.wishes import Wish
from workbench.scenario import Scenario


class ByHand:
    """What is decided by hand.

    Parameters
    ----------
    baseline
        Whose projects.
    changed
        Called when something was decided or taken back.
    """

    def __init__(self, baseline: Scenario, changed: Callable[[], None]) -> None:
        projects = [(_named(one.id, one.name), one.id) for one in baseline.portfolio.projects]
        self._changed = changed
        self._wish = Wish()
        self.project = widgets.Dropdown(options=projects, description="Decide by hand")
        self._said = widgets.HTML()
        buttons = [
            button("Force in", "This project must be on the list", lambda: self.force_in(self.project.value)),
            button("Force out", "This project must not", lambda: self.force_out(self.project.value)),
            button("Undo", "Leave this project to the rule", lambda: self.free(self.project.value)),
        ]
        self.widget = widgets.VBox([self.project, classed(widgets.HBox(buttons), "wb-buttons"), self._said])
        self._say()

    def wish(self, budget: float) -> Wish:
        """The wish with so much money."""
        return Wish(budget, self._wish.include, self._wish.exclude)

    def force_in(self, project: str) -> None:
        """A project must be on the list."""
        self._set(self._wish.forced_in(project))

    def force_out(self, project: str) -> None:
        """A project must not be on the list."""
        self._set(self._wish.forced_out(project))

    def free(self, project: str) -> None:
        """Leave a project to the rule."""
        self._set(self._wish.freed(project))

    def _set(self, wish: Wish) -> None:
        if wish != self._wish:
            self._wish = wish
            self._say()
            self._changed()

    def _say(self) -> None:
        parts = [("in", self._wish.include), ("out", self._wish.exclude)]
        said = "; ".join(f"forced {way}: {', '.join(ids)}" for way, ids in parts if ids)
        self._said.value = f'<div class="wb-note">{escape(said or "nothing forced in or out")}</div>'


def _named(one: str, name: str) -> str:
    return f"{one} {name}" if name and name != one else one
