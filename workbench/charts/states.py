"""Where lead time goes: paired bars from zero, state by state, with a total that is their sum."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of, wrapped
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import Figures, parts_of
from workbench.charts.picture import Picture, finished
from workbench.charts.room import PAGE, Room, Span

WIDE = 500
"""From this width on, labels and numbers stand at ease; below it, close together."""
HEAD, BAR = 34, 8
ROW, NARROW_ROW = 29, 33
"""Height of a row; where labels are wrapped, two lines of words stand in it."""
NARROW_LABEL = 22
"""Characters of one line of a label where the chart is narrow."""


def states_chart(
    rows: pd.DataFrame, figures: Figures, names: tuple[str, str], total: str, room: Room = PAGE
) -> Picture:
    """Draw time by state, today above the what-if, with the numbers and their exact sums.

    Parameters
    ----------
    rows
        One row per state in order: ``label``, ``today``, ``what_if`` (averages).
    figures
        How times are written.
    names
        What today and the what-if are called.
    total
        What the sum is called.
    room
        Width, and what the axis shows at least (see `states_span`).
    """
    shown = rounded_states(rows, figures)
    wide = room.width >= WIDE
    pitch = _pitch(room.width)
    height = HEAD + pitch * (len(rows) + 1)
    left, right = (190, room.width - 204) if wide else (146, room.width - 158)
    canvas = Canvas(room.width, height, left, right, *room.holding(states_span(rows)))
    lines = [HEAD + pitch * (k + 1) for k in range(len(rows))]
    hairlines = [{"px": 0, "px2": room.width, "y": y, "y2": y} for y in lines[:-1]]
    layers = [
        canvas.rules(hairlines),
        canvas.rules(
            [{"px": 0, "px2": room.width, "y": y, "y2": y} for y in lines[-1:]], color=palette.SECONDARY
        ),
        _bars(canvas, shown, ("today", names[0]), -BAR / 2 - 0.5, palette.TODAY, figures),
        _bars(canvas, shown, ("what_if", names[1]), BAR / 2 + 0.5, palette.ACCENT, figures),
        *_columns(canvas, shown, figures, names, total),
    ]
    return finished(layers, room.width, height, describe_states(rows, figures, names, total))


def states_span(rows: pd.DataFrame) -> Span:
    """What the axis shows: from zero to the longest time."""
    return 0.0, float(rows[["today", "what_if"]].to_numpy().max()) or 1.0


def rounded_states(rows: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """The rows with figures rounded so that shown parts give the shown totals."""
    shown = rows.copy()
    for column in ("today", "what_if"):
        shown[column] = parts_of(rows[column].tolist(), figures)
    return shown


def describe_states(rows: pd.DataFrame, figures: Figures, names: tuple[str, str], total: str) -> str:
    """Text alternative, from the numbers drawn."""
    shown = rounded_states(rows, figures)
    one, other = names
    parts = [
        f"{row['label']} {figures.bare(row['today'])} and {figures.bare(row['what_if'])}"
        for row in records_of(shown)
    ]
    sums = f"{total} {figures.bare(shown['today'].sum())} and {figures.bare(shown['what_if'].sum())}"
    return f"Average time by state under {one} and under {other}: {'; '.join(parts)}; together: {sums}."


def _pitch(width: float) -> int:
    return ROW if width >= WIDE else NARROW_ROW


def _bars(
    canvas: Canvas, rows: pd.DataFrame, drawn_of: tuple[str, str], shift: float, colour: str, figures: Figures
) -> Layer:
    column, name = drawn_of
    values = [
        {
            "label": row["label"],
            "scenario": name,
            "value": row[column],
            "zero": 0.0,
            "end": row[column],
            "y": HEAD + _pitch(canvas.width) * (k + 0.5) + shift,
            "tip": f"{row['label']}: {figures.bare(row[column])}",
        }
        for k, row in enumerate(records_of(rows))
    ]
    return (
        drawn(values)
        .mark_bar(size=BAR, color=colour, orient="horizontal")
        .encode(
            x=canvas.x("zero"),
            x2=canvas.x2("end"),
            y=canvas.y("y"),
            tooltip=TIP,
        )
    )


def _columns(
    canvas: Canvas, rows: pd.DataFrame, figures: Figures, names: tuple[str, str], total: str
) -> list[Layer]:
    records: list[dict[str, Any]] = [
        {**row, "y": HEAD + _pitch(canvas.width) * (k + 0.5)} for k, row in enumerate(records_of(rows))
    ]
    end = HEAD + _pitch(canvas.width) * (len(rows) + 0.5) + 2
    first, second = float(rows["today"].sum()), float(rows["what_if"].sum())

    def column(at: float, values: list[tuple[float, str]]) -> list[dict[str, Any]]:
        return [{"px": at, "y": y, "text": text} for y, text in values]

    one = [(row["y"], figures.bare(row["today"])) for row in records]
    other = [(row["y"], figures.bare(row["what_if"])) for row in records]
    gap = [(row["y"], figures.bare_signed(row["what_if"] - row["today"])) for row in records]
    wide = canvas.width >= WIDE

    def label(text: str) -> str:
        return text if wide else wrapped(text, NARROW_LABEL)

    first_at, second_at, third_at = canvas.width - (136 if wide else 116), canvas.width - 62, canvas.width
    heads = wrapped(names[0], 11), wrapped(names[1], 10)
    return [
        canvas.text([{"px": 0, "y": row["y"], "text": label(row["label"])} for row in records]),
        canvas.text(column(first_at, one), align="right", color=palette.SECONDARY),
        canvas.text(column(second_at, other), align="right", fontWeight="bold", color=palette.ACCENT),
        canvas.text(column(third_at, gap), align="right"),
        canvas.text(
            [
                {"px": first_at, "y": HEAD - 6, "text": heads[0]},
                {"px": third_at, "y": HEAD - 6, "text": "difference"},
            ],
            align="right",
            baseline="bottom",
            fontSize=12,
            color=palette.SECONDARY,
        ),
        canvas.text(
            [{"px": second_at, "y": HEAD - 6, "text": heads[1]}],
            align="right",
            baseline="bottom",
            fontSize=12,
            fontWeight="bold",
            color=palette.ACCENT,
        ),
        canvas.text([{"px": 0, "y": end, "text": total}], fontWeight="bold"),
        canvas.text(column(first_at, [(end, figures.bare(first))]), align="right", fontWeight="bold"),
        canvas.text(
            column(second_at, [(end, figures.bare(second))]),
            align="right",
            fontWeight="bold",
            color=palette.ACCENT,
        ),
        canvas.text(
            column(third_at, [(end, figures.bare_signed(second - first))]), align="right", fontWeight="bold"
        ),
    ]
