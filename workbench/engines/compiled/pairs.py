"""Dispatch by an index over pairs in a compiled run: each grant changes what the next one rests on."""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.people import fits
from workbench.engines.compiled.queue import leave_queue
from workbench.engines.compiled.state import ACTIVE, RUNNING, ZERO, State
from workbench.engines.compiled.work import grant
from workbench.engines.rules.pairs import worst_case_index
from workbench.engines.rules.records import Luck


@jit
def grant_by_pairs(given: Given, s: State, luck: Luck, now: float) -> None:
    """Grant one package after the other, looking at those that still fit anew each time."""
    while True:
        many = _gather_fitting(given, s)
        if many == 0:
            return
        best = s.fitting[0]
        if many > 1:
            best = _best_of(given, s, many, _gather_running(given, s, now), now)
        leave_queue(given, s, best)
        grant(given, s, luck, best, now)


@jit
def _gather_fitting(given: Given, s: State) -> int:
    """Write down the packages that fit; how many they are."""
    many = 0
    for place in range(s.tally[ACTIVE]):
        kind = s.active[place]
        if fits(given, s, given.shape.kind_of_demand[kind]):
            first = given.shape.kind_start[kind]
            for at in range(first, first + s.depth[kind]):
                s.fitting[many] = s.slot[at]
                many += 1
    return many


@jit
def _gather_running(given: Given, s: State, now: float) -> int:
    """Write down the packages at work, those whose planned end comes first in front; how many they are."""
    count = 0
    for place in range(s.tally[RUNNING] + s.tally[ZERO]):
        k = s.heap[place] if place < s.tally[RUNNING] else s.zero[place - s.tally[RUNNING]]
        planned = s.log_start[s.entry[k]] + given.records.network.mean[k]
        s.until[k] = planned if planned > now else now
        at = count
        while at > 0 and _ends_later(s, s.at_work[at - 1], k):
            s.at_work[at] = s.at_work[at - 1]
            at -= 1
        s.at_work[at] = k
        count += 1
    return count


@jit
def _ends_later(s: State, k: int, other: int) -> bool:
    if s.until[k] != s.until[other]:
        return s.until[k] > s.until[other]
    return k > other


@jit
def _best_of(given: Given, s: State, many: int, count: int, now: float) -> int:
    """Of escalated projects if there are any, the highest index; ties go to the lower place in the plan."""
    project = given.shape.project
    best, highest = -1, 0.0
    for place in range(many):
        k = s.fitting[place]
        index = worst_case_index(
            given.records.network,
            given.shape.package_index,
            k,
            s.fitting,
            many,
            s.free,
            s.at_work,
            count,
            s.until,
            now,
        )
        if best >= 0 and s.escalated[project[k]] != s.escalated[project[best]]:
            if s.escalated[project[k]]:
                best, highest = k, index
        elif best < 0 or index > highest or (index == highest and k < best):
            best, highest = k, index
    return best
