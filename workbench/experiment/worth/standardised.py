"""What standards as wished for are worth against none: practices that are paid for, or stated levels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import Interval, mean_interval
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.path import End
from workbench.engines.plan import plan_of
from workbench.engines.plan.calendar import close_of
from workbench.engines.standards import Figures, kind_of, roll_out_cash, staff_factor, yearly_spend
from workbench.errors import InputError, Problem
from workbench.experiment.worth.levers import LeverCurve, cost_multiple, cost_that_scales, priced
from workbench.experiment.worth.living import lived
from workbench.experiment.worth.reshaping import Reshaping
from workbench.model.maturity import Maturity, MaturityProfile
from workbench.policies import LevelStep, OneOff, Practice, Standards, StandardsStep
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

WITHOUT, WITH = "without", "with standards"

FINISHED = 0.8
"""Share of projects whose end stands for that of the portfolio: the last ones tell of a few alone."""

STRENGTHS = (0.0, 0.4, 0.8, 1.2, 1.6)


class LevelsFrom(StrEnum):
    """Where the levels of standards come from."""

    PRACTICES = "practices"
    """They follow from who is paid for what; without a PMO they fade."""
    TARGETS = "targets"
    """They are stated, reached on a day; without a PMO today's stay."""


@dataclass(frozen=True)
class Wish:
    """Standards as somebody wishes them.

    Parameters
    ----------
    present, target
        Level by perspective, today and once targets are reached.
    levels
        Where levels come from; targets count only where they are stated.
    staff, cash
        By practice: people, and money a year besides.
    strength
        Strength of the published effect; 0 = none.
    months
        Until targets are reached.
    """

    present: Mapping[str, float]
    target: Mapping[str, float]
    levels: LevelsFrom
    staff: Mapping[Practice, float]
    cash: Mapping[Practice, float]
    strength: float
    months: float


def wish_of(base: Scenario) -> Wish:
    """Today: present levels, today's practices; targets are one level above today's, 5 at most."""
    maturity, standards = base.portfolio.maturity, base.pmo.standards
    assert maturity is not None
    present = {name: float(level) for name, level in maturity.profile.model_dump().items()}
    target = {name: min(5.0, level + 1.0) for name, level in present.items()}
    staff = {one: standards.in_use(one).staff if standards else 0.0 for one in Practice}
    cash = {one: standards.in_use(one).cash_per_year if standards else 0.0 for one in Practice}
    return Wish(present, target, LevelsFrom.PRACTICES, staff, cash, base.pmo.effect_strength, 12.0)


def pair_of(base: Scenario, wish: Wish) -> tuple[Scenario, Scenario]:
    """Without standards and with them, on the same portfolio; the first is what the second is held to.

    Parameters
    ----------
    base
        Today.
    wish
        What is asked for.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> today = load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> [one.name for one in pair_of(today, wish_of(today))]
    ['without', 'with standards']
    """
    now = _today(base, wish)
    shaping = Reshaping(now, now.portfolio.start, Figures(now.evidence))
    if wish.levels is LevelsFrom.TARGETS:
        return _named(_stated(shaping, wish, 0.0), WITHOUT), _named(_stated(shaping, wish, 1.0), WITH)
    if now.pmo.upkeep()[0].yearly > 0.0:
        shaping = Reshaping.of(now, None)
        return _named(shaping.resized(0.0, WITHOUT), WITHOUT), _named(_practised(shaping, wish), WITH)
    # Nobody is paid today, so there is nothing to close: that is what standards are held to.
    InputError.raise_if(_unpaid(now, wish))
    started = now.pmo.model_copy(update={"standards": now.pmo.standards or Standards()})
    shaping = replace(shaping, base=now.model_copy(update={"pmo": started}))
    return _named(now, WITHOUT), _named(_practised(shaping, wish), WITH)


def _named(scenario: Scenario, name: str) -> Scenario:
    return scenario.model_copy(update={"name": name, "description": name})


def _today(base: Scenario, wish: Wish) -> Scenario:
    maturity = base.portfolio.maturity
    assert maturity is not None
    changed = maturity.model_copy(update={"profile": MaturityProfile.model_validate(dict(wish.present))})
    return base.model_copy(
        update={
            "portfolio": base.portfolio.model_copy(update={"maturity": changed}),
            "pmo": base.pmo.model_copy(update={"effect_strength": wish.strength}),
        }
    )


def _practised(shaping: Reshaping, wish: Wish) -> Scenario:
    """As roadmaps change a PMO: people move between practices for nothing, the rest is hired or paid off.

    Who leaves does so on the day of the change, and contracts end then; a practice that nobody was paid for
    is introduced.
    """
    now, today = shaping.base, shaping.standards
    staff = {one: today.in_use(one).staff for one in Practice}
    cash = {one: today.in_use(one).cash_per_year for one in Practice}
    if staff == dict(wish.staff) and cash == dict(wish.cash):
        return now
    more = math.fsum(wish.staff.values()) - math.fsum(staff.values())
    ended = math.fsum(max(0.0, cash[one] - wish.cash[one]) for one in Practice)
    new = [one for one in Practice if not (staff[one] or cash[one]) and (wish.staff[one] or wish.cash[one])]
    there = shaping.after(shaping.pmo("hiring_delay")) if more > 0 or new else shaping.gone
    step = StandardsStep(from_=there, staff=dict(wish.staff), cash_per_year=dict(wish.cash))
    payments: list[OneOff] = shaping.leaving(max(0.0, -more), ended, there)
    if more > 0:
        payments.append(shaping.hiring(more, now.pmo.cost_per_fte, there))
    payments.append(OneOff(on=there, amount=_introducing(shaping, new), what="Introducing practices"))
    if not any(wish.staff.values()) and not any(wish.cash.values()):
        payments.append(shaping.archives())
    return shaping.changed(step, payments, WITH)


def _introducing(shaping: Reshaping, new: Sequence[Practice]) -> float:
    """Cash that introducing practices takes, as far as they are not in use."""
    portfolio, today, figures = shaping.base.portfolio, shaping.standards, shaping.figures
    per_year = portfolio.calendar.days_per_year(portfolio.start, shaping.base.horizon)
    spend = yearly_spend(portfolio, today, per_year, close_of(portfolio, shaping.base.horizon) / per_year)
    kinds = [kind_of(one, figures) for one in portfolio.projects]
    factor = staff_factor([today.treatment.of(one.size, one.risk) for one in kinds], figures)
    return math.fsum(
        max(0.0, 1 - today.in_use(one).adoption / figures.of(one, "adoption_ceiling"))
        * roll_out_cash(one, spend, factor, figures)
        for one in new
    )


def _unpaid(now: Scenario, wish: Wish) -> list[Problem]:
    if now.pmo.cost_per_fte > 0.0 or not any(wish.staff.values()):
        return []
    text = "people of a PMO would be free, and standards that cost nothing cannot lose"
    return [Problem(("pmo", "cost_per_fte"), text, "0", "state pmo.cost_per_fte in the scenario")]


def _stated(shaping: Reshaping, wish: Wish, share: float) -> Scenario:
    """Levels as stated and their cost; with a share of nothing, today's levels at no cost."""
    now = shaping.base
    plain = now.pmo.with_stated_levels()
    day = shaping.after(wish.months)
    profile = MaturityProfile.model_validate(dict(wish.target))
    step = LevelStep(from_=day, maturity=Maturity(profile=profile))
    pmo = plain.model_copy(
        update={
            "staff": share * math.fsum(wish.staff.values()),
            "cash_per_year": share * math.fsum(wish.cash.values()),
            "staff_steps": (),
            "levels": (step,) if share else (),
            "one_off": (),
        }
    )
    return now.model_copy(update={"pmo": pmo})


def cost_break_even(base: Scenario, wish: Wish, net: Floats) -> Interval | None:
    """At how many times what they cost standards break even; None where they cost no more than none.

    Parameters
    ----------
    base, wish
        As in `pair_of`.
    net
        What they are worth, future by future.
    """

    def at(factor: float) -> tuple[Scenario, Scenario]:
        cash = {one: factor * amount for one, amount in wish.cash.items()}
        return pair_of(priced(base, factor), replace(wish, cash=cash))

    return cost_multiple(net, cost_that_scales(at))


def by_strength_of(
    base: Scenario, wish: Wish, futures: int, *, engine: EngineName = EngineName.AUTO,
    strengths: Sequence[float] = STRENGTHS,
) -> LeverCurve:  # fmt: skip
    """What standards are worth by strength of the published effect.

    Parameters
    ----------
    base, wish
        As in `pair_of`.
    futures
        At each strength, the same ones.
    engine
        Which engine.
    strengths
        Where to try, rising.
    """
    rows = []
    for strength in strengths:
        npv = lived(pair_of(base, replace(wish, strength=strength)), 0, futures, engine).of("npv")
        rows.append(npv[1] - npv[0])
    return LeverCurve(tuple(strengths), np.stack(rows))


@dataclass(frozen=True, eq=False)
class Finishes:
    """When `FINISHED` of the projects are completed, without standards and with them.

    Parameters
    ----------
    without, with_
        Working day by future; infinite where so many never are.
    """

    without: Floats
    with_: Floats

    @property
    def futures(self) -> int:
        """Simulated futures of each."""
        return len(self.without)

    def by(self, day: float) -> tuple[float, float]:
        """Share of futures in which it has happened by a day, without and with."""
        return float((self.without <= day).mean()), float((self.with_ <= day).mean())

    def earlier(self) -> Interval:
        """By how many days it comes earlier with standards, over futures in which it comes both ways."""
        both = np.isfinite(self.without) & np.isfinite(self.with_)
        return mean_interval(self.without[both] - self.with_[both])


def finishes_of(pair: tuple[Scenario, Scenario], futures: int, engine: EngineName) -> Finishes:
    """Live through both and look when so many projects are completed.

    Parameters
    ----------
    pair
        Without and with, on the same portfolio.
    futures
        Of each, the same ones.
    engine
        Which engine.
    """
    return Finishes(*(_finish_days(one, futures, engine) for one in pair))


def _finish_days(scenario: Scenario, futures: int, name: EngineName) -> Floats:
    plan, engine = plan_of(scenario), engine_of(name)
    paths = engine.live(plan, draw(plan, range(futures), engine.uniforms))
    admitted = plan.projects.admitted
    return most_completed(paths.end[:, admitted], paths.finish[:, admitted])


def most_completed(end: NDArray[Any], finish: Floats) -> Floats:
    """Day by which `FINISHED` of the projects are completed; what was stopped or rejected never is.

    Parameters
    ----------
    end, finish
        How each project ended and on which day, shape (futures, projects).

    Examples
    --------
    >>> ends = np.array([[End.COMPLETED, End.COMPLETED], [End.COMPLETED, End.TERMINATED]])
    >>> most_completed(ends, np.array([[5.0, 9.0], [5.0, 9.0]])).tolist()
    [9.0, inf]
    """
    days = np.where(end == End.COMPLETED, finish, np.inf)
    if not days.shape[1]:
        return np.full(len(days), np.inf)
    place = math.ceil(FINISHED * days.shape[1]) - 1
    return np.asarray(np.sort(days, axis=1)[:, place])
