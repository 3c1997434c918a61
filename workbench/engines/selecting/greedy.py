"""Greedy selection by profitability index: value per share of the limits used; deterministic, no solver."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.plan.plan import Plan
from workbench.engines.selecting.limits import Limit, LimitKind, Problem, limits_of
from workbench.engines.selecting.options import Floats, Ints, options_at_intake
from workbench.scenario import Scenario

TOLERANCE = 1e-6
"""Money or FTE-days this small never turn a project down: they stand for the rounding of sums."""


@dataclass(frozen=True, eq=False)
class Picked:
    """A list, whether it keeps every limit, and its options in the order in which they were taken."""

    chosen: Ints
    keeps: bool
    order: tuple[int, ...]


def admitted(scenario: Scenario, plan: Plan) -> NDArray[np.bool_]:
    """Which projects of a plan the rule admits; what is forced in is admitted whatever it uses."""
    problem = limits_of(scenario, plan, options_at_intake(scenario, plan), 0.0)
    picked = greedy(problem)
    yes = np.zeros(len(plan.projects.ids), dtype=np.bool_)
    yes[problem.options.project[picked.chosen]] = True
    return yes


def shares(problem: Problem) -> Floats:
    """What each option uses: the sum of its shares of budgets and people; infinite where there is nothing.

    Limits that all projects together keep count for nothing: they turn nobody down.
    """
    share = np.zeros(len(problem.options))
    project = problem.options.project
    for limit in problem.limits:
        if limit.kind in (LimitKind.BUDGET, LimitKind.PEOPLE):
            most = np.zeros(len(problem.ids))
            np.maximum.at(most, project[limit.options], limit.weight)
            if float(most.sum()) > limit.high:
                share[limit.options] += limit.weight / limit.high if limit.high > 0.0 else math.inf
    return share


def greedy(problem: Problem) -> Picked:
    """What is forced in, then what buckets still lack, then the rest, each by profitability index.

    The index is value ÷ shares of the limits used (Dantzig 1957, from memory; with several limits a
    heuristic). A project stands together with the predecessors that it still lacks. Ties go to the higher
    value, the earlier intake, then the id. What has no value is never taken unless it is forced or a
    bucket lacks it.
    """
    state = _State(problem)
    for limit in problem.limits:
        if limit.kind is LimitKind.FORCED:
            state.force(limit.options.tolist())
    order = state.order()
    for limit in problem.limits:
        if limit.low > 0.0 and limit.kind is LimitKind.BUCKET:
            mine = set(limit.options.tolist())
            state.fill([o for o in order if o in mine], limit)
    before = -1
    while len(state.chosen) != before:
        before = len(state.chosen)
        state.take(order)
    chosen = np.array(sorted(state.chosen), dtype=np.int64)
    return Picked(chosen, not violated(problem, chosen), tuple(state.chosen))


def violated(problem: Problem, chosen: Ints) -> list[Limit]:
    """Limits that a list does not keep."""
    broken = []
    for limit in problem.limits:
        used = limit.used(chosen)
        if used > limit.high + TOLERANCE or used < limit.low - TOLERANCE:
            broken.append(limit)
    return broken


class _State:
    """A list in the making, with what is used of each limit."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.chosen: dict[int, None] = {}
        self._taken: set[int] = set()
        self._used = [0.0] * len(problem.limits)
        self._value = problem.options.value.tolist()
        self._share = shares(problem).tolist()
        self._project = problem.options.project.tolist()
        self._rows: list[list[tuple[int, float]]] = [[] for _ in range(len(problem.options))]
        for row, limit in enumerate(problem.limits):
            for option, weight in zip(limit.options.tolist(), limit.weight.tolist(), strict=True):
                self._rows[option].append((row, weight))

    def order(self) -> list[int]:
        """Options by index, each with what it lacks; those that cannot be are left out."""
        index: dict[int, tuple[float, float]] = {}
        for option in range(len(self._value)):
            bundle = self._bundle(option)
            if bundle:
                value, share = self._worth(bundle), math.fsum(self._share[one] for one in bundle)
                if math.isfinite(share):
                    ratio = value / share if share > 0.0 else math.copysign(math.inf, value)
                    index[option] = (-ratio, -value)
        return sorted(index, key=lambda option: (*index[option], option))

    def force(self, options: list[int]) -> None:
        """Take the first option that fits, or the first of all."""
        if not any(one in self.chosen for one in options):
            self._add([next((one for one in options if self._fits([one])), options[0])])

    def take(self, order: Iterable[int]) -> None:
        """Take what brings value and fits, one option of each project."""
        for option in order:
            bundle = self._bundle(option)
            if bundle and self._worth(bundle) > 0.0 and self._fits(bundle):
                self._add(bundle)

    def fill(self, order: list[int], limit: Limit) -> None:
        """Take what fits until a limit's least is reached."""
        row = self._problem.limits.index(limit)
        for option in order:
            if self._used[row] >= limit.low - TOLERANCE:
                return
            bundle = self._bundle(option)
            if bundle and self._fits(bundle):
                self._add(bundle)

    def _bundle(self, option: int) -> list[int]:
        """An option with the predecessors that it lacks; nothing where one of them cannot be had."""
        if self._project[option] in self._taken:
            return []
        bundle = [option]
        for row, _ in self._rows[option]:
            limit = self._problem.limits[row]
            if limit.kind is not LimitKind.AFTER:
                continue
            # With what the bundle holds already: an earlier start is in time for all later ones.
            mine = limit.weight[np.isin(limit.options, bundle)].sum()
            if self._used[row] + float(mine) <= limit.high + TOLERANCE:
                continue
            before = limit.options[limit.weight < 0.0].tolist()
            free = [one for one in before if self._project[one] not in self._taken]
            more = self._bundle(max(free, key=lambda one: (self._value[one], -one))) if free else []
            if not more:
                return []
            bundle += [one for one in more if one not in bundle]
        return bundle

    def _worth(self, bundle: list[int]) -> float:
        return math.fsum(self._value[one] for one in bundle)

    def _fits(self, bundle: list[int]) -> bool:
        """Whether no limit would be exceeded that is not exceeded already without it."""
        more: dict[int, float] = {}
        for option in bundle:
            for row, weight in self._rows[option]:
                more[row] = more.get(row, 0.0) + weight
        limits = self._problem.limits
        return all(
            weight <= 0.0 or self._used[row] + weight <= limits[row].high + TOLERANCE
            for row, weight in more.items()
        )

    def _add(self, bundle: list[int]) -> None:
        for option in bundle:
            self.chosen[option] = None
            self._taken.add(self._project[option])
            for row, weight in self._rows[option]:
                self._used[row] += weight
