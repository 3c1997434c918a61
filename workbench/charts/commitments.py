"""Promised dates: start, 8 in 10 finishes, the middle one, the promise, and the chance of keeping it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.charts import palette
from workbench.charts.canvas import Canvas, drawn, records_of, wrapped
from workbench.charts.dates import dated
from workbench.charts.layer import TIP, Layer, Row
from workbench.charts.numbers import out_of, whole
from workbench.charts.picture import Picture, finished
from workbench.charts.room import PAGE, Room, Span

LEFT, BESIDE, APART = 178, 138, 78
"""Labels at the left, numbers at the right, and between their two columns."""
ROW, HEAD, HEAD_AT = 37, 92, 42
NEVER = "finished in fewer than 1 in 10 futures"
ABSENT = "not in this portfolio"


@dataclass(frozen=True)
class _Series:
    """How one of the two scenarios is drawn."""

    key: str
    shift: float
    bar: float
    rule: float
    colours: tuple[str, str]


_TODAY = _Series("today", 7.0, 6, 1.0, (palette.TODAY, palette.TODAY))
_WHAT_IF = _Series("what_if", -3.5, 10, 1.6, (palette.MIDDLE, palette.ACCENT))
_ALONE = _Series("today", 0.0, 10, 1.6, (palette.MIDDLE, palette.ACCENT))


def commitments_chart(rows: pd.DataFrame, names: tuple[str, str], room: Room = PAGE) -> Picture:
    """Draw finishes under today and a what-if, sorted by promised date; those without one by their middle.

    Parameters
    ----------
    rows
        One row per project: ``label``, ``due`` (missing without a promise), and for ``today`` and
        ``what_if`` each ``start_…``, ``p10_…``, ``p50_…``, ``p90_…`` (dates; missing beyond the end of the
        run) and ``chance_…``; ``change`` is ``better``, ``worse`` or empty. ``there_…`` is false where the
        project is not in that portfolio; it may be left out where all are in both.
    names
        What today and the what-if are called; an empty second name draws today alone.
    room
        Width, and what the axis shows at least (see `commitments_span`).
    """
    records = _in_order(rows)
    for k, row in enumerate(records):
        row["y"] = HEAD + ROW * (k + 0.5)
    height = HEAD + ROW * len(records)
    series = _drawn(names)
    span = room.holding(_span(records, names))
    canvas = Canvas(room.width, height, LEFT, room.width - BESIDE, *span)
    layers = [
        *_axis(canvas, height),
        *[layer for one in series for layer in _series(canvas, records, one, names)],
        _promises(canvas, records),
        *_columns(canvas, records, names),
        *_key(canvas, series, names[0]),
    ]
    return finished(layers, room.width, height, _described(records, names))


def describe_commitments(rows: pd.DataFrame, names: tuple[str, str]) -> str:
    """Text alternative, from the numbers drawn."""
    return _described(_in_order(rows), names)


def _described(records: list[dict[str, Any]], names: tuple[str, str]) -> str:
    parts = []
    for row in records:
        if pd.isna(row["due"]):
            parts.append(_finishes(row, names))
            continue
        text = f"{row['label']}, promised for {dated(_date(row['due']))}: {_chance(row, 'today')}"
        if names[1]:
            text += f" and {_chance(row, 'what_if')}"
            text += f", {row['change']}" if row["change"] else ""
        parts.append(text)
    under = f"{names[0]} and {names[1]}" if names[1] else names[0]
    return f"Chances of keeping promised dates under {under}. {'; '.join(parts)}."


def _finishes(row: Row, names: tuple[str, str]) -> str:
    """When a project without a promise is finished, in words."""
    ends = [
        f"{name} {_instead(row, one)}"
        if pd.isna(row[f"p10_{one.key}"])
        else f"{name} 8 in 10 finishes {_said(row[f'p10_{one.key}'])} to {_said(row[f'p90_{one.key}'])}"
        for one, name in zip(_drawn(names), names, strict=False)
    ]
    return f"{row['label']}, no date promised, {' and '.join(ends)}"


def _instead(row: Row, one: _Series) -> str:
    """Why there is no bar."""
    return NEVER if row.get(f"there_{one.key}", True) else ABSENT


def _said(day: Any) -> str:
    return "after the end of the run" if pd.isna(day) else dated(_date(day))


def _in_order(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """By promised date, then by the middle finish today, then by name."""
    unpromised = rows["p50_today"].where(rows["due"].isna())
    keys = rows.assign(_middle=unpromised)
    ordered = keys.sort_values(["due", "_middle", "label"], kind="stable").drop(columns="_middle")
    return records_of(ordered)


def commitments_span(rows: pd.DataFrame, names: tuple[str, str]) -> Span:
    """What the axis shows: every start, finish and promise, as day numbers."""
    return _span(records_of(rows), names)


def _span(records: list[dict[str, Any]], names: tuple[str, str]) -> Span:
    days = [_number(row["due"]) for row in records if not pd.isna(row["due"])]
    for one in _drawn(names):
        for row in records:
            known = (row[f"{what}_{one.key}"] for what in ("start", "p10", "p50", "p90"))
            days += [_number(day) for day in known if not pd.isna(day)]
    low, high = min(days, default=0.0), max(days, default=1.0)
    return low - 10, max(high, low + 60) + 20


def _drawn(names: tuple[str, str]) -> list[_Series]:
    return [_TODAY, _WHAT_IF] if names[1] else [_ALONE]


def _series(
    canvas: Canvas, records: list[dict[str, Any]], one: _Series, names: tuple[str, str]
) -> list[Layer]:
    name = names[1] if one.key == "what_if" else names[0]
    bars, rules, ticks, never = [], [], [], []
    for row in records:
        start, p10, p50, p90 = (row[f"{what}_{one.key}"] for what in ("start", "p10", "p50", "p90"))
        y = row["y"] + one.shift
        if pd.isna(p10):
            # Words are higher than bars: above and below the middle of the row.
            at = row["y"] + (8 if one.shift > 0 else -8 if one.shift < 0 else 0)
            never.append({"px": canvas.left + 6, "y": at, "text": _instead(row, one)})
            continue
        # A finish beyond the end of the run has no date: the bar runs out of the picture.
        last = _number(p90) if not pd.isna(p90) else canvas.high
        begun = _number(start) if not pd.isna(start) else _number(p10)
        days = {"finish_p10": _iso(p10), "finish_p50": _iso(p50), "finish_p90": _iso(p90)}
        chance = {"promised": _iso(row["due"]), "chance": row[f"chance_{one.key}"]}
        known = {"project": row["label"], "scenario": name, **days, **chance}
        bars.append({"a": _number(p10), "b": last, "y": y, "tip": _tip(row, one), **known})
        rules.append({"a": begun, "b": _number(p10), "y": y})
        if not pd.isna(p50):
            ticks.append({"a": _number(p50), "y": y - one.bar / 2, "y2": y + one.bar / 2})
    pale, strong = one.colours
    return [
        drawn(rules)
        .mark_rule(size=one.rule, color=strong)
        .encode(x=canvas.x("a"), x2=canvas.x2("b"), y=canvas.y("y")),
        drawn(bars)
        .mark_bar(size=one.bar, color=pale, orient="horizontal")
        .encode(
            x=canvas.x("a"),
            x2=canvas.x2("b"),
            y=canvas.y("y"),
            tooltip=TIP,
        ),
        drawn(ticks)
        .mark_rule(size=2, color=palette.TEXT)
        .encode(x=canvas.x("a"), y=canvas.y("y"), y2=canvas.y2("y2")),
        canvas.text(never, fontSize=12, color=palette.SECONDARY if one.key == "today" else palette.ACCENT),
    ]


def _promises(canvas: Canvas, records: list[dict[str, Any]]) -> Layer:
    values = [
        {
            "a": _number(row["due"]),
            "y": row["y"],
            "tip": f"{row['label']}: promised for {dated(_date(row['due']))}",
        }
        for row in records
        if not pd.isna(row["due"])
    ]
    return _diamond(canvas, values)


def _diamond(canvas: Canvas, values: list[dict[str, Any]]) -> Layer:
    return (
        drawn(values)
        .mark_point(shape="diamond", size=100, fill="white", stroke=palette.TEXT, strokeWidth=1.5, opacity=1)
        .encode(x=canvas.x("a"), y=canvas.y("y"), tooltip=TIP)
    )


def _axis(canvas: Canvas, height: float) -> list[Layer]:
    first, last = _date_of(canvas.low).year, _date_of(canvas.high).year
    years = [(year, canvas.pixel(datetime.date(year, 1, 1).toordinal())) for year in range(first, last + 1)]
    inside = [(year, px) for year, px in years if LEFT - 1 <= px <= canvas.right]
    edge = [] if any(px - LEFT < 40 for _, px in inside) else [(first, float(LEFT))]
    # No year under the heading of the numbers beside the plot.
    clear = [(year, px) for year, px in [*edge, *inside] if px + 34 <= canvas.right]
    labels = [{"px": px, "y": HEAD - 12, "text": str(year)} for year, px in clear]
    lines = [{"px": px, "px2": px, "y": HEAD - 4, "y2": height} for _, px in inside]
    rows = [
        {"px": 0, "px2": canvas.width, "y": HEAD + ROW * k, "y2": HEAD + ROW * k}
        for k in range(1, round((height - HEAD) / ROW))
    ]
    return [
        canvas.rules(rows, color=palette.HAIRLINE_TABLE),
        canvas.rules(lines),
        canvas.text(labels, fontSize=12, color=palette.SECONDARY),
    ]


def _columns(canvas: Canvas, records: list[dict[str, Any]], names: tuple[str, str]) -> list[Layer]:
    second_at = canvas.width
    first_at = second_at - APART if names[1] else second_at
    promised = [row for row in records if not pd.isna(row["due"])]
    chances = [
        {"px": first_at, "y": r["y"], "text": out_of(r["chance_today"], _n(records))} for r in promised
    ]
    words = f"chance to keep it, of {whole(_n(records))}"
    head = [{"px": second_at, "y": HEAD_AT, "text": words}] if promised else []
    one = {"px": first_at, "y": HEAD - 6, "text": wrapped(names[0], 11)}
    small: dict[str, Any] = {"align": "right", "fontSize": 12, "color": palette.SECONDARY}
    layers = [
        canvas.text([{"px": 0, "y": r["y"], "text": wrapped(str(r["label"]), 27)} for r in records]),
        canvas.text(chances, align="right", color=palette.SECONDARY),
        canvas.text(head, **small),
    ]
    if not names[1]:
        return layers
    other = {"px": second_at, "y": HEAD - 6, "text": wrapped(names[1], 10)}
    shifted = [(r, r["y"] - (7 if r["change"] == "worse" else 0)) for r in promised]
    what_if = [
        {"px": second_at, "y": y, "text": out_of(r["chance_what_if"], _n(records))} for r, y in shifted
    ]
    worse = [{"px": second_at, "y": y + 14, "text": "worse"} for r, y in shifted if r["change"] == "worse"]
    strong = {**small, "color": palette.ACCENT, "fontWeight": "bold"}
    return [
        *layers,
        canvas.text([one] if promised else [], baseline="bottom", **small),
        canvas.text([other] if promised else [], baseline="bottom", **strong),
        canvas.text(what_if, align="right", fontWeight="bold", color=palette.ACCENT),
        canvas.text(worse, align="right", fontSize=12),
    ]


def _key(canvas: Canvas, series: list[_Series], today: str) -> list[Layer]:
    y = 8.0
    words = "start, then 8 in 10 finishes (mark: the middle)"
    if len(series) > 1:
        words += f"; grey: {today[:16]}"
    end, below = 78 + len(words) * 5.7 + 22, y
    if end + 95 > canvas.width:
        end, below = 8, y + 22
    return [
        canvas.rules([{"px": 0, "px2": 24, "y": y, "y2": y}], color=palette.ACCENT, size=1.6),
        canvas.bands([{"px": 24, "px2": 70, "y": y - 5, "y2": y + 5}], color=palette.MIDDLE),
        canvas.rules([{"px": 46, "px2": 46, "y": y - 5, "y2": y + 5}], color=palette.TEXT, size=2),
        canvas.text([{"px": 78, "y": y, "text": words}], fontSize=12, color=palette.SECONDARY),
        _diamond(canvas, [{"a": canvas.value(end), "y": below, "tip": "promised date"}]),
        canvas.text(
            [{"px": end + 11, "y": below, "text": "promised date"}], fontSize=12, color=palette.SECONDARY
        ),
    ]


def _tip(row: Row, one: _Series) -> str:
    p10, p50, p90 = (_said(row[f"{what}_{one.key}"]) for what in ("p10", "p50", "p90"))
    kept: str = "no date promised" if pd.isna(row["due"]) else f"promise kept in {_chance(row, one.key)}"
    return f"{row['label']}: 8 in 10 finishes between {p10} and {p90}, middle {p50}; {kept}"


def _n(records: Sequence[Row]) -> float:
    """Futures behind the chances; many where the rows do not say."""
    return max((float(row.get("n", 100)) for row in records), default=100)


def _chance(row: Row, key: str) -> str:
    n = _n([row])
    return f"{out_of(row[f'chance_{key}'], n)} of {whole(n)}"


def _date(day: Any) -> datetime.date:
    stamp = pd.Timestamp(day)
    assert isinstance(stamp, pd.Timestamp)
    return stamp.date()


def _iso(day: Any) -> str:
    return "" if pd.isna(day) else _date(day).isoformat()


def _number(day: Any) -> float:
    return float(_date(day).toordinal())


def _date_of(number: float) -> datetime.date:
    return datetime.date.fromordinal(round(number))
