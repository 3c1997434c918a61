"""The best list by plan, by mixed-integer programming; never worse than greedy, “optimal” only when proven.

A solver's clock decides how far it gets, so this is a step of its own before day 0: what it finds is written
down as a list, and no simulation ever waits for a solver.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from workbench.engines.selecting.greedy import greedy, violated
from workbench.engines.selecting.limits import Limit, LimitKind, Problem
from workbench.engines.selecting.options import Ints
from workbench.experiment.selecting.drawn import WORST, Drawn

SECONDS = 10.0
"""Longest time that the solver may take."""

CLOSE = 1e-6
"""Relative gap at which a list counts as proven to be the best."""


@dataclass(frozen=True, eq=False)
class Aim:
    """What a list should maximise: (1 − weight) · plan value + weight · average of the worst tenth drawn.

    Rockafellar and Uryasev (2000): that average is max over η of η − Σ max(η − V_s, 0) ÷ (share · S).
    """

    weight: float
    drawn: Drawn | None


PLAN_VALUE = Aim(0.0, None)


@dataclass(frozen=True, eq=False)
class Solved:
    """A list.

    Parameters
    ----------
    chosen
        Its options; None where no list keeps every limit.
    value
        Its plan value.
    bound
        No list is worth more by plan (NaN where nothing is known).
    proven
        Whether no list is better, to one millionth.
    greedy_value
        What greedy reaches; NaN where it keeps not every limit.
    """

    chosen: Ints | None
    value: float
    bound: float
    proven: bool
    greedy_value: float

    def gap_in(self, problem: Problem) -> float:
        """How far at most below the best list, as a share of what the choice is worth."""
        if math.isnan(self.bound):
            return math.nan
        return max(0.0, self.bound - self.value) / max(abs(self.value - problem.fixed), 1.0)


def by_greedy(problem: Problem) -> Solved:
    """The greedy list where it keeps every limit; nothing is proven."""
    picked = greedy(problem)
    if not picked.keeps:
        return Solved(None, math.nan, math.nan, False, math.nan)
    value = problem.plan_value(picked.chosen)
    return Solved(picked.chosen, value, math.nan, False, value)


def best(problem: Problem, drawn: Drawn | None = None, seconds: float = SECONDS) -> Solved:
    """The better of the greedy list and the solver's, by plan value.

    Parameters
    ----------
    problem
        What to select from.
    drawn
        Drawn plan values; needed where the problem has a risk limit.
    seconds
        Longest time that the solver may take.
    """
    picked = greedy(problem)
    reached = problem.plan_value(picked.chosen) if picked.keeps else math.nan
    if picked.keeps and problem.risk_floor is not None and drawn is not None:
        reached = reached if drawn.worst(picked.chosen) + problem.fixed >= problem.risk_floor else math.nan
    found, bound, proven = solver_list(problem, Aim(0.0, drawn), seconds)
    value = problem.plan_value(found) if found is not None else math.nan
    if not math.isnan(reached) and not value > reached:
        close = not math.isnan(bound) and bound - reached <= CLOSE * max(1.0, abs(reached - problem.fixed))
        return Solved(picked.chosen, reached, bound, proven and close, reached)
    return Solved(found, value, bound, proven and found is not None, reached)


def solver_list(problem: Problem, aim: Aim, seconds: float) -> tuple[Ints | None, float, bool]:
    """What the solver finds: a list if any, a bound on the aim (fixed worth included), and whether proven."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    n = len(problem.options)
    if n == 0:
        none = np.array([], dtype=np.int64)
        return (None if violated(problem, none) else none), problem.fixed, True
    rows, low, high = _matrix(problem, aim)
    columns = rows.shape[1]
    goal = np.zeros(columns)
    goal[:n] = (1.0 - aim.weight) * problem.options.value
    if aim.drawn is not None and columns > n:
        scenarios = columns - n - 1
        unit = aim.drawn.unit
        goal[n] = aim.weight * unit
        goal[n + 1 :] = -aim.weight * unit / (WORST * scenarios)
    scale = max(1.0, float(np.abs(goal).max()))
    lower, upper = np.zeros(columns), np.ones(columns)
    if columns > n:
        lower[n], upper[n:] = -np.inf, np.inf
    integral = np.zeros(columns)
    integral[:n] = 1
    found = milp(
        -goal / scale,
        constraints=LinearConstraint(rows, low, high) if rows.shape[0] else (),
        bounds=Bounds(lower, upper),
        integrality=integral,
        options={"time_limit": seconds, "mip_rel_gap": CLOSE},
    )
    bound = math.nan
    if found.mip_dual_bound is not None:
        bound = -float(found.mip_dual_bound) * scale + problem.fixed
    if found.x is None:
        return None, bound, found.status == 2
    chosen = np.flatnonzero(found.x[:n] > 0.5)
    return chosen, bound, found.status == 0


def _matrix(problem: Problem, aim: Aim):  # type: ignore[no-untyped-def]
    """Rows of the limits, and of the worst tenth where it counts, as a sparse matrix with bounds.

    Each row is divided by its largest weight, and η and what falls short of it are in units of the largest
    drawn value: money beside counts would cost the solver its precision.
    """
    from scipy.sparse import csr_array

    n, drawn = len(problem.options), aim.drawn
    risky = drawn is not None and (aim.weight > 0.0 or problem.risk_floor is not None)
    data: list[float] = []
    at: list[tuple[int, int]] = []
    low: list[float] = []
    high: list[float] = []
    for limit in problem.limits:
        scale = float(np.abs(limit.weight).max(initial=0.0)) or 1.0
        data += (limit.weight / scale).tolist()
        at += [(len(low), option) for option in limit.options.tolist()]
        low.append(limit.low / scale)
        high.append(limit.high / scale)
    columns = n
    if risky and drawn is not None:
        scenarios = len(drawn.values)
        columns = n + 1 + scenarios
        for s in range(scenarios):
            # u_s ≥ η − V_s·x
            row = [*(drawn.values[s] / drawn.unit).tolist(), -1.0, 1.0]
            at += [(len(low), column) for column in (*range(n), n, n + 1 + s)]
            data += row
            low.append(0.0)
            high.append(np.inf)
        if problem.risk_floor is not None:
            at += [(len(low), n), *((len(low), n + 1 + s) for s in range(scenarios))]
            data += [1.0, *([-1.0 / (WORST * scenarios)] * scenarios)]
            low.append((problem.risk_floor - problem.fixed) / drawn.unit)
            high.append(np.inf)
    places = np.array(at, dtype=np.int64).reshape(len(at), 2)
    matrix = csr_array((data, (places[:, 0], places[:, 1])), shape=(len(low), columns))
    return matrix, np.array(low), np.array(high)


def is_possible(problem: Problem, limits: Sequence[Limit], drawn: Drawn | None, seconds: float) -> bool:
    """Whether some list keeps these limits; undecided counts as possible."""
    options = replace(problem.options, value=np.zeros(len(problem.options)))
    kept = replace(problem, options=options, limits=tuple(limits))
    found, _, proven = solver_list(kept, Aim(0.0, drawn), seconds)
    return found is not None or not proven


def with_forced(problem: Problem, i: int) -> Problem:
    """The same problem with one more project that must be in."""
    mine = problem.of_project(i)
    words = f"{problem.ids[i]} must be in"
    row = Limit(LimitKind.FORCED, words, words, mine, np.ones(len(mine)), 1.0, 1.0)
    return replace(problem, limits=(*problem.limits, row))
