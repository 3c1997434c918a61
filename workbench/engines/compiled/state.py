"""What changes during a compiled run: one record of arrays, made once for many futures."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from workbench.engines.compiled.given import Given
from workbench.engines.path import State as Where
from workbench.engines.plan import MAX_ATTEMPTS
from workbench.engines.plan.plan import Bools, Floats, Ints
from workbench.engines.rules.gate import TRACKED
from workbench.engines.rules.index import FEATURES
from workbench.engines.rules.records import DeskRoom
from workbench.engines.serving import room_of

STATES = len(Where)
NOT_COUNTED = -1

# Places in `State.tally`.
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
ACTIVE = 21
AWAKE = 22
LIMIT = 23
RELEASE_PAUSED = 24
INTAKE_PAUSED = 25
OTHER_DISPATCH = 26
PARKED = 27
# Places in `State.taken`: how far each agenda has been read.
INTAKES = 0
STEP = 1
YEAR = 2
CUTS = 3
BOARDS = 4
CAPACITIES = 5
IS_BOARD = 6
INSTANT = 7
INCIDENTS = 8
REVIEWS = 9
REVIEW = 10
"""Number of the review that sits, counted from 0; −1 without."""
REPLANS = 11
ESCALATIONS = 12


class State(NamedTuple):
    """State of one future.

    Lists are an array and a length in `tally`; `flag_` arrays keep them without doubles.
    """

    tally: Ints
    taken: Ints
    # projects
    end: Ints
    reason: Ints
    release: Floats
    start: Floats
    finish: Floats
    rank: Ints
    believed: Floats
    expected: Floats
    """Believed ÷ planned duration, by which boards and by which dispatch goes."""
    release_belief: Floats
    """What was believed at its release."""
    waits_for: Ints
    refused: Ints
    standing: Ints
    """Place among candidates at the last board, −1 where none."""
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
    reduced: Bools
    """Whether a board reduced its scope."""
    held: Bools
    """Whether it is on hold."""
    escalated: Bools
    """Whether its packages get people before all others."""
    held_by_gate: Bools
    holds: Ints
    """Holds in a row."""
    sat: Floats
    """When a gate of it decided last."""
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
    project_index: Floats
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
    done_day: Floats
    """When it was done last."""
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
    scope: Floats
    """Share of its work that the scope leaves."""
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
    queued_since: Floats
    slot_of: Ints
    """Where a package stands in it, −1 where it does not."""
    depth: Ints
    """Packages queued of each class."""
    active: Ints
    """Classes of which a package is queued."""
    active_at: Ints
    """Where a class stands among them."""
    fits: Bools
    fitting: Ints
    at_work: Ints
    until: Floats
    """Room for pairs: packages that fit, packages at work, and the planned end of each of these."""
    finished: Ints
    ended: Ints
    again: Ints
    opened: Ints
    milestones: Ints
    parked: Ints
    """Ready packages of projects on hold."""
    ready: Ints
    zero: Ints
    charged: Bools
    # pools
    planned: Ints
    operations: Ints
    used: Ints
    free: Ints
    competing: Ints
    used_before: Ints
    kept: Ints
    """Hundredths that a project keeps though they do nothing, projects × pools; and how many of each pool."""
    kept_in: Ints
    needed: Ints
    """Room for the hundredths that a project still needs of each pool."""
    lent: Ints
    """Hundredths that stand in: more where they work now, fewer where they come from."""
    lending: Ints
    """Hundredths of each pool that would stand in for a package that is looked at."""
    loan_missing: Ints
    """By demand of a package at work: hundredths of it that others stand in for."""
    loan_lender: Ints
    loan_count: Ints
    """Hundredths at work when the instant began."""
    acts: Bools
    """Triggers that act."""
    acts_until: Floats
    in_programme: Ints
    """Places taken of each programme with a limit."""
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
    # looks at benefits
    looked: Floats
    """What is known of each project, see `workbench.engines.rules.gate`."""
    look_day: Floats
    look_signal: Floats
    look_noise: Floats
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
    gate_benefit: Floats
    gate_rest: Floats
    charge_day: Floats
    charge_project: Ints
    charge_amount: Floats
    desks: DeskRoom
    """What stands at the PMO's desks."""


def state_of(given: Given) -> State:
    """Arrays of the right sizes; what stands in them is set by `reset`."""
    shape, risks = given.shape, given.records.risks
    pairs, looks = len(risks.pair), given.records.board.look_start[shape.projects]
    files = 2 if given.records.board.is_advised else 1
    sizes = {
        "P": shape.projects,
        "K": shape.packages,
        "pools": shape.pools,
        "demands": len(given.records.network.demand_pool),
        "years": len(given.agenda.year),
        "kinds": len(shape.kind_of_demand),
        "attempts": shape.packages * MAX_ATTEMPTS,
        # Every sitting of a gate but those that send something back, which becomes an attempt, passes, stops
        # or holds; what it holds a review lets pass.
        "sittings": shape.packages * MAX_ATTEMPTS + looks,
        "looks": files * looks,
        "looked": files * shape.projects * TRACKED,
        "charges": 1 + max((risks.charge[pair] for pair in range(pairs)), default=0),
        "states": shape.projects * STATES,
        "left": shape.projects * shape.pools,
        "share": shape.packages * len(given.agenda.year),
        "features": FEATURES,
        "tally": 28,
        "triggers": len(given.rules.triggers.signal),
        "taken": 13,
        "programmes": len(given.rules.programme_limit),
    }
    size_of = {name: sizes[size] for size, names in _SIZES.items() for name in names.split()}
    room = room_of(given.records.desks, _zeros)
    arrays: dict[str, Any] = {
        name: np.zeros(size_of[name], dtype=_type_of(name)) for name in State._fields if name != "desks"
    }
    return State(desks=room, **arrays)


def _zeros(size: int, kind: str) -> Floats | Ints:
    return np.zeros(size, dtype={"Room": np.float64, "IntRoom": np.int64}[kind])


_SIZES = {
    "tally": "tally",
    "taken": "taken",
    "P": """end reason release start finish rank believed expected release_belief reduced waits_for refused
        standing arrived where since first_attempts repeats open gates_passed before_gate latents held
        held_by_gate escalated holds sat queued known lead pool_days pool_fte_days labour joined project_index
        ranked touched flag_touched moved flag_moved changed flag_changed arrivals candidates able""",
    "states": "days",
    "left": "left kept",
    "K": """done done_day attempt made start_step in_work sent_back latent listed waiting length lengths
        scope path entry heap place ends slot queued_since slot_of fitting at_work until finished ended again
        opened milestones parked ready zero spent has_share booked at_cost committed""",
    "kinds": "depth active active_at fits",
    "charges": "charged charge_day charge_project charge_amount",
    "pools": "planned operations used used_before lent lending free competing kept_in needed",
    "demands": "loan_missing loan_lender loan_count",
    "programmes": "in_programme",
    "triggers": "acts acts_until",
    "years": "budget actual room shares",
    "share": "share",
    "features": "features",
    "attempts": "log_package log_number log_start log_end log_outcome log_late",
    "sittings": "gate_day gate_project gate_stage gate_decision gate_belief gate_benefit gate_rest",
    "looks": "look_day look_signal look_noise",
    "looked": "looked",
}
"""Which arrays have which size."""


def _type_of(name: str) -> type:
    stated = State.__annotations__[name].__forward_arg__
    return {"Floats": np.float64, "Ints": np.int64, "Bools": np.bool_}[stated]
