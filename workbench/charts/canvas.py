"""A drawing area in pixels: one scale across, rows down, text wherever it is wanted.

Rows, columns of numbers and labels are placed by pixel, so a chart looks the same as a static picture, live
in a page and in print.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.layer import WORDS, Channel, Layer, Row, number
from workbench.charts.numbers import nice_ticks
from workbench.charts.room import Span

CHARACTER = 6.4
"""Width of an average character at 12 px."""
LINE_HEIGHT = 15


@dataclass(frozen=True)
class Canvas:
    """Pixels of a chart.

    Parameters
    ----------
    width, height
        Of the whole chart.
    left, right
        Where the plot begins and ends across; labels and numbers stand beside it.
    low, high
        What the plot shows from left to right.
    """

    width: int
    height: float
    left: float
    right: float
    low: float
    high: float

    def x(self, field: str) -> Channel:
        """Position across, on the scale."""
        return number(field, scale=_scale((self.low, self.high), (self.left, self.right)), axis=None)

    def x2(self, field: str) -> Channel:
        """End of a bar or rule across."""
        return {"field": field}

    def y(self, field: str) -> Channel:
        """Position down, in pixels."""
        return number(field, scale=_scale((0, self.height), (0, self.height)), axis=None)

    def y2(self, field: str) -> Channel:
        """End of a bar or rule down, in pixels."""
        return {"field": field}

    def pixel(self, value: float) -> float:
        """Where a value stands across.

        Examples
        --------
        >>> Canvas(100, 10, 20, 80, 0.0, 1.0).pixel(0.5)
        50.0
        """
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def ticks(self, most: int) -> list[float]:
        """Round numbers on the scale."""
        return nice_ticks(self.low, self.high, most)

    def text(self, rows: Sequence[Row], **style: Any) -> Layer:
        """Text at pixels: each row has ``px``, ``y`` and ``text``."""
        raised = {"top": 0, "bottom": LINE_HEIGHT}.get(style.get("baseline", ""), LINE_HEIGHT / 2)
        placed = [
            {**row, "px": self.value(row["px"]), "y": row["y"] - raised * str(row["text"]).count("\n")}
            for row in rows
        ]
        defaults: dict[str, Any] = {
            "align": "left",
            "baseline": "middle",
            "fontSize": 13,
            "color": palette.TEXT,
            "lineBreak": "\n",
            "lineHeight": LINE_HEIGHT,
        }
        mark = {**defaults, **style}
        return drawn(placed).mark_text(**mark).encode(x=self.x("px"), y=self.y("y"), text=WORDS)

    def rules(self, rows: Sequence[Row], **style: Any) -> Layer:
        """Straight lines between pixels: each row has ``px``, ``y``, ``px2`` and ``y2``."""
        placed = [{**row, "px": self.value(row["px"]), "px2": self.value(row["px2"])} for row in rows]
        mark: dict[str, Any] = {"color": palette.HAIRLINE, "size": 1, **style}
        return (
            drawn(placed)
            .mark_rule(**mark)
            .encode(x=self.x("px"), x2=self.x2("px2"), y=self.y("y"), y2=self.y2("y2"))
        )

    def bands(self, rows: Sequence[Row], **style: Any) -> Layer:
        """Rectangles between pixels: each row has ``px``, ``y``, ``px2`` and ``y2``."""
        placed = [{**row, "px": self.value(row["px"]), "px2": self.value(row["px2"])} for row in rows]
        mark: dict[str, Any] = {"color": palette.BAND, **style}
        return (
            drawn(placed)
            .mark_rect(**mark)
            .encode(x=self.x("px"), x2=self.x2("px2"), y=self.y("y"), y2=self.y2("y2"))
        )

    def value(self, pixel: float) -> float:
        """What stands at a pixel across; the inverse of `pixel`."""
        share = (pixel - self.left) / (self.right - self.left)
        return self.low + share * (self.high - self.low)


def drawn(rows: Sequence[Row]) -> Layer:
    """Marks on rows of plain values; of which kind is said next."""
    return Layer(rows)


def _scale(domain: Span, pixels: Span) -> dict[str, Any]:
    return {"domain": list(domain), "range": list(pixels), "nice": False, "zero": False}


def records_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame as rows of plain values."""
    names = [str(name) for name in frame.columns]
    columns = [column.tolist() for _, column in frame.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def wrapped(text: str, characters: int) -> str:
    r"""A label on at most two lines.

    Examples
    --------
    >>> wrapped("Developers for the money of the PMO", 20)
    'Developers for the\nmoney of the PMO'
    """
    lines = textwrap.wrap(text, characters) or [""]
    if len(lines) > 2:
        lines = [lines[0], textwrap.shorten(" ".join(lines[1:]), characters, placeholder=" …")]
    return "\n".join(line if len(line) <= characters else line[: characters - 1] + "…" for line in lines)


def one_line(text: str, characters: int) -> str:
    """A label on one line.

    Examples
    --------
    >>> one_line("Developers for the money of the PMO", 20)
    'Developers for the…'
    """
    return text if len(text) <= characters else f"{text[: characters - 1].rstrip()}…"


def spaced(positions: Sequence[float], apart: float) -> list[float]:
    """Labels moved so that neighbours are far enough apart, each as near to its place as that allows.

    Examples
    --------
    >>> spaced([10.0, 12.0, 40.0], 14.0)
    [4.0, 18.0, 40.0]
    """
    order = sorted(range(len(positions)), key=lambda k: positions[k])
    groups: list[tuple[float, int]] = []
    for k in order:
        groups.append((positions[k], 1))
        while len(groups) > 1:
            (first, n), (second, m) = groups[-2], groups[-1]
            if second - first >= apart * (n + m) / 2:
                break
            groups[-2:] = [((first * n + second * m) / (n + m), n + m)]
    places = [middle + apart * (i - (n - 1) / 2) for middle, n in groups for i in range(n)]
    found = [0.0] * len(positions)
    for k, place in zip(order, places, strict=True):
        found[k] = place
    return found
