"""What a PMO does for projects, practice by practice: how far in use, paid for how, and how heavy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workbench.model.data import MOST_FTE, MOST_MONEY, Data, Day, Id, about, quantity

Share = Annotated[float, Field(ge=0, le=1)]


class Practice(StrEnum):
    """What a PMO may do; the order is that of tables."""

    METHODOLOGY = "methodology"
    TEMPLATES = "templates"
    REPORTING = "reporting"
    TOOLS = "tools"
    TRAINING = "training"
    COACHING = "coaching"
    AUDITS = "audits"


class Intensity(StrEnum):
    """How heavy the standard is that a project has to keep."""

    LIGHT = "light"
    STANDARD = "standard"
    HEAVY = "heavy"


class Size(StrEnum):
    """Size of a project, by its planned person-days, or of an organisation, by its people."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Service(StrEnum):
    """How requests for the PMO's people are served."""

    PLANNED = "planned"
    """Every project gets the average, worked out before a run."""
    QUEUED = "queued"
    """Requests queue inside the run: who asks in a crowded month waits, or goes without."""


class InUse(Data):
    """A practice as it is today."""

    adoption: float = quantity(
        0.0, unit="share", about="share of project work done that way today", low=0, high=1
    )
    staff: float = quantity(0.0, unit="FTE", about="PMO people who are paid for it today", low=0)
    cash_per_year: float = quantity(
        0.0, unit="money per year", about="licences, courses, auditors for it today", low=0
    )
    stages: tuple[str, ...] = Field(
        (),
        description="stages whose rework, late finds and overhead it changes; empty = all of them",
        exclude_if=lambda stated: not stated,
    )
    programmes: Mapping[Id, Share] = Field(
        {},
        description="adoption today in programmes that are further or less far than the organisation",
        json_schema_extra={"unit": "share"},
        exclude_if=lambda stated: not stated,
    )


class Treatment(Data):
    """How heavy the standard is, by size of the project, and by its risk where that is stated."""

    small: Intensity = about(Intensity.STANDARD, text="for small projects")
    medium: Intensity = about(Intensity.STANDARD, text="for medium ones")
    large: Intensity = about(Intensity.STANDARD, text="for large ones")
    much_risk: Mapping[Size, Intensity] = Field(
        {},
        description="by size, for projects with much risk where it differs",
        exclude_if=lambda stated: not stated,
    )
    little_risk: Mapping[Size, Intensity] = Field(
        {},
        description="by size, for projects with little risk where it differs",
        exclude_if=lambda stated: not stated,
    )

    def of(self, size: Size, risk: Size = Size.MEDIUM) -> Intensity:
        """Intensity for a project of a size and a risk; large risk is much, small risk is little.

        Examples
        --------
        >>> found = Treatment(small="light", much_risk={"small": "standard"})
        >>> found.of(Size.SMALL).value, found.of(Size.SMALL, Size.LARGE).value
        ('light', 'standard')
        """
        usual = {Size.SMALL: self.small, Size.MEDIUM: self.medium, Size.LARGE: self.large}[size]
        stated = {Size.LARGE: self.much_risk, Size.SMALL: self.little_risk}.get(risk, {})
        return stated.get(size, usual)


class StandardsStep(Data):
    """From a date on, the PMO has other people and money, or asks projects for another standard."""

    from_: Day = about(text="first day", alias="from")
    share: float | None = quantity(
        None, unit="share", about="of today's people and cash, for every practice not named", low=0, high=100
    )
    staff: Mapping[Practice, Annotated[float, Field(ge=0, le=MOST_FTE)]] = about(
        {}, text="people by practice from that day on", unit="FTE"
    )
    cash_per_year: Mapping[Practice, Annotated[float, Field(ge=0, le=MOST_MONEY)]] = about(
        {}, text="cash by practice from that day on", unit="money per year"
    )
    treatment: Treatment | None = about(None, text="how heavy the standard is from that day on")


@dataclass(frozen=True)
class Funded:
    """What is paid for and asked for from a date on.

    Parameters
    ----------
    since
        First day; None = from the start.
    staff, cash
        By practice: people, and money a year.
    treatment
        How heavy the standard is.
    """

    since: date | None
    staff: dict[Practice, float]
    cash: dict[Practice, float]
    treatment: Treatment

    @property
    def people(self) -> float:
        """People of the PMO in all."""
        return math.fsum(self.staff.values())

    @property
    def money(self) -> float:
        """Cash a year in all."""
        return math.fsum(self.cash.values())


class Standards(Data):
    """What today's PMO does, and how that changes. Levels follow from it; they are not stated beside it."""

    practices: Mapping[Practice, InUse] = about({}, text="those in use or paid for today")
    treatment: Treatment = about(Treatment(), text="how heavy the standard is today, by size of project")
    steps: tuple[StandardsStep, ...] = about((), text="changes, by date")
    slack: float | None = quantity(
        None,
        unit="share",
        about="of the time of today's PMO that present practice does not need; assumed where empty",
        low=0,
        high=0.99,
    )
    organisation: Size = about(Size.MEDIUM, text="small = under 250 people, large = over 2,000")
    active_projects: float | None = quantity(
        None,
        unit="projects",
        about="under way at once, who ask for coaching; the limit of starts where empty",
        low=0,
    )
    yearly_spend: float | None = quantity(
        None,
        unit="money per year",
        about="spent on projects; from pools and external cost where empty",
        low=0,
    )
    service: Service = Field(
        Service.PLANNED,
        description="planned = every project gets the average; queued = requests queue inside the run",
        exclude_if=lambda stated: stated is Service.PLANNED,
    )

    def in_use(self, practice: Practice) -> InUse:
        """A practice as it is today.

        Examples
        --------
        >>> Standards().in_use(Practice.TOOLS).adoption
        0.0
        """
        return self.practices.get(practice, InUse())

    def acting_on(self, stage: str) -> tuple[Practice, ...]:
        """Practices that act on work of a stage.

        Examples
        --------
        >>> design = {"methodology": {"stages": ["design"]}, "tools": {"staff": 1}}
        >>> found = Standards.model_validate({"practices": design})
        >>> len(found.acting_on("design")), len(found.acting_on("build"))
        (7, 6)
        """
        return tuple(one for one in Practice if not (stages := self.in_use(one).stages) or stage in stages)

    def funded(self) -> tuple[Funded, ...]:
        """What is paid for and asked for: today, and from each step on.

        Examples
        --------
        >>> today = {"coaching": {"staff": 2, "cash_per_year": 100}, "tools": {"staff": 1}}
        >>> cut = {"from": "2027-04-01", "share": 0.5, "staff": {"coaching": 2}}
        >>> found = Standards.model_validate({"practices": today, "steps": [cut]}).funded()
        >>> [(one.people, one.money) for one in found]
        [(3.0, 100.0), (2.5, 50.0)]
        """
        today = {one: self.in_use(one) for one in Practice}
        staff = {one: today[one].staff for one in Practice}
        cash = {one: today[one].cash_per_year for one in Practice}
        found = [Funded(None, staff, cash, self.treatment)]
        for step in sorted(self.steps, key=lambda one: one.from_):
            last = found[-1]
            staff, cash = dict(last.staff), dict(last.cash)
            if step.share is not None:
                staff = {one: step.share * today[one].staff for one in Practice}
                cash = {one: step.share * today[one].cash_per_year for one in Practice}
            staff |= step.staff
            cash |= step.cash_per_year
            found.append(Funded(step.from_, staff, cash, step.treatment or last.treatment))
        return tuple(found)

    def funded_before(self, day: date) -> Funded:
        """What is paid for and asked for until a day, by steps dated before it.

        Examples
        --------
        >>> cut = {"from": "2027-04-01", "share": 0.5}
        >>> found = Standards.model_validate({"practices": {"tools": {"staff": 1}}, "steps": [cut]})
        >>> [found.funded_before(date(2027, 4, n)).people for n in (1, 2)]
        [1.0, 0.5]
        """
        return [one for one in self.funded() if one.since is None or one.since < day][-1]
