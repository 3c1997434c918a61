"""Planned, earned and paid over time, of a project or of all together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.earned_value import Standing, cpi, earned_schedule, spi, spi_t, tcpi
from workbench.engines.path import Paths
from workbench.experiment.earned.errors import told_on
from workbench.experiment.earned.progress import Progress
from workbench.experiment.earned.reports import ReportLuck, ReportRules

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Curves:
    """Time series of each future, shape (futures, days); indices are NaN where they have no value.

    Parameters
    ----------
    planned, earned, paid
        As they are on the day.
    told
        Earned as the latest report of each project has it on the day.
    spi, cpi, spi_t, tcpi
        Indices of what is.
    told_cpi, told_spi_t
        The same as a board computes them: everything as of the day that the reports speak of.
    """

    planned: Floats
    earned: Floats
    paid: Floats
    told: Floats
    spi: Floats
    cpi: Floats
    spi_t: Floats
    tcpi: Floats
    told_cpi: Floats
    told_spi_t: Floats

    @classmethod
    def joined(cls, parts: Sequence[Curves]) -> Curves:
        """Blocks of futures one after the other."""
        return cls(
            *(np.concatenate([getattr(one, name) for one in parts]) for name in cls.__dataclass_fields__)
        )


def curves_of(
    paths: Paths,
    progress: Progress,
    rules: ReportRules,
    luck: ReportLuck,
    scope: Sequence[int],
    days: Floats,
) -> Curves:
    """Series on the given days; parameters as in `errors_of`."""
    futures, projects = paths.end.shape
    every = np.broadcast_to(days, (futures, projects, len(days)))
    truth = progress.stand(every)
    status, telling = told_on(every, rules, luck)
    told = progress.stand(status, telling)
    together = _Together(paths, progress, scope, days, truth)
    now = together.stand(truth, days)
    # Boards of a portfolio take the oldest of the reports for the day that all of them speak of.
    seen = together.stand(told, status[:, list(scope)].min(axis=1))
    return Curves(
        now.planned, now.earned, now.paid, seen.earned,
        spi(now), cpi(now), spi_t(now), tcpi(now), cpi(seen), spi_t(seen),
    )  # fmt: skip


class _Together:
    """Projects taken together: their schedule is read off their common plan, whose points are the days.

    Parameters
    ----------
    paths, progress, scope, days
        As in `curves_of`.
    truth
        How each project stands on the days.
    """

    def __init__(
        self, paths: Paths, progress: Progress, scope: Sequence[int], days: Floats, truth: Standing
    ) -> None:
        self._own, self._days = list(scope), days
        self._plan = truth.planned[:, self._own].sum(axis=1)
        release = paths.release[:, self._own]
        ends = np.minimum(release + truth.duration[:, self._own, -1], progress.stop[:, self._own])
        self._end = np.where(np.isnan(ends), -np.inf, ends).max(axis=1, initial=-np.inf)
        released = ~np.isnan(release)
        self._began = np.where(released, release, np.inf).min(axis=1, initial=np.inf)
        self._over = np.where(released, progress.over[:, self._own], -np.inf).max(axis=1, initial=-np.inf)

    def stand(self, parts: Standing, at: Floats) -> Standing:
        """Sums of what stands on some days, with the schedule of the whole."""
        if len(self._own) == 1:
            i = self._own[0]
            return Standing(*(getattr(parts, name)[:, i] for name in Standing.__dataclass_fields__))
        planned, earned, paid, budget = (
            one[:, self._own].sum(axis=1) for one in (parts.planned, parts.earned, parts.paid, parts.budget)
        )
        time = np.minimum(at, self._over[:, None]) - self._began[:, None]
        time = np.maximum(np.broadcast_to(time, planned.shape), 0.0)
        schedule, duration = np.full(planned.shape, np.nan), np.full(planned.shape, np.nan)
        for row in np.flatnonzero(np.isfinite(self._began)).tolist():
            end = float(self._end[row] - self._began[row])
            points, values = _plan(self._days - self._began[row], self._plan[row], end)
            schedule[row] = earned_schedule(points, values, earned[row], time[row])
            duration[row] = points[-1]
        return Standing(planned, earned, paid, budget, schedule, time, duration)


def _plan(since: Floats, planned: Floats, end: float) -> tuple[Floats, Floats]:
    """Points of a common plan from its first release to its end, which may lie between two days."""
    inside = (since > 0) & (since < end)
    points = np.concatenate([[0.0], since[inside], [end]])
    return points, np.concatenate([[0.0], planned[inside], planned[-1:]])
