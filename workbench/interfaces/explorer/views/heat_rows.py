"""Use of pools by month as the frame that is drawn, and as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from workbench.analysis import SURE, Interval, chance_of, holm, mean_interval
from workbench.charts.dates import dated
from workbench.charts.numbers import Figures
from workbench.experiment.use_over_time import UseOverTime
from workbench.interfaces.wording import open_words

POINTS = Figures("", "", 0.01, 0)


def heat_rows(today: UseOverTime, other: UseOverTime) -> pd.DataFrame:
    """A row for each pool and period that both have, the busiest pool first.

    A difference is decided with all of them allowed for.

    Parameters
    ----------
    today, other
        On the same futures; the same twice where nothing is changed.
    """
    days = [one for one in today.dates if one in set(other.dates)]
    busy = dict(zip(today.pools, np.nan_to_num(today.used).mean(axis=(0, 1)).tolist(), strict=True))
    pools = sorted((one for one in today.pools if one in set(other.pools)), key=lambda one: -busy[one])
    found, chances = [], []
    for pool in pools:
        k, m = today.pools.index(pool), other.pools.index(pool)
        for day in days:
            first = today.used[:, today.dates.index(day), k]
            then = other.used[:, other.dates.index(day), m]
            gap = _gap(then - first)
            chances.append(chance_of(gap, len(first)))
            level = _gap(first)
            row = {"pool": today.names[k], "day": day, "today": _mean(first), "what_if": _mean(then)}
            row |= {"today_low": level.within(0.0).low, "today_high": level.high}
            found.append({**row, "gap": gap.value, "low": gap.low, "high": gap.high, "n": len(first)})
    for row, chance in zip(found, holm(chances), strict=True):
        row["decided"] = chance < SURE
    return pd.DataFrame(found)


def heat_table(rows: pd.DataFrame, names: tuple[str, str]) -> tuple[Sequence[str], list[list[str]]]:
    """Headings and rows in words, in per cent."""
    head = ["pool", "from", f"{names[0]}, %"]
    if not names[1]:
        return [*head, "range of the average"], [
            [
                row["pool"],
                dated(row["day"]),
                _percent(row["today"]),
                _span(row["today_low"], row["today_high"]),
            ]
            for row in rows.to_dict("records")
        ]
    head += [f"{names[1]}, %", "difference, points", "range of the average"]
    return head, [
        [
            row["pool"],
            dated(row["day"]),
            _percent(row["today"]),
            _percent(row["what_if"]),
            *_difference(row["gap"], row["low"], row["high"], row["decided"]),
        ]
        for row in rows.to_dict("records")
    ]


def _difference(gap: float, low: float, high: float, known: object) -> tuple[str, str]:
    if not math.isfinite(low):
        return "unknown", ""
    if low == high == 0.0:
        return "none", ""
    span = POINTS.span(low, high) if low < high else ""
    return POINTS.bare_signed(gap) if known else open_words(low, high), span


def _percent(share: float) -> str:
    return "nobody there" if math.isnan(share) else f"{share * 100:.0f}"


def _span(low: float, high: float) -> str:
    return f"{low * 100:.0f} to {high * 100:.0f}" if math.isfinite(low + high) else ""


def _mean(values: np.ndarray) -> float:
    return math.nan if np.isnan(values).any() else float(values.mean())


def _gap(differences: np.ndarray) -> Interval:
    """Average with its range; unknown where in some future nobody is there."""
    unknown = Interval(math.nan, math.nan, math.nan)
    return unknown if np.isnan(differences).any() else mean_interval(differences)
