"""Rows × columns as shaded cells with their numbers in them; shade only repeats what the numbers say."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of, wrapped
from workbench.charts.layer import TIP, Layer, as_named
from workbench.charts.numbers import Figures
from workbench.charts.picture import Picture, finished

WIDTH, LEFT = 666, 192
HEAD, ROW, FOOT, GAP = 34, 46, 30, 2
SHADES = (palette.BAND, palette.PALE, "#A9C7E4", "#84AFD8")
"""From the least to the most; dark text can be read on all of them."""


def heat_chart(rows: pd.DataFrame, figures: Figures, key: str) -> Picture:
    """Draw a table of averages with their ranges, shaded by the average.

    Parameters
    ----------
    rows
        One row per cell: ``row``, ``column`` (both in the order in which they come), ``mean``, ``low``,
        ``high`` and ``best`` (outlined).
    figures
        How averages are written; the unit stands in the key.
    key
        What the numbers are, and what an outline means.
    """
    records = records_of(rows)
    across = list(dict.fromkeys(row["column"] for row in records))
    down = list(dict.fromkeys(row["row"] for row in records))
    width = (WIDTH - LEFT) / len(across)
    height = HEAD + ROW * len(down) + FOOT
    canvas = Canvas(WIDTH, height, LEFT, WIDTH, 0.0, 1.0)
    low, high = float(rows["mean"].min()), float(rows["mean"].max())
    for row in records:
        row["px"] = LEFT + width * across.index(row["column"]) + GAP / 2
        row["px2"] = row["px"] + width - GAP
        row["y"] = HEAD + ROW * down.index(row["row"]) + GAP / 2
        row["y2"] = row["y"] + ROW - GAP
        row["shade"] = SHADES[_step(row["mean"], low, high)]
        row["tip"] = _sentence(row, figures)
    middles = [
        {**row, "px": (row["px"] + row["px2"]) / 2, "y": (row["y"] + row["y2"]) / 2} for row in records
    ]
    small: dict[str, Any] = {"align": "center", "fontSize": 11, "color": palette.TEXT}
    layers = [
        _cells(canvas, records),
        _outlines(canvas, [row for row in records if row["best"]]),
        canvas.text(
            [{**row, "y": row["y"] - 8, "text": figures.bare_signed(row["mean"])} for row in middles],
            align="center",
            fontWeight="bold",
        ),
        canvas.text(
            [{**row, "y": row["y"] + 9, "text": figures.span(row["low"], row["high"])} for row in middles],
            **small,
        ),
        *_heads(canvas, across, down, width),
        canvas.text([{"px": 0, "y": height - 10, "text": key}], fontSize=12, color=palette.SECONDARY),
    ]
    return finished(layers, WIDTH, height, describe_heat(rows, figures))


def describe_heat(rows: pd.DataFrame, figures: Figures) -> str:
    """Text alternative, from the numbers drawn."""
    return f"{'; '.join(_sentence(row, figures) for row in records_of(rows))}."


def _sentence(row: dict[str, Any], figures: Figures) -> str:
    best = ", best here" if row["best"] else ""
    low, high = figures.signed(row["low"]), figures.signed(row["high"])
    return f"{row['row']}, {row['column']}: {figures.signed(row['mean'])}, between {low} and {high}{best}"


def _step(mean: float, low: float, high: float) -> int:
    if not high > low:
        return 0
    return min(len(SHADES) - 1, int((mean - low) / (high - low) * len(SHADES)))


def _cells(canvas: Canvas, records: list[dict[str, Any]]) -> Layer:
    placed = [{**row, "x": canvas.value(row["px"]), "x2": canvas.value(row["px2"])} for row in records]
    return (
        drawn(placed)
        .mark_rect()
        .encode(
            x=canvas.x("x"),
            x2=canvas.x2("x2"),
            y=canvas.y("y"),
            y2=canvas.y2("y2"),
            fill=as_named("shade"),
            tooltip=TIP,
        )
    )


def _outlines(canvas: Canvas, records: list[dict[str, Any]]) -> Layer:
    inside = [
        {"px": row["px"] + 1, "px2": row["px2"] - 1, "y": row["y"] + 1, "y2": row["y2"] - 1}
        for row in records
    ]
    return canvas.bands(inside, color="transparent", stroke=palette.TEXT, strokeWidth=2)


def _heads(canvas: Canvas, across: list[str], down: list[str], width: float) -> list[Layer]:
    tops = [{"px": LEFT + width * (k + 0.5), "y": HEAD - 14, "text": one} for k, one in enumerate(across)]
    sides = [{"px": 0, "y": HEAD + ROW * (k + 0.5), "text": wrapped(one, 28)} for k, one in enumerate(down)]
    return [
        canvas.text(tops, align="center", fontSize=12, color=palette.SECONDARY),
        canvas.text(sides, fontSize=12),
    ]
