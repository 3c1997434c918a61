"""Paired differences as dots that can be counted: fifty at the most, never more than there are futures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from workbench.analysis import mean_interval, quantile_dots, quantiles
from workbench.charts import palette
from workbench.charts.canvas import CHARACTER, Canvas, drawn
from workbench.charts.interval import mark_layers
from workbench.charts.layer import TIP, Layer, either
from workbench.charts.numbers import Figures, axis_figures, out_of, padded, whole
from workbench.charts.picture import Picture, finished
from workbench.charts.room import PAGE, Room, Span

DOTS = 50
"""At the most."""

SIDE = 11.5
MARGIN = 40
COLUMNS = 26
ROOM = 0.25
NARROW = 500
"""Below this width the words about the mark stand under it."""

APART = 10
"""Between the mark and the words beside it, pixels."""
BESIDE = "bar: average, line: 8 in 10 futures"
UNDER = "dot and bar: the average, 95 % sure; line: 8 in 10 futures"
"""What the mark is, beside it and under it."""


def dots_chart(
    differences: ArrayLike, figures: Figures, names: tuple[str, str], room: Room = PAGE
) -> Picture:
    """Draw paired differences as dots: filled where the what-if is better, hollow where today is.

    Parameters
    ----------
    differences
        What-if less today in each future, more being better.
    figures
        How differences are written.
    names
        What today and the what-if are called.
    room
        Width, and what the axis shows at least (see `dots_span`).
    """
    values = sorted(dots_of(differences))
    low, high = room.holding(dots_span(differences))
    bin_width = (high - low) / COLUMNS
    stacked = _stacked(values, bin_width, low)
    deepest = max(room.rows, *(row["level"] + 1 for row in stacked))
    head, base = 48.0, 48.0 + deepest * SIDE + 8
    place = _place(room.width, quantiles(differences), (low, high))
    height = base + (76 if place is Place.BELOW else 58)
    canvas = Canvas(room.width, height, MARGIN, room.width - MARGIN, low, high)
    for row in stacked:
        row["y"] = base - SIDE * (row["level"] + 0.5) - 2
        row["tip"] = figures.signed(row["value"])
    layers = [
        *_axis(canvas, figures, base, head),
        _dots(canvas, stacked),
        *_counts(canvas, differences, names),
        *_summary(canvas, differences, figures, base + 44, place),
    ]
    return finished(layers, room.width, height, describe_dots(differences, figures, names))


def dots_of(values: ArrayLike) -> list[float]:
    """What is drawn: a dot for each future where they are few, otherwise fifty equally likely ones.

    Examples
    --------
    >>> dots_of([3.0, 1.0, 2.0]), len(dots_of(range(1000)))
    ([1.0, 2.0, 3.0], 50)
    """
    known = np.asarray(values, dtype=np.float64)
    found = np.sort(known) if known.size <= DOTS else quantile_dots(known, DOTS)
    return [float(one) for one in found]


def one_dot(n: int) -> str:
    """How many futures a dot stands for.

    Examples
    --------
    >>> one_dot(25), one_dot(200), one_dot(1000)
    ('one dot for each of 25 futures', 'one dot for 4 of 200 futures', 'one dot for 20 of 1,000 futures')
    >>> one_dot(75)
    'one dot for one in 50 of 75 futures'
    """
    if n <= DOTS:
        return f"one dot for each of {n} futures" if n > 1 else "one dot for the only future"
    whole, rest = divmod(n, DOTS)
    return f"one dot for {f'one in {DOTS}' if rest else whole} of {n:,} futures"


def dots_span(differences: ArrayLike) -> Span:
    """What the axis shows: every dot, zero, and room for words on both sides of it."""
    values = dots_of(differences)
    return _with_room(*padded(min(0.0, *values), max(0.0, *values), 0.03))


def describe_dots(differences: ArrayLike, figures: Figures, names: tuple[str, str]) -> str:
    """Text alternative, from the numbers drawn."""
    number, (better, _) = len(dots_of(differences)), _sides(differences)
    mean, (p10, p50, p90) = mean_interval(differences), quantiles(differences)
    return (
        f"{number} dots for the difference between {names[1]} and {names[0]} in simulated futures: "
        f"{better} futures are better with {names[1]}. Average {figures.signed(mean.value)}, "
        f"between {figures.signed(mean.low)} and {figures.signed(mean.high)}; middle {figures.signed(p50)}; "
        f"8 in 10 futures between {figures.signed(p10)} and {figures.signed(p90)}."
    )


def _with_room(low: float, high: float) -> tuple[float, float]:
    """A range with room for words on both sides of zero."""
    span = high - low
    return min(low, -ROOM * span), max(high, ROOM * span)


def _stacked(values: list[float], width: float, low: float) -> list[dict[str, Any]]:
    """Dots in bins that do not straddle zero, one above the other."""
    levels: Counter[int] = Counter()
    rows = []
    for value in values:
        k = math.floor(value / width)
        rows.append({"at": (k + 0.5) * width, "value": value, "level": levels[k], "better": value > 0})
        levels[k] += 1
    return rows


def _dots(canvas: Canvas, rows: list[dict[str, Any]]) -> Layer:
    return (
        drawn(rows)
        .mark_point(size=72, opacity=1, strokeWidth=1.4)
        .encode(
            x=canvas.x("at"),
            y=canvas.y("y"),
            fill=either("better", palette.ACCENT, "white"),
            stroke=either("better", palette.ACCENT, palette.TODAY),
            tooltip=TIP,
        )
    )


def _axis(canvas: Canvas, figures: Figures, base: float, head: float) -> list[Layer]:
    ticks = canvas.ticks(7 if canvas.width >= NARROW else 4)
    zero = canvas.pixel(0.0)
    axis = axis_figures(ticks, figures)
    labels = [
        {"px": canvas.pixel(t), "y": base + 14, "text": "no difference" if t == 0 else axis.signed(t)}
        for t in ticks
    ]
    marks = [{"px": canvas.pixel(t), "px2": canvas.pixel(t), "y": base, "y2": base + 4} for t in ticks]
    return [
        canvas.rules([{"px": 0, "px2": canvas.width, "y": base, "y2": base}], color=palette.TICK),
        canvas.rules(marks, color=palette.TICK),
        canvas.rules([{"px": zero, "px2": zero, "y": 0, "y2": base}], color=palette.SECONDARY),
        canvas.text(labels, align="center", fontSize=12, color=palette.SECONDARY),
    ]


def _sides(differences: ArrayLike) -> tuple[str, str]:
    """Of how many futures the what-if is better, and today: as sentences say it, not rounded to whole dots.

    Examples
    --------
    >>> _sides([1.0] * 178 + [-1.0] * 22), _sides([1.0, -1.0, -2.0])
    (('89 of 100', '11 of 100'), ('1 of 3', '2 of 3'))
    """
    known = np.asarray(differences, dtype=np.float64)
    n = known.size
    better, worse = (float((side > 0).mean()) for side in (known, -known))
    return f"{out_of(better, n)} of {whole(n)}", f"{out_of(worse, n)} of {whole(n)}"


def _counts(canvas: Canvas, differences: ArrayLike, names: tuple[str, str]) -> list[Layer]:
    zero = canvas.pixel(0.0)
    better, worse = _sides(differences)

    def fits(name: str, room: float) -> str:
        most = max(8, int(room / 6.2))
        text = f"{name} is better" if len(f"{name} is better") <= most else f"{name} better"
        return text if len(text) <= most else text[: most - 1] + "…"

    return [
        canvas.text(
            [{"px": zero + 10, "y": 8, "text": better}],
            fontWeight="bold",
            color=palette.ACCENT,
        ),
        canvas.text(
            [{"px": zero + 10, "y": 25, "text": fits(names[1], canvas.width - zero - 10)}],
            color=palette.ACCENT,
        ),
        canvas.text(
            [{"px": zero - 10, "y": 8, "text": worse}],
            align="right",
            fontWeight="bold",
            color=palette.SECONDARY,
        ),
        canvas.text(
            [{"px": zero - 10, "y": 25, "text": fits(names[0], zero - 10)}],
            align="right",
            color=palette.SECONDARY,
        ),
    ]


class Place(Enum):
    """Where the words about the mark stand."""

    RIGHT = "right"
    LEFT = "left"
    BELOW = "below"


def _place(width: int, ends: Sequence[float], span: Span) -> Place:
    """Beside the line where there is room for the words, else under it."""
    if width < NARROW:
        return Place.BELOW
    canvas = Canvas(width, 0, MARGIN, width - MARGIN, *span)
    needed = CHARACTER * len(BESIDE) + APART
    if canvas.pixel(ends[-1]) + needed <= width:
        return Place.RIGHT
    return Place.LEFT if canvas.pixel(ends[0]) >= needed else Place.BELOW


def _summary(canvas: Canvas, differences: ArrayLike, figures: Figures, y: float, place: Place) -> list[Layer]:
    mean, (p10, _, p90) = mean_interval(differences), quantiles(differences)
    row: dict[str, Any] = {
        "mean": mean.value,
        "low": mean.low,
        "high": mean.high,
        "p10": p10,
        "p90": p90,
        "decided": bool(mean.low > 0 or mean.high < 0),
        "y": y,
        "tip": f"average {figures.signed(mean.value)}, between {figures.signed(mean.low)} "
        f"and {figures.signed(mean.high)}",
    }
    words = {
        Place.RIGHT: {"px": canvas.pixel(p90) + APART, "y": y, "text": BESIDE},
        Place.LEFT: {"px": canvas.pixel(p10) - APART, "y": y, "text": BESIDE},
        Place.BELOW: {"px": 0, "y": y + 20, "text": UNDER},
    }[place]
    align = "right" if place is Place.LEFT else "left"
    style: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY, "align": align}
    return [*mark_layers(canvas, [row], 10, 2.0, 90), canvas.text([words], **style)]
