"""The state of the simulation: futures, how exactly the average is known, and how to stop or go on."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from workbench.interfaces.explorer.page import button, classed
from workbench.interfaces.wording import futures


class Progress:
    """A bar and a line of words.

    Parameters
    ----------
    most
        Futures that an answer can be refined to.
    stop, go_on
        What the two buttons do.
    """

    def __init__(self, most: int, stop: Callable[[], None], go_on: Callable[[], None]) -> None:
        self._most = most
        self._words = widgets.HTML()
        self._bar = widgets.IntProgress(value=0, min=0, max=1)
        self._stop = button("Stop refining", "Keep what is shown", stop)
        self._further = button(f"Refine to {most:,}", "Simulate more futures", go_on)
        buttons = classed(widgets.HBox([self._stop, self._further]), "wb-buttons")
        self.widget = classed(widgets.VBox([self._words, self._bar, buttons]), "wb-group")

    def busy(self, count: int, goal: int) -> None:
        """Futures are being simulated."""
        self._bar.max, self._bar.value = goal, count
        self._stop.disabled, self._further.disabled = False, True

    def show(self, count: int, goal: int, precision: str) -> None:
        """So many futures of the goal are there."""
        self._bar.max, self._bar.value = goal, count
        going_on = f", refining to {goal:,}" if count < goal else ""
        self._words.value = (
            f'<div class="wb-state"><b>{futures(count)}</b><br>'
            f"average known to {precision}{going_on}<br>"
            '<span class="wb-note">luck alone; assumptions held at their middle values</span></div>'
        )
        if count >= goal:
            self.idle(count)

    def idle(self, count: int) -> None:
        """Nothing is being simulated."""
        self._stop.disabled = True
        self._further.disabled = not 0 < count < self._most
