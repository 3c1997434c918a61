"""The limits of a selection as rows over its options: low ≤ weights · chosen ≤ high, each with its words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from workbench.engines.plan.plan import Plan
from workbench.engines.selecting.options import Floats, Ints, Options
from workbench.model.alignment import contribution
from workbench.model.portfolio import Portfolio
from workbench.policies import Bucket, BucketOf
from workbench.scenario import Scenario


class LimitKind(StrEnum):
    """What a limit is about."""

    ONCE = "once"
    """A project starts at most once."""
    FORCED = "forced"
    AFTER = "after"
    EXCLUSIVE = "exclusive"
    BUDGET = "budget"
    BUCKET = "bucket"
    PEOPLE = "people"


@dataclass(frozen=True, eq=False)
class Limit:
    """One row.

    Parameters
    ----------
    kind, words
        What it is, for people: “the budget of 2027”.
    group
        Rows of one group stand and fall together when a clash is explained.
    options, weight
        Which options count, and how much.
    low, high
        Bounds of the sum; infinite where there is none.
    """

    kind: LimitKind
    words: str
    group: str
    options: Ints
    weight: Floats
    low: float
    high: float

    def used(self, chosen: Ints) -> float:
        """Sum over chosen options.

        Examples
        --------
        >>> two = np.arange(2)
        >>> Limit(LimitKind.BUDGET, "the budget of 2027", "2027", two, np.array([3.0, 4.0]), 0, 5).used(two)
        7.0
        """
        return float(self.weight[np.isin(self.options, chosen)].sum())


@dataclass(frozen=True, eq=False)
class Problem:
    """A selection to be made.

    Parameters
    ----------
    ids, names
        Of the projects, in the order of the plan.
    options
        What may be chosen.
    limits
        What must be kept.
    fixed
        Worth that no choice changes: leaving everything out, less the PMO.
    risk_floor
        Least average of the worst tenth of drawn plan values, if any.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    options: Options
    limits: tuple[Limit, ...]
    fixed: float
    risk_floor: float | None

    def of_project(self, i: int) -> Ints:
        """Options of one project."""
        return np.flatnonzero(self.options.project == i)

    def plan_value(self, chosen: Ints) -> float:
        """What a list is worth by plan."""
        return self.fixed + math.fsum(self.options.value[chosen].tolist())


def budgets_seen(plan: Plan) -> Floats:
    """Budget of each fiscal year that a selection sees: after every dated cut of the scenario.

    A board that selects on day 0 of a what-if is taken to know what the what-if says.
    """
    budget = plan.money.budget.copy()
    np.subtract.at(budget, plan.money.cut_year, plan.money.cut_amount)
    return np.maximum(budget, 0.0)


def limits_of(scenario: Scenario, plan: Plan, options: Options, pmo_cost: float) -> Problem:
    """All limits but people: what is forced in, what depends on what, budgets, groups and buckets."""
    selection = scenario.policy.selection
    rows = [
        *_once(plan, options),
        *_forced(scenario, plan, options),
        *_after(plan, options),
        *_exclusive(scenario, plan, options),
        *_budgets(plan, options),
        *_buckets(scenario, plan, options),
    ]
    return Problem(
        ids=plan.projects.ids,
        names=plan.projects.names,
        options=options,
        limits=tuple(rows),
        fixed=math.fsum(options.left_out.tolist()) - pmo_cost,
        risk_floor=selection.worst_tenth_at_least,
    )


def with_people(problem: Problem, plan: Plan, names: tuple[str, ...]) -> Problem:
    """The same with the FTE-days of each pool in each quarter; what is under way may exceed them."""
    options, edges = problem.options, np.append(problem.options.quarter_start, 2 * plan.horizon)
    rows = list(problem.limits)
    under_way = plan.projects.in_flight[options.project]
    for p in range(len(plan.pools.ids)):
        there = _fte_days(plan, p, edges)
        for q in range(len(edges) - 1):
            weight = options.load[:, p, q]
            used = np.flatnonzero(weight > 0.0)
            if used.size:
                words = f"{plan.pools.names[p]} in the quarter from {names[q]}"
                high = max(there[q], float(weight[under_way].sum()))
                rows.append(
                    Limit(LimitKind.PEOPLE, words, plan.pools.names[p], used, weight[used], -math.inf, high)
                )
    return Problem(problem.ids, problem.names, options, tuple(rows), problem.fixed, problem.risk_floor)


def _fte_days(plan: Plan, pool: int, edges: Floats) -> list[float]:
    mine = plan.pools.step_pool == pool
    days = plan.pools.step_day[mine]
    ends = np.append(days[1:], np.inf)
    within = np.minimum(ends[None, :], edges[1:, None]) - np.maximum(days[None, :], edges[:-1, None])
    return [float(one) for one in np.maximum(within, 0.0) @ (plan.pools.step_capacity[mine] / 100.0)]


def _row(
    kind: LimitKind, words: str, group: str, weights: dict[int, float], low: float, high: float
) -> Limit:
    places = sorted(weights)
    return Limit(
        kind,
        words,
        group,
        np.array(places, dtype=np.int64),
        np.array([weights[one] for one in places], dtype=np.float64),
        low,
        high,
    )


def _ones(options: Options, i: int) -> dict[int, float]:
    return dict.fromkeys(np.flatnonzero(options.project == i).tolist(), 1.0)


def _once(plan: Plan, options: Options) -> Iterator[Limit]:
    for i, one in enumerate(plan.projects.ids):
        weights = _ones(options, i)
        if len(weights) > 1:
            yield _row(LimitKind.ONCE, f"{one} starts once", "", weights, 0.0, 1.0)


def _forced(scenario: Scenario, plan: Plan, options: Options) -> Iterator[Limit]:
    asked = set(scenario.policy.selection.include)
    for i, one in enumerate(plan.projects.ids):
        weights = _ones(options, i)
        why = (
            "is under way"
            if plan.projects.in_flight[i]
            else "is mandatory"
            if plan.projects.mandatory[i]
            else "must be selected"
            if one in asked
            else ""
        )
        if why and weights:
            words = (
                f"{one} {plan.projects.names[i]} {why}" if plan.projects.names[i] != one else f"{one} {why}"
            )
            group = "under way" if plan.projects.in_flight[i] else words
            yield _row(LimitKind.FORCED, words, group, weights, 1.0, 1.0)


def _after(plan: Plan, options: Options) -> Iterator[Limit]:
    """A project needs its predecessors; with several starts, each start needs them done by plan."""
    for j, later in enumerate(plan.projects.ids):
        mine = np.flatnonzero(options.project == j)
        if plan.projects.in_flight[j]:
            continue
        for i in plan.projects.after.row(j):
            before = np.flatnonzero(options.project == i)
            words = f"{later} needs {plan.projects.ids[i]}"
            for place, start in enumerate(options.start[mine].tolist()):
                weights = dict.fromkeys(mine[: place + 1].tolist(), 1.0)
                in_time = before[options.done[before] <= start + 1e-9]
                weights |= dict.fromkeys(in_time.tolist(), -1.0)
                yield _row(LimitKind.AFTER, words, words, weights, -math.inf, 0.0)


def _exclusive(scenario: Scenario, plan: Plan, options: Options) -> Iterator[Limit]:
    place = {one: i for i, one in enumerate(plan.projects.ids)}
    for group in scenario.policy.selection.exclusive:
        weights: dict[int, float] = {}
        for one in group.projects:
            weights |= _ones(options, place[one])
        words = f"at most {group.most} of {', '.join(group.projects)}"
        yield _row(LimitKind.EXCLUSIVE, words, words, weights, -math.inf, float(group.most))


def _budgets(plan: Plan, options: Options) -> Iterator[Limit]:
    """What is under way commits without a test, so where it alone exceeds a year, nothing new fits there."""
    seen, under_way = budgets_seen(plan), plan.projects.in_flight[options.project]
    cost, budget, words = options.cost, seen, "the budget of {}"
    if plan.money.carry_over:
        cost, budget, words = np.cumsum(cost, axis=1), np.cumsum(seen), "the budgets until {}"
    for y, year in enumerate(plan.money.year_names):
        weight = cost[:, y]
        used = np.flatnonzero(weight > 0.0)
        if math.isfinite(budget[y]) and used.size:
            high = max(float(budget[y]), float(weight[under_way].sum()))
            said = words.format(year)
            yield Limit(LimitKind.BUDGET, said, said, used, weight[used], -math.inf, high)


def _buckets(scenario: Scenario, plan: Plan, options: Options) -> Iterator[Limit]:
    seen = budgets_seen(plan)
    limited = np.isfinite(seen)
    available = float(seen[limited].sum())
    within = options.cost[:, limited].sum(axis=1)
    for bucket in scenario.policy.selection.buckets:
        weight = within * _shares(bucket, scenario.portfolio, plan)[options.project]
        used = np.flatnonzero(weight > 0.0)
        under_way = plan.projects.in_flight[options.project[used]]
        high = math.inf if bucket.high >= 1.0 else bucket.high * available
        high = max(high, float(weight[used][under_way].sum()))
        named = f"{bucket.of} {bucket.name}"
        for low, top, words in (
            (bucket.low * available, math.inf, f"{named} gets {bucket.low:.0%} of the budget or more"),
            (-math.inf, high, f"{named} gets {bucket.high:.0%} of the budget or less"),
        ):
            if low > 0.0 or math.isfinite(top):
                yield Limit(LimitKind.BUCKET, words, words, used, weight[used], low, top)


def _shares(bucket: Bucket, portfolio: Portfolio, plan: Plan) -> Floats:
    """Share of each project's cost that counts for a bucket."""
    projects = {project.id: project for project in portfolio.projects}
    objectives = [one for one in portfolio.objectives if not one.monetised]
    shares = []
    for one in plan.projects.ids:
        project = projects[one]
        if bucket.of is BucketOf.PROGRAMME:
            shares.append(float(project.programme == bucket.name))
        elif bucket.of is BucketOf.CLASS:
            shares.append(float(project.reference_class == bucket.name))
        else:
            points = {one.id: one.weight * max(0.0, contribution(one, project)) for one in objectives}
            total = math.fsum(points.values())
            shares.append(points.get(bucket.name, 0.0) / total if total > 0.0 else 0.0)
    return np.array(shares)
