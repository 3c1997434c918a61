"""Release in a compiled run: part (d) of an instant."""

from __future__ import annotations

from workbench.engines.compiled.gates import RELEASED, WAITING
from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.money import commit, measure_room, pay
from workbench.engines.compiled.people import join
from workbench.engines.compiled.places import (
    BY_PAUSE,
    BY_WIP,
    NO_REASON,
    closed_to_all,
    keep_order,
    refusal,
    take_place,
)
from workbench.engines.compiled.ranking import index_of, know
from workbench.engines.compiled.state import CANDIDATES, IS_BOARD, STEP, YEAR, State
from workbench.engines.compiled.steps import change, move, touch
from workbench.engines.compiled.work import open_project
from workbench.engines.path import Reason
from workbench.engines.rules.budget import fits as fits_budget
from workbench.engines.rules.budget import phase, reserve
from workbench.engines.rules.network import longest_path
from workbench.engines.rules.records import Luck
from workbench.engines.rules.sight import believed

BY_BUDGET = int(Reason.BUDGET)


@jit
def release(given: Given, s: State, luck: Luck, now: float) -> None:
    """Boards release by index, mandatory projects first, skipping what does not fit WIP or budget."""
    rules = given.rules
    if now > rules.horizon or (rules.calendar_boards and s.taken[IS_BOARD] == 0):
        return
    able, mandatory = _gather_able(given, s)
    if able == 0:
        return
    closed = closed_to_all(s)
    if closed != NO_REASON and mandatory == 0 and rules.hysteresis == 1.0:
        # Nobody can be released: in whatever order, all are refused for the same reason.
        _refuse(s, 0, able, closed)
        return
    _order(given, s, luck, able, now)
    if rules.hysteresis > 1.0:
        keep_order(given, s, able)
    if rules.limited:
        measure_room(given, s, now)
    for place in range(able):
        i = s.able[place]
        full = NO_REASON if given.shape.mandatory[i] else refusal(given, s, i)
        if full in (BY_WIP, BY_PAUSE):
            _refuse(s, place, able, full)
            return
        if full != NO_REASON:
            _refuse(s, place, place + 1, full)
        elif rules.limited and not _fits(given, s, luck, i, now):
            s.refused[i] = BY_BUDGET
            touch(s, i)
        else:
            s.rank[i] = place + 1
            set_released(given, s, luck, i, s.taken[STEP], now)
            if rules.limited:
                _reserve(given, s, i)


@jit
def _gather_able(given: Given, s: State) -> tuple[int, int]:
    """Candidates whose predecessors are completed: how many, and how many of them are mandatory."""
    kept, able, mandatory = 0, 0, 0
    for place in range(s.tally[CANDIDATES]):
        i = s.candidates[place]
        if s.end[i] == WAITING:
            s.candidates[kept] = i
            kept += 1
            if s.waits_for[i] == 0:
                s.able[able] = i
                able += 1
                if given.shape.mandatory[i]:
                    mandatory += 1
    s.tally[CANDIDATES] = kept
    return able, mandatory


@jit
def _refuse(s: State, first: int, last: int, reason: int) -> None:
    """There is no place for these."""
    for place in range(first, last):
        s.refused[s.able[place]] = reason
        touch(s, s.able[place])


@jit
def _looked_at_first(given: Given, s: State, i: int, other: int) -> bool:
    mandatory = given.shape.mandatory
    if mandatory[i] != mandatory[other]:
        return mandatory[i]
    if s.project_index[i] != s.project_index[other]:
        return s.project_index[i] > s.project_index[other]
    return i < other


@jit
def _order(given: Given, s: State, luck: Luck, able: int, now: float) -> None:
    """Candidates in the order in which the board looks at them."""
    effects, step = given.records.effects, s.taken[STEP]
    total = 0.0
    for place in range(able):
        i = s.able[place]
        know(given, s, i)
        # Until its release the belief of this moment stands here.
        s.believed[i] = believed(effects, luck, i, step)
        total += s.believed[i] * s.pool_days[i]
    mean = total / able
    for place in range(able):
        i = s.able[place]
        external = given.shape.external[i]
        s.project_index[i] = index_of(
            given, s, luck, given.rules.release, i, now, s.believed[i], external, mean
        )
    for last in range(able // 2 - 1, -1, -1):
        _sink(given, s, last, able)
    for last in range(able - 1, 0, -1):
        s.able[0], s.able[last] = s.able[last], s.able[0]
        _sink(given, s, 0, last)


@jit
def _sink(given: Given, s: State, at: int, depth: int) -> None:
    """Heap sort, the one to be looked at last on top."""
    i = s.able[at]
    while True:
        below = 2 * at + 1
        if below >= depth:
            break
        if below + 1 < depth and _looked_at_first(given, s, s.able[below], s.able[below + 1]):
            below += 1
        if not _looked_at_first(given, s, i, s.able[below]):
            break
        s.able[at] = s.able[below]
        at = below
    s.able[at] = i


@jit
def _fits(given: Given, s: State, luck: Luck, i: int, now: float) -> bool:
    """Whether each fiscal year has room for the share of the planned cost that falls in it."""
    factor = believed(given.records.effects, luck, i, s.taken[STEP])
    know(given, s, i)
    amount = factor * s.labour[i] + given.shape.external[i]
    phase(given.agenda.year, s.taken[YEAR], amount, now, factor * s.lead[i], s.shares, 0)
    return fits_budget(s.room, s.shares, s.taken[YEAR])


@jit
def _reserve(given: Given, s: State, i: int) -> None:
    """What a project released just now leaves to those looked at after it."""
    first, years, year = given.records.network.first, len(given.agenda.year), s.taken[YEAR]
    s.room[year] -= given.shape.external[i]
    for k in range(first[i], first[i + 1]):
        if not given.shape.done[k]:
            reserve(s.room, s.share, k * years, year)


@jit
def set_released(given: Given, s: State, luck: Luck, i: int, step: int, now: float) -> None:
    """A project may begin: it counts to WIP, commits its planned cost and opens its first packages."""
    shape, network = given.shape, given.records.network
    factor = believed(given.records.effects, luck, i, step)
    s.end[i] = RELEASED
    take_place(given, s, i, 1)
    s.believed[i] = factor
    s.expected[i] = factor
    s.release_belief[i] = factor
    s.release[i] = now
    if given.rules.limited:
        for k in range(network.first[i], network.first[i + 1]):
            s.lengths[k] = 0.0 if shape.done[k] else max(0.0, factor * network.mean[k] - shape.spent[k])
        duration = longest_path(network, i, s.lengths, s.path)
        for k in range(network.first[i], network.first[i + 1]):
            if not shape.done[k]:
                commit(given, s, k, s.lengths[k] * network.rate[k], now, duration)
        if not shape.in_flight[i]:
            pay(given, s, shape.external[i])
    join(given, s, i)
    open_project(given, s, i)
    # Its index of release means nothing to dispatch.
    s.project_index[i] = 0.0
    change(s, i)
    move(s, i)
