"""The PMO side of a scenario: the path of maturity, the strength of its effects, and what it costs."""

from __future__ import annotations

from workbench.model.data import Data, Day, about, quantity
from workbench.model.maturity import Maturity
from workbench.model.reporting import Reporting


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


class Pmo(Data):
    """The PMO: where maturity goes, how strong its effects are here, and its yearly cost."""

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
