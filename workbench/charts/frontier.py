"""Value against the worst tenth, one mark for each simulated list: the frontier, and the ranking curve."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of, spaced
from workbench.charts.numbers import Figures, axis_figures, nice_ticks, padded
from workbench.charts.theme import finished

WIDTH, HEIGHT = 666, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 500, 34, 296

CLEAR = 16
"""Pixels between two numbers at marks."""

CURVE = "greedy"
"""Lists that grow in the order of a ranking: joined by a grey line."""


def frontier_chart(rows: pd.DataFrame, figures: Figures) -> alt.LayerChart:
    """Draw lists by the average of their worst 10 % (across) and their average value (up).

    Filled: no other list is better beyond doubt. Hollow: one is. Thin lines are ranges of the averages. The
    grey line joins the lists that a ranking makes as it grows.

    Parameters
    ----------
    rows
        As `workbench.experiment.selecting.frontier.Frontier.frame` gives them.
    figures
        How money is written.
    """
    low, high = padded(float(rows["worst_low"].min()), float(rows["worst_high"].max()), 0.04)
    floor, ceiling = padded(float(rows["value_low"].min()), float(rows["value_high"].max()), 0.06)
    canvas = Canvas(WIDTH, HEIGHT, LEFT, RIGHT, low, high)

    def down(value: float) -> float:
        return BOTTOM - (value - floor) / (ceiling - floor) * (BOTTOM - TOP)

    layers = [
        *_axes(canvas, floor, ceiling, down, figures),
        *_ranges(canvas, rows, down),
        _curve(canvas, rows, down),
        *_points(canvas, rows, down, figures),
        *_labels(canvas, rows, down),
    ]
    return finished(layers, WIDTH, HEIGHT, describe_frontier(rows, figures))


def describe_frontier(rows: pd.DataFrame, figures: Figures) -> str:
    """Text alternative, from the numbers drawn."""
    n = int(rows["n"].min())
    said = [f"{len(rows)} lists of projects, {n:,} simulated futures each"]
    for row in records_of(rows.sort_values("value", ascending=False)):
        text = (
            f"{row['name']}: {figures.plain(float(row['value']))} on average, "
            f"{figures.plain(float(row['worst']))} in the worst 10 %, score {float(row['alignment']):,.0f}"
        )
        said.append(f"{text}, worse than {row['dominated_by']}" if row["dominated_by"] else text)
    return f"{'; '.join(said)}."


def _axes(canvas: Canvas, floor: float, ceiling: float, down: Any, figures: Figures) -> list[alt.Chart]:
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    across, up = canvas.ticks(5), nice_ticks(floor, ceiling, 4)
    below, beside = axis_figures(across, figures), axis_figures(up, figures)
    middle = (LEFT + RIGHT) / 2
    return [
        canvas.rules([{"px": LEFT, "px2": RIGHT, "y": down(t), "y2": down(t)} for t in up]),
        canvas.text(
            [{"px": LEFT - 8, "y": down(t), "text": beside.plain(t)} for t in up], align="right", **small
        ),
        canvas.text(
            [{"px": canvas.pixel(t), "y": BOTTOM + 16, "text": below.plain(t)} for t in across],
            align="center",
            **small,
        ),
        canvas.text(
            [{"px": middle, "y": BOTTOM + 38, "text": "average of the worst 10 % of futures"}],
            align="center",
            **small,
        ),
        canvas.text(
            [{"px": LEFT, "y": 10, "text": "average value; beside a mark its number of projects"}], **small
        ),
    ]


def _ranges(canvas: Canvas, rows: pd.DataFrame, down: Any) -> list[alt.Chart]:
    lines = []
    for row in records_of(rows):
        x, y = canvas.pixel(float(row["worst"])), down(float(row["value"]))
        lines.append({"px": x, "px2": x, "y": down(row["value_low"]), "y2": down(row["value_high"])})
        if row["worst_low"] == row["worst_low"]:
            left, right = canvas.pixel(float(row["worst_low"])), canvas.pixel(float(row["worst_high"]))
            lines.append({"px": left, "px2": right, "y": y, "y2": y})
    return [canvas.rules(lines, color=palette.MIDDLE)]


def _curve(canvas: Canvas, rows: pd.DataFrame, down: Any) -> alt.Chart:
    own = rows[rows["curve"] == CURVE].sort_values("projects")
    points = [
        {"x": float(row["worst"]), "y": down(float(row["value"])), "place": place}
        for place, row in enumerate(records_of(own))
    ]
    return (
        drawn(points)
        .mark_line(color=palette.TODAY, strokeWidth=1.6)
        .encode(x=canvas.x("x"), y=canvas.y("y"), order=alt.Order("place:Q"))
    )


def _points(canvas: Canvas, rows: pd.DataFrame, down: Any, figures: Figures) -> list[alt.Chart]:
    layers = []
    for hollow in (True, False):
        own = [row for row in records_of(rows) if bool(row["dominated_by"]) is hollow]
        points = [
            {
                "x": float(row["worst"]),
                "y": down(float(row["value"])),
                "tip": describe_frontier(pd.DataFrame([row]), figures),
            }
            for row in own
        ]
        look: dict[str, Any] = (
            {"fill": "white", "stroke": palette.ACCENT, "strokeWidth": 2}
            if hollow
            else {"fill": palette.ACCENT, "stroke": "white", "strokeWidth": 1.2}
        )
        layers.append(
            drawn(points)
            .mark_point(size=100, opacity=1, **look)
            .encode(x=canvas.x("x"), y=canvas.y("y"), tooltip=alt.Tooltip("tip:N", title=" "))
        )
    return layers


def _labels(canvas: Canvas, rows: pd.DataFrame, down: Any) -> list[alt.Chart]:
    """Names beside the plot, in the order of value, and the number of projects at each mark."""
    ordered = records_of(rows.sort_values("value", ascending=False))
    places = spaced([down(float(row["value"])) for row in ordered], 15)
    names = [
        {"px": RIGHT + 14, "y": place, "text": str(row["name"])[:27]}
        for row, place in zip(ordered, places, strict=True)
        if not row["dominated_by"]
    ]
    numbers: list[dict[str, Any]] = []
    for row in ordered:
        x, y = canvas.pixel(float(row["worst"])) + 9, down(float(row["value"])) - 9
        # Where marks crowd, the most valuable one keeps its number: two over each other tell neither.
        if all(abs(x - one["px"]) > CLEAR or abs(y - one["y"]) > CLEAR for one in numbers):
            numbers.append({"px": x, "y": y, "text": str(row["projects"])})
    return [
        canvas.text(names, fontSize=12, color=palette.ACCENT),
        canvas.text(numbers, fontSize=12, color=palette.SECONDARY),
    ]
