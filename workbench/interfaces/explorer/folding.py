"""An area of the panel that a button folds out and in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import button, classed


class Folding:
    """A button in the look of a link, and what it folds out; folded in at first.

    Parameters
    ----------
    title, tip
        What the button says, and what it is for.
    inside
        What is folded out.
    opened
        Called before it is.
    home
        The thread that draws.
    """

    def __init__(
        self,
        title: str,
        tip: str,
        inside: Sequence[widgets.Widget],
        opened: Callable[[], None],
        home: Home,
    ) -> None:
        self._opened = opened
        self.button = classed(button(title, tip, lambda: home.run(self._turn)), "wb-link")
        self.area = classed(widgets.VBox(list(inside)), "wb-folded")
        self.area.layout.display = "none"

    @property
    def is_open(self) -> bool:
        """Whether it is folded out."""
        return bool(self.area.layout.display != "none")

    def open(self) -> None:
        """Fold it out."""
        self._opened()
        self.area.layout.display = None

    def _turn(self) -> None:
        if self.is_open:
            self.area.layout.display = "none"
        else:
            self.open()
