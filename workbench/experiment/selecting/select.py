"""Selecting for a scenario: by which rule, with or without starts, and the scenario that keeps the list."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from workbench.engines.plan import plan_of
from workbench.engines.plan.plan import Plan
from workbench.engines.selecting.limits import Problem, limits_of, with_people
from workbench.engines.selecting.options import options_at_intake, options_by_quarter
from workbench.engines.valuation import pmo_cost
from workbench.experiment.selecting.clash import Clash, clash_of
from workbench.experiment.selecting.drawn import Drawn, drawn_values
from workbench.experiment.selecting.solve import SECONDS, Solved, best, by_greedy
from workbench.policies import Selection, SelectionFound, SelectionRule
from workbench.scenario import Scenario


class By(StrEnum):
    """Which rule finds the list."""

    GREEDY = "greedy"
    OPTIMAL = "optimal"
    """The better of greedy and solver; whether it is proven to be the best is said."""


class Starts(StrEnum):
    """When projects may start by plan."""

    AT_INTAKE = "at intake"
    """When they are proposed and their predecessors are done; people are not looked at."""
    BY_QUARTER = "by quarter"
    """Then or at any later beginning of a quarter, so that people and budgets suffice in each."""


@dataclass(frozen=True, eq=False)
class Selected:
    """A list and all that it rests on.

    Parameters
    ----------
    scenario, plan, problem, drawn
        What was selected from.
    by, starts
        How.
    solved
        What was found.
    clash
        Why there is no list; None where there is one, or where greedy just found none.
    """

    scenario: Scenario
    plan: Plan
    problem: Problem
    drawn: Drawn | None
    by: By
    starts: Starts
    solved: Solved
    clash: Clash | None

    @property
    def projects(self) -> tuple[str, ...]:
        """Ids above the line, in the order of intake, then id."""
        if self.solved.chosen is None:
            return ()
        chosen = set(self.problem.options.project[self.solved.chosen].tolist())
        return tuple(one for i, one in enumerate(self.problem.ids) if i in chosen)

    @property
    def gap(self) -> float:
        """How far at most the list is below the best by plan; NaN where nothing is known."""
        return self.solved.gap_in(self.problem)

    def as_scenario(self, name: str | None = None) -> Scenario:
        """The scenario with this list in place of a rule."""
        gap = None if math.isnan(self.gap) else self.gap
        how = f"{self.by}, start {self.starts}"
        note = SelectionFound(by=how, plan_value=self.solved.value, gap=gap, proven=self.solved.proven)
        return with_list(self.scenario, self.projects, note, name or f"{self.scenario.name}-selected")


def select(
    scenario: Scenario, by: By = By.OPTIMAL, starts: Starts = Starts.AT_INTAKE, seconds: float = SECONDS
) -> Selected:
    """Find the list that is worth most by plan within the limits of a scenario.

    Parameters
    ----------
    scenario
        Its portfolio, budgets (after dated cuts) and `policy.selection` say what binds.
    by, starts
        Which rule, and when projects may start.
    seconds
        Longest time that the solver may take. What it finds may depend on the machine; the scenario that
        `as_scenario` gives does not.

    Returns
    -------
    Selected
        With a list, or with the limits that clash.
    """
    plan, problem = problem_of(scenario, starts)
    drawn = None if problem.risk_floor is None else drawn_values(plan, problem.options)
    solved = by_greedy(problem) if by is By.GREEDY else best(problem, drawn, seconds)
    clash = clash_of(problem, drawn) if solved.chosen is None else None
    return Selected(scenario, plan, problem, drawn, by, starts, solved, clash)


def problem_of(scenario: Scenario, starts: Starts) -> tuple[Plan, Problem]:
    """What there is to select from: every project that is not turned down by hand."""
    selection = scenario.policy.selection.model_copy(update={"rule": SelectionRule.ALL, "projects": ()})
    plan = plan_of(_with(scenario, selection, scenario.name))
    if starts is Starts.AT_INTAKE:
        return plan, limits_of(scenario, plan, options_at_intake(scenario, plan), pmo_cost(plan))
    options = options_by_quarter(scenario, plan)
    problem = limits_of(scenario, plan, options, pmo_cost(plan))
    first = scenario.portfolio.start
    return plan, with_people(problem, plan, _quarter_names(first, len(options.quarter_start)))


def with_list(
    scenario: Scenario, projects: tuple[str, ...], found: SelectionFound | None, name: str
) -> Scenario:
    """A scenario with a list in place of a rule; what is under way needs no mention."""
    under_way = {one.id for one in scenario.portfolio.projects if one.in_flight}
    listed = tuple(sorted(one for one in projects if one not in under_way))
    selection = scenario.policy.selection.model_copy(
        update={"rule": SelectionRule.CHOSEN, "projects": listed, "found": found}
    )
    return _with(scenario, selection, name)


def option_of(problem: Problem, i: int) -> int | None:
    """The option of a project that is worth most by plan; None where it was turned down by hand."""
    mine = problem.of_project(i)
    return int(mine[np.argmax(problem.options.value[mine])]) if mine.size else None


def _with(scenario: Scenario, selection: Selection, name: str) -> Scenario:
    fields = {key: getattr(scenario, key) for key in type(scenario).model_fields}
    policy = scenario.policy.model_copy(update={"selection": selection})
    return Scenario(**{**fields, "name": name, "policy": policy})


def _quarter_names(start: date, count: int) -> tuple[str, ...]:
    """Year and month in which each quarter begins.

    Examples
    --------
    >>> _quarter_names(date(2027, 11, 2), 3)
    ('2027-11', '2028-02', '2028-05')
    """
    months = [start.year * 12 + start.month - 1 + 3 * k for k in range(count)]
    return tuple(f"{month // 12}-{month % 12 + 1:02d}" for month in months)
