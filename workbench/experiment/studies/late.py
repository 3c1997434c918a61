"""Late commitments: how many days late, and by what; the parts sum exactly in every future.

Days late, until the horizon = completion (the horizon if not completed by then) − promised date
= days of work + rework + waiting for people, pool by pool + waiting for the board + for predecessors
+ for release + stopped − days allowed, where allowed is promised date − proposal (in flight: − start).
Early completion counts as negative days, so that the average is that of the parts.

A commitment is late if it is missed in more than half of the futures or, on average, by some days. Promises
for after the horizon are left out: their days are not counted that far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import Interval, mean_interval, share_interval
from workbench.engines.draws import draw
from workbench.engines.path import End, Paths, State
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run_witnessed
from workbench.experiment.progress import Progress, silent
from workbench.experiment.story import Future
from workbench.experiment.studies.days import CAUSES, Days, days_of_paths
from workbench.experiment.studies.waiting import NOBODY, UNKNOWN_POOL, WaitingDays, waiting_days
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

MOST_WITNESSED = 200
"""Futures that are lived through with a witness, unless told otherwise: it costs some 20 ms each."""

ALLOWED = "allowed"
PEOPLE_OF = "people."
NO_POOL = "people"
TOO_FEW = "nobody"


@dataclass(frozen=True)
class Part:
    """Average days of one cause, with the range of the average.

    Parameters
    ----------
    cause
        One of `CAUSES`, or `PEOPLE_OF` and the id of a pool, or `ALLOWED` (negative).
    days
        Average with its interval.
    """

    cause: str
    days: Interval


@dataclass(frozen=True)
class LateCommitment:
    """A promised date that is missed, and why.

    Parameters
    ----------
    project, name
        Whose promise.
    due
        Working day of the promise.
    missed
        Share of futures in which it is missed.
    late
        Days late; the sum of `parts`.
    parts
        In the order of the definition, the days allowed last.
    holders
        Projects that have the people it waits for, most days first, with average days; `TOO_FEW` stands for
        nobody. They sum to the days of waiting for people.
    by_future
        Futures × parts, what the averages are of.
    """

    project: str
    name: str
    due: float
    missed: Interval
    late: Interval
    parts: tuple[Part, ...]
    holders: tuple[Part, ...]
    by_future: Floats


@dataclass(frozen=True)
class LateStudy:
    """Late commitments of a scenario, the latest first.

    Parameters
    ----------
    n
        Futures, the first ones of the scenario.
    promised, beyond
        How many promises there are until the horizon, and after it.
    late
        Those that are late.
    """

    n: int
    promised: int
    beyond: int
    late: tuple[LateCommitment, ...]


def late_commitments(
    scenario: Scenario, futures: int = MOST_WITNESSED, progress: Progress = silent
) -> LateStudy:
    """Late commitments by cause.

    Parameters
    ----------
    scenario
        Of what.
    futures
        How many are lived through with a witness, from the first on.
    progress
        Called as they are done.
    """
    plan = plan_of(scenario)
    draws = draw(plan, range(futures))
    lived = []
    for row in range(futures):
        path, witness = run_witnessed(plan, draws, row)
        lived.append(Future(scenario, plan, draws, path, witness))
        progress(row + 1, futures)
    days = days_of_paths(plan, Paths.of([one.path for one in lived]))
    due = plan.projects.due
    counted = np.flatnonzero(due <= plan.horizon).tolist()
    kept = {
        i: np.array([one.path.end[i] == End.COMPLETED and one.path.finish[i] <= due[i] for one in lived])
        for i in counted
    }
    missed = {i: ~kept[i] for i in counted}
    late = [i for i in counted if missed[i].mean() > 0.5 or float((days.until[:, i] - due[i]).mean()) > 0]
    found = [_commitment(plan, lived, days, i, missed[i]) for i in late]
    return LateStudy(
        futures,
        len(counted),
        int((np.isfinite(due) & (due > plan.horizon)).sum()),
        tuple(sorted(found, key=lambda one: (-one.late.value, one.project))),
    )


def _commitment(
    plan: Plan, lived: Sequence[Future], days: Days, i: int, missed: NDArray[np.bool_]
) -> LateCommitment:
    waits = [waiting_days(future, i) for future in lived]
    pools = sorted({pool for one in waits for pool in one.by_pool})
    columns = {CAUSES[State.WORK]: days.by_cause[:, i, State.WORK]}
    columns[CAUSES[State.REWORK]] = days.by_cause[:, i, State.REWORK]
    columns |= {_pool_cause(plan, pool): _column(waits, pool) for pool in pools}
    columns |= {CAUSES[k]: days.by_cause[:, i, k] for k in range(State.BOARD, len(CAUSES))}
    allowed = float(plan.projects.due[i] - days.since[i])
    columns[ALLOWED] = np.full(len(lived), -allowed)
    table = np.column_stack(list(columns.values()))
    parts = [Part(cause, mean_interval(values)) for cause, values in columns.items()]
    return LateCommitment(
        plan.projects.ids[i],
        plan.projects.names[i],
        float(plan.projects.due[i]),
        share_interval(int(missed.sum()), missed.size),
        mean_interval(days.until[:, i] - plan.projects.due[i]),
        tuple(one for one in parts if one.days.value != 0.0 or one.cause == ALLOWED),
        _holders(plan, waits),
        table,
    )


def _pool_cause(plan: Plan, pool: int) -> str:
    return NO_POOL if pool == UNKNOWN_POOL else PEOPLE_OF + plan.pools.ids[pool]


def _column(waits: Sequence[WaitingDays], pool: int) -> Floats:
    return np.array([one.by_pool.get(pool, 0.0) for one in waits])


def _holders(plan: Plan, waits: Sequence[WaitingDays]) -> tuple[Part, ...]:
    holders = {one for wait in waits for one in wait.by_holder}
    found = [
        Part(
            TOO_FEW if one == NOBODY else plan.projects.ids[one],
            mean_interval([wait.by_holder.get(one, 0.0) for wait in waits]),
        )
        for one in holders
    ]
    return tuple(sorted(found, key=lambda one: (-one.days.value, one.cause)))
