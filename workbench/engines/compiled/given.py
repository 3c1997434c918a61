"""What the compiled engine is given: a plan and the luck of a block, as records of arrays."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from workbench.engines.agenda import Agenda
from workbench.engines.draws import Draws
from workbench.engines.plan import Plan
from workbench.engines.plan.plan import Bools, Floats, Ints
from workbench.engines.records import Records, arrays_of
from workbench.engines.rules.index import APPARENT_TARDINESS, PACKAGE, WORST_CASE_SLACK
from workbench.engines.rules.records import Luck, RankingRule
from workbench.engines.rules.sight import depends_on_time, sees_work
from workbench.engines.rules.trigger import OTHER_DISPATCH
from workbench.engines.tables import kinds_of, needed_pools, tables_of
from workbench.errors import RunError


class Agendas(NamedTuple):
    """What is dated, each in rising order."""

    instant: Floats
    """Every day after 0 on which something happens, until 2H."""
    intake: Floats
    level: Floats
    year: Floats
    cut_day: Floats
    cut_year: Ints
    cut_amount: Floats
    board: Floats
    review: Floats
    replan: Floats
    escalation: Floats
    step_day: Floats
    step_pool: Ints
    step_capacity: Ints
    last_decision: float


class Shape(NamedTuple):
    """Projects, packages and the classes of packages that need the same people."""

    projects: int
    packages: int
    pools: int
    admitted: Bools
    in_flight: Bools
    mandatory: Bools
    external: Floats
    waits_for: Ints
    """Number of predecessor projects."""
    before_start: Ints
    before: Ints
    """Projects that wait for each."""
    gate_start: Ints
    gate_stage: Ints
    operations_effect: Ints
    """Projects × pools."""
    incident_people: Ints
    """Hundredths that each kind of incident pulls away, incidents × pools."""
    is_covered: bool
    """Whether people of some pool can stand in for those of another."""
    covers: Ints
    """Per cent of a missing person that one of another pool replaces, lenders × pools."""
    needs_start: Ints
    needs: Ints
    """Pools on which each project has work to do."""
    project: Ints
    """Of each package."""
    stage: Ints
    opens_start: Ints
    opens: Ints
    """Packages that wait for each."""
    done: Bools
    under_way: Bools
    spent: Floats
    milestone: Bools
    kind: Ints
    """Class of each package: those of one class fit together or not at all."""
    kind_start: Ints
    """First place of a class in the queue."""
    kind_of_demand: Ints
    """A package of each class, to know its demand."""
    package_index: Floats
    """By which packages get people, where the rule ranks packages."""
    not_before: Floats
    """Day of the timetable."""


class Watched(NamedTuple):
    """Triggers; see `workbench.engines.plan.plan.Triggers`."""

    signal: Ints
    pool: Ints
    above: Ints
    bound: Floats
    action: Ints
    limit: Ints
    days: Floats


class Decisions(NamedTuple):
    """The policy."""

    horizon: float
    release: RankingRule
    dispatch: RankingRule
    other_dispatch: RankingRule
    """That of triggers."""
    dispatch_moves: bool
    """Whether the index of dispatch moves although nothing happens to a project."""
    dispatch_sees_work: bool
    """Whether it changes as packages get done."""
    dispatch_needs_mean: bool
    by_package: bool
    """Whether dispatch ranks packages, not their projects."""
    by_pairs: bool
    """Whether their index is one over pairs of them."""
    wip_limit: int
    programme: Ints
    """Of each project, among those with a limit; −1 without."""
    programme_limit: Ints
    pool_limit: Ints
    hysteresis: float
    keeps: bool
    """Whether projects keep their people between packages."""
    escalates: bool
    """Whether the PMO ever lets late projects go first, and by how many days they must be late."""
    tolerated: float
    triggers: Watched
    calendar_boards: bool
    limited: bool
    """Whether any year has a budget."""
    budget: Floats
    reserve: Floats
    carry_over: bool


class Given(NamedTuple):
    """A plan for the compiled engine."""

    records: Records
    agenda: Agendas
    shape: Shape
    rules: Decisions


def lucks_of(draws: Draws) -> Luck:
    """Luck of each future of a block, as rows."""
    count = len(draws.replications)
    return Luck(*(getattr(draws, name).reshape(count, -1) for name in Luck._fields))


@lru_cache(maxsize=8)
def given_of(plan: Plan) -> Given:
    """A plan as the compiled engine reads it; kept for the few plans that are in use.

    Raises
    ------
    RunError
        If the plan has ranking rules of one's own, which are Python.
    """
    if plan.own:
        raise RunError("the compiled engine cannot call a ranking rule that is a Python function; take SimPy")
    return Given(arrays_of(plan), _agendas(plan), _shape(plan), _decisions(plan))


def _agendas(plan: Plan) -> Agendas:
    agenda = Agenda(plan, tables_of(plan))
    days = {*agenda.days(), *plan.pools.step_day.tolist()}
    end = 2.0 * plan.horizon
    return Agendas(
        instant=np.array(sorted(day for day in days if 0.0 < day <= end), dtype=np.float64),
        intake=plan.projects.intake,
        level=plan.levels.day,
        year=plan.money.year_start,
        cut_day=plan.money.cut_day,
        cut_year=plan.money.cut_year,
        cut_amount=plan.money.cut_amount,
        board=plan.rules.board_day,
        review=plan.rules.review_day,
        replan=plan.rules.replan_day,
        escalation=plan.rules.escalation_day,
        step_day=plan.pools.step_day,
        step_pool=plan.pools.step_pool,
        step_capacity=plan.pools.step_capacity,
        last_decision=float(agenda.last_decision(plan.horizon, plan.projects.admitted.tolist())),
    )


def _shape(plan: Plan) -> Shape:
    projects, packages = plan.projects, plan.packages
    of_kind, kind = kinds_of(plan)
    members = np.bincount(kind, minlength=len(of_kind))
    needs = needed_pools(plan)
    return Shape(
        projects=len(projects.ids),
        packages=len(packages.ids),
        pools=len(plan.pools.ids),
        admitted=projects.admitted,
        in_flight=projects.in_flight,
        mandatory=projects.mandatory,
        external=projects.external,
        waits_for=np.diff(projects.after.start),
        before_start=projects.before.start,
        before=projects.before.items,
        gate_start=projects.gate_stages.start,
        gate_stage=projects.gate_stages.items,
        operations_effect=projects.operations_effect.ravel(),
        incident_people=plan.incidents.people.ravel(),
        is_covered=bool(plan.pools.covers.any()),
        covers=plan.pools.covers.ravel(),
        needs_start=needs.start,
        needs=needs.items,
        project=packages.project,
        stage=packages.stage,
        opens_start=packages.before.start,
        opens=packages.before.items,
        done=packages.done,
        under_way=~np.isnan(packages.spent),
        spent=np.nan_to_num(packages.spent, nan=0.0),
        milestone=(packages.mean == 0.0) & ~(packages.demand > 0).any(axis=1),
        kind=kind,
        kind_start=np.concatenate([[0], np.cumsum(members)]).astype(np.int64),
        kind_of_demand=of_kind,
        package_index=plan.order.index,
        not_before=plan.order.not_before,
    )


def _decisions(plan: Plan) -> Decisions:
    rules, triggers = plan.rules, plan.triggers
    changes_order = bool((triggers.action == OTHER_DISPATCH).any())
    kernels = {rules.dispatch.kernel, triggers.dispatch.kernel}
    return Decisions(
        horizon=plan.horizon,
        release=rules.release,
        dispatch=rules.dispatch,
        other_dispatch=triggers.dispatch,
        dispatch_moves=changes_order or depends_on_time(rules.dispatch, len(plan.strategy.day)),
        dispatch_sees_work=sees_work(rules.dispatch),
        dispatch_needs_mean=APPARENT_TARDINESS in kernels,
        by_package=rules.dispatch.kernel in (PACKAGE, WORST_CASE_SLACK),
        by_pairs=rules.dispatch.kernel == WORST_CASE_SLACK,
        wip_limit=rules.wip_limit,
        programme=plan.limits.programme,
        programme_limit=plan.limits.of_programme,
        pool_limit=plan.limits.of_pool,
        hysteresis=plan.limits.hysteresis,
        keeps=rules.keeps,
        escalates=len(rules.escalation_day) > 0,
        tolerated=rules.tolerated,
        triggers=Watched(*(getattr(triggers, name) for name in Watched._fields)),
        calendar_boards=rules.calendar_boards,
        limited=bool(np.isfinite(plan.money.budget).any()),
        budget=plan.money.budget,
        reserve=plan.money.reserve,
        carry_over=plan.money.carry_over,
    )
