"""Gates, completions and ends in a compiled run: part (c) of an instant."""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.money import close, recommit
from workbench.engines.compiled.people import change_operations, compete, leave
from workbench.engines.compiled.places import take_place
from workbench.engines.compiled.queue import leave_queue
from workbench.engines.compiled.state import (
    AGAIN,
    ARRIVALS,
    CANDIDATES,
    INTAKE_PAUSED,
    IS_BOARD,
    LEFT,
    MILESTONES,
    MOVED,
    NOT_COUNTED,
    OPENED,
    PARKED,
    REVIEW,
    SITTINGS,
    STEP,
    State,
)
from workbench.engines.compiled.steps import change, count_before_gate, enter, move, push, sort, touch
from workbench.engines.compiled.timing import break_off
from workbench.engines.compiled.weighing import spent_on, weigh, weigh_reduced
from workbench.engines.compiled.work import close_attempt, open_project, stop_work
from workbench.engines.path import REVIEW_STAGE, Decision, End, Outcome, Reason
from workbench.engines.plan.plan import Ints
from workbench.engines.rules.advice import gone_by
from workbench.engines.rules.gate import (
    ALWAYS_GO,
    continues,
    report_age,
    threshold_of,
    verdict,
)
from workbench.engines.rules.records import Luck
from workbench.engines.rules.service import leave_desks, overdue_days, waits_for_preparation
from workbench.engines.rules.sight import believed

WAITING = int(End.WAITING)
RELEASED = int(End.RUNNING)
COMPLETED = int(End.COMPLETED)
TERMINATED = int(End.TERMINATED)
REJECTED = int(End.REJECTED)
NO_REASON = int(Reason.NONE)
BY_GATE = int(Reason.GATE)
BY_REVIEW = int(Reason.REVIEW)
BY_SELECTION = int(Reason.SELECTION)
BY_PREDECESSOR = int(Reason.PREDECESSOR)
BY_PAUSE = int(Reason.PAUSED)
STOP = int(Decision.TERMINATE)
GO = int(Decision.GO)
REOPEN = int(Decision.REOPEN)
HOLD = int(Decision.HOLD)
REDUCE = int(Decision.REDUCE)
ABORTED = int(Outcome.ABORTED)


@jit
def finish(given: Given, s: State, i: int, end: int, reason: int, now: float) -> None:
    """A project ends."""
    if s.end[i] == RELEASED:
        take_place(given, s, i, -1)
    s.end[i] = end
    s.tally[LEFT] -= 1
    s.finish[i] = now
    s.reason[i] = reason
    move(s, i)
    if given.records.desks.queued == 1:
        leave_desks(given.records.desks, s.desks, i, now)
    enter(given, s, i, NOT_COUNTED, now)


@jit
def sit_gates(given: Given, s: State, luck: Luck, now: float) -> None:
    """Gates of whatever moved decide, one after the other."""
    shape = given.shape
    sort(s.moved, s.tally[MOVED])
    for place in range(s.tally[MOVED]):
        i = s.moved[place]
        while s.end[i] == RELEASED and not s.held[i]:
            gate = shape.gate_start[i] + s.gates_passed[i]
            if gate >= shape.gate_start[i + 1] or s.before_gate[i] > 0:
                break
            if waits_for_preparation(given.records.desks, s.desks, i, gate, now):
                break
            if not _goes_on(given, s, luck, i, gate, now):
                break
            _pass_gate(given, s, i)


@jit
def _pass_gate(given: Given, s: State, i: int) -> None:
    s.gates_passed[i] += 1
    count_before_gate(given, s, i)
    open_project(given, s, i)


@jit
def _note(
    s: State, now: float, i: int, stage: int, decision: int, belief: float, benefit: float, rest: float
) -> None:
    entry = s.tally[SITTINGS]
    s.tally[SITTINGS] += 1
    s.gate_day[entry] = now
    s.gate_project[entry] = i
    s.gate_stage[entry] = stage
    s.gate_decision[entry] = decision
    s.gate_belief[entry] = belief
    s.gate_benefit[entry] = benefit
    s.gate_rest[entry] = rest


@jit
def _goes_on(given: Given, s: State, luck: Luck, i: int, gate: int, now: float) -> bool:
    """One sitting; False if the gate sends packages back, which decides nothing, holds or terminates."""
    stage = given.shape.gate_stage[gate]
    if s.latents[i] > 0 and _reopen(given, s, i, stage, now):
        return False
    s.sat[i] = now
    passed = s.gates_passed[i] + 1
    decision = _decide(given, s, luck, i, stage, passed, luck.signal[gate], gate, now, now, BY_GATE)
    if decision == HOLD:
        s.held_by_gate[i] = True
    return continues(decision)


@jit
def review(given: Given, s: State, luck: Luck, now: float) -> None:
    """A portfolio review looks at what is under way; where it ends a hold, a gate may sit at once."""
    board, effects, number, step = given.records.board, given.records.effects, s.taken[REVIEW], s.taken[STEP]
    if number < 0:
        return
    for i in range(given.shape.projects):
        if s.end[i] != RELEASED or s.sat[i] == now or board.rule == ALWAYS_GO:
            continue
        look = i * board.reviews + number
        normal = luck.review[look]
        look += len(luck.signal)
        overdue = overdue_days(given.records.desks, s.desks, i, now)
        reported = now - report_age(effects, i, step) - overdue
        was_held, passed = s.held[i], s.gates_passed[i]
        decision = _decide(given, s, luck, i, REVIEW_STAGE, passed, normal, look, now, reported, BY_REVIEW)
        if was_held and continues(decision):
            _end_hold(given, s, i)
    sit_gates(given, s, luck, now)
    complete_projects(given, s, now)


@jit
def _decide(
    given: Given,
    s: State,
    luck: Luck,
    i: int,
    stage: int,
    passed: int,
    normal: float,
    look: int,
    now: float,
    reported: float,
    reason: int,
) -> int:
    """What a gate or a review decides of a project; it is written down and followed at once."""
    board, figures, effects = given.records.board, given.records.figures, given.records.effects
    step, mandatory = s.taken[STEP], given.shape.mandatory[i]
    if board.rule == ALWAYS_GO:
        _, benefit, rest = weigh(given, s, i, now, reported, 1.0)
        _note(s, now, i, stage, GO, 0.0, benefit, rest)
        return GO
    if board.renews_belief:
        s.believed[i] = believed(effects, luck, i, step)
        s.expected[i] = s.believed[i]
        change(s, i)
    seen, file = gone_by(
        board,
        effects,
        figures,
        luck,
        s.looked,
        s.look_day,
        s.look_signal,
        s.look_noise,
        i,
        now,
        step,
        normal,
        look,
        overdue_days(given.records.desks, s.desks, i, now),
    )
    belief, benefit, rest = weigh(given, s, i, now, reported, seen)
    go_on = GO
    if figures.reduced_work[i] < 1.0 and not s.reduced[i] and not mandatory:
        smaller, its_benefit, its_rest = weigh_reduced(given, s, i, now, reported, seen)
        if smaller > belief:
            belief, benefit, rest, go_on = smaller, its_benefit, its_rest, REDUCE
    if board.sunk_share > 0.0:
        belief += board.sunk_share * spent_on(given, s, i, now)
    decision = verdict(board, belief - threshold_of(board, i, passed, file), s.holds[i])
    if mandatory:
        decision = GO
    if decision == GO:
        decision = go_on
    _note(s, now, i, stage, decision, belief, benefit, rest)
    if decision == STOP:
        _terminate(given, s, i, now, reason)
    elif decision == HOLD:
        s.holds[i] += 1
        _hold(given, s, i)
    else:
        s.holds[i] = 0
        if decision == REDUCE:
            _reduce(given, s, i)
    return decision


@jit
def _reduce(given: Given, s: State, i: int) -> None:
    network, share = given.records.network, given.records.figures.reduced_work[i]
    s.reduced[i] = True
    for k in range(network.first[i], network.first[i + 1]):
        if s.attempt[k] == 0 and not s.done[k]:
            s.scope[k] = share
            s.length[k] = share * network.mean[k]
    change(s, i)


@jit
def _hold(given: Given, s: State, i: int) -> None:
    """Nothing of a project starts any more; what runs goes on."""
    first = given.records.network.first
    s.held[i] = True
    for k in range(first[i], first[i + 1]):
        if s.slot_of[k] >= 0:
            leave_queue(given, s, k)
            push(s, s.parked, PARKED, k)
    move(s, i)


@jit
def _end_hold(given: Given, s: State, i: int) -> None:
    """The project goes on, past the gate that put it on hold if one did."""
    s.held[i] = False
    kept = 0
    for place in range(s.tally[PARKED]):
        k = s.parked[place]
        if given.shape.project[k] == i:
            push(s, s.opened, OPENED, k)
        else:
            s.parked[kept] = k
            kept += 1
    s.tally[PARKED] = kept
    move(s, i)
    if s.held_by_gate[i]:
        s.held_by_gate[i] = False
        _pass_gate(given, s, i)


@jit
def _reopen(given: Given, s: State, i: int, stage: int, now: float) -> bool:
    """Send back what has a defect that the gate finds; False where there is none."""
    shape, network = given.shape, given.records.network
    any_found = False
    for k in range(network.first[i], network.first[i + 1]):
        if s.latent[k] and shape.stage[k] <= stage:
            if not any_found:
                _note(s, now, i, stage, REOPEN, 0.0, 0.0, 0.0)
            any_found = True
            s.latent[k] = False
            s.latents[i] -= 1
            s.sent_back[k] = True
            s.done[k] = False
            s.open[i] += 1
            s.before_gate[i] += 1
            for one in range(shape.opens_start[k], shape.opens_start[k + 1]):
                s.waiting[shape.opens[one]] += 1
            s.length[k] = s.scope[k] * network.mean[k]
            change(s, i)
            compete(given, s, k, 1)
            recommit(given, s, k)
            push(s, s.again, AGAIN, k)
    return any_found


@jit
def _forget(given: Given, s: State, items: Ints, which: int, i: int) -> None:
    """Take a project's packages out of a list."""
    kept = 0
    for place in range(s.tally[which]):
        k = items[place]
        if given.shape.project[k] != i:
            items[kept] = k
            kept += 1
    s.tally[which] = kept


@jit
def _terminate(given: Given, s: State, i: int, now: float, reason: int) -> None:
    """End a project at once: running attempts are aborted and their people are free."""
    first = given.records.network.first
    for k in range(first[i], first[i + 1]):
        if s.in_work[k]:
            if s.place[k] >= 0:
                break_off(s, k)
            stop_work(given, s, k, now)
            close_attempt(s, k, now, ABORTED)
        close(given, s, k)
        if s.slot_of[k] >= 0:
            leave_queue(given, s, k)
    _forget(given, s, s.again, AGAIN, i)
    _forget(given, s, s.opened, OPENED, i)
    _forget(given, s, s.milestones, MILESTONES, i)
    _forget(given, s, s.parked, PARKED, i)
    leave(given, s, i)
    finish(given, s, i, TERMINATED, reason, now)


@jit
def complete_projects(given: Given, s: State, now: float) -> None:
    """Projects of which every package is done and every gate has passed are completed."""
    shape = given.shape
    sort(s.moved, s.tally[MOVED])
    for place in range(s.tally[MOVED]):
        i = s.moved[place]
        gates = shape.gate_start[i + 1] - shape.gate_start[i]
        if s.end[i] == RELEASED and s.open[i] == 0 and s.gates_passed[i] == gates:
            finish(given, s, i, COMPLETED, NO_REASON, now)
            change_operations(given, s, shape.operations_effect, i, 1)
            for one in range(shape.before_start[i], shape.before_start[i + 1]):
                s.waits_for[shape.before[one]] -= 1
                move(s, shape.before[one])


@jit
def select(given: Given, s: State, now: float) -> None:
    """Boards turn down those that are not admitted; the others are candidates from now on."""
    if given.rules.calendar_boards and s.taken[IS_BOARD] == 0:
        return
    kept = 0
    for place in range(s.tally[ARRIVALS]):
        i = s.arrivals[place]
        admitted = given.shape.admitted[i]
        if s.tally[INTAKE_PAUSED] == 1 and admitted and not given.shape.mandatory[i]:
            s.refused[i] = BY_PAUSE
            touch(s, i)
            s.arrivals[kept] = i
            kept += 1
        elif admitted:
            push(s, s.candidates, CANDIDATES, i)
        elif s.end[i] == WAITING:
            finish(given, s, i, REJECTED, BY_SELECTION, now)
    s.tally[ARRIVALS] = kept


@jit
def end_dependents(given: Given, s: State, now: float) -> None:
    """A dead predecessor ends all that wait for it, even before their intake."""
    shape, dead, count = given.shape, s.able, 0
    for place in range(s.tally[MOVED]):
        i = s.moved[place]
        if s.end[i] == TERMINATED or s.end[i] == REJECTED:
            dead[count] = i
            count += 1
    while count > 0:
        count -= 1
        i = dead[count]
        for one in range(shape.before_start[i], shape.before_start[i + 1]):
            later = shape.before[one]
            if s.end[later] == WAITING:
                finish(given, s, later, REJECTED, BY_PREDECESSOR, now)
                dead[count] = later
                count += 1
