"""Two factors at once: a line for each state of the one, from the other's absence to its presence.

Parallel lines mean that the gains simply add up; the open diamond shows where both would then stand.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of, spaced
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import Figures, axis_figures, nice_ticks, padded
from workbench.charts.picture import Picture, finished

WIDTH, HEIGHT = 666, 330
LEFT, RIGHT, TOP, BOTTOM = 58, 640, 26, 282
AT = (252.0, 432.0)
"""Where the other factor is absent, and where it is present."""
APART = 36
"""Between labels of two lines."""


def crossed_chart(rows: pd.DataFrame, figures: Figures, sum_of_both: float) -> Picture:
    """Draw a 2 × 2 as two lines with the ranges of their ends, and where the sum would lie.

    Parameters
    ----------
    rows
        Four rows: ``series`` (state of the first factor; the baseline's first), ``place`` (state of the
        second one, the same order), ``label``, ``mean``, ``low`` and ``high`` against the baseline, which is
        the first row and has no range.
    figures
        How differences are written.
    sum_of_both
        What both would bring if each gained as much as alone.
    """
    records = records_of(rows)
    ends = [float(row[key]) for row in records for key in ("mean", "low", "high")]
    floor, ceiling = padded(min(0.0, sum_of_both, *ends), max(0.0, sum_of_both, *ends), 0.06)
    canvas = Canvas(WIDTH, HEIGHT, LEFT, RIGHT, 0.0, 1.0)

    def down(value: float) -> float:
        return BOTTOM - (value - floor) / (ceiling - floor) * (BOTTOM - TOP)

    places = list(dict.fromkeys(row["place"] for row in records))
    for row in records:
        row["px"], row["y"] = AT[places.index(row["place"])], down(row["mean"])
    layers = [
        *_ground(canvas, (floor, ceiling), down, figures, places),
        *_lines(canvas, records, down),
        *_marks(canvas, records, down(sum_of_both), figures),
        *_words(canvas, records, figures, (sum_of_both, down(sum_of_both))),
    ]
    return finished(layers, WIDTH, HEIGHT, describe_crossed(rows, figures, sum_of_both))


def describe_crossed(rows: pd.DataFrame, figures: Figures, sum_of_both: float) -> str:
    """Text alternative, from the numbers drawn."""
    first, *others = records_of(rows)
    said = "; ".join(_sentence(row, figures) for row in others)
    return f"Against {first['label']}: {said}. If gains added up: {figures.signed(sum_of_both)}."


def _sentence(row: dict[str, Any], figures: Figures) -> str:
    low, high = figures.signed(row["low"]), figures.signed(row["high"])
    return f"{row['label']} {figures.signed(row['mean'])} on average, between {low} and {high}"


def _ground(
    canvas: Canvas, span: tuple[float, float], down: Any, figures: Figures, places: list[str]
) -> list[Layer]:
    ticks = nice_ticks(*span, 5)
    axis = axis_figures(ticks, figures)
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    grid = [{"px": LEFT, "px2": AT[1] + 10, "y": down(t), "y2": down(t)} for t in ticks if t != 0]
    zero = [{"px": LEFT, "px2": AT[1] + 10, "y": down(0.0), "y2": down(0.0)}]
    words = [{"px": LEFT - 8, "y": down(t), "text": "0" if t == 0 else axis.signed(t)} for t in ticks]
    below = [{"px": at, "y": BOTTOM + 22, "text": place} for at, place in zip(AT, places, strict=True)]
    return [
        canvas.rules(grid),
        canvas.rules(zero, color=palette.SECONDARY),
        canvas.text(words, align="right", **small),
        canvas.text(below, align="center", fontWeight="bold"),
    ]


def _lines(canvas: Canvas, records: list[dict[str, Any]], down: Any) -> list[Layer]:
    layers = []
    names = list(dict.fromkeys(row["series"] for row in records))
    for name, colour, width in zip(names, (palette.TODAY, palette.ACCENT), (1.8, 2.4), strict=True):
        first, last = (row for row in records if row["series"] == name)
        line = {"px": first["px"], "px2": last["px"], "y": first["y"], "y2": last["y"]}
        layers.append(canvas.rules([line], color=colour, size=width))
    ranges = [
        {"px": row["px"], "px2": row["px"], "y": down(row["low"]), "y2": down(row["high"])}
        for row in records[1:]
    ]
    return [*layers, canvas.rules(ranges, color=palette.MIDDLE, size=7, opacity=0.75)]


def _marks(canvas: Canvas, records: list[dict[str, Any]], sum_at: float, figures: Figures) -> list[Layer]:
    first, *others = [{**row, "x": canvas.value(row["px"])} for row in records]
    for row in others:
        row["tip"] = _sentence(row, figures)
    point: dict[str, Any] = {"size": 110, "opacity": 1}
    open_: dict[str, Any] = {"fill": "white", "stroke": palette.SECONDARY, "strokeWidth": 2, **point}
    diamond = [{"x": canvas.value(AT[1]), "y": sum_at}]
    place = {"x": canvas.x("x"), "y": canvas.y("y")}
    return [
        drawn(diamond).mark_point(shape="diamond", **open_).encode(**place),
        drawn([first]).mark_point(**open_).encode(**place),
        drawn(others)
        .mark_point(fill=palette.ACCENT, stroke="white", strokeWidth=1.2, **point)
        .encode(**place, tooltip=TIP),
    ]


def _words(
    canvas: Canvas, records: list[dict[str, Any]], figures: Figures, total: tuple[float, float]
) -> list[Layer]:
    def label(row: dict[str, Any]) -> str:
        return f"{row['label']}\n{figures.signed(row['mean'])} ({figures.span(row['low'], row['high'])})"

    first, *others = records
    left = [row for row in others if row["px"] == AT[0]]
    right = [row for row in others if row["px"] == AT[1]]
    heights = spaced([first["y"], *(row["y"] for row in left)], APART)
    layers = [
        # Above the line at zero, which would strike it through.
        canvas.text([{"px": AT[0] - 14, "y": heights[0] - 11, "text": first["label"]}], align="right"),
        canvas.text(
            [{"px": AT[0] - 14, "y": y, "text": label(r)} for y, r in zip(heights[1:], left, strict=True)],
            align="right",
        ),
    ]
    # The diamond's words give way to those of what was simulated.
    heights = spaced([*(row["y"] for row in right), total[1]], APART)
    texts = [{"px": AT[1] + 14, "y": y, "text": label(r)} for y, r in zip(heights, right, strict=False)]
    grey = {"px": AT[1] + 14, "y": heights[-1], "text": f"if gains added up\n{figures.signed(total[0])}"}
    return [*layers, canvas.text(texts), canvas.text([grey], color=palette.SECONDARY)]
