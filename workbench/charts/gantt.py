"""One simulated future as a Gantt: who waited, worked and worked again, from when to when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, one_line, records_of
from workbench.charts.dates import dated
from workbench.charts.layer import TIP, Layer
from workbench.charts.picture import Picture, finished
from workbench.charts.room import PAGE, Room, Span
from workbench.charts.timeline import date_of_number, month_ticks

LEFT, BESIDE = 206, 12
"""Room for labels, and beyond the last day."""
HEAD, FOOT = 66, 6
ROW, DENSE_ROW, MANY = 28, 20, 24
"""Height of a row; from so many rows on they stand closer together."""
TICK_LABEL = 50
"""Width of a month's label."""
LABEL = 31
"""Characters of a label."""


@dataclass(frozen=True)
class _Look:
    """How a kind of span is drawn: height and colour."""

    title: str
    height: float
    colour: str


KINDS: dict[str, _Look] = {
    "waiting": _Look("waiting to start", 1.6, palette.TODAY),
    "people": _Look("waiting for people", 5.0, palette.TICK),
    "work": _Look("work", 12.0, palette.ACCENT),
    "rework": _Look("work again (rework)", 12.0, palette.MIDDLE),
}
"""Kinds of spans: told apart by height as well as by colour."""

_SHAPES: dict[str, tuple[str, str, str, str]] = {
    "gate": ("gate passed", "triangle-down", palette.TEXT, "white"),
    "promised": ("promised date", "diamond", "white", palette.TEXT),
    "completed": ("completed", "circle", palette.TEXT, "white"),
    "stopped": ("stopped or turned down", "cross", palette.TEXT, "white"),
}
"""Title, shape, fill and edge of each kind of mark."""


def gantt_chart(
    spans: pd.DataFrame, marks: pd.DataFrame, labels: Sequence[str], room: Room = PAGE
) -> Picture:
    """Draw spans and marks, row by row.

    Parameters
    ----------
    spans
        One row per span: ``row`` (a place in `labels`), ``kind`` (a key of `KINDS`), ``start`` and ``end``
        (moments).
    marks
        One row per mark: ``row``, ``kind`` (gate, promised, completed, stopped) and ``day`` (a moment).
    labels
        The rows from the top down.
    room
        Width, and what the axis shows at least.
    """
    pitch = ROW if len(labels) < MANY else DENSE_ROW
    height = HEAD + pitch * len(labels) + FOOT
    places = [HEAD + pitch * (k + 0.5) for k in range(len(labels))]
    canvas = Canvas(room.width, height, LEFT, room.width - BESIDE, *room.holding(gantt_span(spans, marks)))
    layers = [
        *_axis(canvas, pitch, len(labels)),
        *_bars(canvas, _placed(spans, labels, places)),
        *_marks(canvas, _placed(marks, labels, places)),
        canvas.text(
            [
                {"px": 0, "y": y, "text": one_line(label, LABEL)}
                for label, y in zip(labels, places, strict=True)
            ]
        ),
        *_key(canvas, set(spans["kind"]), set(marks["kind"])),
    ]
    return finished(layers, room.width, height, describe_gantt(spans, marks, labels))


def describe_gantt(spans: pd.DataFrame, marks: pd.DataFrame, labels: Sequence[str]) -> str:
    """Text alternative, from what is drawn; of many rows only how each ends."""
    parts = []
    bars, points = records_of(spans), records_of(marks)
    for row, label in enumerate(labels):
        words = [
            f"{KINDS[one['kind']].title} {_said(one['start'])} to {_said_last(one['end'])}"
            for one in bars
            if one["row"] == row and len(labels) < MANY
        ]
        words += [
            f"{_SHAPES[one['kind']][0]} {_said_last(one['day'])}" for one in points if one["row"] == row
        ]
        parts.append(f"{label}: {', '.join(words) or 'open at the end'}")
    return f"Gantt of one simulated future. {'; '.join(parts)}."


def gantt_span(spans: pd.DataFrame, marks: pd.DataFrame) -> Span:
    """What the axis shows: every span and mark, as day numbers."""
    days = [_number(day) for day in [*spans["start"], *spans["end"], *marks["day"]]]
    low, high = min(days, default=0.0), max(days, default=1.0)
    return low, max(high + 0.015 * (high - low), low + 7)


def _placed(frame: pd.DataFrame, labels: Sequence[str], places: Sequence[float]) -> list[dict[str, Any]]:
    return [{**one, "label": labels[one["row"]], "at": places[one["row"]]} for one in records_of(frame)]


def _bars(canvas: Canvas, records: list[dict[str, Any]]) -> list[Layer]:
    layers = []
    for kind, look in KINDS.items():
        values = [
            {
                "a": _number(one["start"]),
                "b": _number(one["end"]),
                "y": one["at"] - look.height / 2,
                "y2": one["at"] + look.height / 2,
                "tip": f"{one['label']}: {look.title}, {_said(one['start'])} to {_said_last(one['end'])}",
            }
            for one in records
            if one["kind"] == kind
        ]
        if values:
            layers.append(
                drawn(values)
                .mark_rect(color=look.colour, stroke="white", strokeWidth=0.6 if look.height > 6 else 0)
                .encode(
                    x=canvas.x("a"),
                    x2=canvas.x2("b"),
                    y=canvas.y("y"),
                    y2=canvas.y2("y2"),
                    tooltip=TIP,
                )
            )
    return layers


def _marks(canvas: Canvas, records: list[dict[str, Any]]) -> list[Layer]:
    layers = []
    for kind, (title, *_) in _SHAPES.items():
        values = [
            {
                "a": _number(one["day"]),
                "y": one["at"],
                "tip": f"{one['label']}: {title}, {_said_last(one['day'])}",
            }
            for one in records
            if one["kind"] == kind
        ]
        if values:
            layers.append(_points(canvas, values, kind))
    return layers


def _points(canvas: Canvas, values: list[dict[str, Any]], kind: str) -> Layer:
    _, shape, fill, edge = _SHAPES[kind]
    size = 64 if kind in ("completed", "stopped") else 78
    return (
        drawn(values)
        .mark_point(shape=shape, size=size, fill=fill, stroke=edge, strokeWidth=1.3, opacity=1)
        .encode(x=canvas.x("a"), y=canvas.y("y"), tooltip=TIP)
    )


def _axis(canvas: Canvas, pitch: int, rows: int) -> list[Layer]:
    bottom = HEAD + pitch * rows
    ticks = [(day, canvas.pixel(day.toordinal())) for day in month_ticks(canvas.low, canvas.high)]
    yearly = all(day.month == 1 for day, _ in ticks) and len(ticks) > 1
    first = (
        [] if any(px - LEFT < TICK_LABEL for _, px in ticks) else [(date_of_number(canvas.low), float(LEFT))]
    )
    labels = [
        {"px": px, "y": HEAD - 10, "text": f"{day:%Y}" if yearly else f"{day:%b %Y}"}
        for day, px in [*first, *ticks]
        if px + TICK_LABEL <= canvas.width
    ]
    lines = [{"px": px, "px2": px, "y": HEAD - 2, "y2": bottom} for _, px in ticks]
    between = [
        {"px": 0, "px2": canvas.width, "y": HEAD + pitch * k, "y2": HEAD + pitch * k} for k in range(rows)
    ]
    return [
        canvas.rules(between, color=palette.HAIRLINE_TABLE),
        canvas.rules(lines),
        canvas.text(labels, fontSize=12, color=palette.SECONDARY),
    ]


def _key(canvas: Canvas, kinds: set[str], marks: set[str]) -> list[Layer]:
    """What the spans and marks mean, on one line each."""
    bands, texts, layers = [], [], []
    at = 0.0
    for kind, look in KINDS.items():
        if kind in kinds:
            bands.append((look, at))
            texts.append({"px": at + 30, "y": 8, "text": look.title})
            at += 30 + 5.9 * len(look.title) + 20
    for look, left in bands:
        edge = {"px": left, "px2": left + 24, "y": 8 - look.height / 2, "y2": 8 + look.height / 2}
        layers.append(canvas.bands([edge], color=look.colour))
    at = 6.0
    for kind, (title, *_) in _SHAPES.items():
        if kind in marks:
            layers.append(_points(canvas, [{"a": canvas.value(at), "y": 30, "tip": title}], kind))
            texts.append({"px": at + 12, "y": 30, "text": title})
            at += 12 + 5.9 * len(title) + 24
    return [*layers, canvas.text(texts, fontSize=12, color=palette.SECONDARY)]


def _stamp(moment: Any) -> datetime.datetime:
    return pd.Timestamp(moment).to_pydatetime()


def _last_day(moment: Any) -> datetime.datetime:
    """The day that has just ended where something ends at midnight."""
    return _stamp(moment) - datetime.timedelta(microseconds=1)


def _said(moment: Any) -> str:
    return dated(_stamp(moment))


def _said_last(moment: Any) -> str:
    return dated(_last_day(moment))


def _number(moment: Any) -> float:
    stamp = _stamp(moment)
    midnight = datetime.datetime.combine(stamp.date(), datetime.time())
    return stamp.toordinal() + (stamp - midnight).total_seconds() / 86_400
