"""Incidents of daily operations, limits of release and triggers as arrays."""

from __future__ import annotations

import numpy as np

from workbench.engines.plan.money import NO_LIMIT, ranking_rule
from workbench.engines.plan.plan import Incidents, Limits, Triggers
from workbench.model.portfolio import Portfolio
from workbench.model.work import Project
from workbench.policies import Action, Policy, Release, Signal


def incidents_of(portfolio: Portfolio, pools: list[str], per_year: float) -> Incidents:
    """Incidents in the order of their ids; pools in the order given."""
    ordered = sorted(portfolio.incidents, key=lambda one: one.id)
    people = [[round(100 * one.people.get(pool, 0.0)) for pool in pools] for one in ordered]
    return Incidents(
        ids=tuple(one.id for one in ordered),
        per_day=np.array([one.per_year / per_year for one in ordered], dtype=np.float64),
        laws=tuple(one.duration for one in ordered),
        people=np.array(people, dtype=np.int64).reshape(len(ordered), len(pools)),
    )


def limits_of(release: Release, ordered: list[Project], pools: list[str]) -> Limits:
    """Limits besides the portfolio's own; projects and pools in the order given."""
    programmes = sorted(release.programme_limits)
    place = {name: code for code, name in enumerate(programmes)}
    return Limits(
        programmes=tuple(programmes),
        of_programme=np.array([release.programme_limits[one] for one in programmes], dtype=np.int64),
        programme=np.array([place.get(one.programme, -1) for one in ordered], dtype=np.int64),
        of_pool=np.array([release.pool_limits.get(one, NO_LIMIT) for one in pools], dtype=np.int64),
        hysteresis=release.hysteresis,
    )


def triggers_of(policy: Policy, pools: list[str]) -> Triggers:
    """Triggers as numbers; pools in the order given."""
    stated = policy.triggers
    others = [one.dispatch for one in stated if one.dispatch is not None]
    return Triggers(
        ids=tuple(one.id for one in stated),
        signal=np.array([list(Signal).index(one.when) for one in stated], dtype=np.int64),
        pool=np.array([-1 if one.pool is None else pools.index(one.pool) for one in stated], dtype=np.int64),
        above=np.array([0 if one.above is None else 1 for one in stated], dtype=np.int64),
        bound=np.array([one.below if one.above is None else one.above for one in stated], dtype=np.float64),
        action=np.array([list(Action).index(one.then) for one in stated], dtype=np.int64),
        limit=np.array([one.wip_limit or NO_LIMIT for one in stated], dtype=np.int64),
        days=np.array([one.for_ or 0.0 for one in stated], dtype=np.float64),
        dispatch=ranking_rule(others[0] if others else policy.dispatch.index),
    )
