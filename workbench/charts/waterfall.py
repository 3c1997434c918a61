"""A difference as the sum of its parts: filled adds, outlined subtracts, the whole at the foot."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of, wrapped
from workbench.charts.layer import Layer
from workbench.charts.numbers import Figures, clear_ends, domain_of, parts_of
from workbench.charts.picture import Picture, finished

WIDTH = 666
LEFT, RIGHT = 210, 500
AVERAGE_AT, SPAN_AT = 572, WIDTH
HEAD, ROW, BAR, FOOT = 40, 38, 16, 6


def waterfall_chart(rows: pd.DataFrame, whole: str, figures: Figures) -> Picture:
    """Draw parts from zero to their sum, in the order given, and the sum below a rule.

    Parameters
    ----------
    rows
        One row per part, then one for the whole: ``label``, ``mean``, ``low``, ``high``, ``decided``.
    whole
        What the whole is called.
    figures
        How amounts are written; parts are rounded so that shown parts give the shown whole.
    """
    placed = _placed(rows, whole, figures)
    height = HEAD + ROW * len(placed) + FOOT
    ends = [end for row in placed for end in (row["begin"], row["end"])]
    canvas = Canvas(WIDTH, height, LEFT, RIGHT, *domain_of(ends))
    zero = canvas.pixel(0.0)
    rule_y = HEAD + ROW * (len(placed) - 1)
    layers = [
        canvas.rules([{"px": zero, "px2": zero, "y": HEAD - 4, "y2": height}], color=palette.SECONDARY),
        canvas.rules([{"px": 0, "px2": WIDTH, "y": rule_y, "y2": rule_y}], color=palette.SECONDARY),
        _connectors(canvas, placed),
        *_bars(canvas, placed),
        *_words(canvas, placed, figures, zero),
    ]
    return finished(layers, WIDTH, height, describe_waterfall(rows, whole, figures))


def describe_waterfall(rows: pd.DataFrame, whole: str, figures: Figures) -> str:
    """Text alternative, from the numbers drawn."""
    placed = _placed(rows, whole, figures)
    said = [
        f"{row['label']} {figures.signed(row['mean'])}{'' if row['decided'] else ', undecided'}"
        for row in placed
    ]
    return f"{whole} and its parts: {'; '.join(said)}."


def _placed(rows: pd.DataFrame, whole: str, figures: Figures) -> list[dict[str, Any]]:
    records = records_of(rows)
    parts, total = records[:-1], records[-1]
    shown = parts_of([row["mean"] for row in parts], figures)
    placed, at = [], 0.0
    for k, (row, mean) in enumerate(zip(parts, shown, strict=True)):
        placed.append({**row, "mean": mean, "begin": at, "end": at + mean, "y": HEAD + ROW * (k + 0.5)})
        at += mean
    y = HEAD + ROW * (len(parts) + 0.5)
    placed.append({**total, "label": whole, "mean": at, "begin": 0.0, "end": at, "y": y})
    return placed


def _connectors(canvas: Canvas, placed: list[dict[str, Any]]) -> Layer:
    return canvas.rules(
        [
            {"px": canvas.pixel(one["end"]), "px2": canvas.pixel(one["end"]), "y": one["y"], "y2": other["y"]}
            for one, other in zip(placed, placed[1:], strict=False)
        ],
        color=palette.TODAY,
    )


def _bars(canvas: Canvas, placed: list[dict[str, Any]]) -> list[Layer]:
    layers = []
    last = placed[-1]
    for rows, style in (
        ([row for row in placed[:-1] if row["mean"] >= 0], {"color": palette.MIDDLE}),
        (
            [row for row in placed[:-1] if row["mean"] < 0],
            {"color": "white", "stroke": palette.ACCENT, "strokeWidth": 1.5},
        ),
        ([last], {"color": palette.ACCENT}),
    ):
        if rows:
            base = drawn(rows).mark_bar(size=BAR, orient="horizontal", opacity=1, **style)
            layers.append(base.encode(x=canvas.x("begin"), x2=canvas.x2("end"), y=canvas.y("y")))
    return layers


def _words(canvas: Canvas, placed: list[dict[str, Any]], figures: Figures, zero: float) -> list[Layer]:
    parts, last = placed[:-1], placed[-1]

    def at(x: float, rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
        return [{"px": x, "y": row["y"], "text": row[text]} for row in rows]

    for row in placed:
        row["amount"] = figures.signed(row["mean"])
        row["span"] = (
            clear_ends(figures, row["low"], row["high"]).span(row["low"], row["high"])
            if row["decided"]
            else "undecided"
        )
        row["short"] = wrapped(str(row["label"]), 30)
    heads = [
        {"px": AVERAGE_AT, "y": 12, "text": "average"},
        {"px": SPAN_AT, "y": 12, "text": "range"},
    ]
    return [
        canvas.text(at(0, parts, "short")),
        canvas.text(at(0, [last], "short"), fontWeight="bold"),
        canvas.text(at(AVERAGE_AT, placed, "amount"), align="right", fontWeight="bold", color=palette.ACCENT),
        canvas.text(at(SPAN_AT, placed, "span"), align="right", fontSize=12, color=palette.SECONDARY),
        canvas.text(heads, align="right", fontSize=12, color=palette.SECONDARY, baseline="top"),
        canvas.text(
            [{"px": zero, "y": HEAD - 12, "text": "0"}], align="center", fontSize=12, color=palette.SECONDARY
        ),
    ]
