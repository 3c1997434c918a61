"""A measure over all simulated futures: in how many it is at most so much, today grey, the what-if blue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.analysis import quantiles, share_interval
from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import Figures, axis_figures, padded
from workbench.charts.picture import Picture, finished
from workbench.charts.room import PAGE, Room, Span

HEIGHT, LEFT, BESIDE, TOP, BOTTOM = 262, 34, 14, 30, 236
SHARES = [k / 100 for k in range(1, 100)]
LABELLED = (0.2, 0.8)
"""Between these heights names stand."""


def share_curves_chart(
    values: Mapping[str, ArrayLike], figures: Figures, names: tuple[str, str], room: Room = PAGE
) -> Picture:
    """Draw the share of futures with at most so much, with the range of the what-if's curve.

    Parameters
    ----------
    values
        By name: a value for each future.
    figures
        How values are written.
    names
        What today and the what-if are called; an empty second name draws today alone.
    room
        Width, and what the axis shows at least (see `share_curves_span`).
    """
    shown = [name for name in names if name]
    curves = {name: np.array(quantiles(values[name], SHARES)) for name in shown}
    span = room.holding(share_curves_span(values, names))
    canvas = Canvas(room.width, HEIGHT, LEFT, room.width - BESIDE, *span)
    accent = shown[-1]
    layers = [
        _band(canvas, curves[accent], np.asarray(values[accent]).size),
        *_axes(canvas, figures),
        *[_line(canvas, name, curve, figures, accent) for name, curve in curves.items()],
        *_names(canvas, curves, accent),
    ]
    return finished(layers, room.width, HEIGHT, describe_share_curves(values, figures, names))


def share_curves_span(values: Mapping[str, ArrayLike], names: tuple[str, str]) -> Span:
    """What the axis shows: every curve from 1 to 99 of 100 futures."""
    ends = [end for name in names if name for end in quantiles(values[name], (SHARES[0], SHARES[-1]))]
    return padded(min(ends), max(ends), 0.03)


def describe_share_curves(values: Mapping[str, ArrayLike], figures: Figures, names: tuple[str, str]) -> str:
    """Text alternative, from the numbers drawn."""
    parts = []
    for name in names:
        if name:
            p10, p50, p90 = (figures.plain(one) for one in quantiles(values[name]))
            n = np.asarray(values[name]).size
            parts.append(f"{name}: at most {p10} in 10, {p50} in 50, {p90} in 90 of 100 futures (of {n:,})")
    return f"Share of futures with at most so much. {'; '.join(parts)}."


def _down(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)


def _band(canvas: Canvas, curve: NDArray[np.float64], n: int) -> Layer:
    rows = []
    for x, share in zip(curve, SHARES, strict=True):
        found = share_interval(share * n, n)
        rows.append({"x": float(x), "y": _down(found.low), "y2": _down(found.high)})
    return (
        drawn(rows)
        .mark_area(color=palette.PALE, opacity=0.75)
        .encode(x=canvas.x("x"), y=canvas.y("y"), y2=canvas.y2("y2"))
    )


def _axes(canvas: Canvas, figures: Figures) -> list[Layer]:
    levels = (0.1, 0.5, 0.9)
    ticks = canvas.ticks(6 if canvas.width >= 500 else 4)
    axis = axis_figures(ticks, figures)
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    left, right = canvas.left, canvas.right
    grid = [{"px": left, "px2": right, "y": _down(one), "y2": _down(one)} for one in levels]
    zero = [{"px": canvas.pixel(0.0), "px2": canvas.pixel(0.0), "y": TOP, "y2": BOTTOM}]
    marks = [{"px": canvas.pixel(t), "px2": canvas.pixel(t), "y": BOTTOM, "y2": BOTTOM + 4} for t in ticks]
    foot = {"px": left, "px2": right, "y": BOTTOM, "y2": BOTTOM}
    below = [
        {"px": canvas.pixel(t), "y": BOTTOM + 14, "text": "0" if t == 0 else axis.plain(t)} for t in ticks
    ]
    return [
        canvas.rules(grid),
        canvas.rules([foot, *marks], color=palette.TICK),
        canvas.rules(zero if canvas.low < 0 < canvas.high else [], color=palette.SECONDARY),
        canvas.text(
            [{"px": left - 6, "y": _down(one), "text": f"{one * 100:.0f}"} for one in levels],
            align="right",
            **small,
        ),
        canvas.text(
            [{"px": 0, "y": 8, "text": "futures with at most so much, of 100 (band: 95 % sure)"}], **small
        ),
        canvas.text(below, align="center", **small),
    ]


def _line(canvas: Canvas, name: str, curve: NDArray[np.float64], figures: Figures, accent: str) -> Layer:
    points = [
        {
            "x": float(x),
            "y": _down(share),
            "tip": f"{name}: at most {figures.plain(float(x))} in {share * 100:.0f} of 100 futures",
        }
        for x, share in zip(curve, SHARES, strict=True)
    ]
    colour, width = (palette.ACCENT, 2.2) if name == accent else (palette.TODAY, 1.8)
    return (
        drawn(points)
        .mark_line(color=colour, strokeWidth=width)
        .encode(x=canvas.x("x"), y=canvas.y("y"), order={"field": "y", "type": "quantitative"}, tooltip=TIP)
    )


def _names(canvas: Canvas, curves: Mapping[str, NDArray[np.float64]], accent: str) -> list[Layer]:
    """Names beside the curves where they lie farthest apart: left of the left one, right of the other."""
    inner = range(round(LABELLED[0] * 100) - 1, round(LABELLED[1] * 100))
    every = np.array(list(curves.values()))
    k = max(inner, key=lambda one: float(np.ptp(every[:, one])))
    most = max(curves, key=lambda name: float(curves[name][k]))
    right: list[dict[str, Any]] = []
    left: list[dict[str, Any]] = []
    for name, curve in curves.items():
        at, beside = canvas.pixel(float(curve[k])), 10 if name == most else -10
        row = {"px": at + beside, "y": _down(SHARES[k]), "text": name, "name": name}
        (right if name == most else left).append(row)
    layers = []
    for rows, align in ((right, "left"), (left, "right")):
        for own in (True, False):
            style: dict[str, Any] = (
                {"color": palette.ACCENT, "fontWeight": "bold"} if own else {"color": palette.SECONDARY}
            )
            mine = [row for row in rows if (row["name"] == accent) is own]
            layers.append(canvas.text(mine, align=align, **style))
    return layers
