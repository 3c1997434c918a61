"""How a project came to be released, or did not: predecessors, boards, refusals."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from workbench.engines.path import End, Reason
from workbench.engines.plan.money import NO_LIMIT
from workbench.engines.remaining import Remaining
from workbench.engines.rules.trigger import PAUSE_RELEASE
from workbench.engines.witness import Look
from workbench.experiment.story.future import Future
from workbench.experiment.story.happenings import (
    Happening,
    PassedOver,
    Proposed,
    Released,
    Room,
    WaitedForBoard,
    WaitedForProjects,
)


def way_to_release(future: Future, i: int) -> Iterator[Happening]:
    """From its proposal to its release, or to the end of all hope for it."""
    projects, path = future.plan.projects, future.path
    in_flight = bool(projects.in_flight[i])
    yield Proposed(
        day=max(0.0, float(projects.intake[i])),
        in_flight=in_flight,
        mandatory=bool(projects.mandatory[i]),
        promised=future.promised_on(i),
        planned_days=path_left(future, i, 1.0),
    )
    if in_flight or projects.intake[i] > future.last_day:
        return
    finish = float(path.finish[i])
    end = finish if path.end[i] == End.REJECTED else future.plan.horizon
    looks = [one for one in future.witness.looks if one.project == i]
    first = looks[0].day if looks else end
    yield from _before_the_board(future, i, first)
    ends = [*(one.day for one in looks[1:]), end]
    for look, until in zip(looks, ends, strict=False):
        if look.verdict is Reason.NONE:
            yield _released(future, i, look)
        elif until > look.day:
            yield _passed_over(future, look, until)


def path_left(future: Future, i: int, factor: float) -> float:
    """Longest path through the work still to do at the start, at a believed ÷ planned duration."""
    return Remaining(future.plan).to_commit(i, factor)[1]


def _before_the_board(future: Future, i: int, first: float) -> Iterator[Happening]:
    """What it waited for until somebody looked at it for the first time, or it ended."""
    path, since = future.path, max(0.0, float(future.plan.projects.intake[i]))
    before = future.plan.projects.after.row(i)
    done = {one: float(path.finish[one]) if path.end[one] == End.COMPLETED else math.inf for one in before}
    ready = max(done.values(), default=since)
    if ready > since and first > since:
        last = min(ready, first)
        awaited = tuple(future.name(one) for one, day in done.items() if day > since)
        yield WaitedForProjects(since, last, awaited)
        since = last
    if first > since:
        yield WaitedForBoard(since, first)


def _rooms(future: Future, look: Look) -> tuple[Room, ...]:
    names = future.plan.money.year_names
    return tuple(Room(names[one.year], one.needed, one.free) for one in look.rooms)


def _passed_over(future: Future, look: Look, until: float) -> PassedOver:
    release, fresh = future.path.release, ~future.plan.projects.in_flight
    meanwhile = np.flatnonzero(fresh & (release >= look.day) & (release < until))
    return PassedOver(
        day=look.day,
        until=until,
        looks=look.times,
        reason=look.verdict,
        rank=look.rank,
        candidates=look.candidates,
        index=look.index,
        running=look.running,
        limit=0 if look.limit >= NO_LIMIT else look.limit,
        place=_place(future, look),
        ahead=tuple(future.name(one) for one in sorted(meanwhile.tolist(), key=lambda one: release[one])),
        rooms=_rooms(future, look),
    )


def _place(future: Future, look: Look) -> str:
    if look.verdict is Reason.PROGRAMME:
        return future.plan.projects.programmes[look.project]
    if look.verdict is Reason.PAUSED:
        triggers = future.plan.triggers
        pausing = (one for one in reversed(future.witness.fired) if one.day <= look.day)
        return next(
            (triggers.ids[one.trigger] for one in pausing if triggers.action[one.trigger] == PAUSE_RELEASE),
            "",
        )
    return "" if look.pool is None else future.pool_name(look.pool)


def _released(future: Future, i: int, look: Look) -> Released:
    believed = float(future.path.belief_at_release[i])
    return Released(
        day=look.day,
        mandatory=bool(future.plan.projects.mandatory[i]),
        rank=look.rank,
        candidates=look.candidates,
        index=look.index,
        running=look.running + 1,
        limit=future.scenario.policy.release.wip_limit or 0,
        believed=believed,
        believed_days=path_left(future, i, believed),
        external=float(future.plan.projects.external[i]),
    )
