"""Performance as tidy frames: what charts draw and tables tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.analysis import mean_interval, quantiles, ratio_interval
from workbench.experiment.earned.errors import FORECASTS, SHARES, VIEWS
from workbench.experiment.earned.measure import EarnedValue

Floats = NDArray[np.float64]

VALUES = ("planned", "earned", "paid", "told")
INDICES = ("spi_t", "told_spi_t", "cpi", "told_cpi", "spi", "tcpi")
SETTLED = 0.999
"""Curves are shown until so much of their end is reached."""


def date_of(found: EarnedValue, day: float) -> date:
    """The date of a day."""
    portfolio = found.scenario.portfolio
    return portfolio.calendar.date_after(portfolio.start, day) if day > 0 else portfolio.start


def curve_frame(found: EarnedValue) -> pd.DataFrame:
    """Planned, earned, paid, and earned as reports tell it, by day: average and 8 in 10 futures."""
    return pd.DataFrame(_series(found, VALUES), columns=_COLUMNS)


def index_frame(found: EarnedValue) -> pd.DataFrame:
    """Indices by day, on days on which half of the futures have a value at least."""
    return pd.DataFrame(_series(found, INDICES), columns=_COLUMNS)


_COLUMNS = ["series", "day", "date", "mean", "low", "high", "p10", "p90", "n"]


def last_shown(found: EarnedValue) -> int:
    """Place of the last day that is worth showing: from then on nothing moves."""
    settled = []
    for name in VALUES:
        line = getattr(found.curves, name).mean(axis=0)
        settled.append(int(np.searchsorted(line >= SETTLED * line[-1], True)))
    return min(max(settled) + 1, len(found.days) - 1)


def _series(found: EarnedValue, names: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    for name in names:
        lines = getattr(found.curves, name)
        for k in range(last_shown(found) + 1):
            known = lines[:, k][np.isfinite(lines[:, k])]
            if 2 * known.size < len(lines) or not known.size:
                continue
            day = float(found.days[k])
            mean = mean_interval(known)
            low, high = quantiles(known, (0.1, 0.9))
            yield (name, day, date_of(found, day), mean.value, mean.low, mean.high, low, high, known.size)


def error_frame(found: EarnedValue) -> pd.DataFrame:
    """Average size of each forecast's error: range of the average over futures, cases, and which way it errs.

    `closest` marks the forecasts of a kind that are not clearly worse than the best one on the same futures.
    """
    columns = ["view", "share", "kind", "forecast", "mean", "low", "high", "lean", "n", "cases", "closest"]
    return pd.DataFrame(_error_rows(found), columns=columns)


def _error_rows(found: EarnedValue) -> Iterator[tuple[object, ...]]:
    errors = found.errors
    for v, view in enumerate(VIEWS):
        for s, share in enumerate(SHARES):
            for kind, places in (("cost", range(3)), ("time", range(3, 6))):
                own = list(places)
                cases = errors.cases[:, v, s, own[0]]
                rows = cases > 0
                by_future = errors.absolute[rows][:, v, s][:, own] / cases[rows, None]
                leans = errors.signed[rows][:, v, s][:, own] / cases[rows, None]
                closest = _closest(by_future)
                for k, place in enumerate(own):
                    mean = mean_interval(by_future[:, k])
                    lean = float(leans[:, k].mean()) if rows.any() else np.nan
                    yield (
                        view, share, kind, FORECASTS[place], mean.value, mean.low, mean.high, lean,
                        int(rows.sum()), int(cases.sum()), k in closest,
                    )  # fmt: skip


def _closest(by_future: Floats) -> set[int]:
    """The best and those that are not clearly worse, pair by pair on the same futures."""
    if not len(by_future):
        return set()
    best = int(np.argmin(by_future.mean(axis=0)))
    worse = [mean_interval(by_future[:, k] - by_future[:, best]).low for k in range(by_future.shape[1])]
    return {k for k, low in enumerate(worse) if k == best or not low > 0}


def benefit_frame(found: EarnedValue) -> pd.DataFrame:
    """Benefits by fiscal year and in all, planned at approval and as they come, at present value.

    `share` is realised ÷ planned (ratio of the averages) with its 95 % interval.
    """
    own = found.benefits
    names = [str(one) for one in found.plan.money.year_names]
    names[-1] += " and later"
    rows = [
        _benefit(name, own.planned_by_year[:, y], own.realised_by_year[:, y]) for y, name in enumerate(names)
    ]
    scope = list(found.scope)
    total = _benefit("all", own.planned[:, scope].sum(axis=1), own.realised[:, scope].sum(axis=1))
    return pd.DataFrame([*rows, total], columns=["what", *_BENEFIT])


def project_frame(found: EarnedValue) -> pd.DataFrame:
    """The same by project, over the futures in which it is released."""
    rows = []
    for i in found.scope:
        planned, realised = found.benefits.planned[:, i], found.benefits.realised[:, i]
        released = found.released[:, i]
        name = found.plan.projects.names[i]
        rows.append((found.plan.projects.ids[i], *_benefit(name, planned[released], realised[released])))
    return pd.DataFrame(rows, columns=["project", "what", *_BENEFIT])


_BENEFIT = ["planned", "realised", "share", "low", "high", "n"]


def _benefit(name: str, planned: Floats, realised: Floats) -> tuple[object, ...]:
    share = ratio_interval(realised, planned)
    some = len(planned) > 0
    means = (float(planned.mean()), float(realised.mean())) if some else (np.nan, np.nan)
    return (name, *means, share.value, share.low, share.high, len(planned))
