"""Who waited for people, of which pools, and who had them meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbench.engines.path import End
from workbench.experiment.story.future import Future
from workbench.experiment.story.happenings import WaitedForPeople

Wait = tuple[int, int, float, float]
"""Package, number of the attempt, first and last day."""


def waits(future: Future, i: int) -> list[WaitedForPeople]:
    """Every wait of a project for people, in order of time."""
    return [_told(future, i, wait) for wait in spans_of_waiting(future, i)]


def spans_of_waiting(future: Future, i: int) -> Iterator[Wait]:
    """From when to when packages of a project were ready and had no people."""
    project = future.plan.packages.project
    for grant in future.witness.grants:
        if project[grant.package] == i and grant.day > grant.queued:
            yield grant.package, grant.number, grant.queued, grant.day
    finish = future.path.finish[i]
    until = future.last_day if future.path.end[i] == End.RUNNING else float(finish)
    for package, queued in future.witness.still_queued:
        if project[package] == i and until > queued:
            made = int((future.path.attempts.package == package).sum())
            yield package, made + 1, queued, until


def _told(future: Future, i: int, wait: Wait) -> WaitedForPeople:
    package, number, day, until = wait
    days: dict[int, float] = {}
    lacked: dict[int, None] = {}
    incidents: list[str] = []
    for begin, end, pools in _lacking(future, package, day, until):
        lacked |= dict.fromkeys(pools)
        incidents += _away(future, pools, begin, end)
        for one, busy in _busy(future, pools, begin, end):
            days[one] = days.get(one, 0.0) + busy
    order = sorted(days, key=lambda one: (-days[one], one))
    return WaitedForPeople(
        day=day,
        until=until,
        package=future.package_name(package),
        number=number,
        pools=tuple(future.pool_name(p) for p in lacked),
        holders=tuple(future.name(one) for one in order if one != i),
        incidents=tuple(dict.fromkeys(incidents)),
        own=i in days,
    )


def _lacking(
    future: Future, package: int, day: float, until: float
) -> Iterator[tuple[float, float, tuple[int, ...]]]:
    """Spans within a wait and the pools that were short in each."""
    entries = [
        one for one in future.witness.lacks if one.package == package and day <= one.day < until and one.pools
    ]
    ends = [one.day for one in entries[1:]] + [until]
    for one, end in zip(entries, ends, strict=True):
        yield one.day, end, one.pools


def _away(future: Future, pools: tuple[int, ...], begin: float, end: float) -> Iterator[str]:
    """Incidents that kept people of these pools within a span."""
    incidents, draws = future.plan.incidents, future.draws
    names = {one.id: one.name or one.id for one in future.scenario.portfolio.incidents}
    for n, name in enumerate(incidents.ids):
        if incidents.people[n, list(pools)].any():
            began, ended = (draws.incident_day[0][draws.incident[0] == sign * (n + 1)] for sign in (1, -1))
            # How many of this kind are going on just after the span begins, and whether one begins in it.
            open_then = (began <= begin).sum() - (ended <= begin).sum()
            if open_then > 0 or ((began > begin) & (began < end)).any():
                yield names[name]


def _busy(future: Future, pools: tuple[int, ...], begin: float, end: float) -> Iterator[tuple[int, float]]:
    """FTE-days of these pools by project, within a span."""
    plan, attempts = future.plan, future.path.attempts
    ends = np.where(np.isnan(attempts.end), future.last_day, attempts.end)
    within = np.minimum(ends, end) - np.maximum(attempts.start, begin)
    fte = plan.packages.demand[:, list(pools)].sum(axis=1)[attempts.package] / 100.0
    for entry in np.flatnonzero((within > 0) & (fte > 0)).tolist():
        yield int(plan.packages.project[attempts.package[entry]]), float(within[entry] * fte[entry])
