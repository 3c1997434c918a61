"""From a path and its valuation to measures and project rows. Arrays only; no pandas in workers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import End, Outcome, Path, State
from workbench.engines.plan.plan import Plan
from workbench.engines.valuation import Valuation
from workbench.experiment.measures import measure_names
from workbench.experiment.payroll import discounted_days

Floats = NDArray[np.float64]

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

WITHIN = 0.1
"""A project within this share of its plan counts as on plan."""


@dataclass(frozen=True)
class Reading:
    """One replication, measured: values in the order of `measure_names`, projects × `PROJECT_COLUMNS`."""

    measures: Floats
    projects: Floats


class Meter:
    """Measures the paths of one plan; what depends on the plan alone is computed once.

    Parameters
    ----------
    plan
        Plan that the paths are of.
    """

    def __init__(self, plan: Plan) -> None:
        projects, packages, pools = plan.projects, plan.packages, plan.pools
        self._plan = plan
        self._count = len(projects.ids)
        self.names = measure_names(pools.ids)
        planned = np.where(packages.done, 0.0, packages.mean)
        self._plan_days = self._by_project(packages.project, planned)
        self._external = np.where(projects.in_flight, 0.0, projects.external)
        self._plan_cost = self._by_project(packages.project, planned * packages.rate) + self._external
        self._spent = np.nan_to_num(packages.spent, nan=0.0)
        self._fte = packages.demand / 100.0
        self._people = self._fte.sum(axis=1)
        self._since = np.where(projects.in_flight, 0.0, np.maximum(projects.intake, 0.0))
        self._promised = np.isfinite(projects.due)
        self._counted = self._promised & (projects.due <= plan.horizon)
        self._steps = [_steps_of(plan, p) for p in range(len(pools.ids))]
        self._capacity_days = np.array([_area(*step, plan.horizon) for step in self._steps])
        self._shifted = np.flatnonzero((projects.operations_effect != 0).any(axis=0))

    def read(self, path: Path, worth: Valuation) -> Reading:
        """Measure one replication."""
        plan, log = self._plan, path.attempts
        projects, horizon = plan.projects, plan.horizon
        owner = plan.packages.project[log.package]
        ends = np.where(np.isnan(log.end), 2.0 * horizon, log.end)
        before = np.where(log.number == 1, self._spent[log.package], 0.0)
        days = ends - log.start + before
        effort = days * self._people[log.package]
        touch = self._by_project(owner, days)
        completed = path.end == End.COMPLETED
        by_horizon = completed & (path.finish <= horizon)
        lead = np.where(by_horizon, path.finish - self._since, np.nan)
        spent_money = (
            self._by_project(owner, days * plan.packages.rate[log.package])
            + np.where(np.isnan(path.release), 0.0, self._external)
            + self._by_project(path.risk_project, path.risk_cost)
            + np.where(path.end == End.TERMINATED, projects.termination_cost - projects.salvage, 0.0)
        )
        cost = worth.labour + worth.external + worth.risk_cost + worth.termination - worth.salvage
        net = worth.benefit - worth.run_cost - cost - worth.lateness
        rows = np.column_stack(
            [
                path.end,
                path.reason,
                path.release,
                path.start,
                path.finish,
                lead,
                path.state_days[:, [int(state) for state in State]],
                self._plan_days,
                touch,
                self._plan_cost,
                spent_money,
                worth.benefit,
                net,
                self._kept(path, completed),
            ]
        )
        inside = np.clip(np.minimum(ends, horizon) - log.start, 0.0, None)
        fte = self._fte[log.package]
        charged = discounted_days(plan.money.rho, log.start, log.start + inside) @ fte * plan.pools.rate
        values = np.concatenate(
            [
                self._value(path, worth, cost, by_horizon, completed, float(net.sum())),
                self._flow(path, completed, by_horizon, lead),
                self._against_plan(completed, touch, spent_money, self._by_project(owner, effort)),
                self._rework(path, effort),
                [_share((log.outcome == Outcome.TRUNCATED).sum(), _finished(path)), _expected_share(worth)],
                np.divide(
                    inside @ fte,
                    self._capacity(path, completed),
                    out=np.full(len(plan.pools.ids), np.nan),
                    where=self._capacity_days > 0,
                ),
                charged,
            ]
        )
        return Reading(values, rows)

    def _by_project(self, owner: NDArray[np.int64], values: Floats) -> Floats:
        sums: Floats = np.bincount(owner, weights=values, minlength=self._count).astype(np.float64)
        return sums

    def _kept(self, path: Path, completed: NDArray[np.bool_]) -> Floats:
        """1 where the promise is kept, 0 where not, NaN without a promise or where the run ends too early."""
        due = self._plan.projects.due
        kept = np.where(completed & (path.finish <= due), 1.0, 0.0)
        open_still = (path.end == End.RUNNING) | (path.end == End.WAITING)
        unknown = ~self._promised | (open_still & (due > 2.0 * self._plan.horizon))
        return np.where(unknown, np.nan, kept)

    def _value(
        self,
        path: Path,
        worth: Valuation,
        cost: Floats,
        by_horizon: NDArray[np.bool_],
        completed: NDArray[np.bool_],
        net: float,
    ) -> list[float]:
        kept = (completed & (path.finish <= self._plan.projects.due))[self._counted]
        return [
            net - worth.pmo_cost,
            float(worth.benefit.sum()),
            float(worth.run_cost.sum()),
            float(cost.sum()),
            float(worth.lateness.sum()),
            worth.pmo_cost,
            float(by_horizon.sum()),
            _share(kept.sum(), kept.size),
            float(self._plan.projects.score[by_horizon].sum()),
        ]

    def _flow(
        self, path: Path, completed: NDArray[np.bool_], by_horizon: NDArray[np.bool_], lead: Floats
    ) -> list[float]:
        plan = self._plan
        horizon = plan.horizon
        done_by = np.where(by_horizon, path.finish, horizon)[self._counted]
        late = np.maximum(0.0, done_by - plan.projects.due[self._counted])
        begun = np.where(np.isnan(path.start), path.release, path.start)
        last = np.where(completed, path.finish, np.where(path.end == End.RUNNING, 2.0 * horizon, -np.inf))
        makespan = float(last.max(initial=-np.inf))
        out = np.where(np.isnan(path.finish), np.inf, path.finish)
        under_way = np.clip(np.minimum(out, horizon) - path.release, 0.0, None)
        return [
            _mean(lead[by_horizon]),
            _mean((path.finish - begun)[by_horizon]),
            _mean(late),
            makespan if np.isfinite(makespan) else np.nan,
            float(by_horizon.sum()) / (horizon / plan.days_per_year),
            float(np.nansum(under_way)) / horizon,
        ]

    def _against_plan(
        self, completed: NDArray[np.bool_], touch: Floats, cost: Floats, effort: Floats
    ) -> list[float]:
        worked = completed & (self._plan_days > 0) & (touch > 0)
        priced = completed & (self._plan_cost > 0) & (cost > 0)
        return [
            *_ratio_figures(touch[worked] / self._plan_days[worked]),
            *_ratio_figures(cost[priced] / self._plan_cost[priced]),
            _mean(effort[completed]),
        ]

    def _rework(self, path: Path, effort: Floats) -> list[float]:
        log = path.attempts
        whole = float(effort.sum())
        return [_share(effort[log.number > 1].sum(), whole), _share(effort[log.late].sum(), whole)]

    def _capacity(self, path: Path, completed: NDArray[np.bool_]) -> Floats:
        """FTE-days for projects until H, less what completed projects hand to daily operations."""
        if self._shifted.size == 0:
            return self._capacity_days
        horizon = self._plan.horizon
        capacity = self._capacity_days.copy()
        for p in self._shifted:
            effect = self._plan.projects.operations_effect[:, p]
            moved = np.flatnonzero(completed & (effect != 0) & (path.finish < horizon))
            day, planned = self._steps[p]
            times = np.concatenate([day, path.finish[moved]])
            changes = np.concatenate([np.diff(planned, prepend=0), effect[moved] / -100.0])
            order = np.argsort(times, kind="stable")
            capacity[p] = _area(times[order], np.maximum(0.0, np.cumsum(changes[order])), horizon)
        return capacity


def _ratio_figures(ratio: Floats) -> list[float]:
    """Mean, log-sd, P80 ÷ P50 and share within ±10 % of actual ÷ plan over projects."""
    spread, reserve = np.nan, np.nan
    if ratio.size > 0:
        median, p80 = np.quantile(ratio, [0.5, 0.8], method="median_unbiased")
        reserve = float(p80 / median)
    if ratio.size > 1:
        spread = float(np.log(ratio).std(ddof=1))
    return [_mean(ratio), spread, reserve, _mean((np.abs(ratio - 1.0) <= WITHIN).astype(np.float64))]


def _steps_of(plan: Plan, pool: int) -> tuple[Floats, Floats]:
    chosen = plan.pools.step_pool == pool
    return plan.pools.step_day[chosen], plan.pools.step_capacity[chosen] / 100.0


def _area(day: Floats, level: Floats, horizon: float) -> float:
    """Integral of a step function from day 0 to the horizon."""
    bounds = np.minimum(np.append(day, horizon), horizon)
    return float((np.diff(bounds) * level).sum())


def _finished(path: Path) -> int:
    """Packages accepted at some time, each counted once."""
    log = path.attempts
    accepted = np.isin(log.outcome, (Outcome.ACCEPTED, Outcome.LATENT, Outcome.TRUNCATED))
    return int(np.unique(log.package[accepted]).size)


def _expected_share(worth: Valuation) -> float:
    """Share of the benefit that rests on an expected completion."""
    return _share(worth.benefit[worth.expected].sum(), worth.benefit.sum())


def _share(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole > 0 else np.nan


def _mean(values: Floats) -> float:
    return float(values.mean()) if values.size else np.nan
