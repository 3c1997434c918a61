"""The plan as the flat records that rules read: arrays, and the same as lists for loops in Python."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from workbench.engines.draws import Draws
from workbench.engines.plan.links import Links
from workbench.engines.plan.plan import Plan
from workbench.engines.plan.thresholds import option_thresholds
from workbench.engines.rules.records import Board, Desks, Effects, Figures, Luck, Network, RiskPairs

OPTION = 2


class Records(NamedTuple):
    """All that rules read of a plan."""

    figures: Figures
    network: Network
    effects: Effects
    risks: RiskPairs
    board: Board
    desks: Desks


@lru_cache(maxsize=8)
def arrays_of(plan: Plan) -> Records:
    """Records of a plan as arrays; kept for the few plans that are in use."""
    figures, network, effects = _figures(plan), _network(plan), _effects(plan)
    board = _board(plan, figures, network)
    return Records(figures, network, effects, _risks(plan), board, plan.desks.record)


@lru_cache(maxsize=8)
def lists_of(plan: Plan) -> Records:
    """The same as lists, which Python reads faster."""
    return Records(*(_listed(record) for record in arrays_of(plan)))


def luck_of(draws: Draws, row: int) -> Luck:
    """Luck of one replication, as lists."""
    return Luck(*(getattr(draws, name)[row].ravel().tolist() for name in Luck._fields))


def _listed(record: Any) -> Any:
    return type(record)(*(one.tolist() if isinstance(one, np.ndarray) else one for one in record))


def _figures(plan: Plan) -> Figures:
    one, programmes = plan.projects, plan.programmes
    return Figures(
        rho=plan.money.rho,
        end=2.0 * plan.horizon,
        benefit=one.benefit,
        ramp=one.ramp,
        plateau=one.plateau,
        decay=one.decay,
        window=one.window,
        run_cost=one.run_cost,
        due=one.due,
        late_per_day=one.late_per_day,
        late_step=one.late_step,
        believed_benefit=one.believed_benefit,
        strategy_day=plan.strategy.day,
        score=plan.strategy.score.ravel(),
        programme=programmes.of_project,
        programme_share=programmes.share,
        programme_benefit=programmes.benefit,
        programme_ramp=programmes.ramp,
        programme_plateau=programmes.plateau,
        programme_decay=programmes.decay,
        programme_window=programmes.window,
        programme_run_cost=programmes.run_cost,
        ordinal_value=one.ordinal_value,
        ordinal_size=one.ordinal_size,
        value_sigma=one.value_sigma,
        on_exit=one.salvage - one.termination_cost,
        reduced_work=one.reduced_work,
        reduced_benefit=one.reduced_benefit,
    )


def _network(plan: Plan) -> Network:
    packages = plan.packages
    rows, pools = np.nonzero(packages.demand > 0)
    return Network(
        first=plan.projects.packages.start,
        order=_order(plan),
        after_start=packages.after.start,
        after=packages.after.items,
        gates_needed=packages.gates_needed,
        demand_start=np.searchsorted(rows, np.arange(len(packages.ids) + 1)).astype(np.int64),
        demand_pool=pools.astype(np.int64),
        demand_fte=packages.demand[rows, pools].astype(np.int64),
        constraint=plan.projects.constraint,
        mean=packages.mean,
        scale=packages.scale,
        rate=packages.rate,
    )


def _order(plan: Plan) -> np.ndarray:
    """Packages project by project, such that predecessors and gates come first."""
    after = plan.packages.after.rows()
    gates = plan.packages.gates_needed.tolist()
    depth: dict[int, int] = {}

    def depth_of(package: int) -> int:
        if package not in depth:
            depth[package] = 1 + max((depth_of(one) for one in after[package]), default=0)
        return depth[package]

    members = plan.projects.packages.rows()
    ordered = [sorted(row, key=lambda k: (gates[k], depth_of(k), k)) for row in members]
    return Links.of(ordered).items


def _effects(plan: Plan) -> Effects:
    levels = plan.levels
    return Effects(
        steps=len(levels.day),
        attempts=plan.attempts,
        repeat_share=plan.rules.repeat_share,
        switching_curve=plan.rules.switching_curve,
        block=levels.rework.size,
        unit=plan.projects.unit,
        work_unit=plan.packages.unit,
        rework=np.concatenate([levels.rework.ravel(), plan.desks.rework.ravel()]),
        late=np.concatenate([levels.late.ravel(), plan.desks.late.ravel()]),
        overhead=levels.overhead.ravel(),
        switching=levels.switching.ravel(),
        spread=levels.spread.ravel(),
        gate_noise=levels.gate_noise.ravel(),
        report_age=levels.report_age.ravel(),
        optimism=levels.optimism.ravel(),
        optimism_known=levels.optimism_known.ravel(),
        log_norm=levels.log_norm.ravel(),
        sigma=levels.sigma.ravel(),
        belief=levels.belief.ravel(),
        known_sigma=levels.known_sigma.ravel(),
        known_share=levels.known_share.ravel(),
    )


def _risks(plan: Plan) -> RiskPairs:
    risks = plan.risks
    return RiskPairs(
        start=risks.of_package.start,
        pair=risks.of_package.items,
        column=risks.draw,
        charge=risks.charge,
        probability=risks.probability.ravel(),
    )


def _board(plan: Plan, figures: Figures, network: Network) -> Board:
    rules, start = plan.rules, plan.projects.gate_stages.start
    before = np.arange(len(start), dtype=np.int64)
    places = start + before
    assessors = (1, rules.assessors) if rules.is_advised else (1,)
    thresholds = [
        option_thresholds(plan, figures, network, many) if rules.gate == OPTION else np.zeros(int(places[-1]))
        for many in assessors
    ]
    return Board(
        rule=rules.gate,
        hurdle=rules.hurdle,
        hold_band=rules.hold_band,
        hold_cap=rules.hold_cap,
        renews_belief=rules.renews_belief,
        sunk_share=rules.sunk_share,
        lasting_error=rules.lasting_error,
        is_advised=rules.is_advised,
        assessors=float(rules.assessors),
        followed=rules.followed,
        reviews=len(rules.review_day),
        look_start=start + before * len(rules.review_day),
        threshold_start=places,
        threshold=np.concatenate(thresholds),
    )
