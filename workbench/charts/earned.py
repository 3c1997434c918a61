"""Lines over time with the range of single futures: S-curves and indices; and how far forecasts err."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, one_line, records_of, spaced
from workbench.charts.dates import dated
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import NBSP, Figures, axis_figures, nice_ticks, padded
from workbench.charts.picture import Picture, finished
from workbench.charts.timeline import month_ticks

WIDTH, HEIGHT = 666, 260
LEFT, RIGHT, TOP, BOTTOM = 54, 520, 14, 226
TICK_LABEL = 50


@dataclass(frozen=True)
class Line:
    """How a series is drawn, and what stands at its end.

    Parameters
    ----------
    series
        Its name in the frame.
    title
        Words at its end.
    colour, width, dash
        Of the line; an empty dash is a full line.
    banded
        Whether the range of single futures is drawn behind it.
    """

    series: str
    title: str
    colour: str
    width: float
    dash: tuple[int, ...]
    banded: bool


VALUE_LINES = (
    Line("planned", "planned", palette.TODAY, 2.4, (), False),
    Line("paid", "paid", palette.TEXT, 1.6, (), False),
    Line("told", "as reported", palette.MIDDLE, 1.6, (5, 3), False),
    Line("earned", "done", palette.ACCENT, 2.4, (), True),
)
"""The S-curve: planned, earned and paid in the same unit."""

PACE_LINES = (
    Line("told_spi_t", "as reported", palette.MIDDLE, 1.6, (5, 3), False),
    Line("spi_t", "as it is", palette.ACCENT, 2.4, (), True),
)
"""Schedule performance in time."""


def timeline_chart(
    rows: pd.DataFrame, lines: Sequence[Line], figures: Figures, level: float | None = None
) -> Picture:
    """Draw series over time, their names at their ends.

    Parameters
    ----------
    rows
        ``series``, ``date``, ``mean``, ``p10`` and ``p90`` (single futures; NaN or equal to the mean where
        there is one future only).
    lines
        What is drawn, from the bottom up.
    figures
        How values are written.
    level
        A value to hold the series against, if any.
    """
    drawn_rows = _numbered(rows, lines)
    values = [one[name] for one in drawn_rows for name in ("mean", "p10", "p90") if math.isfinite(one[name])]
    floor, ceiling = padded(min([0.0, *values]), max([level or 0.0, *values]), 0.0)
    days = [one["x"] for one in drawn_rows]
    canvas = Canvas(WIDTH, HEIGHT, LEFT, RIGHT, min(days), max(max(days), min(days) + 1))

    def down(value: float) -> float:
        return BOTTOM - (value - floor) / (ceiling - floor) * (BOTTOM - TOP)

    layers = [*_grid(canvas, (floor, ceiling), figures, down), *_months(canvas)]
    if level is not None:
        layers.append(
            canvas.rules(
                [{"px": LEFT, "px2": RIGHT, "y": down(level), "y2": down(level)}], color=palette.SECONDARY
            )
        )
    layers += [_band(canvas, drawn_rows, one, down) for one in lines if one.banded]
    layers += [_line(canvas, drawn_rows, one, down, figures) for one in lines]
    layers += _ends(canvas, drawn_rows, lines, down, figures)
    return finished(layers, WIDTH, HEIGHT, describe_timeline(rows, lines, figures))


def describe_timeline(rows: pd.DataFrame, lines: Sequence[Line], figures: Figures) -> str:
    """Text alternative: every series at a few dates."""
    parts = []
    for line in lines:
        own = records_of(rows[rows["series"] == line.series])
        some = own[:: max(1, len(own) // 6)] + (own[-1:] if own else [])
        said = [f"{one['date']:%b %Y} {figures.plain(one['mean'])}" for one in some]
        parts.append(f"{line.title}: {', '.join(dict.fromkeys(said)) or 'nothing'}")
    return f"Over time. {'; '.join(parts)}."


def _numbered(rows: pd.DataFrame, lines: Sequence[Line]) -> list[dict[str, Any]]:
    names = {one.series for one in lines}
    return [{**one, "x": _ordinal(one["date"])} for one in records_of(rows) if one["series"] in names]


def _ordinal(moment: Any) -> float:
    return float(
        moment.toordinal() if isinstance(moment, datetime.date) else pd.Timestamp(moment).toordinal()
    )


def _grid(canvas: Canvas, span: tuple[float, float], figures: Figures, down: Any) -> list[Layer]:
    ticks = nice_ticks(*span, 5)
    axis = axis_figures(ticks, figures)
    lines = [{"px": LEFT, "px2": RIGHT, "y": down(t), "y2": down(t)} for t in ticks]
    words = [{"px": LEFT - 8, "y": down(t), "text": "0" if t == 0 else axis.plain(t)} for t in ticks]
    zero = [one for one, t in zip(lines, ticks, strict=True) if t == 0]
    return [
        canvas.rules(lines),
        canvas.rules(zero, color=palette.SECONDARY),
        canvas.text(words, align="right", fontSize=12, color=palette.SECONDARY),
    ]


def _months(canvas: Canvas) -> list[Layer]:
    ticks = month_ticks(canvas.low, canvas.high)
    yearly = all(day.month == 1 for day in ticks) and len(ticks) > 1
    words: list[dict[str, Any]] = [
        {
            "px": canvas.pixel(day.toordinal()),
            "y": BOTTOM + 16,
            "text": f"{day:%Y}" if yearly else f"{day:%b %Y}",
        }
        for day in ticks
        if LEFT <= canvas.pixel(day.toordinal()) <= RIGHT
    ]
    apart = [one for k, one in enumerate(words) if k == 0 or one["px"] - words[k - 1]["px"] >= TICK_LABEL]
    return [canvas.text(apart, align="center", fontSize=12, color=palette.SECONDARY)]


def _band(canvas: Canvas, rows: list[dict[str, Any]], line: Line, down: Any) -> Layer:
    points = [
        {"x": one["x"], "y": down(one["p10"]), "y2": down(one["p90"])}
        for one in rows
        if one["series"] == line.series and one["p90"] > one["p10"]
    ]
    return (
        drawn(points)
        .mark_area(color=palette.PALE, opacity=0.75)
        .encode(x=canvas.x("x"), y=canvas.y("y"), y2=canvas.y2("y2"))
    )


def _line(canvas: Canvas, rows: list[dict[str, Any]], line: Line, down: Any, figures: Figures) -> Layer:
    points = [
        {
            "x": one["x"],
            "y": down(one["mean"]),
            "tip": f"{line.title}, {dated(one['date'])}: {figures.plain(one['mean'])}",
        }
        for one in rows
        if one["series"] == line.series
    ]
    dash: dict[str, Any] = {"strokeDash": list(line.dash)} if line.dash else {}
    return (
        drawn(points)
        .mark_line(color=line.colour, strokeWidth=line.width, **dash)
        .encode(x=canvas.x("x"), y=canvas.y("y"), tooltip=TIP)
    )


def _ends(
    canvas: Canvas, rows: list[dict[str, Any]], lines: Sequence[Line], down: Any, figures: Figures
) -> list[Layer]:
    last = {one["series"]: one for one in rows}
    shown = [line for line in lines if line.series in last]
    places = spaced([down(last[line.series]["mean"]) for line in shown], 16)
    return [
        canvas.text(
            [
                {
                    "px": RIGHT + 10,
                    "y": y,
                    "text": one_line(f"{figures.plain(last[line.series]['mean'])} {line.title}", 24),
                }
            ],
            color=line.colour if line.colour in (palette.ACCENT, palette.TEXT) else palette.SECONDARY,
            fontWeight="bold" if line.colour == palette.ACCENT else "normal",
        )
        for line, y in zip(shown, places, strict=True)
    ]


MOST = 1.0
"""Errors beyond this share are off the chart, and said so."""
PLOT, HALF, HEAD = 138, 338, 24


def error_chart(rows: pd.DataFrame, titles: dict[str, str], heads: dict[str, str]) -> Picture:
    """Draw how far forecasts err by the share of the time that is over, kinds side by side.

    Parameters
    ----------
    rows
        ``kind``, ``forecast``, ``share``, ``mean``, ``low``, ``high``, ``closest``, of one view.
    titles
        What each forecast is called.
    heads
        Kinds from left to right with their headings.
    """
    height = 236
    bottom = height - 40
    layers: list[Layer] = []
    base = Canvas(WIDTH, height, 0, WIDTH, 0.0, float(WIDTH))
    top = max([0.2, *(min(MOST, one) for one in rows["mean"] if math.isfinite(one))])

    def down(value: float) -> float:
        return bottom - value / top * (bottom - HEAD - 14)

    for place, (kind, head) in enumerate(heads.items()):
        left = 38 + place * HALF
        right = left + PLOT
        own = rows[rows["kind"] == kind]
        layers += _frame(base, (left, right), head, top, down, bottom)
        layers += _panel(base, (left, right), own, titles, down)
    return finished(layers, WIDTH, height, describe_errors(rows, titles, heads))


def describe_errors(rows: pd.DataFrame, titles: dict[str, str], heads: dict[str, str]) -> str:
    """Text alternative, from the numbers drawn."""
    parts = []
    for kind, head in heads.items():
        own = records_of(rows[rows["kind"] == kind])
        said = [
            f"{titles[one['forecast']]} at {one['share']:.0%}: {one['mean']:.0%}"
            for one in own
            if math.isfinite(one["mean"])
        ]
        parts.append(f"{head}: {', '.join(said)}")
    return f"Average error of forecasts. {'. '.join(parts)}."


def _frame(
    canvas: Canvas, span: tuple[float, float], head: str, top: float, down: Any, bottom: float
) -> list[Layer]:
    left, right = span
    ticks = nice_ticks(0.0, top, 5)
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    return [
        canvas.text([{"px": left - 38, "y": 8, "text": head}], fontWeight="bold"),
        canvas.rules([{"px": left, "px2": right, "y": down(t), "y2": down(t)} for t in ticks]),
        canvas.text(
            [{"px": left - 6, "y": down(t), "text": f"{t * 100:.0f}{NBSP}%" if t else "0"} for t in ticks],
            align="right",
            **small,
        ),
        canvas.text(
            [
                {"px": left + (right - left) * (s - 0.2) / 0.8, "y": bottom + 14, "text": f"{s * 100:.0f}"}
                for s in (0.2, 0.4, 0.6, 0.8, 1.0)
            ],
            align="center",
            **small,
        ),
        canvas.text(
            [{"px": (left + right) / 2, "y": bottom + 32, "text": f"{NBSP}% of the actual time over"}],
            align="center",
            **small,
        ),
    ]


def _panel(
    canvas: Canvas, span: tuple[float, float], rows: pd.DataFrame, titles: dict[str, str], down: Any
) -> list[Layer]:
    left, right = span
    layers: list[Layer] = []
    known = [name for name in titles if name in set(rows["forecast"])]
    lines = {name: _points(rows, name, span, down) for name in known}
    best = min(known, key=lambda name: float(rows[rows["forecast"] == name]["mean"].sum()), default="")
    drawn_ones = [name for name in known if lines[name]]
    places = spaced([lines[name][-1]["y"] for name in drawn_ones], 16)
    # The lowest label stays clear of the axis.
    raised = max([0.0, *(y - down(0.0) for y in places)])
    places = [y - raised for y in places]
    for name, y in zip(drawn_ones, places, strict=True):
        accent = name == best
        colour = palette.ACCENT if accent else palette.TODAY
        points = lines[name]
        layers += [
            drawn(run)
            .mark_line(color=colour, strokeWidth=2.4 if accent else 1.6)
            .encode(x=canvas.x("x"), y=canvas.y("y"), tooltip=TIP)
            for run in _runs(points)
        ]
        layers.append(
            drawn(points)
            .mark_point(fill=colour, stroke="white", size=44, opacity=1, strokeWidth=1)
            .encode(x=canvas.x("x"), y=canvas.y("y"), tooltip=TIP)
        )
        layers.append(
            canvas.text(
                [{"px": right + 10, "y": y, "text": titles[name]}],
                color=palette.ACCENT if accent else palette.SECONDARY,
                fontWeight="bold" if accent else "normal",
                fontSize=12,
            )
        )
    return layers


def _points(rows: pd.DataFrame, name: str, span: tuple[float, float], down: Any) -> list[dict[str, Any]]:
    left, right = span
    own = records_of(rows[rows["forecast"] == name])
    return [
        {
            "x": left + (right - left) * (one["share"] - 0.2) / 0.8,
            "y": down(one["mean"]),
            "place": place,
            "tip": f"{one['share']:.0%} over: off by {one['mean']:.0%}, "
            f"between {one['low']:.0%} and {one['high']:.0%}",
        }
        for place, one in enumerate(own)
        if math.isfinite(one["mean"]) and one["mean"] <= MOST
    ]


def _runs(points: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Neighbouring points: a line goes through none that is off the chart."""
    runs: list[list[dict[str, Any]]] = []
    for one in points:
        if runs and one["place"] == runs[-1][-1]["place"] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs
