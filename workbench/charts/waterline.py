"""The cut-off line: projects by what they are worth by plan, filled above it, hollow below, and why."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, one_line, records_of, wrapped
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import Figures, domain_of
from workbench.charts.picture import Picture, finished

WIDTH = 666
LEFT, RIGHT = 196, 328
VALUE_AT, WHY_AT = 392, 404
HEAD, HIGH, LOW, GAP, FOOT = 40, 22, 36, 30, 6
"""Heights: of the head, of a row above the line, of one below it, of the line itself, of the foot."""
BAR = 12
NAME, WHY = 34, 44
"""Characters of a line of a name and of a reason."""


def waterline_chart(rows: pd.DataFrame, line: str, figures: Figures) -> Picture:
    """Draw projects from the best value for money down, the line among them.

    Parameters
    ----------
    rows
        One row per project, from the top: ``label``, ``value`` (by plan; NaN where nothing is known),
        ``above``, ``why`` and ``tip``.
    line
        What stands at the line.
    figures
        How money is written.
    """
    placed, at = _placed(rows)
    height = max([at + GAP / 2, *(row["y"] + row["tall"] / 2 for row in placed)]) + FOOT
    canvas = Canvas(WIDTH, height, LEFT, RIGHT, *domain_of(float(row["value"]) for row in placed))
    zero = canvas.pixel(0.0)
    layers = [
        canvas.bands([{"px": 0, "px2": WIDTH, "y": at, "y2": height}]),
        canvas.rules([{"px": zero, "px2": zero, "y": HEAD - 6, "y2": height}], color=palette.SECONDARY),
        *_bars(canvas, placed),
        *_words(canvas, placed, figures),
        canvas.rules([{"px": 0, "px2": WIDTH, "y": at, "y2": at}], color=palette.TEXT, size=2.5),
        canvas.text([{"px": 0, "y": at + 13, "text": line}], fontSize=12, fontWeight="bold"),
    ]
    return finished(layers, WIDTH, height, describe_waterline(rows, line, figures))


def describe_waterline(rows: pd.DataFrame, line: str, figures: Figures) -> str:
    """Text alternative, from the numbers drawn."""
    records = records_of(rows)
    above = [_said(row, figures) for row in records if row["above"]]
    below = [_said(row, figures) for row in records if not row["above"]]
    parts = [f"The line: {line}."]
    parts += [f"Above it, by plan: {'; '.join(above)}."] if above else []
    parts += [f"Below it: {'; '.join(below)}."] if below else []
    return " ".join(parts)


def _said(row: dict[str, Any], figures: Figures) -> str:
    worth = f" {figures.signed(float(row['value']))}" if row["value"] == row["value"] else ""
    return f"{row['label']}{worth}, {row['why']}" if row["why"] else f"{row['label']}{worth}"


def _placed(rows: pd.DataFrame) -> tuple[list[dict[str, Any]], float]:
    """Rows with their middle and height, and where the line is."""
    records = records_of(rows)
    placed, y = [], float(HEAD)
    for row in (one for one in records if one["above"]):
        placed.append({**row, "y": y + HIGH / 2, "tall": HIGH})
        y += HIGH
    at = y + 4
    y = at + GAP - 8
    for row in (one for one in records if not one["above"]):
        placed.append({**row, "y": y + LOW / 2, "tall": LOW})
        y += LOW
    return placed, at


def _bars(canvas: Canvas, placed: list[dict[str, Any]]) -> list[Layer]:
    layers = []
    for above, look in (
        (True, {"color": palette.ACCENT}),
        (False, {"color": "white", "stroke": palette.ACCENT, "strokeWidth": 1.5}),
    ):
        own = [row for row in placed if row["above"] is above and row["value"] == row["value"]]
        points = [{"x": 0.0, "x2": float(row["value"]), "y": row["y"], "tip": row["tip"]} for row in own]
        if points:
            layers.append(
                drawn(points)
                .mark_bar(size=BAR, orient="horizontal", opacity=1, **look)
                .encode(
                    x=canvas.x("x"),
                    x2=canvas.x2("x2"),
                    y=canvas.y("y"),
                    tooltip=TIP,
                )
            )
    return layers


def _words(canvas: Canvas, placed: list[dict[str, Any]], figures: Figures) -> list[Layer]:
    names = [{"px": 0, "y": row["y"], "text": one_line(str(row["label"]), NAME)} for row in placed]
    values = [
        {"px": VALUE_AT, "y": row["y"], "text": figures.bare_signed(float(row["value"]))}
        for row in placed
        if row["value"] == row["value"]
    ]
    why = [{"px": WHY_AT, "y": row["y"], "text": wrapped(str(row["why"]), WHY)} for row in placed]
    unit = f"by plan, {figures.unit}" if figures.unit else "by plan"
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    heads = [{"px": VALUE_AT, "y": 12, "text": unit}]
    return [
        canvas.text(names, fontSize=12),
        canvas.text(values, align="right", fontSize=12, fontWeight="bold", color=palette.ACCENT),
        canvas.text(why, **small),
        canvas.text(heads, align="right", **small),
        canvas.text([{"px": WHY_AT, "y": 12, "text": "cost by plan; below the line: why"}], **small),
    ]
