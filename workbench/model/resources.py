"""Pools of people: capacity over time, what they cost, and the share that daily operations keep."""

from __future__ import annotations

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


class ResourcePool(Data):
    """A role or skill that projects share.

    Capacity for projects is people × (1 − operations share), in hundredths of an FTE, rounded down.
    """

    id: Id = about(text="short key")
    name: str = about("", text="what people call it")
    capacity: float = quantity(unit="FTE", about="people at the start, before daily operations", low=0)
    capacity_steps: tuple[CapacityStep, ...] = Field((), description="planned changes of capacity")
    operations_share: float = quantity(
        0.0, unit="share", about="kept by daily operations at the start", low=0, high=1
    )
    operations_steps: tuple[OperationsStep, ...] = Field((), description="planned changes of that share")
    cost_per_fte_day: float = quantity(
        0.0, unit="money per FTE-day", about="what a person costs a day", low=0
    )
