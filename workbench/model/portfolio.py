"""The portfolio: objectives, pools, projects, money and calendar, cross-checked as a whole."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from workbench.errors import InputError
from workbench.model.calendar import Calendar
from workbench.model.checks import portfolio_problems
from workbench.model.data import MOST_MONEY, Data, Day, about, quantity
from workbench.model.maturity import Maturity
from workbench.model.objectives import Objective
from workbench.model.programmes import StatedProgramme
from workbench.model.resources import ResourcePool
from workbench.model.risk import Incident, SharedRisk
from workbench.model.source import ImportSource
from workbench.model.work import Project


class Durations(StrEnum):
    """What the stated durations are."""

    PLAN = "plan"
    """Plans as this organisation makes them: the published bias of its level comes on top."""
    OUTCOME = "outcome"
    """Expected outcomes: no bias on top."""


class Unspent(StrEnum):
    """What happens to budget left at the end of a fiscal year."""

    LAPSES = "lapses"
    CARRIED_OVER = "carried_over"


class SwitchingCurve(StrEnum):
    """How much working time switching takes, by projects for each available person."""

    PER_PROJECT = "per_project"
    """Work takes longer by the level's penalty for each project beyond the first; nothing without a level."""
    WEINBERG = "weinberg"
    """0, .2, .4, .6, .75 at 1 to 5 projects a person: a rule of thumb, no data behind it."""
    WHEELWRIGHT_CLARK = "wheelwright_clark"
    """Nothing up to two projects a person, 1/7 at 3, 2/7 from 4 on; the gain at two is not credited."""
    TREGUBOV = "tregubov"
    """.17 from two projects a person on, however many: student teams."""


class Uncertainty(Data):
    """What nobody knows of work in general; the figures are assumptions unless the user has a history."""

    correlation: float = quantity(
        0.2, unit="share", about="of the systemic variance that is common to all projects", low=0, high=1
    )
    execution_share: float = quantity(
        0.5,
        unit="share",
        about="of a change of the systemic spread that is execution; the rest is better information",
        low=0,
        high=1,
    )
    repeat_share: float = quantity(
        1.0, unit="share", about="length of a repeated attempt ÷ length of a first one", low=0, high=1
    )
    switching: SwitchingCurve = about(
        SwitchingCurve.PER_PROJECT, text="curve of the working time that switching between projects takes"
    )


class Filled(StrEnum):
    """What a filled-in value bears on."""

    VALUE = "value"
    URGENCY = "urgency"
    CAPACITY = "capacity"
    OTHER = "other"


class Assumption(Data):
    """Something that nobody stated and that was filled in, with where it comes from."""

    what: str = about(text="what was filled in")
    value: str = about(text="with what")
    source: str = about(text="where the value comes from")
    bears_on: Filled = about(Filled.OTHER, text="what rests on it")


def _one_spelling(year: Any) -> Any:
    """Years are keys: 2_027 and 2027.0 beside 2027 would be the same one, and the last would win unseen."""
    if isinstance(year, str) and year.lstrip("-").isdecimal() and year == str(int(year)):
        return int(year)
    if isinstance(year, str):
        raise ValueError("a fiscal year is a key of four digits, for example 2027")
    return year


FiscalYear = Annotated[int, BeforeValidator(_one_spelling)]
"""Named by the calendar year in which it starts."""


class Portfolio(Data):
    """Everything that is known before a policy decides anything."""

    name: str = about(text="title")
    organisation: str = about("", text="who it belongs to")
    start: Day = about(text="first day; day 0 of every run")
    currency: str = about("EUR", text="three-letter currency code")
    discount_rate: float = quantity(0.08, unit="per year", about="discount rate", low=0, high=1)
    discount_rate_give_or_take: float = Field(
        0.0,
        ge=0,
        le=0.1,
        description="by how much the rate may be another, either way; 0 = it is as stated",
        json_schema_extra={"unit": "per year"},
        exclude_if=lambda stated: stated == 0.0,
    )
    calendar: Calendar = about(Calendar(), text="working days")
    fiscal_year_starts: int = quantity(
        1, unit="month", about="month in which the fiscal year starts", low=1, high=12
    )
    budgets: dict[FiscalYear, Annotated[float, Field(ge=0, le=MOST_MONEY)]] = about(
        {}, text="money for projects by fiscal year (named by the year it starts in); empty = no limit"
    )
    reserves: dict[FiscalYear, Annotated[float, Field(ge=0, le=MOST_MONEY)]] = about(
        {},
        text="by fiscal year, money that overspend of that year draws on before it lowers the next year's "
        "budget; what is not drawn lapses",
    )
    unspent: Unspent = about(Unspent.LAPSES, text="budget left at the end of a year")
    durations: Durations = about(Durations.PLAN, text="what the stated durations are")
    maturity: Maturity | None = about(
        None, text="present maturity (L0); empty = work takes what its laws say, nothing else"
    )
    uncertainty: Uncertainty = about(Uncertainty(), text="how uncertainty is shared")
    objectives: tuple[Objective, ...] = about((), text="strategic objectives")
    programmes: tuple[StatedProgramme, ...] = about(
        (), text="programmes: a name, or a name with what its projects bring only together"
    )
    estimate_cv: dict[str, Annotated[float, Field(ge=0, le=5)]] = about(
        {}, text="by class: error of stated benefits as estimates, sd ÷ their mean", unit="share"
    )
    pools: tuple[ResourcePool, ...] = Field(description="people")
    projects: tuple[Project, ...] = Field(description="projects")
    risks: tuple[SharedRisk, ...] = about((), text="risks that strike many projects at once")
    incidents: tuple[Incident, ...] = about(
        (), text="what goes wrong in daily operations and pulls people away from projects"
    )
    assumptions: tuple[Assumption, ...] = about((), text="what was filled in, and from where")
    source: ImportSource | None = about(
        None, text="file that it was imported from, with the rows left out; a note that changes no result"
    )

    @model_validator(mode="after")
    def _consistent(self) -> Portfolio:
        InputError.raise_if(portfolio_problems(self))
        return self
