"""The gain of a what-if, future by future, as dots that can be counted."""

from __future__ import annotations

import numpy as np

from workbench.analysis import quantile_dots, quantiles
from workbench.charts import dots_chart
from workbench.charts.dots import DOTS, dots_span
from workbench.charts.numbers import figures_for
from workbench.charts.room import Room
from workbench.experiment import Comparison
from workbench.interfaces.explorer.axes import Axis
from workbench.interfaces.explorer.drawing import Card

NAMES = ("today", "what-if")
NARROW = 372
"""Width beside another chart."""

ROWS = 10
"""Dots above one another for which there is always room, so that the picture keeps its height."""


def gain_card(comparison: Comparison, axis: Axis) -> Card:
    """Differences of net value, future by future."""
    today, other = comparison.names
    title = "The gain, one dot for every 2 in 100 futures"
    gain = (comparison.values(other, "npv") - comparison.values(today, "npv")).to_numpy()
    if not np.any(gain):
        return Card("gain", title, note="No difference in any simulated future.")
    figures = figures_for(gain, comparison.currency, comparison.currency)
    room = Room(NARROW, axis.holding(dots_span(gain)), ROWS)
    shares = (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95)
    values = quantiles(gain, [share / 100 for share in shares])
    rows = [[f"{share} of 100", figures.signed(value)] for share, value in zip(shares, values, strict=True)]
    rows.append(["filled dots", f"{sum(quantile_dots(gain, DOTS) > 0)} of {DOTS}"])
    return Card(
        "gain", title, dots_chart(gain, figures, NAMES, room), head=("futures", "gain at most"), rows=rows
    )
