"""Today's PMO with other people: who leaves is paid off after notice, who comes is hired first.

A change starts from what the PMO's own plan has made of it by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.engines.standards import Figures
from workbench.errors import InputError, Problem
from workbench.policies import OneOff, Pmo, Practice, Standards, StandardsStep
from workbench.scenario import Scenario

CALENDAR_DAYS_A_MONTH = 365.25 / 12
MONTHS_OF_A_CONTRACT = 12


@dataclass(frozen=True)
class Reshaping:
    """What changing a PMO takes.

    Parameters
    ----------
    base
        Today; it states standards.
    day
        Day of the decision.
    figures
        Assumptions on notice, severance, contracts and hiring.
    """

    base: Scenario
    day: date
    figures: Figures

    @classmethod
    def of(cls, base: Scenario, on: date | None) -> Reshaping:
        """For a scenario; an error where it does not state what its PMO does."""
        InputError.raise_if(_problems(base))
        day = base.portfolio.start if on is None else on
        InputError.raise_if(_untimely(base, day))
        found = cls(base, day, Figures(base.evidence))
        InputError.raise_if([*_too_late(found), *_gone_before(found)])
        return found

    @property
    def standards(self) -> Standards:
        """What the PMO does."""
        found = self.base.pmo.standards
        assert found is not None
        return found

    def after(self, months: float) -> date:
        """A day so many months after the decision."""
        return self.day + timedelta(days=round(months * CALENDAR_DAYS_A_MONTH))

    def pmo(self, parameter: str) -> float:
        """An assumption about the PMO."""
        return self.figures.of_the_pmo(parameter)

    @property
    def gone(self) -> date:
        """Last day of notice."""
        return self.after(self.pmo("notice_period"))

    def leaving(self, people: float, cash: float, gone: date | None = None) -> list[OneOff]:
        """What it costs that people leave and contracts end: severance, and contracts that run on.

        Parameters
        ----------
        people, cash
            FTE, and money a year.
        gone
            Last day; the end of notice by default.
        """
        gone = self.gone if gone is None else gone
        notice = self.pmo("notice_period")
        paid_off = people * (1 - self.pmo("attrition_share_of_cut"))
        months = max(0.0, MONTHS_OF_A_CONTRACT - notice)
        running_on = cash * (1 - self.pmo("cash_cancellable_share")) * months / 12
        severance = paid_off * self.base.pmo.cost_per_fte * self.pmo("severance")
        return [
            OneOff(on=gone, amount=severance, what="Severance"),
            OneOff(on=gone, amount=running_on, what="Contracts that run on"),
        ]

    def archives(self) -> OneOff:
        """What closing costs once."""
        return OneOff(on=self.gone, amount=self.pmo("closing_one_off"), what="Archives and contracts")

    def hiring(self, people: float, yearly: float, there: date) -> OneOff:
        """What it costs to find people."""
        return OneOff(on=there, amount=people * yearly * self.pmo("hiring_cost"), what="Hiring")

    def without(self, dropped: Sequence[Practice], name: str) -> Scenario:
        """Today without some practices: nobody is paid for them once notice ends."""
        there = self.standards.funded_before(self.gone)
        staff = dict.fromkeys(dropped, 0.0)
        step = StandardsStep(from_=self.gone, staff=staff, cash_per_year=dict(staff))
        payments = self.leaving(
            sum(there.staff[one] for one in dropped), sum(there.cash[one] for one in dropped)
        )
        if {one for one in Practice if there.staff[one] > 0 or there.cash[one] > 0} <= set(dropped):
            payments.append(self.archives())
        return self.changed(step, payments, name)

    def resized(self, factor: float, name: str) -> Scenario:
        """The PMO as it is by then, times a factor."""
        day = self.gone if factor <= 1.0 else self.after(self.pmo("hiring_delay"))
        there = self.standards.funded_before(day)
        step = StandardsStep(
            from_=day,
            staff={one: factor * people for one, people in there.staff.items()},
            cash_per_year={one: factor * money for one, money in there.cash.items()},
        )
        if factor > 1.0:
            payment = self.hiring((factor - 1) * there.people, self.base.pmo.cost_per_fte, day)
            return self.changed(step, [payment], name)
        payments = self.leaving((1 - factor) * there.people, (1 - factor) * there.money)
        if factor == 0.0:
            payments.append(self.archives())
        return self.changed(step, payments, name)

    def split(self, coaching: float, name: str) -> Scenario:
        """Coaches become auditors or the other way round; people and cash stay as many."""
        there = self.standards.funded_before(self.gone)
        people = there.staff[Practice.COACHING] + there.staff[Practice.AUDITS]
        staff = {Practice.COACHING: coaching * people, Practice.AUDITS: (1 - coaching) * people}
        return self.changed(StandardsStep(from_=self.gone, staff=staff), [], name)

    def changed(self, step: StandardsStep, payments: Sequence[OneOff], name: str) -> Scenario:
        """Today with a step, in place of steps of its own plan that come later: they would undo it."""
        pmo = replanned(self.base.pmo, self.standards, [step])
        return paying(self.base.model_copy(update={"pmo": pmo}), name, payments)


def replanned(pmo: Pmo, standards: Standards, steps: Sequence[StandardsStep]) -> Pmo:
    """A PMO whose plan is replaced from the first of some steps on.

    Single payments say for no step what they are for: those dated on the very day of a step that falls away
    fall away with it, all others stay.

    Parameters
    ----------
    pmo
        Today's, with its own plan.
    standards
        What it does, steps of its own included.
    steps
        What comes instead, by date; at least one.
    """
    day = steps[0].from_
    kept = tuple(one for one in standards.steps if one.from_ < day)
    dropped = {one.from_ for one in standards.steps if one.from_ >= day}
    one_off = tuple(one for one in pmo.one_off if one.on not in dropped)
    changed = standards.model_copy(update={"steps": (*kept, *steps)})
    return pmo.model_copy(update={"standards": changed, "one_off": one_off})


def paying(scenario: Scenario, name: str, payments: Sequence[OneOff]) -> Scenario:
    """A scenario under a name with further single payments."""
    one_off = (*scenario.pmo.one_off, *(one for one in payments if one.amount > 0.0))
    pmo = scenario.pmo.model_copy(update={"one_off": one_off})
    return scenario.model_copy(update={"pmo": pmo, "name": name, "description": name})


def _untimely(base: Scenario, day: date) -> list[Problem]:
    start, horizon = base.portfolio.start, base.horizon
    if start <= day <= horizon:
        return []
    return [
        Problem(
            ("decision",),
            f"the day of the decision must lie within the run, from {start} to {horizon}",
            str(day),
            "name another day, or leave it out for the start",
        )
    ]


def _too_late(found: Reshaping) -> list[Problem]:
    """A decision that shows after the horizon only would look like one that changes nothing."""
    horizon = found.base.horizon
    if found.gone < horizon:
        return []
    return [
        Problem(
            ("decision",),
            f"people leave when their notice ends on {found.gone}, and the run ends on {horizon}: nothing "
            "of the decision would be seen",
            str(found.day),
            "decide earlier, or state a later horizon",
        )
    ]


def _gone_before(found: Reshaping) -> list[Problem]:
    """By its own plan nobody is paid any more when people could leave: there is nothing to change."""
    there = found.standards.funded_before(found.gone)
    if there.people > 0.0 or there.money > 0.0:
        return []
    text = f"the PMO's own plan has closed it by {found.gone}, when notice ends: there is nothing left to cut"
    return [Problem(("decision",), text, str(found.day), "decide earlier, or drop the step that closes it")]


def _problems(base: Scenario) -> list[Problem]:
    if base.pmo.standards is None:
        text = "what the PMO does is not stated, so nothing can be said about having less or more of it"
        return [
            Problem(("pmo", "standards"), text, remedy="state practices with people, as in baseline.yaml")
        ]
    if base.pmo.upkeep()[0].yearly <= 0.0:
        text = "today's PMO costs nothing, so there is nothing to cut"
        return [Problem(("pmo", "standards", "practices"), text, remedy="state staff and pmo.cost_per_fte")]
    return []
