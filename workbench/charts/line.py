"""A measure along a scale or a time: curve and band of the chosen series, others grey, named points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of
from workbench.charts.layer import TIP
from workbench.charts.numbers import Figures, padded
from workbench.charts.picture import Picture, finished
from workbench.charts.sweep import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    axes_layers,
    band_layer,
    curve_layers,
)


@dataclass(frozen=True)
class Point:
    """A point worth a name, for example where a curve crosses zero."""

    at: float
    value: float
    text: str


def line_chart(
    rows: pd.DataFrame, figures: Figures, axis: str, chosen: str, points: Sequence[Point] = ()
) -> Picture:
    """Draw averages along an axis.

    Parameters
    ----------
    rows
        ``series``, ``lever`` (place on the axis), ``mean``, ``low``, ``high`` (range of the average).
    figures
        How values are written.
    axis
        What runs across.
    chosen
        The series in the accent, with its band.
    points
        Points with a name, said in a row above the picture.
    """
    own = rows[rows["series"] == chosen].sort_values("lever")
    low, high = padded(float(rows["lever"].min()), float(rows["lever"].max()), 0.0)
    canvas = Canvas(WIDTH, HEIGHT, LEFT, RIGHT, low, high)
    floor, ceiling = padded(min(0.0, float(rows["low"].min())), max(0.0, float(rows["high"].max())), 0.05)

    def down(value: float) -> float:
        return BOTTOM - (value - floor) / (ceiling - floor) * (BOTTOM - TOP)

    dots = [{"x": one.at, "y": down(one.value), "tip": one.text} for one in points]
    said = "; ".join(one.text for one in points)
    # Points of nothing would be a picture without a name, which screen readers announce.
    marks = [
        drawn(dots)
        .mark_point(size=110, opacity=1, fill="white", stroke=palette.ACCENT, strokeWidth=2)
        .encode(x=canvas.x("x"), y=canvas.y("y"), tooltip=TIP)
    ]
    layers = [
        *axes_layers(canvas, (floor, ceiling), figures, axis),
        band_layer(canvas, own, down),
        *curve_layers(canvas, rows, chosen, down, figures),
        *(marks if dots else []),
        canvas.text([{"px": LEFT, "y": 12, "text": said}], fontWeight="bold", color=palette.ACCENT),
    ]
    return finished(layers, WIDTH, HEIGHT, describe_line(rows, figures, axis, chosen, points))


def describe_line(
    rows: pd.DataFrame, figures: Figures, axis: str, chosen: str, points: Sequence[Point]
) -> str:
    """Text alternative, from the numbers drawn."""
    own = rows[rows["series"] == chosen].sort_values("lever")
    values = [
        f"{row['lever']:g}: {figures.signed(row['mean'])} ({figures.span(row['low'], row['high'])})"
        for row in records_of(own)
    ]
    named = f" {'; '.join(one.text for one in points)}." if points else ""
    return f"{chosen} by {axis}.{named} {'; '.join(values)}."
