"""What stated benefits are taken for, where they are declared to be noisy estimates.

The prior of a class comes from the portfolio's own projects of the class, by moments. Estimates are of the
benefit a year at its peak. Their error is a share of the mean of their kind, not of the figure itself: else
whatever is overestimated would count as noisy for that reason alone, and the best would drop out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.model.portfolio import Portfolio
from workbench.model.work import Project

ENOUGH = 5
"""Estimates that a class needs for a prior of its own; below it, the whole portfolio's counts (assumed)."""

POOLED = "all classes"


@dataclass(frozen=True)
class Believed:
    """A benefit a year, as stated and as expected.

    Parameters
    ----------
    stated, expected
        At the peak, money a year.
    cv
        What stays open about it: spread of the truth around `expected`, sd ÷ mean.
    kept
        k, how much of its distance from the mean of its kind the estimate keeps; 1 where nothing is shrunk.
    mean, sd, n
        The prior: of how many estimates, which mean and spread; NaN and 0 where there is none.
    kind
        Class that the prior is of, or `POOLED`; empty where there is none.
    """

    stated: float
    expected: float
    cv: float = 0.0
    kept: float = 1.0
    mean: float = math.nan
    sd: float = math.nan
    n: int = 0
    kind: str = ""


def declared_cv(portfolio: Portfolio, project: Project) -> float:
    """How far the stated benefit of a project may be off; 0 where nobody says, or where it has no benefit."""
    if project.benefit.per_year == 0:
        return 0.0
    if project.estimate_cv is not None:
        return project.estimate_cv
    return portfolio.estimate_cv.get(project.reference_class, 0.0)


def believed_benefits(portfolio: Portfolio) -> Mapping[str, Believed]:
    """Benefits a year of all projects, by id: E[V | y] where estimates are declared, as stated elsewhere.

    A class with fewer than `ENOUGH` estimates takes the prior of all; with fewer than that in all, estimates
    stay as they are.
    """
    found = {one.id: Believed(one.benefit.per_year, one.benefit.per_year) for one in portfolio.projects}
    ordered = sorted(portfolio.projects, key=lambda one: one.id)
    noisy = [one for one in ordered if declared_cv(portfolio, one) > 0]
    if len(noisy) < ENOUGH:
        return found
    by_class: dict[str, list[Project]] = {}
    for project in noisy:
        by_class.setdefault(project.reference_class, []).append(project)
    for name, members in by_class.items():
        own = len(members) >= ENOUGH and name != ""
        found |= _shrunk(portfolio, members, members if own else noisy, name if own else POOLED)
    return found


def _shrunk(
    portfolio: Portfolio, members: list[Project], like: list[Project], kind: str
) -> dict[str, Believed]:
    import numpy as np

    from workbench.analysis.shrinkage import prior_of, share_kept, shrunk

    def stated(projects: list[Project]) -> np.ndarray:
        return np.array([one.benefit.per_year for one in projects])

    usual = float(stated(like).mean())

    def errors(projects: list[Project]) -> np.ndarray:
        return np.array([declared_cv(portfolio, one) * usual for one in projects])

    prior = prior_of(stated(like), errors(like))
    kept = share_kept(errors(members), prior)
    expected = shrunk(stated(members), errors(members), prior)
    open_sd = np.sqrt((1.0 - kept) * prior.sd**2)
    return {
        one.id: Believed(
            stated=one.benefit.per_year,
            expected=float(expected[k]),
            cv=float(open_sd[k] / expected[k]) if expected[k] > 0 else 0.0,
            kept=float(kept[k]),
            mean=prior.mean,
            sd=prior.sd,
            n=prior.n,
            kind=kind,
        )
        for k, one in enumerate(members)
    }
