"""Delivered alignment over time, and what is best at which exchange rate between money and strategic score.

Both read results of a run; nothing is simulated again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from workbench.analysis import SURE, even_rate, mean_interval, paired_difference, quantiles, reigns
from workbench.engines.plan import Plan, plan_of
from workbench.engines.plan.calendar import day_of
from workbench.errors import InputError, Problem
from workbench.experiment.results import Results
from workbench.scenario import Scenario

SCORE = "strategic_value"
"""The measure that stands for alignment unless another is named."""


def delivered_alignment(results: Results) -> pd.DataFrame:
    """Strategic score delivered so far, on the first of each month until the horizon.

    A project delivers its score when it is completed, by the weights in force on that day. Counted are the
    futures whose project rows are kept (`n`).

    Returns
    -------
    pandas.DataFrame
        ``scenario``, ``date``, ``day``, ``n``, ``mean`` with ``low`` and ``high`` (95 % interval
        of the mean), ``p10``, ``p50``, ``p90`` of the futures.
    """
    rows = []
    for scenario, name in zip(results.scenarios, results.names, strict=True):
        dates = _months(scenario)
        days = np.array([day_of(scenario.portfolio, one) for one in dates])
        so_far = _delivered_by(results, scenario, name, days)
        rows += [
            (name, one, day, *_spread(so_far[:, k]))
            for k, (one, day) in enumerate(zip(dates, days, strict=True))
        ]
    return pd.DataFrame(rows, columns=["scenario", "date", "day", *_SPREAD])


def alignment_by_year(results: Results) -> pd.DataFrame:
    """Strategic score delivered within each fiscal year until the horizon, the last one up to it.

    Returns
    -------
    pandas.DataFrame
        ``scenario``, ``year``, then the columns of `delivered_alignment` from ``n`` on.
    """
    rows = []
    for scenario, name in zip(results.scenarios, results.names, strict=True):
        plan = plan_of(scenario)
        starts = plan.money.year_start
        within = starts < plan.horizon
        bounds = np.append(np.maximum(starts[within], 0.0), plan.horizon)
        so_far = _delivered_by(results, scenario, name, bounds)
        years = np.array(plan.money.year_names)[within].tolist()
        for k, year in enumerate(years):
            before = so_far[:, k] if k else 0.0
            rows.append((name, year, *_spread(so_far[:, k + 1] - before)))
    return pd.DataFrame(rows, columns=["scenario", "year", *_SPREAD])


_SPREAD = ("n", "mean", "low", "high", "p10", "p50", "p90")


def _spread(values: np.ndarray) -> tuple[float, ...]:
    mean = mean_interval(values)
    return (len(values), mean.value, mean.low, mean.high, *quantiles(values))


def _months(scenario: Scenario) -> list[date]:
    start, found = scenario.portfolio.start, []
    year, month = start.year, start.month
    while (first := date(year, month, 1)) <= scenario.horizon:
        found.append(max(first, start))
        year, month = year + month // 12, month % 12 + 1
    return [*found, scenario.horizon + timedelta(days=1)]


def _delivered_by(results: Results, scenario: Scenario, name: str, days: np.ndarray) -> np.ndarray:
    """Score delivered by each of the days, shape (futures, days)."""
    plan: Plan = plan_of(scenario)
    rows = results.projects[results.projects["scenario"] == name]
    futures, row = np.unique(rows["replication"].to_numpy(), return_inverse=True)
    done = (rows["status"] == "completed").to_numpy()
    finish = np.full((len(futures), len(plan.projects.ids)), np.nan)
    place = {one: k for k, one in enumerate(plan.projects.ids)}
    column = rows["project"].astype(str).map(place).to_numpy(dtype=np.int64)
    finish[row[done], column[done]] = rows["finish"].to_numpy(dtype=np.float64)[done]
    score = np.where(np.isnan(finish), 0.0, plan.strategy.at(finish))
    return np.column_stack([np.where(finish <= day, score, 0.0).sum(axis=1) for day in days])


# money against score -------------------------------------------------------------------------------------


def exchange_rate_sweep(
    results: Results, rates: Sequence[float], score: str = SCORE, baseline: str | None = None
) -> pd.DataFrame:
    """Which scenario is best where a point of score is worth so much money: U = net value + rate × score.

    The rate is nobody's but the reader's: it is swept, and no blend is a measure of a run.

    Parameters
    ----------
    results
        Scenarios on the same futures.
    rates
        Money for a point.
    score
        Measure that stands for alignment.
    baseline
        Scenario that gains are against; the first where none is named.

    Returns
    -------
    pandas.DataFrame
        A row per rate and scenario: ``rate``, ``scenario``, ``n``; ``mean``, ``low``, ``high`` of U;
        ``gain``, ``gain_low``, ``gain_high`` against the baseline; ``behind``, ``behind_low``,
        ``behind_high`` against the best average at this rate, allowing for all scenarios compared; ``best``
        (its average is the highest), ``ruled_out`` (clearly behind), ``best_in`` (share of futures in which
        it is best).
    """
    first = _known(results, results.names[0] if baseline is None else baseline)
    money, points = _both(results, score)
    rows = [row for rate in rates for row in _at_rate(float(rate), money + float(rate) * points, first)]
    return pd.DataFrame(
        rows,
        columns=[
            *("rate", "scenario", "n", "mean", "low", "high", "gain", "gain_low", "gain_high"),
            *("behind", "behind_low", "behind_high", "best", "ruled_out", "best_in"),
        ],
    )


def efficient_scenarios(results: Results, score: str = SCORE) -> pd.DataFrame:
    """Scenarios that are best on average at some exchange rate, from the lowest rate to the highest.

    Returns
    -------
    pandas.DataFrame
        ``scenario``, ``from_rate``, ``to_rate`` (may be infinite), ``to_low``, ``to_high`` (95 % interval of
        the rate at which the next one takes over; infinite bounds where it cannot be told), ``npv``,
        ``score`` (averages), ``n``. A scenario that is missing is best at no rate.
    """
    money, points = _both(results, score)
    names = list(money.columns)
    found = reigns(money.mean().tolist(), points.mean().tolist())
    rows = []
    for k, one in enumerate(found):
        name = names[one.option]
        low = high = math.nan
        if k + 1 < len(found):
            following = names[found[k + 1].option]
            even = even_rate(money[following] - money[name], points[following] - points[name])
            low, high = even.low, even.high
        averages = (float(money[name].mean()), float(points[name].mean()))
        rows.append((name, one.low, one.high, low, high, *averages, len(money)))
    columns = ["scenario", "from_rate", "to_rate", "to_low", "to_high", "npv", "score", "n"]
    return pd.DataFrame(rows, columns=columns)


def _known(results: Results, name: str) -> str:
    if name not in results.names:
        raise InputError.of(
            Problem(("baseline",), "there is no scenario of this name", name, ", ".join(results.names))
        )
    return name


def _both(results: Results, score: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Net value and score, futures down and scenarios across, of the futures that all scenarios share."""
    tables = [
        pd.DataFrame({name: results.values(name, measure) for name in results.names}).dropna()
        for measure in ("npv", score)
    ]
    shared = tables[0].index.intersection(tables[1].index)
    if shared.empty:
        remedy = "take strategic_value or strategic_present"
        raise InputError.of(Problem(("score",), "no future has this measure in all scenarios", score, remedy))
    return tables[0].loc[shared], tables[1].loc[shared]


def _at_rate(rate: float, worth: pd.DataFrame, first: str) -> Iterator[tuple[object, ...]]:
    means = worth.mean()
    best = str(means.idxmax())
    winners = worth.idxmax(axis=1)
    rivals = max(1, worth.shape[1] - 1)
    for name in worth.columns:
        mean = mean_interval(worth[name].to_numpy())
        gain = paired_difference(worth[first].to_numpy(), worth[name].to_numpy(), 1).mean
        behind = paired_difference(worth[best].to_numpy(), worth[name].to_numpy(), 1, 1 - SURE / rivals).mean
        yield (
            *(rate, name, len(worth), mean.value, mean.low, mean.high, gain.value, gain.low, gain.high),
            *(behind.value, behind.low, behind.high, name == best, behind.high < 0),
            float((winners == name).mean()),
        )
