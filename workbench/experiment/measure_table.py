"""From paths and their valuation to measures and project rows. Arrays only; no pandas in workers.

Many futures are read at once, each by itself: its figures have the same bits whatever is read with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import End, Paths
from workbench.engines.plan.plan import Plan
from workbench.engines.valuation import Valuation, by_project
from workbench.experiment.attended import service_figures
from workbench.experiment.capacity import Capacity
from workbench.experiment.delivered import delivered_scores
from workbench.experiment.effort import Effort, EffortMeter
from workbench.experiment.measures import measure_names
from workbench.experiment.reserves import reserve_figures
from workbench.experiment.row_statistics import mean_where, ratio_figures, share, total, total_where
from workbench.experiment.stopped import stopping_figures

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PROJECT_COLUMNS = (
    "status",
    "reason",
    "release",
    "start",
    "finish",
    "lead",
    "work",
    "rework",
    "people",
    "board",
    "predecessor",
    "release_wait",
    "plan_days",
    "touch_days",
    "plan_cost",
    "cost",
    "benefit",
    "npv",
    "on_time",
)
"""Columns of a project row; `status` and `reason` are codes of `End` and `Reason`."""

STATE_COLUMNS = ("work", "rework", "people", "board", "predecessor", "release_wait")
"""Names of the states of lead time, in the order of `State`."""


@dataclass(frozen=True)
class Readings:
    """Replications, measured.

    Parameters
    ----------
    measures
        Shape (futures, measures), in the order of `measure_names`.
    projects
        Shape (futures, projects, `PROJECT_COLUMNS`).
    """

    measures: Floats
    projects: Floats


@dataclass(frozen=True)
class _Outcomes:
    """What several measures and columns rest on, by future and project."""

    completed: Bools
    by_horizon: Bools
    lead: Floats
    spent: Floats
    """Money paid, not discounted."""
    cost: Floats
    """Present value of what a project costs until it is delivered."""
    net: Floats


class Meter:
    """Measures the paths of one plan; what depends on the plan alone is computed once.

    Parameters
    ----------
    plan
        Plan that the paths are of.
    """

    def __init__(self, plan: Plan) -> None:
        projects, packages = plan.projects, plan.packages
        self._plan = plan
        self.names = measure_names(plan.pools.ids)
        planned = np.where(packages.done, 0.0, packages.mean)
        count = len(projects.ids)
        self._plan_days = np.bincount(packages.project, planned, count).astype(np.float64)
        self._external = np.where(projects.in_flight, 0.0, projects.external)
        labour = np.bincount(packages.project, planned * packages.rate, count).astype(np.float64)
        self._plan_cost = labour + self._external
        self._since = np.where(projects.in_flight, 0.0, np.maximum(projects.intake, 0.0))
        self._promised = np.isfinite(projects.due)
        self._counted = self._promised & (projects.due <= plan.horizon)
        self._capacity = Capacity(plan)
        self._effort = EffortMeter(plan)

    def read(self, paths: Paths, worth: Valuation) -> Readings:
        """Measure replications."""
        effort = self._effort.read(paths)
        what = self._outcomes(paths, worth, effort)
        there = self._capacity.left(paths)
        used = np.divide(
            effort.until_horizon,
            there,
            out=np.full(there.shape, np.nan),
            where=np.broadcast_to(self._capacity.planned > 0, there.shape),
        )
        measures = [
            *self._value(paths, worth, what),
            *stopping_figures(self._plan, paths, worth),
            *self._flow(paths, what),
            *self._against_plan(effort, what),
            effort.rework_share,
            effort.late_rework_share,
            effort.truncated_share,
            share(total_where(worth.expected, worth.benefit), total(worth.benefit)),
            *service_figures(self._plan, paths),
            *used.T,
            *effort.charged.T,
        ]
        return Readings(np.column_stack(measures), self._rows(paths, worth, effort, what))

    def _outcomes(self, paths: Paths, worth: Valuation, effort: Effort) -> _Outcomes:
        projects = self._plan.projects
        completed = paths.end == End.COMPLETED
        by_horizon = completed & (paths.finish <= self._plan.horizon)
        stopping = projects.termination_cost - projects.salvage
        cost = worth.labour + worth.external + worth.risk_cost + worth.termination - worth.salvage
        return _Outcomes(
            completed=completed,
            by_horizon=by_horizon,
            lead=np.where(by_horizon, paths.finish - self._since, np.nan),
            spent=effort.pay
            + np.where(np.isnan(paths.release), 0.0, self._external)
            + by_project(paths, paths.risk_row, paths.risk_project, paths.risk_cost)
            + np.where(paths.end == End.TERMINATED, stopping, 0.0),
            cost=cost,
            net=worth.benefit - worth.run_cost - cost - worth.lateness,
        )

    def _rows(self, paths: Paths, worth: Valuation, effort: Effort, what: _Outcomes) -> Floats:
        columns = {
            "status": paths.end,
            "reason": paths.reason,
            "release": paths.release,
            "start": paths.start,
            "finish": paths.finish,
            "lead": what.lead,
            **{name: paths.state_days[:, :, state] for state, name in enumerate(STATE_COLUMNS)},
            "plan_days": self._plan_days,
            "touch_days": effort.days,
            "plan_cost": self._plan_cost,
            "cost": what.spent,
            "benefit": worth.benefit,
            "npv": what.net,
            "on_time": self._kept(paths, what.completed),
        }
        rows: Floats = np.empty((*paths.end.shape, len(PROJECT_COLUMNS)))
        for k, name in enumerate(PROJECT_COLUMNS):
            rows[:, :, k] = columns[name]
        return rows

    def _kept(self, paths: Paths, completed: Bools) -> Floats:
        """1 where the promise is kept, 0 where not, NaN without a promise or where the run ends too early."""
        due = self._plan.projects.due
        kept = np.where(completed & (paths.finish <= due), 1.0, 0.0)
        open_still = (paths.end == End.RUNNING) | (paths.end == End.WAITING)
        unknown = ~self._promised | (open_still & (due > 2.0 * self._plan.horizon))
        return np.where(unknown, np.nan, kept)

    def _value(self, paths: Paths, worth: Valuation, what: _Outcomes) -> list[Floats]:
        projects, futures = self._plan.projects, len(paths)
        kept = what.completed & (paths.finish <= projects.due) & self._counted
        return [
            total(what.net) + total(worth.programmes) - worth.pmo_cost,
            total(worth.benefit) + total(worth.programmes),
            total(worth.run_cost),
            total(what.cost),
            total(worth.lateness),
            np.full(futures, worth.pmo_cost),
            total(what.by_horizon),
            share(total(kept), np.full(futures, float(self._counted.sum()))),
            *delivered_scores(self._plan, paths, what.by_horizon),
            *reserve_figures(self._plan, paths),
        ]

    def _flow(self, paths: Paths, what: _Outcomes) -> list[Floats]:
        plan, horizon, finish = self._plan, self._plan.horizon, paths.finish
        late = np.maximum(0.0, np.where(what.by_horizon, finish, horizon) - plan.projects.due)
        begun = np.where(np.isnan(paths.start), paths.release, paths.start)
        at_end = np.where(paths.end == End.RUNNING, 2.0 * horizon, -np.inf)
        makespan = np.where(what.completed, finish, at_end).max(axis=-1, initial=-np.inf)
        out = np.where(np.isnan(finish), np.inf, finish)
        under_way = np.clip(np.minimum(out, horizon) - paths.release, 0.0, None)
        return [
            mean_where(what.by_horizon, what.lead),
            mean_where(what.by_horizon, finish - begun),
            mean_where(np.broadcast_to(self._counted, late.shape), late),
            np.where(np.isfinite(makespan), makespan, np.nan),
            total(what.by_horizon) / (horizon / plan.days_per_year),
            total_where(~np.isnan(paths.release), under_way) / horizon,
        ]

    def _against_plan(self, effort: Effort, what: _Outcomes) -> list[Floats]:
        worked = what.completed & (self._plan_days > 0) & (effort.days > 0)
        priced = what.completed & (self._plan_cost > 0) & (what.spent > 0)
        return [
            *ratio_figures(worked, effort.days, self._plan_days),
            *ratio_figures(priced, what.spent, self._plan_cost),
            mean_where(what.completed, effort.fte_days),
        ]
