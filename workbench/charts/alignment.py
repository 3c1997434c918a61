"""Strategic score over time, and what is best at which worth of a point: lines with a band and a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, one_line, records_of, spaced
from workbench.charts.layer import TIP, Layer
from workbench.charts.numbers import Figures, axis_figures, nice_ticks, padded
from workbench.charts.picture import Picture, finished

WIDTH, HEIGHT = 666, 280
LEFT, RIGHT, TOP, BOTTOM = 60, 520, 34, 232
BLUE, GREY = (palette.ACCENT, 2.4), (palette.TODAY, 1.6)
"""Colour and width of lines."""
POINTS = Figures(decimals=0)
"""How scores are written."""


def alignment_chart(rows: pd.DataFrame, names: tuple[str, str]) -> Picture:
    """Draw the score delivered so far: today grey, the what-if blue with the range of its average.

    Parameters
    ----------
    rows
        ``scenario`` (one of the names), ``date``, ``day``, ``mean``, ``low``, ``high``, a row per month.
    names
        What today and the what-if are called; an empty second name draws today alone.
    """
    shown = [name for name in names if name]
    lines = rows[rows["scenario"].isin(shown)].rename(columns={"scenario": "series", "day": "x"})
    accents = [shown[-1]]
    area = _Area.of(lines, POINTS)
    years = lines.groupby(lines["date"].map(lambda one: one.year))["x"].min()
    below = [(float(day), str(year)) for year, day in years.items()]
    layers = [*area.axes(below, "strategic score delivered so far, points"), *area.lines(lines, accents)]
    return finished(layers, WIDTH, HEIGHT, describe_alignment(rows, names))


def describe_alignment(rows: pd.DataFrame, names: tuple[str, str]) -> str:
    """Text alternative, from the numbers drawn."""
    parts = []
    for name in names:
        if name:
            own = rows[rows["scenario"] == name].sort_values("day")
            half, last = own.iloc[len(own) // 2], own.iloc[-1]
            middle, end = POINTS.plain(half["mean"]), POINTS.plain(last["mean"])
            between = f"between {POINTS.plain(last['low'])} and {POINTS.plain(last['high'])}"
            parts.append(f"{name}: {middle} points by {half['date']}, {end} at the end on average, {between}")
    return f"Strategic score delivered so far. {'; '.join(parts)}."


def exchange_chart(rows: pd.DataFrame, figures: Figures) -> Picture:
    """Draw the gain against the baseline by what a point of score is worth; what is best somewhere is blue.

    Parameters
    ----------
    rows
        ``rate``, ``scenario``, ``gain``, ``gain_low``, ``gain_high`` and ``best``, as
        `workbench.experiment.alignment.exchange_rate_sweep` gives them.
    figures
        How money is written.
    """
    columns = {"scenario": "series", "rate": "x", "gain": "mean", "gain_low": "low", "gain_high": "high"}
    lines = rows[["scenario", "rate", "gain", "gain_low", "gain_high"]].rename(columns=columns)
    accents = [str(one) for one in dict.fromkeys(rows.loc[rows["best"].astype(bool), "scenario"])]
    area = _Area.of(lines, figures)
    below = [(tick, f"{tick:,.0f}") for tick in nice_ticks(area.canvas.low, area.canvas.high, 6)]
    layers = [
        *area.axes(below, "gain on average, by what a point of score is worth"),
        *area.lines(lines, accents),
    ]
    return finished(layers, WIDTH, HEIGHT, describe_exchange(rows, figures))


def describe_exchange(rows: pd.DataFrame, figures: Figures) -> str:
    """Text alternative, from the numbers drawn."""
    parts = []
    for rate, own in rows.groupby("rate", sort=True):
        best = own[own["best"].astype(bool)].iloc[0]
        open_still = own[~own["ruled_out"].astype(bool) & ~own["best"].astype(bool)]["scenario"]
        rivals = f", not clearly ahead of {', '.join(open_still)}" if len(open_still) else ""
        gain = figures.signed(best["gain"])
        parts.append(f"at {rate:,.0f} a point {best['scenario']} is best ({gain}){rivals}")
    return f"Gain on average by what a point of score is worth: {'; '.join(parts)}."


class _Area:
    """Lines over a common scale."""

    def __init__(self, canvas: Canvas, floor: float, ceiling: float, figures: Figures) -> None:
        self.canvas, self._floor, self._ceiling, self._figures = canvas, floor, ceiling, figures

    @classmethod
    def of(cls, lines: pd.DataFrame, figures: Figures) -> _Area:
        """Wide and high enough for all lines and their bands, zero included."""
        across = padded(float(lines["x"].min()), float(lines["x"].max()), 0.0)
        lowest, highest = float(lines["low"].min()), float(lines["high"].max())
        floor, ceiling = padded(min(0.0, lowest), max(0.0, highest), 0.05 if lowest < 0 else 0.0)
        return cls(Canvas(WIDTH, HEIGHT, LEFT, RIGHT, *across), floor, ceiling, figures)

    def down(self, value: float) -> float:
        """Pixel of a value."""
        return BOTTOM - (value - self._floor) / (self._ceiling - self._floor) * (BOTTOM - TOP)

    def axes(self, below: Sequence[tuple[float, str]], title: str) -> list[Layer]:
        """Grid, numbers at the left, words below."""
        canvas, small = self.canvas, {"fontSize": 12, "color": palette.SECONDARY}
        ticks = nice_ticks(self._floor, self._ceiling, 4)
        axis = axis_figures(ticks, self._figures)
        signed = self._floor < 0
        grid = [{"px": LEFT, "px2": RIGHT, "y": self.down(t), "y2": self.down(t)} for t in ticks if t != 0]
        zero = [{"px": LEFT, "px2": RIGHT, "y": self.down(0.0), "y2": self.down(0.0)}]
        numbers = [
            {
                "px": LEFT - 8,
                "y": self.down(t),
                "text": "0" if t == 0 else (axis.signed(t) if signed else axis.plain(t)),
            }
            for t in ticks
        ]
        words = [{"px": canvas.pixel(at), "y": BOTTOM + 18, "text": text} for at, text in below]
        style: dict[str, Any] = small
        return [
            canvas.rules(grid),
            canvas.rules(zero, color=palette.SECONDARY),
            canvas.text(numbers, align="right", **style),
            canvas.text(words, align="center", **style),
            canvas.text([{"px": 0, "y": 10, "text": title}], **style),
        ]

    def lines(self, lines: pd.DataFrame, accents: Sequence[str]) -> list[Layer]:
        """Bands of the blue ones, then all lines, then their names."""
        names = sorted(lines["series"].unique(), key=lambda name: name in accents)
        own = {name: records_of(lines[lines["series"] == name].sort_values("x")) for name in names}
        places = spaced([self.down(float(own[name][-1]["mean"])) for name in names], 16)
        layers = [self._band(own[name]) for name in names if name in accents]
        for name in names:
            layers.append(self._curve(name, own[name], *(BLUE if name in accents else GREY)))
        for name, place in zip(names, places, strict=True):
            style: dict[str, Any] = (
                {"color": palette.ACCENT, "fontWeight": "bold"}
                if name in accents
                else {"color": palette.SECONDARY}
            )
            label = {"px": RIGHT + 10, "y": place, "text": one_line(name, 22)}
            layers.append(self.canvas.text([label], **style))
        return layers

    def _band(self, own: list[dict[str, Any]]) -> Layer:
        rows = [{"x": row["x"], "y": self.down(row["low"]), "y2": self.down(row["high"])} for row in own]
        canvas = self.canvas
        return (
            drawn(rows)
            .mark_area(color=palette.PALE, opacity=0.75)
            .encode(x=canvas.x("x"), y=canvas.y("y"), y2=canvas.y2("y2"))
        )

    def _curve(self, name: str, own: list[dict[str, Any]], colour: str, size: float) -> Layer:
        rows = [
            {
                "x": row["x"],
                "y": self.down(row["mean"]),
                "tip": f"{name}: {self._figures.plain(row['mean'])}, "
                f"between {self._figures.plain(row['low'])} and {self._figures.plain(row['high'])}",
            }
            for row in own
        ]
        canvas = self.canvas
        return (
            drawn(rows)
            .mark_line(color=colour, strokeWidth=size)
            .encode(x=canvas.x("x"), y=canvas.y("y"), tooltip=TIP)
        )
