"""What better decisions and better delivery change of today, in readers' words."""

from __future__ import annotations

from workbench.charts.numbers import money
from workbench.experiment.worth.better import mean_level
from workbench.interfaces.wording.phrases import listed
from workbench.interfaces.wording.rules import rule_words
from workbench.policies import GateRule, Pmo, Policy
from workbench.policies.pmo import Upkeep
from workbench.scenario import Scenario

GATES = {
    GateRule.GO: "gates always say yes",
    GateRule.EXPECTED_VALUE: "gates may stop what no longer pays",
    GateRule.OPTION: "gates may stop what no longer pays, and count the chance to stop later",
}

SAID = frozenset({"release", "dispatch", "gates"})


def decisions_words(base: Scenario, policy: Policy) -> str:
    """How a policy differs from today's.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> today = load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> decisions_words(today, today.policy)
    'as today'
    """
    today = base.policy
    said = []
    if policy.release.wip_limit != today.release.wip_limit:
        said.append(f"{_at_once(policy)} ({_limit(today)} today)")
    if policy.release.index is not today.release.index:
        said.append(f"starts by {rule_words(policy.release.index)}")
    if policy.dispatch.index is not today.dispatch.index:
        said.append(f"people by {rule_words(policy.dispatch.index)}")
    if policy.gates.rule is not today.gates.rule:
        said.append(GATES[policy.gates.rule])
    if not said:
        return "as today" if policy == today else "other rules than today"
    more = [
        name
        for name in Policy.model_fields
        if name not in SAID and getattr(policy, name) != getattr(today, name)
    ]
    return listed([*said, *(["further rules"] if more else [])])


def _at_once(policy: Policy) -> str:
    limit = policy.release.wip_limit
    return "all at once" if limit is None else f"at most {limit} at once"


def _limit(policy: Policy) -> str:
    limit = policy.release.wip_limit
    return "no limit" if limit is None else f"{limit}"


def delivery_words(base: Scenario, pmo: Pmo) -> str:
    """How a PMO differs from today's: levels, people and yearly cost."""
    if pmo == base.pmo:
        return "as today"
    today, then = base.pmo.upkeep()[0], pmo.upkeep()[-1]
    present = base.portfolio.maturity
    said = []
    if pmo.levels:
        last = pmo.levels[-1]
        level = f"level {mean_level(last.maturity.profile):.1f} on average from {last.from_.isoformat()}"
        said.append(level if present is None else f"{level} ({mean_level(present.profile):.1f} today)")
    elif pmo.standards is not None:
        said.append("practices of its own, from which levels follow")
    said.append(_cost(base, then, today))
    return ", ".join(said)


def _cost(base: Scenario, then: Upkeep, today: Upkeep) -> str:
    if then.yearly == today.yearly == 0.0:
        return "at no cost, since none is stated (pmo.staff, pmo.cost_per_fte)"
    figures = money([then.yearly, today.yearly], base.portfolio.currency)
    return (
        f"a PMO of {then.people:g} people for {figures.plain(then.yearly)} a year ({today.people:g} for "
        f"{figures.plain(today.yearly)} today)"
    )
