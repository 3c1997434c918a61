"""What benefits come to, against the plan at approval, which is frozen then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.engines.draws import Draws
from workbench.engines.path import Paths
from workbench.engines.plan import Plan
from workbench.engines.present import PresentValues
from workbench.engines.unfinished import completion_days, expected_rest
from workbench.experiment.earned.baseline import Baseline

Floats = NDArray[np.float64]
Present = Callable[[Plan, Floats], PresentValues]


@dataclass(frozen=True)
class Benefits:
    """Present values at day 0 of the benefits of what is released.

    Parameters
    ----------
    planned, realised
        Shape (futures, projects): by the completion believed at the release and the stated benefit, and as
        it comes, luck of the benefit and a smaller scope included; 0 of what is stopped.
    planned_by_year, realised_by_year
        Shape (futures, fiscal years): of the projects that count, by the year in which they fall; what
        comes after the last year falls in it.
    """

    planned: Floats
    realised: Floats
    planned_by_year: Floats
    realised_by_year: Floats

    @classmethod
    def joined(cls, parts: Sequence[Benefits]) -> Benefits:
        """Blocks of futures one after the other."""
        return cls(
            *(np.concatenate([getattr(one, name) for one in parts]) for name in cls.__dataclass_fields__)
        )


def benefits_of(
    plan: Plan, baseline: Baseline, draws: Draws, paths: Paths, present: Present, scope: Sequence[int]
) -> Benefits:
    """Value the benefits of released projects, planned and as they come.

    Parameters
    ----------
    plan, baseline
        The scenario as arrays, and its plans at approval.
    draws, paths
        Luck and futures.
    present
        What values completion days.
    scope
        Projects that count by year.
    """
    released = ~np.isnan(paths.release)
    lengths = np.array([baseline.profile(i, 1.0).duration for i in range(released.shape[1])])
    stretched = paths.belief_at_release * lengths
    for i in np.flatnonzero([baseline.in_work_before(i) for i in range(released.shape[1])]).tolist():
        for row in np.flatnonzero(released[:, i]).tolist():
            belief = float(paths.belief_at_release[row, i])
            stretched[row, i] = baseline.profile(i, belief).duration
    promised = np.where(released, paths.release + stretched, np.nan)
    done = np.where(released, completion_days(plan, paths, expected_rest(plan, paths)), np.nan)
    share = np.where(paths.reduced, plan.projects.reduced_benefit, 1.0)
    luck, own = np.exp(draws.value_log) * share, list(scope)
    edges = [*plan.money.year_start[1:].tolist(), np.inf]
    before = np.zeros(released.shape), np.zeros(released.shape)
    years: tuple[list[Floats], list[Floats]] = [], []
    for edge in edges:
        # Benefits end when the market window closes: closed at an edge it shows what came until then.
        window = np.minimum(plan.projects.window, edge)
        closed = replace(plan, projects=replace(plan.projects, window=window))
        until = present(closed, promised).benefit, luck * present(closed, done).benefit
        for side in (0, 1):
            years[side].append((until[side] - before[side])[:, own].sum(axis=1))
        before = until
    return Benefits(*before, np.stack(years[0], axis=1), np.stack(years[1], axis=1))
