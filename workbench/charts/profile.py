"""Levels from 1 to 5 with their ranges, a row for each perspective; a row may still be without a level."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of
from workbench.charts.layer import TIP, Layer, Row
from workbench.charts.picture import Picture, finished

ROW, HEAD, FOOT = 34, 8, 44
LABELS, FIGURES = 172, 150
"""Room for what stands left and right of the plot."""
BAR, DOT = 14, 110
NARROW = 620
"""Below this width only the ends of the ladder are put in words."""

LADDER = {1: "by person", 2: "by team", 3: "one way", 4: "measured", 5: "improved"}
NO_LEVEL = "no level yet"


def profile_chart(rows: pd.DataFrame, width: int = 560) -> Picture:
    """Draw levels with the ranges that hold them in nine of ten cases.

    Parameters
    ----------
    rows
        In their order: ``label``, ``level``, ``low``, ``high`` (no numbers where there is no level) and
        ``apart``, a remark where people disagree, or empty.
    width
        Pixels.
    """
    records = records_of(rows)
    height = HEAD + ROW * len(records) + FOOT
    canvas = Canvas(width, height, LABELS, width - FIGURES, 1.0, 5.0)
    for place, one in enumerate(records):
        one["y"] = HEAD + ROW * (place + 0.5)
        one["tip"] = _sentence(one)
    known = [one for one in records if math.isfinite(one["level"])]
    layers = [
        *_ladder(canvas, HEAD + ROW * len(records)),
        canvas.text([{"px": 0, "y": one["y"], "text": one["label"]} for one in records]),
        *_marks(canvas, known),
        *_figures(canvas, records),
    ]
    return finished(layers, width, height, describe_profile(rows))


def describe_profile(rows: pd.DataFrame) -> str:
    """Text alternative, from the numbers drawn."""
    told = "; ".join(_sentence(one) for one in records_of(rows))
    return f"Levels from 1 to 5 with the range that holds each in nine of ten cases. {told}."


def _sentence(row: Row) -> str:
    if not math.isfinite(row["level"]):
        return f"{row['label']}: {NO_LEVEL}"
    apart = f", {row['apart']}" if row["apart"] else ""
    return f"{row['label']}: {row['level']:.1f}, between {row['low']:.1f} and {row['high']:.1f}{apart}"


def _ladder(canvas: Canvas, base: float) -> list[Layer]:
    at = {level: canvas.pixel(float(level)) for level in LADDER}
    lines = [{"px": px, "px2": px, "y": HEAD, "y2": base} for px in at.values()]
    told = LADDER if canvas.width >= NARROW else {level: LADDER[level] for level in (1, 5)}
    numbers = [{"px": px, "y": base + 14, "text": str(level)} for level, px in at.items()]
    words = [{"px": at[level], "y": base + 30, "text": word} for level, word in told.items()]
    style: dict[str, Any] = {"align": "center", "color": palette.SECONDARY}
    return [
        canvas.rules(lines),
        canvas.text(numbers, fontSize=12, **style),
        canvas.text(words, fontSize=12, **style),
    ]


def _marks(canvas: Canvas, rows: list[dict[str, Any]]) -> list[Layer]:
    base = drawn(rows).encode(y=canvas.y("y"), tooltip=TIP)
    return [
        base.mark_bar(color=palette.MIDDLE, size=BAR, orient="horizontal").encode(
            x=canvas.x("low"), x2=canvas.x2("high")
        ),
        base.mark_point(
            size=DOT, opacity=1, filled=True, fill=palette.ACCENT, stroke="white", strokeWidth=1.2
        ).encode(x=canvas.x("level")),
    ]


def _figures(canvas: Canvas, rows: list[dict[str, Any]]) -> list[Layer]:
    """The level in bold, its range behind it; what people disagree on below."""
    left = canvas.right + 22
    known = [one for one in rows if math.isfinite(one["level"])]
    for one in known:
        one["up"] = one["y"] - (7 if one["apart"] else 0)
    levels = [{"px": left, "y": one["up"], "text": f"{one['level']:.1f}"} for one in known]
    spans = [
        {"px": left + 30, "y": one["up"], "text": f"{one['low']:.1f} to {one['high']:.1f}"} for one in known
    ]
    apart = [{"px": left, "y": one["y"] + 9, "text": one["apart"]} for one in known]
    missing = [{"px": left, "y": one["y"], "text": NO_LEVEL} for one in rows if one not in known]
    return [
        canvas.text(levels, fontWeight="bold"),
        canvas.text(spans, color=palette.SECONDARY),
        canvas.text(apart, fontSize=12, color=palette.WARNING),
        canvas.text(missing, color=palette.SECONDARY, fontSize=12),
    ]
