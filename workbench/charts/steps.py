"""What each further step brings, group by group: dot = average, bar = its range, one axis for all."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import CHARACTER, Canvas, one_line, records_of
from workbench.charts.interval import mark_layers
from workbench.charts.layer import Layer
from workbench.charts.numbers import Figures, axis_figures, domain_of
from workbench.charts.picture import Picture, finished
from workbench.charts.undecided import open_words

WIDTH = 666
LEFT, RIGHT, DETAIL_AT, STEP_AT = 262, 560, 0, 178
HEAD, ROW, GAP, FOOT = 30, 26, 8, 4
BAR, LINE, DOT = 12, 0.0, 90
LONGEST, WIDEST = 26, 36
"""Characters of a group's name: beside labels of steps, and without any."""


def steps_chart(rows: pd.DataFrame, figures: Figures) -> Picture:
    """Draw steps, those of a group together, in the order given.

    Parameters
    ----------
    rows
        One row per step: ``group``, ``detail`` (said once, beneath the group), ``label`` (of the step),
        ``mean``, ``low``, ``high``, ``decided`` (undecided dots are hollow).
    figures
        How amounts are written.
    """
    placed = _placed(rows, figures)
    last = max(row["y"] for row in placed if row["first"])
    height = max(placed[-1]["y"] + ROW / 2, last + ROW) + FOOT
    canvas = Canvas(WIDTH, height, LEFT, RIGHT, *domain_of(_ends(rows)))
    layers = [
        *_axis(canvas, figures),
        *mark_layers(canvas, placed, BAR, LINE, DOT),
        *_words(canvas, placed, figures),
    ]
    return finished(layers, WIDTH, height, describe_steps(rows, figures))


def describe_steps(rows: pd.DataFrame, figures: Figures) -> str:
    """Text alternative, from the numbers drawn."""
    said = [f"{row['group']}, {row['label']}: {_sentence(row, figures)}" for row in records_of(rows)]
    return "What each step brings. " + "; ".join(said) + "."


def _sentence(row: dict[str, Any], figures: Figures) -> str:
    verdict = "" if row["decided"] else f", {open_words(row['low'], row['high'])}"
    span = f"{figures.signed(row['low'])} to {figures.signed(row['high'])}"
    return f"{figures.signed(row['mean'])} on average ({span}){verdict}"


def _ends(rows: pd.DataFrame) -> list[float]:
    return [float(value) for column in ("mean", "low", "high") for value in rows[column]]


def _placed(rows: pd.DataFrame, figures: Figures) -> list[dict[str, Any]]:
    """Rows with their height on the page; a group has room for its name and what is said beneath it."""
    placed: list[dict[str, Any]] = []
    records = records_of(rows)
    y, last, first_of_group = float(HEAD), None, 0
    for row in records:
        new = row["group"] != last
        if new and placed:
            # Name and detail need two lines even where there is one step alone.
            y = max(y, placed[first_of_group]["y"] + ROW * 1.5) + GAP
        if new:
            first_of_group = len(placed)
        last = row["group"]
        tip = f"{row['group']}, {row['label']}: {_sentence(row, figures)}"
        placed.append(
            {**row, "first": new, "y": y + ROW / 2, "p10": row["low"], "p90": row["high"], "tip": tip}
        )
        y += ROW
    return placed


def _axis(canvas: Canvas, figures: Figures) -> list[Layer]:
    ticks = [tick for tick in canvas.ticks(5) if tick != 0]
    zero, axis = canvas.pixel(0.0), axis_figures([*ticks, 0.0], figures)
    lines = [
        {"px": canvas.pixel(t), "px2": canvas.pixel(t), "y": HEAD - 4, "y2": canvas.height} for t in ticks
    ]
    labels, taken = [{"px": zero, "y": HEAD - 14, "text": "0"}], [(zero - 8.0, zero + 8.0)]
    for tick in sorted(ticks, key=abs):
        text, at = axis.signed(tick), canvas.pixel(tick)
        reach = len(text) * CHARACTER / 2
        if all(at + reach + 4 < left or at - reach - 4 > right for left, right in taken):
            labels.append({"px": at, "y": HEAD - 14, "text": text})
            taken.append((at - reach, at + reach))
    return [
        canvas.rules(lines),
        canvas.rules(
            [{"px": zero, "px2": zero, "y": HEAD - 4, "y2": canvas.height}], color=palette.SECONDARY
        ),
        canvas.text(labels, align="center", fontSize=12, color=palette.SECONDARY),
    ]


def _words(canvas: Canvas, placed: list[dict[str, Any]], figures: Figures) -> list[Layer]:
    heads = [row for row in placed if row["first"]]
    longest = LONGEST if any(row["label"] for row in placed) else WIDEST
    lines = [
        {"px": 0, "px2": WIDTH, "y": row["y"] - ROW / 2 - GAP / 2, "y2": row["y"] - ROW / 2 - GAP / 2}
        for row in heads[1:]
    ]
    names = [{"px": DETAIL_AT, "y": row["y"], "text": one_line(str(row["group"]), longest)} for row in heads]
    details = [{"px": DETAIL_AT, "y": row["y"] + 17, "text": str(row["detail"])} for row in heads]
    steps = [{"px": LEFT - 12, "y": row["y"], "text": row["label"]} for row in placed]
    known = [
        {"px": WIDTH, "y": row["y"], "text": figures.signed(row["mean"])} for row in placed if row["decided"]
    ]
    open_still = [
        {"px": WIDTH, "y": row["y"], "text": open_words(row["low"], row["high"])}
        for row in placed
        if not row["decided"]
    ]
    return [
        canvas.rules(lines),
        canvas.text(names, fontWeight="bold"),
        canvas.text(details, fontSize=12, color=palette.SECONDARY),
        canvas.text(steps, align="right", fontSize=12),
        canvas.text(known, align="right", fontWeight="bold", color=palette.ACCENT),
        canvas.text(open_still, align="right", fontStyle="italic", fontSize=12, color=palette.SECONDARY),
    ]
