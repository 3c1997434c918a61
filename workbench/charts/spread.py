"""What today and a what-if bring in single futures: dots on one axis, with their averages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from workbench.analysis import mean_interval, quantiles
from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn
from workbench.charts.dots import dots_of, one_dot
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import Figures, axis_figures, padded
from workbench.charts.picture import Picture, finished
from workbench.charts.room import PAGE, Room, Span

COLUMNS, SIDE, TALLEST = 26, 8.4, 140.0
LEFT, RIGHT, HEAD, FOOT = 14, 14, 20, 54
GAP = 30
"""Between the two stacks: the average and its range stand there."""


def spread_chart(
    values: Mapping[str, ArrayLike], figures: Figures, names: tuple[str, str], room: Room = PAGE
) -> Picture:
    """Draw each side as dots, today above the what-if; below each its average and its range.

    Parameters
    ----------
    values
        By name: a value for each future.
    figures
        How values are written.
    names
        What today and the what-if are called; an empty second name draws today alone.
    room
        Width, what the axis shows at least (see `spread_span`), and dots that fit on one another at least.
    """
    shown = [name for name in names if name]
    low, high = room.holding(spread_span(values, names))
    width = (high - low) / COLUMNS
    stacks = {name: _stacked(dots_of(values[name]), low, width) for name in shown}
    deepest = max(room.rows, *(row["level"] + 1 for rows in stacks.values() for row in rows))
    side = min(SIDE, TALLEST / deepest)
    tall = deepest * side + 22
    height = round(HEAD + (tall + GAP) * len(shown) + FOOT - GAP + 12)
    canvas = Canvas(room.width, height, LEFT, room.width - RIGHT, low, high)
    bases = {name: HEAD + tall + (tall + GAP) * k for k, name in enumerate(shown)}
    layers = [*_axis(canvas, figures, height - FOOT + 12)]
    for name, base in bases.items():
        accent = name == shown[-1]
        for row in stacks[name]:
            row |= {
                "y": base - side * (row["level"] + 0.5) - 2,
                "tip": f"{name}: {figures.plain(row['value'])}",
            }
        layers += _strip(canvas, stacks[name], _mark(values[name], figures, name, base + 10), base, accent)
    return finished(layers, room.width, height, describe_spread(values, figures, names))


def spread_span(values: Mapping[str, ArrayLike], names: tuple[str, str]) -> Span:
    """What the axis shows: every dot of both sides."""
    dots = [float(v) for name in names if name for v in dots_of(values[name])]
    return padded(min(dots), max(dots), 0.03)


def describe_spread(values: Mapping[str, ArrayLike], figures: Figures, names: tuple[str, str]) -> str:
    """Text alternative, from the numbers drawn."""
    parts = []
    for name in names:
        if name:
            mark = _mark(values[name], figures, name, 0.0)
            parts.append(mark["tip"])
    n = min(np.size(values[name]) for name in names if name)
    return f"On each side {one_dot(n)}. {'; '.join(parts)}."


def _mark(values: ArrayLike, figures: Figures, name: str, y: float) -> dict[str, Any]:
    mean, (p10, _, p90) = mean_interval(values), quantiles(values)
    tip = (
        f"{name}: {figures.plain(mean.value)} on average, between {figures.plain(mean.low)} and "
        f"{figures.plain(mean.high)}; 8 in 10 futures between {figures.plain(p10)} and {figures.plain(p90)}"
    )
    low, high = (mean.low, mean.high) if math.isfinite(mean.low) else (mean.value, mean.value)
    return {
        "mean": mean.value,
        "low": low,
        "high": high,
        "p10": p10,
        "p90": p90,
        "y": y,
        "tip": tip,
        "text": f"{name}, average {figures.plain(mean.value)}",
    }


def _stacked(values: list[float], low: float, width: float) -> list[dict[str, Any]]:
    levels: Counter[int] = Counter()
    rows = []
    for value in sorted(values):
        k = math.floor((value - low) / width)
        rows.append({"at": low + (k + 0.5) * width, "value": value, "level": levels[k]})
        levels[k] += 1
    return rows


def _strip(
    canvas: Canvas, dots: list[dict[str, Any]], mark: dict[str, Any], base: float, accent: object
) -> list[Layer]:
    colour, bar = (palette.ACCENT, palette.MIDDLE) if accent else (palette.TODAY, palette.TODAY)
    words = {"px": 0, "y": base - canvas_top(dots, base), "text": mark["text"]}
    style: dict[str, Any] = (
        {"color": palette.ACCENT, "fontWeight": "bold"} if accent else {"color": palette.SECONDARY}
    )
    marks = drawn([mark]).encode(y=canvas.y("y"), tooltip=TIP)
    return [
        drawn(dots)
        .mark_point(size=40, opacity=1, fill=colour, stroke=colour, strokeWidth=0.5)
        .encode(x=canvas.x("at"), y=canvas.y("y"), tooltip=TIP),
        marks.mark_rule(color=colour, size=1.6).encode(x=canvas.x("p10"), x2=canvas.x2("p90")),
        marks.mark_bar(color=bar, size=9, orient="horizontal").encode(
            x=canvas.x("low"), x2=canvas.x2("high")
        ),
        marks.mark_point(size=80, opacity=1, fill=colour, stroke="white", strokeWidth=1.2).encode(
            x=canvas.x("mean")
        ),
        canvas.text([words], **style),
    ]


def canvas_top(dots: list[dict[str, Any]], base: float) -> float:
    """How far above the base of a strip its name stands: above the highest dot."""
    return base - min(float(row["y"]) for row in dots) + 14


def _axis(canvas: Canvas, figures: Figures, y: float) -> list[Layer]:
    ticks = canvas.ticks(6 if canvas.width >= 500 else 4)
    axis = axis_figures(ticks, figures)
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    zero = [{"px": canvas.pixel(0.0), "px2": canvas.pixel(0.0), "y": 0, "y2": y}]
    return [
        canvas.rules(
            [{"px": canvas.pixel(t), "px2": canvas.pixel(t), "y": HEAD - 8, "y2": y} for t in ticks]
        ),
        canvas.rules(zero if canvas.low < 0 < canvas.high else [], color=palette.SECONDARY),
        canvas.text(
            [{"px": canvas.pixel(t), "y": y + 12, "text": "0" if t == 0 else axis.plain(t)} for t in ticks],
            align="center",
            **small,
        ),
        canvas.text(
            [{"px": 0, "y": y + 30, "text": "bar: the average, 95 % sure; line: 8 in 10 futures"}], **small
        ),
    ]
