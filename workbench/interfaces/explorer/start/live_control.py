"""The one control of a card: a slider with its value above it and today's tick below."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import classed
from workbench.interfaces.explorer.start.reaches import Reach


class LiveControl:
    """A slider.

    Parameters
    ----------
    reach
        Its limits, today's place and words.
    value
        Where it stands.
    home
        The thread that simulates and draws.
    moved
        Called with the place it was moved to.
    """

    def __init__(self, reach: Reach, value: float, home: Home, moved: Callable[[float], None]) -> None:
        self._reach, self._moved = reach, moved
        self._said = widgets.HTML()
        self.slider = widgets.FloatSlider(
            value=value,
            min=reach.low,
            max=reach.high,
            step=reach.step,
            description=reach.label,
            readout=False,
            continuous_update=True,
            disabled=not reach.high > reach.low,
        )
        self.slider.observe(lambda _: home.run(self._changed), names="value")
        self._say()
        ends = widgets.HTML(_ends(reach))
        parts = [classed(self._said, "wb-card-value"), self.slider, ends]
        self.widget = classed(widgets.VBox(parts), "wb-card-control")

    @property
    def value(self) -> float:
        """Where it stands, free of the dust that steps of a tenth leave."""
        return round(float(self.slider.value), 6)

    def _changed(self) -> None:
        self._say()
        self._moved(self.value)

    def _say(self) -> None:
        self._said.value = escape(self._reach.value(self.value))


def _ends(reach: Reach) -> str:
    place = reach.place
    tick = "" if place <= 0.0 else f'<i style="left: {place * 100:.2f}%"></i>'
    words = escape(reach.middle)
    # Close to an end, the word would lie on that end's own.
    middle = f'<b style="left: {place * 100:.2f}%">{words}</b>' if words and 0.12 < place < 0.88 else ""
    left = words if words and place <= 0.12 else escape(reach.left)
    right = words if words and place >= 0.88 else escape(reach.right)
    return f'<div class="wb-card-ticks">{tick}<span>{left}</span>{middle}<span>{right}</span></div>'
