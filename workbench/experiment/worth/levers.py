"""Where a PMO stops paying as one thing moves that nobody knows: how far the answer is from another one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import Interval, Trend, known_crossings, known_sides, mean_interval
from workbench.engines.plan import plan_of
from workbench.engines.plan.calendar import close_of
from workbench.engines.plan.plan import Plan
from workbench.engines.valuation import pmo_cost
from workbench.model.portfolio import Portfolio
from workbench.policies import StandardsStep
from workbench.scenario import Scenario
from workbench.scenario.demand import Demand, eligible, spread, with_demand

Floats = NDArray[np.float64]


class Outcome(StrEnum):
    """What is known of a break-even inside the range that was tried."""

    CROSSES = "crosses"
    PAYS = "pays throughout"
    LOSES = "loses throughout"
    SEVERAL = "crosses more than once"
    SAVES_NOTHING = "closing saves nothing"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class BreakEven:
    """Where keeping a PMO is worth as much as closing it.

    Parameters
    ----------
    outcome
        Whether it lies in the range tried, or on which side all of that range lies.
    at
        Where, with its range; None unless it crosses, once.
    tried
        First and last point.
    futures
        Simulated futures at each point.
    moves
        Rising: keeping loses below it; falling: it loses above it.
    """

    outcome: Outcome
    at: Interval | None
    tried: tuple[float, float]
    futures: int
    moves: Trend = Trend.NEITHER


@dataclass(frozen=True, eq=False)
class LeverCurve:
    """What keeping is worth against closing along one lever, all else at its middle.

    Parameters
    ----------
    points
        Where it was tried, rising.
    values
        Paired differences of net value, keeping less closing, shape (points, futures).
    """

    points: tuple[float, ...]
    values: Floats

    @property
    def futures(self) -> int:
        """Simulated futures at each point."""
        return self.values.shape[1]

    def averages(self) -> list[Interval]:
        """Average at each point, luck alone."""
        return [mean_interval(row) for row in self.values]

    def break_even(self) -> BreakEven:
        """Where it crosses zero, or that it does not.

        Examples
        --------
        >>> falling = LeverCurve((0.0, 1.0), np.array([[1.9, 2.0, 2.1], [-2.1, -2.0, -1.9]]))
        >>> falling.break_even().at.value
        0.5
        >>> LeverCurve((0.0, 1.0), np.array([[1.9, 2.0, 2.1], [0.9, 1.0, 1.1]])).break_even().outcome
        <Outcome.PAYS: 'pays throughout'>
        """
        ends, n = (self.points[0], self.points[-1]), self.futures
        crossings = known_crossings(self.points, self.values)
        if len(crossings) == 1:
            return BreakEven(Outcome.CROSSES, crossings[0].at, ends, n, crossings[0].moves)
        if crossings:
            return BreakEven(Outcome.SEVERAL, None, ends, n)
        sides = set(known_sides(self.values))
        outcome = (
            {1: Outcome.PAYS, -1: Outcome.LOSES}[sides.pop()] if sides in ({1}, {-1}) else Outcome.UNKNOWN
        )
        return BreakEven(outcome, None, ends, n)


def freed_of(closed: Plan, share: float, gone: float) -> Plan:
    """The plan after closing, were a further share of work due to standards; today stays as it is.

    Today's durations are known, and hold whatever standards ask for. The more of them that is, the less work
    is left once the PMO is gone, in truth and in what boards believe.

    Parameters
    ----------
    closed
        Plan of the closed PMO.
    share
        Of touch time, on top of what is assumed; negative for less.
    gone
        Working day from which on standards ask for nothing.
    """
    levels = closed.levels
    today = 1 + levels.overhead[:, :1]
    factor = np.where(levels.day >= gone, today / (today + share), 1.0)
    # Subtracting one again would cost the last bit where nothing changes.
    overhead = np.where(factor == 1.0, levels.overhead, (1 + levels.overhead) * factor - 1)
    belief = levels.belief * factor[closed.projects.unit]
    return replace(closed, levels=replace(levels, overhead=overhead, belief=belief))


def least_share(closed: Plan) -> float:
    """By how much less than assumed standards can ask at most: then managing takes nothing today."""
    return -float(closed.levels.overhead[:, 0].min())


def resized_demand(portfolio: Portfolio, factor: float) -> Portfolio:
    """The portfolio with so many times its projects; people, budgets and rules stay as they are.

    More are clones, as in `workbench.scenario.demand`; fewer are left out evenly over the order of intake.
    Projects in flight and mandatory ones always stay.

    Parameters
    ----------
    portfolio
        Today's.
    factor
        Times today's projects that are neither in flight nor mandatory.
    """
    if factor >= 1.0:
        return with_demand(portfolio, Demand(scale=factor)) if factor > 1.0 else portfolio
    origin = eligible(portfolio, Demand(scale=1.0))
    kept = round(factor * len(origin))
    gone = {origin[place].id for place in spread(len(origin))[kept:]} if origin else set()
    projects = tuple(
        one.model_copy(update={"after": tuple(other for other in one.after if other not in gone)})
        for one in portfolio.projects
        if one.id not in gone
    )
    risks = []
    for risk in portfolio.risks:
        struck = tuple(one for one in risk.projects if one not in gone)
        if struck or not risk.projects:
            risks.append(risk.model_copy(update={"projects": struck}))
    used = {one.programme for one in projects}
    programmes = tuple(one for one in portfolio.programmes if one.name in used)
    return portfolio.model_copy(
        update={"projects": projects, "risks": tuple(risks), "programmes": programmes}
    )


def at_demand(base: Scenario, factor: float) -> Scenario:
    """Today with so many times its projects; the PMO's people and cash stay, and whom they serve does not.

    Stated projects under way at once move with the number of projects, and stated yearly spend with what is
    bought for them; where they are not stated, both follow from the portfolio anyway.

    Parameters
    ----------
    base
        Today.
    factor
        As in `resized_demand`.
    """
    portfolio, standards = base.portfolio, base.pmo.standards
    resized = resized_demand(portfolio, factor)
    if standards is not None:
        changed: dict[str, float] = {}
        if standards.active_projects is not None:
            share = len(resized.projects) / max(1, len(portfolio.projects))
            changed["active_projects"] = share * standards.active_projects
        if standards.yearly_spend is not None:
            per_year = portfolio.calendar.days_per_year(portfolio.start, base.horizon)
            years = close_of(portfolio, base.horizon) / per_year
            bought, before = (
                math.fsum(p.external_cost for p in one.projects) for one in (resized, portfolio)
            )
            changed["yearly_spend"] = max(0.0, standards.yearly_spend + (bought - before) / years)
        if factor != 1.0:
            standards = standards.model_copy(update=changed)
    pmo = base.pmo.model_copy(update={"standards": standards})
    return base.model_copy(update={"portfolio": resized, "pmo": pmo})


def priced(scenario: Scenario, factor: float) -> Scenario:
    """The same PMO at so many times its cost: people, cash, and what follows from them.

    Parameters
    ----------
    scenario
        Whose PMO.
    factor
        Times today's cost.
    """
    standards = scenario.pmo.standards
    changed: dict[str, object] = {
        "cost_per_fte": factor * scenario.pmo.cost_per_fte,
        "cash_per_year": factor * scenario.pmo.cash_per_year,
    }
    if standards is not None:
        practices = {
            name: one.model_copy(update={"cash_per_year": factor * one.cash_per_year})
            for name, one in standards.practices.items()
        }
        steps = tuple(_priced_step(one, factor) for one in standards.steps)
        changed["standards"] = standards.model_copy(update={"practices": practices, "steps": steps})
    return scenario.model_copy(update={"pmo": scenario.pmo.model_copy(update=changed)})


def _priced_step(step: StandardsStep, factor: float) -> StandardsStep:
    cash = {name: factor * amount for name, amount in step.cash_per_year.items()}
    return step.model_copy(update={"cash_per_year": cash})


def cost_that_scales(at: Callable[[float], tuple[Scenario, Scenario]]) -> float:
    """What the second of two scenarios costs more than the first, as far as it scales with the price.

    Archives, and what introducing practices takes, cost the same whatever a PMO costs.

    Parameters
    ----------
    at
        The two at so many times the price.
    """

    def apart(factor: float) -> float:
        first, second = at(factor)
        return pmo_cost(plan_of(second)) - pmo_cost(plan_of(first))

    return apart(2.0) - apart(1.0)


def cost_multiple(net: Sequence[float] | Floats, cost: float) -> Interval | None:
    """At how many times its cost keeping is worth as much as closing; exact, since cost is linear.

    None where keeping costs no more than closing: no price turns the answer then.

    Parameters
    ----------
    net
        What keeping is worth against closing, future by future.
    cost
        What keeping costs more than closing at the present price, money that scales with it alone.

    Examples
    --------
    >>> cost_multiple([1.0, 2.0, 3.0], 4.0).value
    1.5
    >>> cost_multiple([1.0, 2.0, 3.0], -4.0) is None
    True
    """
    if cost <= 0.0:
        return None
    mean = mean_interval(net)
    return Interval(1 + mean.value / cost, 1 + mean.low / cost, 1 + mean.high / cost).within(0.0)
