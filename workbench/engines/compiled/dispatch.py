"""Dispatch in a compiled run: part (f) of an instant.

People only get scarcer within a pass, so a class of packages that does not fit once cannot fit later in it.
"""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.keeping import let_go_idle, let_go_unneeded
from workbench.engines.compiled.pairs import grant_by_pairs
from workbench.engines.compiled.people import fits
from workbench.engines.compiled.queue import goes_first, leave_queue, order_anew, set_index
from workbench.engines.compiled.ranking import index_of, know
from workbench.engines.compiled.state import ACTIVE, AWAKE, CHANGED, DISPATCHES, OTHER_DISPATCH, State
from workbench.engines.compiled.work import grant
from workbench.engines.rules.records import Luck


@jit
def dispatch(given: Given, s: State, luck: Luck, now: float) -> None:
    """Grant people by index; what does not fit is skipped, and nothing is reserved.

    Nothing fits any more when it is over. Who is let go after grants, where projects keep people, is granted.
    """
    if now >= 2.0 * given.rules.horizon:
        return
    if given.rules.keeps:
        let_go_unneeded(given, s)
    _grant_round(given, s, luck, now)
    while given.rules.keeps and let_go_idle(given, s):
        _grant_round(given, s, luck, now)


@jit
def _grant_round(given: Given, s: State, luck: Luck, now: float) -> None:
    """Grants among the people that there are; until somebody queues or people come free there are none."""
    if s.tally[AWAKE] == 0:
        return
    s.tally[AWAKE] = 0
    waiting = _find_fitting(given, s)
    if waiting == 0:
        return
    if given.rules.by_pairs:
        grant_by_pairs(given, s, luck, now)
        return
    if given.rules.by_package:
        pass  # The index of a package stands from the start.
    elif not given.rules.dispatch_moves:
        _rank_changed(given, s, luck, now)
    elif waiting > 1:
        _rank_fitting(given, s, luck, now)
    while True:
        best = -1
        for place in range(s.tally[ACTIVE]):
            kind = s.active[place]
            if s.fits[kind]:
                k = s.slot[given.shape.kind_start[kind]]
                if best < 0 or goes_first(given, s, k, best):
                    best = k
        if best < 0:
            return
        leave_queue(given, s, best)
        grant(given, s, luck, best, now)
        for place in range(s.tally[ACTIVE]):
            kind = s.active[place]
            if s.fits[kind]:
                s.fits[kind] = fits(given, s, given.shape.kind_of_demand[kind])


@jit
def _find_fitting(given: Given, s: State) -> int:
    """Mark the classes of which a package fits; how many packages these are."""
    waiting = 0
    for place in range(s.tally[ACTIVE]):
        kind = s.active[place]
        s.fits[kind] = fits(given, s, given.shape.kind_of_demand[kind])
        if s.fits[kind]:
            waiting += s.depth[kind]
    return waiting


@jit
def _rank_changed(given: Given, s: State, luck: Luck, now: float) -> None:
    """The index depends on the project alone: compute it where something happened that it sees."""
    for place in range(s.tally[CHANGED]):
        i = s.changed[place]
        s.flag_changed[i] = False
        if s.queued[i] > 0 and (s.ranked[i] == 0 or given.rules.dispatch_sees_work):
            s.ranked[i] = 1
            index = index_of(given, s, luck, given.rules.dispatch, i, now, s.expected[i], 0.0, 0.0)
            set_index(given, s, i, index)
    s.tally[CHANGED] = 0


@jit
def _rank_fitting(given: Given, s: State, luck: Luck, now: float) -> None:
    """The index moves with time: compute it for every project of which a package fits."""
    shape = given.shape
    mean = _mean_of_queue(given, s) if given.rules.dispatch_needs_mean else 0.0
    s.tally[DISPATCHES] += 1
    for active in range(s.tally[ACTIVE]):
        kind = s.active[active]
        if not s.fits[kind]:
            continue
        first = shape.kind_start[kind]
        for place in range(first, first + s.depth[kind]):
            i = shape.project[s.slot[place]]
            if s.ranked[i] != s.tally[DISPATCHES]:
                s.ranked[i] = s.tally[DISPATCHES]
                s.project_index[i] = _index_now(given, s, luck, i, now, mean)
    for active in range(s.tally[ACTIVE]):
        kind = s.active[active]
        if s.fits[kind]:
            order_anew(given, s, kind)


@jit
def _index_now(given: Given, s: State, luck: Luck, i: int, now: float, mean: float) -> float:
    """By the policy's rule, or by the other one while a trigger says so."""
    rules = given.rules
    if s.tally[OTHER_DISPATCH] == 1:
        return index_of(given, s, luck, rules.other_dispatch, i, now, s.expected[i], 0.0, mean)
    return index_of(given, s, luck, rules.dispatch, i, now, s.expected[i], 0.0, mean)


@jit
def _mean_of_queue(given: Given, s: State) -> float:
    """Mean believed days on the constraint of the projects in the queue."""
    total, count = 0.0, 0
    for i in range(given.shape.projects):
        if s.queued[i] > 0:
            know(given, s, i)
            total += s.expected[i] * s.pool_days[i]
            count += 1
    return total / count
