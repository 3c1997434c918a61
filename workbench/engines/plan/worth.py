"""Worth as arrays: scores by step of the strategy, programmes, and benefits as policies see them."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from workbench.engines.plan.calendar import day_of
from workbench.engines.plan.plan import Floats, Programmes, Strategy
from workbench.model.alignment import weighted_score
from workbench.model.benefit import BenefitProfile
from workbench.model.portfolio import Portfolio
from workbench.model.work import Project
from workbench.scenario import Scenario
from workbench.scenario.strategy import weights_by_step


def floats(values: Iterable[float]) -> Floats:
    """Numbers as an array."""
    return np.array(list(values), dtype=np.float64)


def strategy_of(scenario: Scenario, ordered: list[Project]) -> Strategy:
    """Scores of all projects by step of the strategy."""
    portfolio = scenario.portfolio
    steps = weights_by_step(scenario.strategy, portfolio)
    return Strategy(
        day=floats([0.0, *(day_of(portfolio, shift.from_) for shift in scenario.strategy)]),
        score=np.array(
            [
                [weighted_score(portfolio.objectives, project, weights) for weights in steps]
                for project in ordered
            ],
            dtype=np.float64,
        ).reshape(len(ordered), len(steps)),
    )


def programmes_of(portfolio: Portfolio, ordered: list[Project], per_year: float) -> Programmes:
    """Programmes that bring something of their own, by name; those that are names alone are left out."""
    own = [
        one
        for one in sorted(portfolio.programmes, key=lambda one: one.name)
        if one.benefit.per_year > 0 or one.benefit.run_cost_per_year > 0
    ]
    place = {one.name: k for k, one in enumerate(own)}
    of_project = np.array([place.get(project.programme, -1) for project in ordered], dtype=np.int64)
    work = floats(_fte_days(project) for project in ordered)
    members = [of_project == k for k in range(len(own))]
    share = np.zeros(len(ordered))
    for chosen in members:
        whole = float(work[chosen].sum())
        equal = 1.0 / max(1, int(chosen.sum()))
        share[chosen] = work[chosen] / whole if whole > 0 else equal
    count = [int(chosen.sum()) for chosen in members]
    benefits = [one.benefit for one in own]
    return Programmes(
        names=tuple(one.name for one in own),
        needs=np.array(
            [n if one.needs is None else one.needs for one, n in zip(own, count, strict=True)],
            dtype=np.int64,
        ),
        of_project=of_project,
        share=share,
        benefit=floats(one.per_year / per_year for one in benefits),
        ramp=floats(one.ramp_months * per_year / 12 for one in benefits),
        plateau=floats(days_of(one.plateau_years, per_year) for one in benefits),
        decay=floats(decay_of(one, per_year) for one in benefits),
        window=floats(window_of(portfolio, one) for one in benefits),
        run_cost=floats(one.run_cost_per_year / per_year for one in benefits),
    )


def days_of(years: float | None, per_year: float) -> float:
    """Working days of some years; inf for ever."""
    return math.inf if years is None else years * per_year


def decay_of(benefit: BenefitProfile, per_year: float) -> float:
    """Decay per working day; inf = stops."""
    return math.inf if benefit.decay_per_year is None else benefit.decay_per_year / per_year


def window_of(portfolio: Portfolio, benefit: BenefitProfile) -> float:
    """Day on which the market window closes; inf = never."""
    return math.inf if benefit.window_closes is None else day_of(portfolio, benefit.window_closes)


def _fte_days(project: Project) -> float:
    """Planned FTE-days of the whole project, what is done included."""
    return math.fsum(
        package.duration.mean * fte
        for package in sorted(project.packages, key=lambda one: one.id)
        for _, fte in sorted(package.demand.items())
    )
