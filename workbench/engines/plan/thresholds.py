"""How much less than stopping continuing may be worth where later gates can still stop: plan-time arrays.

Backward induction over a project's remaining gates on a grid of the posterior mean of its benefit (optimal
stopping by dynamic programming; from memory: Bellman 1957). With W the value at a gate, m the log of the
posterior mean, C the labour until the next gate and K what stopping brings:
W(m) = max(K, −C + E[W′(m′)]), m′ ~ N(m − s²/2, s²), s² = what the looks until the next gate take off the
variance. Expectations by Gauss–Hermite quadrature with 21 nodes. It assumes that the project runs as planned
from its intake on, at the present level, and counts looks at gates alone; looks at reviews are left out.
"""

from __future__ import annotations

import math

import numpy as np

from workbench.engines.plan.plan import Floats, Plan
from workbench.engines.rules.figures import benefit_of, lateness_of, present, run_cost_of
from workbench.engines.rules.network import longest_path
from workbench.engines.rules.records import Figures, Network

NODES = 21
GRID = 401
SPAN = 8.0
"""The grid reaches so many prior standard deviations to either side."""


def option_thresholds(plan: Plan, figures: Figures, network: Network, assessors: int) -> Floats:
    """Thresholds of every project: before any gate, then one for each gate; 0 where nothing follows.

    Parameters
    ----------
    plan, figures, network
        The plan, and the same as flat records.
    assessors
        How many take each look.
    """
    rows = [
        _of_project(plan, figures, network, i, len(gates), assessors)
        for i, gates in enumerate(plan.projects.gate_stages.rows())
    ]
    return np.concatenate(rows) if rows else np.zeros(0)


def _of_project(plan: Plan, figures: Figures, network: Network, i: int, gates: int, assessors: int) -> Floats:
    found, sigma = np.zeros(gates + 1), float(figures.value_sigma[i])
    if gates == 0 or sigma == 0.0:
        return found
    begin = max(0.0, float(plan.projects.intake[i]))
    day, cost, done = _course(plan, network, i, gates, begin)
    left = _variances(plan, i, day, sigma, assessors)
    benefit = benefit_of(figures, i, done)
    fixed = run_cost_of(figures, i, done) + lateness_of(figures, i, done)
    on_exit, never = float(figures.on_exit[i]), lateness_of(figures, i, figures.end)
    stop = [on_exit * present(figures, one) - never for one in day]
    grid = np.linspace(-SPAN * sigma, SPAN * sigma, GRID)
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    weights = weights / weights.sum()
    following = np.exp(grid) * benefit - fixed
    for gate in range(gates, -1, -1):
        if gate < gates:
            spread = math.sqrt(max(0.0, left[gate] - left[gate + 1]))
            reached = grid[:, None] - spread * spread / 2 + spread * nodes
            following = np.interp(reached, grid, following) @ weights
        going_on = following - cost[gate] * present(figures, day[gate])
        if gate < gates:
            rest = cost[gate:].sum() * present(figures, day[gate])
            found[gate] = _indifference(grid, going_on - stop[gate], benefit, fixed + rest + stop[gate])
        following = np.maximum(going_on, stop[gate])
    return found


def _course(
    plan: Plan, network: Network, i: int, gates: int, begin: float
) -> tuple[list[float], Floats, float]:
    """Days of the beginning and of each gate, labour from each to the next, and the day of completion."""
    packages, members = plan.packages, plan.projects.packages.row(i)
    planned = np.where(packages.done, 0.0, packages.mean)
    finish = [0.0] * len(planned)
    day, cost = [begin], np.zeros(gates + 1)
    for k in members:
        cost[packages.gates_needed[k]] += planned[k] * packages.rate[k]
    for gate in range(1, gates + 1):
        until = np.where(packages.gates_needed < gate, planned, 0.0).tolist()
        day.append(begin + longest_path(network, i, until, finish))
    return day, cost, begin + longest_path(network, i, planned.tolist(), finish)


def _variances(plan: Plan, i: int, day: list[float], sigma: float, assessors: int) -> list[float]:
    """Variance of ln(benefit) left at the beginning and after the looks heard of at each gate."""
    unit = plan.projects.unit[i]
    noise, age = float(plan.levels.gate_noise[unit, 0]), float(plan.levels.report_age[unit, 0])
    share, prior = plan.rules.lasting_error, sigma * sigma
    left = [prior]
    for now in day[1:]:
        heard = sum(1 for one in day[1:] if one <= now - age)
        if heard == 0:
            left.append(prior)
            continue
        error = noise * noise / assessors * (share + (1.0 - share) / heard)
        left.append(prior * error / (prior + error))
    return left


def _indifference(grid: Floats, margin: Floats, benefit: float, rest: float) -> float:
    """Myopic belief at which going on is as good as stopping; at most 0: the chance to stop is free."""
    better = np.flatnonzero(margin >= 0.0)
    if better.size == 0:
        return 0.0
    first = int(better[0])
    if first == 0:
        return -math.inf
    step = margin[first - 1] / (margin[first - 1] - margin[first])
    at = grid[first - 1] + step * (grid[first] - grid[first - 1])
    return min(0.0, math.exp(at) * benefit - rest)
