"""A scenario: a named what-if, complete in itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from workbench import evidence
from workbench.errors import InputError, Problem
from workbench.model.checks import duplicates, unknown
from workbench.model.data import Data, Day, about, quantity
from workbench.model.maturity import BASE
from workbench.model.portfolio import Portfolio
from workbench.model.risk import Shock
from workbench.policies import IndexName, Pmo, Policy, ReviewCadence, Role, Telling, unsuited_rules
from workbench.scenario.people import overdrawn
from workbench.scenario.selecting import selection_problems
from workbench.scenario.standards import standards_problems
from workbench.scenario.steering import release_problems, trigger_problems
from workbench.scenario.strategy import StrategyShift, strategy_problems

MOST_HORIZON = 100
"""Years from the start to the horizon; a run lives twice as long."""


_ENDS = {"low": 0.0, "base": BASE, "high": 1.0}


def _quantile(stated: Any) -> Any:
    """The quantile that a word stands for; anything else as it is."""
    return _ENDS.get(stated, stated) if isinstance(stated, str) else stated


_IN_FILES = {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"enum": list(_ENDS)}]}
Quantile = Annotated[float, Field(ge=0, le=1), BeforeValidator(_quantile), WithJsonSchema(_IN_FILES)]
"""A place in a published range, as a number or a word."""


class Scenario(Data):
    """Portfolio × policy × PMO × shocks × horizon × seed.

    Two scenarios with equal content have equal hashes, whatever their names and files.
    """

    name: str = about(text="short name")
    description: str = about("", text="one sentence on what differs from today")
    portfolio: Portfolio = about(text="projects, people, money")
    policy: Policy = about(Policy(), text="decision rules")
    pmo: Pmo = about(Pmo(), text="standards and what they cost")
    shocks: tuple[Shock, ...] = about((), text="dated events")
    strategy: tuple[StrategyShift, ...] = about((), text="changes of the objectives' weights, by date")
    evidence: dict[str, Quantile] = about(
        {},
        text="by effect of maturity, or practice and parameter (coaching.lift): where in their ranges its "
        "figures lie, at all levels: low = 0, base = 0.5, high = 1, or between; empty = base",
        unit="quantile",
    )
    horizon: Day = about(text="last date on which projects may start; flow is measured until then")
    seed: int = quantity(1, unit="number", about="root of all random numbers", low=0, high=2**63 - 1)

    @model_validator(mode="after")
    def _consistent(self) -> Scenario:
        InputError.raise_if(scenario_problems(self))
        return self

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the content, key order ignored.

        Name and description of the scenario are left out, where its portfolio was imported from, and how
        its selection was found.
        """
        notes: dict[str, Any] = {
            "name": True,
            "description": True,
            "portfolio": {"source"},
            "policy": {"selection": {"found"}},
        }
        content = self.model_dump(mode="json", exclude=notes, by_alias=True)
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def scenario_problems(scenario: Scenario) -> Iterator[Problem]:
    """Everything that is wrong between the parts of a scenario; its portfolio is checked on its own."""
    portfolio = scenario.portfolio
    pools = [pool.id for pool in portfolio.pools]
    if scenario.horizon.year - portfolio.start.year > MOST_HORIZON:
        yield Problem(
            ("horizon",),
            f"lies more than {MOST_HORIZON} years after the portfolio's start {portfolio.start}",
            str(scenario.horizon),
            "move it",
        )
    if scenario.horizon <= portfolio.start:
        yield Problem(
            ("horizon",),
            f"must be after the portfolio's start {portfolio.start}",
            str(scenario.horizon),
            "move it",
        )
    elif portfolio.calendar.days_through(portfolio.start, scenario.horizon) < 1:
        yield Problem(
            ("horizon",),
            f"leaves no working day from the portfolio's start {portfolio.start} on",
            str(scenario.horizon),
            "move it",
        )
    yield from duplicates(("shocks",), [shock.id for shock in scenario.shocks])
    for shock in scenario.shocks:
        where = ("shocks", shock.id)
        if shock.kind == "capacity":
            yield from unknown((*where, "pool"), [shock.pool], pools, "pool")
            if shock.until is not None and shock.until <= shock.from_:
                yield Problem((*where, "until"), f"must be after from ({shock.from_})", str(shock.until))
    for pool in portfolio.pools:
        yield from overdrawn(pool, scenario.shocks, portfolio.start)
    yield from selection_problems(scenario.policy.selection, portfolio)
    unknowns = (*evidence.effects(), *evidence.practice_coefficients())
    yield from unknown(("evidence",), scenario.evidence, unknowns, "effect of maturity or practice")
    yield from standards_problems(scenario.pmo, portfolio)
    yield from release_problems(scenario.policy, portfolio)
    yield from trigger_problems(scenario.policy, portfolio)
    yield from strategy_problems(scenario.strategy, portfolio)
    days = [step.from_ for step in scenario.pmo.levels]
    if any(later <= earlier for earlier, later in zip(days, days[1:], strict=False)):
        yield Problem(("pmo", "levels"), "dates must rise", ", ".join(map(str, days)), "sort them")
    if scenario.pmo.levels and portfolio.maturity is None:
        yield Problem(
            ("pmo", "levels"), "a level path needs the present maturity", remedy="state portfolio.maturity"
        )
    if scenario.pmo.advice.role is Role.NONE and portfolio.maturity is None:
        yield Problem(
            ("pmo", "advice", "role"),
            "what boards see unprepared comes from the table of maturity, and none is stated",
            "none",
            "state portfolio.maturity, or what reports are like under policy.reports",
        )
    if portfolio.maturity is None:
        yield from _of_no_maturity(scenario)
    for problem in unsuited_rules(scenario.policy):
        yield replace(problem, path=("policy", *problem.path))
    yield from _hold_problems(scenario.policy)
    rules = {scenario.policy.release.index, scenario.policy.dispatch.index}
    rules |= {one.dispatch for one in scenario.policy.triggers if one.dispatch is not None}
    if IndexName.WSJF_SAFE in rules:
        for project in portfolio.projects:
            if project.ordinal is None:
                yield Problem(
                    ("portfolio", "projects", project.id, "ordinal"),
                    "the rule wsjf_safe needs ordinal scores of every project",
                    remedy="state value, urgency, opportunity and size, or choose cd3",
                )


def _of_no_maturity(scenario: Scenario) -> Iterator[Problem]:
    """What is to follow maturity needs a stated one."""
    policy, pools = scenario.policy, scenario.portfolio.pools
    text, remedy = "is to follow maturity, and none is stated", "state portfolio.maturity, or "
    if policy.reviews.cadence is ReviewCadence.BY_MATURITY:
        months = "monthly, quarterly or half_yearly"
        yield Problem(("policy", "reviews", "cadence"), text, "by_maturity", remedy + months)
    if policy.reports.by is Telling.MATURITY:
        yield Problem(("policy", "reports", "by"), text, "maturity", remedy + "age_days and optimism")
    for pool in pools:
        for k, hire in enumerate(pool.hires):
            if hire.ramp_weeks is None:
                at = ("portfolio", "pools", pool.id, "hires", str(k + 1), "ramp_weeks")
                yield Problem(at, text, remedy=remedy + "the weeks")


def _hold_problems(policy: Policy) -> Iterator[Problem]:
    """Only a board ends a hold, so there must be one."""
    gates = policy.gates
    if gates.hold_band > 0 and policy.reviews.cadence is ReviewCadence.NONE:
        yield Problem(
            ("policy", "gates", "hold_band"),
            "projects on hold wait for a review, and there is none",
            f"{gates.hold_band:g}",
            "state policy.reviews.cadence (monthly, quarterly or half_yearly), or a band of 0",
        )
