"""Blocks as tidy frames."""

from __future__ import annotations

from collections.abc import Sequence

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


def measures_frame(
    names: Sequence[str], blocks: Sequence[Sequence[Computed]], payroll: Sequence[np.ndarray | None]
) -> pd.DataFrame:
    """Scenario, replication, measure, value; the payroll change, where there is one, taken off npv.

    Parameters
    ----------
    names
        Scenario names.
    blocks
        Their blocks, in order.
    payroll
        Change of payroll beyond the days charged, one value per replication, or None where not at stake.
    """
    parts = []
    for name, own, change in zip(names, blocks, payroll, strict=True):
        if not own:
            continue
        columns = list(own[0].names)
        values = np.concatenate([block.measures for block in own])
        if change is not None:
            values[:, columns.index("npv")] -= change
            columns.append(PAYROLL_CHANGE)
            values = np.column_stack([values, change])
        order = in_order(columns)
        values = values[:, [columns.index(one) for one in order]]
        parts.append((name, replications_of(own), order, values))
    known = in_order(sorted({one for _, _, order, _ in parts for one in order}))
    place = {measure: k for k, measure in enumerate(known)}
    return pd.DataFrame(
        {
            "scenario": _categories(
                np.concatenate([np.full(v.size, names.index(n)) for n, _, _, v in parts]), names
            ),
            "replication": np.concatenate([np.repeat(r, len(o)) for _, r, o, _ in parts]),
            "measure": _categories(
                np.concatenate([np.tile([place[one] for one in o], len(r)) for _, r, o, _ in parts]), known
            ),
            "value": np.concatenate([v.ravel() for _, _, _, v in parts]),
        }
    )


def projects_frame(names: Sequence[str], blocks: Sequence[Sequence[Computed]]) -> pd.DataFrame:
    """One row per scenario, replication and project; days are working days from the start.

    `lead` and the six states after it are known for projects completed by the horizon (`lead` is NaN for
    others); `plan_days`, `touch_days`, `plan_cost` and `cost` leave out what was done before the start, but
    hold the whole of packages then under way; `plan_cost` and `cost` are undiscounted, `benefit` and `npv`
    present values. `on_time` is missing where nothing was promised.
    """
    ids = sorted({one for own in blocks for block in own[:1] for one in block.ids})
    place = {one: k for k, one in enumerate(ids)}
    scenario, replication, project, rows = [], [], [], []
    for position, own in enumerate(blocks):
        for block in own:
            runs, count = block.stop - block.start, len(block.ids)
            scenario.append(np.full(runs * count, position))
            replication.append(np.repeat(np.arange(block.start, block.stop), count))
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
    return pd.Categorical.from_codes(codes.tolist(), categories=pd.Index(list(values)))
