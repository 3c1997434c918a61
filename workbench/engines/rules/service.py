"""What packages and gates ask of the PMO's desks, and what it does to them.

Of package k, request k is its coaching, K + k the preparation of the gate that waits for it, 2K + k the audit
of the stage that it closes; 3K + i is the open report of project i.
"""

from __future__ import annotations

import math

from workbench.engines.rules.desk import (
    AUDITS,
    COACHING,
    NEVER,
    REPORTING,
    SERVED,
    ask,
    attend,
    count_if_overdue,
    is_attended,
    is_open,
    lapse,
    lapse_report,
    next_end,
)
from workbench.engines.rules.records import DeskRoom, Desks, Effects, Ints, Luck
from workbench.engines.rules.rework import ACCEPTED, FOUND, LATENT, TRUNCATED
from workbench.engines.rules.truth import true_outcome, true_work

LIMIT = 8
"""Most attempts of a package, as in `workbench.engines.plan.MAX_ATTEMPTS`; a test holds the two together."""

# Blocks of probabilities.
AVERAGE = 0
NOT_COACHED = 1
COACHED = 2

# What is to be mended, where anything is.
OWED = 1
BEING_DONE = 2
DONE = 3


def ask_at_first_start(
    effects: Effects, desks: Desks, room: DeskRoom, luck: Luck, k: int, step: int, now: float
) -> None:
    """A package's first attempt starts: it asks for a coach, and what closes a stage for more."""
    packages = desks.packages
    if desks.coaching[k * desks.periods] > 0.0:
        ask(desks, room, COACHING, k, now)
    if desks.gate[k] >= 0 and is_attended(desks, room, AUDITS):
        ask(desks, room, AUDITS, packages + k, now)
    if desks.closes[k] == 1 and luck.audited[k] < desks.audit[effects.work_unit[k] * effects.steps + step]:
        ask(desks, room, AUDITS, 2 * packages + k, now)


def block_of(desks: Desks, room: DeskRoom, k: int) -> int:
    """Which probabilities hold for a package: by whether a coach came, or the average if none was asked."""
    if desks.queued == 0 or room.state[k] == NEVER:
        return AVERAGE
    return COACHED if room.state[k] == SERVED else NOT_COACHED


def is_mending(desks: Desks, room: DeskRoom, k: int) -> bool:
    """Whether the package's next or running attempt mends what an audit found."""
    return desks.queued == 1 and room.mending[k] == BEING_DONE


def mended(desks: Desks, room: DeskRoom, k: int) -> int:
    """Attempts of a package that only mended, 0 or 1; they have no luck of their own."""
    return 1 if desks.queued == 1 and room.mending[k] == DONE else 0


def work_of(
    effects: Effects,
    desks: Desks,
    room: DeskRoom,
    luck: Luck,
    scale: float,
    i: int,
    k: int,
    number: int,
    step: int,
    struck: float,
) -> float:
    """Working days of an attempt before overhead and switching; parameters as in `true_work`."""
    if is_mending(desks, room, k):
        return desks.mending[k]
    return true_work(effects, luck, scale, i, k, number - mended(desks, room, k), step, struck)


def outcome_at_end(
    effects: Effects,
    desks: Desks,
    room: DeskRoom,
    luck: Luck,
    k: int,
    number: int,
    step: int,
    gate_ahead: int,
    now: float,
) -> int:
    """How an attempt that began at a level step ends.

    Parameters as in `true_outcome`. When the first attempt ends, a coach or an auditor who has not begun by
    then is not wanted any more. An attempt that mends brings no defect of its own.
    """
    if desks.queued == 0:
        return true_outcome(effects, luck, k, number, step, gate_ahead, AVERAGE)
    if room.mending[k] == BEING_DONE:
        room.mending[k] = DONE
        return LATENT if room.latent[k] == 1 else ACCEPTED
    if number == 1:
        audit = 2 * desks.packages + k
        lapse(room, k, now)
        lapse(room, audit, now)
        if (
            room.state[audit] == SERVED
            and luck.found[k] < desks.finding[effects.work_unit[k] * effects.steps + step]
        ):
            room.mending[k] = OWED
    own = number - mended(desks, room, k)
    outcome = true_outcome(effects, luck, k, own, step, gate_ahead, block_of(desks, room, k))
    if number >= LIMIT and outcome != ACCEPTED:
        return TRUNCATED
    if room.mending[k] == OWED and number < LIMIT and outcome in (ACCEPTED, LATENT):
        room.mending[k] = BEING_DONE
        room.latent[k] = 1 if outcome == LATENT else 0
        return FOUND
    return outcome


def waits_for_preparation(desks: Desks, room: DeskRoom, i: int, gate: int, now: float) -> bool:
    """Whether a gate that could sit waits for its preparation; called whenever it could."""
    if desks.queued == 0 or desks.prepared[gate] < 0:
        return False
    k = desks.prepared[gate]
    if is_open(room, desks.packages + k, now):
        if room.idles[i] == 0:
            room.idles[i] = 1
            room.idle[0] += 1
            room.since[k] = now
        return True
    stop_idling(desks, room, i, k, now)
    return False


def stop_idling(desks: Desks, room: DeskRoom, i: int, k: int, now: float) -> None:
    """The gate that is prepared during package k waits no longer: it is ready, or its project ends."""
    if room.idles[i] == 1:
        until = room.ended[desks.packages + k]
        # What is being prepared has an end to come; what still waits for somebody has none.
        room.waited[k] += (until if until < now else now) - room.since[k]
        room.idles[i] = 0
        room.idle[0] -= 1


def leave_desks(desks: Desks, room: DeskRoom, i: int, now: float) -> None:
    """A project ends: what it still waits for is not wanted any more."""
    _stop_waiting(desks, room, i, now)
    for k in range(desks.first[i], desks.first[i + 1]):
        for kind in range(3):
            lapse(room, kind * desks.packages + k, now)
    lapse_report(desks, room, i, now)


def _stop_waiting(desks: Desks, room: DeskRoom, i: int, now: float) -> None:
    """If a gate of the project waits, its days until now are counted."""
    if room.idles[i] == 1:
        for k in range(desks.first[i], desks.first[i + 1]):
            # Not NaN, so its gate has waited; nothing counted yet, so it still does.
            if room.since[k] == room.since[k] and room.waited[k] == 0.0:
                stop_idling(desks, room, i, k, now)


def next_preparation(desks: Desks, room: DeskRoom, now: float) -> float:
    """Day of the next instant that a desk opens: it may set a waiting gate free; inf where none waits."""
    return next_end(desks, room, AUDITS, now) if room.idle[0] > 0 else math.inf


def overdue_days(desks: Desks, room: DeskRoom, i: int, now: float) -> float:
    """By how long a project's open report is overdue."""
    if desks.queued == 0 or not is_open(room, 3 * desks.packages + i, now):
        return 0.0
    late = now - room.asked[3 * desks.packages + i] - desks.patience[REPORTING]
    return late if late > 0.0 else 0.0


def close_desks(desks: Desks, room: DeskRoom, luck: Luck, end: Ints, now: float) -> None:
    """The run is over: what is still open has its days until now.

    Parameters
    ----------
    desks, room, luck, now
        As ever.
    end
        How each project stands.
    """
    attend(desks, room, luck, end, now)
    for i in range(desks.projects):
        _stop_waiting(desks, room, i, now)
        count_if_overdue(desks, room, i, now)
