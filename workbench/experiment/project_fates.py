"""What becomes of each project under today and the what-if: shares of futures, dates, value, differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import SURE, Interval, chance_of, column_means, column_quantiles, holm, share_interval
from workbench.analysis.paired import FEWEST
from workbench.engines.path import End
from workbench.experiment.by_project import ByProject

Floats = NDArray[np.float64]

SELECTED, STARTED, COMPLETED, STOPPED, HELD = "selected", "started", "completed", "stopped", "held"


@dataclass(frozen=True, eq=False)
class Fates:
    """One side; arrays hold a value per project in the order of `ids`.

    Parameters
    ----------
    ids
        Projects.
    n
        Futures.
    shares
        Of futures in which it is not turned down, is started (released), is completed by the horizon, is
        stopped for good, and is held (never started, and not turned down).
    start, finish
        Quantiles 10, 50 and 90 in days: of starts over the futures that have one, of finishes over all.
    kept
        Chance of its promised date; NaN where nothing is promised or some future leaves it open.
    value, value_low, value_high
        Average net value with its range.
    """

    ids: tuple[str, ...]
    n: int
    shares: Mapping[str, Floats]
    start: Floats
    finish: Floats
    kept: Floats
    value: Floats
    value_low: Floats
    value_high: Floats

    @classmethod
    def of(cls, found: ByProject) -> Fates:
        """From every project in every future."""
        status, columns = found.status, found.columns
        started = np.isfinite(found.release)
        shares = {
            SELECTED: status != End.REJECTED,
            STARTED: started,
            COMPLETED: ~np.isnan(columns["lead"]),
            STOPPED: status == End.TERMINATED,
            HELD: ~started & (status == End.WAITING),
        }
        kept = columns["on_time"]
        return cls(
            found.ids,
            len(found),
            {key: one.mean(axis=0) for key, one in shares.items()},
            column_quantiles(columns["start"]),
            column_quantiles(found.finish),
            np.where(np.isnan(kept).any(axis=0), np.nan, kept.mean(axis=0)),
            *column_means(columns["npv"]),
        )

    def share(self, key: str, k: int) -> Interval:
        """A share of one project with its range."""
        return share_interval(round(float(self.shares[key][k]) * self.n), self.n)


@dataclass(frozen=True)
class Gap:
    """Net value of a project, what-if less today, on the same futures.

    Parameters
    ----------
    mean
        Average with the range of the average.
    decided
        Whether it is known not to be zero, all projects allowed for (Holm).
    """

    mean: Interval
    decided: bool


def gaps(today: ByProject, other: ByProject) -> dict[str, Gap]:
    """Differences of the projects that are in both.

    Parameters
    ----------
    today, other
        On the same futures.
    """
    both = tuple(one for one in today.ids if one in set(other.ids))
    first = today.columns["npv"][:, today.of_projects(both)]
    then = other.columns["npv"][:, other.of_projects(both)]
    difference = then - first
    # What only the order of a sum can make is no difference.
    largest = np.maximum(np.abs(first), np.abs(then))
    difference[np.abs(difference) <= 1e-12 * largest] = 0.0
    means = [Interval(*map(float, one)) for one in zip(*column_means(difference), strict=True)]
    n = len(difference)
    sure = holm([chance_of(one, n) for one in means])
    # A few equal differences have no spread and so no width; that says nothing.
    spread = [n >= FEWEST or one.low < one.high for one in means]
    return {
        project: Gap(mean, chance < SURE and enough and not mean.low <= 0.0 <= mean.high)
        for project, mean, chance, enough in zip(both, means, sure, spread, strict=True)
    }
