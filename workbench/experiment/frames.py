"""Blocks as tidy frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
import pandas as pd

from workbench.engines.path import End, Reason
from workbench.experiment.chunk import Computed
from workbench.experiment.measure_table import PROJECT_COLUMNS
from workbench.experiment.measures import PAYROLL_CHANGE, in_order

STATUS = tuple(one.name.lower() for one in End)
"""Values of `status` in project rows."""

REASONS = tuple("" if one is Reason.NONE else one.name.lower() for one in Reason)
"""Values of `reason` in project rows."""


def futures_frames(
    names: Sequence[str], blocks: Sequence[Sequence[Computed]], payroll: Sequence[np.ndarray | None]
) -> dict[str, pd.DataFrame]:
    """By scenario: futures down, measures across; the payroll change, where there is one, taken off npv.

    Parameters
    ----------
    names
        Scenario names.
    blocks
        Their blocks, in order; a scenario without any is left out.
    payroll
        Change of payroll beyond the days charged, one value per replication, or None where not at stake.
    """
    found = {}
    for name, own, change in zip(names, blocks, payroll, strict=True):
        if not own:
            continue
        columns = list(own[0].names)
        values = np.concatenate([block.measures for block in own])
        if change is not None:
            values[:, columns.index("npv")] -= change
            columns.append(PAYROLL_CHANGE)
            values = np.column_stack([values, change])
        futures = pd.Index(replications_of(own), name="replication")
        found[name] = pd.DataFrame(values, futures, columns, copy=False)[in_order(columns)]
    return found


def measures_frame(names: Sequence[str], futures: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Scenario, replication, measure, value: the frames of `futures_frames` in one, a value a row.

    Parameters
    ----------
    names
        Of all scenarios of the run.
    futures
        Frames of some of them.
    """
    known = in_order(sorted({str(one) for frame in futures.values() for one in frame.columns}))
    return pd.concat(
        [long_measures(names, known, name, frame) for name, frame in futures.items()], ignore_index=True
    )


def long_measures(
    names: Sequence[str], measures: Sequence[str], name: str, futures: pd.DataFrame
) -> pd.DataFrame:
    """Some futures of one scenario, a value a row.

    Parameters
    ----------
    names, measures
        All that there are in the run, the categories of the columns.
    name
        The scenario.
    futures
        Futures down, measures across.
    """
    place = [measures.index(str(one)) for one in futures.columns]
    return pd.DataFrame(
        {
            "scenario": _categories(np.full(futures.size, names.index(name)), names),
            "replication": np.repeat(futures.index.to_numpy(), len(place)),
            "measure": _categories(np.tile(place, len(futures)), measures),
            "value": futures.to_numpy().ravel(),
        }
    )


def projects_frame(names: Sequence[str], blocks: Sequence[Sequence[Computed]]) -> pd.DataFrame:
    """One row per scenario, replication and project; days are working days from the start.

    `lead` and the six states after it are known for projects completed by the horizon (`lead` is NaN for
    others); `plan_days`, `touch_days`, `plan_cost` and `cost` leave out what was done before the start, but
    hold the whole of packages then under way; `plan_cost` and `cost` are undiscounted, `benefit` and `npv`
    present values. `on_time` is missing where nothing was promised. Blocks may hold the rows of their first
    futures only, or of none.
    """
    ids = sorted({one for own in blocks for block in own[:1] for one in block.ids})
    place = {one: k for k, one in enumerate(ids)}
    scenario, replication, project, rows = [], [], [], []
    for position, own in enumerate(blocks):
        for block in own:
            runs, count = len(block.projects), len(block.ids)
            scenario.append(np.full(runs * count, position))
            replication.append(np.repeat(np.arange(block.start, block.start + runs), count))
            project.append(np.tile([place[one] for one in block.ids], runs))
            rows.append(block.projects.reshape(-1, len(PROJECT_COLUMNS)))
    values = np.concatenate(rows)
    frame = pd.DataFrame(
        {
            "scenario": _categories(np.concatenate(scenario), names),
            "replication": np.concatenate(replication),
            "project": _categories(np.concatenate(project), ids),
            "status": _categories(values[:, 0].astype(np.int64), STATUS),
            "reason": _categories(values[:, 1].astype(np.int64), REASONS),
        }
    )
    for k, name in enumerate(PROJECT_COLUMNS[2:-1], start=2):
        frame[name] = values[:, k]
    kept = values[:, -1]
    frame["on_time"] = pd.arrays.BooleanArray(kept == 1.0, np.isnan(kept))
    return frame


def replications_of(blocks: Sequence[Computed]) -> np.ndarray:
    """Numbers of the replications in some blocks."""
    return np.concatenate([np.arange(block.start, block.stop) for block in blocks])


def _categories(codes: np.ndarray, values: Sequence[str]) -> pd.Categorical[str]:
    return pd.Categorical.from_codes(cast("list[int]", codes), categories=pd.Index(list(values)))
