"""Programmes as one line each: when they are complete, what they cost and bring."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.analysis import mean_interval, quantiles, share_interval
from workbench.engines.plan import Plan, plan_of
from workbench.engines.programmes import programme_values
from workbench.experiment.results import Results
from workbench.scenario import Scenario

COLUMNS = (
    *("scenario", "programme", "projects", "needs", "n"),
    *("complete", "complete_low", "complete_high", "day_p10", "day_p50", "day_p90"),
    *("cost", "cost_low", "cost_high", "benefit", "own_benefit", "npv", "npv_low", "npv_high"),
)


def programme_lines(results: Results) -> pd.DataFrame:
    """A row per scenario and programme that some project names, over the futures whose project rows are kept.

    Returns
    -------
    pandas.DataFrame
        ``projects``, ``needs`` (how many must be completed) and ``n`` futures. ``complete``: share of futures
        in which so many are completed by the horizon, with Wilson's interval; ``day_p10`` … of the day of
        completion, infinite where it is not reached in the run. ``cost`` undiscounted, mean with its 95 %
        interval; ``benefit`` of its projects and ``own_benefit`` beyond them, present values; ``npv``, both
        included.
    """
    rows = [
        row
        for scenario, name in zip(results.scenarios, results.names, strict=True)
        for row in _rows(results, scenario, name)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(results: Results, scenario: Scenario, name: str) -> Iterator[tuple[object, ...]]:
    plan, portfolio = plan_of(scenario), scenario.portfolio
    own = results.projects[results.projects["scenario"] == name]
    needs = {one.name: one.needs for one in portfolio.programmes}
    programmes = dict.fromkeys([*needs, *sorted({one.programme for one in portfolio.projects} - {""})])
    for programme in programmes:
        members = [one.id for one in portfolio.projects if one.programme == programme]
        if members:
            needed = needs.get(programme) or len(members)
            part = own[own["project"].isin(members)]
            yield (name, programme, len(members), needed, *_figures(plan, part, programme, needed))


def _figures(plan: Plan, rows: pd.DataFrame, programme: str, needed: int) -> Iterator[object]:
    def wide(column: str) -> np.ndarray:
        return rows.pivot(index="replication", columns="project", values=column).to_numpy(dtype=np.float64)

    done = rows.assign(day=rows["finish"].where(rows["status"] == "completed"))
    finish = done.pivot(index="replication", columns="project", values="day").to_numpy(dtype=np.float64)
    days = np.sort(finish, axis=1)[:, needed - 1]  # NaN last
    beyond = np.zeros(len(days))
    if programme in plan.programmes.names:
        place = plan.programmes.names.index(programme)
        table = np.full((len(days), len(plan.programmes.names)), np.nan)
        table[:, place] = days
        beyond = programme_values(plan, table)[:, place]
    complete = share_interval(int((days <= plan.horizon).sum()), len(days))
    cost, npv = mean_interval(wide("cost").sum(axis=1)), mean_interval(wide("npv").sum(axis=1) + beyond)
    reached = quantiles(np.where(np.isnan(days), np.inf, days)) if not np.isnan(days).all() else (np.inf,) * 3
    yield from (len(days), complete.value, complete.low, complete.high, *reached)
    yield from (cost.value, cost.low, cost.high)
    yield from (float(wide("benefit").sum(axis=1).mean()), float(beyond.mean()))
    yield from (npv.value, npv.low, npv.high)
