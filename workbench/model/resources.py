"""Pools of people: capacity over time, what they cost, and the share that daily operations keep."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from workbench.model.data import Data, Day, Id, about, quantity


class CapacityStep(Data):
    """From a date on, the pool has this many people (before daily operations)."""

    from_: Day = about(text="first day", alias="from")
    fte: float = quantity(unit="FTE", about="people from that day, before daily operations", low=0)


class OperationsStep(Data):
    """From a date on, daily operations keep this share of the pool."""

    from_: Day = about(text="first day", alias="from")
    share: float = quantity(unit="share", about="kept by daily operations", low=0, high=1)


class Hire(Data):
    """People who join on a date: paid in full from then on, productive in full once they are ramped up."""

    from_: Day = about(text="first day", alias="from")
    fte: float = quantity(unit="FTE", about="people who join, before daily operations", low=0)
    ramp_weeks: float | None = quantity(
        None,
        unit="weeks",
        about="calendar weeks until they are fully productive; empty = by maturity on their first day "
        "(ramp_up_weeks of the evidence, its fall with maturity assumed)",
        low=0,
        high=520,
    )
    productivity: float = quantity(
        0.5, unit="share", about="of a full person's work while ramping up; assumed", low=0, high=1
    )
    mentoring: float = quantity(
        0.15, unit="share", about="of a full person who shows each of them the ropes; assumed", low=0, high=1
    )

    @property
    def productive_from(self) -> date:
        """First day on which they count in full; their first where maturity is still to say."""
        return self.from_ + timedelta(days=round(7 * (self.ramp_weeks or 0.0)))


class ResourcePool(Data):
    """A role or skill that projects share.

    Capacity for projects is (people − ramp-up) × (1 − operations share), in hundredths of an FTE, rounded
    down. Attrition takes its share at the start of each month, of those there at the start and of each hire.
    """

    id: Id = about(text="short key")
    name: str = about("", text="what people call it")
    capacity: float = quantity(unit="FTE", about="people at the start, before daily operations", low=0)
    capacity_steps: tuple[CapacityStep, ...] = Field((), description="planned changes of capacity")
    hires: tuple[Hire, ...] = Field((), description="planned hires, who need time to become productive")
    attrition_per_year: float = quantity(
        0.0, unit="share per year", about="of its people who leave a year, on average", low=0, high=1
    )
    operations_share: float = quantity(
        0.0, unit="share", about="kept by daily operations at the start", low=0, high=1
    )
    operations_steps: tuple[OperationsStep, ...] = Field((), description="planned changes of that share")
    cost_per_fte_day: float = quantity(
        0.0, unit="money per FTE-day", about="what a person costs a day", low=0
    )
    covers: dict[Id, Annotated[float, Field(ge=0.01, le=1)]] = about(
        {},
        text="pools in which its people can stand in for missing ones, with the part of a person that one of "
        "them replaces there, in whole hundredths",
        unit="share",
    )
