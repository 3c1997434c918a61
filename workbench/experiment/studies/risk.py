"""How risky a portfolio is in its simulated futures, what makes the worst tenth bad, what goes together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis import (
    SURE,
    Interval,
    TailDifference,
    average_correlation,
    correlation_chance,
    correlation_interval,
    holm,
    mean_interval,
    quantiles,
    share_interval,
    tail_difference,
    worst_interval,
    worst_of,
)
from workbench.experiment.balance import risk_balance
from workbench.experiment.results import WORST, Results
from workbench.experiment.studies.drivers import Driver, drivers_of
from workbench.experiment.studies.runs import Runs, complete
from workbench.scenario import Scenario

LEAST_SHARED = 20
"""Futures in which both projects of a pair are completed; pairs with fewer are left out."""


@dataclass(frozen=True, eq=False)
class DriverFound:
    """A driver in the worst tenth of the futures and in the others; `decided` allows for all (Holm)."""

    driver: Driver
    found: TailDifference
    decided: bool


@dataclass(frozen=True)
class Pair:
    """Two projects whose overruns go together, or not; `decided` allows for all pairs (Holm)."""

    first: str
    second: str
    correlation: Interval
    n: int
    decided: bool


@dataclass(frozen=True, eq=False)
class RiskStudy:
    """What was found of one scenario.

    Parameters
    ----------
    scenario
        Of what.
    npv
        Net value by future.
    mean, worst, loss
        Its average, the average of its worst tenth, the share of futures in which it is below 0.
    quantiles
        P10, P50, P90 of the futures.
    drivers
        Those of which the worst tenth differs most first, decided ones before others.
    overruns, projects
        Average correlation of actual ÷ planned days between projects, and how many of them are compared.
    pairs
        The strongest correlations first.
    commitments, balance
        As `Results.commitments` and `risk_balance` give them.
    reserve_drawn, reserve_sufficed
        Average share drawn, chance that it suffices; None without a reserve.
    """

    scenario: Scenario
    npv: pd.Series
    mean: Interval
    worst: Interval
    loss: Interval
    quantiles: tuple[float, ...]
    drivers: tuple[DriverFound, ...]
    overruns: Interval
    projects: int
    pairs: tuple[Pair, ...]
    commitments: pd.DataFrame
    balance: pd.DataFrame
    reserve_drawn: Interval | None
    reserve_sufficed: Interval | None

    @property
    def n(self) -> int:
        """How many futures."""
        return len(self.npv)

    @property
    def tail(self) -> int:
        """How many of them are the worst tenth."""
        return max(1, round(WORST * self.n))


def risk_study(scenario: Scenario, runs: Runs) -> RiskStudy:
    """Simulate a scenario and read its risk.

    Parameters
    ----------
    scenario
        Of what.
    runs
        Who simulates; project rows of all futures are needed.
    """
    results = complete(runs([scenario]))
    npv = results.values(scenario.name, "npv")
    x = npv.to_numpy()
    ratios = overrun_ratios(results, scenario.name)
    drawn, sufficed = (results.values(scenario.name, f"reserve_{one}") for one in ("drawn", "sufficed"))
    return RiskStudy(
        scenario,
        npv,
        mean_interval(x),
        worst_interval(x, WORST),
        share_interval(int((x < 0).sum()), x.size),
        quantiles(x),
        tuple(_drivers(scenario, npv)),
        average_correlation(ratios),
        ratios.shape[1],
        tuple(_pairs(ratios)),
        results.commitments(),
        risk_balance(scenario),
        mean_interval(drawn.to_numpy()).within(0.0, 1.0) if drawn.size else None,
        share_interval(int(sufficed.sum()), sufficed.size) if sufficed.size else None,
    )


def overrun_ratios(results: Results, name: str) -> pd.DataFrame:
    """ln(actual ÷ planned days of work) by future and project, of completed projects; others are missing."""
    rows = results.projects
    done = (rows["scenario"] == name) & (rows["status"] == "completed") & (rows["plan_days"] > 0)
    kept = rows.loc[done & (rows["touch_days"] > 0), ["replication", "project", "touch_days", "plan_days"]]
    logs = np.log(kept["touch_days"] / kept["plan_days"])
    frame = kept.assign(ratio=logs, project=kept["project"].astype(str))
    wide = frame.pivot(index="replication", columns="project", values="ratio")
    return wide.loc[:, (wide.count() >= LEAST_SHARED) & (wide.std() > 0)]


def _drivers(scenario: Scenario, npv: pd.Series) -> Iterator[DriverFound]:
    replications = range(int(npv.index.min()), int(npv.index.max()) + 1)
    tail = worst_of(npv.to_numpy(), WORST)
    drivers = drivers_of(scenario, replications)
    found = [tail_difference(one.values, tail) for one in drivers] if 0 < tail.sum() < tail.size else []
    adjusted = holm([one.chance for one in found])
    order = sorted(range(len(found)), key=lambda k: (adjusted[k], found[k].chance, drivers[k].key))
    for k in order:
        yield DriverFound(drivers[k], found[k], adjusted[k] < SURE)


def _pairs(ratios: pd.DataFrame) -> Iterator[Pair]:
    table = ratios.corr(min_periods=LEAST_SHARED).to_numpy()
    known = ratios.notna().to_numpy().astype(np.int64)
    shared = known.T @ known
    places = [
        (i, j) for i, j in zip(*np.triu_indices(len(table), 1), strict=True) if table[i, j] == table[i, j]
    ]
    adjusted = holm([correlation_chance(float(table[one]), int(shared[one])) for one in places])
    order = sorted(range(len(places)), key=lambda k: (-abs(float(table[places[k]])), places[k]))
    names = [str(one) for one in ratios.columns]
    for k in order:
        i, j = places[k]
        n = int(shared[i, j])
        yield Pair(names[i], names[j], correlation_interval(float(table[i, j]), n), n, adjusted[k] < SURE)
