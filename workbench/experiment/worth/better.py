"""What “better decisions” and “better delivery” are, as data: a policy, and a PMO with a path of levels.

Unless somebody states their own, both are derived from the scenario. How many fewer at once, which level and
how much larger a PMO are assumed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from workbench.errors import InputError, Problem
from workbench.model.maturity import Maturity, MaturityProfile
from workbench.policies import (
    INDICES,
    Action,
    Dispatch,
    GateRule,
    IndexName,
    LevelStep,
    Pmo,
    Policy,
    Sight,
)
from workbench.scenario import Scenario

FEWER = 0.7
"""Part of today's limit on projects at once that “fewer at once” leaves (assumed; 26 become 18)."""

FEWER_OF_ALL = 0.45
"""Part of all projects, where today knows no limit (assumed)."""

GOOD_LEVEL = 4.0
"""Level at which “better delivery” works on every perspective; higher ones stay (a yardstick, assumed)."""

LARGER = 1.5
"""People and cash of the PMO behind it, of today's (assumed; 8 people become 12)."""


class Limit(StrEnum):
    """How many projects may run at once."""

    AS_TODAY = "as today"
    NONE = "all at once"
    FEWER = "fewer at once"


@dataclass(frozen=True)
class Choice:
    """A way to decide, as what it changes of today's policy; None leaves a rule as it is.

    Parameters
    ----------
    name
        What readers call it.
    start, people
        Order in which projects start, and in which waiting packages get people.
    limit
        How many at once.
    gates
        What gates and reviews decide from.
    """

    name: str
    start: IndexName | None
    people: IndexName | None
    limit: Limit
    gates: GateRule | None

    @property
    def foresees(self) -> bool:
        """Whether it sees what nobody can know: a yardstick, not a choice."""
        return self.start is not None and INDICES[self.start].sight is Sight.TRUTH


AS_TODAY = Choice("as today", None, None, Limit.AS_TODAY, None)

BETTER = Choice(
    "cost of delay first, fewer at once, gates may stop",
    IndexName.CD3,
    IndexName.ATC,
    Limit.FEWER,
    GateRule.EXPECTED_VALUE,
)

CHOICES = (
    Choice("first come, all at once", IndexName.FIFO, IndexName.FIFO, Limit.NONE, GateRule.GO),
    AS_TODAY,
    Choice("as today, fewer at once", None, None, Limit.FEWER, None),
    Choice("cost of delay first, fewer at once", IndexName.CD3, IndexName.ATC, Limit.FEWER, GateRule.GO),
    BETTER,
    Choice(
        "perfect foresight, fewer at once, gates may stop",
        IndexName.PERFECT_INFORMATION,
        IndexName.PERFECT_INFORMATION,
        Limit.FEWER,
        GateRule.EXPECTED_VALUE,
    ),
)
"""Ways to decide that are tried at every level of delivery."""


@dataclass(frozen=True)
class Better:
    """Better decisions and better delivery.

    Parameters
    ----------
    decisions
        The policy of better decisions.
    delivery
        The PMO of better delivery: its path of levels, or what it does, and what it costs.
    """

    decisions: Policy
    delivery: Pmo


def better_of(base: Scenario, decisions: Policy | None = None, delivery: Pmo | None = None) -> Better:
    """What is better than today, by default derived from the scenario.

    Parameters
    ----------
    base
        Today.
    decisions
        `BETTER` applied to today's policy if None.
    delivery
        Every perspective at `GOOD_LEVEL` or above from the first board on, with a PMO `LARGER` times as
        large as today's, if None.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> found = better_of(load_scenario(bundled("scenarios") / "baseline.yaml"))
    >>> found.decisions.release.wip_limit, found.delivery.staff, found.delivery.cash_per_year
    (18, 12.0, 390000.0)
    """
    policy = policy_of(base, BETTER) if decisions is None else decisions
    return Better(policy, good_delivery(base) if delivery is None else delivery)


def policy_of(base: Scenario, choice: Choice) -> Policy:
    """A scenario's policy with what a choice changes.

    An order of its own holds whatever happens: triggers that would change it are left out, others stay.
    """
    today = base.policy
    release: dict[str, object] = {}
    if choice.limit is Limit.NONE:
        release = {"wip_limit": None, "programme_limits": {}, "pool_limits": {}}
    elif choice.limit is Limit.FEWER:
        release = {"wip_limit": fewer_of(base)}
    if choice.start is not None:
        release["index"] = choice.start
    changed: dict[str, object] = {"release": today.release.model_copy(update=release)}
    if choice.people is not None:
        changed["dispatch"] = Dispatch(index=_dated(base, choice.people))
        changed["triggers"] = tuple(one for one in today.triggers if one.then is not Action.DISPATCH)
    if choice.gates is not None:
        changed["gates"] = today.gates.model_copy(update={"rule": choice.gates})
    return today.model_copy(update=changed)


def fewer_of(base: Scenario) -> int:
    """How many “fewer at once” are."""
    limit = base.policy.release.wip_limit
    if limit is None:
        return max(1, round(FEWER_OF_ALL * len(base.portfolio.projects)))
    return max(1, round(FEWER * limit))


def _dated(base: Scenario, rule: IndexName) -> IndexName:
    """Urgent dates first needs dates; without any, cost of delay alone orders."""
    undated = all(one.due is None for one in base.portfolio.projects)
    return IndexName.CD3 if rule is IndexName.ATC and undated else rule


def good_delivery(base: Scenario) -> Pmo:
    """A PMO that delivers at `GOOD_LEVEL` from the first board on: a yardstick, nobody climbs so fast."""
    present = present_of(base)

    def raised(profile: MaturityProfile) -> MaturityProfile:
        levels = {name: max(GOOD_LEVEL, level) for name, level in profile.model_dump().items()}
        return MaturityProfile.model_validate(levels)

    programmes = {name: raised(profile) for name, profile in present.programmes.items()}
    goal = Maturity(profile=raised(present.profile), programmes=programmes)
    plain = at_levels(base, goal)
    today = base.pmo.upkeep()[0]
    return plain.model_copy(
        update={"staff": LARGER * today.people, "cash_per_year": LARGER * today.cash, "staff_steps": ()}
    )


def at_levels(base: Scenario, goal: Maturity) -> Pmo:
    """Today's PMO with its people and cash, and other levels from the first board on."""
    step = LevelStep(from_=base.portfolio.start, maturity=goal)
    return base.pmo.with_stated_levels().model_copy(update={"levels": (step,)})


def present_of(base: Scenario) -> Maturity:
    """Today's levels; an error where nobody stated them."""
    found = base.portfolio.maturity
    if found is None:
        text = "the present maturity is not stated, so nothing can be said about better delivery"
        remedy = "state it (one number, or levels by perspective; workbench assess finds them)"
        raise InputError.of(Problem(("portfolio", "maturity"), text, remedy=remedy))
    return found


def with_parts(base: Scenario, name: str, policy: Policy, pmo: Pmo) -> Scenario:
    """A scenario with another policy and PMO, checked as if it had been read from a file."""
    fields = {key: getattr(base, key) for key in type(base).model_fields}
    return Scenario(**{**fields, "name": name, "description": name, "policy": policy, "pmo": pmo})


def mean_level(profile: MaturityProfile) -> float:
    """Average level over perspectives.

    Examples
    --------
    >>> mean_level(MaturityProfile.model_validate(3))
    3.0
    """
    levels = profile.model_dump().values()
    return math.fsum(levels) / len(levels)
