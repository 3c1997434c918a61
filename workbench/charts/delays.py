"""Who delays whom: a matrix of days; only what is known is filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, one_line, records_of, wrapped
from workbench.charts.layer import Layer
from workbench.charts.numbers import Figures
from workbench.charts.picture import Picture, finished

WIDTH = 666
LABEL, ROW, FOOT, HEAD = 206, 25, 26, 44
LIGHT, DEEP = 0.33, 0.66
"""Shares of the longest delay below which a cell is pale, and from which on it is in the accent."""
NEEDS = "needs it"


def delays_chart(cells: pd.DataFrame, by: Sequence[str], of: Sequence[str], figures: Figures) -> Picture:
    """Draw the matrix: columns delay, rows are delayed.

    Parameters
    ----------
    cells
        One row per pair: ``by``, ``of``, ``days`` (NaN where the row needs the column), ``decided``.
    by, of
        Columns and rows in their order.
    figures
        How days are written.
    """
    height = HEAD + ROW * len(of) + FOOT
    pitch = (WIDTH - LABEL) / max(1, len(by))
    canvas = Canvas(WIDTH, height, 0, WIDTH, 0.0, float(WIDTH))
    placed = _placed(cells, list(by), list(of), pitch)
    layers = [
        *_grid(canvas, len(by), len(of), pitch),
        *_filled(canvas, placed),
        *_numbers(canvas, placed, figures),
        *_labels(canvas, by, of, pitch),
    ]
    return finished(layers, WIDTH, height, describe_delays(cells, figures))


def describe_delays(cells: pd.DataFrame, figures: Figures) -> str:
    """Text alternative, from the numbers drawn."""
    known = cells[cells["decided"]].sort_values("days", ascending=False, kind="stable")
    said = [
        f"{row['by']} delays {row['of']} by {figures.bare(row['days'])} days" for row in records_of(known)
    ]
    return "Who delays whom, on average: " + ("; ".join(said) if said else "nothing is known") + "."


def _placed(cells: pd.DataFrame, by: list[str], of: list[str], pitch: float) -> list[dict[str, Any]]:
    longest = float(cells.loc[cells["decided"], "days"].abs().max()) if cells["decided"].any() else 1.0
    placed = []
    for row in records_of(cells):
        if row["by"] not in by or row["of"] not in of:
            continue
        x = LABEL + pitch * by.index(row["by"])
        y = HEAD + ROW * of.index(row["of"])
        share = abs(row["days"]) / longest if row["decided"] else 0.0
        box = {"px": x + 1.5, "px2": x + pitch - 1.5, "y": y + 1.5, "y2": y + ROW - 1.5}
        placed.append({**row, **box, "share": share, "x": x + pitch / 2, "middle": y + ROW / 2})
    return placed


def _filled(canvas: Canvas, placed: list[dict[str, Any]]) -> list[Layer]:
    known = [row for row in placed if row["decided"]]
    shades = [
        ([row for row in known if row["share"] < LIGHT], palette.PALE),
        ([row for row in known if LIGHT <= row["share"] < DEEP], palette.MIDDLE),
        ([row for row in known if row["share"] >= DEEP], palette.ACCENT),
    ]
    return [canvas.bands([_box(row) for row in rows], color=colour) for rows, colour in shades if rows]


def _box(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("px", "px2", "y", "y2")}


def _numbers(canvas: Canvas, placed: list[dict[str, Any]], figures: Figures) -> list[Layer]:
    def texts(rows: list[dict[str, Any]], text: str | None) -> list[dict[str, Any]]:
        return [
            {"px": row["x"], "y": row["middle"], "text": figures.bare(row["days"]) if text is None else text}
            for row in rows
        ]

    known = [row for row in placed if row["decided"]]
    needing = [row for row in placed if row["days"] != row["days"]]
    unknown = [row for row in placed if not row["decided"] and row["days"] == row["days"]]
    dark = [row for row in known if row["share"] >= DEEP]
    return [
        canvas.text(texts([row for row in known if row["share"] < DEEP], None), align="center", fontSize=12),
        canvas.text(texts(dark, None), align="center", fontSize=12, color="white", fontWeight="bold"),
        canvas.text(texts(unknown, "·"), align="center", color=palette.TODAY),
        canvas.text(
            texts(needing, NEEDS), align="center", fontSize=12, fontStyle="italic", color=palette.SECONDARY
        ),
    ]


def _grid(canvas: Canvas, columns: int, rows: int, pitch: float) -> list[Layer]:
    across = [
        {"px": 0, "px2": LABEL + pitch * columns, "y": HEAD + ROW * k, "y2": HEAD + ROW * k}
        for k in range(rows + 1)
    ]
    return [canvas.rules(across)]


def _labels(canvas: Canvas, by: Sequence[str], of: Sequence[str], pitch: float) -> list[Layer]:
    rows = [{"px": 0, "y": HEAD + ROW * (k + 0.5), "text": one_line(one, 32)} for k, one in enumerate(of)]
    columns = [
        {"px": LABEL + pitch * (k + 0.5), "y": HEAD - 6, "text": wrapped(one, max(6, int(pitch / 6.6)))}
        for k, one in enumerate(by)
    ]
    foot = "A dot: not known to differ from no delay. Darker: more days."
    return [
        canvas.text(rows),
        canvas.text(columns, align="center", baseline="bottom", fontSize=12, fontWeight="bold"),
        canvas.text([{"px": 0, "y": HEAD - 6, "text": "is delayed by →"}], baseline="bottom", fontSize=12,
                    color=palette.SECONDARY),
        canvas.text([{"px": WIDTH, "y": HEAD + ROW * len(of) + 14, "text": foot}], align="right", fontSize=12,
                    color=palette.SECONDARY),
    ]  # fmt: skip
