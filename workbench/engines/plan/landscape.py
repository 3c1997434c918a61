"""Levels over time, stated as a path or following from what the PMO does, and their process effects."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from workbench.engines.plan.calendar import board_days, day_of, first_board_from
from workbench.engines.plan.effects import Process, process_at
from workbench.engines.plan.plan import Ints
from workbench.engines.standards import Kind, Standing, standing_of
from workbench.model.maturity import MaturityProfile
from workbench.model.work import Project
from workbench.policies import Cadence, Practice, Service
from workbench.scenario import Scenario

Unit = tuple[str, Kind, tuple[Practice, ...]]
"""A programme, a kind of project, and the practices that count."""


@dataclass(frozen=True)
class Apart:
    """What differs by whether a coach came, and what auditors do; where requests queue inside the run.

    Parameters
    ----------
    alone, coached
        Levels of work whose coach never came, and of work that had one.
    followed
        Share of projects that keeps to the standard.
    audited
        Chance that a stage is to be audited.
    asks
        Whether coaching acts there, so that work asks for a coach.
    """

    alone: MaturityProfile
    coached: MaturityProfile
    followed: float
    audited: float
    asks: bool


@dataclass(frozen=True)
class LevelPath:
    """Levels of units over time; a unit is a set of projects, or of work packages, that share their levels.

    `unit_of` is by project, `work_of` by package in the order of the plan; the two differ where a practice
    acts on some stages only. `profiles[u][k]` is unit u at level step k; step 0 is always the present, L0.
    `surcharge[u][k]` is the overhead that comes on top of the table's, `apart[u][k]` what is not the same
    for all of a unit's work.
    """

    days: tuple[float, ...]
    unit_of: Ints
    work_of: Ints
    profiles: tuple[tuple[MaturityProfile | None, ...], ...]
    surcharge: tuple[tuple[float, ...], ...]
    apart: tuple[tuple[Apart, ...], ...] = ()


def level_path(scenario: Scenario, ordered: Sequence[Project], horizon: float, per_year: float) -> LevelPath:
    """Levels of a scenario over time; steps take effect at the first board on or after their date.

    Parameters
    ----------
    scenario
        States a path, or standards from which levels follow, or neither.
    ordered
        Projects in the order of the plan.
    horizon, per_year
        Working days until the horizon, and a year.
    """
    if scenario.pmo.standards is not None and scenario.portfolio.maturity is not None:
        return _followed(scenario, ordered, horizon, standing_of(scenario, per_year, horizon))
    return _stated(scenario, ordered, horizon)


def _stated(scenario: Scenario, ordered: Sequence[Project], horizon: float) -> LevelPath:
    portfolio = scenario.portfolio
    boards = board_days(portfolio, scenario.policy.release.cadence, 2 * horizon)
    days, steps = [-math.inf], [portfolio.maturity]
    for step in scenario.pmo.levels:
        day = first_board_from(max(0.0, day_of(portfolio, step.from_)), boards)
        if day == days[-1]:
            steps[-1] = step.maturity
        else:
            days.append(day)
            steps.append(step.maturity)
    names = sorted({project.programme for project in ordered})
    profiles = tuple(tuple(None if one is None else one.of(name) for one in steps) for name in names)
    unit = {name: u for u, name in enumerate(names)}
    unit_of = np.array([unit[one.programme] for one in ordered], dtype=np.int64)
    work_of = np.array([unit[one.programme] for one in ordered for _ in one.packages], dtype=np.int64)
    return LevelPath(tuple(days), unit_of, work_of, profiles, tuple((0.0,) * len(days) for _ in names))


def _followed(
    scenario: Scenario, ordered: Sequence[Project], horizon: float, standing: Standing
) -> LevelPath:
    """Levels that follow from practices, read when boards sit; by quarter where boards are continuous."""
    maturity = scenario.portfolio.maturity
    assert maturity is not None
    cadence = scenario.policy.release.cadence
    cadence = Cadence.QUARTERLY if cadence is Cadence.CONTINUOUS else cadence
    changes = [paid.day for paid in standing.fundings[1:]]
    boards = board_days(scenario.portfolio, cadence, 2 * horizon)
    days = [-math.inf, *(day for day in boards if changes and day >= changes[0])]
    of_projects, of_work = _units(ordered, standing)
    units = sorted({*of_projects, *of_work})
    seen = {(name, acting): standing.within(name).where(frozenset(acting)) for name, _, acting in units}
    rows = [
        [_on(seen[name, acting], maturity.of(name), kind, day) for name, kind, acting in units]
        for day in days
    ]
    kept = [k for k, row in enumerate(rows) if k == 0 or row != rows[k - 1]]
    place = {unit: u for u, unit in enumerate(units)}
    return LevelPath(
        tuple(days[k] for k in kept),
        np.array([place[one] for one in of_projects], dtype=np.int64),
        np.array([place[one] for one in of_work], dtype=np.int64),
        tuple(tuple(rows[k][u][0] for k in kept) for u in range(len(units))),
        tuple(tuple(rows[k][u][1] for k in kept) for u in range(len(units))),
        tuple(tuple(part for k in kept for part in rows[k][u][2]) for u in range(len(units))),
    )


def _units(ordered: Sequence[Project], standing: Standing) -> tuple[list[Unit], list[Unit]]:
    """Unit of each project, for which all practices count, and of each package, for those on its stage."""
    stages = {package.stage for one in ordered for package in one.packages}
    acting = {stage: standing.standards.acting_on(stage) for stage in stages}
    projects, work = [], []
    for one in ordered:
        kind = standing.kinds[one.id]
        projects.append((one.programme, kind, tuple(Practice)))
        for package in sorted(one.packages, key=lambda package: package.id):
            work.append((one.programme, kind, acting[package.stage]))
    return projects, work


def _on(
    standing: Standing, present: MaturityProfile, kind: Kind, day: float
) -> tuple[MaturityProfile, float, tuple[Apart, ...]]:
    apart = _apart(standing, present, kind, day)
    if math.isinf(day):
        return present, 0.0, apart
    return standing.profile(present, kind, day), standing.overhead(kind, day), apart


def _apart(standing: Standing, present: MaturityProfile, kind: Kind, day: float) -> tuple[Apart, ...]:
    """One entry where requests queue inside the run, none where every project gets the average."""
    if standing.standards.service is Service.PLANNED:
        return ()
    alone, coached = (standing.profile_if(present, kind, day, served) for served in (0.0, 1.0))
    asks = Practice.COACHING in standing.acting
    return (Apart(alone, coached, standing.on(day).compliance, standing.audited(kind, day), asks),)


@dataclass(frozen=True)
class Landscape:
    """Units and their process effects over time.

    `at[u][k]` is unit u at level step k; step 0 is always the present, L0.
    """

    days: tuple[float, ...]
    unit_of: Ints
    work_of: Ints
    at: tuple[tuple[Process, ...], ...]
    apart: tuple[tuple[tuple[Process, Process, Apart], ...], ...]
    """By unit and step where requests queue: effects without a coach and with one, and what auditors do."""

    @classmethod
    def of(cls, scenario: Scenario, ordered: list[Project], horizon: float, per_year: float) -> Landscape:
        """Process effects along the path of levels."""
        path = level_path(scenario, ordered, horizon, per_year)
        strength, quantiles = scenario.pmo.effect_strength, scenario.evidence
        rows = tuple(
            tuple(
                _process(profile, profiles[0], extra, strength, quantiles)
                for profile, extra in zip(profiles, surcharge, strict=True)
            )
            for profiles, surcharge in zip(path.profiles, path.surcharge, strict=True)
        )
        apart = tuple(
            tuple(
                (
                    process_at(one.alone, present, strength, quantiles),
                    process_at(one.coached, present, strength, quantiles),
                    one,
                )
                for one in row
                if present is not None
            )
            for row, (present, *_) in zip(path.apart, path.profiles, strict=False)
        )
        return cls(path.days, path.unit_of, path.work_of, rows, apart)


def _process(
    profile: MaturityProfile | None,
    present: MaturityProfile | None,
    surcharge: float,
    strength: float,
    quantiles: Mapping[str, float],
) -> Process:
    if profile is None or present is None:
        return Process()
    found = process_at(profile, present, strength, quantiles)
    if surcharge == 0.0:
        return found
    return replace(found, overhead=max(0.0, found.overhead + surcharge))
