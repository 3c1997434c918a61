"""Which projects a scenario drops, by what becomes of them in its futures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from workbench.analysis import share_interval
from workbench.engines.plan import plan_of
from workbench.experiment.results import Results
from workbench.scenario import Scenario

_LOST = ("waiting", "rejected", "terminated")
"""How a project stands that was never begun, was turned down, or was stopped."""


@dataclass(frozen=True)
class Lived:
    """A scenario with what became of its projects.

    Parameters
    ----------
    scenario
        As simulated.
    n
        Futures.
    going
        In how many of them each project was begun and not stopped.
    """

    scenario: Scenario
    n: int
    going: Mapping[str, int]


def lived(results: Results) -> tuple[Lived, ...]:
    """Every scenario of a run."""
    return tuple(
        Lived(scenario, *(_of_digest if results.digests else _of_rows)(results, name))
        for name, scenario in zip(results.names, results.scenarios, strict=True)
    )


def dropped_by(every: Iterable[Lived], first: str | None) -> dict[str, frozenset[str]]:
    """Projects that each scenario drops, by the scenario's name.

    Dropped is what is turned down on day 0, is in no future both begun and not stopped, is so clearly less
    often than today (95 % ranges apart), or is not in the scenario though it is in today's.

    Parameters
    ----------
    every
        The scenarios that are shown together.
    first
        Name of today's; None where nobody can tell: then the best that any of them makes of a project counts.
    """
    found: dict[str, set[str]] = {}
    every = tuple(every)
    today = [one for one in every if first in (None, one.scenario.name)]
    known = {project for one in today for project in one.going}
    least = {project: max(_range(one, project)[0] for one in today) for project in known}
    for one in every:
        projects = plan_of(one.scenario).projects
        turned_down = {name for name, in_ in zip(projects.ids, projects.admitted, strict=True) if not in_}
        fewer = {
            project
            for project, going in one.going.items()
            if one.n and (going == 0 or _range(one, project)[1] < least.get(project, 0.0))
        }
        found.setdefault(one.scenario.name, set()).update(known - set(one.going), turned_down, fewer)
    return {name: frozenset(projects) for name, projects in found.items()}


def _range(one: Lived, project: str) -> tuple[float, float]:
    if project not in one.going or not one.n:
        return 0.0, 1.0
    found = share_interval(one.going[project], one.n)
    return found.low, found.high


def _of_rows(results: Results, name: str) -> tuple[int, dict[str, int]]:
    rows = results.projects[results.projects["scenario"] == name]
    going = ~rows["status"].isin(_LOST)
    counts = going.groupby(rows["project"].astype(str)).sum()
    ids = [one.id for one in _scenario(results, name).portfolio.projects]
    return int(rows["replication"].nunique()), {one: int(counts.get(one, 0)) for one in ids}


def _of_digest(results: Results, name: str) -> tuple[int, dict[str, int]]:
    digest = results.digests[name]
    figures = digest.figures
    lost = figures[figures["figure"].isin([f"status {one}" for one in _LOST])]
    share: pd.Series = lost.groupby(lost["project"].astype(str))["mean"].sum()
    n = digest.futures
    return n, {one: round(n * (1.0 - float(share.get(one, 0.0)))) for one in digest.ids}


def _scenario(results: Results, name: str) -> Scenario:
    return results.scenarios[results.names.index(name)]
