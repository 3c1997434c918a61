"""Triggers in a compiled run; the twin of `workbench.engines.steering`."""

from __future__ import annotations

import numpy as np

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.money import measure_room
from workbench.engines.compiled.people import available
from workbench.engines.compiled.state import (
    ACTIVE,
    CANDIDATES,
    INTAKE_PAUSED,
    LIMIT,
    OTHER_DISPATCH,
    RELEASE_PAUSED,
    WIP,
    YEAR,
    State,
)
from workbench.engines.path import End
from workbench.engines.rules import trigger as rule

WAITING = int(End.WAITING)
RELEASED = int(End.RUNNING)


@jit
def open_instant(given: Given, s: State, now: float) -> None:
    """Remember who was at work until now; what has acted long enough is over."""
    triggers = given.rules.triggers
    if len(triggers.signal) == 0:
        return
    for p in range(given.shape.pools):
        s.used_before[p] = s.used[p]
    for n in range(len(triggers.signal)):
        if s.acts[n] and triggers.days[n] > 0.0 and s.acts_until[n] <= now:
            s.acts[n] = False
    _set(given, s)


@jit
def judge(given: Given, s: State, now: float) -> None:
    """A board looks at the signals."""
    triggers = given.rules.triggers
    if len(triggers.signal) == 0:
        return
    for n in range(len(triggers.signal)):
        if s.acts[n] and triggers.days[n] > 0.0:
            continue
        value = _signal(given, s, n, now)
        s.acts[n] = rule.out_of_bounds(value, triggers.bound[n], triggers.above[n])
        if s.acts[n]:
            s.acts_until[n] = now + triggers.days[n]
    _set(given, s)


@jit
def next_end(given: Given, s: State) -> float:
    """Day on which the next of those that act is over; inf without one."""
    triggers, first = given.rules.triggers, np.inf
    for n in range(len(triggers.signal)):
        if s.acts[n] and triggers.days[n] > 0.0 and s.acts_until[n] < first:
            first = s.acts_until[n]
    return first


@jit
def _set(given: Given, s: State) -> None:
    """What acts now; of several, the first counts."""
    triggers = given.rules.triggers
    s.tally[LIMIT] = given.rules.wip_limit
    s.tally[RELEASE_PAUSED] = 0
    s.tally[INTAKE_PAUSED] = 0
    s.tally[OTHER_DISPATCH] = 0
    for n in range(len(triggers.signal) - 1, -1, -1):
        if s.acts[n]:
            if triggers.action[n] == rule.SET_LIMIT:
                s.tally[LIMIT] = triggers.limit[n]
            elif triggers.action[n] == rule.PAUSE_RELEASE:
                s.tally[RELEASE_PAUSED] = 1
            elif triggers.action[n] == rule.PAUSE_INTAKE:
                s.tally[INTAKE_PAUSED] = 1
            else:
                s.tally[OTHER_DISPATCH] = 1


@jit
def _signal(given: Given, s: State, n: int, now: float) -> float:
    """What a board sees of the signal that a trigger watches."""
    signal = given.rules.triggers.signal[n]
    if signal == rule.QUEUE_AGE:
        return now - _oldest(given, s, now)
    if signal == rule.WIP:
        return float(s.tally[WIP])
    if signal == rule.CANDIDATES:
        return float(_candidates(s))
    if signal == rule.OVERDUE:
        return float(_overdue(given, s, now))
    if signal == rule.UTILISATION:
        return _at_work(given, s, given.rules.triggers.pool[n])
    if not given.rules.limited:
        return 1.0
    measure_room(given, s, now)
    year = s.taken[YEAR]
    return rule.share_free(s.room[year], s.budget[year])


@jit
def _oldest(given: Given, s: State, now: float) -> float:
    first = now
    for place in range(s.tally[ACTIVE]):
        kind = s.active[place]
        start = given.shape.kind_start[kind]
        for at in range(start, start + s.depth[kind]):
            if s.queued_since[s.slot[at]] < first:
                first = s.queued_since[s.slot[at]]
    return first


@jit
def _candidates(s: State) -> int:
    count = 0
    for place in range(s.tally[CANDIDATES]):
        i = s.candidates[place]
        if s.end[i] == WAITING and s.waits_for[i] == 0:
            count += 1
    return count


@jit
def _overdue(given: Given, s: State, now: float) -> int:
    count = 0
    for i in range(given.shape.projects):
        if s.end[i] == RELEASED and given.records.figures.due[i] < now:
            count += 1
    return count


@jit
def _at_work(given: Given, s: State, pool: int) -> float:
    used, there = 0, 0
    for p in range(given.shape.pools):
        if pool < 0 or pool == p:
            used += s.used_before[p]
            there += available(s, p)
    return rule.share_at_work(used, there)
