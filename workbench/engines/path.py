"""What one simulated future was: when each project and attempt started and ended, and why.

A path holds facts only (days, ends, decisions). Money is computed from it by `workbench.engines.valuation`,
measures by `workbench.experiment`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class End(IntEnum):
    """How a project stands when the run is over (DESIGN §4.4)."""

    WAITING = 0
    RUNNING = 1
    COMPLETED = 2
    TERMINATED = 3
    REJECTED = 4


class Reason(IntEnum):
    """Why it ended, or what it still waits for."""

    NONE = 0
    GATE = 1
    SELECTION = 2
    PREDECESSOR = 3
    BOARD = 4
    WIP = 5
    BUDGET = 6
    INTAKE = 7


class State(IntEnum):
    """Where a project's time goes; each instant of a project has one state, the first that applies."""

    WORK = 0
    REWORK = 1
    PEOPLE = 2
    BOARD = 3
    PREDECESSOR = 4
    RELEASE = 5


class Outcome(IntEnum):
    """How an attempt ended."""

    RUNNING = 0
    ACCEPTED = 1
    REPEATED = 2
    """A defect showed at once; the package goes back to the queue."""
    LATENT = 3
    """Accepted with a defect that the next gate will find."""
    TRUNCATED = 4
    """The last attempt allowed: accepted although defective."""
    ABORTED = 5


class Decision(IntEnum):
    """What a gate decided."""

    TERMINATE = 0
    GO = 1
    REOPEN = 2
    """It sent packages back and did not decide."""


@dataclass(frozen=True)
class Attempts:
    """Every attempt of the run, in order of start (ties in the order of granting); one entry each.

    `number` counts from 1 within the package; work spent before the portfolio's start is attempt 1 with
    `start` 0. `late` marks an attempt that a gate ordered.
    """

    package: Ints
    number: Ints
    start: Floats
    end: Floats
    outcome: Ints
    late: NDArray[np.bool_]


@dataclass(frozen=True)
class GateSittings:
    """Every decision of a gate, in order of time."""

    day: Floats
    project: Ints
    stage: Ints
    decision: Ints
    """Codes of `Decision`."""
    belief: Floats
    """Believed value of continuing less that of stopping, money; 0 where the rule does not look."""


@dataclass(frozen=True)
class Path:
    """One simulated future.

    Parameters
    ----------
    end, reason
        Codes of `End` and `Reason`, one per project.
    release, start, finish
        Working days; NaN where it did not happen. `finish` is the day of completion, termination or
        rejection. `start` is the first start of an attempt.
    state_days
        Days by `State`, shape (projects, 6), counted from intake (in flight: from day 0) to min(end, H).
    package_done
        Whether each package is done at the end of the run; one sent back by a gate is not.
    belief_at_release
        Believed factor on planned durations, per project (planned cost = plan × factor × rates).
    release_rank
        Rank at release among the candidates then looked at (1 = first), 0 where never released.
    attempts, gates
        Logs.
    risk_day, risk_project, risk_cost
        Money lost to risks: when, where, how much.
    events
        Instants settled and attempts begun, for the speed that is printed.
    """

    end: Ints
    reason: Ints
    release: Floats
    start: Floats
    finish: Floats
    state_days: Floats
    package_done: NDArray[np.bool_]
    belief_at_release: Floats
    release_rank: Ints
    attempts: Attempts
    gates: GateSittings
    risk_day: Floats
    risk_project: Ints
    risk_cost: Floats
    events: int
