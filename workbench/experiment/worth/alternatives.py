"""Other ways of having a PMO, as scenarios: keep, cut, close, extend, and the same money spent elsewhere.

What leaving, hiring and cancelled contracts cost is assumed and stands in the register of evidence
(`workbench evidence pmo.severance`, …).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench import evidence
from workbench.engines.plan import plan_of
from workbench.engines.plan.plan import Plan
from workbench.engines.standards import yearly_spend
from workbench.experiment.worth.reshaping import Reshaping, paying
from workbench.model.maturity import BASE
from workbench.model.portfolio import Portfolio
from workbench.model.resources import Hire
from workbench.policies import OneOff, Practice, StandardsStep
from workbench.scenario import Scenario

EXTENDED_BY = 0.25
"""Share of today's people by which “extend” grows (assumed; about two of eight)."""

EXTRA_PEOPLE = {Practice.COACHING: 0.6, Practice.METHODOLOGY: 0.15, Practice.TRAINING: 0.25}
"""What they do (assumed)."""

EXTRA_CASH = 0.15
"""Share of today's cash that “extend” adds, for courses (assumed)."""

REFRESHED = 0.5
"""Share of a first roll-out's cash that refreshing a practice costs (assumed)."""


class Doing(StrEnum):
    """What may be done with a PMO; the order is that of tables."""

    KEEP = "keep"
    CUT_15 = "cut 15 %"
    CUT_30 = "cut 30 %"
    CUT_50 = "cut 50 %"
    CLOSE = "close"
    CLOSE_FOR_PEOPLE = "close, hire project people"
    CLOSE_FOR_PROJECTS = "close, fund more projects"
    EXTEND = "extend"
    PEOPLE_INSTEAD = "keep, hire project people"


CUTS = {Doing.CUT_15: 0.15, Doing.CUT_30: 0.30, Doing.CUT_50: 0.50, Doing.CLOSE: 1.0}


@dataclass(frozen=True)
class Alternative:
    """One of them.

    Parameters
    ----------
    doing
        What is done.
    scenario
        What it makes of today.
    yearly
        Money a year that changes hands against today, once everything is in place: saved is positive.
    bought
        Project people hired instead, FTE, and their pool; 0 and empty where none are.
    """

    doing: Doing
    scenario: Scenario
    yearly: float
    bought: float = 0.0
    pool: str = ""


def alternatives_of(base: Scenario, on: date | None = None) -> tuple[Alternative, ...]:
    """All of them, today's first.

    Parameters
    ----------
    base
        States standards and the present maturity.
    on
        Day of the decision; the start by default. People are paid and work until their notice ends.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> today = load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> [(one.doing.value, round(one.yearly)) for one in alternatives_of(today)][3:5]
    [('cut 50 %', 570000), ('close', 1140000)]
    """
    making = _Making(Reshaping.of(base, on), plan_of(base))
    cuts = tuple(making.cut(doing, share) for doing, share in CUTS.items())
    extended, notice = making.extended(), making.shaping.pmo("notice_period")
    return (
        Alternative(Doing.KEEP, base, 0.0),
        *cuts,
        making.with_people(Doing.CLOSE_FOR_PEOPLE, cuts[-1], cuts[-1].yearly, notice),
        making.with_budget(cuts[-1]),
        extended,
        making.with_people(Doing.PEOPLE_INSTEAD, Alternative(Doing.KEEP, base, 0.0), -extended.yearly, 0.0),
    )


@dataclass(frozen=True)
class _Making:
    shaping: Reshaping
    plan: Plan

    @property
    def base(self) -> Scenario:
        """Today."""
        return self.shaping.base

    def cut(self, doing: Doing, share: float) -> Alternative:
        """People leave after their notice; contracts that cannot be cancelled run out their year."""
        scenario = self.shaping.resized(1 - share, doing.value)
        then = self.shaping.standards.funded_before(self.shaping.gone)
        return Alternative(doing, scenario, share * (then.people * self.base.pmo.cost_per_fte + then.money))

    def extended(self) -> Alternative:
        """More coaches, method and training, once they are hired."""
        shaping, figures, pmo = self.shaping, self.shaping.figures, self.base.pmo
        there = shaping.after(shaping.pmo("hiring_delay"))
        then = shaping.standards.funded_before(there)
        extra, courses = EXTENDED_BY * then.people, EXTRA_CASH * then.money
        staff = {one: then.staff[one] + extra * part for one, part in EXTRA_PEOPLE.items()}
        cash = {Practice.TRAINING: then.cash[Practice.TRAINING] + courses}
        spend = self._spend()
        refresh = math.fsum(
            figures.of(one, "one_off_cash_fixed") + figures.of(one, "one_off_cash_share") * spend
            for one in EXTRA_PEOPLE
        )
        payments = [
            OneOff(on=there, amount=REFRESHED * refresh, what="Refresh of method and courses"),
            shaping.hiring(extra, pmo.cost_per_fte, there),
        ]
        step = StandardsStep(from_=there, staff=staff, cash_per_year=cash)
        scenario = shaping.changed(step, payments, Doing.EXTEND.value)
        return Alternative(Doing.EXTEND, scenario, -(extra * pmo.cost_per_fte + courses))

    def with_people(self, doing: Doing, other: Alternative, money: float, free_after: float) -> Alternative:
        """The same money a year for people of the tightest pool, who come later and need time to learn.

        They are sought once the money is free, so many months after the decision. Budgets rise by what they
        cost, or they could not be charged to projects.
        """
        pool = self._tightest()
        portfolio = other.scenario.portfolio
        chosen = next(one for one in portfolio.pools if one.id == pool)
        yearly = chosen.cost_per_fte_day * self.plan.days_per_year
        fte = math.floor(100 * money / yearly) / 100 if yearly > 0 else 0.0
        weeks = self._ramp_weeks()
        there = self.shaping.after(free_after + self.shaping.pmo("hiring_delay"))
        hire = Hire(from_=there, fte=fte, ramp_weeks=weeks)
        pools = tuple(
            one.model_copy(update={"hires": (*one.hires, hire)}) if one.id == pool else one
            for one in portfolio.pools
        )
        budgets = _raised(portfolio, fte * yearly, there)
        changed = portfolio.model_copy(update={"pools": pools, "budgets": budgets})
        scenario = other.scenario.model_copy(update={"portfolio": changed})
        hiring = self.shaping.hiring(fte, yearly, there)
        return Alternative(
            doing, paying(scenario, doing.value, [hiring]), other.yearly - fte * yearly, fte, pool
        )

    def with_budget(self, closed: Alternative) -> Alternative:
        """What closing saves is added to the budgets, so that the next project may start if people allow."""
        portfolio = closed.scenario.portfolio
        gone = self.shaping.gone
        budgets = _raised(portfolio, closed.yearly, gone)
        scenario = closed.scenario.model_copy(
            update={"portfolio": portfolio.model_copy(update={"budgets": budgets})}
        )
        return Alternative(
            Doing.CLOSE_FOR_PROJECTS, paying(scenario, Doing.CLOSE_FOR_PROJECTS.value, []), 0.0
        )

    def _spend(self) -> float:
        per_year = self.plan.days_per_year
        return yearly_spend(
            self.base.portfolio, self.shaping.standards, per_year, self.plan.horizon / per_year
        )

    def _ramp_weeks(self) -> float:
        maturity = self.base.portfolio.maturity
        quantile = self.base.evidence.get("ramp_up_weeks", BASE)
        if maturity is None:
            return evidence.effect_table("ramp_up_weeks")[2][1]
        return maturity.profile.value_of("ramp_up_weeks", quantile)

    def _tightest(self) -> str:
        """The pool with the highest planned load ÷ capacity on the first day."""
        packages, pools = self.plan.packages, self.plan.pools
        load = (~packages.done * packages.mean) @ packages.demand
        first = pools.step_capacity[: len(pools.ids)]
        pressure = [float(load[p]) / max(1.0, float(first[p])) for p in range(len(pools.ids))]
        return pools.ids[max(range(len(pools.ids)), key=lambda p: (pressure[p], -p))]


def _raised(portfolio: Portfolio, money: float, since: date) -> dict[int, float]:
    """Budgets with so much more a year from a day on; years without a limit stay so."""
    return {
        year: amount + money * _part_of_year(portfolio, year, since)
        for year, amount in portfolio.budgets.items()
    }


def _part_of_year(portfolio: Portfolio, year: int, gone: date) -> float:
    """Share of a fiscal year from a day on; a budget may be stated for the last year that has a name."""
    if year > gone.year + 1:
        return 1.0
    month = portfolio.fiscal_year_starts
    first, end = date(year, month, 1), date(year + 1, month, 1)
    return min(1.0, max(0.0, (end - max(first, gone)).days / (end - first).days))
