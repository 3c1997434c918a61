"""Indices of projects in a compiled run; the twin of `workbench.engines.ranking` and `view`."""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.state import STEP, State
from workbench.engines.rules.foresight import true_lengths
from workbench.engines.rules.index import index_value
from workbench.engines.rules.network import remaining_work
from workbench.engines.rules.records import Luck, RankingRule
from workbench.engines.rules.sight import TRUTH, look


@jit
def know(given: Given, s: State, i: int) -> None:
    """Bring the planned work left of a project up to date."""
    if not s.known[i]:
        lead, days, fte_days, cost = remaining_work(given.records.network, i, s.length, s.path)
        s.lead[i] = lead
        s.pool_days[i] = days
        s.pool_fte_days[i] = fte_days
        s.labour[i] = cost
        s.known[i] = True


@jit
def index_of(
    given: Given,
    s: State,
    luck: Luck,
    rule: RankingRule,
    i: int,
    now: float,
    factor: float,
    unpaid: float,
    mean: float,
) -> float:
    """Index of a project, higher first; `unpaid` is what it still has to pay besides labour."""
    records = given.records
    know(given, s, i)
    lead, days, fte_days, cost = s.lead[i], s.pool_days[i], s.pool_fte_days[i], s.labour[i]
    if rule.sight == TRUTH:
        step = s.taken[STEP]
        true_lengths(
            records.network,
            records.effects,
            records.risks,
            records.desks,
            luck,
            s.desks,
            i,
            step,
            s.made,
            s.scope,
            s.length,
            s.lengths,
        )
        lead, days, fte_days, cost = remaining_work(records.network, i, s.lengths, s.path)
        factor = 1.0
    look(
        s.features,
        rule,
        records.figures,
        luck,
        i,
        now,
        factor * lead,
        factor * days,
        factor * fte_days,
        factor * cost + unpaid,
    )
    return index_value(
        rule.kernel, rule.top, rule.bottom, rule.look_ahead, records.figures.rho, mean, s.features
    )
