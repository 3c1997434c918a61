"""Roadmaps of a PMO as scenarios: people and cash enough for them, what changing over costs, and levels.

Rates of people and cash, what hiring and leaving cost, and which standard suits whom are assumed and stand in
the register of evidence (`workbench evidence coaching`, …).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import fmean

from workbench import evidence
from workbench.engines.plan.calendar import close_of
from workbench.engines.standards import (
    Figures,
    Kind,
    kind_of,
    needed_cash,
    needed_staff,
    roll_out_cash,
    staff_by_hours,
    staff_factor,
    standing_of,
    tailored,
    yearly_spend,
)
from workbench.engines.standards.path import projects_at_once
from workbench.errors import InputError, Problem
from workbench.experiment.worth.reshaping import Reshaping, paying, replanned
from workbench.policies import Intensity, OneOff, Practice, Standards, StandardsStep, Treatment
from workbench.policies.roadmap import Asked, Roadmap, RoadmapStep, roadmap_problems
from workbench.scenario import Scenario

LEVEL_AFTER = 3
"""Years after the start at which the level is read."""

NAMED = ("none", *Asked)
"""Roadmaps that every scenario has, in the order of tables."""


@dataclass(frozen=True)
class Planned:
    """A roadmap and what it makes of a scenario.

    Parameters
    ----------
    roadmap, scenario
        Which, and the scenario with it.
    treatment
        How heavy the standard is in the end, by size of project.
    people, cash, yearly
        In the end: people, money a year besides, and both a year.
    by_hours
        People that the practices it introduces would need seen from the hours projects ask for; a check.
    once
        Single payments that it makes, not discounted.
    level
        Average over perspectives and projects, `LEVEL_AFTER` years after the start.
    """

    roadmap: Roadmap
    scenario: Scenario
    treatment: Treatment
    people: float
    cash: float
    yearly: float
    by_hours: float
    once: float
    level: float


def named_roadmaps(base: Scenario, on: date | None = None) -> tuple[Roadmap, ...]:
    """None, light, standard, heavy and tailored for a scenario; all seven practices at once but for none.

    Parameters
    ----------
    base
        Today.
    on
        Day of the decision; the start by default. Who comes is hired first, who leaves works until notice
        ends.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> today = load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> [one.name for one in named_roadmaps(today)]
    ['none', 'light', 'standard', 'heavy', 'tailored']
    """
    drawing = Drawing.of(base, on)
    delay = max(drawing.shaping.pmo("notice_period"), drawing.shaping.pmo("hiring_delay"))
    there, every = drawing.shaping.after(delay), tuple(Practice)
    ends = (RoadmapStep(from_=drawing.shaping.gone, end=every),) if drawing.has_something_to_end else ()
    return (
        Roadmap(name="none", description="No PMO.", steps=ends),
        *(
            Roadmap(
                name=asked.value,
                description="All seven practices, as heavy for each size of project as suits it best."
                if asked is Asked.TAILORED
                else f"All seven practices, {asked.value} for every project.",
                steps=(RoadmapStep(from_=there, introduce=every, asked=asked),),
            )
            for asked in Asked
        ),
    )


@dataclass(frozen=True)
class Drawing:
    """Draws roadmaps for a scenario.

    Parameters
    ----------
    shaping
        What changing a PMO takes, from the day of the decision.
    standards
        What today's PMO does.
    """

    shaping: Reshaping
    standards: Standards

    @classmethod
    def of(cls, base: Scenario, on: date | None = None) -> Drawing:
        """For a scenario; an error where it says too little of its PMO, or says it otherwise."""
        InputError.raise_if(_problems(base))
        day = base.portfolio.start if on is None else on
        start, horizon = base.portfolio.start, base.horizon
        if not start <= day <= horizon:
            text = f"the day of the decision must lie within the run, from {start} to {horizon}"
            raise InputError.of(Problem(("decision",), text, str(day), "name another day"))
        shaping = Reshaping(base, day, Figures(base.evidence))
        return cls(shaping, base.pmo.standards or Standards())

    def planned(self, roadmap: Roadmap) -> Planned:
        """A roadmap as a scenario of its name.

        Parameters
        ----------
        roadmap
            Which; its dates lie within the run.
        """
        base, shaping = self.base, self.shaping
        InputError.raise_if(roadmap_problems(roadmap, base.portfolio.start, base.horizon))
        InputError.raise_if(self._unpaid(roadmap))
        steps, payments, introduced = self._steps(roadmap)
        scenario = base.model_copy(update={"name": roadmap.name, "description": roadmap.description})
        if steps:
            pmo = replanned(base.pmo, self.standards, steps)
            scenario = paying(base.model_copy(update={"pmo": pmo}), roadmap.name, payments)
            scenario = scenario.model_copy(update={"description": roadmap.description or roadmap.name})
        last = scenario.pmo.upkeep()[-1]
        treatment = (scenario.pmo.standards or Standards()).funded()[-1].treatment
        factor = self._factor(treatment)
        return Planned(
            roadmap,
            scenario,
            treatment,
            last.people,
            last.cash,
            last.yearly,
            math.fsum(
                staff_by_hours(one, self._at_once, factor, shaping.figures) for one in sorted(introduced)
            ),
            math.fsum(one.amount for one in payments),
            level_of(scenario),
        )

    @property
    def base(self) -> Scenario:
        """Today."""
        return self.shaping.base

    @property
    def has_something_to_end(self) -> bool:
        """Whether anything is paid for when notice ends, or would be later by the PMO's own plan."""
        gone = self.shaping.gone
        later = [one for one in self.standards.funded() if one.since is not None and one.since >= gone]
        return any(one.people or one.money for one in (self.standards.funded_before(gone), *later))

    def _steps(self, roadmap: Roadmap) -> tuple[list[StandardsStep], list[OneOff], set[Practice]]:
        """What is paid for and asked for from each date on, and what changing over costs."""
        introduced, steps, payments = set[Practice](), list[StandardsStep](), list[OneOff]()
        if not roadmap.steps:
            return steps, payments, introduced
        paid = self.standards.funded_before(roadmap.steps[0].from_)
        staff, cash, treatment = dict(paid.staff), dict(paid.cash), paid.treatment
        # What a step states stands until a later one names that practice.
        staff_stated, cash_stated = set[Practice](), set[Practice]()
        for step in roadmap.steps:
            treatment = self._treatment(step, treatment)
            factor = self._factor(treatment)
            new = set(step.introduce) - introduced
            introduced = (introduced | new) - set(step.end)
            before, cash_before = sum(staff.values()), dict(cash)
            named = {*step.introduce, *step.end}
            staff_stated, cash_stated = staff_stated - named, cash_stated - named
            staff |= {one: self._enough(one, factor)[0] for one in introduced - staff_stated}
            cash |= {one: self._enough(one, factor)[1] for one in introduced - cash_stated}
            staff_stated, cash_stated = staff_stated | set(step.staff), cash_stated | set(step.cash_per_year)
            staff |= dict.fromkeys(step.end, 0.0) | dict(step.staff)
            cash |= dict.fromkeys(step.end, 0.0) | dict(step.cash_per_year)
            steps.append(
                StandardsStep(
                    from_=step.from_, staff=dict(staff), cash_per_year=dict(cash), treatment=treatment
                )
            )
            more = sum(staff.values()) - before
            less = math.fsum(max(0.0, cash_before[one] - cash[one]) for one in Practice)
            payments += self._changing(step.from_, more, less, new, factor)
            if before > 0.0 and not any(staff.values()) and not any(cash.values()):
                once = self.shaping.archives()
                payments.append(once.model_copy(update={"on": step.from_}))
        return steps, [one for one in payments if one.amount > 0.0], introduced

    def _changing(
        self, day: date, more: float, less: float, new: set[Practice], factor: float
    ) -> Iterator[OneOff]:
        """Hiring or severance, contracts that run on, and introducing what is new.

        People move between practices for nothing. A practice in use is introduced as far as it is not.
        """
        shaping, figures = self.shaping, self.shaping.figures
        if more > 0.0:
            yield shaping.hiring(more, self.base.pmo.cost_per_fte, day)
        yield from shaping.leaving(max(0.0, -more), less, day)
        amount = math.fsum(
            max(0.0, 1 - self.standards.in_use(one).adoption / figures.of(one, "adoption_ceiling"))
            * roll_out_cash(one, self._spend, factor, figures)
            for one in sorted(new)
        )
        yield OneOff(on=day, amount=amount, what="Introducing practices")

    def _treatment(self, step: RoadmapStep, before: Treatment) -> Treatment:
        if step.treatment is not None:
            return step.treatment
        if step.asked is None:
            return before
        if step.asked is Asked.TAILORED:
            return tailored(self._kinds, self.shaping.figures)
        asked = Intensity(step.asked.value)
        return Treatment(small=asked, medium=asked, large=asked)

    def _enough(self, practice: Practice, factor: float) -> tuple[float, float]:
        """People and cash by the register's rates, and at least what today's practice is held up with."""
        figures, today = self.shaping.figures, self.standards.in_use(practice)
        staff = needed_staff(practice, self._spend, factor, figures)
        cash = needed_cash(practice, self._spend, factor, figures)
        if today.adoption > 0.0:
            heavier = factor / self._factor(self.standards.treatment)
            staff, cash = max(staff, today.staff * heavier), max(cash, today.cash_per_year * heavier)
        return staff, cash

    def _factor(self, treatment: Treatment) -> float:
        return staff_factor([treatment.of(one.size, one.risk) for one in self._kinds], self.shaping.figures)

    def _unpaid(self, roadmap: Roadmap) -> Iterator[Problem]:
        if self.base.pmo.cost_per_fte <= 0.0 and any(one.introduce for one in roadmap.steps):
            text = "people of a PMO would be free, and a roadmap that costs nothing cannot lose"
            yield Problem(("pmo", "cost_per_fte"), text, "0", "state pmo.cost_per_fte in the scenario")

    @cached_property
    def _kinds(self) -> list[Kind]:
        return [kind_of(one, self.shaping.figures) for one in self.base.portfolio.projects]

    @cached_property
    def _spend(self) -> float:
        portfolio = self.base.portfolio
        per_year = portfolio.calendar.days_per_year(portfolio.start, self.base.horizon)
        years = close_of(portfolio, self.base.horizon) / per_year
        return yearly_spend(portfolio, self.standards, per_year, years)

    @cached_property
    def _at_once(self) -> float:
        return projects_at_once(self.base)


def level_of(scenario: Scenario, years: float = LEVEL_AFTER) -> float:
    """Level some years after the start, average over perspectives and projects.

    Parameters
    ----------
    scenario
        States its present levels.
    years
        How many; they may lie beyond the horizon.
    """
    portfolio, names = scenario.portfolio, evidence.perspectives()
    maturity = portfolio.maturity
    assert maturity is not None
    per_year = portfolio.calendar.days_per_year(portfolio.start, scenario.horizon)
    standing = None
    if scenario.pmo.standards is not None:
        standing = standing_of(scenario, per_year, close_of(portfolio, scenario.horizon))
    found = []
    for one in portfolio.projects:
        profile = maturity.of(one.programme)
        if standing is not None:
            inside = standing.within(one.programme)
            profile = inside.profile(profile, standing.kinds[one.id], years * per_year)
        found.append(fmean(float(getattr(profile, name)) for name in names))
    return fmean(found)


def _problems(base: Scenario) -> Iterator[Problem]:
    if base.portfolio.maturity is None:
        text = "roadmaps change the levels of an organisation, and its present ones are not stated"
        yield Problem(("portfolio", "maturity"), text, remedy="state them; workbench assess helps")
    if base.pmo.levels:
        text = "levels are stated as a path, and with a roadmap they follow from practices"
        yield Problem(("pmo", "levels"), text, remedy="drop the path")
    if base.pmo.standards is None and (base.pmo.staff or base.pmo.staff_steps or base.pmo.cash_per_year):
        text = "what today's PMO does is not stated, so nobody can say what a roadmap changes"
        yield Problem(("pmo", "standards"), text, remedy="state its practices (docs/standards.md)")
