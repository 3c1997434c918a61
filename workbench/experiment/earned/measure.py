"""Live through futures of a scenario and measure performance in them, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.plan import Plan, plan_of
from workbench.experiment.blocks import cut
from workbench.experiment.earned.baseline import Baseline, Weight
from workbench.experiment.earned.benefits import Benefits, benefits_of
from workbench.experiment.earned.curves import Curves, Floats, curves_of
from workbench.experiment.earned.errors import Errors, errors_of
from workbench.experiment.earned.progress import Progress
from workbench.experiment.earned.reports import ReportRules, luck_of_reports
from workbench.experiment.progress import Progress as Told
from workbench.experiment.progress import silent
from workbench.scenario import Scenario

BLOCK = 50
"""Futures measured at a time."""

POINTS = 12
"""Points of a curve in a year."""


@dataclass(frozen=True, eq=False)
class EarnedValue:
    """Performance of a scenario, measured continuously.

    Parameters
    ----------
    scenario, plan
        What was simulated.
    replications
        Which futures.
    scope
        Projects that count, by their place in the plan.
    weight
        What work is counted in.
    days
        Days of the curves.
    curves, errors, benefits
        What was measured, by future.
    released
        Whether each project is released, shape (futures, projects).
    """

    scenario: Scenario
    plan: Plan
    replications: range
    scope: tuple[int, ...]
    weight: Weight
    days: Floats
    curves: Curves
    errors: Errors
    benefits: Benefits
    released: NDArray[np.bool_]


def measure_earned(
    scenario: Scenario,
    replications: range,
    project: int | None = None,
    *,
    engine: str = EngineName.AUTO,
    progress: Told = silent,
) -> EarnedValue:
    """Earned value, forecasts and benefits of a scenario, or of one of its projects.

    Parameters
    ----------
    scenario
        What to simulate.
    replications
        Which futures.
    project
        Place of a project in the plan; all of them if none is named.
    engine
        Which engine; no figure depends on it.
    progress
        Called as futures are done.
    """
    plan = plan_of(scenario)
    scope = tuple(range(len(plan.projects.ids))) if project is None else (project,)
    baseline = Baseline(plan)
    days = np.arange(0.0, 2 * plan.horizon * POINTS / plan.days_per_year + 1) * plan.days_per_year / POINTS
    days = np.append(days[days < 2 * plan.horizon], 2 * plan.horizon)
    parts = list(_measured(scenario, plan, baseline, replications, scope, days, engine, progress))
    curves, errors, benefits, released = zip(*parts, strict=True)
    return EarnedValue(
        scenario,
        plan,
        replications,
        scope,
        baseline.weight,
        days,
        Curves.joined(curves),
        Errors.joined(errors),
        Benefits.joined(benefits),
        np.concatenate(released),
    )


def _measured(
    scenario: Scenario,
    plan: Plan,
    baseline: Baseline,
    replications: range,
    scope: tuple[int, ...],
    days: Floats,
    name: str,
    progress: Told,
) -> Iterator[tuple[Curves, Errors, Benefits, NDArray[np.bool_]]]:
    engine, rules = engine_of(EngineName(name)), ReportRules.of(scenario, plan)
    for start, stop in cut(replications.start, replications.stop, BLOCK):
        some = range(start, stop)
        draws = draw(plan, some, engine.uniforms)
        paths = engine.live(plan, draws)
        work = Progress(plan, baseline, paths)
        luck = luck_of_reports(rules, plan, some, engine.uniforms)
        yield (
            curves_of(paths, work, rules, luck, scope, days),
            errors_of(paths, work, rules, luck, scope),
            benefits_of(plan, baseline, draws, paths, engine.present_values, scope),
            ~np.isnan(paths.release),
        )
        progress(stop - replications.start, len(replications))
