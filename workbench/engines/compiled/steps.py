"""Small steps of a compiled run: set back, touch, keep lists in order."""

from __future__ import annotations

import numpy as np

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.state import CHANGED, LEFT, LIMIT, MOVED, NOT_COUNTED, STATES, TOUCHED, State
from workbench.engines.plan.plan import Ints
from workbench.engines.rules.desk import open_desks


@jit
def reset(given: Given, s: State) -> None:
    """Set everything to what it is before day 0."""
    shape, agenda = given.shape, given.agenda
    s.tally[:] = 0
    s.taken[:] = 0
    s.tally[LEFT] = shape.projects
    for i in range(shape.projects):
        s.end[i] = 0
        s.reason[i] = 0
        s.release[i] = np.nan
        s.start[i] = np.nan
        s.finish[i] = np.nan
        s.rank[i] = 0
        s.believed[i] = np.nan
        s.expected[i] = np.nan
        s.release_belief[i] = np.nan
        s.reduced[i] = False
        s.waits_for[i] = shape.waits_for[i]
        s.refused[i] = 0
        s.standing[i] = -1
        s.arrived[i] = False
        s.where[i] = NOT_COUNTED
        s.since[i] = 0.0
        s.first_attempts[i] = 0
        s.repeats[i] = 0
        s.open[i] = 0
        s.gates_passed[i] = 0
        s.latents[i] = 0
        s.held[i] = False
        s.escalated[i] = False
        s.held_by_gate[i] = False
        s.holds[i] = 0
        s.sat[i] = np.nan
        s.queued[i] = 0
        s.known[i] = False
        s.joined[i] = False
        s.project_index[i] = 0.0
        s.ranked[i] = 0
        s.flag_touched[i] = False
        s.flag_moved[i] = False
        s.flag_changed[i] = False
    s.days[:] = 0.0
    s.left[:] = 0
    s.looked[:] = 0.0
    _reset_packages(given, s)
    for i in range(shape.projects):
        count_before_gate(given, s, i)
    s.depth[:] = 0
    s.charged[:] = False
    if given.records.desks.queued == 1:
        open_desks(given.records.desks, s.desks)
    _reset_people(given, s)
    for y in range(len(agenda.year)):
        s.budget[y] = given.rules.budget[y]
        s.actual[y] = 0.0


@jit
def _reset_people(given: Given, s: State) -> None:
    """Pools, places and triggers before day 0."""
    s.planned[:] = 0
    s.operations[:] = 0
    s.used[:] = 0
    s.free[:] = 0
    s.kept[:] = 0
    s.kept_in[:] = 0
    s.competing[:] = 0
    s.in_programme[:] = 0
    s.used_before[:] = 0
    s.acts[:] = False
    s.tally[LIMIT] = given.rules.wip_limit


@jit
def _reset_packages(given: Given, s: State) -> None:
    shape, network = given.shape, given.records.network
    for k in range(shape.packages):
        done = shape.done[k]
        s.done[k] = done
        s.done_day[k] = -np.inf
        if not done:
            s.open[shape.project[k]] += 1
        s.attempt[k] = 0
        s.made[k] = 0
        s.start_step[k] = 0
        s.in_work[k] = False
        s.sent_back[k] = False
        s.latent[k] = False
        s.listed[k] = False
        s.waiting[k] = 0
        for one in range(network.after_start[k], network.after_start[k + 1]):
            if not shape.done[network.after[one]]:
                s.waiting[k] += 1
        s.scope[k] = 1.0
        s.length[k] = 0.0 if done else network.mean[k]
        s.entry[k] = -1
        s.place[k] = -1
        s.slot_of[k] = -1
        s.has_share[k] = False
        s.spent[k] = 0.0


@jit
def count_before_gate(given: Given, s: State, i: int) -> None:
    """How many packages the project's next gate still waits for."""
    shape, first = given.shape, given.records.network.first
    gate = shape.gate_start[i] + s.gates_passed[i]
    s.before_gate[i] = 0
    if gate < shape.gate_start[i + 1]:
        for k in range(first[i], first[i + 1]):
            if not s.done[k] and shape.stage[k] <= shape.gate_stage[gate]:
                s.before_gate[i] += 1


@jit
def touch(s: State, i: int) -> None:
    """Look at the project's state when the instant is over."""
    if not s.flag_touched[i]:
        s.flag_touched[i] = True
        s.touched[s.tally[TOUCHED]] = i
        s.tally[TOUCHED] += 1


@jit
def move(s: State, i: int) -> None:
    """Something happened to the project: look at its gates and whether it is complete."""
    touch(s, i)
    if not s.flag_moved[i]:
        s.flag_moved[i] = True
        s.moved[s.tally[MOVED]] = i
        s.tally[MOVED] += 1


@jit
def change(s: State, i: int) -> None:
    """What is left of the project changed: its figures and its index are out of date."""
    s.known[i] = False
    if not s.flag_changed[i]:
        s.flag_changed[i] = True
        s.changed[s.tally[CHANGED]] = i
        s.tally[CHANGED] += 1


@jit
def push(s: State, items: Ints, which: int, item: int) -> None:
    """Append to a list of the state."""
    items[s.tally[which]] = item
    s.tally[which] += 1


@jit
def sort(items: Ints, count: int) -> None:
    """Sort the first entries, rising; they are few or nearly in order."""
    for place in range(1, count):
        item = items[place]
        at = place
        while at > 0 and items[at - 1] > item:
            items[at] = items[at - 1]
            at -= 1
        items[at] = item


@jit
def _position(items: Ints, count: int, item: int) -> int:
    """Where an item stands in a rising list, or would stand."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if items[middle] < item:
            low = middle + 1
        else:
            high = middle
    return low


@jit
def insert(s: State, items: Ints, which: int, item: int) -> None:
    """Insert into a rising list; nothing happens if it is there."""
    count = s.tally[which]
    place = _position(items, count, item)
    if place < count and items[place] == item:
        return
    for at in range(count, place, -1):
        items[at] = items[at - 1]
    items[place] = item
    s.tally[which] = count + 1


@jit
def remove(s: State, items: Ints, which: int, item: int) -> None:
    """Remove from a rising list; nothing happens if it is not there."""
    count = s.tally[which]
    place = _position(items, count, item)
    if place == count or items[place] != item:
        return
    for at in range(place, count - 1):
        items[at] = items[at + 1]
    s.tally[which] = count - 1


@jit
def enter(given: Given, s: State, i: int, where: int, now: float) -> None:
    """From now on the project is in this state (`NOT_COUNTED`: its time is over)."""
    before = s.where[i]
    if before == where:
        return
    if before != NOT_COUNTED:
        until = min(now, given.rules.horizon)
        if until > s.since[i]:
            s.days[i * STATES + before] += until - s.since[i]
    s.where[i] = where
    s.since[i] = now
