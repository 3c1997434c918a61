"""How busy each pool is month by month: today, the what-if and the difference, a shade for each cell."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, one_line, records_of
from workbench.charts.dates import dated
from workbench.charts.layer import TIP, Layer, as_named
from workbench.charts.picture import Picture, finished
from workbench.charts.room import PAGE, Room

LEFT, ROW, HEAD, BLOCK, FOOT = 150, 18, 34, 30, 60
LABEL = 23
SHADES = ((0.95, palette.ACCENT), (0.8, palette.MIDDLE), (0.5, palette.PALE), (-math.inf, palette.BAND))
"""From so much use on."""
CHANGES = ((0.15, palette.MIDDLE), (0.02, palette.PALE))
"""Size of a known difference from which on it is shaded so."""
KEY = "Shades: to 50 %, 80 %, 95 % of its time, and above."
SIGNS = "+ busier, − less busy; empty: not known to differ."
OVER = "Over 100 %: work goes on with more people than are there."


def use_heat_chart(rows: pd.DataFrame, names: tuple[str, str], room: Room = PAGE) -> Picture:
    """Draw blocks of pools by months.

    Parameters
    ----------
    rows
        One row per cell: ``pool`` (its label, in order), ``day`` (first day of the period), ``today`` and
        ``what_if`` (average shares, NaN where nobody is there), ``gap``, ``low``, ``high`` (their difference
        with its range) and ``decided``.
    names
        What today and the what-if are called; an empty second name draws today alone.
    room
        Width.
    """
    records = records_of(rows)
    pools = list(dict.fromkeys(str(row["pool"]) for row in records))
    days = list(dict.fromkeys(_date(row["day"]) for row in records))
    blocks = [("today", names[0])]
    blocks += [("what_if", names[1]), ("gap", "difference")] if names[1] else []
    tall = BLOCK + ROW * len(pools)
    height = HEAD - BLOCK + 14 + tall * len(blocks) + FOOT
    canvas = Canvas(room.width, height, LEFT, room.width, 0.0, float(len(days)))
    cells: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    for k, (side, title) in enumerate(blocks):
        top = HEAD + tall * k
        heads.append({"px": 0, "y": top - 12, "text": title})
        labels += [
            {"px": 0, "y": top + ROW * (i + 0.5), "text": one_line(one, LABEL)} for i, one in enumerate(pools)
        ]
        for row in records:
            i, j = pools.index(str(row["pool"])), days.index(_date(row["day"]))
            place = {"x": j + 0.04, "x2": j + 0.96, "y": top + ROW * i + 1, "y2": top + ROW * (i + 1) - 1}
            shade, sign = _shade(row, side)
            middle = {"at": j + 0.5, "middle": top + ROW * (i + 0.5), "sign": sign}
            cells.append({**place, **middle, "shade": shade, "tip": _tip(row, names)})
    key = _key(records, names)
    layers = [
        drawn(cells)
        .mark_rect()
        .encode(
            x=canvas.x("x"),
            x2=canvas.x2("x2"),
            y=canvas.y("y"),
            y2=canvas.y2("y2"),
            fill=as_named("shade"),
            tooltip=TIP,
        ),
        canvas.text(_signs(canvas, cells), align="center", fontSize=12),
        canvas.text(labels, fontSize=12),
        canvas.text(heads, fontWeight="bold"),
        *_years(canvas, days, [HEAD + tall * k for k in range(len(blocks))], ROW * len(pools)),
        canvas.text(
            [{"px": 0, "y": height - FOOT + 18 + 16 * k, "text": one} for k, one in enumerate(key)],
            fontSize=12,
            color=palette.SECONDARY,
        ),
    ]
    return finished(layers, room.width, height, describe_use_heat(rows, names))


def describe_use_heat(rows: pd.DataFrame, names: tuple[str, str]) -> str:
    """Text alternative, from the numbers drawn: of each pool its busiest period."""
    parts = []
    for pool, own in rows.groupby("pool", sort=False):
        said = []
        for key, name in zip(("today", "what_if"), names, strict=True):
            known = own[own[key].notna()]
            if name and len(known):
                row = records_of(known.loc[[known[key].idxmax()]])[0]
                said.append(f"{name} at most {_percent(row[key])} from {dated(_date(row['day']))}")
        parts.append(f"{pool}: {', '.join(said) or 'nobody is there'}")
    return f"Share of each pool's time that projects use, period by period. {'; '.join(parts)}."


def _key(records: list[dict[str, Any]], names: tuple[str, str]) -> list[str]:
    """What shades and signs mean, and how more than all can be used."""
    shown = [row[key] for row in records for key in (("today", "what_if") if names[1] else ("today",))]
    over = [OVER] if any(value > 1.005 for value in shown) else []
    return [KEY, *([SIGNS] if names[1] else []), *over]


def _signs(canvas: Canvas, cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"px": canvas.pixel(one["at"]), "y": one["middle"], "text": one["sign"]}
        for one in cells
        if one["sign"]
    ]


def _shade(row: dict[str, Any], key: str) -> tuple[str, str]:
    """Colour of a cell, and the sign in it."""
    if key != "gap":
        value = float(row[key])
        return ("white" if math.isnan(value) else next(c for least, c in SHADES if value >= least)), ""
    gap = float(row["gap"])
    if not row["decided"] or math.isnan(gap):
        return palette.BAND, ""
    shade = next((colour for least, colour in CHANGES if abs(gap) >= least), palette.BAND)
    return shade, "" if shade == palette.BAND else "+" if gap > 0 else "\N{MINUS SIGN}"


def _years(canvas: Canvas, days: list[datetime.date], tops: list[int], tall: float) -> list[Layer]:
    firsts = [k for k, day in enumerate(days) if k == 0 or day.year != days[k - 1].year]
    shown = [k for k in firsts if k == 0 or canvas.pixel(k) - canvas.pixel(0) > 36]
    words = [
        {"px": canvas.pixel(k) + 2, "y": top - 12, "text": str(days[k].year)} for k in shown for top in tops
    ]
    lines = [
        {"px": canvas.pixel(k), "px2": canvas.pixel(k), "y": top - 4, "y2": top + tall}
        for k in firsts[1:]
        for top in tops
    ]
    return [
        canvas.rules(lines, color=palette.TODAY),
        canvas.text(words, fontSize=12, color=palette.SECONDARY),
    ]


def _percent(share: float) -> str:
    return "nobody there" if math.isnan(share) else f"{share * 100:.0f}\N{NO-BREAK SPACE}%"


def _tip(row: dict[str, Any], names: tuple[str, str]) -> str:
    said = f"{row['pool']}, from {dated(_date(row['day']))}: {names[0]} {_percent(row['today'])}"
    if not names[1]:
        return said
    gap = f"{row['low'] * 100:+.0f} to {row['high'] * 100:+.0f} points".replace("-", "\N{MINUS SIGN}")
    known = gap if math.isfinite(row["low"]) else "unknown"
    return f"{said}, {names[1]} {_percent(row['what_if'])}; difference {known}"


def _date(day: Any) -> datetime.date:
    stamp = pd.Timestamp(day)
    assert isinstance(stamp, pd.Timestamp)
    return stamp.date()
