"""Days in which a project waits for people, split by the pools that are short and by who has their people.

Only a witnessed run knows this. At each instant in state *people*, the pools that any of the project's queued
packages lacks share the instant equally. A pool's part is shared by the projects that have its people, in
proportion to the FTE they have; where nobody does, there are too few people for the package whoever works.
Both splits sum to the days in state *people* of that future.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from workbench.engines.path import End, State
from workbench.experiment.story import Future

NOBODY = -1
"""In place of a project: nobody has people of the pool, there are too few for the package at all."""

UNKNOWN_POOL = -1
"""In place of a pool: no single pool is short, the package waits its turn."""


@dataclass(frozen=True)
class WaitingDays:
    """Of one project in one future: days by pool, and days by project that has the people."""

    by_pool: dict[int, float]
    by_holder: dict[int, float]


@dataclass(frozen=True)
class _Queued:
    """A package in the queue from a day to another, lacking people of pools."""

    begin: float
    end: float
    pools: frozenset[int]


def waiting_days(future: Future, i: int) -> WaitingDays:
    """Split the days in which project `i` waits for people until the horizon."""
    by_pool: dict[int, float] = defaultdict(float)
    by_holder: dict[int, float] = defaultdict(float)
    total = float(future.path.state_days[i, State.PEOPLE])
    if total == 0.0:
        return WaitingDays({}, {})
    attempts, packages = future.path.attempts, future.plan.packages
    ends = np.where(np.isnan(attempts.end), future.last_day, attempts.end)
    owner = packages.project[attempts.package]
    queued = list(_queued(future, i))
    for begin, end, active in _instants(future, i, queued, attempts.start, ends, owner == i):
        short = sorted({pool for one in active for pool in one.pools})
        for pool in short or [UNKNOWN_POOL]:
            part = (end - begin) / max(1, len(short))
            by_pool[pool] += part
            held = (attempts.start <= begin) & (ends >= end) & (owner != i)
            fte = np.zeros(0) if pool < 0 else packages.demand[attempts.package, pool] * held
            whole = float(fte.sum())
            if whole == 0.0:
                by_holder[NOBODY] += part
                continue
            for k in np.flatnonzero(fte).tolist():
                by_holder[int(owner[k])] += part * float(fte[k]) / whole
    # What a witness does not see (nothing today) is kept apart, never spread over the rest.
    rest = total - sum(by_pool.values())
    if abs(rest) > 1e-6:
        by_pool[UNKNOWN_POOL] += rest
        by_holder[NOBODY] += rest
    return WaitingDays(dict(by_pool), dict(by_holder))


def _queued(future: Future, i: int) -> Iterator[_Queued]:
    """Spans in which a package of the project is queued with the same pools short."""
    project, horizon, path = future.plan.packages.project, future.plan.horizon, future.path
    over = path.end[i] in (End.COMPLETED, End.TERMINATED, End.REJECTED)
    last = min(horizon, float(path.finish[i])) if over else horizon
    spans = [(one.package, one.queued, one.day) for one in future.witness.grants if project[one.package] == i]
    spans += [(package, day, last) for package, day in future.witness.still_queued if project[package] == i]
    for package, begin, end in spans:
        entries = [one for one in future.witness.lacks if one.package == package and begin <= one.day < end]
        days = [begin, *(max(begin, one.day) for one in entries), end]
        pools = [frozenset[int](), *(frozenset(one.pools) for one in entries)]
        for first, until, short in zip(days, days[1:], pools, strict=False):
            if min(until, last) > first:
                yield _Queued(first, min(until, last), short)


def _instants(
    future: Future, i: int, queued: list[_Queued], starts: np.ndarray, ends: np.ndarray, own: np.ndarray
) -> Iterator[tuple[float, float, list[_Queued]]]:
    """Spans without a change in which something is queued and nothing of the project is at work."""
    if not queued:
        return
    first, last = min(one.begin for one in queued), max(one.end for one in queued)
    cuts = {first, last, *(one.begin for one in queued), *(one.end for one in queued)}
    cuts |= {float(day) for day in (*starts, *ends) if first < day < last}
    days = sorted(cuts)
    own_starts, own_ends = starts[own], ends[own]
    for begin, end in zip(days, days[1:], strict=False):
        active = [one for one in queued if one.begin <= begin and one.end >= end]
        if active and not ((own_starts <= begin) & (own_ends >= end)).any():
            yield begin, end, active
