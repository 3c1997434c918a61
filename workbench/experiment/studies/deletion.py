"""Who delays whom: each important project is taken away in turn, the others meet the same futures.

Project i delays project j by the days by which j is completed later with i than without it, in each future;
days are counted until the horizon (`workbench.experiment.studies.days`). Projects that need i, directly or
through others, cannot be done without it and are left out. Cells are decided together (Holm).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis import SURE, PairedDifference, chance_of, holm, paired_difference
from workbench.engines.plan import Plan, plan_of
from workbench.errors import InputError
from workbench.experiment.studies.days import Days, days_of_rows
from workbench.experiment.studies.runs import TOGETHER, Runs, complete, renamed
from workbench.model.checks import unknown
from workbench.scenario import Scenario


@dataclass(frozen=True)
class Delay:
    """By how many days one project delays another.

    Parameters
    ----------
    by, of
        Who delays, and who is delayed.
    days
        Average with its range; negative where the other would be later without it.
    decided
        Whether it is known not to be zero, all cells allowed for.
    """

    by: str
    of: str
    days: PairedDifference
    decided: bool


@dataclass(frozen=True)
class DelayStudy:
    """The matrix as cells.

    Parameters
    ----------
    n
        Futures.
    deleted
        Projects taken away, the one that delays others most first.
    names
        By id, of all projects.
    cells
        Every pair that was looked at.
    needing
        By project taken away: those that need it and were left out.
    """

    n: int
    deleted: tuple[str, ...]
    names: dict[str, str]
    cells: tuple[Delay, ...]
    needing: dict[str, tuple[str, ...]]

    def caused_by(self, project: str) -> float:
        """Average days by which it delays all others together, decided cells alone."""
        return sum(one.days.mean.value for one in self.cells if one.by == project and one.decided)


def without(scenario: Scenario, project: str) -> Scenario:
    """The scenario in which a project is turned down."""
    selection = scenario.policy.selection
    exclude = tuple(dict.fromkeys((*selection.exclude, project)))
    policy = scenario.policy.model_copy(
        update={"selection": selection.model_copy(update={"exclude": exclude})}
    )
    return scenario.model_copy(update={"policy": policy})


def most_important(scenario: Scenario, count: int) -> tuple[str, ...]:
    """Projects with the most planned FTE-days still to do; who needs no people delays nobody by them."""
    plan = plan_of(scenario)
    packages = plan.packages
    effort = np.where(packages.done, 0.0, packages.mean) * packages.demand.sum(axis=1) / 100.0
    total = np.bincount(packages.project, effort, len(plan.projects.ids))
    able = np.flatnonzero(plan.projects.admitted)
    order = sorted(able.tolist(), key=lambda i: (-total[i], plan.projects.ids[i]))
    return tuple(plan.projects.ids[i] for i in order[:count])


def who_delays_whom(scenario: Scenario, runs: Runs, projects: Sequence[str]) -> DelayStudy:
    """Take projects away one at a time.

    Parameters
    ----------
    scenario, runs
        Of what, and who simulates.
    projects
        Ids of those that are taken away, for example `most_important`.
    """
    plan = plan_of(scenario)
    InputError.raise_if(list(unknown(("--projects",), projects, plan.projects.ids, "project")))
    needing = {one: needing_of(plan, one) for one in projects}
    cells: list[tuple[str, str, PairedDifference]] = []
    n = 0
    for first in range(0, len(projects), TOGETHER):
        part = projects[first : first + TOGETHER]
        changed = [renamed(without(scenario, one), f"{scenario.name} without {one}") for one in part]
        found = complete(runs([scenario, *changed]))
        today = _of(plan, found.projects, scenario.name)
        n = len(today.until)
        for deleted, one in zip(part, changed, strict=True):
            cells += _cells(deleted, needing[deleted], today, _of(plan_of(one), found.projects, one.name))
    chances = holm([chance_of(days.mean, days.n) for _, _, days in cells])
    decided = [
        Delay(by, of, days, days.decided and chance < SURE)
        for (by, of, days), chance in zip(cells, chances, strict=True)
    ]
    study = DelayStudy(n, tuple(projects), dict(zip(plan.projects.ids, plan.projects.names, strict=True)),
                       tuple(decided), needing)  # fmt: skip
    order = tuple(sorted(projects, key=lambda one: (-study.caused_by(one), one)))
    return DelayStudy(n, order, study.names, study.cells, needing)


def _of(plan: Plan, rows: pd.DataFrame, name: str) -> Days:
    return days_of_rows(plan, rows[rows["scenario"] == name])


def _cells(
    deleted: str, needing: Sequence[str], today: Days, without_it: Days
) -> list[tuple[str, str, PairedDifference]]:
    others = [one for one in today.ids if one != deleted and one not in needing]
    return [(deleted, one, paired_difference(without_it.end(one), today.end(one), -1)) for one in others]


def needing_of(plan: Plan, project: str) -> tuple[str, ...]:
    """Projects that cannot be done without it, directly or through others."""
    ids = plan.projects.ids
    gone = {ids.index(project)}
    rows = plan.projects.after.rows()
    while True:
        more = {i for i, before in enumerate(rows) if i not in gone and gone & set(before)}
        if not more:
            return tuple(ids[i] for i in sorted(gone) if ids[i] != project)
        gone |= more
