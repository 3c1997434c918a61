"""What each practice does in a scenario, read off the assumptions and the plan: nothing is simulated."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import fmean

from workbench import evidence
from workbench.engines.plan.calendar import close_of
from workbench.engines.standards import Kind, Standing, standing_of
from workbench.errors import InputError, Problem
from workbench.model.maturity import MaturityProfile
from workbench.policies import Intensity, Practice, Size
from workbench.scenario import Scenario

MONTHS_BETWEEN = 3
TODAY = -math.inf


@dataclass(frozen=True)
class InForce:
    """A practice while the PMO is paid for in one way.

    Parameters
    ----------
    since
        First day; None = today.
    people, cash, yearly
        Paid for it: people, money a year besides, and both a year.
    coverage
        Share of what it needs that it has, at most 1.
    """

    since: date | None
    people: float
    cash: float
    yearly: float
    coverage: float


@dataclass(frozen=True)
class Described:
    """One practice.

    Parameters
    ----------
    practice
        Which.
    paid
        Today, and from each change on.
    adoption, effective
        By day of the description: share of project work done that way, and on which it has an effect.
    half_life
        Months in which half of what fades has faded, with nobody paid for it.
    lasting
        Share of project work that keeps it without a PMO.
    lifts
        By perspective: levels that it raises alone, at full use and with a standard that suits, from level 2.
    overhead
        Today, and from each change on, by size: share of a project's work that it takes at full use.
    """

    practice: Practice
    paid: tuple[InForce, ...]
    adoption: tuple[float, ...]
    effective: tuple[float, ...]
    half_life: float
    lasting: float
    lifts: dict[str, float]
    overhead: tuple[dict[Size, float], ...]

    @property
    def in_use(self) -> bool:
        """Whether it is in use or paid for at any time."""
        return max(self.adoption) > 0.0 or any(one.yearly > 0.0 for one in self.paid)


@dataclass(frozen=True)
class Description:
    """All practices of a scenario and the levels that follow.

    Parameters
    ----------
    scenario
        States standards and present levels.
    days
        The first is today; then by quarter until the horizon.
    practices
        In the order of tables.
    served, held, followed
        By day: share of requests for coaching that are served, of due audits that are held, and of projects
        that keep to the standard.
    levels
        By perspective and day, average over projects.
    surcharge
        By day: overhead that comes on top of what managing costs at the levels, average over projects.
    own
        By perspective: level without the present practices, of the kind of project where it is lowest.
    kinds
        By size: how many projects.
    """

    scenario: Scenario
    days: tuple[date, ...]
    practices: tuple[Described, ...]
    served: tuple[float, ...]
    held: tuple[float, ...]
    followed: tuple[float, ...]
    levels: dict[str, tuple[float, ...]]
    surcharge: tuple[float, ...]
    own: dict[str, float]
    kinds: dict[Size, int]

    @property
    def mean(self) -> tuple[float, ...]:
        """By day: level, average over perspectives."""
        return tuple(fmean(one) for one in zip(*self.levels.values(), strict=True))

    @property
    def at_odds(self) -> list[str]:
        """Perspectives whose stated level lies lower than the stated practices alone would make it."""
        return [name for name, level in self.own.items() if level < 1.0]


def description_of(scenario: Scenario) -> Description:
    """Read off what the practices of a scenario do.

    Parameters
    ----------
    scenario
        States standards and present levels.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> found = description_of(load_scenario(bundled("scenarios") / "pmo-closed.yaml"))
    >>> round(found.mean[0], 2), round(found.mean[-1], 2)
    (2.39, 1.86)
    """
    if scenario.pmo.standards is None or scenario.portfolio.maturity is None:
        text = "what the PMO does is not stated, so there is nothing to describe"
        remedy = "state its practices (docs/standards.md)"
        raise InputError.of(Problem(("pmo", "standards"), text, "", remedy))
    portfolio = scenario.portfolio
    per_year = portfolio.calendar.days_per_year(portfolio.start, scenario.horizon)
    horizon = close_of(portfolio, scenario.horizon)
    standing = standing_of(scenario, per_year, horizon)
    step = MONTHS_BETWEEN * per_year / 12
    days = [TODAY, *(min(horizon, k * step) for k in range(1, 1 + round(horizon / step)))]
    return _Reading(scenario, standing, days).all_of_it()


@dataclass(frozen=True)
class _Unit:
    """What a project sees of the PMO."""

    inside: Standing
    present: MaturityProfile
    kind: Kind

    def profile(self, day: float) -> MaturityProfile:
        return self.present if day == TODAY else self.inside.profile(self.present, self.kind, day)

    def surcharge(self, day: float) -> float:
        return 0.0 if day == TODAY else self.inside.overhead(self.kind, day)


@dataclass(frozen=True)
class _Reading:
    scenario: Scenario
    standing: Standing
    days: list[float]

    def all_of_it(self) -> Description:
        """Everything."""
        portfolio, standing = self.scenario.portfolio, self.standing
        dates = (portfolio.calendar.date_after(portfolio.start, max(0.0, day)) for day in self.days)
        practised = [standing.on(day) for day in self.days]
        units = self._units
        rows = [[one.profile(day) for one in units] for day in self.days]
        own = [one.inside.own_effort(one.present, one.kind) for one in units]
        sizes = [kind.size for kind in standing.kinds.values()]
        return Description(
            self.scenario,
            tuple(dates),
            tuple(self._practice(one) for one in Practice),
            tuple(one.served for one in practised),
            tuple(one.held for one in practised),
            tuple(fmean(one.inside.on(day).compliance for one in units) for day in self.days),
            {
                name: tuple(fmean(float(getattr(one, name)) for one in row) for row in rows)
                for name in evidence.perspectives()
            },
            tuple(fmean(one.surcharge(day) for one in units) for day in self.days),
            {name: min(one[name] for one in own) for name in evidence.perspectives()},
            {size: sizes.count(size) for size in Size if size in sizes},
        )

    @cached_property
    def _units(self) -> list[_Unit]:
        """One for each project, so that averages are over projects."""
        maturity, projects = self.scenario.portfolio.maturity, self.scenario.portfolio.projects
        assert maturity is not None
        inside = {name: self.standing.within(name) for name in {one.programme for one in projects}}
        return [
            _Unit(inside[one.programme], maturity.of(one.programme), self.standing.kinds[one.id])
            for one in projects
        ]

    def _practice(self, practice: Practice) -> Described:
        standing, figures = self.standing, self.standing.figures
        ceiling = figures.of(practice, "adoption_ceiling")
        adoption = tuple(
            fmean(one.inside.on(day).adoption[practice] for one in self._units) for day in self.days
        )
        organisation = standing.standards.organisation
        larger = 1.0 if organisation is Size.MEDIUM else figures.of_the_pmo("lift_factor", organisation)
        asked = [one.what.treatment for one in standing.fundings]
        return Described(
            practice,
            tuple(self._paid(practice)),
            adoption,
            tuple(fmean(one.inside.on(day).effective[practice] for one in self._units) for day in self.days),
            figures.of(practice, "half_life_unfunded"),
            min(max(adoption), figures.of(practice, "remnant_without_pmo") * ceiling),
            {name: larger * figures.of(practice, "lift", name) for name in evidence.perspectives()},
            tuple({size: self._overhead(practice, size, one.of(size)) for size in Size} for one in asked),
        )

    def _paid(self, practice: Practice) -> list[InForce]:
        way, salary = self.standing.practised[practice], self.scenario.pmo.cost_per_fte
        return [
            InForce(
                one.what.since,
                one.what.staff[practice],
                one.what.cash[practice],
                one.what.staff[practice] * salary + one.what.cash[practice],
                way.coverage(one.day),
            )
            for one in self.standing.fundings
        ]

    def _overhead(self, practice: Practice, size: Size, asked: Intensity) -> float:
        return self.standing.figures.of(practice, "project_overhead", f"{size.value}, {asked.value}")
