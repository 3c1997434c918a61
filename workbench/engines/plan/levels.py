"""Process effects over time as arrays, and each project's scale, spread and belief along it."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtr

from workbench.engines.plan.effects import (
    STAGES_OF_THE_TABLE,
    Piece,
    Process,
    Spread,
    bias_factor,
    shape_of,
    solved_sigma,
    spread_at,
)
from workbench.engines.plan.landscape import Landscape
from workbench.engines.plan.looks import seen_by_boards
from workbench.engines.plan.plan import Floats, Levels
from workbench.model.laws import Estimate, Lognormal
from workbench.model.portfolio import Portfolio
from workbench.model.risk import Risk
from workbench.model.work import Project, WorkPackage
from workbench.scenario import Scenario

Work = list[tuple[int, WorkPackage]]

FARTHEST_NORMAL = 8.0
"""Quadrature over a normal stops here; beyond lies a chance of 1e-15."""


def risks_striking(portfolio: Portfolio, project: Project, package: WorkPackage) -> list[Risk]:
    """Risks that may strike a package, shared ones last."""
    own: list[Risk] = [one for one in project.risks if not one.packages or package.id in one.packages]
    shared: list[Risk] = [one for one in portfolio.risks if not one.projects or project.id in one.projects]
    return sorted(own, key=lambda one: one.id) + sorted(shared, key=lambda one: one.id)


def risk_probability(probability: float, multiplier: float) -> float:
    """p′ = 1 − (1 − p)^multiplier (DESIGN §4.7)."""
    return 1.0 - float((1.0 - probability) ** multiplier)


def levels_of(
    scenario: Scenario, ordered: list[Project], work: Work, landscape: Landscape
) -> tuple[Levels, Floats, Floats, tuple[tuple[str, float, float], ...]]:
    """Levels, first-attempt scale and noise of each package, and projects whose spread is out of reach."""
    portfolio = scenario.portfolio
    steps = len(landscape.days)
    scale, noise = np.zeros(len(work)), np.full(len(work), math.nan)
    log_norm = np.zeros((len(work), steps))
    sigma, belief = np.zeros((len(ordered), steps)), np.ones((len(ordered), steps))
    known_sigma, known_share = np.zeros((len(ordered), steps)), np.zeros((len(ordered), steps))
    unreachable: list[tuple[str, float, float]] = []
    members: list[list[int]] = [[] for _ in ordered]
    for k, (i, _) in enumerate(work):
        members[i].append(k)
    for i, project in enumerate(ordered):
        units = landscape.at[landscape.unit_of[i]]
        works = [landscape.at[landscape.work_of[k]] for k in members[i]]
        present = units[0]
        packages = [work[k][1] for k in members[i]]
        own = _noise_sigma(packages, present.independent)
        for k, package in zip(members[i], packages, strict=True):
            noise[k] = own if isinstance(package.duration, Estimate) else math.nan
        at_first = [row[0] for row in works]
        pieces = _pieces(portfolio, project, packages, present, at_first, own)
        base = shape_of(pieces, present, _repeat(portfolio))
        solved = solved_sigma(present.total, base.log_sd)
        if present.total > 0 and base.log_sd > present.total:
            unreachable.append((project.id, present.total, base.log_sd))
        stated = bias_factor(present, portfolio.durations)
        # Without maturity there is no present level: work takes what its laws say, risks come on top.
        held = 1.0 if portfolio.maturity is None else base.uplift
        for k, package in zip(members[i], packages, strict=True):
            scale[k] = package.duration.mean * stated / held
        for s, process in enumerate(units):
            ratio = spread_ratio(process, present)
            now = [row[s] for row in works]
            pieces = _pieces(portfolio, project, packages, process, now, own)
            here = shape_of(pieces, process, _repeat(portfolio))
            spread = Spread(solved, 0.0, 0.0) if s == 0 else _spread(portfolio, solved, process, present)
            sigma[i, s], known_sigma[i, s], known_share[i, s] = (
                spread.sigma,
                spread.known_sigma,
                spread.known_share,
            )
            if process != present or now != at_first:
                belief[i, s] = (
                    stated * here.uplift / (base.uplift * bias_factor(process, portfolio.durations))
                )
            for k, package in zip(members[i], packages, strict=True):
                log_norm[k, s] = log_norm_of(package, noise[k], ratio)
    levels = Levels(
        day=np.array(landscape.days),
        rework=_effect(landscape, "rework"),
        late=_effect(landscape, "late"),
        overhead=_effect(landscape, "overhead"),
        switching=_effect(landscape, "switching"),
        spread=np.array([[spread_ratio(one, row[0]) for one in row] for row in landscape.at]),
        **seen_by_boards(scenario, landscape),
        log_norm=log_norm,
        sigma=sigma,
        belief=belief,
        known_sigma=known_sigma,
        known_share=known_share,
    )
    return levels, scale, noise, tuple(unreachable)


def _repeat(portfolio: Portfolio) -> float:
    return portfolio.uncertainty.repeat_share


def _spread(portfolio: Portfolio, solved: float, process: Process, present: Process) -> Spread:
    return spread_at(solved, process, present, portfolio.uncertainty.execution_share)


def _effect(landscape: Landscape, name: str) -> Floats:
    return np.array([[getattr(one, name) for one in row] for row in landscape.at], dtype=np.float64)


def spread_ratio(process: Process, present: Process) -> float:
    """Exponent r on the packages' own noise: 1 at the present level."""
    return process.independent / present.independent if present.independent > 0 else 1.0


def _noise_sigma(packages: list[WorkPackage], independent: float) -> float:
    """Log-sd of a package's noise, so that splitting a project finer keeps its total (DESIGN §4.6).

    Its squared coefficient of variation is scaled by n_eff = (Σm)² ÷ Σm², relative to the five stages of the
    table: then that of their sum does not depend on how many they are.
    """
    means = [package.duration.mean for package in packages]
    squares = math.fsum(one * one for one in means)
    if squares == 0.0:
        return 0.0
    effective = math.fsum(means) ** 2 / squares
    return math.sqrt(math.log1p(math.expm1(independent * independent) * effective / STAGES_OF_THE_TABLE))


def _pieces(
    portfolio: Portfolio,
    project: Project,
    packages: list[WorkPackage],
    process: Process,
    works: list[Process],
    noise: float,
) -> list[Piece]:
    """Packages at a level; `works` are the effects on each, `process` those on the project."""
    pieces = []
    for package, work in zip(packages, works, strict=True):
        mean_delay = variance = 0.0
        for risk in risks_striking(portfolio, project, package):
            chance = risk_probability(risk.probability, process.risk)
            size = risk.delay.mean
            mean_delay += chance * size
            variance += chance * size * size * (1 + risk.delay.squared_cv) - (chance * size) ** 2
        law = package.duration
        squared_cv = math.expm1(noise * noise) if isinstance(law, Estimate) else law.squared_cv
        pieces.append(Piece(law.mean, squared_cv, mean_delay, variance, work.rework, work.overhead))
    return pieces


def log_norm_of(package: WorkPackage, noise: float, ratio: float) -> float:
    """ln E[(Q/m)^r]: exact for lognormals, by quadrature over the normal for other laws (DESIGN §4.6)."""
    law = package.duration
    if ratio == 1.0 or law.mean == 0.0:
        return 0.0
    if isinstance(law, Lognormal):
        noise = math.sqrt(math.log1p(law.squared_cv))
    if not math.isnan(noise):
        return noise * noise * (ratio * ratio - ratio) / 2
    if law.squared_cv == 0.0:
        return 0.0
    # Under the normal's weight the trapezoid rule converges faster than any power of its step.
    normals = np.linspace(-FARTHEST_NORMAL, FARTHEST_NORMAL, 801)
    weights = np.exp(-normals * normals / 2)
    quantiles = law.quantile(ndtr(normals)) / law.mean
    return math.log(math.fsum(weights * quantiles**ratio) / math.fsum(weights))
