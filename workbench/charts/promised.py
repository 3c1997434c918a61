"""What a list is worth by plan beside what simulation makes of it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of, wrapped
from workbench.charts.interval import mark_layers
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import Figures, axis_figures, padded
from workbench.charts.picture import Picture, finished

WIDTH = 666
LEFT, RIGHT = 120, 452
PLAN_AT, MEAN_AT = 528, WIDTH
HEAD, ROW, FOOT = 52, 46, 26


def promised_chart(rows: pd.DataFrame, figures: Figures) -> Picture:
    """Draw each list's plan value as a hollow diamond beside its simulated average, range and spread.

    Parameters
    ----------
    rows
        One row per list: ``label``, ``plan``, ``mean``, ``low``, ``high`` (range of the average), ``p10``,
        ``p90`` (8 in 10 futures) and ``n``.
    figures
        How money is written.
    """
    placed = [
        {**row, "y": HEAD + ROW * (k + 0.5), "decided": True, "tip": _said(row, figures)}
        for k, row in enumerate(records_of(rows))
    ]
    foot = HEAD + ROW * len(placed)
    ends = [float(row[c]) for row in placed for c in ("plan", "mean", "low", "high", "p10", "p90")]
    known = [end for end in ends if end == end]
    canvas = Canvas(WIDTH, foot + FOOT, LEFT, RIGHT, *padded(min(known), max(known), 0.04))
    layers = [
        *_axis(canvas, foot, figures),
        *mark_layers(canvas, placed, 14, 2.2, 110),
        _plans(canvas, placed),
        *_words(canvas, placed, figures),
    ]
    return finished(layers, WIDTH, foot + FOOT, describe_promised(rows, figures))


def describe_promised(rows: pd.DataFrame, figures: Figures) -> str:
    """Text alternative, from the numbers drawn."""
    return f"{'. '.join(_said(row, figures) for row in records_of(rows))}."


def _said(row: dict[str, Any], figures: Figures) -> str:
    return (
        f"{row['label']}: {figures.plain(row['plan'])} by plan, {figures.plain(row['mean'])} on average in "
        f"{int(row['n']):,} simulated futures; the average lies between {figures.plain(row['low'])} and "
        f"{figures.plain(row['high'])}, 8 in 10 futures between {figures.plain(row['p10'])} and "
        f"{figures.plain(row['p90'])}"
    )


def _axis(canvas: Canvas, foot: float, figures: Figures) -> list[Layer]:
    ticks = canvas.ticks(4)
    axis = axis_figures(ticks, figures)
    lines = [{"px": canvas.pixel(t), "px2": canvas.pixel(t), "y": HEAD - 6, "y2": foot} for t in ticks]
    words = [{"px": canvas.pixel(t), "y": HEAD - 16, "text": axis.plain(t)} for t in ticks]
    return [
        canvas.rules(lines),
        canvas.text(words, align="center", fontSize=12, color=palette.SECONDARY),
    ]


def _plans(canvas: Canvas, placed: list[dict[str, Any]]) -> Layer:
    look: dict[str, Any] = {"fill": "white", "stroke": palette.TEXT, "strokeWidth": 2}
    return (
        drawn([{"x": row["plan"], "y": row["y"], "tip": row["tip"]} for row in placed])
        .mark_point(shape="diamond", size=150, opacity=1, **look)
        .encode(x=canvas.x("x"), y=canvas.y("y"), tooltip=TIP)
    )


def _words(canvas: Canvas, placed: list[dict[str, Any]], figures: Figures) -> list[Layer]:
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    labels = [{"px": 0, "y": row["y"], "text": wrapped(str(row["label"]), 19)} for row in placed]
    plans = [{"px": PLAN_AT, "y": row["y"], "text": figures.plain(row["plan"])} for row in placed]
    means = [{"px": MEAN_AT, "y": row["y"] - 7, "text": figures.plain(row["mean"])} for row in placed]
    spans = [
        {
            "px": MEAN_AT,
            "y": row["y"] + 8,
            "text": f"{figures.bare(row['low'])} to {figures.bare(row['high'])}",
        }
        for row in placed
        if row["low"] == row["low"]
    ]
    heads = [
        {"px": PLAN_AT, "y": 12, "text": "◇ by plan"},
        {"px": MEAN_AT, "y": 12, "text": "● simulated average"},
    ]
    foot = HEAD + ROW * len(placed) + 12
    key = [
        {"px": LEFT, "y": foot, "text": "bar: where the average can lie"},
        {"px": LEFT + 190, "y": foot, "text": "line: 8 in 10 single futures"},
    ]
    return [
        canvas.text(labels),
        canvas.text(plans, align="right"),
        canvas.text(means, align="right", fontWeight="bold", color=palette.ACCENT),
        canvas.text(spans, align="right", **small),
        canvas.text(heads, align="right", **small),
        canvas.text(key, **small),
    ]
