"""Each practice from day to day: how far it is in use, and which part of what it needs it has."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from workbench.engines.standards.adoption import Spreading, adopted_after
from workbench.engines.standards.figures import Figures
from workbench.engines.standards.funding import Funding, needed_staff
from workbench.policies import InUse, Practice, Size

BOUGHT = frozenset({Practice.TOOLS, Practice.TRAINING})
"""Practices that fade without cash as they do without people."""


@dataclass(frozen=True)
class Circumstances:
    """What adoption depends on besides people and money.

    Parameters
    ----------
    figures
        Assumptions.
    organisation
        Size of the organisation: small ones take up a practice sooner.
    slack
        Share of the time of today's PMO that present practice does not need.
    spend
        Money spent on projects a year.
    month
        Working days.
    """

    figures: Figures
    organisation: Size
    slack: float
    spend: float
    month: float


@dataclass(frozen=True)
class Segment:
    """From a day on a practice goes from where it stands to a target."""

    day: float
    adoption: float
    target: float
    coverage: float
    """Share of what it needs that it has, at most 1."""


@dataclass(frozen=True)
class Practised:
    """One practice over time.

    Parameters
    ----------
    practice
        Which.
    today
        As it is today.
    fundings
        What is paid for, from day to day.
    factors
        By funding: what the intensity of the standard multiplies people by.
    around
        What else counts.
    in_organisation
        Adoption today over all programmes; that of `today` is of one of them where it stands alone.
    """

    practice: Practice
    today: InUse
    fundings: list[Funding]
    factors: list[float]
    around: Circumstances
    in_organisation: float

    def from_adoption(self, share: float) -> Practised:
        """The same practice in a programme where it is as far in use today."""
        return replace(self, today=self.today.model_copy(update={"adoption": share}))

    @property
    def unchanging(self) -> Practised:
        """The same practice, staying as it is today."""
        return replace(self, fundings=self.fundings[:1], factors=self.factors[:1])

    def adoption(self, day: float) -> float:
        """Share of project work done that way on a day."""
        segment = self._on(day)
        months = 0.0 if math.isinf(segment.day) else (day - segment.day) / self.around.month
        return adopted_after(segment.adoption, segment.target, months, self._how)

    def coverage(self, day: float) -> float:
        """Share of what it needs that it has on a day, at most 1."""
        return self._on(day).coverage

    def dip(self, day: float) -> float:
        """Extra share of touch time while people learn what is new to them."""
        figures, ceiling = self.around.figures, self._ceiling
        length = figures.of(self.practice, "dip_length") * self.around.month
        lost = 0.0
        for before, now in zip(self._segments, self._segments[1:], strict=False):
            if now.day <= day and now.target > max(before.target, now.adoption):
                learnt = (now.target - max(now.adoption, before.target)) / ceiling
                left = max(0.0, 1 - (day - now.day) / length)
                lost += figures.of(self.practice, "dip_depth") * learnt * left
        return lost

    @cached_property
    def _segments(self) -> list[Segment]:
        today = self.today.adoption
        found = [Segment(-math.inf, today, today, self._coverage(self.fundings[0], self.factors[0]))]
        for funding, factor in zip(self.fundings[1:], self.factors[1:], strict=True):
            last = found[-1]
            months = 0.0 if math.isinf(last.day) else (funding.day - last.day) / self.around.month
            stands = adopted_after(last.adoption, last.target, months, self._how)
            coverage = self._coverage(funding, factor)
            target = self._target(funding, factor, coverage, stands)
            found.append(Segment(funding.day, stands, target, coverage))
        return found

    def _on(self, day: float) -> Segment:
        return next(one for one in reversed(self._segments) if one.day <= day)

    @property
    def _grown(self) -> bool:
        """Whether today's PMO holds it up: then today's people and money are the measure of what it needs."""
        return self.in_organisation > 0.0 and self.today.staff > 0.0

    def _kept_up(self, funding: Funding, factor: float) -> float:
        """What it has against today."""
        kept = funding.what.staff[self.practice] / self.today.staff
        if self.practice in BOUGHT and self.today.cash_per_year > 0.0:
            kept = min(kept, funding.what.cash[self.practice] / self.today.cash_per_year)
        return kept * (self.factors[0] / factor)

    def _coverage(self, funding: Funding, factor: float) -> float:
        if self._grown:
            return min(1.0, self._kept_up(funding, factor) / (1 - self.around.slack))
        needed = needed_staff(self.practice, self.around.spend, factor, self.around.figures)
        return min(1.0, funding.what.staff[self.practice] / needed)

    def _target(self, funding: Funding, factor: float, coverage: float, stands: float) -> float:
        today, ceiling, figures = self.today.adoption, self._ceiling, self.around.figures
        remnant = figures.of(self.practice, "remnant_without_pmo") * ceiling
        if not self._grown:
            return max(today, ceiling * coverage, min(stands, remnant))
        kept = self._kept_up(funding, factor)
        if kept == 1.0:
            return today
        if kept < 1.0:
            lasting = min(today, remnant)
            return today if coverage == 1.0 else lasting + (today - lasting) * coverage
        recovered = min(1.0, (kept - 1.0) / figures.of_the_pmo("full_extension"))
        open_ = max(0.0, ceiling - today)
        return today + figures.of_the_pmo("plateau_recoverable") * open_ * recovered

    @property
    def _ceiling(self) -> float:
        return self.around.figures.of(self.practice, "adoption_ceiling")

    @cached_property
    def _how(self) -> Spreading:
        figures, organisation = self.around.figures, self.around.organisation
        sooner = 1.0 if organisation is Size.MEDIUM else figures.of_the_pmo("midpoint_factor", organisation)
        return Spreading(
            figures.of(self.practice, "adoption_midpoint") * sooner,
            figures.of(self.practice, "adoption_spread"),
            figures.of(self.practice, "half_life_unfunded"),
        )
