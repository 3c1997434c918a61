"""How the one control of a card goes: as its lever does on the page behind, with today's place and words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from workbench.charts.numbers import MINUS, NBSP, amount
from workbench.interfaces.explorer.asking_first import CHANCE
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.levers import lever
from workbench.interfaces.explorer.controls.numbers import PER_CENT, Number, Whole
from workbench.interfaces.explorer.controls.stand import Stand, today_of
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.new_budget import needed_a_year
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.interfaces.explorer.words import LABELS, objective_name, pool_name
from workbench.interfaces.wording import whole_percent
from workbench.interfaces.wording.even_chance import EVEN
from workbench.scenario import Scenario

TODAY, AS_TODAY = "today", "as today"

Kind = Number | Whole


@dataclass(frozen=True)
class Reach:
    """One control.

    Parameters
    ----------
    label
        What it is called.
    low, high, step
        Its limits.
    today
        Where it stands today.
    value
        What a place on it reads.
    left, middle, right
        Below its left end, at today's tick and below its right end.
    """

    label: str
    low: float
    high: float
    step: float
    today: float
    value: Callable[[float], str]
    left: str
    middle: str
    right: str

    @property
    def place(self) -> float:
        """Where today's tick stands, as a share of the way."""
        return (self.today - self.low) / (self.high - self.low) if self.high > self.low else 0.0


def reach_of(name: str, levers: WhatIf, baseline: Scenario) -> Reach:
    """The reach of a setting: label, limits, step and today are those of its lever.

    Parameters
    ----------
    name
        A setting of `WhatIf`, or `CHANCE`.
    levers
        What is asked: the pool, for example, whose people change.
    baseline
        Today.
    """
    if name == CHANCE:
        return _chance()
    today = today_of(baseline)
    field = lever(name, today, Known.of(baseline)).field(Stand(Draft(levers), today))
    kind = field.kind
    assert isinstance(kind, (Number, Whole)) and kind.reach is not None
    stands = kind.resting if field.today is None else field.today
    assert stands is not None
    words = _WORDS.get(name, _plainly)(kind, levers, baseline)
    as_today = _as_today(name, field.today, kind)

    def value(at: float) -> str:
        return as_today if at == stands else words(at)

    low, high = kind.reach.low, kind.reach.high
    end = words if name in SHORT else partial(_end, kind)
    label = _TITLES.get(name, _title)(field.title, levers, baseline)
    middle = TODAY if field.today is not None else kind.empty
    return Reach(label, low, high, kind.step, stands, value, end(low), middle, end(high))


def stated(name: str, value: float, reach: Reach) -> float | int | None:
    """What a place on the control is as a setting: at today's nothing is changed.

    Parameters
    ----------
    name
        A setting of `WhatIf`.
    value
        The place.
    reach
        That of its control.
    """
    unmoved: float | int | None = WhatIf.model_fields[name].default
    if value == reach.today:
        return unmoved
    return round(value) if name in WHOLE else value


WHOLE = ("wip_limit", "added")
"""Settings that are counts."""

SHORT = ("pmo",)
"""Settings whose words are short enough for the ends of a slider."""


def _as_today(name: str, stands: float | None, kind: Kind) -> str:
    if stands is None:
        return kind.empty
    return f"{kind.written(stands)}, {AS_TODAY}" if name == "wip_limit" else AS_TODAY


def _end(kind: Kind, at: float) -> str:
    return f"{kind.written(at)}{NBSP}%" if kind.unit.times == PER_CENT else kind.written(at)


def _plainly(kind: Kind, _: WhatIf, __: Scenario) -> Callable[[float], str]:
    return kind.said


def _counted(kind: Kind, _: WhatIf, __: Scenario) -> Callable[[float], str]:
    return kind.written


def _budget(kind: Kind, _: WhatIf, baseline: Scenario) -> Callable[[float], str]:
    portfolio = baseline.portfolio
    total = sum(portfolio.budgets.values())

    def value(share: float) -> str:
        sign = MINUS if share < 0 else "+"
        return f"{kind.said(share)} ({sign}{amount(abs(share) * total, portfolio.currency)})"

    return value


def _allowance(_: Kind, __: WhatIf, baseline: Scenario) -> Callable[[float], str]:
    each, currency = needed_a_year(baseline), baseline.portfolio.currency
    return lambda share: f"{amount(share * each, currency)} ({whole_percent(share)})"


def _people(kind: Kind, levers: WhatIf, baseline: Scenario) -> Callable[[float], str]:
    capacity = next(one.capacity for one in baseline.portfolio.pools if one.id == levers.pool)
    return lambda change: f"{kind.written(change)} of {capacity:g}"


def _pmo(_: Kind, __: WhatIf, ___: Scenario) -> Callable[[float], str]:
    return lambda size: "closed" if size == 0 else whole_percent(size)


_WORDS: dict[str, Callable[[Kind, WhatIf, Scenario], Callable[[float], str]]] = {
    "budget": _budget,
    "allowance": _allowance,
    "people": _people,
    "wip_limit": _counted,
    "pmo": _pmo,
    "added": _counted,
}
"""What a place reads; a setting that is not here reads as it does beside its lever."""


def _title(title: str, _: WhatIf, __: Scenario) -> str:
    return title


def _whose(_: str, levers: WhatIf, baseline: Scenario) -> str:
    return f"{LABELS['pool']} {pool_name(levers.pool, baseline.portfolio)}"


def _to_whom(title: str, levers: WhatIf, baseline: Scenario) -> str:
    return f"{title} to {objective_name(levers, baseline)}"


_TITLES: dict[str, Callable[[str, WhatIf, Scenario], str]] = {"people": _whose, "shift": _to_whom}
"""Labels that also say what another lever of the page behind is set to; on a card it has no control."""


def _chance() -> Reach:
    """No lever: it asks nothing of a simulation."""
    ends = f"0{NBSP}%", "even chance", f"100{NBSP}%"
    return Reach("At risk: chance below", 0.0, 1.0, 0.05, EVEN, whole_percent, *ends)
