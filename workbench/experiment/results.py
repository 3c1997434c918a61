"""What a run found: frames, and the tables that people read, computed from them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from workbench.analysis import (
    Interval,
    mean_interval,
    paired_difference,
    quantiles,
    share_interval,
    worst_interval,
)
from workbench.engines.plan.calendar import due_day_of
from workbench.errors import InputError, Problem
from workbench.experiment.frames import measures_frame
from workbench.experiment.manifest import Manifest
from workbench.experiment.measure import Measure
from workbench.experiment.measure_table import STATE_COLUMNS
from workbench.experiment.measures import in_order, measure_of
from workbench.experiment.outcomes import FromDigest, FromRows, Outcomes
from workbench.scenario import Scenario

WORST = 0.1
"""Share of futures whose average is `worst10`."""


@dataclass(frozen=True, eq=False)
class Results:
    """One scenario or more, simulated.

    Parameters
    ----------
    manifest
        Provenance.
    scenarios
        In the order of the manifest; the first is the baseline of a comparison.
    futures
        By scenario: futures down, measures across.
    projects
        One row per scenario, replication and project, see `docs/design.md`; of the first
        `manifest.detail` futures where that is stated.
    digests
        By scenario: projects over all futures, where `projects` has only the first. `outcomes` answers
        from whichever is there.
    """

    manifest: Manifest
    scenarios: tuple[Scenario, ...]
    futures: Mapping[str, pd.DataFrame]
    projects: pd.DataFrame
    digests: Mapping[str, FromDigest] = field(default_factory=dict)

    @cached_property
    def measures(self) -> pd.DataFrame:
        """Columns scenario, replication, measure, value; large for many futures, `values` is not."""
        return measures_frame(self.names, self.futures)

    @cached_property
    def outcomes(self) -> Mapping[str, Outcomes]:
        """By scenario: its projects over all futures."""
        if self.digests:
            return dict(self.digests)
        rows = self.projects
        return {name: FromRows(rows[rows["scenario"] == name]) for name in self.names}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the scenarios."""
        return tuple(entry.name for entry in self.manifest.scenarios)

    @property
    def currency(self) -> str:
        """Currency of all money."""
        return self.scenarios[0].portfolio.currency

    def values(self, scenario: str, measure: str) -> pd.Series:
        """A measure by replication; those in which it is not defined are left out."""
        if scenario not in self.names:
            raise KeyError(scenario)
        frame = self.futures.get(scenario)
        if frame is None or measure not in frame.columns:
            return pd.Series(dtype=np.float64)
        return frame[measure].dropna()

    def measure_names(self) -> list[str]:
        """Measures that are defined in some future, in the order in which they are shown."""
        return in_order(
            sorted(
                {str(one) for frame in self.futures.values() for one in frame.columns[frame.notna().any()]}
            )
        )

    def summary(self) -> pd.DataFrame:
        """Mean, quantiles of the futures and average of the worst 10 %, by measure.

        Mean and `worst10` have their intervals; `worst10` is missing where neither direction is better, its
        interval also below 30 futures.
        """
        return pd.DataFrame(
            self._summary_rows(),
            columns=[
                *("scenario", "measure", "unit", "n", "mean", "low", "high"),
                *("p10", "p50", "p90", "worst10", "worst10_low", "worst10_high"),
            ],
        )

    def _summary_rows(self) -> Iterator[tuple[object, ...]]:
        for name in self.names:
            for key in self.measure_names():
                x = self.values(name, key).to_numpy()
                if x.size == 0:
                    continue
                measure = measure_of(key)
                mean = mean_interval(x).within(*measure.bounds)
                unit = measure.unit_in(self.currency)
                worst = _worst(x, measure)
                yield (name, key, unit, x.size, mean.value, mean.low, mean.high, *quantiles(x), *worst)

    def commitments(self) -> pd.DataFrame:
        """Chance of each promised date with Wilson's interval, and the dates of completion.

        A quantile is missing where completion lies beyond the end of the run in so many futures. So is the
        chance where some futures leave the promise open, because the run ends before its date: those in
        which it is settled are the quick ones. `n` counts the futures that settle it.
        """
        rows = [
            row
            for scenario, name in zip(self.scenarios, self.names, strict=True)
            for row in self._commitment_rows(scenario, name)
        ]
        return pd.DataFrame(
            rows,
            columns=[
                *("scenario", "project", "name", "due", "n", "probability", "low", "high"),
                *("finish_p10", "finish_p50", "finish_p90"),
            ],
        )

    def _commitment_rows(self, scenario: Scenario, name: str) -> Iterator[tuple[object, ...]]:
        portfolio = scenario.portfolio
        outcomes = self.outcomes[name]
        there, on_time = set(outcomes.projects()), outcomes.on_time()

        def date_of(day: float) -> object:
            return portfolio.calendar.date_after(portfolio.start, day) if math.isfinite(day) else pd.NaT

        promised = [one for one in portfolio.projects if one.due is not None and one.id in there]
        due_days = {one.id: due_day_of(portfolio, one.due) for one in promised}
        for project in sorted(promised, key=lambda one: (due_days[one.id], one.id)):
            answers = on_time[project.id]
            known = answers.dropna()
            settled = len(known) == len(answers)
            chance = share_interval(int(known.sum()), len(known) if settled else 0)
            # A date is shown as it was promised, a day off too, though work can end on working days only.
            due = project.due if isinstance(project.due, date) else date_of(due_days[project.id])
            yield (
                *(name, project.id, project.name or project.id, due, len(known)),
                *(chance.value, chance.low, chance.high),
                *(date_of(day) for day in outcomes.finish(project.id)),
            )

    def states(self) -> pd.DataFrame:
        """Working days of lead time by state; their sum is the mean lead time.

        The mean over the projects completed by the horizon in a future, then over futures.
        """
        rows = []
        for name in self.names:
            means = self.outcomes[name].states()
            for state in STATE_COLUMNS if len(means) else ():
                found = mean_interval(means[state].to_numpy()).within(0.0)
                rows.append((name, state, len(means), found.value, found.low, found.high))
        return pd.DataFrame(rows, columns=["scenario", "state", "n", "mean", "low", "high"])


@dataclass(frozen=True, eq=False)
class Comparison(Results):
    """Scenarios simulated on the same futures; the first is the baseline."""

    def differences(self, baseline: str | None = None) -> pd.DataFrame:
        """Paired differences, scenario less baseline, by measure.

        `better` is the share of futures in which the scenario is better, with Wilson's interval in
        `better_low` and `better_high`; all three are missing where neither direction is better.

        Parameters
        ----------
        baseline
            Name of the scenario to compare with; the first where none is named.
        """
        first = self.names[0] if baseline is None else baseline
        if first not in self.names:
            raise InputError.of(
                Problem(("baseline",), "there is no scenario of this name", first, ", ".join(self.names))
            )
        return pd.DataFrame(
            self._difference_rows(first),
            columns=[
                *("baseline", "scenario", "measure", "unit", "n", "mean", "low", "high"),
                *("p10", "p50", "p90", "better", "better_low", "better_high", "decided"),
            ],
        )

    def _difference_rows(self, first: str) -> Iterator[tuple[object, ...]]:
        for name in self.names:
            if name == first:
                continue
            for key in self.measure_names():
                pairs = pd.concat([self.values(first, key), self.values(name, key)], axis=1, join="inner")
                if pairs.empty:
                    continue
                measure = measure_of(key)
                found = paired_difference(
                    pairs.iloc[:, 0].to_numpy(), pairs.iloc[:, 1].to_numpy(), int(measure.direction)
                )
                mean = found.mean
                yield (
                    *(first, name, key, measure.unit_in(self.currency), found.n),
                    *(mean.value, mean.low, mean.high, found.p10, found.p50, found.p90),
                    *(found.better.value, found.better.low, found.better.high, found.decided),
                )


def _worst(values: np.ndarray, measure: Measure) -> tuple[float, float, float]:
    """Average of the worst futures with its bounds, lower one first, whichever direction is worse."""
    sign = int(measure.direction)
    if not sign:
        return math.nan, math.nan, math.nan
    found = worst_interval(sign * values, WORST)
    low, high = (found.low, found.high) if sign > 0 else (-found.high, -found.low)
    there = Interval(sign * found.value + 0.0, low + 0.0, high + 0.0).within(*measure.bounds)
    return there.value, there.low, there.high
