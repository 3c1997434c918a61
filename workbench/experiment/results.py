"""What a run found: frames, and the tables that people read, computed from them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

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
from workbench.experiment.promises import PromiseChange, changed_promises
from workbench.scenario import Scenario

Row = Mapping[str, Any]
"""A row of a table, by column."""

SUMMARY = (
    *("scenario", "measure", "unit", "n", "mean", "low", "high"),
    *("p10", "p50", "p90", "worst10", "worst10_low", "worst10_high"),
)
COMMITMENTS = (
    *("scenario", "project", "name", "due", "n", "probability", "low", "high"),
    *("finish_p10", "finish_p50", "finish_p90"),
)
DIFFERENCES = (
    *("baseline", "scenario", "measure", "unit", "n", "mean", "low", "high"),
    *("p10", "p50", "p90", "better", "better_low", "better_high", "decided"),
)
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
        return list(self._defined)

    @cached_property
    def _defined(self) -> tuple[str, ...]:
        frames = self.futures.values()
        return tuple(in_order(sorted({str(one) for own in frames for one in own.columns[own.notna().any()]})))

    def summary(self, measures: Sequence[str] | None = None) -> pd.DataFrame:
        """Mean, quantiles of the futures and average of the worst 10 %, by measure.

        Mean and `worst10` have their intervals; `worst10` is missing where neither direction is better, its
        interval also below 30 futures.

        Parameters
        ----------
        measures
            Only these; all that are defined unless told.
        """
        rows = [row for name in self.names for row in self.averages(name, measures).values()]
        return pd.DataFrame(rows, columns=list(SUMMARY))

    def averages(self, scenario: str, measures: Sequence[str] | None = None) -> dict[str, Row]:
        """The rows of `summary` of one scenario, by measure: the same without a frame."""
        return self._rows(SUMMARY, measures, partial(self._summary_row, scenario), (scenario,))

    def _rows(
        self,
        columns: Sequence[str],
        measures: Sequence[str] | None,
        found: Callable[[str], tuple[object, ...]],
        about: tuple[str, ...],
    ) -> dict[str, Row]:
        """Those of which there is something to say; none is worked out twice."""
        known = self._defined
        rows = {}
        for key in known if measures is None else [one for one in known if one in measures]:
            if (*about, key) not in self._memo:
                self._memo[*about, key] = dict(zip(columns, found(key), strict=False))
            if self._memo[*about, key]:
                rows[key] = self._memo[*about, key]
        return rows

    @cached_property
    def _memo(self) -> dict[tuple[str, ...], Row]:
        return {}

    def _summary_row(self, name: str, key: str) -> tuple[object, ...]:
        x = self._known(name, key)[0]
        if x.size == 0:
            return ()
        measure = measure_of(key)
        mean = mean_interval(x).within(*measure.bounds)
        unit = measure.unit_in(self.currency)
        worst = _worst(x, measure)
        return (name, key, unit, x.size, mean.value, mean.low, mean.high, *quantiles(x), *worst)

    def _known(self, name: str, key: str) -> tuple[np.ndarray, np.ndarray]:
        """A measure where it is defined, and the numbers of those futures; as `values`, without a frame."""
        frame = self.futures.get(name)
        if frame is None or key not in frame.columns:
            return np.empty(0), np.empty(0)
        x = frame[key].to_numpy()
        there = ~np.isnan(x)
        return x[there], frame.index.to_numpy()[there]

    def commitments(self) -> pd.DataFrame:
        """Chance of each promised date with Wilson's interval, and the dates of completion.

        A quantile is missing where completion lies beyond the end of the run in so many futures. So is the
        chance where some futures leave the promise open, because the run ends before its date: those in
        which it is settled are the quick ones. `n` counts the futures that settle it.
        """
        rows = [row for name in self.names for row in self.promises(name)]
        return pd.DataFrame(rows, columns=list(COMMITMENTS))

    def promises(self, scenario: str) -> tuple[Row, ...]:
        """The rows of `commitments` of one scenario: the same without a frame."""
        return self._promised[scenario]

    @cached_property
    def _promised(self) -> dict[str, tuple[Row, ...]]:
        return {
            name: tuple(
                dict(zip(COMMITMENTS, row, strict=True)) for row in self._commitment_rows(scenario, name)
            )
            for scenario, name in zip(self.scenarios, self.names, strict=True)
        }

    def _commitment_rows(self, scenario: Scenario, name: str) -> Iterator[tuple[object, ...]]:
        portfolio = scenario.portfolio
        outcomes = self.outcomes[name]
        there, on_time = set(outcomes.projects()), outcomes.on_time()
        kept, column = on_time.to_numpy(), {one: k for k, one in enumerate(on_time.columns)}

        def date_of(day: float) -> object:
            return portfolio.calendar.date_after(portfolio.start, day) if math.isfinite(day) else pd.NaT

        promised = [one for one in portfolio.projects if one.due is not None and one.id in there]
        due_days = {one.id: due_day_of(portfolio, one.due) for one in promised}
        for project in sorted(promised, key=lambda one: (due_days[one.id], one.id)):
            answers = kept[:, column[project.id]]
            known = answers[~np.isnan(answers)]
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
        return pd.DataFrame(self._times, columns=["scenario", "state", "n", "mean", "low", "high"])

    @cached_property
    def _times(self) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for name in self.names:
            means = self.outcomes[name].states()
            for state in STATE_COLUMNS if len(means) else ():
                found = mean_interval(means[state].to_numpy()).within(0.0)
                rows.append((name, state, len(means), found.value, found.low, found.high))
        return rows


@dataclass(frozen=True, eq=False)
class Comparison(Results):
    """Scenarios simulated on the same futures; the first is the baseline."""

    def differences(self, baseline: str | None = None, measures: Sequence[str] | None = None) -> pd.DataFrame:
        """Paired differences, scenario less baseline, by measure.

        `better` is the share of futures in which the scenario is better, with Wilson's interval in
        `better_low` and `better_high`; all three are missing where neither direction is better.

        Parameters
        ----------
        baseline
            Name of the scenario to compare with; the first where none is named.
        measures
            Only these; all that are defined unless told.
        """
        first = self.names[0] if baseline is None else baseline
        if first not in self.names:
            raise InputError.of(
                Problem(("baseline",), "there is no scenario of this name", first, ", ".join(self.names))
            )
        others = [name for name in self.names if name != first]
        rows = [row for name in others for row in self.gaps(name, first, measures).values()]
        return pd.DataFrame(rows, columns=list(DIFFERENCES))

    def gaps(self, scenario: str, baseline: str, measures: Sequence[str] | None = None) -> dict[str, Row]:
        """The rows of `differences` of one scenario, by measure: the same without a frame."""
        found = partial(self._difference_row, baseline, scenario)
        return self._rows(DIFFERENCES, measures, found, (baseline, scenario))

    def _difference_row(self, first: str, name: str, key: str) -> tuple[object, ...]:
        (before, those), (after, these) = self._known(first, key), self._known(name, key)
        if not np.array_equal(those, these):
            _, left, right = np.intersect1d(those, these, assume_unique=True, return_indices=True)
            before, after = before[left], after[right]
        if before.size == 0:
            return ()
        measure = measure_of(key)
        found = paired_difference(before, after, int(measure.direction))
        mean = found.mean
        return (
            *(first, name, key, measure.unit_in(self.currency), found.n),
            *(mean.value, mean.low, mean.high, found.p10, found.p50, found.p90),
            *(found.better.value, found.better.low, found.better.high, found.decided),
        )

    def promise_changes(self, name: str) -> tuple[PromiseChange, ...]:
        """Promised dates that clearly change against the first scenario, the worst first."""
        if name not in self._changes:
            sides = (self.outcomes[one].on_time() for one in (self.names[0], name))
            self._changes[name] = tuple(changed_promises(*sides))
        return self._changes[name]

    @cached_property
    def _changes(self) -> dict[str, tuple[PromiseChange, ...]]:
        return {}


def _worst(values: np.ndarray, measure: Measure) -> tuple[float, float, float]:
    """Average of the worst futures with its bounds, lower one first, whichever direction is worse."""
    sign = int(measure.direction)
    if not sign:
        return math.nan, math.nan, math.nan
    found = worst_interval(sign * values, WORST)
    low, high = (found.low, found.high) if sign > 0 else (-found.high, -found.low)
    there = Interval(sign * found.value + 0.0, low + 0.0, high + 0.0).within(*measure.bounds)
    return there.value, there.low, there.high
