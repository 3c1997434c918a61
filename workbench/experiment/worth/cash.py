"""Money of futures by the day on which it falls, as present values in a finance department's lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from workbench.engines.discounting import discounted_days
from workbench.engines.draws import draw
from workbench.engines.engine import Engine, EngineName, engine_of
from workbench.engines.path import End, Paths
from workbench.engines.plan import Plan, plan_of
from workbench.engines.programmes import programme_days, programme_values
from workbench.engines.staffing import Staffing
from workbench.engines.unfinished import completion_days, expected_rest
from workbench.engines.valuation import Valuation, by_project, value
from workbench.experiment.payroll import changed_pools, gross_steps
from workbench.scenario import Scenario

Floats = NDArray[np.float64]


class Line(StrEnum):
    """Where money comes from or goes; the order is that of tables. Costs count as negative."""

    BENEFITS = "benefits"
    """What delivered projects bring, running them taken off."""
    BOUGHT = "bought for projects"
    """External cost, and money lost to risks."""
    LATE = "being late and stopping"
    """Lateness and what stopping costs, salvage taken off."""
    LABOUR = "people's time on projects"
    """Days charged to projects; capacity, no cash, while nobody is hired or leaves."""
    PAYROLL = "people beyond the days charged"
    """Payroll of pools that differ, less the change of days charged; cash."""
    PMO_RUNNING = "PMO, running"
    PMO_ONCE = "PMO, once"


@dataclass(frozen=True, eq=False)
class Flows:
    """Money of a scenario's futures.

    Parameters
    ----------
    until
        Days; the last is infinite.
    lines
        By line: present value up to each day, shape (futures, days); payroll stands at 0.
    labour
        Present value of each project's labour, shape (futures, projects).
    managing
        Part of all labour that is managing inside projects, shape (futures,).
    pool_labour
        Labour charged until the horizon by pool, up to each day, shape (futures, days, pools).
    """

    plan: Plan
    until: Floats
    lines: dict[Line, Floats]
    labour: Floats
    managing: Floats
    pool_labour: Floats


def flows_of(scenario: Scenario, start: int, stop: int, until: Sequence[float], name: EngineName) -> Flows:
    """Live through futures and read their money day by day.

    Parameters
    ----------
    scenario
        Which.
    start, stop
        Which futures.
    until
        Working days from the start, rising; the end of time is added.
    name
        Which engine.
    """
    plan, engine = plan_of(scenario), engine_of(name)
    draws = draw(plan, range(start, stop), engine.uniforms)
    paths = engine.live(plan, draws)
    worth = value(plan, draws, paths, engine.present_values)
    ends = np.array([*until, np.inf])
    rest = expected_rest(plan, paths)
    completion = completion_days(plan, paths, rest)
    labour, pool_labour, managing = _labour(plan, paths, rest, ends)
    return Flows(
        plan,
        ends,
        {
            Line.BENEFITS: _benefits(plan, paths, worth, completion, ends, engine),
            Line.BOUGHT: -_bought(plan, paths, ends),
            Line.LATE: -_late(plan, paths, worth, completion, ends),
            Line.LABOUR: -labour,
            Line.PAYROLL: np.zeros((len(paths), len(ends))),
            Line.PMO_RUNNING: np.tile(-_running(plan, ends), (len(paths), 1)),
            Line.PMO_ONCE: np.tile(-_once(plan, ends), (len(paths), 1)),
        },
        worth.labour,
        managing,
        pool_labour,
    )


def change(first: Flows, other: Flows) -> dict[Line, Floats]:
    """Difference of two scenarios' money by line, shape (futures, days); lines sum to that of net value."""
    found = {line: other.lines[line] - first.lines[line] for line in Line}
    for pool in changed_pools(first.plan, other.plan):
        place = first.plan.pools.ids.index(pool)
        there = other.plan.pools.ids.index(pool)
        people = _payroll(other, pool) - _payroll(first, pool)
        charged = other.pool_labour[:, :, there] - first.pool_labour[:, :, place]
        found[Line.PAYROLL] = found[Line.PAYROLL] - (people - charged)
    return found


def _payroll(flows: Flows, pool: str) -> Floats:
    plan = flows.plan
    day, fte = gross_steps(plan, pool)
    last = np.minimum(flows.until, plan.horizon)[:, None]
    begin = np.minimum(day[None, :], last)
    end = np.minimum(np.append(day[1:], plan.horizon)[None, :], last)
    rate = float(plan.pools.rate[plan.pools.ids.index(pool)])
    spans = discounted_days(plan.money.rho, begin, np.maximum(begin, end))
    return np.asarray(rate * (spans * fte[None, :]).sum(axis=1))


def _benefits(
    plan: Plan, paths: Paths, worth: Valuation, completion: Floats, ends: Floats, engine: Engine
) -> Floats:
    """Benefit less run cost up to each day: that of a market window which closes then."""
    days = programme_days(plan, completion)
    scale = worth.ratio * np.where(paths.reduced, plan.projects.reduced_benefit, 1.0)
    found = np.zeros((len(paths), len(ends)))
    for k, end in enumerate(ends):
        projects = replace(plan.projects, window=np.minimum(plan.projects.window, end))
        programmes = replace(plan.programmes, window=np.minimum(plan.programmes.window, end))
        closed = replace(plan, projects=projects, programmes=programmes)
        present = engine.present_values(closed, completion)
        own = (scale * present.benefit - present.run_cost).sum(axis=1)
        found[:, k] = own + programme_values(closed, days).sum(axis=1)
    return found


def _bought(plan: Plan, paths: Paths, ends: Floats) -> Floats:
    rho, external = plan.money.rho, plan.projects.external
    released = ~np.isnan(paths.release) & ~plan.projects.in_flight
    when = np.where(released, paths.release, np.inf)
    paid = np.where(released, external * np.exp(-rho * np.where(released, paths.release, 0.0)), 0.0)
    lost = paths.risk_cost * np.exp(-rho * paths.risk_day)
    found = np.zeros((len(paths), len(ends)))
    for k, end in enumerate(ends):
        within = np.where(paths.risk_day <= end, lost, 0.0)
        risks = by_project(paths, paths.risk_row, paths.risk_project, within).sum(axis=1)
        found[:, k] = np.where(when <= end, paid, 0.0).sum(axis=1) + risks
    return found


def _late(plan: Plan, paths: Paths, worth: Valuation, completion: Floats, ends: Floats) -> Floats:
    """Lateness accrues from the due day until completion, at most 2H; a step falls on the due day."""
    projects, rho = plan.projects, plan.money.rho
    promised = np.isfinite(projects.due)
    due = np.where(promised, projects.due, 0.0)
    done = np.where(np.isnan(completion), 2 * plan.horizon, completion)
    late = promised & (done > due)
    stopped = paths.end == End.TERMINATED
    stop_day = np.where(stopped, paths.finish, np.inf)
    stopping = worth.termination - worth.salvage
    found = np.zeros((len(paths), len(ends)))
    for k, end in enumerate(ends):
        last = np.minimum(done, end)
        begin = np.minimum(np.broadcast_to(np.maximum(due, 0.0), last.shape), last)
        accrued = np.where(late, projects.late_per_day * discounted_days(rho, begin, last), 0.0)
        step = np.where(late & (due <= end), projects.late_step * np.exp(-rho * np.maximum(due, 0.0)), 0.0)
        found[:, k] = (accrued + step + np.where(stop_day <= end, stopping, 0.0)).sum(axis=1)
    return found


def _labour(plan: Plan, paths: Paths, rest: Floats, ends: Floats) -> tuple[Floats, Floats, Floats]:
    """Labour up to each day, by pool up to each day and the horizon, and the part that is managing."""
    rho, attempts, last = plan.money.rho, paths.attempts, 2 * plan.horizon
    row, package, start = paths.attempt_row, attempts.package, attempts.start
    end = np.where(np.isnan(attempts.end), last, attempts.end)
    later_row, later = np.nonzero(rest)
    if later.size:
        row, package = np.concatenate([row, later_row]), np.concatenate([package, later])
        start = np.concatenate([start, np.full(later.size, last)])
        end = np.concatenate([end, last + rest[later_row, later]])
    staffing, rate, futures = Staffing(plan), plan.packages.rate[package], len(paths)
    whole = np.zeros((futures, len(ends)))
    pools = np.zeros((futures, len(ends), len(plan.pools.ids)))
    for k, day in enumerate(ends):
        days = discounted_days(rho, np.minimum(start, day), np.minimum(end, day))
        whole[:, k] = np.bincount(row, weights=rate * days, minlength=futures)
        cut = min(float(day), plan.horizon)
        within = discounted_days(rho, np.minimum(start, cut), np.minimum(end, cut))
        pools[:, k, :] = staffing.by_pool(futures, row, package, within) * plan.pools.rate
    levels, unit = plan.levels, plan.packages.unit[package]
    step = np.searchsorted(levels.day, start, side="right") - 1
    overhead = levels.overhead[unit, step]
    managed = rate * discounted_days(rho, start, end) * overhead / (1 + overhead)
    return whole, pools, np.bincount(row, weights=managed, minlength=futures).astype(np.float64)


def _running(plan: Plan, ends: Floats) -> Floats:
    money = plan.money
    last = np.minimum(ends, plan.horizon)[:, None]
    begin = np.minimum(money.pmo_day[None, :], last)
    end = np.minimum(np.append(money.pmo_day[1:], plan.horizon)[None, :], last)
    spans = discounted_days(money.rho, begin, np.maximum(begin, end))
    return np.asarray((money.pmo_rate[None, :] * spans).sum(axis=1))


def _once(plan: Plan, ends: Floats) -> Floats:
    money = plan.money
    paid = money.once_amount * np.exp(-money.rho * money.once_day)
    last = np.minimum(ends, plan.horizon)[:, None]
    return np.asarray(np.where(money.once_day[None, :] <= last, paid[None, :], 0.0).sum(axis=1))
