"""The gain of a what-if, future by future, as dots that can be counted."""

from __future__ import annotations

import numpy as np

from workbench.analysis import quantiles
from workbench.charts import dots_chart
from workbench.charts.dots import dots_of, dots_span, one_dot
from workbench.charts.numbers import figures_for
from workbench.charts.room import Room
from workbench.experiment import Comparison
from workbench.interfaces.explorer.axes import Axis
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.wording import futures

NAMES = ("today", "what-if")
NARROW = 372
"""Width beside another chart."""

ROWS = 10
"""Dots above one another for which there is always room, so that the picture keeps its height."""


def gain_card(comparison: Comparison, axis: Axis) -> Card:
    """Differences of net value, future by future."""
    today, other = comparison.names
    gain = (comparison.values(other, "npv") - comparison.values(today, "npv")).to_numpy()
    title = f"The gain, {one_dot(gain.size)}"
    if not np.any(gain):
        return Card("gain", "The gain", note=f"No difference in {futures(gain.size)}.")
    figures = figures_for(gain, comparison.currency, comparison.currency)
    room = Room(NARROW, axis.holding(dots_span(gain)), ROWS)
    shares = (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95)
    values = quantiles(gain, [share / 100 for share in shares])
    rows = [[f"{share} of 100", figures.signed(value)] for share, value in zip(shares, values, strict=True)]
    dots = dots_of(gain)
    rows.append(["filled dots", f"{sum(one > 0 for one in dots)} of {len(dots)}"])
    return Card(
        "gain", title, dots_chart(gain, figures, NAMES, room), head=("futures", "gain at most"), rows=rows
    )
