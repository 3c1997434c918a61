"""Cross-checks of how boards release and of their triggers."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import Problem
from workbench.model.checks import duplicates, unknown
from workbench.model.portfolio import Portfolio
from workbench.policies import PROJECT_RULES, Action, Policy, Signal, Trigger

Path = tuple[str, ...]


def release_problems(policy: Policy, portfolio: Portfolio) -> Iterator[Problem]:
    """Limits of programmes and pools that do not exist would limit nothing."""
    named = (*(one.name for one in portfolio.programmes), *(one.programme for one in portfolio.projects))
    programmes = dict.fromkeys(name for name in named if name)
    pools = [pool.id for pool in portfolio.pools]
    where, release = ("policy", "release"), policy.release
    yield from unknown((*where, "programme_limits"), release.programme_limits, programmes, "programme")
    yield from unknown((*where, "pool_limits"), release.pool_limits, pools, "pool")


def trigger_problems(policy: Policy, portfolio: Portfolio) -> Iterator[Problem]:
    """Triggers that say too little, too much, or what nothing can do."""
    where: Path = ("policy", "triggers")
    yield from duplicates(where, [one.id for one in policy.triggers])
    pools = [pool.id for pool in portfolio.pools]
    for one in policy.triggers:
        yield from _bound_problems(one, (*where, one.id))
        yield from _action_problems(one, (*where, one.id))
        if one.pool is not None:
            yield from unknown((*where, one.id, "pool"), [one.pool], pools, "pool")
            if one.when is not Signal.UTILISATION:
                remedy = "drop pool, or watch utilisation"
                yield Problem((*where, one.id, "pool"), "only utilisation is of a pool", one.when, remedy)
    yield from _order_problems(policy, where)


def _order_problems(policy: Policy, where: Path) -> Iterator[Problem]:
    """Triggers that change who gets people first: between two rules that rank projects."""
    changing = [one for one in policy.triggers if one.dispatch is not None]
    for one in changing:
        for index in (one.dispatch, policy.dispatch.index):
            if index not in PROJECT_RULES:
                message = f"changes between rules of projects alone: {', '.join(PROJECT_RULES)}"
                yield Problem((*where, one.id, "dispatch"), message, str(index), "choose one of these")
    orders = sorted({one.dispatch for one in policy.triggers if one.dispatch is not None})
    if len(orders) > 1:
        yield Problem(
            where, "all triggers together may change to one other order", ", ".join(orders), "choose one"
        )


def _bound_problems(one: Trigger, path: Path) -> Iterator[Problem]:
    if (one.above is None) == (one.below is None):
        found = "neither" if one.above is None else "both"
        yield Problem(path, "states either above or below", found, "state one bound, for example above: 60")


def _action_problems(one: Trigger, path: Path) -> Iterator[Problem]:
    for action, stated in ((Action.WIP_LIMIT, one.wip_limit), (Action.DISPATCH, one.dispatch)):
        name = action.value
        if one.then is action and stated is None:
            yield Problem(path, f"then: {name} needs {name}", remedy=f"state {name}")
        if one.then is not action and stated is not None:
            remedy = f"write then: {name}, or drop {name}"
            yield Problem((*path, name), f"says nothing while the action is {one.then}", str(stated), remedy)
