"""What the PMO's part in decisions is worth: who decides, advises and listens, and whose people they are.

Every part meets the same simulated futures as a PMO that informs and pools people. Advice that nobody
follows, or of the board's own look alone, is worth exactly nothing in every one of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import SURE, Interval, chance_of, holm, mean_interval
from workbench.engines.discounting import discounted_days
from workbench.engines.engine import EngineName
from workbench.engines.plan import plan_of
from workbench.errors import InputError, Problem
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.in_processes import in_processes
from workbench.experiment.worth.living import lived
from workbench.policies import Advice, Allocation, Escalation, GateRule, PmoCadence, ReviewCadence, Role
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

FUTURES = 200
FOLLOWED = (0.0, 0.25, 0.5, 0.75, 1.0)
ASSESSORS = (1, 2, 3, 5)
MEASURES = ("npv", "stopped_worth_finishing", "not_stopped", "on_time")
TOGETHER = 50
"""Futures that a process lives through at a time."""


class Measure(IntEnum):
    """Places in `MEASURES`."""

    NET_VALUE = 0
    WRONGLY_STOPPED = 1
    CARRIED_ON = 2
    DATES_KEPT = 3


@dataclass(frozen=True)
class Part:
    """A part that a PMO may have: in decisions of boards, and from day to day."""

    advice: Advice
    allocation: Allocation = Allocation.POOLED
    replans: PmoCadence = PmoCadence.NEVER
    escalation: Escalation = Escalation()

    @property
    def is_nothing(self) -> bool:
        """Whether it is informing and pooling, to the bit, whatever it is called."""
        unheard = self.advice.role is Role.ADVISES and 0.0 in (
            self.advice.followed,
            self.advice.assessors - 1.0,
        )
        looks = (self.replans, self.escalation.cadence)
        plain = self.allocation is Allocation.POOLED and looks == (PmoCadence.NEVER, PmoCadence.NEVER)
        return plain and (unheard or self.advice.role is Role.INFORMS)


INFORMS = Part(Advice())


@dataclass(frozen=True)
class Told:
    """What is known of one part, each less the same with a PMO that informs, on the same futures.

    Parameters
    ----------
    part
        Which.
    worth
        Net value.
    better
        Whether that is known to be above 0, all parts allowed for; None where undecided.
    wrongly_stopped, carried_on
        Projects stopped though worth finishing, and never stopped though they should have been.
    dates_kept
        Share of promised dates that are kept; NaN where nothing is promised.
    """

    part: Part
    worth: Interval
    better: bool | None
    wrongly_stopped: Interval
    carried_on: Interval
    dates_kept: Interval


@dataclass(frozen=True, eq=False)
class Advised:
    """All parts on the same futures.

    Parameters
    ----------
    base
        The scenario with a PMO that informs and pools people.
    assessors
        How many look where it advises or decides, unless said otherwise.
    parts
        The first informs.
    values
        Shape (parts, futures, measures), in the order of `MEASURES`.
    person
        Present value of what one person in the PMO costs until the horizon; 0 where none is stated.
    """

    base: Scenario
    assessors: int
    parts: tuple[Part, ...]
    values: Floats
    person: float

    @property
    def futures(self) -> int:
        """Simulated futures of each part."""
        return int(self.values.shape[1])

    @property
    def weighs(self) -> bool:
        """Whether any board weighs the value of what is under way."""
        return weighs_value(self.base)

    def differences(self, part: Part, measure: Measure) -> Floats:
        """A measure less the same with a PMO that informs, future by future."""
        return np.asarray(self.values[self.parts.index(part), :, measure] - self.values[0, :, measure])

    def gains(self, part: Part) -> Floats:
        """Net value less that with a PMO that informs, future by future."""
        return self.differences(part, Measure.NET_VALUE)

    def level(self, part: Part, measure: Measure) -> Interval:
        """A measure itself; parts are to be compared by their differences, future by future."""
        return mean_interval(self.values[self.parts.index(part), :, measure])

    @cached_property
    def _known(self) -> dict[Part, bool]:
        """Of each part that can differ, whether its net value is known to, all of them allowed for."""
        looked = [one for one in self.parts if not one.is_nothing]
        chances = holm([chance_of(mean_interval(self.gains(one)), self.futures) for one in looked])
        return {one: bool(chance < SURE) for one, chance in zip(looked, chances, strict=True)}

    def told(self, part: Part) -> Told:
        """One part."""
        worth, *others = (mean_interval(self.differences(part, one)) for one in Measure)
        return Told(part, worth, worth.value > 0 if self._known.get(part, False) else None, *others)

    @property
    def looked_at(self) -> int:
        """How many parts verdicts allow for."""
        return sum(1 for one in self.parts if not one.is_nothing)

    def roles(self) -> list[Told]:
        """Nobody prepares, informs, advises, decides; those that can be."""
        return [self.told(one) for one in _roles(self.assessors) if one in self.parts]

    def followed(self) -> list[Told]:
        """Advice by the share of sittings at which it is followed, rising."""
        return [self.told(_followed(self.assessors, share)) for share in FOLLOWED]

    def by_assessors(self) -> list[Told]:
        """Advice that is always followed, by the number of assessors, rising."""
        return [self.told(_advises(many)) for many in ASSESSORS]

    def day_to_day(self) -> list[Told]:
        """Informing, but people kept by projects; late projects escalated; or dispatch planned anew.

        Each only where it can matter: escalation where dates are promised, planning where levels change.
        """
        return [self.told(one) for one in self.parts[1:] if one.advice == INFORMS.advice]

    def people(self, worth: float) -> float:
        """How many people in the PMO, paid until the horizon, a gain would pay; NaN without a stated cost."""
        return worth / self.person if self.person > 0 else math.nan


def weighs_value(scenario: Scenario) -> bool:
    """Whether any board of a scenario weighs the value of what is under way, so that advice can matter.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> weighs_value(load_scenario(bundled("scenarios") / "baseline.yaml"))
    False
    """
    policy = scenario.policy
    sits = policy.reviews.cadence is not ReviewCadence.NONE or any(
        one.gates for one in scenario.portfolio.projects
    )
    return sits and policy.gates.rule is not GateRule.GO


def with_gates(scenario: Scenario, rule: GateRule) -> Scenario:
    """The what-if in which gates and reviews decide by another rule."""
    gates = scenario.policy.gates.model_copy(update={"rule": rule})
    policy = scenario.policy.model_copy(update={"gates": gates})
    return scenario.model_copy(update={"policy": policy})


def advised_of(
    scenario: Scenario,
    futures: int = FUTURES,
    *,
    jobs: int = 1,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> Advised:
    """Live through every part of the PMO on the same futures.

    Parameters
    ----------
    scenario
        Its own part is left out, but for how many assess and how escalation is stated.
    futures
        Of each part, the same ones.
    jobs, engine, progress
        As in `hearing_of`.
    """
    if futures < 2:
        text = "two at least are needed for a range"
        raise InputError.of(Problem(("futures",), text, str(futures), "write 200"))
    assessors = scenario.pmo.advice.assessors
    base = _with_part(scenario, INFORMS)
    parts = _all_parts(base, assessors, _monthly(scenario.pmo.escalation))
    texts = tuple(_with_part(base, one).model_dump_json(by_alias=True) for one in parts)
    spans = [
        _Span(first, min(first + TOGETHER, futures), texts, engine) for first in range(0, futures, TOGETHER)
    ]
    values, done = np.zeros((len(parts), futures, len(MEASURES))), 0
    progress(0, futures)
    for first, found in in_processes(_live, spans, jobs):
        values[:, first : first + found.shape[1]] = found
        done += found.shape[1]
        progress(done, futures)
    return Advised(base, assessors, parts, values, _person(base))


@dataclass(frozen=True)
class _Span:
    first: int
    last: int
    scenarios: tuple[str, ...]
    engine: EngineName


def _live(span: _Span) -> tuple[int, Floats]:
    scenarios = [Scenario.model_validate_json(one) for one in span.scenarios]
    found = lived(scenarios, span.first, span.last, span.engine)
    return span.first, np.stack([found.of(one) for one in MEASURES], axis=2)


def _with_part(scenario: Scenario, part: Part) -> Scenario:
    changed = {name: getattr(part, name) for name in ("advice", "allocation", "replans", "escalation")}
    return scenario.model_copy(update={"pmo": scenario.pmo.model_copy(update=changed)})


def _all_parts(base: Scenario, assessors: int, escalation: Escalation) -> tuple[Part, ...]:
    parts: Sequence[Part] = [INFORMS, *_daily(base, escalation)]
    if weighs_value(base):
        shares = [_followed(assessors, share) for share in FOLLOWED]
        parts = [*parts, *_roles(assessors), *shares, *(_advises(many) for many in ASSESSORS)]
    return tuple(dict.fromkeys(one for one in parts if _can_be(base, one)))


def _can_be(base: Scenario, part: Part) -> bool:
    """What boards see unprepared comes from a table of maturity."""
    return part.advice.role is not Role.NONE or base.portfolio.maturity is not None


def _advises(assessors: int) -> Part:
    return _followed(assessors, 1.0)


def _followed(assessors: int, share: float) -> Part:
    return Part(Advice(role=Role.ADVISES, assessors=assessors, followed=share))


def _roles(assessors: int) -> tuple[Part, ...]:
    decides = Part(Advice(role=Role.DECIDES, assessors=assessors))
    return Part(Advice(role=Role.NONE)), INFORMS, _advises(assessors), decides


def _daily(base: Scenario, escalation: Escalation) -> tuple[Part, ...]:
    parts = [Part(Advice(), Allocation.KEPT)]
    if any(one.due is not None for one in base.portfolio.projects):
        parts.append(Part(Advice(), escalation=escalation))
    if len(plan_of(base).levels.day) > 1:
        parts.append(Part(Advice(), replans=PmoCadence.MONTHLY))
    return tuple(parts)


def _monthly(stated: Escalation) -> Escalation:
    """As stated, or each month where nobody is escalated."""
    often = stated.cadence is not PmoCadence.NEVER
    return stated if often else stated.model_copy(update={"cadence": PmoCadence.MONTHLY})


def _person(base: Scenario) -> float:
    """Present value of one person in the PMO until the horizon."""
    plan = plan_of(base)
    ends = np.array([plan.horizon])
    days = float(discounted_days(plan.money.rho, np.zeros(1), ends)[0])
    return days * base.pmo.cost_per_fte / plan.days_per_year
