"""What simulated futures were: when each project and attempt started and ended, and why.

A path holds facts only (days, ends, decisions). Money is computed from it by `workbench.engines.valuation`,
measures by `workbench.experiment`; both read many futures at once (`Paths`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any, TypeVar

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
    PROGRAMME = 8
    """No place in its programme."""
    POOL = 9
    """No place on a pool that it needs."""
    PAUSED = 10
    """A trigger pauses release, or keeps what is proposed outside."""
    REVIEW = 11
    """Stopped by a portfolio review."""


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
    FOUND = 6
    """Good but for what an audit found: one more attempt mends it."""


REVIEW_STAGE = -1
"""Stands for the stage where a portfolio review sat."""


class Decision(IntEnum):
    """What a gate or a review decided."""

    TERMINATE = 0
    GO = 1
    REOPEN = 2
    """It sent packages back and did not decide."""
    HOLD = 3
    REDUCE = 4
    """It goes on with its reduced scope."""


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
    """Every decision of a gate or a portfolio review, in order of time."""

    day: Floats
    project: Ints
    stage: Ints
    """`REVIEW_STAGE` for a review."""
    decision: Ints
    """Codes of `Decision`."""
    belief: Floats
    """Believed value of continuing less that of stopping, money; 0 where the rule does not look."""
    benefit: Floats
    """Present value of the stated benefit at the believed completion; 0 where the rule does not look."""
    rest: Floats
    """Continuing less stopping without any benefit: with true ÷ stated × `benefit` it is the truth."""


@dataclass(frozen=True)
class Served:
    """What was asked of the PMO's people; without any entries where service is planned.

    Parameters
    ----------
    asked, began, ended
        Days, NaN where it did not happen, shape (3, packages): coaching of each package, preparation of the
        gate that it goes before, audit of the stage that it closes. What lapsed has an end and never began.
    waited
        By package: days that the gate waited for its preparation alone.
    reports, overdue
        By project: reports asked for, and those that were overdue before they were there.
    """

    asked: Floats
    began: Floats
    ended: Floats
    waited: Floats
    reports: Ints
    overdue: Ints

    @classmethod
    def none(cls, *futures: int) -> Served:
        """Nothing was asked of anybody."""
        days, counts = np.zeros((*futures, 0)), np.zeros((*futures, 0), dtype=np.int64)
        rows = np.zeros((*futures, 3, 0))
        return cls(rows, rows, rows, days, counts, counts)


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
    reduced
        Whether a board reduced its scope.
    attempts, gates
        Logs.
    served
        What was asked of the PMO's people, where requests queue.
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
    reduced: NDArray[np.bool_]
    attempts: Attempts
    gates: GateSittings
    served: Served
    risk_day: Floats
    risk_project: Ints
    risk_cost: Floats
    events: int


@dataclass(frozen=True)
class Paths:
    """Several simulated futures of one plan: a `Path` with one more axis in front, the futures.

    Parameters
    ----------
    end, reason, release, start, finish, belief_at_release, release_rank, reduced
        As in `Path`, shape (futures, projects).
    state_days
        Shape (futures, projects, 6).
    package_done
        Shape (futures, packages).
    attempts, gates, risk_day, risk_project, risk_cost
        Logs, those of one future after those of another.
    served
        With the futures as first axis.
    attempt_row, gate_row, risk_row
        Which future each entry of these logs belongs to, ascending.
    events
        One entry per future.
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
    reduced: NDArray[np.bool_]
    attempts: Attempts
    attempt_row: Ints
    gates: GateSittings
    gate_row: Ints
    served: Served
    risk_day: Floats
    risk_project: Ints
    risk_cost: Floats
    risk_row: Ints
    events: Ints

    def __len__(self) -> int:
        return len(self.events)

    @classmethod
    def of(cls, paths: Sequence[Path]) -> Paths:
        """Put futures of one plan one after the other; `none` is for a plan without any."""
        if not paths:
            return cls.none(0, 0)
        attempts, gates = [one.attempts for one in paths], [one.gates for one in paths]
        return cls(
            **{name: np.stack([getattr(one, name) for one in paths]) for name in _STACKED},
            **{name: np.concatenate([getattr(one, name) for one in paths]) for name in _RISKS},
            attempts=_joined(attempts),
            attempt_row=_rows([len(one.package) for one in attempts]),
            gates=_joined(gates),
            gate_row=_rows([len(one.day) for one in gates]),
            served=_over(lambda name: np.stack([getattr(one.served, name) for one in paths])),
            risk_row=_rows([len(one.risk_day) for one in paths]),
            events=np.array([one.events for one in paths], dtype=np.int64),
        )

    @classmethod
    def none(cls, projects: int, packages: int) -> Paths:
        """No future at all of a plan of that size.

        Examples
        --------
        >>> len(Paths.none(3, 10)), Paths.none(3, 10).end.shape
        (0, (0, 3))
        """
        codes, days = np.zeros((0, projects), dtype=np.int64), np.zeros((0, projects))
        entries, amounts = np.zeros(0, dtype=np.int64), np.zeros(0)
        flags = np.zeros(0, dtype=np.bool_)
        return cls(
            end=codes,
            reason=codes,
            release=days,
            start=days,
            finish=days,
            state_days=np.zeros((0, projects, len(State))),
            package_done=np.zeros((0, packages), dtype=np.bool_),
            belief_at_release=days,
            release_rank=codes,
            reduced=np.zeros((0, projects), dtype=np.bool_),
            attempts=Attempts(entries, entries, amounts, amounts, entries, flags),
            attempt_row=entries,
            gates=GateSittings(amounts, entries, entries, entries, amounts, amounts, amounts),
            gate_row=entries,
            served=Served.none(0),
            risk_day=amounts,
            risk_project=entries,
            risk_cost=amounts,
            risk_row=entries,
            events=entries,
        )

    def path(self, row: int) -> Path:
        """One of them, counted from 0."""
        risks = _span(self.risk_row, row)
        return Path(
            **{name: getattr(self, name)[row] for name in _STACKED},
            **{name: getattr(self, name)[risks] for name in _RISKS},
            attempts=_part(self.attempts, _span(self.attempt_row, row)),
            gates=_part(self.gates, _span(self.gate_row, row)),
            served=_over(lambda name: getattr(self.served, name)[row]),
            events=int(self.events[row]),
        )


_STACKED = (
    "end",
    "reason",
    "release",
    "start",
    "finish",
    "state_days",
    "package_done",
    "belief_at_release",
    "release_rank",
    "reduced",
)
_RISKS = ("risk_day", "risk_project", "risk_cost")

_Entries = TypeVar("_Entries", Attempts, GateSittings)


def _over(taken: Callable[[str], NDArray[Any]]) -> Served:
    """Field by field."""
    return Served(**{one.name: taken(one.name) for one in fields(Served)})


def _joined(logs: Sequence[_Entries]) -> _Entries:
    made = {one.name: np.concatenate([getattr(log, one.name) for log in logs]) for one in fields(logs[0])}
    return type(logs[0])(**made)


def _part(log: _Entries, span: slice) -> _Entries:
    return type(log)(**{one.name: getattr(log, one.name)[span] for one in fields(log)})


def _rows(counts: list[int]) -> Ints:
    return np.repeat(np.arange(len(counts), dtype=np.int64), counts)


def _span(rows: Ints, row: int) -> slice:
    first, last = np.searchsorted(rows, [row, row + 1])
    return slice(int(first), int(last))
