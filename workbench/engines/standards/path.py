"""Levels and overhead over time, as a PMO's practices make them; anchored at the present."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from workbench import evidence
from workbench.engines.standards.compliance import MONTHS_A_QUARTER, Following, share_served
from workbench.engines.standards.effective import effective_practice, gaps
from workbench.engines.standards.figures import Figures
from workbench.engines.standards.funding import Funding, funding_of, staff_factor, yearly_spend
from workbench.engines.standards.practised import Circumstances, Practised
from workbench.engines.standards.treatment import Kind, fit, kind_of
from workbench.model.maturity import MaturityProfile
from workbench.policies import Intensity, Practice, Standards
from workbench.scenario import Scenario

TOP = 5.0
PATIENCE_DAYS_A_MONTH = 21.0
"""Working days of the month in which requests are counted while they wait: patience is stated in days."""

REPORTS = (Practice.REPORTING, Practice.AUDITS)
"""Work that projects must do themselves, in part, where the PMO no longer does it."""


@dataclass(frozen=True)
class Practices:
    """A PMO's practices on one day.

    Parameters
    ----------
    adoption, effective
        By practice: share of project work under it, and share on which it has an effect.
    compliance
        Share that keeps to the standard.
    served
        Share of requests for coaching that are served.
    held
        Share of due audits that are held.
    """

    adoption: dict[Practice, float]
    effective: dict[Practice, float]
    compliance: float
    served: float
    held: float


@dataclass(frozen=True)
class Standing:
    """Practices over time and what they do to projects.

    Parameters
    ----------
    standards
        What the PMO does.
    fundings
        What is paid for, from day to day.
    practised
        Each practice over time.
    kinds
        Kind of each project.
    projects_at_once
        Projects that ask for coaching.
    work_hours
        Hours of work a month of each of them.
    figures
        Assumptions.
    month
        Working days.
    """

    standards: Standards
    fundings: list[Funding]
    practised: dict[Practice, Practised]
    kinds: dict[str, Kind]
    projects_at_once: float
    work_hours: float
    figures: Figures
    month: float
    acting: frozenset[Practice] = frozenset(Practice)
    """Those that count; see `where`."""

    def where(self, acting: frozenset[Practice]) -> Standing:
        """Practices as work sees them on which only some act: there the others stay as they are today.

        What does not act on a stage neither raises its levels nor supports, coaches or audits what does.
        """
        if acting == self.acting:
            return self
        seen = {one: way if one in acting else way.unchanging for one, way in self.practised.items()}
        return replace(self, practised=seen, acting=acting)

    def within(self, programme: str) -> Standing:
        """Practices in a programme, which may be further or less far with them today."""
        stated = {
            one: used.programmes[programme]
            for one, used in self.standards.practices.items()
            if programme in used.programmes
        }
        if not stated:
            return self
        inside = {one: self.practised[one].from_adoption(share) for one, share in stated.items()}
        return replace(self, practised=self.practised | inside)

    def on(self, day: float) -> Practices:
        """Practices on a day."""
        if day not in self._known:
            self._known[day] = self._practices(day)
        return self._known[day]

    def _practices(self, day: float) -> Practices:
        adoption = {one: way.adoption(day) for one, way in self.practised.items()}
        served, held = self._served(day), self.practised[Practice.AUDITS].coverage(day)
        compliance = self._compliance(day)
        effective = effective_practice(adoption, compliance, served, held, self.figures)
        return Practices(adoption, effective, compliance, served, held)

    def profile(self, present: MaturityProfile, kind: Kind, day: float) -> MaturityProfile:
        """Levels of a unit on a day, given its present ones: 5 − (5 − L0) · what is left of the way.

        Parameters
        ----------
        present
            Levels today.
        kind
            Kind of its projects.
        day
            Working day from the start.
        """
        return self._levels(present, kind, self._gaps(kind, day))

    def profile_if(self, present: MaturityProfile, kind: Kind, day: float, served: float) -> MaturityProfile:
        """Levels as in `profile`, for work whose requests for coaching are served to a share of its own.

        Only what coaching itself does differs: habits answer to the usual service.
        """
        usual = self.on(day)
        effective = effective_practice(usual.adoption, usual.compliance, served, usual.held, self.figures)
        return self._levels(present, kind, self._gaps_of(effective, kind, day))

    def audited(self, kind: Kind, day: float) -> float:
        """Chance that a stage of a project is to be audited, by its standard and where there are audits."""
        if Practice.AUDITS not in self.acting:
            return 0.0
        asked = self._paid(day).what.treatment.of(kind.size, kind.risk)
        adoption = self.practised[Practice.AUDITS].adoption(day)
        return self.figures.of_the_pmo("audit_probability", asked.value) * adoption

    def people(self, practice: Practice, paid: Funding) -> float:
        """People who serve projects: those paid for, less whoever organises coaching."""
        there = paid.what.staff[practice]
        if practice is not Practice.COACHING:
            return there
        return there - self.figures.of(practice, "yearly_staff_fixed") * self._factor(paid)

    def factor_of(self, kind: Kind, paid: Funding) -> float:
        """What the standard asked of a project multiplies people's hours by."""
        return staff_factor([paid.what.treatment.of(kind.size, kind.risk)], self.figures)

    def _levels(self, present: MaturityProfile, kind: Kind, now: tuple[float, ...]) -> MaturityProfile:
        then = self._gaps(kind, -math.inf)
        floor = self.figures.of_the_pmo("perspective_floor")
        levels = {}
        for name, before, after in zip(evidence.perspectives(), then, now, strict=True):
            level = float(getattr(present, name))
            if after != before:
                level = max(min(level, floor), TOP - (TOP - level) * (after / before))
            levels[name] = level
        return MaturityProfile.model_validate(levels)

    def own_effort(self, present: MaturityProfile, kind: Kind) -> dict[str, float]:
        """Levels that the organisation would have without its present practices, by perspective.

        Below 1 the stated adoption and the stated level do not go together.
        """
        left = self._gaps(kind, -math.inf)
        return {
            name: TOP - (TOP - float(getattr(present, name))) / share
            for name, share in zip(evidence.perspectives(), left, strict=True)
        }

    def overhead(self, kind: Kind, day: float) -> float:
        """Share of touch time on top of the table's overhead at the level of the day; 0 today.

        What the table cannot know: people who fill in forms without effect, a standard that is not the usual
        one, learning, and reports that projects must write themselves.
        """
        ours, theirs = (
            self._surcharge(kind, self._paid(day), self.on(day)),
            self._surcharge(kind, self.fundings[0], self._today),
        )
        dip = math.fsum(way.dip(day) for way in self.practised.values())
        return ours - theirs + dip + self._displaced(day)

    @cached_property
    def _today(self) -> Practices:
        return self.on(-math.inf)

    def _paid(self, day: float) -> Funding:
        return next(one for one in reversed(self.fundings) if one.day <= day)

    def _gaps(self, kind: Kind, day: float) -> tuple[float, ...]:
        if (kind, day) not in self._left:
            self._left[kind, day] = self._gaps_of(self.on(day).effective, kind, day)
        return self._left[kind, day]

    def _gaps_of(self, effective: Mapping[Practice, float], kind: Kind, day: float) -> tuple[float, ...]:
        suits = fit(kind, self._paid(day).what.treatment.of(kind.size, kind.risk), self.figures)
        acts = {one: share for one, share in effective.items() if one in self.acting}
        return gaps(acts, suits, self.standards.organisation, self.figures)

    def _surcharge(self, kind: Kind, paid: Funding, practices: Practices) -> float:
        asked = f"{kind.size.value}, {paid.what.treatment.of(kind.size, kind.risk).value}"
        return math.fsum(
            self.figures.of(one, "project_overhead", asked) * share
            - self.figures.of(one, "project_overhead", "medium, standard") * practices.effective[one]
            for one, share in practices.adoption.items()
            if one in self.acting
        )

    def _displaced(self, day: float) -> float:
        share = self.figures.of_the_pmo("displaced_work_share")
        return math.fsum(
            share
            * self.figures.of(one, "staff_hours_per_project_month")
            / self.work_hours
            * self._lost(one, day)
            for one in REPORTS
        )

    def _lost(self, practice: Practice, day: float) -> float:
        way = self.practised[practice]
        return max(0.0, way.coverage(-math.inf) - way.coverage(day)) if way.today.adoption > 0.0 else 0.0

    def _served(self, day: float) -> float:
        paid = self._paid(day) if Practice.COACHING in self.acting else self.fundings[0]
        figures = self.figures
        if paid.day not in self._served_before:
            factor = self._factor(paid)
            hours = figures.of(Practice.COACHING, "staff_hours_per_project_month") * factor
            each = figures.of(Practice.COACHING, "service_time")
            self._served_before[paid.day] = share_served(
                self.projects_at_once * hours / each,
                each / figures.of_the_pmo("productive_hours"),
                self.people(Practice.COACHING, paid),
                figures.of(Practice.COACHING, "patience") / PATIENCE_DAYS_A_MONTH,
            )
        return self._served_before[paid.day]

    def _factor(self, paid: Funding) -> float:
        return staff_factor(self._asked(paid), self.figures)

    def _asked(self, paid: Funding) -> list[Intensity]:
        return [paid.what.treatment.of(kind.size, kind.risk) for kind in self.kinds.values()]

    def _compliance(self, day: float) -> float:
        """Habits go quarter by quarter towards the target of the day, from that of today."""
        following = self._following
        share = self._goal(-math.inf)
        quarter = MONTHS_A_QUARTER * self.month
        for k in range(1, 1 + int(max(0.0, day) / quarter) if math.isfinite(day) else 1):
            share = following.after_a_quarter(share, self._goal(self._end_of(k * quarter)))
        return share

    def _end_of(self, day: float) -> float:
        """The last moment of a quarter: what changes on the very day on which it ends counts from then on."""
        changes = any(one.day == day for one in self.fundings)
        return math.nextafter(day, -math.inf) if changes else day

    def _goal(self, day: float) -> float:
        if day not in self._goals:
            asked = self._asked(self._paid(day)) or [Intensity.STANDARD]
            audited = math.fsum(self.figures.of_the_pmo("audit_probability", one.value) for one in asked)
            coaching, audits = self.practised[Practice.COACHING], self.practised[Practice.AUDITS]
            self._goals[day] = self._following.target(
                self._served(day) * coaching.adoption(day),
                audited / len(asked) * audits.adoption(day) * audits.coverage(day),
            )
        return self._goals[day]

    @cached_property
    def _known(self) -> dict[float, Practices]:
        return {}

    @cached_property
    def _left(self) -> dict[tuple[Kind, float], tuple[float, ...]]:
        return {}

    @cached_property
    def _served_before(self) -> dict[float, float]:
        return {}

    @cached_property
    def _goals(self) -> dict[float, float]:
        return {}

    @cached_property
    def _following(self) -> Following:
        figures = self.figures
        return Following(
            figures.of_the_pmo("compliance_voluntary"),
            figures.of_the_pmo("compliance_coaching_gain"),
            figures.of_the_pmo("compliance_audit_gain"),
            figures.of_the_pmo("habit_half_life"),
        )


def standing_of(scenario: Scenario, per_year: float, horizon: float) -> Standing:
    """Practices of a scenario over time.

    Parameters
    ----------
    scenario
        One that states standards.
    per_year
        Working days a year.
    horizon
        Working days until the horizon.
    """
    standards, portfolio = scenario.pmo.standards or Standards(), scenario.portfolio
    figures = Figures(scenario.evidence)
    fundings = funding_of(standards, portfolio)
    kinds = {project.id: kind_of(project, figures) for project in portfolio.projects}
    factors = [
        staff_factor([one.what.treatment.of(kind.size, kind.risk) for kind in kinds.values()], figures)
        for one in fundings
    ]
    slack = figures.of_the_pmo("slack_today") if standards.slack is None else standards.slack
    spend = yearly_spend(portfolio, standards, per_year, horizon / per_year)
    around = Circumstances(figures, standards.organisation, slack, spend, per_year / 12)
    practised = {
        one: Practised(one, used, fundings, factors, around, used.adoption)
        for one, used in ((one, standards.in_use(one)) for one in Practice)
    }
    at_once = projects_at_once(scenario)
    people = math.fsum(pool.capacity * (1 - pool.operations_share) for pool in portfolio.pools)
    hours = people * figures.of_the_pmo("productive_hours") / max(1.0, at_once)
    return Standing(standards, fundings, practised, kinds, at_once, max(1.0, hours), figures, per_year / 12)


def projects_at_once(scenario: Scenario) -> float:
    """Projects that ask for coaching at a time: stated, or as many as may be under way at once."""
    stated = scenario.pmo.standards.active_projects if scenario.pmo.standards else None
    if stated is not None:
        return stated
    every = len(scenario.portfolio.projects)
    limit = scenario.policy.release.wip_limit
    return float(every if limit is None else min(limit, every))


def kinds_in(standing: Standing, projects: Sequence[str]) -> list[Kind]:
    """Kinds that occur among projects, in order."""
    return sorted({standing.kinds[one] for one in projects})
