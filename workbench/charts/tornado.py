"""What a difference hangs on: low end of each assumption (hollow), high end (filled), a bar over both."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import CHARACTER, Canvas, drawn, one_line, records_of
from workbench.charts.layer import Layer
from workbench.charts.numbers import Figures, axis_figures, domain_of
from workbench.charts.picture import Picture, finished

WIDTH = 666
LEFT, RIGHT, LONGEST = 262, 560, 38
HEAD, ROW, FOOT, BAR = 44, 36, 6, 10


def tornado_chart(rows: pd.DataFrame, today: float, figures: Figures) -> Picture:
    """Draw swings, largest first as given, around the difference of today.

    Parameters
    ----------
    rows
        One row per assumption: ``label``, ``detail`` (range and grade), ``at_low``, ``at_high`` (average
        difference), ``low_low`` … ``high_high`` (ranges of both averages), ``least`` and ``most`` (of what
        the difference is within the range), ``flips`` (words, or empty).
    today
        The difference as assumed today.
    figures
        How amounts are written.
    """
    placed = [{**row, "y": HEAD + ROW * (k + 0.5)} for k, row in enumerate(records_of(rows))]
    height = HEAD + ROW * len(placed) + FOOT
    canvas = Canvas(WIDTH, height, LEFT, RIGHT, *domain_of([today, *_ends(rows)]))
    layers = [
        *_axis(canvas, today, figures),
        *_marks(canvas, placed),
        *_words(canvas, placed, figures),
    ]
    return finished(layers, WIDTH, height, describe_tornado(rows, today, figures))


def describe_tornado(rows: pd.DataFrame, today: float, figures: Figures) -> str:
    """Text alternative, from the numbers drawn."""
    said = [
        f"{row['label']}: {figures.signed(row['at_low'])} at its low end, "
        f"{figures.signed(row['at_high'])} at its "
        f"high end, swing {figures.plain(row['most'] - row['least'])}"
        f"{', ' + row['flips'] if row['flips'] else ''}"
        for row in records_of(rows)
    ]
    return (
        f"Difference today {figures.signed(today)}. With one assumption changed at a time: {'; '.join(said)}."
    )


def _ends(rows: pd.DataFrame) -> list[float]:
    columns = ("at_low", "at_high", "least", "most", "low_low", "low_high", "high_low", "high_high")
    return [float(value) for column in columns for value in rows[column]]


def _axis(canvas: Canvas, today: float, figures: Figures) -> list[Layer]:
    ticks = [tick for tick in canvas.ticks(4) if tick != 0]
    zero, at_today, axis = canvas.pixel(0.0), canvas.pixel(today), axis_figures([*ticks, 0.0], figures)
    labels, taken = [{"px": zero, "y": HEAD - 12, "text": "0"}], [(zero - 8.0, zero + 8.0)]
    for tick in sorted(ticks, key=abs):
        text, at = axis.signed(tick), canvas.pixel(tick)
        reach = len(text) * CHARACTER / 2
        if all(at + reach + 4 < left or at - reach - 4 > right for left, right in taken):
            labels.append({"px": at, "y": HEAD - 12, "text": text})
            taken.append((at - reach, at + reach))
    down = {"y": HEAD - 4, "y2": canvas.height}
    return [
        canvas.rules([{"px": canvas.pixel(t), "px2": canvas.pixel(t), **down} for t in ticks]),
        canvas.rules([{"px": zero, "px2": zero, **down}], color=palette.SECONDARY),
        canvas.rules([{"px": at_today, "px2": at_today, **down}], color=palette.TODAY, strokeDash=[3, 3]),
        canvas.text(labels, align="center", fontSize=12, color=palette.SECONDARY),
        canvas.text(
            [{"px": at_today, "y": HEAD - 30, "text": f"as assumed {figures.signed(today)}"}],
            align="center",
            fontSize=12,
            color=palette.SECONDARY,
        ),
    ]


def _marks(canvas: Canvas, placed: list[dict[str, Any]]) -> list[Layer]:
    base = drawn(placed).encode(y=canvas.y("y"))
    layers = [
        base.mark_bar(size=BAR, color=palette.PALE, orient="horizontal").encode(
            x=canvas.x("least"), x2=canvas.x2("most")
        )
    ]
    for begin, end in (("low_low", "low_high"), ("high_low", "high_high")):
        layers.append(
            base.mark_rule(color=palette.MIDDLE, size=2.2).encode(x=canvas.x(begin), x2=canvas.x2(end))
        )
    point: dict[str, Any] = {"size": 70, "opacity": 1, "strokeWidth": 1.8, "stroke": palette.ACCENT}
    layers.append(base.mark_point(fill="white", **point).encode(x=canvas.x("at_low")))
    layers.append(base.mark_point(fill=palette.ACCENT, **point).encode(x=canvas.x("at_high")))
    return layers


def _words(canvas: Canvas, placed: list[dict[str, Any]], figures: Figures) -> list[Layer]:
    names = [{"px": 0, "y": row["y"] - 8, "text": one_line(str(row["label"]), LONGEST)} for row in placed]
    details = [{"px": 0, "y": row["y"] + 8, "text": str(row["detail"])} for row in placed]
    swings = [
        {
            "px": WIDTH,
            "y": row["y"] - (8 if row["flips"] else 0),
            "text": figures.plain(row["most"] - row["least"]),
        }
        for row in placed
    ]
    flips = [{"px": WIDTH, "y": row["y"] + 8, "text": row["flips"]} for row in placed if row["flips"]]
    return [
        canvas.text(names),
        canvas.text(details, fontSize=12, color=palette.SECONDARY),
        canvas.text(swings, align="right", fontWeight="bold", color=palette.ACCENT),
        canvas.text(flips, align="right", fontSize=12, fontWeight="bold"),
        canvas.text([{"px": WIDTH, "y": HEAD - 12, "text": "swing"}], align="right", fontSize=12,
                    color=palette.SECONDARY),
    ]  # fmt: skip
