"""The PMO side of a scenario: the path of maturity, the strength of its effects, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import Field

from workbench.model.data import Data, Day, about, quantity
from workbench.model.maturity import Maturity
from workbench.model.reporting import Reporting
from workbench.policies.advice import Advice
from workbench.policies.day_to_day import Allocation, Escalation, PmoCadence
from workbench.policies.standards import Standards


class LevelStep(Data):
    """From the first board on or after a date, the organisation works at these levels."""

    from_: Day = about(text="earliest date; takes effect at the next board", alias="from")
    maturity: Maturity = about(text="levels from then on")


class OneOff(Data):
    """A single payment, for example for introducing a standard."""

    on: Day = about(text="date of payment")
    amount: float = quantity(unit="money", about="amount", low=0)
    what: str = about("", text="what for")


class StaffStep(Data):
    """From a date on, the PMO has this many people."""

    from_: Day = about(text="first day", alias="from")
    fte: float = quantity(unit="FTE", about="PMO staff from that day", low=0)


@dataclass(frozen=True)
class Upkeep:
    """What the PMO costs from a date on.

    Parameters
    ----------
    since
        First day; None = from the start.
    people
        FTE.
    cash
        Money a year besides people.
    yearly
        Money a year in all.
    """

    since: date | None
    people: float
    cash: float
    yearly: float


class Pmo(Data):
    """The PMO: where maturity goes, how strong its effects are here, and its yearly cost."""

    standards: Standards | None = about(
        None, text="what it does, practice by practice; then people, cash and levels follow from it"
    )
    levels: tuple[LevelStep, ...] = about((), text="path of maturity; empty = stays at the present (L0)")
    effect_strength: float = quantity(
        1.0, unit="× published", about="strength of the published effect; 0 = none", low=0, high=3
    )
    staff: float = quantity(0.0, unit="FTE", about="people in the PMO at the start", low=0)
    staff_steps: tuple[StaffStep, ...] = about((), text="planned changes of PMO staff")
    cost_per_fte: float = quantity(0.0, unit="money per year", about="yearly cost of one of them", low=0)
    cash_per_year: float = quantity(0.0, unit="money per year", about="licences, courses, auditors", low=0)
    one_off: tuple[OneOff, ...] = about((), text="single payments")
    reporting: Reporting = about(Reporting(), text="how projects report; empty fields follow maturity")
    # Left out where they say what always was, so that a scenario that does not use them keeps its hash.
    advice: Advice = Field(
        Advice(),
        description="its part when gates and reviews decide",
        exclude_if=lambda stated: stated == Advice(),
    )
    allocation: Allocation = Field(
        Allocation.POOLED,
        description="where people go when their package is done and their project goes on",
        exclude_if=lambda stated: stated is Allocation.POOLED,
    )
    replans: PmoCadence = Field(
        PmoCadence.NEVER,
        description="how often believed durations of projects under way are brought up to date for dispatch",
        exclude_if=lambda stated: stated is PmoCadence.NEVER,
    )
    escalation: Escalation = Field(
        Escalation(),
        description="whose packages get people first because they are believed late",
        exclude_if=lambda stated: stated.cadence is PmoCadence.NEVER,
    )

    def upkeep(self) -> tuple[Upkeep, ...]:
        """What it costs today, and from each change on; single payments come on top.

        Examples
        --------
        >>> found = Pmo(staff=8, cost_per_fte=110000, cash_per_year=260000).upkeep()
        >>> [(one.people, one.yearly) for one in found]
        [(8.0, 1140000.0)]
        """
        if self.standards is not None:
            return tuple(self._upkeep(one.since, one.people, one.money) for one in self.standards.funded())
        steps = sorted(self.staff_steps, key=lambda one: one.from_)
        people = [(None, self.staff), *((one.from_, one.fte) for one in steps)]
        return tuple(self._upkeep(since, fte, self.cash_per_year) for since, fte in people)

    def _upkeep(self, since: date | None, people: float, cash: float) -> Upkeep:
        return Upkeep(since, people, cash, people * self.cost_per_fte + cash)

    def with_stated_levels(self) -> Pmo:
        """The same people and cash without practices, so that a path of levels can be stated.

        Cash that changes later stays as it is today: a path of levels states its own single payments.
        """
        if self.standards is None:
            return self
        today, *later = self.upkeep()
        steps = tuple(StaffStep(from_=one.since, fte=one.people) for one in later if one.since is not None)
        changed = {
            "standards": None,
            "staff": today.people,
            "cash_per_year": today.cash,
            "staff_steps": steps,
        }
        return self.model_copy(update=changed)
