"""Which projects move between two scenarios, by how many days, and by what; parts sum exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import (
    SURE,
    Interval,
    PairedDifference,
    chance_of,
    holm,
    mean_interval,
    paired_difference,
)
from workbench.engines.plan import plan_of
from workbench.experiment.results import Comparison
from workbench.experiment.studies.days import CAUSES, days_of_rows

Floats = NDArray[np.float64]

SHIFTED = "proposal"
"""Cause of days by which the proposal itself is moved."""

MOVE_CAUSES = (SHIFTED, *CAUSES)


@dataclass(frozen=True)
class Move:
    """A project in both scenarios.

    Parameters
    ----------
    project, name
        Which.
    days
        By how much later it is completed in the second, at most to the horizon.
    decided
        Whether that is known not to be zero, all projects allowed for.
    causes
        Average days by `MOVE_CAUSES` with their range; they sum to `days`.
    by_future
        Futures × causes.
    """

    project: str
    name: str
    days: PairedDifference
    decided: bool
    causes: dict[str, Interval]
    by_future: Floats


@dataclass(frozen=True)
class Moves:
    """All projects of two scenarios.

    Parameters
    ----------
    n
        Futures.
    moves
        Of projects in both, those that move most first.
    added, removed
        Projects of the second alone, and of the first alone, by id with their names.
    """

    n: int
    moves: tuple[Move, ...]
    added: dict[str, str]
    removed: dict[str, str]


def moves_of(found: Comparison) -> Moves:
    """Projects of the second scenario against those of the first.

    Parameters
    ----------
    found
        A comparison of two scenarios with all project rows.
    """
    plans = [plan_of(one) for one in found.scenarios[:2]]
    rows = found.projects
    first, second = (
        days_of_rows(plan, rows[rows["scenario"] == name])
        for plan, name in zip(plans, found.names[:2], strict=True)
    )
    names = [dict(zip(plan.projects.ids, plan.projects.names, strict=True)) for plan in plans]
    both = [one for one in first.ids if one in second.ids]
    raw = []
    for one in both:
        i, j = first.ids.index(one), second.ids.index(one)
        shift = np.full((len(first.until), 1), second.since[j] - first.since[i])
        causes = np.concatenate([shift, second.of(one) - first.of(one)], axis=1)
        raw.append((one, paired_difference(first.end(one), second.end(one), -1), causes))
    chances = holm([chance_of(days.mean, days.n) for _, days, _ in raw])
    moves = [
        Move(
            one,
            names[0][one],
            days,
            days.decided and chance < SURE,
            {cause: mean_interval(causes[:, k]) for k, cause in enumerate(MOVE_CAUSES)},
            causes,
        )
        for (one, days, causes), chance in zip(raw, chances, strict=True)
    ]
    return Moves(
        len(first.until),
        tuple(sorted(moves, key=lambda one: (-abs(one.days.mean.value), one.project))),
        {key: name for key, name in names[1].items() if key not in names[0]},
        {key: name for key, name in names[0].items() if key not in names[1]},
    )
