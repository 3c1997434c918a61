"""A block of futures in one go: what each leaves behind, one after another."""

from __future__ import annotations

from typing import NamedTuple

from workbench.engines.compiled.bundle import pointing_at
from workbench.engines.compiled.cache import keep
from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.settle import live
from workbench.engines.compiled.state import ATTEMPTS, CHARGES, INSTANTS, SITTINGS, STATES, State
from workbench.engines.compiled.steps import reset
from workbench.engines.plan.plan import Bools, Floats, Ints
from workbench.engines.rules.records import DeskRoom, Luck


class Facts(NamedTuple):
    """What futures leave behind, one after another; see `workbench.engines.path.Paths`.

    By future and project, by future and package, and logs of which `used` says how much is full.
    """

    used: Ints
    """Entries of the logs of attempts, gates and charges."""
    end: Ints
    reason: Ints
    release: Floats
    start: Floats
    finish: Floats
    state_days: Floats
    package_done: Bools
    believed: Floats
    rank: Ints
    reduced: Bools
    events: Ints
    asked: Floats
    """By kind of request and package, and the two that follow; see `workbench.engines.path.Served`."""
    began: Floats
    ended: Floats
    waited: Floats
    reports: Ints
    overdue: Ints
    attempt_row: Ints
    attempt_package: Ints
    attempt_number: Ints
    attempt_start: Floats
    attempt_end: Floats
    attempt_outcome: Ints
    attempt_late: Bools
    gate_row: Ints
    gate_day: Floats
    gate_project: Ints
    gate_stage: Ints
    gate_decision: Ints
    gate_belief: Floats
    gate_benefit: Floats
    gate_rest: Floats
    charge_row: Ints
    charge_day: Floats
    charge_project: Ints
    charge_amount: Floats


_given = pointing_at(Given)
_state = pointing_at(State)
_facts = pointing_at(Facts)
_luck = pointing_at(Luck)


@jit
def live_block(given_at: int, state_at: int, luck_at: int, facts_at: int, first: int, last: int) -> int:
    """Live through the futures from `first` until before `last`, given the addresses of the records.

    Returns `last`, or the future for which a log had no room.
    """
    given, s, facts = _given(given_at, 0), _state(state_at, 0), _facts(facts_at, 0)
    for row in range(first, last):
        reset(given, s)
        live(given, s, _luck(luck_at, row))
        if not _has_room(s, facts):
            return row
        _keep_facts(given, s, facts, row)
        _keep_logs(s, facts, row)
    return last


keep(live_block)


@jit
def _has_room(s: State, facts: Facts) -> bool:
    return (
        facts.used[0] + s.tally[ATTEMPTS] <= len(facts.attempt_row)
        and facts.used[1] + s.tally[SITTINGS] <= len(facts.gate_row)
        and facts.used[2] + s.tally[CHARGES] <= len(facts.charge_row)
    )


@jit
def _keep_facts(given: Given, s: State, facts: Facts, row: int) -> None:
    projects, packages = given.shape.projects, given.shape.packages
    for i in range(projects):
        at = row * projects + i
        facts.end[at] = s.end[i]
        facts.reason[at] = s.reason[i]
        facts.release[at] = s.release[i]
        facts.start[at] = s.start[i]
        facts.finish[at] = s.finish[i]
        facts.believed[at] = s.release_belief[i]
        facts.reduced[at] = s.reduced[i]
        facts.rank[at] = s.rank[i]
    for at in range(projects * STATES):
        facts.state_days[row * projects * STATES + at] = s.days[at]
    for k in range(packages):
        facts.package_done[row * packages + k] = s.done[k]
    facts.events[row] = s.tally[INSTANTS] + s.tally[ATTEMPTS]
    if given.records.desks.queued == 1:
        _keep_service(given, s.desks, facts, row)


@jit
def _keep_service(given: Given, room: DeskRoom, facts: Facts, row: int) -> None:
    projects, packages = given.shape.projects, given.shape.packages
    for request in range(3 * packages):
        at = row * 3 * packages + request
        facts.asked[at] = room.asked[request]
        facts.began[at] = room.began[request]
        facts.ended[at] = room.ended[request]
    for k in range(packages):
        facts.waited[row * packages + k] = room.waited[k]
    for i in range(projects):
        facts.reports[row * projects + i] = room.reports[i]
        facts.overdue[row * projects + i] = room.overdue[i]


@jit
def _keep_logs(s: State, facts: Facts, row: int) -> None:
    at = facts.used[0]
    for entry in range(s.tally[ATTEMPTS]):
        facts.attempt_row[at] = row
        facts.attempt_package[at] = s.log_package[entry]
        facts.attempt_number[at] = s.log_number[entry]
        facts.attempt_start[at] = s.log_start[entry]
        facts.attempt_end[at] = s.log_end[entry]
        facts.attempt_outcome[at] = s.log_outcome[entry]
        facts.attempt_late[at] = s.log_late[entry]
        at += 1
    facts.used[0] = at
    at = facts.used[1]
    for entry in range(s.tally[SITTINGS]):
        facts.gate_row[at] = row
        facts.gate_day[at] = s.gate_day[entry]
        facts.gate_project[at] = s.gate_project[entry]
        facts.gate_stage[at] = s.gate_stage[entry]
        facts.gate_decision[at] = s.gate_decision[entry]
        facts.gate_belief[at] = s.gate_belief[entry]
        facts.gate_benefit[at] = s.gate_benefit[entry]
        facts.gate_rest[at] = s.gate_rest[entry]
        at += 1
    facts.used[1] = at
    at = facts.used[2]
    for entry in range(s.tally[CHARGES]):
        facts.charge_row[at] = row
        facts.charge_day[at] = s.charge_day[entry]
        facts.charge_project[at] = s.charge_project[entry]
        facts.charge_amount[at] = s.charge_amount[entry]
        at += 1
    facts.used[2] = at
