"""Counts over time, today and a what-if: lines with names at their ends, a band for 8 in 10 futures."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of, spaced, wrapped
from workbench.charts.dates import dated
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import Figures, axis_figures, nice_ticks
from workbench.charts.picture import Picture, finished
from workbench.charts.room import PAGE, Room, Span

LEFT, BESIDE, TOP, FOOT = 34, 148, 26, 24
HEIGHT = 250
APART, LABEL = 15, 22
"""Between names at the ends of lines, and characters of one."""
KEY = "band: 8 in 10 futures of the what-if"


def over_time_chart(
    rows: pd.DataFrame, figures: Figures, unit: str, names: tuple[str, str], room: Room = PAGE
) -> Picture:
    """Draw averages over time: today grey, the what-if blue above its band.

    Parameters
    ----------
    rows
        ``series`` (what is counted; its name stands at the line), ``side`` (``today`` or ``what_if``),
        ``day`` (a date), ``mean``, ``p10`` and ``p90`` (8 in 10 futures), in order of time.
    figures
        How counts are written.
    unit
        What is counted up the side.
    names
        What today and the what-if are called; an empty second name draws today alone.
    room
        Width, and how high the axis reaches at least (see `over_time_span`).
    """
    records = [{**row, "x": float(_number(row["day"]))} for row in records_of(rows)]
    low, high = min(row["x"] for row in records), max(row["x"] for row in records)
    canvas = Canvas(room.width, HEIGHT, LEFT, room.width - BESIDE, low, max(high, low + 1))
    floor, ceiling = room.holding(over_time_span(rows))
    bottom = HEIGHT - FOOT

    def down(value: float) -> float:
        return bottom - (value - floor) / (ceiling - floor) * (bottom - TOP)

    for row in records:
        row |= {"y": down(row["mean"]), "top": down(row["p90"]), "low": down(row["p10"])}
        row["key"] = f"{row['series']} {row['side']}"
        row["tip"] = _sentence(row, figures, names)
    band = "what_if" if names[1] else "today"
    layers = [
        drawn([row for row in records if row["side"] == band])
        .mark_area(color=palette.PALE, opacity=0.75)
        .encode(
            x=canvas.x("x"),
            y=canvas.y("low"),
            y2=canvas.y2("top"),
            detail={"field": "key", "type": "nominal"},
        ),
        *_axes(canvas, (floor, ceiling), figures, unit, down),
        _lines(canvas, [row for row in records if row["side"] != band], palette.TODAY, 1.6),
        _lines(canvas, [row for row in records if row["side"] == band], palette.ACCENT, 2.2),
        *_names(canvas, records, names),
    ]
    return finished(layers, room.width, HEIGHT, describe_over_time(rows, figures, names))


def over_time_span(rows: pd.DataFrame) -> Span:
    """What the axis up the side shows: from zero to the highest band."""
    highest = float(rows[["mean", "p90"]].to_numpy().max())
    return 0.0, max(1.0, highest * 1.04)


def describe_over_time(rows: pd.DataFrame, figures: Figures, names: tuple[str, str]) -> str:
    """Text alternative, from the numbers drawn: how each line begins, where it is highest, how it ends."""
    parts = []
    for (series, side), own in rows.groupby(["series", "side"], sort=False):
        if side == "what_if" and not names[1]:
            continue
        records = records_of(own)
        highest = max(records, key=lambda row: float(row["mean"]))
        name = names[0] if side == "today" else names[1]
        parts.append(
            f"{series}, {name}: {figures.plain(records[0]['mean'])} at the start, at most "
            f"{figures.plain(highest['mean'])} ({dated(_date(highest['day']))}), "
            f"{figures.plain(records[-1]['mean'])} at the end (8 in 10 futures "
            f"{figures.plain(records[-1]['p10'])} to {figures.plain(records[-1]['p90'])})"
        )
    return f"Averages over time. {'; '.join(parts)}."


def _sentence(row: dict[str, Any], figures: Figures, names: tuple[str, str]) -> str:
    name = names[0] if row["side"] == "today" else names[1]
    return (
        f"{row['series']}, {name}, {dated(_date(row['day']))}: {figures.plain(row['mean'])} on average, "
        f"8 in 10 futures {figures.plain(row['p10'])} to {figures.plain(row['p90'])}"
    )


def _lines(canvas: Canvas, records: Sequence[dict[str, Any]], colour: str, width: float) -> Layer:
    return (
        drawn(records)
        .mark_line(color=colour, strokeWidth=width)
        .encode(x=canvas.x("x"), y=canvas.y("y"), detail={"field": "key", "type": "nominal"}, tooltip=TIP)
    )


def _axes(canvas: Canvas, span: Span, figures: Figures, unit: str, down: Any) -> list[Layer]:
    ticks = nice_ticks(*span, 5)
    axis = axis_figures(ticks, figures)
    bottom = HEIGHT - FOOT
    first, last = (datetime.date.fromordinal(int(end)).year for end in (canvas.low, canvas.high))
    every = 1 if last - first <= 8 else 2 if last - first <= 16 else 5
    years = [
        (year, canvas.pixel(float(datetime.date(year, 1, 1).toordinal())))
        for year in range(first, last + 1)
        if year % every == 0 or every == 1
    ]
    inside = [(year, px) for year, px in years if canvas.left - 1 <= px <= canvas.right]
    edge = [] if any(px - canvas.left < 40 for _, px in inside) else [(first, float(canvas.left))]
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    grid = [{"px": canvas.left, "px2": canvas.right, "y": down(t), "y2": down(t)} for t in ticks]
    marks = [{"px": px, "px2": px, "y": bottom, "y2": bottom + 4} for _, px in inside]
    return [
        canvas.rules([*grid, *marks]),
        canvas.text(
            [{"px": LEFT - 6, "y": down(t), "text": axis.plain(t)} for t in ticks], align="right", **small
        ),
        canvas.text(
            [
                *({"px": px, "y": bottom + 14, "text": str(year)} for year, px in [*edge, *inside]),
                {"px": 0, "y": 8, "text": unit},
            ],
            **small,
        ),
    ]


def _names(canvas: Canvas, records: list[dict[str, Any]], names: tuple[str, str]) -> list[Layer]:
    """A name at the end of each line, far enough from its neighbours; once where both sides end together."""
    ends: dict[str, dict[str, Any]] = {}
    for row in records:
        ends[row["key"]] = row
    said: list[tuple[float, str, str]] = []
    alone = len({row["series"] for row in records}) == 1
    for row in ends.values():
        mine = names[0] if row["side"] == "today" else names[1]
        if not mine:
            continue
        twin = next((one for one in ends.values() if one["series"] == row["series"] and one is not row), None)
        together = twin is not None and names[1] and abs(twin["y"] - row["y"]) < 1.0
        if together and row["side"] == "today" and not alone:
            continue
        text = mine if alone else row["series"] if together or not names[1] else f"{row['series']}, {mine}"
        said.append((row["y"], text, "grey" if row["side"] == "today" and names[1] else "blue"))
    places = spaced([y for y, _, _ in said], APART)
    placed = [
        {"px": canvas.right + 8, "y": place, "text": wrapped(text, LABEL), "kind": kind}
        for place, (_, text, kind) in zip(places, said, strict=True)
    ]
    grey = [row for row in placed if row["kind"] == "grey"]
    blue = [row for row in placed if row["kind"] == "blue"]
    key = [{"px": canvas.width, "y": 8, "text": KEY if names[1] else "band: 8 in 10 futures"}]
    return [
        canvas.text(grey, fontSize=12, color=palette.SECONDARY),
        canvas.text(blue, fontSize=12, fontWeight="bold", color=palette.ACCENT),
        canvas.text(key, align="right", fontSize=12, color=palette.SECONDARY),
    ]


def _date(day: Any) -> datetime.date:
    stamp = pd.Timestamp(day)
    assert isinstance(stamp, pd.Timestamp)
    return stamp.date()


def _number(day: Any) -> int:
    return _date(day).toordinal()
