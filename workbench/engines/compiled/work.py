"""Packages in a compiled run: what opens, begins, ends and is done; twin of `workbench.engines.packages`."""

from __future__ import annotations

import numpy as np

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.money import close, pay, start_cost, stop_cost
from workbench.engines.compiled.people import compete, loss_of, take
from workbench.engines.compiled.state import (
    AGAIN,
    ATTEMPTS,
    CHARGES,
    ENDED,
    FINISHED,
    MILESTONES,
    OPENED,
    STEP,
    ZERO,
    State,
)
from workbench.engines.compiled.steps import change, move, push, sort
from workbench.engines.compiled.timing import run_until
from workbench.engines.path import Outcome
from workbench.engines.rules.duration import attempt_duration
from workbench.engines.rules.records import Luck
from workbench.engines.rules.service import ask_at_first_start, outcome_at_end, work_of
from workbench.engines.rules.truth import overhead_of, strikes, struck_share

RUNNING_NOW = int(Outcome.RUNNING)
REPEATED = int(Outcome.REPEATED)
LATENT = int(Outcome.LATENT)
FOUND = int(Outcome.FOUND)


@jit
def open_if_ready(given: Given, s: State, k: int) -> None:
    """A package joins the opened once, when its predecessors are done and the gates before it have passed."""
    shape = given.shape
    passed = s.gates_passed[shape.project[k]]
    if (
        s.waiting[k] == 0
        and not s.done[k]
        and not s.listed[k]
        and passed >= given.records.network.gates_needed[k]
    ):
        s.listed[k] = True
        if shape.under_way[k]:
            return
        if shape.milestone[k]:
            push(s, s.milestones, MILESTONES, k)
        else:
            push(s, s.opened, OPENED, k)


@jit
def open_project(given: Given, s: State, i: int) -> None:
    """Open whatever of a project can open."""
    first = given.records.network.first
    for k in range(first[i], first[i + 1]):
        open_if_ready(given, s, k)


@jit
def set_done(given: Given, s: State, k: int, now: float) -> None:
    """The package is done: those that waited for it may open."""
    shape = given.shape
    i = shape.project[k]
    s.done[k] = True
    s.done_day[k] = now
    s.open[i] -= 1
    gate = shape.gate_start[i] + s.gates_passed[i]
    if gate < shape.gate_start[i + 1] and shape.stage[k] <= shape.gate_stage[gate]:
        s.before_gate[i] -= 1
    for one in range(shape.opens_start[k], shape.opens_start[k + 1]):
        later = shape.opens[one]
        s.waiting[later] -= 1
        open_if_ready(given, s, later)
    s.length[k] = 0.0
    change(s, i)
    compete(given, s, k, -1)
    close(given, s, k)
    move(s, i)


@jit
def finish_milestones(given: Given, s: State, now: float) -> bool:
    """Milestones whose predecessors are done finish at once, and so do those they open."""
    any_finished = False
    while True:
        # Those that open meanwhile come in the next round; those of projects on hold stay.
        count, kept = 0, 0
        for place in range(s.tally[MILESTONES]):
            k = s.milestones[place]
            if s.held[given.shape.project[k]]:
                s.milestones[kept] = k
                kept += 1
            else:
                s.ready[count] = k
                count += 1
        s.tally[MILESTONES] = kept
        if count == 0:
            return any_finished
        any_finished = True
        sort(s.ready, count)
        for place in range(count):
            start_project(s, given.shape.project[s.ready[place]], now)
            set_done(given, s, s.ready[place], now)


@jit
def start_project(s: State, i: int, now: float) -> None:
    """The project's first attempt (or milestone), if it is the first."""
    if np.isnan(s.start[i]):
        s.start[i] = now


@jit
def gate_follows(given: Given, s: State, k: int) -> int:
    """1 if a gate still sits after the package's stage, else 0."""
    shape = given.shape
    i = shape.project[k]
    last = shape.gate_start[i + 1]
    if shape.gate_start[i] + s.gates_passed[i] < last and shape.gate_stage[last - 1] >= shape.stage[k]:
        return 1
    return 0


@jit
def start_attempt(given: Given, s: State, k: int, duration: float, number: int, now: float) -> None:
    """People begin to work on a package."""
    i = given.shape.project[k]
    s.attempt[k] = number
    s.start_step[k] = s.taken[STEP]
    s.in_work[k] = True
    if number == 1:
        s.first_attempts[i] += 1
    else:
        s.repeats[i] += 1
    take(given, s, k, 1)
    start_cost(given, s, k, now)
    entry = s.tally[ATTEMPTS]
    s.tally[ATTEMPTS] += 1
    s.entry[k] = entry
    s.log_package[entry] = k
    s.log_number[entry] = number
    s.log_start[entry] = now
    s.log_end[entry] = np.nan
    s.log_outcome[entry] = RUNNING_NOW
    s.log_late[entry] = s.sent_back[k]
    start_project(s, i, now)
    move(s, i)
    if duration == 0.0:
        push(s, s.zero, ZERO, k)
    else:
        run_until(s, k, now + duration)


@jit
def close_attempt(s: State, k: int, now: float, outcome: int) -> None:
    """Write down how the package's attempt ended."""
    s.log_end[s.entry[k]] = now
    s.log_outcome[s.entry[k]] = outcome


@jit
def stop_work(given: Given, s: State, k: int, now: float) -> None:
    """An attempt is over, finished or aborted: its people are free."""
    i = given.shape.project[k]
    s.in_work[k] = False
    if s.attempt[k] == 1:
        s.first_attempts[i] -= 1
    else:
        s.repeats[i] -= 1
    take(given, s, k, -1)
    stop_cost(given, s, k, now)
    move(s, i)


@jit
def complete_attempts(given: Given, s: State, now: float) -> None:
    """(a) What ended gives its people back."""
    sort(s.finished, s.tally[FINISHED])
    for place in range(s.tally[FINISHED]):
        k = s.finished[place]
        stop_work(given, s, k, now)
        push(s, s.ended, ENDED, k)
    s.tally[FINISHED] = 0


@jit
def decide_rework(given: Given, s: State, luck: Luck, now: float) -> None:
    """(b) Rework of what ended is decided."""
    effects, desks = given.records.effects, given.records.desks
    for place in range(s.tally[ENDED]):
        k = s.ended[place]
        i = given.shape.project[k]
        ahead = gate_follows(given, s, k)
        number, step = s.attempt[k], s.start_step[k]
        outcome = outcome_at_end(effects, desks, s.desks, luck, k, number, step, ahead, now)
        s.made[k] = s.attempt[k]
        close_attempt(s, k, now, outcome)
        if outcome in (REPEATED, FOUND):
            push(s, s.again, AGAIN, k)
            continue
        if outcome == LATENT:
            s.latent[k] = True
            s.latents[i] += 1
        s.sent_back[k] = False
        set_done(given, s, k, now)
    s.tally[ENDED] = 0
    finish_milestones(given, s, now)


@jit
def grant(given: Given, s: State, luck: Luck, k: int, now: float) -> None:
    """A package gets its people."""
    effects, risks, network = given.records.effects, given.records.risks, given.records.network
    i, step = given.shape.project[k], s.taken[STEP]
    number = s.attempt[k] + 1
    struck = 0.0
    if number == 1:
        for place in range(risks.start[k], risks.start[k + 1]):
            pair = risks.pair[place]
            cost = luck.cost[risks.column[pair]]
            if strikes(effects, risks, luck, pair, step) and not s.charged[risks.charge[pair]] and cost > 0.0:
                s.charged[risks.charge[pair]] = True
                pay(given, s, cost)
                entry = s.tally[CHARGES]
                s.tally[CHARGES] += 1
                s.charge_day[entry] = now
                s.charge_project[entry] = i
                s.charge_amount[entry] = cost
        struck = struck_share(effects, risks, luck, k, step)
    desks, scale = given.records.desks, s.scope[k] * network.scale[k]
    work = work_of(effects, desks, s.desks, luck, scale, i, k, number, step, struck)
    loss = loss_of(given, s, i, k, step)
    start_attempt(given, s, k, attempt_duration(work, overhead_of(effects, k, step), loss), number, now)
    if number == 1 and desks.queued == 1:
        ask_at_first_start(effects, desks, s.desks, luck, k, step, now)
