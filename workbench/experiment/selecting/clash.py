"""Why no list keeps every limit: a smallest set of limits that cannot hold together, and what is missing.

Deletion filtering (Chinneck and Dravnieks 1991, from memory): drop one limit after the other, and leave out
what the clash does not need. What is left is irreducible: without any one of them, a list exists.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from workbench.engines.selecting.limits import Limit, LimitKind, Problem
from workbench.experiment.selecting.drawn import Drawn
from workbench.experiment.selecting.solve import is_possible

SECONDS = 2.0
"""Longest time for each question to the solver."""

RISK = "the risk limit"

SOFT = (LimitKind.BUDGET, LimitKind.BUCKET, LimitKind.PEOPLE)


@dataclass(frozen=True)
class Short:
    """By how much a limit would have to give way for the clash to end.

    Parameters
    ----------
    words, kind
        The limit.
    by
        Money, or FTE-days where it is about people.
    """

    words: str
    kind: LimitKind
    by: float


@dataclass(frozen=True)
class Clash:
    """Limits that cannot hold together, and the least that budgets, buckets or people lack for them."""

    limits: tuple[str, ...]
    short: tuple[Short, ...]


def clash_of(problem: Problem, drawn: Drawn | None = None) -> Clash | None:
    """The clash, or None where a list keeps every limit.

    Parameters
    ----------
    problem
        What to select from.
    drawn
        Drawn plan values, where the problem has a risk limit.
    """
    if is_possible(problem, problem.limits, drawn, SECONDS):
        return None
    plain = replace(problem, risk_floor=None)
    risky = is_possible(plain, plain.limits, None, SECONDS)
    asked = problem if risky else plain
    groups = list(dict.fromkeys(one.group for one in asked.limits if one.group))
    kept = list(groups)
    # What people decide is named before what the portfolio is made of: the former is dropped last.
    for group in sorted(groups, key=lambda one: _kind(asked, one) is not LimitKind.AFTER):
        without = [one for one in kept if one != group]
        if not is_possible(asked, _of(asked, without), drawn, SECONDS):
            kept = without
    words = [_words(asked, group) for group in groups if group in kept]
    limits = _of(asked, kept)
    return Clash(tuple([*words, RISK] if risky else words), () if risky else _short(asked, limits))


def _of(problem: Problem, groups: list[str]) -> list[Limit]:
    return [one for one in problem.limits if not one.group or one.group in groups]


def _kind(problem: Problem, group: str) -> LimitKind:
    return next(one.kind for one in problem.limits if one.group == group)


def _words(problem: Problem, group: str) -> str:
    """A group of one row in its words, of several by its name."""
    rows = [one for one in problem.limits if one.group == group]
    if rows[0].kind is LimitKind.PEOPLE:
        return f"the people of {group}"
    if rows[0].kind is LimitKind.FORCED and len(rows) > 1:
        return "what is under way stays"
    return rows[0].words


def _short(problem: Problem, limits: list[Limit]) -> tuple[Short, ...]:
    """Elastic relaxation: let budgets, buckets and people give way, and as little as possible in all."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    soft = [row for row, one in enumerate(limits) if one.kind in SOFT]
    if not soft:
        return ()
    n = len(problem.options)
    rows = np.zeros((len(limits), n + len(soft)))
    for row, one in enumerate(limits):
        rows[row, one.options] = one.weight
    size = max(float(np.abs(limits[row].weight).max(initial=1.0)) for row in soft)
    for place, row in enumerate(soft):
        rows[row, n + place] = -size if math.isfinite(limits[row].high) else size
    goal = np.concatenate([np.zeros(n), np.ones(len(soft))])
    bounds = Bounds(np.zeros(n + len(soft)), np.concatenate([np.ones(n), np.full(len(soft), np.inf)]))
    integral = np.concatenate([np.ones(n), np.zeros(len(soft))])
    low, high = np.array([one.low for one in limits]), np.array([one.high for one in limits])
    found = milp(
        goal,
        constraints=LinearConstraint(rows, low, high),
        bounds=bounds,
        integrality=integral,
        options={"time_limit": SECONDS},
    )
    if found.x is None:
        return ()
    lacking = [(limits[row], size * float(found.x[n + place])) for place, row in enumerate(soft)]
    return tuple(Short(one.words, one.kind, by) for one, by in lacking if by > 1e-3)
