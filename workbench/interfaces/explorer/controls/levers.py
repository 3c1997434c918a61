"""The levers of `WhatIf` as settings: those of a single field are that field, the others change several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workbench.charts.dates import dated
from workbench.interfaces.explorer.controls.fields import Field, fields_of, stated_fields
from workbench.interfaces.explorer.controls.kinds import Choice, Day
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.made import Place, kind_of
from workbench.interfaces.explorer.controls.numbers import PER_CENT, Number, Reach, Sign, Unit, Whole
from workbench.interfaces.explorer.controls.settings import AtAddress, AtLever, Setting, as_it_is
from workbench.interfaces.explorer.controls.stand import TWINS, Stand, Today
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.new_law import MOST_ADDED, later
from workbench.interfaces.explorer.new_strategy import gaining
from workbench.interfaces.explorer.plain import Path
from workbench.interfaces.explorer.present import (
    PEOPLE_STEP,
    beside_limit,
    busiest,
    most_at_once,
    people_bounds,
)
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.interfaces.explorer.words import LABELS
from workbench.interfaces.wording import ORDERS
from workbench.scenario import Scenario

STEPS = {
    "people": PEOPLE_STEP,
    "demand": 0.05,
    "budget": 0.05,
    "level": 0.25,
    "pmo": 0.05,
    "shift": 0.05,
    "allowance": 0.05,
}

REACHES = {"budget": Reach(-0.5, 0.5), "allowance": Reach(0.4, 1.5)}
"""Sliders that need not go as far as typing may."""

UNITS = {
    "demand": Unit("% of today’s", PER_CENT),
    "pmo": Unit("% of today’s", PER_CENT),
    "allowance": Unit("% of planned cost", PER_CENT),
}
"""Levers that are a share of something, not a change of it."""

CHANGES = frozenset({"people", "budget", "level"})
"""Levers that are more or less than today."""

MAKES: dict[str, tuple[Path, ...]] = {
    "people": (("shocks", "people"),),
    "pool": (("shocks", "people", "pool"),),
    "budget": (("shocks", "budget"),),
    "level": (("pmo", "levels"),),
    "since": (("decision",),),
    "pmo": (("pmo", "standards"), ("decision",)),
    "added": tuple(("portfolio", "projects", f"law-{number}") for number in range(1, MOST_ADDED + 1)),
    "shift": (("strategy",),),
    "allowance": (("portfolio", "budgets"),),
}
"""What levers add or replace, so that what is wrong with it is told beside them."""

NO_LIMIT = "no limit"
FROM_THE_START = "from the start"

AT_ONCE, LATER = ("people", "budget", "pmo"), ("added", "shift")
"""Levers that move on a date: without one from the start, or half a year later."""

_ADDRESSES = {name: address for address, name in TWINS.items()}


def lever_names(baseline: Scenario) -> tuple[str, ...]:
    """Levers that a portfolio has, in the order in which they are offered: money and maturity if stated."""
    portfolio = baseline.portfolio
    names = ["wip_limit", "release", "dispatch", "cadence", "pool", "people", "demand"]
    if portfolio.budgets:
        names.append("budget")
    if portfolio.maturity is not None:
        names += ["level", "strength"]
    return tuple(names)


def has_lever(name: str, baseline: Scenario) -> bool:
    """Whether there is something in a portfolio that a lever moves."""
    if name in ("budget", "level", "strength"):
        return name in lever_names(baseline)
    if name == "allowance":
        return not any(baseline.portfolio.budgets.values())
    if name in ("shift", "objective"):
        return bool(baseline.portfolio.objectives)
    return name in WhatIf.model_fields


def lever(name: str, today: Today, known: Known) -> Setting:
    """One lever as a setting.

    Raises
    ------
    KeyError
        If there is no lever of that name, or the portfolio has nothing that it could move.
    """
    if not has_lever(name, today.scenario):
        raise KeyError(name)
    if name in _ADDRESSES:
        return AtAddress(fitted(_field(_ADDRESSES[name], today, known), today), name)
    made, after = _MADE.get(name), _AFTER.get(name, as_it_is)
    if made is not None:
        return AtLever(name, lambda stand: made(stand, known), after, MAKES.get(name, ()))
    plain = _of_what_if(name, known)
    return AtLever(name, lambda _: plain, after, MAKES.get(name, ()))


def fitted(field: Field, today: Today) -> Field:
    """A field of a lever as a slider or a short menu shows it; any other as it is."""
    name, kind = TWINS.get(field.address), field.kind
    if name == "wip_limit" and isinstance(kind, Whole):
        most = max(len(today.scenario.portfolio.projects), most_at_once(today.scenario))
        slider = replace(kind, reach=Reach(1, most), empty=NO_LIMIT, resting=most)
        return replace(field, kind=slider, beside=beside_limit(today.scenario))
    if name in ("release", "dispatch") and isinstance(kind, Choice):
        usual = [one for one in kind.options if one.value in ORDERS or one.value == field.today]
        return replace(field, kind=Choice(tuple(usual)))
    if name == "strength" and isinstance(kind, Number):
        return replace(field, kind=replace(kind, reach=Reach(0.0, max(1.5, field.today))))
    return field


def _field(address: Path, today: Today, known: Known) -> Field:
    """The field at an address; only the part of the scenario that it lies in is walked."""
    found = fields_of(Scenario, {address[0]: today.plain[address[0]]}, known)
    return next(one for one in found if isinstance(one, Field) and one.address == address)


def _of_what_if(name: str, known: Known) -> Field:
    stated = next(one for one in stated_fields(WhatIf) if one.key == name)
    place = Place(name, stated.unit, stated.may_be_empty, stated.default)
    kind = kind_of(stated.shape, place, known)
    assert kind is not None
    if isinstance(kind, Number):
        kind = _number(name, kind)
    return Field((), LABELS[name], stated.about, kind, stated.default)


def _number(name: str, kind: Number) -> Number:
    sign = Sign.ALWAYS if name in CHANGES else Sign.WHERE_BELOW_ZERO
    unit, step = UNITS.get(name, kind.unit), STEPS.get(name, kind.step)
    near = None if kind.low is None or kind.high is None else Reach(kind.low, kind.high)
    reach = REACHES.get(name, near)
    empty, resting = (NO_LIMIT, reach.high) if kind.empty and reach else ("", None)
    return replace(kind, step=step, reach=reach, unit=unit, sign=sign, empty=empty, resting=resting)


def _people(stand: Stand, known: Known) -> Field:
    field = _of_what_if("people", known)
    low, high = _people_bounds(stand)
    assert isinstance(field.kind, Number)
    return replace(field, kind=replace(field.kind, low=low, reach=Reach(low, high)))


def _pool(stand: Stand, known: Known) -> Field:
    field = _of_what_if("pool", known)
    return replace(field, today=busiest(_changed_by(stand)))


def _objective(stand: Stand, known: Known) -> Field:
    field = _of_what_if("objective", known)
    gains = gaining(_changed_by(stand), "")
    return replace(field, kind=Choice(known.options("scores")), today=gains)


def _since(stand: Stand, known: Known) -> Field:
    """Without a date, people and money change at once, and a new law or strategy comes later."""
    field, levers = _of_what_if("since", known), stand.draft.levers
    assert isinstance(field.kind, Day)
    unmoved = type(levers)()
    late = any(getattr(levers, name) != getattr(unmoved, name) for name in LATER)
    soon = any(getattr(levers, name) != getattr(unmoved, name) for name in AT_ONCE)
    day = f"from {dated(later(_changed_by(stand)))}"
    empty = FROM_THE_START if not late else f"{FROM_THE_START}; law and strategy {day}" if soon else day
    return replace(field, kind=replace(field.kind, empty=empty))


def _changed_by(stand: Stand) -> Scenario:
    """What the levers change."""
    return stand.draft.start or stand.today.scenario


def _people_bounds(stand: Stand) -> tuple[float, float]:
    baseline, pool = _changed_by(stand), stand.draft.levers.pool
    known = any(one.id == pool for one in baseline.portfolio.pools)
    return people_bounds(baseline, pool if known else busiest(baseline))


def _pool_is_named(draft: Draft, today: Today) -> Draft:
    """More people are more people of a pool; as many as today are of none."""
    levers, usual = draft.levers, busiest(_changed_by(Stand(draft, today)))
    pool = levers.pool or usual
    if levers.people == 0.0 and pool == usual:
        pool = ""
    return replace(draft, levers=levers.model_copy(update={"pool": pool}))


def _people_follow(draft: Draft, today: Today) -> Draft:
    """Nobody can leave a pool who is not there."""
    low, high = _people_bounds(Stand(draft, today))
    people = min(max(draft.levers.people, low), high)
    return replace(draft, levers=draft.levers.model_copy(update={"people": people}))


_MADE: dict[str, Callable[[Stand, Known], Field]] = {
    "pool": _pool,
    "people": _people,
    "objective": _objective,
    "since": _since,
}
"""Fields that rest on the draft."""

_AFTER: dict[str, Callable[[Draft, Today], Draft]] = {"pool": _people_follow, "people": _pool_is_named}
