"""How many people a pool has at a date: what its steps and hires state, who left since, shocks on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from workbench.errors import Problem
from workbench.model.resources import Hire, ResourcePool
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
        People by the pool's own capacity, steps and hires, less those who left by attrition.
    acting
        Shocks that act on that date.
    ramping
        People's worth that hires do not do yet, and that others spend on teaching them.
    """

    day: date
    stated: Decimal
    acting: tuple[CapacityShock, ...]
    ramping: Decimal = Decimal(0)

    @property
    def people(self) -> Decimal:
        """What is left after the shocks; below zero where they take more people than there are."""
        return self.stated + sum((exact(shock.fte) for shock in self.acting), Decimal(0))

    @property
    def at_work(self) -> Decimal:
        """People as projects and daily operations see them: less what ramping up takes."""
        return self.people - self.ramping


def headcount(pool: ResourcePool, shocks: Iterable[Shock], day: date, start: date) -> Headcount:
    """People of a pool on a date; attrition counts from the start, of hires from their first day.

    Examples
    --------
    >>> leave = CapacityShock(id="leave", pool="dev", fte=-1.5, from_=date(2027, 5, 3))
    >>> pool = ResourcePool(id="dev", capacity=4)
    >>> headcount(pool, [leave], date(2027, 5, 3), date(2027, 1, 4)).people
    Decimal('2.5')
    """
    passed = [step.fte for step in pool.capacity_steps if step.from_ <= day]
    stated = _there(pool, passed[-1] if passed else pool.capacity, start, day)
    ramping = Decimal(0)
    for hire in pool.hires:
        if hire.from_ <= day:
            there = _there(pool, hire.fte, max(start, hire.from_), day)
            stated += there
            ramping += there * _lost_share(hire) if day < hire.productive_from else 0
    acting = tuple(
        shock
        for shock in shocks
        if isinstance(shock, CapacityShock)
        and shock.pool == pool.id
        and shock.from_ <= day
        and (shock.until is None or day < shock.until)
    )
    return Headcount(day, stated, acting, ramping)


def _there(pool: ResourcePool, fte: float, since: date, day: date) -> Decimal:
    """Of people there on a date, who has not left by attrition since, rounded down to hundredths.

    Month by month, (1 − a)^(months ÷ 12) of them stay.
    """
    months = (day.year - since.year) * 12 + day.month - since.month
    if pool.attrition_per_year == 0 or months <= 0:
        return exact(fte)
    stay = (1 - exact(pool.attrition_per_year)) ** (Decimal(months) / 12)
    return Decimal((exact(fte) * stay).quantize(Decimal("0.01"), ROUND_FLOOR))


def _lost_share(hire: Hire) -> Decimal:
    """Of each person who ramps up: what they do not do, and what others spend on teaching them."""
    return 1 - exact(hire.productivity) + exact(hire.mentoring)


def end_of_run(start: date, horizon: date) -> date:
    """A date by which every run is over, at twice the horizon in working days."""
    return horizon + (horizon - start) + timedelta(days=31)


def change_dates(pool: ResourcePool, shocks: Iterable[Shock], start: date, until: date) -> list[date]:
    """The start, and each later date on which a pool's people change; attrition goes on until a date."""
    months = (until.year - start.year) * 12 + until.month - start.month if pool.attrition_per_year > 0 else 0
    leaving = {_first_of_month(start, ahead) for ahead in range(1, months + 1)}
    return sorted({*_stated_dates(pool, shocks, start), *leaving})


def _stated_dates(pool: ResourcePool, shocks: Iterable[Shock], start: date) -> list[date]:
    """The start, and each later date that a step, a hire or a shock states."""
    own = [one for one in shocks if isinstance(one, CapacityShock) and one.pool == pool.id]
    days = {step.from_ for step in pool.capacity_steps} | {shock.from_ for shock in own}
    days |= {shock.until for shock in own if shock.until is not None}
    for hire in pool.hires:
        days |= {hire.from_, hire.productive_from}
    return [start, *sorted(day for day in days if day > start)]


def _first_of_month(start: date, ahead: int) -> date:
    months = start.month - 1 + ahead
    return date(start.year + months // 12, months % 12 + 1, 1)


def headcounts(pool: ResourcePool, shocks: Iterable[Shock], start: date, until: date) -> Iterator[Headcount]:
    """People of a pool at the start and on each later date on which they change."""
    own = [one for one in shocks if isinstance(one, CapacityShock) and one.pool == pool.id]
    for day in change_dates(pool, own, start, until):
        yield headcount(pool, own, day, start)


def overdrawn(pool: ResourcePool, shocks: Iterable[Shock], start: date) -> Iterator[Problem]:
    """A problem for each shock that takes more people than its pool has left on some date.

    Where several act at once, it is told of the one that came last. What attrition takes while a shock acts
    is no mistake of the shock: nobody is left then.
    """
    told: set[str] = set()
    acting = tuple(shocks)
    for count in [headcount(pool, acting, day, start) for day in _stated_dates(pool, acting, start)]:
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
