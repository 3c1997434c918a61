"""What became of the projects of a scenario in all futures: one face over rows and over digests.

Tables and pages ask here and need not know how much was kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.analysis import Interval, quantiles, share_interval
from workbench.analysis.intervals import mean_interval_of
from workbench.engines.path import End, Reason
from workbench.experiment.day_counts import DayCounts
from workbench.experiment.digest import FIGURES, Digest
from workbench.experiment.measure_table import STATE_COLUMNS

SHARES = (0.1, 0.5, 0.9)
"""Of the quantiles in tables."""


class Outcomes(Protocol):
    """Projects of one scenario over all its futures; tables may be shared, so nobody changes one."""

    def projects(self) -> tuple[str, ...]:
        """Ids of the projects."""

    def on_time(self) -> pd.DataFrame:
        """Futures down, projects across: 1 where the promise was kept, 0 where not, NaN without an answer."""

    def finish(self, project: str, shares: Sequence[float] = SHARES) -> tuple[float, ...]:
        """Quantiles of the day of completion; infinite where so many futures do not complete it."""

    def finishes(self, project: str) -> NDArray[np.float64]:
        """Days of completion, one for each future in any order; infinite where it is not completed."""

    def start(self, project: str, shares: Sequence[float] = SHARES) -> tuple[float, ...]:
        """Quantiles of the first day of work, over the futures in which it starts; NaN if in none."""

    def states(self) -> pd.DataFrame:
        """Days by state of lead time in each future: means over what it completed by the horizon."""


class FromRows:
    """Outcomes from the project rows of every future; what is asked twice is worked out once.

    Parameters
    ----------
    rows
        Those of one scenario; columns that nobody asks about may be missing.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        self._rows = rows
        groups = rows.groupby("project", observed=True)
        places = groups.indices
        self._places = {str(key): np.asarray(places[key]) for key in groups.groups}

    def projects(self) -> tuple[str, ...]:
        return tuple(self._places)

    def on_time(self) -> pd.DataFrame:
        return self._on_time

    @cached_property
    def _on_time(self) -> pd.DataFrame:
        kept = self._rows["on_time"].astype("Float64").to_numpy(np.float64, na_value=np.nan)
        future = self._rows["replication"].to_numpy()
        futures = np.unique(future)
        wide = np.full((futures.size, len(self._places)), math.nan)
        for column, at in enumerate(self._places.values()):
            wide[np.searchsorted(futures, future[at]), column] = kept[at]
        return pd.DataFrame(wide, pd.Index(futures, name="replication"), list(self._places))

    def finish(self, project: str, shares: Sequence[float] = SHARES) -> tuple[float, ...]:
        return quantiles(self.finishes(project), shares)

    def finishes(self, project: str) -> NDArray[np.float64]:
        return self._finishes[self._places[project]]

    def start(self, project: str, shares: Sequence[float] = SHARES) -> tuple[float, ...]:
        begun = self._starts[self._places[project]]
        return quantiles(begun[~np.isnan(begun)], shares)

    @cached_property
    def _finishes(self) -> NDArray[np.float64]:
        return np.where(self._rows["status"] == "completed", self._rows["finish"], math.inf)

    @cached_property
    def _starts(self) -> NDArray[np.float64]:
        return self._rows["start"].to_numpy(np.float64)

    def states(self) -> pd.DataFrame:
        return self._states

    @cached_property
    def _states(self) -> pd.DataFrame:
        done = self._rows[self._rows["lead"].notna()]
        return done.groupby("replication")[list(STATE_COLUMNS)].mean()


@dataclass(frozen=True, eq=False)
class FromDigest:
    """Outcomes from a digest; quantiles of days are good to a sixteenth of a day (`day_counts`).

    Parameters
    ----------
    ids
        Projects.
    futures
        How many there are.
    promises
        Futures × promised projects, as in `Digest.kept`, with their ids as columns.
    state_days
        Futures × states, NaN where nothing was completed by the horizon.
    started, completed
        Days, by project in the order of `ids`.
    figures
        The table of `figures_of`.
    """

    ids: tuple[str, ...]
    futures: int
    promises: pd.DataFrame
    state_days: pd.DataFrame
    started: DayCounts
    completed: DayCounts
    figures: pd.DataFrame

    @classmethod
    def of(cls, digest: Digest) -> FromDigest:
        """Of a digest that is finished."""
        futures = pd.Index(digest.replications, name="replication")
        promised = [digest.ids[one] for one in digest.promised]
        return cls(
            digest.ids,
            digest.futures,
            pd.DataFrame(digest.kept, futures, promised),
            pd.DataFrame(digest.states, futures, list(STATE_COLUMNS)),
            digest.start,
            digest.finish,
            figures_of(digest),
        )

    def projects(self) -> tuple[str, ...]:
        return self.ids

    def on_time(self) -> pd.DataFrame:
        return self.promises.where(self.promises >= 0).astype(np.float64)

    def finish(self, project: str, shares: Sequence[float] = SHARES) -> tuple[float, ...]:
        place = self.ids.index(project)
        return tuple(self.completed.quantile(place, self.futures, share) for share in shares)

    def finishes(self, project: str) -> NDArray[np.float64]:
        days = self.completed.days(self.ids.index(project))
        return np.concatenate([days, np.full(self.futures - days.size, math.inf)])

    def start(self, project: str, shares: Sequence[float] = SHARES) -> tuple[float, ...]:
        place = self.ids.index(project)
        n = int(self.started.counts[place].sum())
        return tuple(self.started.quantile(place, n, share) for share in shares)

    def states(self) -> pd.DataFrame:
        return self.state_days.dropna()


FIGURE_COLUMNS = ("project", "figure", "n", "mean", "low", "high", "sd")


def figures_of(digest: Digest) -> pd.DataFrame:
    """A row per project and figure: shares of ends and reasons, then mean and spread of every column.

    `low` and `high` are the 95 % interval of the mean, or Wilson's of a share; `sd` is missing for shares.
    """
    return pd.DataFrame(_figure_rows(digest), columns=list(FIGURE_COLUMNS))


def _figure_rows(digest: Digest) -> Iterator[tuple[object, ...]]:
    moments = digest.moments
    count, mean, sd = moments.count, moments.mean, moments.sd
    for k, project in enumerate(digest.ids):
        for enum, tally in ((End, digest.ends), (Reason, digest.reasons)):
            for one in enum:
                if one is not Reason.NONE:
                    title = f"{'status' if enum is End else 'reason'} {one.name.lower()}"
                    found = share_interval(int(tally[k, one]), digest.futures)
                    yield (project, title, digest.futures, *_ends(found), math.nan)
        for c, name in enumerate(FIGURES):
            n = int(count[k, c])
            found = mean_interval_of(float(mean[k, c]), float(sd[k, c]), n)
            yield (project, name, n, *_ends(found), float(sd[k, c]))


def _ends(found: Interval) -> tuple[float, float, float]:
    return found.value, found.low, found.high
