"""Forecasts beside what happened: ranges of dates with a mark in or outside, and places within forecasts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, one_line, records_of
from workbench.charts.layer import TIP, Layer, Row
from workbench.charts.picture import Picture, finished

WIDTH = 666
LEFT, BESIDE = 178, 118
HEAD, ROW, BAR, FOOT = 62, 26, 11, 6
LONGEST = 27

PLACES_HEIGHT, PLACES_BASE, PLACES_TOP = 190, 132, 26


def ranges_chart(rows: pd.DataFrame) -> Picture:
    """Draw the range of each forecast, and what happened.

    Parameters
    ----------
    rows
        In the order shown: ``label``; dates ``low``, ``middle``, ``high``, ``due``, ``completed`` (missing
        where there is none, or beyond the end of the run); ``as_of``; ``stands`` (words for the right edge);
        ``held`` (whether it lies in the range).
    """
    records = records_of(rows)
    for k, row in enumerate(records):
        row["y"] = HEAD + ROW * (k + 0.5)
    height = HEAD + ROW * len(records) + FOOT
    canvas = Canvas(WIDTH, height, LEFT, WIDTH - BESIDE, *_span(records))
    layers = [
        *_axis(canvas),
        _bars(canvas, records),
        _ticks(canvas, records),
        _marks(
            canvas, [r for r in records if not pd.isna(r["due"])], "due", palette.TEXT, "white", "diamond"
        ),
        *_happened(canvas, records),
        canvas.text([{"px": 0, "y": r["y"], "text": one_line(str(r["label"]), LONGEST)} for r in records]),
        canvas.text(
            [{"px": WIDTH, "y": r["y"], "text": r["stands"]} for r in records], align="right", fontSize=12
        ),
        *_key(canvas),
    ]
    return finished(layers, WIDTH, height, describe_ranges(rows))


def describe_ranges(rows: pd.DataFrame) -> str:
    """Text alternative, from the numbers drawn."""
    parts = []
    for row in records_of(rows):
        last = "after the end of the run" if pd.isna(row["high"]) else _said(row["high"])
        first = "after the end of the run" if pd.isna(row["low"]) else _said(row["low"])
        done = f"not completed by {_said(row['as_of'])}"
        if not pd.isna(row["completed"]):
            done = f"completed {_said(row['completed'])}"
        parts.append(f"{row['label']}: 8 in 10 futures {first} to {last}, {done}, {row['stands']}")
    return f"Forecasts and what happened. {'; '.join(parts)}."


def places_chart(counts: Sequence[float], n: int) -> Picture:
    """Draw in which fifth of their forecasts outcomes fell; a dashed line marks what each should hold.

    Parameters
    ----------
    counts
        Outcomes by fifth, the earliest first; parts of outcomes where not known to a fifth.
    n
        Outcomes.
    """
    most = max(*counts, n / len(counts)) * 1.12
    canvas = Canvas(WIDTH, PLACES_HEIGHT, 40, 540, 0.0, float(len(counts)))

    def down(value: float) -> float:
        return PLACES_BASE - value / most * (PLACES_BASE - PLACES_TOP)

    bars = [
        {"px": canvas.pixel(k + 0.08), "px2": canvas.pixel(k + 0.92), "y": down(one), "y2": PLACES_BASE}
        for k, one in enumerate(counts)
    ]
    figures = [
        {"px": canvas.pixel(k + 0.5), "y": down(one) - 9, "text": f"{one:.1f}".removesuffix(".0")}
        for k, one in enumerate(counts)
    ]
    names = ("earliest fifth", "second", "middle", "fourth", "latest fifth")
    words = [{"px": canvas.pixel(k + 0.5), "y": PLACES_BASE + 15, "text": one} for k, one in enumerate(names)]
    even = down(n / len(counts))
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    foot = "where in its forecast each outcome fell"
    layers = [
        canvas.bands(bars, color=palette.MIDDLE),
        canvas.rules([{"px": 40, "px2": 540, "y": PLACES_BASE, "y2": PLACES_BASE}], color=palette.TICK),
        canvas.rules([{"px": 40, "px2": 546, "y": even, "y2": even}], color=palette.TEXT, strokeDash=[4, 3]),
        canvas.text(figures, align="center", fontWeight="bold"),
        canvas.text(words, align="center", **small),
        canvas.text([{"px": 290, "y": PLACES_BASE + 40, "text": foot}], align="center", **small),
        canvas.text([{"px": 552, "y": even, "text": "if forecasts are right"}], **small),
    ]
    return finished(layers, WIDTH, PLACES_HEIGHT, describe_places(counts, n))


def describe_places(counts: Sequence[float], n: int) -> str:
    """Text alternative, from the numbers drawn."""
    said = ", ".join(f"{one:.1f}" for one in counts)
    return (
        f"{n} outcomes by fifth of their forecasts, earliest first: {said}. "
        f"Each fifth should hold {n / len(counts):.1f}."
    )


def _span(records: Sequence[Row]) -> tuple[float, float]:
    days = [
        _number(row[what])
        for row in records
        for what in ("low", "middle", "high", "due", "completed", "as_of")
        if not pd.isna(row[what])
    ]
    low, high = min(days), max(days)
    return low - 10, max(high, low + 60) + 15


def _axis(canvas: Canvas) -> list[Layer]:
    first, last = _date_of(canvas.low), _date_of(canvas.high)
    months = (last - first).days / 30.4
    step = next(k for k in (1, 3, 6, 12, 24, 60, 240) if months / k <= 8)
    dates, year, month = [], first.year, 1
    while (day := datetime.date(year, month, 1)) <= last:
        if day >= first:
            dates.append(day)
        year, month = (year + (month + step - 1) // 12, (month + step - 1) % 12 + 1)
    labels = [
        {"px": canvas.pixel(d.toordinal()), "y": HEAD - 14, "text": f"{d:%Y}" if step >= 12 else f"{d:%b %Y}"}
        for d in dates
    ]
    lines = [{"px": one["px"], "px2": one["px"], "y": HEAD - 4, "y2": canvas.height} for one in labels]
    return [
        canvas.rules(lines),
        canvas.text(labels, align="center", fontSize=12, color=palette.SECONDARY),
    ]


def _bars(canvas: Canvas, records: Sequence[Row]) -> Layer:
    bars = [
        {"a": _number(r["low"]), "b": canvas.high if pd.isna(r["high"]) else _number(r["high"]), "y": r["y"]}
        for r in records
        if not pd.isna(r["low"])
    ]
    return (
        drawn(bars)
        .mark_bar(size=BAR, color=palette.PALE, orient="horizontal")
        .encode(x=canvas.x("a"), x2=canvas.x2("b"), y=canvas.y("y"))
    )


def _ticks(canvas: Canvas, records: Sequence[Row]) -> Layer:
    ticks = [
        {"px": canvas.pixel(_number(r["middle"])), "y": r["y"] - BAR / 2, "y2": r["y"] + BAR / 2}
        for r in records
        if not pd.isna(r["middle"])
    ]
    return canvas.rules([{**one, "px2": one["px"]} for one in ticks], color=palette.MIDDLE, size=2)


def _happened(canvas: Canvas, records: Sequence[dict[str, Any]]) -> list[Layer]:
    done = [r for r in records if not pd.isna(r["completed"])]
    still = [r for r in records if pd.isna(r["completed"])]
    ahead = [{"px": canvas.pixel(_number(r["as_of"])) + 7, "y": r["y"], "text": "→"} for r in still]
    return [
        _marks(canvas, [r for r in done if r["held"]], "completed", palette.ACCENT, palette.ACCENT, "circle"),
        _marks(canvas, [r for r in done if not r["held"]], "completed", palette.TEXT, palette.TEXT, "circle"),
        _marks(canvas, still, "as_of", palette.TEXT, "white", "circle"),
        canvas.text(ahead, fontSize=13),
    ]


def _marks(canvas: Canvas, records: Sequence[Row], what: str, stroke: str, fill: str, shape: str) -> Layer:
    values = [{"a": _number(r[what]), "y": r["y"], "tip": f"{r['label']}: {_said(r[what])}"} for r in records]
    return (
        drawn(values)
        .mark_point(shape=shape, size=62, fill=fill, stroke=stroke, strokeWidth=1.5, opacity=1)
        .encode(x=canvas.x("a"), y=canvas.y("y"), tooltip=TIP)
    )


def _key(canvas: Canvas) -> list[Layer]:
    y, small = 10.0, {"fontSize": 12, "color": palette.SECONDARY}
    words = [
        (0, 34, "8 in 10 futures"),
        (142, 14, "completed, inside"),
        (276, 14, "outside"),
        (350, 14, "not completed yet →"),
        (494, 14, "promised date"),
    ]
    points = [
        (148, palette.ACCENT, palette.ACCENT, "circle"),
        (282, palette.TEXT, palette.TEXT, "circle"),
        (356, palette.TEXT, "white", "circle"),
        (500, palette.TEXT, "white", "diamond"),
    ]
    return [
        canvas.bands([{"px": 0, "px2": 28, "y": y - 5, "y2": y + 5}], color=palette.PALE),
        canvas.rules([{"px": 14, "px2": 14, "y": y - 5, "y2": y + 5}], color=palette.MIDDLE, size=2),
        *(
            drawn([{"a": canvas.value(px), "y": y}])
            .mark_point(shape=shape, size=62, fill=fill, stroke=stroke, strokeWidth=1.5, opacity=1)
            .encode(x=canvas.x("a"), y=canvas.y("y"))
            for px, stroke, fill, shape in points
        ),
        canvas.text([{"px": at + beside, "y": y, "text": text} for at, beside, text in words], **small),
    ]


def _said(day: Any) -> str:
    return f"{_date(day):%Y-%m-%d}"


def _date(day: Any) -> datetime.date:
    stamp = pd.Timestamp(day)
    assert isinstance(stamp, pd.Timestamp)
    return stamp.date()


def _number(day: Any) -> float:
    return float(_date(day).toordinal())


def _date_of(number: float) -> datetime.date:
    return datetime.date.fromordinal(round(number))
