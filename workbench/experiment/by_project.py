"""Every project of one scenario in every future, as arrays: futures down, projects across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import End
from workbench.experiment.frames import STATUS
from workbench.experiment.measure_table import PROJECT_COLUMNS
from workbench.experiment.results import Results

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ByProject:
    """What became of the projects of a scenario; days are working days from the start.

    Parameters
    ----------
    ids
        Projects, in the order of the plan.
    status
        Codes of `End`.
    columns
        By name of a column of `Results.projects`, those that were asked for; `on_time` is 1, 0, or NaN
        without an answer.
    """

    ids: tuple[str, ...]
    status: NDArray[np.int64]
    columns: Mapping[str, Floats]

    @classmethod
    def of(cls, results: Results, name: str, columns: Sequence[str] = PROJECT_COLUMNS[2:]) -> ByProject:
        """Of one scenario of a run that keeps a row per project of every future."""
        every = results.projects[["scenario", "replication", "project", "status", *columns]]
        rows = every[(every["scenario"] == name).to_numpy()]
        project = rows["project"].cat
        futures = rows["replication"].nunique()
        count = len(rows) // max(1, futures)
        ids = tuple(str(project.categories[one]) for one in project.codes[:count])
        # Scenario by scenario and future by future, each in the order of the plan: so rows are reshaped.
        codes = np.array([STATUS.index(one) for one in rows["status"].cat.categories], dtype=np.int64)
        status = codes[rows["status"].cat.codes.to_numpy()].reshape(-1, count)
        found = {one: rows[one].to_numpy(np.float64, na_value=np.nan).reshape(-1, count) for one in columns}
        return cls(ids, status, found)

    def __len__(self) -> int:
        """Futures."""
        return len(self.status)

    @cached_property
    def completed(self) -> Bools:
        """Whether it is completed before the run ends."""
        return self.status == End.COMPLETED

    @cached_property
    def finish(self) -> Floats:
        """Day of completion; infinite where it is not completed."""
        return np.where(self.completed, self.columns["finish"], np.inf)

    @cached_property
    def left(self) -> Floats:
        """Day on which it is completed, stopped or turned down; infinite where it is none of them."""
        finish = self.columns["finish"]
        gone = np.isin(self.status, (End.COMPLETED, End.TERMINATED, End.REJECTED))
        return np.where(gone & ~np.isnan(finish), finish, np.inf)

    @cached_property
    def release(self) -> Floats:
        """Day of its release; infinite where it never is."""
        release = self.columns["release"]
        return np.where(np.isnan(release), np.inf, release)

    def of_projects(self, ids: tuple[str, ...]) -> list[int]:
        """Places of projects across."""
        place = {one: k for k, one in enumerate(self.ids)}
        return [place[one] for one in ids]
