"""A measure over all simulated futures: the chance of at least so much, as a curve per scenario."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from workbench.analysis import quantiles
from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn
from workbench.charts.layer import TIP, Layer, number
from workbench.charts.numbers import Figures, axis_figures, padded
from workbench.charts.picture import Picture, finished

WIDTH, HEIGHT = 666, 250
LEFT, RIGHT, TOP, BOTTOM = 44, 560, 24, 218
POINTS = 99
LABELLED = 0.3
"""Height at which the names stand."""


def distribution_chart(values: pd.DataFrame, figures: Figures, names: tuple[str, str]) -> Picture:
    """Draw the chance of at least a value: today grey, the what-if blue, names at the curves.

    Parameters
    ----------
    values
        ``scenario`` (one of the names) and ``value``, a row per future.
    figures
        How values are written.
    names
        What today and the what-if are called; an empty second name draws today alone.
    """
    curves = {name: _curve(values.loc[values["scenario"] == name, "value"]) for name in names if name}
    every = np.concatenate([curve[:, 0] for curve in curves.values()])
    canvas = Canvas(WIDTH, HEIGHT, LEFT, RIGHT, *padded(float(every.min()), float(every.max()), 0.03))
    colours = [palette.TODAY, palette.ACCENT] if names[1] else [palette.ACCENT]
    layers = [*_axes(canvas, figures)]
    for (name, curve), colour in zip(curves.items(), colours, strict=True):
        layers.append(_line(canvas, name, curve, colour, figures))
    layers += _labels(canvas, curves, colours) if names[1] else _read_off(canvas, curves[names[0]], figures)
    return finished(layers, WIDTH, HEIGHT, describe_distribution(values, figures, names))


def describe_distribution(values: pd.DataFrame, figures: Figures, names: tuple[str, str]) -> str:
    """Text alternative, from the numbers drawn."""
    parts = []
    for name in names:
        if name:
            own = values.loc[values["scenario"] == name, "value"].to_numpy()
            p10, p50, p90 = quantiles(own)
            parts.append(
                f"{name}: at least {figures.plain(p10)} in 90 of 100 futures, {figures.plain(p50)} in 50, "
                f"{figures.plain(p90)} in 10"
            )
    return f"Chance of at least so much. {'; '.join(parts)}."


def _curve(values: pd.Series) -> np.ndarray:
    shares = [(k + 1) / (POINTS + 1) for k in range(POINTS)]
    found = quantiles(values.to_numpy(), shares)
    return np.column_stack([found, [1 - share for share in shares]])


def _down(chance: float) -> float:
    return TOP + (1 - chance) * (BOTTOM - TOP)


def _axes(canvas: Canvas, figures: Figures) -> list[Layer]:
    levels = [0.1, 0.5, 0.9]
    grid = [{"px": LEFT, "px2": RIGHT, "y": _down(c), "y2": _down(c)} for c in levels]
    words = [{"px": LEFT - 8, "y": _down(c), "text": f"{c * 100:.0f}"} for c in levels]
    ticks = canvas.ticks(6)
    axis = axis_figures(ticks, figures)
    below = [
        {"px": canvas.pixel(t), "y": BOTTOM + 14, "text": "0" if t == 0 else axis.plain(t)} for t in ticks
    ]
    marks = [{"px": canvas.pixel(t), "px2": canvas.pixel(t), "y": BOTTOM, "y2": BOTTOM + 4} for t in ticks]
    small: dict[str, Any] = {"fontSize": 12, "color": palette.SECONDARY}
    layers = [
        canvas.rules(grid),
        canvas.rules([{"px": LEFT, "px2": RIGHT, "y": BOTTOM, "y2": BOTTOM}, *marks], color=palette.TICK),
        canvas.text(words, align="right", **small),
        canvas.text([{"px": 0, "y": 8, "text": "chance of at least so much, of 100"}], **small),
        canvas.text(below, align="center", **small),
    ]
    if canvas.low < 0 < canvas.high:
        zero = canvas.pixel(0.0)
        line = [{"px": zero, "px2": zero, "y": TOP, "y2": BOTTOM}]
        layers.append(canvas.rules(line, color=palette.SECONDARY))
    return layers


def _line(canvas: Canvas, name: str, curve: np.ndarray, colour: str, figures: Figures) -> Layer:
    points = [
        {
            "scenario": name,
            "value": float(x),
            "chance": float(chance),
            "x": float(x),
            "y": _down(float(chance)),
            "k": k,
            "tip": f"{name}: at least {figures.plain(float(x))} in {chance * 100:.0f} of 100",
        }
        for k, (x, chance) in enumerate(curve)
    ]
    return (
        drawn(points)
        .mark_line(color=colour, strokeWidth=2.2)
        .encode(
            x=canvas.x("x"),
            y=canvas.y("y"),
            order=number("k"),
            tooltip=TIP,
        )
    )


def _read_off(canvas: Canvas, curve: np.ndarray, figures: Figures) -> list[Layer]:
    """Three points of a single curve with their values."""
    points, words = [], []
    for chance in (0.9, 0.5, 0.1):
        value = float(curve[round((POINTS + 1) * (1 - chance)) - 1, 0])
        points.append({"x": value, "y": _down(chance)})
        text = f"{chance * 100:.0f} of 100: at least {figures.plain(value)}"
        words.append({"px": canvas.pixel(value) + 12, "y": _down(chance) - 9, "text": text})
    dots = (
        drawn(points)
        .mark_point(size=70, opacity=1, fill=palette.ACCENT, stroke="white")
        .encode(x=canvas.x("x"), y=canvas.y("y"))
    )
    return [dots, canvas.text(words, fontSize=12)]


def _labels(canvas: Canvas, curves: dict[str, np.ndarray], colours: list[str]) -> list[Layer]:
    """Names beside the curves: left of the lower one, right of the higher one."""
    level = round((POINTS + 1) * (1 - LABELLED)) - 1
    places = [canvas.pixel(float(curve[level, 0])) for curve in curves.values()]
    layers = []
    for at, name, colour in zip(places, curves, colours, strict=True):
        leftmost = len(places) > 1 and at == min(places) and at < max(places)
        grey = colour == palette.TODAY
        style: dict[str, Any] = {
            "color": palette.SECONDARY if grey else colour,
            "fontWeight": "normal" if grey else "bold",
            "align": "right" if leftmost else "left",
        }
        shift = -12 if leftmost else 12
        short = name if len(name) <= 24 else name[:23] + "…"
        layers.append(canvas.text([{"px": at + shift, "y": _down(LABELLED), "text": short}], **style))
    return layers
