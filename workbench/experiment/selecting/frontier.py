"""The efficient frontier of simulated portfolios: value against the worst tenth against alignment.

Candidates come from plans (mean against worst tenth, weighed; lower budgets; greedy lists that grow); of at
most eight projects all lists are looked at. Where they lie is simulated, all on the same futures. One is
dominated only where paired intervals say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from workbench.analysis import (
    SURE,
    Interval,
    dominates,
    mean_interval,
    paired_difference,
    worst_difference,
    worst_interval,
)
from workbench.engines.plan import plan_of
from workbench.engines.selecting.greedy import TOLERANCE, greedy
from workbench.engines.selecting.limits import LimitKind, Problem
from workbench.experiment.results import WORST, Comparison
from workbench.experiment.selecting.drawn import drawn_values
from workbench.experiment.selecting.every import every_list
from workbench.experiment.selecting.outcome import Comparing
from workbench.experiment.selecting.select import Starts, problem_of, with_list
from workbench.experiment.selecting.solve import SECONDS, Aim, solver_list
from workbench.scenario import Scenario

WEIGHTS = tuple(k / 10 for k in range(11))
"""Weight of the worst tenth against the mean, by plan."""

THINNER = (0.6, 0.7, 0.8, 0.9)
"""Shares of the budgets for which the best list is looked at too: fewer projects may be worth more."""

STEPS = 8
"""Greedy lists of growing length."""

ALIGNMENT = "strategic_value"
"""Measure of delivered alignment."""

GREEDY, BALANCED, TODAY, LISTED = "greedy", "balanced", "today", "listed"


class Searched(StrEnum):
    """Where the lists come from."""

    PROPOSED = "proposed by plans"
    EVERY_LIST = "every list"
    """No list that keeps every limit is missing."""


@dataclass(frozen=True)
class Candidate:
    """A list whose place is to be simulated.

    Parameters
    ----------
    name
        Unique, for people.
    curve
        ``greedy``, ``balanced``, ``listed`` for one that no plan proposed, or ``today`` for the list that
        the scenario's own rule makes.
    projects
        Ids.
    """

    name: str
    curve: str
    projects: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """Where a list lies, simulated.

    Parameters
    ----------
    candidate
        The list.
    value, worst, alignment
        Average, average of the worst 10 % and delivered score, each with its 95 % interval.
    dominated_by
        Name of a list that is better beyond doubt; empty on the frontier.
    n
        Futures.
    """

    candidate: Candidate
    value: Interval
    worst: Interval
    alignment: Interval
    dominated_by: str
    n: int


@dataclass(frozen=True, eq=False)
class Frontier:
    """All lists, in the order of candidates, and the run that they come from."""

    points: tuple[Point, ...]
    comparison: Comparison
    searched: Searched = Searched.PROPOSED

    @property
    def best_on_average(self) -> tuple[Point, ...]:
        """Lists that no other is as good as in all three averages and better in one, luck or not."""
        places = [(one.value.value, one.worst.value, one.alignment.value) for one in self.points]
        return tuple(
            one
            for one, mine in zip(self.points, places, strict=True)
            if not any(
                other != mine and all(a >= b for a, b in zip(other, mine, strict=True)) for other in places
            )
        )

    @property
    def efficient(self) -> tuple[Point, ...]:
        """Lists that no other dominates."""
        return tuple(one for one in self.points if not one.dominated_by)

    def frame(self) -> pd.DataFrame:
        """One row per list, for tables and `workbench.charts.frontier_chart`."""
        return pd.DataFrame(
            [
                {
                    "name": one.candidate.name,
                    "curve": one.candidate.curve,
                    "projects": len(one.candidate.projects),
                    "n": one.n,
                    **_columns("value", one.value),
                    **_columns("worst", one.worst),
                    **_columns("alignment", one.alignment),
                    "dominated_by": one.dominated_by,
                }
                for one in self.points
            ]
        )


def frontier(scenario: Scenario, compare: Comparing, weights: Sequence[float] = WEIGHTS) -> Frontier:
    """Simulate candidate lists on the same futures and say which are dominated.

    Parameters
    ----------
    scenario
        What to select from, within which limits.
    compare
        Simulates scenarios on the same futures, for example ``lambda them: workbench.compare(them, 1000)``.
    weights
        Weights of the worst tenth against the mean, by plan.
    """
    made = candidates(scenario, weights)
    everything = with_every_list(scenario, made)
    if everything is None:
        return placed(made, compare(scenarios_of(scenario, made)))
    found = placed(everything, compare(scenarios_of(scenario, everything)))
    return replace(found, searched=Searched.EVERY_LIST)


def with_every_list(scenario: Scenario, made: Sequence[Candidate]) -> tuple[Candidate, ...] | None:
    """Lists that keep every limit, all of them, named after their projects where no plan proposed them.

    Parameters
    ----------
    scenario
        What to select from, within which limits.
    made
        Those that plans propose.

    Returns
    -------
    tuple of Candidate or None
        None where more than fourteen projects may be in or out, or more than 256 lists keep the limits.
    """
    _, problem = problem_of(scenario, Starts.AT_INTAKE)
    lists = every_list(problem)
    if lists is None:
        return None
    known = {one.projects for one in made}
    others = [ids for one in lists if (ids := _ids(problem, one)) not in known]
    return (*made, *(Candidate(" + ".join(ids) or "no project", LISTED, ids) for ids in others))


def scenarios_of(scenario: Scenario, made: Sequence[Candidate]) -> list[Scenario]:
    """The scenario with each list in turn, to be simulated on the same futures."""
    return [with_list(scenario, one.projects, None, one.name) for one in made]


def placed(made: Sequence[Candidate], found: Comparison) -> Frontier:
    """Where simulated lists lie, and which are dominated.

    Parameters
    ----------
    made
        The lists.
    found
        A run of `scenarios_of` them.
    """
    values = {one.name: found.values(one.name, "npv").to_numpy() for one in made}
    scores = {one.name: found.values(one.name, ALIGNMENT).to_numpy() for one in made}
    # As many rivals as there are, so that the best of many does not look good by luck alone (Bonferroni).
    confidence = 1 - SURE / max(1, len(made) - 1)

    def beats(other: str, one: str) -> bool:
        return dominates(
            [
                _ahead(values[one], values[other], confidence),
                worst_difference(values[one], values[other], WORST, confidence),
                _ahead(scores[one], scores[other], confidence),
            ]
        )

    def beaten_by(one: str) -> str:
        rivals = [other.name for other in made if other.name != one and beats(other.name, one)]
        return max(rivals, key=lambda name: float(values[name].mean())) if rivals else ""

    points = tuple(
        Point(
            one,
            mean_interval(values[one.name]),
            worst_interval(values[one.name], WORST),
            mean_interval(scores[one.name]),
            beaten_by(one.name),
            values[one.name].size,
        )
        for one in made
    )
    return Frontier(points, found)


def todays_list(scenario: Scenario, name: str) -> Candidate:
    """The list that the scenario's own rule makes, whether or not it keeps every limit by plan.

    Parameters
    ----------
    scenario
        With the rule that holds today.
    name
        What the list is called.
    """
    plan = plan_of(scenario)
    ids = zip(plan.projects.ids, plan.projects.admitted.tolist(), strict=True)
    return Candidate(name, TODAY, tuple(one for one, inside in ids if inside))


def candidates(scenario: Scenario, weights: Sequence[float] = WEIGHTS) -> tuple[Candidate, ...]:
    """Lists worth simulating, no list twice; greedy ones first, from what is forced in upwards."""
    plan, problem = problem_of(scenario, Starts.AT_INTAKE)
    drawn = drawn_values(plan, problem.options)
    found: dict[tuple[str, ...], Candidate] = {}
    for order in _growing(problem):
        projects = _ids(problem, order)
        count = f"{len(projects)} project{'' if len(projects) == 1 else 's'}"
        found.setdefault(projects, Candidate(f"greedy, {count}", GREEDY, projects))
    for weight in weights:
        chosen, _, _ = solver_list(problem, Aim(weight, drawn), SECONDS)
        if chosen is not None:
            projects = _ids(problem, chosen.tolist())
            name = f"{weight:.0%} on the worst futures" if weight else "best average by plan"
            found.setdefault(projects, Candidate(name, BALANCED, projects))
    for share in THINNER:
        chosen, _, _ = solver_list(_thinner(problem, share), Aim(0.0, None), SECONDS)
        if chosen is not None:
            projects = _ids(problem, chosen.tolist())
            name = f"best for {100 * share:.0f}\N{NO-BREAK SPACE}% of the budget"
            found.setdefault(projects, Candidate(name, BALANCED, projects))
    names = [one.name for one in found.values()]
    return tuple(
        one if names.count(one.name) == 1 else Candidate(f"{one.name} ({place})", one.curve, one.projects)
        for place, one in enumerate(found.values(), start=1)
    )


def _thinner(problem: Problem, share: float) -> Problem:
    """The same with lower budgets."""
    limits = tuple(
        replace(one, high=share * one.high) if one.kind is LimitKind.BUDGET else one for one in problem.limits
    )
    return replace(problem, limits=limits)


def _growing(problem: Problem) -> list[list[int]]:
    """Beginnings of the greedy list, evenly spread, from what is forced in upwards.

    A beginning that ends between a project and what it needs goes on until it has both.
    """
    order = list(greedy(problem).order)
    forced = sum(1 for one in problem.limits if one.kind is LimitKind.FORCED)
    ends = np.unique(np.linspace(min(forced, len(order)), len(order), STEPS).round().astype(int))
    return [order[:end] for end in sorted({_whole(problem, order, end) for end in ends.tolist()})]


def _whole(problem: Problem, order: list[int], end: int) -> int:
    needs = [one for one in problem.limits if one.kind is LimitKind.AFTER]
    while end < len(order) and any(one.used(np.array(order[:end])) > one.high + TOLERANCE for one in needs):
        end += 1
    return end


def _ids(problem: Problem, options: Sequence[int]) -> tuple[str, ...]:
    inside = set(problem.options.project[list(options)].tolist())
    return tuple(one for i, one in enumerate(problem.ids) if i in inside)


def _ahead(first: np.ndarray, other: np.ndarray, confidence: float) -> Interval:
    # Paired, so that what only the order of a sum makes speaks neither for a list nor against it.
    return paired_difference(first, other, 1, confidence).mean


def _columns(name: str, found: Interval) -> dict[str, float]:
    return {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}
