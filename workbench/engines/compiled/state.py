"""What changes during a compiled run: one record of arrays, made once and set back for each future."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.path import State as Where
from workbench.engines.plan import MAX_ATTEMPTS
from workbench.engines.plan.plan import Bools, Floats, Ints

STATES = len(Where)
NOT_COUNTED = -1

# Places in `State.count`.
WIP = 0
LEFT = 1
INSTANTS = 2
RUNNING = 3
FINISHED = 4
ENDED = 5
AGAIN = 6
OPENED = 7
MILESTONES = 8
ZERO = 9
TOUCHED = 10
MOVED = 11
ARRIVALS = 12
CANDIDATES = 13
ATTEMPTS = 14
SITTINGS = 15
CHARGES = 16
AT_COST = 17
COMMITTED = 18
CHANGED = 19
DISPATCHES = 20
# Places in `State.taken`: how far each agenda has been read.
INTAKES = 0
STEP = 1
YEAR = 2
CUTS = 3
BOARDS = 4
CAPACITIES = 5
IS_BOARD = 6
INSTANT = 7


class State(NamedTuple):
    """State of one future. Lists are an array and a length in `count`; `flag_` arrays keep them without doubles."""

    count: Ints
    taken: Ints
    # projects
    end: Ints
    reason: Ints
    release: Floats
    start: Floats
    finish: Floats
    rank: Ints
    believed: Floats
    waits_for: Ints
    refused: Ints
    arrived: Bools
    where: Ints
    since: Floats
    days: Floats
    first_attempts: Ints
    repeats: Ints
    open: Ints
    gates_passed: Ints
    before_gate: Ints
    latents: Ints
    queued: Ints
    """Packages of a project in the queue."""
    known: Bools
    """Whether the four that follow are up to date."""
    lead: Floats
    pool_days: Floats
    pool_fte_days: Floats
    labour: Floats
    joined: Bools
    left: Ints
    """Packages of a project that still need a pool, projects × pools."""
    index: Floats
    """By which its packages stand in the queue."""
    ranked: Ints
    """Number of the dispatch in which the index was computed last."""
    touched: Ints
    flag_touched: Bools
    moved: Ints
    """Projects touched by more than a refusal."""
    flag_moved: Bools
    changed: Ints
    """Projects whose index may have changed since the last dispatch."""
    flag_changed: Bools
    arrivals: Ints
    candidates: Ints
    able: Ints
    """Room for candidates that can be released, and for projects that end."""
    # packages
    done: Bools
    attempt: Ints
    """Number of the attempt begun last."""
    made: Ints
    """Attempts that have ended."""
    start_step: Ints
    in_work: Bools
    sent_back: Bools
    latent: Bools
    listed: Bools
    waiting: Ints
    """Predecessor packages that are not done."""
    length: Floats
    """Planned days left."""
    lengths: Floats
    path: Floats
    """Room for longest paths."""
    entry: Ints
    """Its entry in the log of attempts."""
    heap: Ints
    """Packages at work, the first to end on top."""
    place: Ints
    """Where a package stands in it, −1 where it does not."""
    ends: Floats
    slot: Ints
    """The queue: one heap for each class of packages, by index."""
    slot_of: Ints
    """Where a package stands in it, −1 where it does not."""
    depth: Ints
    """Packages queued of each class."""
    fits: Bools
    finished: Ints
    ended: Ints
    again: Ints
    opened: Ints
    milestones: Ints
    ready: Ints
    zero: Ints
    charged: Bools
    # pools
    planned: Ints
    operations: Ints
    used: Ints
    free: Ints
    competing: Ints
    # money
    budget: Floats
    actual: Floats
    room: Floats
    shares: Floats
    share: Floats
    """Planned share by package and year."""
    spent: Floats
    has_share: Bools
    booked: Floats
    at_cost: Ints
    """Packages that spend, rising."""
    committed: Ints
    """Packages with an open commitment, rising."""
    features: Floats
    # logs
    log_package: Ints
    log_number: Ints
    log_start: Floats
    log_end: Floats
    log_outcome: Ints
    log_late: Bools
    gate_day: Floats
    gate_project: Ints
    gate_stage: Ints
    gate_decision: Ints
    gate_belief: Floats
    charge_day: Floats
    charge_project: Ints
    charge_amount: Floats


def state_of(given: Given) -> State:
    """Arrays of the right sizes; what stands in them is set by `reset`."""
    shape, records = given.shape, given.records
    projects, packages, pools = shape.projects, shape.packages, shape.pools
    years = len(given.agenda.year)
    kinds = len(shape.kind_of_demand)
    pairs = len(records.risks.pair)
    charges = int(records.risks.charge.max()) + 1 if pairs else 0  # type: ignore[attr-defined]
    attempts = packages * MAX_ATTEMPTS
    gates = len(shape.gate_stage) + attempts
    sizes = {
        **dict.fromkeys(_BY_PROJECT, projects),
        **dict.fromkeys(_BY_PACKAGE, packages),
        **dict.fromkeys(_BY_POOL, pools),
        **dict.fromkeys(_BY_YEAR, years),
        **{name: attempts for name in State._fields if name.startswith("log_")},
        **{name: gates for name in State._fields if name.startswith("gate_")},
        **{name: max(charges, pairs) for name in State._fields if name.startswith("charge_")},
        "count": 21,
        "taken": 8,
        "days": projects * STATES,
        "left": projects * pools,
        "depth": kinds,
        "fits": kinds,
        "charged": charges,
        "share": packages * years,
        "features": 12,
    }
    return State(*(np.zeros(sizes[name], dtype=_type_of(name)) for name in State._fields))


_BY_PROJECT = (
    *("end", "reason", "release", "start", "finish", "rank", "believed", "waits_for", "refused", "arrived"),
    *("where", "since", "first_attempts", "repeats", "open", "gates_passed", "before_gate", "latents"),
    *("queued", "known", "lead", "pool_days", "pool_fte_days", "labour", "joined", "index", "ranked"),
    *("touched", "flag_touched", "moved", "flag_moved", "changed", "flag_changed", "arrivals", "candidates", "able"),
)
_BY_PACKAGE = (
    *("done", "attempt", "made", "start_step", "in_work", "sent_back", "latent", "listed", "waiting", "length"),
    *("lengths", "path", "entry", "heap", "place", "ends", "slot", "slot_of", "finished", "ended", "again"),
    *("opened", "milestones", "ready", "zero", "spent", "has_share", "booked", "at_cost", "committed"),
)
_BY_POOL = ("planned", "operations", "used", "free", "competing")
_BY_YEAR = ("budget", "actual", "room", "shares")


def _type_of(name: str) -> type:
    stated = State.__annotations__[name].__forward_arg__
    return {"Floats": np.float64, "Ints": np.int64, "Bools": np.bool_}[stated]


@jit
def reset(given: Given, s: State) -> None:
    """Set everything to what it is before day 0."""
    shape, network, agenda = given.shape, given.records.network, given.agenda
    s.count[:] = 0
    s.taken[:] = 0
    s.count[LEFT] = shape.projects
    for i in range(shape.projects):
        s.end[i] = 0
        s.reason[i] = 0
        s.release[i] = np.nan
        s.start[i] = np.nan
        s.finish[i] = np.nan
        s.rank[i] = 0
        s.believed[i] = np.nan
        s.waits_for[i] = shape.waits_for[i]
        s.refused[i] = 0
        s.arrived[i] = False
        s.where[i] = NOT_COUNTED
        s.since[i] = 0.0
        s.first_attempts[i] = 0
        s.repeats[i] = 0
        s.open[i] = 0
        s.gates_passed[i] = 0
        s.latents[i] = 0
        s.queued[i] = 0
        s.known[i] = False
        s.joined[i] = False
        s.index[i] = 0.0
        s.ranked[i] = 0
        s.flag_touched[i] = False
        s.flag_moved[i] = False
        s.flag_changed[i] = False
    s.days[:] = 0.0
    s.left[:] = 0
    for k in range(shape.packages):
        done = shape.done[k]
        s.done[k] = done
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
        s.length[k] = 0.0 if done else network.mean[k]
        s.entry[k] = -1
        s.place[k] = -1
        s.slot_of[k] = -1
        s.has_share[k] = False
        s.spent[k] = 0.0
    for i in range(shape.projects):
        count_before_gate(given, s, i)
    s.depth[:] = 0
    s.charged[:] = False
    s.planned[:] = 0
    s.operations[:] = 0
    s.used[:] = 0
    s.free[:] = 0
    s.competing[:] = 0
    for y in range(len(agenda.year)):
        s.budget[y] = given.rules.budget[y]
        s.actual[y] = 0.0


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
        s.touched[s.count[TOUCHED]] = i
        s.count[TOUCHED] += 1


@jit
def move(s: State, i: int) -> None:
    """Something happened to the project: look at its gates and whether it is complete."""
    touch(s, i)
    if not s.flag_moved[i]:
        s.flag_moved[i] = True
        s.moved[s.count[MOVED]] = i
        s.count[MOVED] += 1


@jit
def change(s: State, i: int) -> None:
    """What is left of the project changed: its figures and its index are out of date."""
    s.known[i] = False
    if not s.flag_changed[i]:
        s.flag_changed[i] = True
        s.changed[s.count[CHANGED]] = i
        s.count[CHANGED] += 1


@jit
def push(s: State, items: Ints, which: int, item: int) -> None:
    """Append to a list of the state."""
    items[s.count[which]] = item
    s.count[which] += 1


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
def insert(s: State, items: Ints, which: int, item: int) -> None:
    """Insert into a rising list; nothing happens if it is there."""
    low, high = 0, s.count[which]
    while low < high:
        middle = (low + high) // 2
        if items[middle] < item:
            low = middle + 1
        else:
            high = middle
    if low < s.count[which] and items[low] == item:
        return
    for at in range(s.count[which], low, -1):
        items[at] = items[at - 1]
    items[low] = item
    s.count[which] += 1


@jit
def remove(s: State, items: Ints, which: int, item: int) -> None:
    """Remove from a rising list; nothing happens if it is not there."""
    low, high = 0, s.count[which]
    while low < high:
        middle = (low + high) // 2
        if items[middle] < item:
            low = middle + 1
        else:
            high = middle
    if low == s.count[which] or items[low] != item:
        return
    s.count[which] -= 1
    for at in range(low, s.count[which]):
        items[at] = items[at + 1]


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
