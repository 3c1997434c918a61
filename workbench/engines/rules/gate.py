"""What gates and reviews make of successive looks at a benefit, and what they decide.

What is known of a project stands in a room of `TRACKED` numbers, those of project i from `i * TRACKED` on; in
the file of assessors as many places further on as all projects take.
Looks err by se·e, where the errors e of one project's looks have pairwise correlation c: what lasts of them
does not average out. The benefit V has the prior ln V ~ N(−τ²/2, τ²), so the posterior mean of V after looks
y is e^m, m being the mean of a normal N(0, τ²) given those y (normal–normal updating; DESIGN §4.5).
"""

from __future__ import annotations

import math

from workbench.engines.rules.duration import bounded_exp
from workbench.engines.rules.records import Board, Effects, Figures, Floats, Ints, Luck, Room

LOOKS = 0
"""How many looks were taken."""
ERRORS = 1
"""Sum of their errors, each in units of its noise."""
HEARD = 2
"""How many of them were heard of."""
MEAN = 3
"""m."""
SHARED_MEAN = 4
"""Mean of the lasting error, in units of the noise."""
VARIANCE = 5
COVARIANCE = 6
SHARED_VARIANCE = 7
"""Variances and covariance of the two."""
TRACKED = 8

OWN = 0
ADVISED = 1
"""Whose file of looks: the board's own, and that of the assessors who advise it, which stands behind it."""

ALWAYS_GO = 0
"""Code of the rule under which nothing is weighed and no look is taken."""

# Decisions, as in `workbench.engines.path.Decision`.
GO = 1
STOP = 0
HOLD = 3
REDUCE = 4


def error_of(room: Room, at: int, share: float, normal: float) -> float:
    """Error of a project's next look: all its looks have correlation `share` with each other.

    The conditional normal of an equicorrelated sequence: mean c·Σe ÷ (1 + (n − 1)c), variance
    1 − n·c² ÷ (1 + (n − 1)c) after n looks; the first is the normal number itself.
    """
    count = room[at + LOOKS]
    error = normal
    if count > 0.0:
        below = 1.0 + (count - 1.0) * share
        variance = 1.0 - count * share * share / below
        spread = math.sqrt(variance) if variance > 0.0 else 0.0
        error = share * room[at + ERRORS] / below + spread * normal
    room[at + LOOKS] = count + 1.0
    room[at + ERRORS] += error
    return error


def hear(room: Room, at: int, variance: float, share: float, noise: float, signal: float) -> None:
    """Update what is believed of ln V and of the lasting error by one look (a Kalman step)."""
    lasting = noise * math.sqrt(share)
    if room[at + HEARD] == 0.0:
        total = variance + noise * noise
        if total > 0.0:
            weight = variance / total
            room[at + MEAN] = weight * signal
            room[at + SHARED_MEAN] = lasting * signal / total
            room[at + VARIANCE] = variance - weight * variance
            room[at + COVARIANCE] = -weight * lasting
            room[at + SHARED_VARIANCE] = 1.0 - lasting * lasting / total
    else:
        with_value = room[at + VARIANCE] + lasting * room[at + COVARIANCE]
        with_error = room[at + COVARIANCE] + lasting * room[at + SHARED_VARIANCE]
        total = with_value + lasting * with_error + noise * noise * (1.0 - share)
        if total > 0.0:
            surprise = signal - room[at + MEAN] - lasting * room[at + SHARED_MEAN]
            room[at + MEAN] += with_value / total * surprise
            room[at + SHARED_MEAN] += with_error / total * surprise
            room[at + VARIANCE] -= with_value / total * with_value
            room[at + COVARIANCE] -= with_value / total * with_error
            room[at + SHARED_VARIANCE] -= with_error / total * with_error
    room[at + HEARD] += 1.0


def report_age(effects: Effects, i: int, step: int) -> float:
    """Working days between a look at a project and the board that hears of it."""
    return effects.report_age[effects.unit[i] * effects.steps + step]


def believed_benefit(
    board: Board,
    effects: Effects,
    figures: Figures,
    luck: Luck,
    room: Room,
    days: Room,
    signals: Room,
    noises: Room,
    i: int,
    now: float,
    step: int,
    normal: float,
    file: int,
    overdue: float,
) -> float:
    """Believed true ÷ stated benefit at a sitting, which takes a look and hears of those that are old enough.

    Parameters
    ----------
    board, effects, figures, luck
        The plan and what belief may know.
    room
        What is known of each project.
    days, signals, noises
        When looks were taken, what they showed, and their noise.
    i, now, step
        The project, the day and the level step in force.
    normal
        Normal number of this look.
    file
        Whose looks these are.
    overdue
        Days by which an open report is overdue: reports are older by so much.
    """
    projects = len(board.look_start) - 1
    at = (file * projects + i) * TRACKED
    first = file * board.look_start[projects] + board.look_start[i]
    place = effects.unit[i] * effects.steps + step
    taken = first + int(room[at + LOOKS])
    noise = effects.gate_noise[place]
    error = error_of(room, at, board.lasting_error, normal)
    days[taken] = now
    # The normal number of an advised look is a mean, so its error is that much smaller already.
    noises[taken] = noise if file == OWN else noise / math.sqrt(board.assessors)
    seen = luck.known_value[i] + noise * error
    signals[taken] = seen + effects.optimism[place] - effects.optimism_known[place]
    variance = figures.value_sigma[i] * figures.value_sigma[i]
    latest = now - effects.report_age[place] - overdue
    while room[at + HEARD] < room[at + LOOKS] and days[first + int(room[at + HEARD])] <= latest:
        heard = first + int(room[at + HEARD])
        if variance > 0.0:
            hear(room, at, variance, board.lasting_error, noises[heard], signals[heard])
        else:
            room[at + HEARD] += 1.0
    return bounded_exp(room[at + MEAN])


def threshold_of(board: Board, i: int, passed: int, file: int) -> float:
    """What continuing must be worth more than stopping, where `passed` gates have decided or do so now."""
    starts = board.threshold_start
    return board.hurdle + board.threshold[file * starts[len(starts) - 1] + starts[i] + passed]


def verdict(board: Board, margin: float, holds: int) -> int:
    """What a gate or review decides.

    Parameters
    ----------
    board
        The rule.
    margin
        Believed value of continuing less that of stopping, less the rule's threshold.
    holds
        How often in a row the project was put on hold before.
    """
    if margin >= board.hold_band:
        return GO
    if margin < -board.hold_band:
        return STOP
    if holds < board.hold_cap:
        return HOLD
    return GO if margin >= 0.0 else STOP


def continues(decision: int) -> bool:
    """Whether a project goes on."""
    return decision in (GO, REDUCE)


def spent_so_far(
    i: int,
    now: float,
    count: int,
    package: Ints,
    start: Floats,
    end: Floats,
    project_of: Ints,
    rate: Floats,
) -> float:
    """Labour paid for a project's attempts since day 0; an attempt that runs has no end yet (NaN)."""
    total = 0.0
    for entry in range(count):
        k = package[entry]
        if project_of[k] == i:
            until = end[entry] if end[entry] <= now else now
            total += rate[k] * (until - start[entry])
    return total
