"""The one mark of every comparison: dot = average, bar = range of the average, line = 8 in 10 futures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import CHARACTER, Canvas, drawn, one_line, records_of, wrapped
from workbench.charts.layer import TIP, Layer, Row, either
from workbench.charts.numbers import (
    Figures,
    axis_figures,
    clear_ends,
    domain_of,
    finer,
    in_futures,
    out_of,
    out_of_span,
    whole,
)
from workbench.charts.picture import Picture, finished
from workbench.charts.undecided import open_words

WIDTH = 666
LEFT, RIGHT = 186, 462
AVERAGE_AT, CLOSE_AT, BETTER_AT = 568, 544, WIDTH
ROW, TIGHT, TOGETHER = 49, 27, 200
ROOMY = 40
"""Height of a row, the least it can be, and what all rows together should take; what holds two lines."""
HEAD, KEY = 52, 34
BAR, LINE = 14, 2.2
DOT = 110


def interval_chart(rows: pd.DataFrame, figures: Figures, against: str) -> Picture:
    """Draw alternatives against a baseline, largest average first, the baseline banded in its place.

    Parameters
    ----------
    rows
        One row per alternative: ``label``, ``mean``, ``low``, ``high`` (range of the average), ``p10``,
        ``p90`` (8 in 10 futures), ``better`` (share of futures), ``decided`` (undecided dots are hollow) and
        ``n``, the number of futures; without it, chances are said out of 100 and have no range.
    figures
        How differences are written.
    against
        What the baseline is called.
    """
    sorted_rows = rows.sort_values("mean", ascending=False, kind="stable")
    row = row_height(len(rows) + 1)
    placed = list(_placed(sorted_rows, against, row))
    height = HEAD + row * len(placed) + KEY
    canvas = Canvas(WIDTH, height, LEFT, RIGHT, *domain_of(_ends(rows)))
    marks = [row for row in placed if not row["baseline"]]
    for one in marks:
        one["tip"] = sentence(one, figures)
    layers = [
        *_ground(canvas, placed, row),
        *_axis(canvas, HEAD + row * len(placed), figures),
        *mark_layers(canvas, marks, BAR, LINE, DOT),
        _baseline_dot(canvas, [one for one in placed if one["baseline"]]),
        *_columns(canvas, placed, figures, against, row),
        *_key(canvas, placed, HEAD + row * len(placed) + 8),
    ]
    return finished(layers, WIDTH, height, describe_intervals(sorted_rows, figures, against))


def mark_layers(
    canvas: Canvas, rows: list[dict[str, Any]], bar: float, line: float, dot: float
) -> list[Layer]:
    """Line, bar and dot for rows with ``y``; the dot is hollow where ``decided`` is false.

    Parameters
    ----------
    canvas
        Where to draw.
    rows
        With ``mean``, ``low``, ``high``, ``p10``, ``p90``, ``decided``, ``y`` and ``tip``.
    bar, line, dot
        Height of the bar and of the line in pixels, area of the dot.
    """
    base = drawn(rows).encode(y=canvas.y("y"), tooltip=TIP)
    return [
        base.mark_rule(color=palette.ACCENT, size=line).encode(x=canvas.x("p10"), x2=canvas.x2("p90")),
        base.mark_bar(color=palette.MIDDLE, size=bar, orient="horizontal").encode(
            x=canvas.x("low"), x2=canvas.x2("high")
        ),
        base.mark_point(size=dot, opacity=1, strokeWidth=2, filled=False).encode(
            x=canvas.x("mean"),
            fill=either("decided", palette.ACCENT, "white"),
            stroke=either("decided", "white", palette.ACCENT),
            strokeWidth=either("decided", 1.2, 2),
        ),
    ]


def row_height(count: int) -> float:
    """Rows move closer where there are many, so that a page still holds them.

    Examples
    --------
    >>> row_height(4), row_height(5), row_height(12)
    (49, 40.0, 27)
    """
    return max(TIGHT, min(ROW, TOGETHER / count))


def _ends(rows: pd.DataFrame) -> list[float]:
    return [float(v) for c in ("mean", "low", "high", "p10", "p90") for v in rows[c]]


def sentence(row: Row, figures: Figures) -> str:
    """One row in words."""
    verdict = "" if row["decided"] else f", {open_words(row['low'], row['high'])}"
    closer = _of_row(row, figures)
    return (
        f"{row['label']}: average {closer.signed(row['mean'])}{verdict}; "
        f"the average lies between {closer.signed(row['low'])} and {closer.signed(row['high'])}; "
        f"8 in 10 futures between {figures.signed(row['p10'])} and {figures.signed(row['p90'])}; "
        f"better {_chance(row)}"
    )


def _of_row(row: Row, figures: Figures) -> Figures:
    """More decimals where an average or its range needs them, as sentences and tables beside it write it."""
    return clear_ends(finer(figures, row["mean"]), row["low"], row["high"])


def _chance(row: Row) -> str:
    """How often it is better, with its range where the number of futures is known."""
    said = in_futures(row["better"], _n(row))
    return f"{said} ({_chance_span(row)}, 95 % sure)" if _chance_span(row) else said


def _chance_span(row: Row) -> str:
    return out_of_span(row["better"], row["n"]) if "n" in row else ""


def _n(row: Row) -> float:
    return float(row.get("n", 100))


def describe_intervals(rows: pd.DataFrame, figures: Figures, against: str) -> str:
    """Text alternative, from the numbers drawn."""
    lines = [sentence(row, figures) for row in records_of(rows)]
    return f"Differences against {against}, largest first. " + ". ".join(lines) + "."


def _placed(rows: pd.DataFrame, against: str, height: float) -> Iterator[dict[str, Any]]:
    records = records_of(rows)
    below = [k for k, row in enumerate(records) if row["mean"] < 0]
    at = below[0] if below else len(records)
    baseline = {"label": against, "mean": 0.0, "baseline": True}
    for k, row in enumerate([*records[:at], baseline, *records[at:]]):
        yield {"baseline": False, **row, "y": HEAD + height * (k + 0.5)}


def _ground(canvas: Canvas, placed: list[dict[str, Any]], height: float) -> list[Layer]:
    band = [
        {"px": 0, "px2": WIDTH, "y": row["y"] - height / 2, "y2": row["y"] + height / 2}
        for row in placed
        if row["baseline"]
    ]
    return [canvas.bands(band)]


def _axis(canvas: Canvas, bottom: float, figures: Figures) -> list[Layer]:
    ticks = [tick for tick in canvas.ticks(5) if tick != 0]
    top = HEAD - 4
    lines = [{"px": canvas.pixel(t), "px2": canvas.pixel(t), "y": top, "y2": bottom} for t in ticks]
    zero = canvas.pixel(0.0)
    zero_words = "no difference"
    labels = [{"px": zero, "y": HEAD - 14, "text": zero_words}]
    taken = [(zero - len(zero_words) * CHARACTER / 2, zero + len(zero_words) * CHARACTER / 2)]
    axis = axis_figures(ticks, figures)
    for tick in sorted(ticks, key=abs):
        text, at = axis.signed(tick), canvas.pixel(tick)
        reach = len(text) * CHARACTER / 2
        if all(at + reach + 4 < left or at - reach - 4 > right for left, right in taken):
            labels.append({"px": at, "y": HEAD - 14, "text": text})
            taken.append((at - reach, at + reach))
    return [
        canvas.rules(lines),
        canvas.rules([{"px": zero, "px2": zero, "y": top, "y2": bottom}], color=palette.SECONDARY),
        canvas.text(labels, align="center", fontSize=12, color=palette.SECONDARY),
    ]


def _baseline_dot(canvas: Canvas, rows: list[dict[str, Any]]) -> Layer:
    return (
        drawn(rows)
        .mark_point(size=DOT, opacity=1, fill="white", stroke=palette.SECONDARY, strokeWidth=2)
        .encode(x=canvas.x("mean"), y=canvas.y("y"))
    )


def _columns(
    canvas: Canvas, placed: list[dict[str, Any]], figures: Figures, against: str, height: float
) -> list[Layer]:
    marks = [row for row in placed if not row["baseline"]]
    n = min((_n(row) for row in marks), default=100)
    roomy = height >= ROOMY
    at = AVERAGE_AT if roomy else CLOSE_AT
    short = wrapped if roomy else one_line
    names = [{"px": 0, "y": row["y"], "text": short(str(row["label"]), 27)} for row in marks]
    today = [{"px": 0, "y": row["y"], "text": short(against, 25)} for row in placed if row["baseline"]]
    averages = [
        {
            "px": at,
            "y": row["y"] - (8 if roomy and not row["decided"] else 0),
            "text": _of_row(row, figures).signed(row["mean"]),
        }
        for row in marks
    ]
    # Below the average where there is room, beside it where rows are close.
    below, beside = (at, 9) if roomy else (at + 62, 0)
    words = [
        {"px": below, "y": row["y"] + beside, "text": open_words(row["low"], row["high"])}
        for row in marks
        if not row["decided"]
    ]
    better = [
        {
            "px": BETTER_AT,
            "y": row["y"] - (8 if roomy and _chance_span(row) else 0),
            "text": out_of(row["better"], n),
        }
        for row in marks
    ]
    spans = [
        {"px": BETTER_AT, "y": row["y"] + 9, "text": _chance_span(row)}
        for row in marks
        if roomy and _chance_span(row)
    ]
    baseline = [{"px": at, "y": row["y"], "text": "baseline"} for row in placed if row["baseline"]]
    heads = [
        {"px": at, "y": 12, "text": "average\ndifference"},
        {"px": BETTER_AT, "y": 12, "text": f"better in\n… of {whole(n)}"},
    ]
    return [
        canvas.text(names),
        canvas.text(today, fontWeight="bold"),
        canvas.text(averages, align="right", fontWeight="bold", color=palette.ACCENT),
        canvas.text(words, align="right", fontStyle="italic", fontSize=12, color=palette.SECONDARY),
        canvas.text(better, align="right"),
        canvas.text(spans, align="right", fontSize=12, color=palette.SECONDARY),
        canvas.text(baseline, align="right", color=palette.SECONDARY),
        canvas.text(heads, align="right", fontSize=12, color=palette.SECONDARY, baseline="top"),
    ]


def _key(canvas: Canvas, placed: list[dict[str, Any]], bottom: float) -> list[Layer]:
    """The words for bar and line, on the marks of the last alternative."""
    marks = [row for row in placed if not row["baseline"]]
    if not marks or not math.isfinite(marks[-1]["p10"]):
        return []
    last = marks[-1]
    at_line = canvas.pixel(last["p10"]) + 3
    at_bar = max(canvas.pixel(last["high"]) - 1.5, at_line + 12)
    leaders = [
        {"px": at_line, "px2": at_line, "y": last["y"], "y2": bottom},
        {"px": at_bar, "px2": at_bar, "y": last["y"], "y2": bottom},
    ]
    return [
        canvas.rules(leaders, color=palette.SECONDARY),
        canvas.text(
            [{"px": at_line + 4, "y": bottom + 10, "text": "line: 8 in 10 single futures"}],
            align="right",
            fontSize=12,
        ),
        canvas.text(
            [
                {
                    "px": max(at_bar - 4, at_line + 16),
                    "y": bottom + 10,
                    "text": "bar: where the average can lie",
                }
            ],
            fontSize=12,
        ),
    ]
