"""A list under a wish, found step by step: who is above the line, and what would change it; no widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from workbench.engines.selecting.limits import Problem
from workbench.experiment.selecting.change import Change, changes_for
from workbench.experiment.selecting.frontier import todays_list
from workbench.experiment.selecting.line import Below, Cause, Over, below_the_line, excess_of
from workbench.experiment.selecting.select import (
    By,
    Selected,
    Starts,
    option_of,
    problem_of,
    select,
    with_list,
)
from workbench.interfaces.explorer.wishes import Wish, refused
from workbench.interfaces.wording.frontier import AS_TODAY
from workbench.scenario import Scenario

CHOSEN = "this list"


class Rule(StrEnum):
    """Who makes the list."""

    SOLVER = "the best list by plan"
    GREEDY = "by value for money, from the top"
    ALL = "everything that is proposed"


@dataclass(frozen=True, eq=False)
class Line:
    """A list and what is below it.

    Parameters
    ----------
    wish, rule
        What was asked.
    scenario
        Today's with that money, and with what is decided by hand.
    problem
        What there is to choose from.
    projects
        Ids above the line.
    value
        Of the list by plan.
    below
        Projects below the line, the closest first.
    over
        Limits that the list exceeds by plan; only where everything is admitted.
    selected
        How the list was found; None where everything is admitted.
    today, today_value
        Today's list, as a scenario with the same money, and its value by plan.
    """

    wish: Wish
    rule: Rule
    scenario: Scenario
    problem: Problem
    projects: tuple[str, ...]
    value: float
    below: tuple[Below, ...]
    over: tuple[Over, ...]
    selected: Selected | None
    today: Scenario
    today_value: float

    def scenarios(self) -> list[Scenario]:
        """Today's list and this one, to be simulated on the same futures."""
        return [self.today, with_list(self.scenario, self.projects, None, CHOSEN)]


@dataclass(frozen=True)
class NoLine:
    """Why no list keeps every limit, line by line."""

    why: str


@dataclass(frozen=True, eq=False)
class Ways:
    """What would get a project above the line, each on its own."""

    project: str
    changes: tuple[Change, ...]


def line_for(baseline: Scenario, wish: Wish, rule: Rule) -> Iterator[Line | NoLine | None]:
    """Find the list, then why the others are not on it."""
    scenario = wish.of(baseline)
    money = wish.money_alone.of(baseline)
    ours = todays_list(money, AS_TODAY).projects
    today = with_list(money, ours, None, AS_TODAY)
    today_value = plan_value(problem_of(money, Starts.AT_INTAKE)[1], ours)
    yield None
    if rule is Rule.ALL:
        _, problem = problem_of(scenario, Starts.AT_INTAKE)
        inside = tuple(one for i, one in enumerate(problem.ids) if option_of(problem, i) is not None)
        nothing = float("nan")
        below = tuple(
            Below(one, Cause.BY_HAND, nothing, (), (), nothing) for one in problem.ids if one not in inside
        )
        value, over = plan_value(problem, inside), excess_of(problem, inside)
        yield Line(wish, rule, scenario, problem, inside, value, below, over, None, today, today_value)
        return
    selected = select(scenario, By.OPTIMAL if rule is Rule.SOLVER else By.GREEDY)
    if selected.solved.chosen is None:
        yield NoLine(refused(selected))
        return
    yield None
    yield Line(
        *(wish, rule, scenario, selected.problem, selected.projects, selected.solved.value),
        *(below_the_line(selected), (), selected, today, today_value),
    )


def ways_for(line: Line, project: str) -> Iterator[Ways | None]:
    """The smallest change of each kind that gets a project above the line."""
    yield Ways(project, () if line.selected is None else changes_for(line.selected, project))


def plan_value(problem: Problem, projects: tuple[str, ...]) -> float:
    """Of a list, each project at the start that is worth most."""
    options = [option_of(problem, i) for i, one in enumerate(problem.ids) if one in projects]
    return problem.plan_value(np.array([one for one in options if one is not None], dtype=np.int64))
