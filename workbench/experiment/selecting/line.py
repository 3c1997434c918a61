"""The cut-off line: for each project below it what keeps it there, and what would have to leave for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from workbench.engines.selecting.greedy import TOLERANCE
from workbench.engines.selecting.limits import LimitKind, Problem
from workbench.engines.selecting.options import Ints
from workbench.experiment.selecting.drawn import Drawn
from workbench.experiment.selecting.select import By, Selected, option_of
from workbench.experiment.selecting.solve import Solved, best, by_greedy, with_forced

SECONDS = 2.0
"""Longest time for the solver on each project below the line."""


class Cause(StrEnum):
    """Why a project is below the line."""

    BY_HAND = "turned down by hand"
    WORTHLESS = "not worth its cost by plan"
    PREDECESSOR = "a predecessor is below the line"
    GROUP = "another project stands for it"
    LIMIT = "a limit leaves no room"
    RISK = "the risk limit"
    IMPOSSIBLE = "no list with it keeps every limit"
    PASSED_OVER = "passed over by the rule"


@dataclass(frozen=True)
class Over:
    """A limit that the list would exceed if the project were simply added, and by how much."""

    words: str
    kind: LimitKind
    by: float


@dataclass(frozen=True)
class Below:
    """A project below the line.

    Parameters
    ----------
    project
        Its id.
    cause
        What keeps it there.
    value
        What it would add by plan if nothing limited it.
    over
        Limits that adding it would exceed, the largest excess first.
    displaced
        What would have to leave for it: ids of the list that the best list with it does without.
    loss
        Plan value that the list would lose by taking it; NaN where there is no list with it.
    """

    project: str
    cause: Cause
    value: float
    over: tuple[Over, ...]
    displaced: tuple[str, ...]
    loss: float


def below_the_line(selected: Selected) -> tuple[Below, ...]:
    """Projects that are not selected, the closest to the line first.

    Parameters
    ----------
    selected
        A list.
    """
    inside = set(selected.projects)
    rows = [_below(selected, i) for i, one in enumerate(selected.problem.ids) if one not in inside]
    order = {cause: place for place, cause in enumerate(Cause)}
    return tuple(
        sorted(rows, key=lambda row: (_far(row), order[row.cause], selected.problem.ids.index(row.project)))
    )


def excess_of(problem: Problem, projects: Collection[str]) -> tuple[Over, ...]:
    """Limits that a list exceeds by plan, the largest excess first.

    Parameters
    ----------
    problem
        What limits there are.
    projects
        Ids on the list, each at the start that is worth most.
    """
    found = [option_of(problem, i) for i, one in enumerate(problem.ids) if one in projects]
    chosen = np.array([one for one in found if one is not None], dtype=np.int64)
    over = [(limit, limit.used(chosen) - limit.high) for limit in problem.limits]
    return tuple(
        sorted((Over(one.words, one.kind, by) for one, by in over if by > TOLERANCE), key=lambda row: -row.by)
    )


def list_with(selected: Selected, i: int, seconds: float = SECONDS) -> Solved:
    """The list that the rule finds if a project must be in it."""
    return solved_by(selected.by, with_forced(selected.problem, i), selected.drawn, seconds)


def solved_by(by: By, problem: Problem, drawn: Drawn | None, seconds: float = SECONDS) -> Solved:
    """What a rule finds."""
    return by_greedy(problem) if by is By.GREEDY else best(problem, drawn, seconds)


def _far(row: Below) -> float:
    return row.loss if row.loss == row.loss else float("inf")


def _below(selected: Selected, i: int) -> Below:
    problem, one = selected.problem, selected.problem.ids[i]
    option = option_of(problem, i)
    if option is None or selected.solved.chosen is None:
        return Below(one, Cause.BY_HAND, float("nan"), (), (), float("nan"))
    value, chosen = float(problem.options.value[option]), selected.solved.chosen
    over = _over(problem, chosen, i)
    found = list_with(selected, i)
    if found.chosen is None:
        return Below(one, Cause.IMPOSSIBLE, value, over, (), float("nan"))
    kept = set(problem.options.project[found.chosen].tolist())
    gone = tuple(problem.ids[j] for j in sorted(set(problem.options.project[chosen].tolist()) - kept))
    loss = selected.solved.value - found.value
    return Below(one, _cause(value, over, selected), value, over, gone, loss)


def _cause(value: float, over: tuple[Over, ...], selected: Selected) -> Cause:
    kinds = {row.kind for row in over}
    if LimitKind.AFTER in kinds:
        return Cause.PREDECESSOR
    if value <= 0.0:
        return Cause.WORTHLESS
    if LimitKind.EXCLUSIVE in kinds:
        return Cause.GROUP
    if kinds:
        return Cause.LIMIT
    return Cause.RISK if selected.problem.risk_floor is not None else Cause.PASSED_OVER


def _over(problem: Problem, chosen: Ints, i: int) -> tuple[Over, ...]:
    """What adding the project would exceed, at the start where that is the fewest limits."""
    return min((_over_by(problem, chosen, int(one)) for one in problem.of_project(i)), key=len)


def _over_by(problem: Problem, chosen: Ints, option: int) -> tuple[Over, ...]:
    together = np.append(chosen, option)
    rows = []
    for limit in problem.limits:
        excess = limit.used(together) - limit.high
        if excess > TOLERANCE and option in limit.options:
            rows.append(Over(limit.words, limit.kind, excess))
    return tuple(sorted(rows, key=_first))


def _first(row: Over) -> tuple[bool, float, str]:
    """What stands for a project or must come before it is said before sums."""
    return row.kind not in (LimitKind.AFTER, LimitKind.EXCLUSIVE), -row.by, row.words
