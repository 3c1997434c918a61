"""Pools, budgets, PMO cost and the policy's rules as arrays."""

from __future__ import annotations

import math
from bisect import bisect_right
from datetime import date
from decimal import Decimal

import numpy as np

from workbench.engines.plan.calendar import board_days, day_of, fiscal_years, pmo_days
from workbench.engines.plan.plan import Money, Pools, Rules
from workbench.engines.rules.gate import ALWAYS_GO
from workbench.engines.rules.records import RankingRule
from workbench.errors import InputError
from workbench.model.portfolio import Portfolio, SwitchingCurve, Unspent
from workbench.model.resources import ResourcePool
from workbench.model.risk import BudgetShock, CapacityShock
from workbench.policies import (
    INDICES,
    Allocation,
    Cadence,
    Feature,
    GateRule,
    IndexName,
    Replanning,
    unsuited_rules,
)
from workbench.scenario import Scenario
from workbench.scenario.people import change_dates, end_of_run, exact, headcount

NO_LIMIT = 2**62
GATE_CODES = {GateRule.GO: ALWAYS_GO, GateRule.EXPECTED_VALUE: 1, GateRule.OPTION: 2}


def hundredths(fte: Decimal, operations_share: float) -> int:
    """Capacity for projects in hundredths of FTE: the floor of the exact decimal product (DESIGN §4.10).

    Examples
    --------
    >>> hundredths(exact(10), 0.15), hundredths(exact(0.7) + exact(0.1), 0.0)
    (850, 80)
    """
    free = fte * (1 - exact(operations_share)) * 100
    return max(0, math.floor(free))


def pools_of(scenario: Scenario, horizon: float) -> Pools:
    """Capacity steps of all pools, day 0 first; shocks are part of them."""
    portfolio = scenario.portfolio
    pools = sorted(portfolio.pools, key=lambda pool: pool.id)
    shocks = [shock for shock in scenario.shocks if isinstance(shock, CapacityShock)]
    until = end_of_run(portfolio.start, scenario.horizon)
    steps: list[tuple[float, int, int, float]] = []
    for p, pool in enumerate(pools):
        own = [shock for shock in shocks if shock.pool == pool.id]
        previous: tuple[int, float] | None = None
        for moment in _change_dates(pool, own, portfolio.start, until):
            # Files that take more people than there are get refused; a copy of a scenario skips checks.
            count = headcount(pool, own, moment, portfolio.start)
            gross, at_work = max(Decimal(0), count.people), max(Decimal(0), count.at_work)
            now = (hundredths(at_work, _operations(pool, moment)), float(gross))
            day = max(0.0, day_of(portfolio, moment))
            if now != previous and day <= 2 * horizon:
                steps.append((day, p, *now))
            previous = now
    steps = list({(day, p): (day, p, net, gross) for day, p, net, gross in steps}.values())
    steps.sort(key=lambda step: step[:2])
    return Pools(
        ids=tuple(pool.id for pool in pools),
        names=tuple(pool.name or pool.id for pool in pools),
        step_day=np.array([step[0] for step in steps], dtype=np.float64),
        step_pool=np.array([step[1] for step in steps], dtype=np.int64),
        step_capacity=np.array([step[2] for step in steps], dtype=np.int64),
        rate=np.array([pool.cost_per_fte_day for pool in pools], dtype=np.float64),
        gross=np.array([step[3] for step in steps], dtype=np.float64),
        covers=np.array(
            [[round(100 * pool.covers.get(other.id, 0.0)) for other in pools] for pool in pools],
            dtype=np.int64,
        ).reshape(len(pools), len(pools)),
    )


def _change_dates(pool: ResourcePool, shocks: list[CapacityShock], start: date, until: date) -> list[date]:
    dates = {*change_dates(pool, shocks, start, until), *(step.from_ for step in pool.operations_steps)}
    return sorted(one for one in dates if one >= start)


def _operations(pool: ResourcePool, moment: date) -> float:
    passed = [step for step in pool.operations_steps if step.from_ <= moment]
    return passed[-1].share if passed else pool.operations_share


def money_of(scenario: Scenario, horizon: float, per_year: float) -> Money:
    """Discounting, fiscal years, budget cuts, and what the PMO costs until the horizon."""
    portfolio, pmo = scenario.portfolio, scenario.pmo
    names, starts = fiscal_years(portfolio, 2 * horizon)
    cuts = [cut for shock in _budget_shocks(scenario) for cut in _cuts(portfolio, shock, names, starts)]
    cuts.sort()
    running = _running_cost(scenario)
    payments = sorted((max(0.0, day_of(portfolio, one.on)), one.amount) for one in pmo.one_off)
    return Money(
        rho=math.log1p(portfolio.discount_rate) / per_year,
        year_start=np.array(starts, dtype=np.float64),
        year_names=tuple(names),
        budget=np.array([portfolio.budgets.get(name, math.inf) for name in names], dtype=np.float64),
        reserve=np.array([portfolio.reserves.get(name, 0.0) for name in names], dtype=np.float64),
        carry_over=portfolio.unspent is Unspent.CARRIED_OVER,
        cut_day=np.array([cut[0] for cut in cuts], dtype=np.float64),
        cut_year=np.array([cut[1] for cut in cuts], dtype=np.int64),
        cut_amount=np.array([cut[2] for cut in cuts], dtype=np.float64),
        pmo_day=np.array([day for day, _ in running], dtype=np.float64),
        pmo_rate=np.array([yearly / per_year for _, yearly in running], dtype=np.float64),
        once_day=np.array([when for when, _ in payments], dtype=np.float64),
        once_amount=np.array([amount for _, amount in payments], dtype=np.float64),
    )


def _running_cost(scenario: Scenario) -> list[tuple[float, float]]:
    """Days from which the PMO costs so much a year."""
    portfolio = scenario.portfolio
    return [
        (0.0 if one.since is None else max(0.0, day_of(portfolio, one.since)), one.yearly)
        for one in scenario.pmo.upkeep()
    ]


def _budget_shocks(scenario: Scenario) -> list[BudgetShock]:
    return [shock for shock in scenario.shocks if isinstance(shock, BudgetShock)]


def _cuts(
    portfolio: Portfolio, shock: BudgetShock, names: list[int], starts: list[float]
) -> list[tuple[float, int, float]]:
    """From its date a cut lowers the running year's budget and that of each later year."""
    day = max(0.0, day_of(portfolio, shock.from_))
    running = bisect_right(starts, day) - 1
    cuts = []
    for y in range(running, len(names)):
        budget = portfolio.budgets.get(names[y])
        if budget is not None:
            cuts.append((day, y, -shock.share * budget))
    return cuts


def rules_of(scenario: Scenario, horizon: float, reviews: list[tuple[float, int]]) -> Rules:
    """The policy as numbers; `reviews` are days on which a board reviews, with their months."""
    policy, advice = scenario.policy, scenario.pmo.advice
    InputError.raise_if(unsuited_rules(policy))
    boards = board_days(scenario.portfolio, policy.release.cadence, 2 * horizon)
    replans = pmo_days(scenario.portfolio, scenario.pmo.replans, 2 * horizon)
    escalation = scenario.pmo.escalation
    escalates = pmo_days(scenario.portfolio, escalation.cadence, 2 * horizon)
    return Rules(
        release=ranking_rule(policy.release.index),
        dispatch=ranking_rule(policy.dispatch.index),
        wip_limit=NO_LIMIT if policy.release.wip_limit is None else policy.release.wip_limit,
        calendar_boards=policy.release.cadence is not Cadence.CONTINUOUS,
        board_day=np.array(boards, dtype=np.float64),
        gate=GATE_CODES[policy.gates.rule],
        hurdle=policy.gates.hurdle,
        hold_band=policy.gates.hold_band,
        hold_cap=policy.gates.hold_cap,
        renews_belief=policy.gates.replanning is Replanning.AT_SITTINGS,
        sunk_share=policy.gates.sunk_cost_share,
        lasting_error=policy.reports.lasting_error,
        is_advised=advice.is_given and policy.gates.rule is not GateRule.GO,
        assessors=advice.assessors,
        followed=advice.heeded,
        review_day=np.array([day for day, _ in reviews], dtype=np.float64),
        review_month=np.array([month for _, month in reviews], dtype=np.int64),
        keeps=scenario.pmo.allocation is Allocation.KEPT,
        replan_day=np.array(replans, dtype=np.float64),
        escalation_day=np.array(escalates, dtype=np.float64),
        tolerated=escalation.tolerated,
        repeat_share=scenario.portfolio.uncertainty.repeat_share,
        switching_curve=list(SwitchingCurve).index(scenario.portfolio.uncertainty.switching),
    )


def ranking_rule(name: IndexName) -> RankingRule:
    """Coefficients of a ranking rule in the order of `Feature`."""
    index = INDICES[name]
    return RankingRule(
        kernel=int(index.kernel),
        sight=int(index.sight),
        top=tuple(index.top.get(feature, 0.0) for feature in Feature),
        bottom=tuple(index.bottom.get(feature, 0.0) for feature in Feature),
        look_ahead=index.look_ahead,
    )
