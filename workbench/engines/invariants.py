"""What must hold after every run, whatever the scenario; a breach is a defect of the workbench."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbench.engines.path import End, Outcome, Path, State
from workbench.engines.plan import MAX_ATTEMPTS, Plan
from workbench.engines.plan.links import Links
from workbench.engines.plan.plan import Ints
from workbench.engines.rules.desk import AUDITS, COACHING
from workbench.engines.rules.trigger import SET_LIMIT
from workbench.errors import RunError

SLACK = 1e-6
"""Days within which sums of days agree."""


def check(plan: Plan, path: Path) -> None:
    """Raise `RunError` naming every invariant that a path breaks.

    Checked: named ends, order of days, predecessors, no start before release, conservation of time in states,
    attempts one after the other, capacity at every start, WIP, requests at the PMO's desks.
    """
    broken = list(_breaches(plan, path))
    if broken:
        raise RunError(f"scenario {plan.scenario_name}: " + "; ".join(broken))


def _breaches(plan: Plan, path: Path) -> Iterator[str]:
    ids, last = plan.projects.ids, 2 * plan.horizon
    ended = np.isin(path.end, (End.COMPLETED, End.TERMINATED, End.REJECTED))
    for i in np.flatnonzero(ended != ~np.isnan(path.finish)).tolist():
        yield f"{ids[i]} has end {End(path.end[i]).name} and finish {path.finish[i]}"
    for i in np.flatnonzero(path.start < path.release).tolist():
        yield f"{ids[i]} starts before its release"
    for i in np.flatnonzero((path.finish > last) | (path.release > plan.horizon)).tolist():
        yield f"{ids[i]} is released after the horizon or ends after twice the horizon"
    later, before = _pairs(plan.projects.after)
    early = (path.release[later] < path.finish[before]) & ~plan.projects.in_flight[later]
    for i, one in zip(later[early].tolist(), before[early].tolist(), strict=True):
        yield f"{ids[i]} is released before {ids[one]} is completed"
    yield from _state_breaches(plan, path)
    yield from _attempt_breaches(plan, path)
    yield from _capacity_breaches(plan, path)
    yield from _limit_breaches(plan, path)
    yield from _service_breaches(plan, path)


def _state_breaches(plan: Plan, path: Path) -> Iterator[str]:
    start = np.maximum(plan.projects.intake, 0.0)
    until = np.where(np.isnan(path.finish), plan.horizon, np.minimum(path.finish, plan.horizon))
    counted = np.maximum(until - start, 0.0)
    off = np.abs(path.state_days.sum(axis=1) - counted) > SLACK
    for i in np.flatnonzero(off).tolist():
        states = ", ".join(f"{State(s).name} {d:.3f}" for s, d in enumerate(path.state_days[i]))
        yield f"{plan.projects.ids[i]}: states {states} do not sum to {counted[i]:.3f} days"


def _attempt_breaches(plan: Plan, path: Path) -> Iterator[str]:
    attempts = path.attempts
    if (attempts.number > MAX_ATTEMPTS).any():
        yield "a package has more attempts than allowed"
    if (attempts.end < attempts.start).any():
        yield "an attempt ends before it starts"
    project = plan.packages.project[attempts.package]
    if not (attempts.start >= path.release[project]).all() or (attempts.end > path.finish[project]).any():
        yield "an attempt lies outside its project's life"
    order = np.lexsort((attempts.number, attempts.package))
    package, number = attempts.package[order], attempts.number[order]
    start, end = attempts.start[order], attempts.end[order]
    same = package[1:] == package[:-1]
    expected = np.append(1, np.where(same, number[:-1], 0) + 1)
    if (number != expected[: len(number)]).any():
        yield "attempts of a package are not numbered one after the other from 1"
    if (same & ~(start[1:] >= end[:-1])).any():
        yield "attempts of a package overlap"
    done_by = np.full(len(plan.packages.ids), np.inf)
    done_by[plan.packages.done] = -np.inf
    accepted = np.isin(attempts.outcome, (Outcome.ACCEPTED, Outcome.LATENT, Outcome.TRUNCATED))
    np.minimum.at(done_by, attempts.package[accepted], attempts.end[accepted])
    first = attempts.number == 1
    begun = np.full(len(plan.packages.ids), np.nan)
    begun[attempts.package[first]] = attempts.start[first]
    later, before = _pairs(plan.packages.after)
    early = (plan.packages.mean[before] > 0) & (done_by[before] > begun[later])
    for k, one in zip(later[early].tolist(), before[early].tolist(), strict=True):
        yield f"package {plan.packages.ids[k]} starts before {plan.packages.ids[one]} is done"


def _capacity_breaches(plan: Plan, path: Path) -> Iterator[str]:
    """At every start that needs people, no pool is used beyond what it has (operations effects included)."""
    attempts, pools = path.attempts, plan.pools
    end = np.where(np.isnan(attempts.end), np.inf, attempts.end)
    demand = plan.packages.demand[attempts.package]
    for p, name in enumerate(pools.ids):
        mine = np.flatnonzero(demand[:, p] > 0)
        moments = np.unique(attempts.start[mine][attempts.start[mine] > 0.0])
        if not len(moments):
            continue
        capacity = _there(plan, path, p, moments)
        used = _used_at(moments, attempts.start[mine], end[mine], demand[mine, p])
        others = _who_can_stand_in(plan, p, moments)
        if others.any():
            # Whoever stands in for all that a start needs does not mind that work from before a step down
            # still holds more of the pool's own people than there are.
            capacity = _most_since(plan, path, p, moments, attempts.start[mine], end[mine])
        capacity = capacity + others
        # Work that a step below present use lets finish may hold more than there is; nothing new may start.
        over = moments[used > np.maximum(capacity, 0)]
        if len(over):
            yield f"pool {name} is used beyond its capacity by a start on day {over[0]:g}"


def _there(plan: Plan, path: Path, p: int, moments: np.ndarray) -> np.ndarray:
    """Hundredths of a pool for projects, by moment."""
    pools, effect = plan.pools, plan.projects.operations_effect[:, p]
    steps = np.flatnonzero(pools.step_pool == p)
    at = np.searchsorted(pools.step_day[steps], moments, side="right") - 1
    capacity: np.ndarray = pools.step_capacity[steps][at]
    for i in np.flatnonzero((path.end == End.COMPLETED) & (effect != 0)).tolist():
        # What completes in a later pass of an instant takes nobody from those who started in an earlier.
        since = path.finish[i] < moments if effect[i] > 0 else path.finish[i] <= moments
        capacity = capacity - np.where(since, effect[i], 0)
    return capacity


def _most_since(
    plan: Plan, path: Path, p: int, moments: np.ndarray, start: np.ndarray, end: np.ndarray
) -> np.ndarray:
    """Most hundredths of a pool since the oldest attempt under way began, by moment."""
    pools = plan.pools
    changes = [pools.step_day[pools.step_pool == p], path.finish[path.end == End.COMPLETED]]
    points = np.unique(np.concatenate([*changes, start, moments]))
    there = _there(plan, path, p, points)
    most = np.empty(len(moments))
    for k, moment in enumerate(moments.tolist()):
        since = start[(start <= moment) & (end > moment)].min(initial=moment)
        most[k] = there[(points >= since) & (points <= moment)].max()
    return most


def _who_can_stand_in(plan: Plan, p: int, moments: np.ndarray) -> np.ndarray:
    """Most hundredths of a pool that people of others can stand in for, by moment: a bound."""
    pools = plan.pools
    most = np.zeros(len(moments))
    for q in np.flatnonzero(pools.covers[:, p]).tolist():
        steps = np.flatnonzero(pools.step_pool == q)
        at = np.searchsorted(pools.step_day[steps], moments, side="right") - 1
        relieved = np.maximum(0, -plan.projects.operations_effect[:, q]).sum()
        # Whoever was lent before a step down stays until the work is done.
        had = np.maximum.accumulate(pools.step_capacity[steps])
        most += (had[at] + relieved) * pools.covers[q, p] / 100.0
    return most


def _limit_breaches(plan: Plan, path: Path) -> Iterator[str]:
    """At every release of a project that may not exceed the WIP limit, no more are open than it allows."""
    raised = plan.triggers.limit[plan.triggers.action == SET_LIMIT]
    most = max(plan.rules.wip_limit, int(raised.max(initial=0)))
    ordinary = ~plan.projects.mandatory & ~plan.projects.in_flight
    released = ~np.isnan(path.release)
    finish = np.where(np.isnan(path.finish), np.inf, path.finish)
    # Mandatory projects of the same instant may have come in after it.
    late = plan.projects.mandatory & ~plan.projects.in_flight
    begun = np.where(late, np.nextafter(path.release, np.inf), path.release)[released]
    ended = np.maximum(finish[released], begun)
    days = np.unique(path.release[ordinary & released])
    opened = np.searchsorted(np.sort(begun), days, side="right")
    counts = opened - np.searchsorted(np.sort(ended), days, side="right")
    for day, count in zip(days.tolist(), counts.tolist(), strict=True):
        if count > most:
            yield f"{count} projects are open after a release on day {day:g}"


def _service_breaches(plan: Plan, path: Path) -> Iterator[str]:
    """Nobody is served unasked or before; at no start of a service are more under way than servers then."""
    if not plan.desks.is_queued:
        return
    served, desks = path.served, plan.desks.record
    if (np.isnan(served.asked) & ~(np.isnan(served.began) & np.isnan(served.ended))).any():
        yield "somebody is served who never asked"
    if (served.began < served.asked).any() or (served.ended < served.began).any():
        yield "a service begins before it is asked for, or ends before it begins"
    servers, day = np.asarray(desks.servers).reshape(-1, desks.periods), np.asarray(desks.day)
    for desk, kinds in ((COACHING, [0]), (AUDITS, [1, 2])):
        begun = ~np.isnan(served.began[kinds])
        start, end = served.began[kinds][begun], served.ended[kinds][begun]
        under_way = np.searchsorted(np.sort(start), start, side="right")
        under_way -= np.searchsorted(np.sort(end), start, side="right")
        # On the very day of a change a service may begin with either.
        before = servers[desk][np.searchsorted(day, start, side="left") - 1]
        after = servers[desk][np.searchsorted(day, start, side="right") - 1]
        if (under_way > np.maximum(before, after)).any():
            yield f"more services than people at desk {desk}"


def _pairs(links: Links) -> tuple[Ints, Ints]:
    """Who waits for whom, one entry for each pair."""
    return np.repeat(np.arange(len(links.start) - 1), np.diff(links.start)), links.items


def _used_at(moments: np.ndarray, start: np.ndarray, end: np.ndarray, demand: np.ndarray) -> np.ndarray:
    begun = np.concatenate(([0], np.cumsum(demand[np.argsort(start, kind="stable")])))
    ended = np.concatenate(([0], np.cumsum(demand[np.argsort(end, kind="stable")])))
    started = begun[np.searchsorted(np.sort(start), moments, side="right")]
    return np.asarray(started - ended[np.searchsorted(np.sort(end), moments, side="right")])
