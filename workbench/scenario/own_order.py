"""An order of your own: a number for each project, kept as data that every engine ranks by."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from workbench.errors import InputError, Problem
from workbench.model import OrdinalScores, Project
from workbench.policies import IndexName
from workbench.scenario.scenario import Scenario

LEAST, MOST = 1.0, 20.0
"""Ends of the scale of points that a project file can hold."""


def own_order(baseline: Scenario, rule: Callable[[Project], float], name: str) -> Scenario:
    """A what-if in which projects start and get people by a number of your own, the highest first.

    The rule is asked once of every project as planned, and only the order that follows is kept: as points
    (`ordinal` of a project), which the rule `wsjf_safe` ranks by. So the scenario can be saved, sent and run
    anywhere without the function. Equal numbers are equal points; the earlier intake then goes first.

    Parameters
    ----------
    baseline
        What stays as it is, points of its projects apart.
    rule
        From a project to a number of any unit; more goes first.
    name
        Of the what-if.

    Raises
    ------
    InputError
        If the rule gives no finite number for a project.

    Examples
    --------
    >>> import workbench
    >>> from workbench.bundled import bundled
    >>> from workbench.scenario import own_order
    >>> today = workbench.load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> small_first = own_order(today, lambda project: -len(project.packages), "small first")
    >>> points = {one.ordinal.value for one in small_first.portfolio.projects}
    >>> small_first.policy.release.index.value, min(points), max(points)
    ('wsjf_safe', 1.0, 20.0)
    """
    numbers = {project.id: rule(project) for project in baseline.portfolio.projects}
    InputError.raise_if(
        Problem(
            ("projects", project),
            "the rule gives no finite number for this project",
            str(number),
            "return a number; −1e9 puts a project last",
        )
        for project, number in numbers.items()
        if not isinstance(number, (int, float)) or not math.isfinite(number)
    )
    points = _points(numbers)
    projects = tuple(
        project.model_copy(update={"ordinal": points[project.id]}) for project in baseline.portfolio.projects
    )
    policy, rank = baseline.policy, {"index": IndexName.WSJF_SAFE}
    ranked = policy.model_copy(
        update={
            "release": policy.release.model_copy(update=rank),
            "dispatch": policy.dispatch.model_copy(update=rank),
        }
    )
    portfolio = baseline.portfolio.model_copy(update={"projects": projects})
    return baseline.model_copy(update={"name": name, "portfolio": portfolio, "policy": ranked})


def _points(numbers: Mapping[str, float]) -> dict[str, OrdinalScores]:
    """Evenly spaced by rank; of the four scores one tells projects apart, the others are at their least."""
    ranks = {number: rank for rank, number in enumerate(sorted(set(numbers.values())))}
    step = (MOST - LEAST) / max(1, len(ranks) - 1)
    return {
        project: OrdinalScores(
            value=min(MOST, LEAST + step * ranks[number]), urgency=LEAST, opportunity=LEAST, size=LEAST
        )
        for project, number in numbers.items()
    }
