"""Value against the worst tenth or the score, one mark for each simulated list, and the ranking curve."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, one_line, records_of, spaced
from workbench.charts.layer import TIP, Layer, Row, as_named, number
from workbench.charts.numbers import Figures, axis_figures, nice_ticks, padded, plain_figures
from workbench.charts.picture import Picture, finished

WIDTH, HEIGHT = 666, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 484, 34, 296

CLEAR = 16
"""Pixels between two numbers at marks."""

CURVE, TODAY = "greedy", "today"
"""Lists that grow in the order of a ranking: joined by a grey line. The list of today: a diamond."""

LONGEST = 30
"""Characters of a name beside the plot."""


@dataclass(frozen=True)
class Across:
    """What stands from left to right.

    Parameters
    ----------
    column
        Of the rows, with its range in ``_low`` and ``_high``.
    words
        For the axis.
    figures
        How it is written.
    """

    column: str
    words: str
    figures: Figures


def frontier_chart(rows: pd.DataFrame, figures: Figures) -> Picture:
    """Draw lists by the average of their worst 10 % (across) and their average value (up).

    Filled: no other list is better beyond doubt. Hollow: one is. Thin lines are ranges of the averages. The
    grey line joins the lists that a ranking makes as it grows; a diamond is the list of today.

    Parameters
    ----------
    rows
        As `workbench.experiment.selecting.frontier.Frontier.frame` gives them; a column ``members`` is said
        at each mark.
    figures
        How money is written.
    """
    return _drawn(rows, figures, Across("worst", "average of the worst 10 % of futures", figures))


def strategy_chart(rows: pd.DataFrame, figures: Figures) -> Picture:
    """The same lists by the strategic score that they deliver (across) and their average value (up).

    Parameters
    ----------
    rows, figures
        As for `frontier_chart`.
    """
    score = plain_figures(rows["alignment"], "score")
    return _drawn(rows, figures, Across("alignment", "strategic score delivered, on average", score))


def _drawn(rows: pd.DataFrame, figures: Figures, across: Across) -> Picture:
    floor, ceiling = padded(float(rows["value_low"].min()), float(rows["value_high"].max()), 0.06)
    canvas = Canvas(WIDTH, HEIGHT, LEFT, RIGHT, *_reach(rows, across.column))

    def down(value: float) -> float:
        return BOTTOM - (value - floor) / (ceiling - floor) * (BOTTOM - TOP)

    layers = [
        *_axes(canvas, (floor, ceiling), down, figures, across),
        *_ranges(canvas, rows, down, across.column),
        _curve(canvas, rows, down, across.column),
        *_points(canvas, rows, down, figures, across.column),
        *_labels(canvas, rows, down, across.column),
    ]
    return finished(layers, WIDTH, HEIGHT, describe_frontier(rows, figures))


def _reach(rows: pd.DataFrame, column: str) -> tuple[float, float]:
    """What the axis shows; of few futures an average of the worst has no range."""
    ends = [one for part in (column, f"{column}_low", f"{column}_high") for one in rows.get(part, ())]
    known = [float(one) for one in ends if one == one]
    return padded(min(known), max(known), 0.04)


def describe_frontier(rows: pd.DataFrame, figures: Figures) -> str:
    """Text alternative, from the numbers drawn."""
    n = int(rows["n"].min())
    said = [f"{len(rows)} lists of projects, {n:,} simulated futures each"]
    for row in records_of(rows.sort_values("value", ascending=False)):
        said.append(_words(row, figures))
    return f"{'; '.join(said)}."


def _words(row: Row, figures: Figures) -> str:
    text = (
        f"{row['name']}: {figures.plain(float(row['value']))} on average, "
        f"{figures.plain(float(row['worst']))} in the worst 10 %, score {float(row['alignment']):,.0f}"
    )
    return f"{text}, worse than {row['dominated_by']}" if row["dominated_by"] else text


def _axes(
    canvas: Canvas, span: tuple[float, float], down: Any, figures: Figures, across: Across
) -> list[Layer]:
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    along, up = canvas.ticks(5), nice_ticks(*span, 4)
    below, beside = axis_figures(along, across.figures), axis_figures(up, figures)
    middle = (LEFT + RIGHT) / 2
    return [
        canvas.rules([{"px": LEFT, "px2": RIGHT, "y": down(t), "y2": down(t)} for t in up]),
        canvas.text(
            [{"px": LEFT - 8, "y": down(t), "text": beside.plain(t)} for t in up], align="right", **small
        ),
        canvas.text(
            [{"px": canvas.pixel(t), "y": BOTTOM + 16, "text": below.plain(t)} for t in along],
            align="center",
            **small,
        ),
        canvas.text(
            [{"px": middle, "y": BOTTOM + 38, "text": across.words}],
            align="center",
            **small,
        ),
        canvas.text(
            [{"px": LEFT, "y": 10, "text": "average value; beside a mark its number of projects"}], **small
        ),
    ]


def _ranges(canvas: Canvas, rows: pd.DataFrame, down: Any, column: str) -> list[Layer]:
    lines = []
    for row in records_of(rows):
        x, y = canvas.pixel(float(row[column])), down(float(row["value"]))
        lines.append({"px": x, "px2": x, "y": down(row["value_low"]), "y2": down(row["value_high"])})
        low, high = float(row.get(f"{column}_low", math.nan)), float(row.get(f"{column}_high", math.nan))
        if low == low:
            left, right = canvas.pixel(low), canvas.pixel(high)
            lines.append({"px": left, "px2": right, "y": y, "y2": y})
    return [canvas.rules(lines, color=palette.MIDDLE)]


def _curve(canvas: Canvas, rows: pd.DataFrame, down: Any, column: str) -> Layer:
    own = rows[rows["curve"] == CURVE].sort_values("projects")
    points = [
        {"x": float(row[column]), "y": down(float(row["value"])), "place": place}
        for place, row in enumerate(records_of(own))
    ]
    return (
        drawn(points)
        .mark_line(color=palette.TODAY, strokeWidth=1.6)
        .encode(x=canvas.x("x"), y=canvas.y("y"), order=number("place"))
    )


def _points(canvas: Canvas, rows: pd.DataFrame, down: Any, figures: Figures, column: str) -> list[Layer]:
    layers = []
    for hollow in (True, False):
        own = [row for row in records_of(rows) if bool(row["dominated_by"]) is hollow]
        points = [
            {
                "x": float(row[column]),
                "y": down(float(row["value"])),
                "tip": _tip(row, figures),
                "shape": "diamond" if row["curve"] == TODAY else "circle",
                "size": 220 if row["curve"] == TODAY else 100,
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
            .mark_point(opacity=1, **look)
            .encode(
                x=canvas.x("x"),
                y=canvas.y("y"),
                shape=as_named("shape", legend=None),
                size=number("size", scale=None, legend=None),
                tooltip=TIP,
            )
        )
    return layers


def _tip(row: Row, figures: Figures) -> str:
    """A list in words, and what is on it where that is known."""
    said = f"{_words(row, figures)} ({int(row['n']):,} futures)."
    return f"{said} {row['members']}" if row.get("members") else said


def _labels(canvas: Canvas, rows: pd.DataFrame, down: Any, column: str) -> list[Layer]:
    """Names beside the plot, in the order of value, and the number of projects at each mark."""
    ordered = records_of(rows.sort_values("value", ascending=False))
    named = [row for row in ordered if not row["dominated_by"] or row["curve"] == TODAY]
    places = spaced([down(float(row["value"])) for row in named], 15)
    names = [
        {"px": RIGHT + 14, "y": place, "text": one_line(_named(row), LONGEST)}
        for row, place in zip(named, places, strict=True)
    ]
    today = [name for name, row in zip(names, named, strict=True) if row["curve"] == TODAY]
    others = [name for name in names if name not in today]
    numbers: list[dict[str, Any]] = []
    for row in ordered:
        x, y = canvas.pixel(float(row[column])) + 9, down(float(row["value"])) - 9
        # Where marks crowd, the most valuable one keeps its number: two over each other tell neither.
        if all(abs(x - one["px"]) > CLEAR or abs(y - one["y"]) > CLEAR for one in numbers):
            numbers.append({"px": x, "y": y, "text": str(row["projects"])})
    return [
        canvas.text(others, fontSize=12, color=palette.ACCENT),
        canvas.text(today, fontSize=12, fontWeight="bold"),
        canvas.text(numbers, fontSize=12, color=palette.SECONDARY),
    ]


def _named(row: Row) -> str:
    """The number of projects first, as it stands at the mark."""
    short = str(row["name"]).removesuffix(f", {row['projects']} projects")
    return f"{'◆ ' if row['curve'] == TODAY else ''}{row['projects']} {short}"
