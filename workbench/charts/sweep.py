"""A measure against a lever: curve and band, the best setting, and the region too flat to tell."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of, spaced, wrapped
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import MINUS, Figures, axis_figures, nice_ticks, padded
from workbench.charts.picture import Picture, finished

WIDTH, HEIGHT = 666, 300
LEFT, RIGHT, TOP, BOTTOM = 54, 540, 40, 244
LABEL = 19
"""Characters of a line at the end of a curve."""
ONE_LINE, TWO_LINES = 16, 34


def sweep_chart(rows: pd.DataFrame, figures: Figures, lever: str, chosen: str) -> Picture:
    """Draw gains against a lever: the chosen series in the accent with its band, others grey.

    Parameters
    ----------
    rows
        ``series``, ``lever``, ``mean``, ``low``, ``high`` (range of the average), ``flat`` (too close to the
        best to tell) and ``today`` (the present setting), one row per point.
    figures
        How gains are written.
    lever
        What is moved, for the axis.
    chosen
        The series in the accent.
    """
    own = rows[rows["series"] == chosen].sort_values("lever")
    low, high = padded(float(rows["lever"].min()), float(rows["lever"].max()), 0.0)
    canvas = Canvas(WIDTH, HEIGHT, LEFT, RIGHT, low, high)
    floor, ceiling = padded(min(0.0, float(rows["low"].min())), max(0.0, float(rows["high"].max())), 0.05)

    def down(value: float) -> float:
        return BOTTOM - (value - floor) / (ceiling - floor) * (BOTTOM - TOP)

    layers = [
        *_flat(canvas, own),
        *axes_layers(canvas, (floor, ceiling), figures, lever),
        band_layer(canvas, own, down),
        *curve_layers(canvas, rows, chosen, down, figures),
        *_points(canvas, rows, own, down, figures),
    ]
    return finished(layers, WIDTH, HEIGHT, describe_sweep(rows, figures, lever, chosen))


def describe_sweep(rows: pd.DataFrame, figures: Figures, lever: str, chosen: str) -> str:
    """Text alternative, from the numbers drawn."""
    own = rows[rows["series"] == chosen].sort_values("lever")
    best = max(records_of(own), key=lambda row: float(row["mean"]))
    text = (
        f"{chosen} by {lever}: best at {best['lever']:g} with {figures.signed(best['mean'])} on average, "
        f"between {figures.signed(best['low'])} and {figures.signed(best['high'])}"
    )
    flat = own[own["flat"].astype(bool)]["lever"]
    if len(flat) > 1:
        text += f"; from {flat.min():g} to {flat.max():g} there is no real difference"
    points = [f"{row['lever']:g}: {figures.signed(row['mean'])}" for row in records_of(own)]
    return f"{text}. {'; '.join(points)}."


def _flat(canvas: Canvas, own: pd.DataFrame) -> list[Layer]:
    flat = own[own["flat"].astype(bool)]["lever"]
    if len(flat) < 2:
        return []
    first, last = canvas.pixel(float(flat.min())), canvas.pixel(float(flat.max()))
    words = f"shaded, {flat.min():g} to {flat.max():g}: no real difference"
    return [
        canvas.bands([{"px": first, "px2": last, "y": TOP, "y2": BOTTOM}], color=palette.FLAT),
        canvas.text([{"px": LEFT, "y": 26, "text": words}], fontSize=12),
    ]


def axes_layers(canvas: Canvas, span: tuple[float, float], figures: Figures, lever: str) -> list[Layer]:
    """Grid, zero line, ticks and the lever's name."""
    floor, ceiling = span
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}

    def down(value: float) -> float:
        return BOTTOM - (value - floor) / (ceiling - floor) * (BOTTOM - TOP)

    across = nice_ticks(floor, ceiling, 4)
    axis = axis_figures(across, figures)
    grid = [{"px": LEFT, "px2": RIGHT, "y": down(t), "y2": down(t)} for t in across if t != 0]
    words = [{"px": LEFT - 8, "y": down(t), "text": "0" if t == 0 else axis.signed(t)} for t in across]
    zero = [{"px": LEFT, "px2": RIGHT, "y": down(0.0), "y2": down(0.0)}]
    below = [
        {"px": canvas.pixel(t), "y": BOTTOM + 16, "text": f"{t:g}".replace("-", MINUS)}
        for t in canvas.ticks(8)
    ]
    return [
        canvas.rules(grid),
        canvas.rules(zero, color=palette.SECONDARY),
        canvas.text(words, align="right", **small),
        canvas.text(below, align="center", **small),
        canvas.text([{"px": (LEFT + RIGHT) / 2, "y": BOTTOM + 38, "text": lever}], align="center", **small),
    ]


def band_layer(canvas: Canvas, own: pd.DataFrame, down: Any) -> Layer:
    """Where the average of the chosen series can lie."""
    points = [{"x": row["lever"], "y": down(row["low"]), "y2": down(row["high"])} for row in records_of(own)]
    return (
        drawn(points)
        .mark_area(color=palette.PALE, opacity=0.75)
        .encode(x=canvas.x("x"), y=canvas.y("y"), y2=canvas.y2("y2"))
    )


def curve_layers(canvas: Canvas, rows: pd.DataFrame, chosen: str, down: Any, figures: Figures) -> list[Layer]:
    """Lines with their names at the end; the chosen one in the accent."""
    layers = []
    names = sorted(rows["series"].unique(), key=lambda name: name == chosen)
    ends = {name: rows[rows["series"] == name].sort_values("lever").iloc[-1] for name in names}
    apart = TWO_LINES if any(len(str(name)) > LABEL for name in names) else ONE_LINE
    places = spaced([down(float(ends[name]["mean"])) for name in names], apart)
    for name, place in zip(names, places, strict=True):
        own = rows[rows["series"] == name].sort_values("lever")
        accent = name == chosen
        points = [
            {
                "x": row["lever"],
                "y": down(row["mean"]),
                "tip": f"{name} at {row['lever']:g}: {figures.signed(row['mean'])}, between "
                f"{figures.signed(row['low'])} and {figures.signed(row['high'])}",
            }
            for row in records_of(own)
        ]
        colour = palette.ACCENT if accent else palette.TODAY
        layers.append(
            drawn(points)
            .mark_line(color=colour, strokeWidth=2.4 if accent else 1.6)
            .encode(x=canvas.x("x"), y=canvas.y("y"), tooltip=TIP)
        )
        label = {"px": RIGHT + 10, "y": place, "text": wrapped(str(name), LABEL)}
        weight = "bold" if accent else "normal"
        layers.append(canvas.text([label], color=colour if accent else palette.SECONDARY, fontWeight=weight))
    return layers


def _points(
    canvas: Canvas, rows: pd.DataFrame, own: pd.DataFrame, down: Any, figures: Figures
) -> list[Layer]:
    best = max(records_of(own), key=lambda row: float(row["mean"]))
    filled = [{"x": float(best["lever"]), "y": down(float(best["mean"]))}]
    today = [
        {"x": row["lever"], "y": down(row["mean"])} for row in records_of(rows[rows["today"].astype(bool)])
    ]
    label = f"best at {best['lever']:g}: {figures.signed(float(best['mean']))}"
    words = [
        {"px": canvas.pixel(row["x"]), "y": row["y"] + 16, "text": f"today: {row['x']:g}"} for row in today
    ]
    point: dict[str, Any] = {"size": 110, "opacity": 1}
    return [
        drawn(today)
        .mark_point(fill="white", stroke=palette.SECONDARY, strokeWidth=2, **point)
        .encode(x=canvas.x("x"), y=canvas.y("y")),
        drawn(filled)
        .mark_point(fill=palette.ACCENT, stroke="white", strokeWidth=1.2, **point)
        .encode(x=canvas.x("x"), y=canvas.y("y")),
        canvas.text([{"px": LEFT, "y": 8, "text": label}], fontWeight="bold", color=palette.ACCENT),
        canvas.text(words, align="center", fontSize=12),
    ]
