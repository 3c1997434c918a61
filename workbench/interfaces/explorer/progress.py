"""The state of the simulation: futures, how exactly the average is known, and how to stop or go on."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from workbench.interfaces.explorer.page import button, classed
from workbench.interfaces.explorer.refining import Answer, Stage
from workbench.interfaces.wording import futures

TOLD = {
    Stage.ROUGH: "rough",
    Stage.PRECISE: "precise enough",
    Stage.STOPPED: "stopped",
}
PREPARING = "preparing the fast engine, about a minute, once for each version"


class Progress:
    """A bar and a line of words.

    Parameters
    ----------
    stop, go_on
        What the two buttons do.
    """

    def __init__(self, stop: Callable[[], None], go_on: Callable[[], None]) -> None:
        self._words = widgets.HTML()
        self._bar = widgets.IntProgress(value=0, min=0, max=1)
        self._stop = button("Stop refining", "Keep what is shown", stop)
        self._further = button("Refine further", "Simulate more futures, until it is precise enough", go_on)
        buttons = classed(widgets.HBox([self._stop, self._further]), "wb-buttons")
        self.widget = classed(widgets.VBox([self._words, self._bar, buttons]), "wb-group")

    def busy(self) -> None:
        """Futures are being simulated."""
        self._stop.disabled, self._further.disabled = False, True

    def show(self, answer: Answer) -> None:
        """So many futures are there, and so exactly the average is known."""
        self._bar.max, self._bar.value = max(answer.upto, answer.count), answer.count
        lines = [state_words(answer), *([PREPARING] if answer.preparing else [])]
        said = "<br>".join(escape(line).replace("±", "±\u2060") for line in lines)
        self._words.value = (
            f'<div class="wb-state">{said}<br>'
            '<span class="wb-note">luck alone; assumptions held at their middle values</span></div>'
        )
        self._stop.disabled = answer.is_complete
        goes_on = answer.stage in (Stage.STOPPED, Stage.ALL) and answer.count < answer.pair.most
        self._further.disabled = not goes_on

    def halt(self) -> None:
        """Nothing is being simulated, and nothing was found."""
        self._stop.disabled = self._further.disabled = True


def state_words(answer: Answer) -> str:
    """How many futures an answer rests on, and whether more will come; the ± is the simulation's alone."""
    currency, precision = answer.comparison.currency, answer.precision
    parts = [futures(answer.count)]
    if answer.stage is not Stage.ROUGH:
        parts.append(f"known to {precision.known(currency)}")
    if answer.stage is Stage.REFINING:
        parts.append(f"refining to {precision.asked(currency)}")
    elif answer.stage in TOLD:
        parts.append(TOLD[answer.stage])
    return ", ".join(parts)
