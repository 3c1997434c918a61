"""Pools with hardly any time left, which every page warns of."""

from __future__ import annotations

import math
from collections.abc import Mapping

from workbench.analysis import Interval
from workbench.charts.numbers import NBSP

BUSY = 0.95
"""Use above which a pool is named: queues grow long before all time is used (assumed)."""

NAMED = 2
"""Pools named in a sentence, the others are counted."""


def crowded_words(use: Mapping[str, Interval], where: str) -> str:
    r"""Which pools are used beyond `BUSY` on average, the busiest first; empty where none is.

    Parameters
    ----------
    use
        Average use by name of the pool, as a share of the time for projects, with its range.
    where
        In which scenario.

    Examples
    --------
    >>> crowded_words({"Developers": Interval(0.97, 0.96, 0.98)}, "today")
    'Developers at 97\xa0% (96 to 98) of their time today'
    >>> crowded_words({"Analysts": Interval(0.7, 0.6, 0.8)}, "today")
    ''
    """
    busy = sorted(((one.value, name) for name, one in use.items() if one.value >= BUSY), reverse=True)
    if not busy:
        return ""
    said = ", ".join(_at(name, use[name]) for _, name in busy[:NAMED])
    left = len(busy) - NAMED
    return f"{said}{f' and {left} more' if left > 0 else ''} of their time {where}"


def _at(name: str, use: Interval) -> str:
    span = f" ({use.low * 100:.0f} to {use.high * 100:.0f})" if math.isfinite(use.low) else ""
    return f"{name} at {use.value * 100:.0f}{NBSP}%{span}"
