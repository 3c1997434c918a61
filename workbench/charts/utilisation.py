"""How busy each pool is: bars from zero to all of its time, with the range of the average and its numbers."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of, wrapped
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import Figures, clear_ends
from workbench.charts.picture import Picture, finished

WIDTH = 666
LEFT, RIGHT = 190, 470
FIRST_AT, SECOND_AT = 556, WIDTH
ROW, HEAD, BAR = 31, 38, 9


def utilisation_chart(rows: pd.DataFrame, names: tuple[str, str]) -> Picture:
    """Draw the use of pools, busiest first.

    Parameters
    ----------
    rows
        One row per pool: ``label``, and for ``today`` and ``what_if`` each ``mean_…``, ``low_…`` and
        ``high_…``, as shares.
    names
        What today and the what-if are called; an empty second name draws today alone.
    """
    records = records_of(rows.sort_values("mean_today", ascending=False, kind="stable"))
    for k, row in enumerate(records):
        row["y"] = HEAD + ROW * (k + 0.5)
    height = HEAD + ROW * len(records)
    highs = [value for row in records for key, value in row.items() if key.startswith("high_")]
    most = max([1.0, *(value for value in highs if math.isfinite(value))])
    canvas = Canvas(WIDTH, height, LEFT, RIGHT, 0.0, most)
    series = (
        [("today", -BAR / 2 - 0.5, palette.TODAY), ("what_if", BAR / 2 + 0.5, palette.ACCENT)]
        if names[1]
        else [("today", 0.0, palette.ACCENT)]
    )
    layers = [
        *_ground(canvas, height, len(records)),
        *[layer for one in series for layer in _series(canvas, records, names, *one)],
        *_columns(canvas, records, names),
    ]
    return finished(layers, WIDTH, height, describe_utilisation(rows, names))


def percent(share: float) -> str:
    r"""A share of time.

    Examples
    --------
    >>> percent(0.914)
    '91\xa0%'
    """
    return f"{share * 100:.0f}\N{NO-BREAK SPACE}%" if math.isfinite(share) else "–"


def use_span(low: float, high: float) -> str:
    """Range of an average share of time, in percent: ends that differ never read the same.

    Examples
    --------
    >>> use_span(0.914, 0.926), use_span(0.948, 0.951), use_span(0.5, 0.5)
    ('91 to 93', '94.8 to 95.1', '')
    """
    if not (math.isfinite(high - low) and low < high):
        return ""
    figures = clear_ends(Figures("", "", 0.01, 0), low, high)
    return f"{figures.bare(low)} to {figures.bare(high)}"


def describe_utilisation(rows: pd.DataFrame, names: tuple[str, str]) -> str:
    """Text alternative, from the numbers drawn."""
    parts = []
    for row in records_of(rows.sort_values("mean_today", ascending=False, kind="stable")):
        text = f"{row['label']} {percent(row['mean_today'])}"
        parts.append(text + (f" and {percent(row['mean_what_if'])}" if names[1] else ""))
    under = f"{names[0]} and {names[1]}" if names[1] else names[0]
    return f"Share of the time of each pool that projects use, under {under}: {'; '.join(parts)}."


def _ground(canvas: Canvas, height: float, count: int) -> list[Layer]:
    lines = [{"px": canvas.pixel(v), "px2": canvas.pixel(v), "y": HEAD - 4, "y2": height} for v in (0.5, 1.0)]
    rows = [{"px": 0, "px2": WIDTH, "y": HEAD + ROW * k, "y2": HEAD + ROW * k} for k in range(1, count)]
    labels = [{"px": canvas.pixel(v), "y": HEAD - 14, "text": percent(v)} for v in (0.0, 0.5, 1.0)]
    return [
        canvas.rules(rows, color=palette.HAIRLINE_TABLE),
        canvas.rules(lines),
        canvas.text(labels, align="center", fontSize=12, color=palette.SECONDARY),
    ]


def _series(
    canvas: Canvas,
    records: list[dict[str, Any]],
    names: tuple[str, str],
    key: str,
    shift: float,
    colour: str,
) -> list[Layer]:
    values = [
        {
            "label": row["label"],
            "scenario": names[1] if key == "what_if" else names[0],
            "zero": 0.0,
            "mean": row[f"mean_{key}"],
            "low": row[f"low_{key}"],
            "high": row[f"high_{key}"],
            "y": row["y"] + shift,
            "tip": _tip(row, key),
        }
        for row in records
    ]
    base = drawn(values).encode(y=canvas.y("y"), tooltip=TIP)
    return [
        base.mark_bar(size=BAR, color=colour, orient="horizontal").encode(
            x=canvas.x("zero"), x2=canvas.x2("mean")
        ),
        base.mark_rule(size=2, color=palette.TEXT).encode(x=canvas.x("low"), x2=canvas.x2("high")),
    ]


def _tip(row: dict[str, Any], key: str) -> str:
    span = use_span(row[f"low_{key}"], row[f"high_{key}"])
    between = f", between {span.replace(' to ', ' and ')}\N{NO-BREAK SPACE}%" if span else ""
    return f"{row['label']}: {percent(row[f'mean_{key}'])} on average{between}"


def _columns(canvas: Canvas, records: list[dict[str, Any]], names: tuple[str, str]) -> list[Layer]:
    def span(row: dict[str, Any], key: str) -> str:
        return use_span(row[f"low_{key}"], row[f"high_{key}"])

    at = FIRST_AT if names[1] else SECOND_AT
    small: dict[str, Any] = {"align": "right", "fontSize": 12, "color": palette.SECONDARY}
    layers = [
        canvas.text([{"px": 0, "y": r["y"], "text": wrapped(str(r["label"]), 27)} for r in records]),
        *_numbers(canvas, records, "today", at, span, palette.SECONDARY),
        canvas.text([{"px": at, "y": HEAD - 6, "text": wrapped(names[0], 14)}], baseline="bottom", **small),
    ]
    if not names[1]:
        return layers
    head = {"px": SECOND_AT, "y": HEAD - 6, "text": wrapped(names[1], 14)}
    strong = {**small, "color": palette.ACCENT, "fontWeight": "bold"}
    return [
        *layers,
        *_numbers(canvas, records, "what_if", SECOND_AT, span, palette.ACCENT),
        canvas.text([head], baseline="bottom", **strong),
    ]


def _numbers(
    canvas: Canvas, records: list[dict[str, Any]], key: str, at: float, span: Any, colour: str
) -> list[Layer]:
    means = [{"px": at, "y": r["y"] - 6, "text": percent(r[f"mean_{key}"])} for r in records]
    ranges = [{"px": at, "y": r["y"] + 8, "text": span(r, key)} for r in records]
    return [
        canvas.text(means, align="right", fontWeight="bold", color=colour),
        canvas.text(ranges, align="right", fontSize=12, color=palette.SECONDARY),
    ]
