"""What would have to change for a project to get above the line: the smallest change of each kind.

Each change is made in the scenario itself and the list found anew, so a change is something that can be done
and simulated, not a figure of a dual problem.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from workbench.engines.selecting.options import Options
from workbench.experiment.selecting.drawn import drawn_values
from workbench.experiment.selecting.line import list_with, solved_by
from workbench.experiment.selecting.select import Selected, option_of, problem_of
from workbench.model.work import Project
from workbench.scenario import Scenario

STEPS = 9
"""Halvings of a bracket: the smallest change is known to one part in 512 of it."""

MOST_VALUE = 5.0
"""Largest rise of a project's benefit that is looked at, as a share."""

LEAST_COST = 0.05
"""Smallest share of a project's cost that is looked at."""


class Kind(StrEnum):
    """What changes."""

    VALUE = "value"
    COST = "cost"
    BUDGET = "budget"
    DROP = "drop"


@dataclass(frozen=True, eq=False)
class Change:
    """A change that gets a project above the line.

    Parameters
    ----------
    kind
        What changes.
    size
        Share more benefit, share less cost, money more in the budgets, or plan value lost by dropping.
    dropped
        What leaves the list.
    scenario
        The scenario with the change; its rule is not touched.
    before, after
        The list without the project, and the list with it.
    """

    kind: Kind
    size: float
    dropped: tuple[str, ...]
    scenario: Scenario
    before: tuple[str, ...]
    after: tuple[str, ...]


def changes_for(selected: Selected, project: str) -> tuple[Change, ...]:
    """The smallest change of each kind that gets a project above the line; kinds that cannot are left out.

    Parameters
    ----------
    selected
        A list without the project.
    project
        Its id.
    """
    i = selected.problem.ids.index(project)
    option = option_of(selected.problem, i)
    if option is None:
        return ()
    scenario, cost = selected.scenario, selected.problem.options.cost[option].tolist()
    years = dict(zip(selected.plan.money.year_names, cost, strict=True))

    def richer(size: float) -> Scenario:
        return _project_changed(scenario, project, lambda one: _worth_more(one, 1.0 + size * MOST_VALUE))

    def cheaper(size: float) -> Scenario:
        return _project_changed(scenario, project, lambda one: _cheaper(one, 1.0 - size * (1 - LEAST_COST)))

    def funded(size: float) -> Scenario:
        return _funded(scenario, {year: size * amount for year, amount in years.items()})

    found = [
        _smallest(selected, project, Kind.VALUE, richer, MOST_VALUE),
        _smallest(selected, project, Kind.COST, cheaper, 1 - LEAST_COST),
        _smallest(selected, project, Kind.BUDGET, funded, _limited(scenario, years)),
        _dropping(selected, i),
    ]
    return tuple(one for one in found if one is not None)


def _smallest(
    selected: Selected, project: str, kind: Kind, made: Callable[[float], Scenario], whole: float
) -> Change | None:
    """Halve the change while the project stays above the line; None where even the whole does not do."""

    def after(size: float) -> tuple[str, ...]:
        plan, problem = problem_of(made(size), selected.starts)
        # The risk of a list is that of the changed projects, not of those that stand today.
        drawn = None if selected.drawn is None else drawn_values(plan, problem.options)
        chosen = solved_by(selected.by, problem, drawn).chosen
        return () if chosen is None else _ids(problem.ids, problem.options, chosen.tolist())

    if whole <= 0.0:
        return None
    low, high, best = 0.0, 1.0, after(1.0)
    if project not in best:
        return None
    for _ in range(STEPS):
        middle = (low + high) / 2
        there = after(middle)
        if project in there:
            high, best = middle, there
        else:
            low = middle
    gone = tuple(one for one in selected.projects if one not in best)
    return Change(kind, high * whole, gone, made(high), selected.projects, best)


def _dropping(selected: Selected, i: int) -> Change | None:
    found = list_with(selected, i)
    if found.chosen is None:
        return None
    after = _ids(selected.problem.ids, selected.problem.options, found.chosen.tolist())
    gone = tuple(one for one in selected.projects if one not in after)
    loss = selected.solved.value - found.value
    return Change(Kind.DROP, loss, gone, selected.scenario, selected.projects, after)


def _ids(ids: tuple[str, ...], options: Options, chosen: list[int]) -> tuple[str, ...]:
    inside = set(options.project[chosen].tolist())
    return tuple(one for i, one in enumerate(ids) if i in inside)


def _project_changed(scenario: Scenario, project: str, change: Callable[[Project], Project]) -> Scenario:
    projects = tuple(change(one) if one.id == project else one for one in scenario.portfolio.projects)
    return scenario.model_copy(
        update={"portfolio": scenario.portfolio.model_copy(update={"projects": projects})}
    )


def _worth_more(project: Project, factor: float) -> Project:
    benefit = project.benefit.model_copy(update={"per_year": project.benefit.per_year * factor})
    return project.model_copy(update={"benefit": benefit})


def _cheaper(project: Project, factor: float) -> Project:
    """Fewer people for the same days, and less bought in; people in whole hundredths, one at least."""
    packages = tuple(
        package.model_copy(
            update={
                "demand": {
                    pool: min(fte, max(0.01, round(fte * factor, 2))) for pool, fte in package.demand.items()
                }
            }
        )
        for package in project.packages
    )
    return project.model_copy(update={"packages": packages, "external_cost": project.external_cost * factor})


def _funded(scenario: Scenario, more: dict[int, float]) -> Scenario:
    budgets = {year: amount + more.get(year, 0.0) for year, amount in scenario.portfolio.budgets.items()}
    return scenario.model_copy(
        update={"portfolio": scenario.portfolio.model_copy(update={"budgets": budgets})}
    )


def _limited(scenario: Scenario, years: dict[int, float]) -> float:
    """What a project costs in years that have a budget."""
    return sum(amount for year, amount in years.items() if year in scenario.portfolio.budgets)
