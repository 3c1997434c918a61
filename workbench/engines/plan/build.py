"""From a scenario to its plan: order, days, arrays. Nothing here is random."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from workbench.engines.plan.calendar import close_of, day_of, due_day_of
from workbench.engines.plan.estimates import believed_benefits
from workbench.engines.plan.landscape import Landscape
from workbench.engines.plan.levels import levels_of
from workbench.engines.plan.limits import incidents_of, limits_of, triggers_of
from workbench.engines.plan.links import Links
from workbench.engines.plan.money import money_of, pools_of, rules_of
from workbench.engines.plan.order import order_of
from workbench.engines.plan.plan import MAX_ATTEMPTS, Floats, Ints, Packages, Plan, Projects
from workbench.engines.plan.ramping import with_ramp_up
from workbench.engines.plan.reviewing import reviews_of
from workbench.engines.plan.risks import risks_of
from workbench.engines.plan.worth import days_of, decay_of, programmes_of, strategy_of, window_of
from workbench.model.portfolio import Portfolio
from workbench.model.work import Project, WorkPackage
from workbench.policies import Estimates, Selection, SelectionRule
from workbench.scenario import Scenario


def plan_of(scenario: Scenario) -> Plan:
    """Turn a scenario into arrays in working days, in the tie order of DESIGN §4.1.

    Parameters
    ----------
    scenario
        A valid scenario.

    Returns
    -------
    Plan
        Depends on nothing but the content of the scenario; shuffling its lists changes nothing.
    """
    portfolio = scenario.portfolio
    horizon = close_of(portfolio, scenario.horizon)
    per_year = portfolio.calendar.days_per_year(portfolio.start, scenario.horizon)
    ordered = sorted(portfolio.projects, key=lambda one: (_intake(portfolio, one), one.id))
    work = [
        (i, one) for i, project in enumerate(ordered) for one in sorted(project.packages, key=lambda p: p.id)
    ]
    pool_ids = [pool.id for pool in sorted(portfolio.pools, key=lambda pool: pool.id)]
    landscape = Landscape.of(scenario, ordered, horizon, per_year)
    pools = pools_of(with_ramp_up(scenario, landscape), horizon)
    risks = risks_of(portfolio, ordered, work, landscape)
    levels, scale, noise_sigma, unreachable = levels_of(scenario, ordered, work, landscape)
    demand = _demand(work, pool_ids)
    packages = _packages(ordered, work, landscape, scale, noise_sigma, demand, pools.rate)
    projects = _projects(
        scenario, ordered, work, landscape, packages, pools.step_capacity[: len(pool_ids)], per_year
    )
    plan = Plan(
        scenario_name=scenario.name,
        seed=scenario.seed,
        horizon=horizon,
        days_per_year=per_year,
        correlation=portfolio.uncertainty.correlation,
        attempts=MAX_ATTEMPTS if bool((levels.rework > 0).any()) else 1,
        projects=projects,
        strategy=strategy_of(scenario, ordered),
        programmes=programmes_of(portfolio, ordered, per_year),
        packages=packages,
        pools=pools,
        levels=levels,
        risks=risks,
        money=money_of(scenario, horizon, per_year),
        rules=rules_of(scenario, horizon, reviews_of(scenario, landscape, horizon, per_year)),
        order=order_of(scenario.policy.dispatch, projects, packages, pools),
        incidents=incidents_of(portfolio, pool_ids, per_year),
        limits=limits_of(scenario.policy.release, ordered, pool_ids),
        triggers=triggers_of(scenario.policy, pool_ids),
        laws=tuple(package.duration for _, package in work),
        unreachable=unreachable,
    )
    plan = _served(scenario, plan, landscape)
    return _selected(scenario, plan) if scenario.policy.selection.rule is SelectionRule.GREEDY else plan


def _served(scenario: Scenario, plan: Plan, landscape: Landscape) -> Plan:
    """The plan with the PMO's people as desks, where requests for them queue inside the run."""
    if not any(landscape.apart):
        return plan
    from workbench.engines.plan.desks import service_of

    served = replace(plan, desks=service_of(scenario, plan, landscape))
    return replace(served, attempts=MAX_ATTEMPTS if served.worst_rework > 0.0 else 1)


def _selected(scenario: Scenario, plan: Plan) -> Plan:
    """The plan with what the rule “greedy” admits."""
    from workbench.engines.selecting.greedy import admitted

    return replace(plan, projects=replace(plan.projects, admitted=admitted(scenario, plan)))


def _intake(portfolio: Portfolio, project: Project) -> float:
    """Day of intake; what is in flight at the start came before it."""
    day = day_of(portfolio, project.intake)
    return min(0.0, day) if project.in_flight else day


def _floats(values: Iterable[float]) -> Floats:
    return np.array(list(values), dtype=np.float64)


def _demand(work: list[tuple[int, WorkPackage]], pools: list[str]) -> Ints:
    rows = [[round(100 * package.demand.get(pool, 0.0)) for pool in pools] for _, package in work]
    return np.array(rows, dtype=np.int64).reshape(len(work), len(pools))


def _packages(
    ordered: list[Project],
    work: list[tuple[int, WorkPackage]],
    landscape: Landscape,
    scale: Floats,
    noise_sigma: Floats,
    demand: Ints,
    rate: Floats,
) -> Packages:
    position = {(i, package.id): k for k, (i, package) in enumerate(work)}
    after = [sorted(position[i, one] for one in package.after) for i, package in work]
    stages = [project.stage_order for project in ordered]
    return Packages(
        ids=tuple(package.id for _, package in work),
        project=np.array([i for i, _ in work], dtype=np.int64),
        stage=np.array([stages[i].index(package.stage) for i, package in work], dtype=np.int64),
        unit=landscape.work_of,
        gates_needed=np.array(
            [_gates_before(ordered[i].gates, stages[i], package.stage) for i, package in work], dtype=np.int64
        ),
        after=Links.of(after),
        before=Links.of(_reversed(after)),
        mean=_floats(package.duration.mean for _, package in work),
        scale=scale,
        demand=demand,
        rate=demand @ rate / 100.0,
        done=np.array([package.done for _, package in work], dtype=np.bool_),
        spent=_floats(math.nan if package.spent_days is None else package.spent_days for _, package in work),
        noise_sigma=noise_sigma,
    )


def _gates_before(gates: tuple[str, ...], order: tuple[str, ...], stage: str) -> int:
    return sum(1 for gate in gates if order.index(gate) < order.index(stage))


def _reversed(after: list[list[int]]) -> list[list[int]]:
    before: list[list[int]] = [[] for _ in after]
    for later, row in enumerate(after):
        for earlier in row:
            before[earlier].append(later)
    return before


def _projects(
    scenario: Scenario,
    ordered: list[Project],
    work: list[tuple[int, WorkPackage]],
    landscape: Landscape,
    packages: Packages,
    capacity: Ints,
    per_year: float,
) -> Projects:
    portfolio = scenario.portfolio
    rank = {project.id: i for i, project in enumerate(ordered)}
    after = [sorted({rank[one] for one in project.after}) for project in ordered]
    members: list[list[int]] = [[] for _ in ordered]
    for k, (i, _) in enumerate(work):
        members[i].append(k)
    benefits = [project.benefit for project in ordered]
    believes = believed_benefits(portfolio)
    believed = [believes[project.id] for project in ordered]
    raw = scenario.policy.estimates is Estimates.RAW
    return Projects(
        ids=tuple(project.id for project in ordered),
        names=tuple(project.name or project.id for project in ordered),
        programmes=tuple(project.programme for project in ordered),
        classes=tuple(project.reference_class for project in ordered),
        intake=_floats(_intake(portfolio, project) for project in ordered),
        due=_floats(due_day_of(portfolio, project.due) for project in ordered),
        mandatory=np.array([project.mandatory for project in ordered], dtype=np.bool_),
        in_flight=np.array([project.in_flight for project in ordered], dtype=np.bool_),
        admitted=np.array(
            [_admitted(scenario.policy.selection, project) for project in ordered], dtype=np.bool_
        ),
        after=Links.of(after),
        before=Links.of(_reversed(after)),
        packages=Links.of(members),
        unit=landscape.unit_of,
        benefit=_floats(one.expected / per_year for one in believed),
        believed_benefit=_floats((one.stated if raw else one.expected) / per_year for one in believed),
        ramp=_floats(one.ramp_months * per_year / 12 for one in benefits),
        plateau=_floats(days_of(one.plateau_years, per_year) for one in benefits),
        decay=_floats(decay_of(one, per_year) for one in benefits),
        window=_floats(window_of(portfolio, one) for one in benefits),
        run_cost=_floats(one.run_cost_per_year / per_year for one in benefits),
        value_sigma=_floats(
            math.sqrt(math.log1p(project.value_cv**2) + math.log1p(one.cv**2))
            for project, one in zip(ordered, believed, strict=True)
        ),
        late_per_day=_floats(project.lateness.per_day for project in ordered),
        late_step=_floats(project.lateness.step for project in ordered),
        external=_floats(project.external_cost for project in ordered),
        termination_cost=_floats(project.termination_cost for project in ordered),
        salvage=_floats(project.salvage for project in ordered),
        reduced_work=_floats(one.reduced_scope.work_share if one.reduced_scope else 1.0 for one in ordered),
        reduced_benefit=_floats(
            one.reduced_scope.benefit_share if one.reduced_scope else 1.0 for one in ordered
        ),
        ordinal_value=_floats(_ordinal_value(project) for project in ordered),
        ordinal_size=_floats(project.ordinal.size if project.ordinal else 1.0 for project in ordered),
        constraint=_constraints(packages, members, capacity),
        gate_stages=Links.of([_gate_stages(project) for project in ordered]),
        operations_effect=_operations(portfolio, ordered),
    )


def _admitted(selection: Selection, project: Project) -> bool:
    if project.id in selection.exclude:
        return False
    if selection.rule is SelectionRule.CHOSEN and (project.mandatory or project.id in selection.projects):
        return True
    return project.in_flight or selection.rule in (SelectionRule.ALL, SelectionRule.GREEDY)


def _ordinal_value(project: Project) -> float:
    if project.ordinal is None:
        return 0.0
    return project.ordinal.value + project.ordinal.urgency + project.ordinal.opportunity


def _gate_stages(project: Project) -> list[int]:
    order = project.stage_order
    return sorted({order.index(gate) for gate in project.gates})


def _operations(portfolio: Portfolio, ordered: list[Project]) -> Ints:
    pools = sorted(pool.id for pool in portfolio.pools)
    rows = [[round(100 * project.operations_effect.get(pool, 0.0)) for pool in pools] for project in ordered]
    return np.array(rows, dtype=np.int64).reshape(len(ordered), len(pools))


def _constraints(packages: Packages, members: list[list[int]], capacity: Ints) -> Ints:
    """Each project's scarcest pool: of those it needs, the highest planned load ÷ capacity at the start."""
    open_days = np.where(packages.done, 0.0, packages.mean)
    load = open_days @ packages.demand
    pressure = [
        float(load[p]) / float(capacity[p]) if capacity[p] > 0 else math.inf for p in range(len(capacity))
    ]
    chosen = []
    for rows in members:
        needed = [p for p in range(len(pressure)) if any(packages.demand[k, p] > 0 for k in rows)]
        chosen.append(max(needed, key=lambda p: (pressure[p], -p)) if needed else -1)
    return np.array(chosen, dtype=np.int64)
