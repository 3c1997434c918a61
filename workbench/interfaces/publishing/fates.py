"""What a board sees of single projects: promised dates, and nothing of what becomes of a project."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.engines.plan import plan_of
from workbench.experiment.day_counts import DayCounts
from workbench.experiment.digest import UNKNOWN, Digest
from workbench.experiment.measure_table import STATE_COLUMNS
from workbench.experiment.outcomes import FIGURE_COLUMNS, FromDigest
from workbench.experiment.results import Results
from workbench.scenario import Scenario

DATES = ("finish_p10", "finish_p50", "finish_p90")
"""Columns of promised dates that tell when a project ends."""


def without_fates(results: Results, unlisted: frozenset[str]) -> Results:
    """The same results without a row per project: days of promised projects, counts of promises kept.

    Parameters
    ----------
    results
        As read.
    unlisted
        Projects that are counted but not shown: neither their days nor their dates are kept, and in their
        scenarios the end of the run stands for a promised date.
    """
    digests = {
        name: _few(_digested(results, name, scenario), scenario, unlisted)
        for name, scenario in zip(results.names, results.scenarios, strict=True)
    }
    return replace(
        results,
        manifest=replace(results.manifest, detail=0),
        scenarios=tuple(_undated(one, unlisted) for one in results.scenarios),
        projects=results.projects.iloc[:0],
        digests=digests,
    )


def without_dates(commitments: pd.DataFrame, unlisted: frozenset[str]) -> pd.DataFrame:
    """The table of promised dates with nothing but the chances of unlisted projects, in no telling order."""
    hidden = commitments["project"].isin(unlisted)
    shown = commitments.copy()
    for column in ("due", *DATES):
        shown[column] = shown[column].astype(object).mask(hidden)
    return pd.concat([shown[~hidden], shown[hidden].sort_values(["scenario", "project"])])


def _undated(scenario: Scenario, unlisted: frozenset[str]) -> Scenario:
    """Unlisted projects with the end of the run in place of their date: by that a board would know them.

    Their packages and risks go by their ids, which other projects may have too, and by no name.
    """
    projects = tuple(
        one
        if one.id not in unlisted
        else one.model_copy(
            update={
                "intake": 0.0,
                "due": None if one.due is None else scenario.horizon,
                "packages": tuple(part.model_copy(update={"name": ""}) for part in one.packages),
                "risks": tuple(part.model_copy(update={"name": ""}) for part in one.risks),
            }
        )
        for one in scenario.portfolio.projects
    )
    portfolio = scenario.portfolio.model_copy(update={"projects": projects})
    return scenario.model_copy(update={"portfolio": portfolio})


def _digested(results: Results, name: str, scenario: Scenario) -> FromDigest:
    if results.digests:
        return results.digests[name]
    rows = results.projects[results.projects["scenario"] == name]
    empty = Digest.of(plan_of(scenario))
    ids = list(empty.ids)
    finish = rows["finish"].where(rows["status"] == "completed")
    for counts, days in ((empty.start, rows["start"]), (empty.finish, finish)):
        wide = rows.assign(day=days.to_numpy()).pivot(index="replication", columns="project", values="day")
        counts.add(wide.reindex(columns=ids).to_numpy(dtype=np.float64))
    outcomes = results.outcomes[name]
    on_time = outcomes.on_time().reindex(columns=[ids[one] for one in empty.promised])
    return FromDigest(
        tuple(ids),
        len(on_time),
        on_time.fillna(UNKNOWN).astype(np.int8),
        outcomes.states().reindex(on_time.index)[list(STATE_COLUMNS)],
        empty.start,
        empty.finish,
        pd.DataFrame(columns=list(FIGURE_COLUMNS)),
    )


def _few(own: FromDigest, scenario: Scenario, unlisted: frozenset[str]) -> FromDigest:
    """Without days of projects that have no promised date or are not listed, and without figures of any."""
    promised = {one.id for one in scenario.portfolio.projects if one.due is not None}
    shown = np.array([one in promised and one not in unlisted for one in own.ids])
    return replace(
        own,
        started=_only(own.started, shown),
        completed=_only(own.completed, shown),
        figures=own.figures.iloc[:0],
    )


def _only(days: DayCounts, shown: NDArray[np.bool_]) -> DayCounts:
    found = copy(days)
    found.counts = np.where(shown[:, np.newaxis], days.counts, 0)
    return found
