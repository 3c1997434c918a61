"""One future after another: the passes of an instant, in the order of `workbench.engines`.

The letters (a) to (g) are those of the text there; the twin in Python is `workbench.engines.settling`.
"""

from __future__ import annotations

import numpy as np

from workbench.engines.compiled.board import release, set_released
from workbench.engines.compiled.dispatch import dispatch
from workbench.engines.compiled.escalating import escalate
from workbench.engines.compiled.gates import (
    BY_SELECTION,
    RELEASED,
    TERMINATED,
    WAITING,
    complete_projects,
    end_dependents,
    finish,
    review,
    select,
    sit_gates,
)
from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import inlined, jit
from workbench.engines.compiled.money import turn_of_year
from workbench.engines.compiled.people import take_capacity_steps, take_incidents
from workbench.engines.compiled.queue import join_queue
from workbench.engines.compiled.state import (
    AGAIN,
    ARRIVALS,
    BOARDS,
    CHANGED,
    CUTS,
    FINISHED,
    INCIDENTS,
    INSTANT,
    INSTANTS,
    INTAKES,
    IS_BOARD,
    LEFT,
    MOVED,
    NOT_COUNTED,
    OPENED,
    PARKED,
    REPLANS,
    REVIEW,
    REVIEWS,
    RUNNING,
    STEP,
    TOUCHED,
    WIP,
    YEAR,
    ZERO,
    State,
)
from workbench.engines.compiled.steering import judge, next_end, open_instant
from workbench.engines.compiled.steps import change, count_before_gate, enter, move, push
from workbench.engines.compiled.timing import break_off
from workbench.engines.compiled.work import (
    complete_attempts,
    decide_rework,
    finish_milestones,
    start_attempt,
)
from workbench.engines.path import Reason
from workbench.engines.path import State as Where
from workbench.engines.rules.desk import attend
from workbench.engines.rules.records import Luck
from workbench.engines.rules.service import close_desks, next_preparation
from workbench.engines.rules.sight import believed

AT_WORK = int(Where.WORK)
AT_REWORK = int(Where.REWORK)
FOR_PEOPLE = int(Where.PEOPLE)
FOR_BOARD = int(Where.BOARD)
FOR_PREDECESSOR = int(Where.PREDECESSOR)
FOR_RELEASE = int(Where.RELEASE)
BY_INTAKE = int(Reason.INTAKE)
BY_PREDECESSOR = int(Reason.PREDECESSOR)
BY_BOARD = int(Reason.BOARD)


@inlined
def live(given: Given, s: State, luck: Luck) -> None:
    """Live through one future."""
    end = 2.0 * given.rules.horizon
    instants = given.agenda.instant
    now = 0.0
    while True:
        _settle(given, s, luck, now)
        if s.tally[LEFT] == 0 or (now > given.agenda.last_decision and s.tally[WIP] == 0):
            break
        at = s.taken[INSTANT]
        while at < len(instants) and instants[at] <= now:
            at += 1
        s.taken[INSTANT] = at
        following = instants[at] if at < len(instants) else np.inf
        following = min(following, next_end(given, s))
        if given.records.desks.queued == 1:
            # As the sum of a day and a delay, which is how time passes in SimPy.
            following = min(following, now + (next_preparation(given.records.desks, s.desks, now) - now))
        incident = s.taken[INCIDENTS]
        if incident < len(luck.incident_day) and luck.incident_day[incident] < following:
            following = luck.incident_day[incident]
        if s.tally[RUNNING] > 0 and s.ends[s.heap[0]] < following:
            following = s.ends[s.heap[0]]
        if following > end:
            now = end
            break
        now = following
        while s.tally[RUNNING] > 0 and s.ends[s.heap[0]] == now:
            k = s.heap[0]
            break_off(s, k)
            push(s, s.finished, FINISHED, k)
    for i in range(given.shape.projects):
        enter(given, s, i, NOT_COUNTED, now)
        if s.end[i] == WAITING:
            s.reason[i] = _why_waiting(s, i)
    if given.records.desks.queued == 1:
        close_desks(given.records.desks, s.desks, luck, s.end, now)


@inlined
def _settle(given: Given, s: State, luck: Luck, now: float) -> None:
    """Settle everything that happens at one instant, in passes, until nothing of zero length is left."""
    s.tally[INSTANTS] += 1
    open_instant(given, s, now)
    if given.records.desks.queued == 1:
        _attend(given, s, luck, now)
    complete_attempts(given, s, now)
    _take_dated_changes(given, s, luck, now)
    if s.tally[INSTANTS] == 1:
        _start_in_flight(given, s, luck, now)
    first = True
    while True:
        decide_rework(given, s, luck, now)
        sit_gates(given, s, luck, now)
        complete_projects(given, s, now)
        if first:
            review(given, s, luck, now)
            escalate(given, s, luck, now)
            if not given.rules.calendar_boards or s.taken[IS_BOARD] == 1:
                judge(given, s, now)
            select(given, s, now)
        end_dependents(given, s, now)
        if first or not given.rules.calendar_boards:
            release(given, s, luck, now)
        milestones = finish_milestones(given, s, now)
        _fill_queue(given, s, now)
        dispatch(given, s, luck, now)
        if s.tally[ZERO] == 0 and not milestones:
            break
        for place in range(s.tally[ZERO]):
            push(s, s.finished, FINISHED, s.zero[place])
        s.tally[ZERO] = 0
        complete_attempts(given, s, now)
        first = False
    _update_states(given, s, now)
    if given.records.desks.queued == 1 and s.desks.idle[0] > 0:
        # Only for a gate that waits must be known when the next service ends.
        attend(given.records.desks, s.desks, luck, s.end, now)


@jit
def _attend(given: Given, s: State, luck: Luck, now: float) -> None:
    """The PMO's desks have served until now; gates that waited for one may sit."""
    attend(given.records.desks, s.desks, luck, s.end, now)
    if s.desks.idle[0] > 0:
        for i in range(given.shape.projects):
            if s.desks.idles[i] == 1:
                move(s, i)


@jit
def _take_dated_changes(given: Given, s: State, luck: Luck, now: float) -> None:
    """(a) Intakes, capacity steps, levels, fiscal years and budget cuts take effect."""
    agenda, taken = given.agenda, s.taken
    while taken[INTAKES] < len(agenda.intake) and agenda.intake[taken[INTAKES]] <= now:
        i = taken[INTAKES]
        s.arrived[i] = True
        move(s, i)
        push(s, s.arrivals, ARRIVALS, i)
        taken[INTAKES] += 1
    take_capacity_steps(given, s, now)
    take_incidents(given, s, luck, now)
    while taken[STEP] + 1 < len(agenda.level) and agenda.level[taken[STEP] + 1] <= now:
        taken[STEP] += 1
    _replan(given, s, luck, now)
    while taken[YEAR] + 1 < len(agenda.year) and agenda.year[taken[YEAR] + 1] <= now:
        turn_of_year(given, s, now)
    while taken[CUTS] < len(agenda.cut_day) and agenda.cut_day[taken[CUTS]] <= now:
        s.budget[agenda.cut_year[taken[CUTS]]] -= agenda.cut_amount[taken[CUTS]]
        taken[CUTS] += 1
    taken[IS_BOARD] = 0
    while taken[BOARDS] < len(agenda.board) and agenda.board[taken[BOARDS]] <= now:
        taken[IS_BOARD] = 1
        taken[BOARDS] += 1
    taken[REVIEW] = -1
    while taken[REVIEWS] < len(agenda.review) and agenda.review[taken[REVIEWS]] <= now:
        taken[REVIEW] = taken[REVIEWS]
        taken[REVIEWS] += 1


@jit
def _replan(given: Given, s: State, luck: Luck, now: float) -> None:
    """On its dates the PMO brings what dispatch believes of durations to the level of the day."""
    agenda, taken = given.agenda, s.taken
    if taken[REPLANS] == len(agenda.replan) or agenda.replan[taken[REPLANS]] > now:
        return
    while taken[REPLANS] < len(agenda.replan) and agenda.replan[taken[REPLANS]] <= now:
        taken[REPLANS] += 1
    for i in range(given.shape.projects):
        if s.end[i] == RELEASED:
            s.expected[i] = believed(given.records.effects, luck, i, taken[STEP])
            change(s, i)


@jit
def _start_in_flight(given: Given, s: State, luck: Luck, now: float) -> None:
    """What is under way at day 0 counts to WIP, commits its remaining plan, and goes on working."""
    shape, network = given.shape, given.records.network
    for i in range(shape.projects):
        if not shape.in_flight[i]:
            continue
        if not shape.admitted[i]:
            finish(given, s, i, TERMINATED, BY_SELECTION, now)
            continue
        for k in range(network.first[i], network.first[i + 1]):
            if (shape.done[k] or shape.under_way[k]) and network.gates_needed[k] > s.gates_passed[i]:
                s.gates_passed[i] = network.gates_needed[k]
        count_before_gate(given, s, i)
        set_released(given, s, luck, i, 0, now)
        for k in range(network.first[i], network.first[i + 1]):
            if shape.under_way[k]:
                # What was estimated and begun before day 0 is of today's level.
                step = s.taken[STEP]
                s.taken[STEP] = 0
                start_attempt(given, s, k, luck.remaining[k], 1, now)
                s.taken[STEP] = step


@jit
def _fill_queue(given: Given, s: State, now: float) -> None:
    """(e) Ready packages whose day in the timetable has come, and rework, join the queue."""
    kept = 0
    for place in range(s.tally[OPENED]):
        k = s.opened[place]
        if given.shape.not_before[k] <= now:
            _queue(given, s, k, now)
        else:
            s.opened[kept] = k
            kept += 1
    for place in range(s.tally[AGAIN]):
        _queue(given, s, s.again[place], now)
    s.tally[OPENED] = kept
    s.tally[AGAIN] = 0


@jit
def _queue(given: Given, s: State, k: int, now: float) -> None:
    if s.held[given.shape.project[k]]:
        push(s, s.parked, PARKED, k)
        return
    # A project that had nobody waiting has not been ranked since.
    if s.queued[given.shape.project[k]] == 0 and not given.rules.dispatch_moves:
        i = given.shape.project[k]
        if not s.flag_changed[i]:
            s.flag_changed[i] = True
            push(s, s.changed, CHANGED, i)
    s.queued_since[k] = now
    join_queue(given, s, k)


@jit
def _update_states(given: Given, s: State, now: float) -> None:
    """Projects that were touched enter the state that counts from now on."""
    for place in range(s.tally[TOUCHED]):
        i = s.touched[place]
        s.flag_touched[i] = False
        if s.arrived[i] and (s.end[i] == WAITING or s.end[i] == RELEASED):
            enter(given, s, i, _state_of(given, s, i), now)
    for place in range(s.tally[MOVED]):
        s.flag_moved[s.moved[place]] = False
    s.tally[TOUCHED] = 0
    s.tally[MOVED] = 0


@jit
def _state_of(given: Given, s: State, i: int) -> int:
    if s.end[i] == RELEASED:
        if s.first_attempts[i] > 0:
            return AT_WORK
        if s.repeats[i] > 0:
            return AT_REWORK
        if given.records.desks.queued == 1 and s.desks.idles[i] == 1:
            return FOR_BOARD
        return FOR_BOARD if s.held[i] else FOR_PEOPLE
    reason = _why_waiting(s, i)
    if reason == BY_PREDECESSOR:
        return FOR_PREDECESSOR
    return FOR_BOARD if given.rules.calendar_boards and reason == BY_BOARD else FOR_RELEASE


@jit
def _why_waiting(s: State, i: int) -> int:
    if not s.arrived[i]:
        return BY_INTAKE
    if s.waits_for[i] > 0:
        return BY_PREDECESSOR
    return s.refused[i] if s.refused[i] != 0 else BY_BOARD
