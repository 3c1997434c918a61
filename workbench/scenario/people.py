"""How many people a pool has at a date: what its steps state, and shocks on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbench.errors import Problem
from workbench.model.resources import ResourcePool
from workbench.model.risk import CapacityShock, Shock


def exact(number: float) -> Decimal:
    """A number as it was written: 0.1 is a tenth."""
    return Decimal(str(number))


@dataclass(frozen=True)
class Headcount:
    """People of a pool from a date on, before daily operations.

    Parameters
    ----------
    day
        The date.
    stated
        People by the pool's own capacity and steps.
    acting
        Shocks that act on that date.
    """

    day: date
    stated: Decimal
    acting: tuple[CapacityShock, ...]

    @property
    def people(self) -> Decimal:
        """What is left after the shocks; below zero where they take more people than there are."""
        return self.stated + sum((exact(shock.fte) for shock in self.acting), Decimal(0))


def headcount(pool: ResourcePool, shocks: Iterable[Shock], day: date) -> Headcount:
    """People of a pool on a date.

    Examples
    --------
    >>> leave = CapacityShock(id="leave", pool="dev", fte=-1.5, from_=date(2027, 5, 3))
    >>> headcount(ResourcePool(id="dev", capacity=4), [leave], date(2027, 5, 3)).people
    Decimal('2.5')
    """
    passed = [step.fte for step in pool.capacity_steps if step.from_ <= day]
    acting = tuple(
        shock
        for shock in shocks
        if isinstance(shock, CapacityShock)
        and shock.pool == pool.id
        and shock.from_ <= day
        and (shock.until is None or day < shock.until)
    )
    return Headcount(day, exact(passed[-1] if passed else pool.capacity), acting)


def headcounts(pool: ResourcePool, shocks: Iterable[Shock], start: date) -> Iterator[Headcount]:
    """People of a pool at the start and on each later date on which they change."""
    own = [one for one in shocks if isinstance(one, CapacityShock) and one.pool == pool.id]
    days = {step.from_ for step in pool.capacity_steps} | {shock.from_ for shock in own}
    days |= {shock.until for shock in own if shock.until is not None}
    for day in [start, *sorted(day for day in days if day > start)]:
        yield headcount(pool, own, day)


def overdrawn(pool: ResourcePool, shocks: Iterable[Shock], start: date) -> Iterator[Problem]:
    """A problem for each shock that takes more people than its pool has left on some date.

    Where several act at once, it is told of the one that came last.
    """
    told: set[str] = set()
    for count in headcounts(pool, tuple(shocks), start):
        leaving = sorted((one for one in count.acting if one.fte < 0), key=lambda one: (one.from_, one.id))
        if count.people >= 0 or leaving[-1].id in told:
            continue
        *others, last = leaving
        told.add(last.id)
        with_others = f"together with {', '.join(one.id for one in others)}, " if others else ""
        gone = sum((exact(one.fte) for one in leaving), Decimal(0))
        room = exact(last.fte) - count.people
        smaller = f"write {_written(room)} or " if room < 0 else "lower one of them or "
        yield Problem(
            ("shocks", last.id, "fte"),
            f"{with_others}takes more people than the pool {pool.id} has: "
            f"{_written(count.people - gone)} FTE on {count.day}",
            _written(gone) + (" in all" if others else ""),
            f"{smaller}raise the capacity",
        )


def _written(number: Decimal) -> str:
    """Plain digits, without the zeros that a float carries."""
    return f"{number.normalize():f}"
