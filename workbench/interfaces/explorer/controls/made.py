"""From a shape to what may be entered: units as readers know them, steps, and how far a slider reaches."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workbench.interfaces.explorer.controls import shapes
from workbench.interfaces.explorer.controls.kinds import (
    Choice,
    Day,
    Flag,
    Kind,
    Moment,
    Option,
    Picks,
    Words,
    optional,
)
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.numbers import Number, Reach, Unit, Whole
from workbench.interfaces.explorer.controls.reading import NOT_STATED
from workbench.interfaces.explorer.controls.titles import AT_START, option_words, unit_of

STEPS = {
    "FTE": 0.5,
    "share": 0.01,
    "share per year": 0.01,
    "level 1–5": 0.25,
    "levels": 0.25,
    "× published": 0.1,
    "× index": 0.1,
    "quantile": 0.05,
    "log": 0.05,
    "ln": 0.05,
    "log-sd": 0.05,
    "points": 1.0,
}
"""One step of a slider by the unit of the type; whole ones elsewhere, and of money a hundredth."""

FINER = (0.1, 0.05, 0.01)
"""Steps where today's value lies between the usual ones."""

MOST_STEPS = 320
"""A slider of more steps than that cannot be moved by single ones."""


@dataclass(frozen=True)
class Place:
    """What is known of a field besides its shape: its name, unit, whether it may be empty, today's value."""

    name: str
    unit: str
    may_be_empty: bool
    today: Any


def kind_of(shape: shapes.Shape, place: Place, known: Known) -> Kind | None:
    """What may be entered in a field; None where no control can be made.

    Examples
    --------
    >>> people = shapes.Real(shapes.Bounds(0, 100_000))
    >>> found = kind_of(people, Place("capacity", "FTE", False, 8.0), Known())
    >>> found.reach, found.step
    (Reach(low=0, high=20.0), 0.5)
    """
    empty = NOT_STATED if place.may_be_empty else ""
    if isinstance(shape, (shapes.Real, shapes.Whole)):
        return _number(shape, place, known)
    if isinstance(shape, shapes.Day):
        return Day(shape.bounds.low, shape.bounds.high, empty)
    if isinstance(shape, shapes.Moment):
        return Moment(shape.bounds.low, shape.bounds.high, empty, AT_START.get(place.name, ""))
    if isinstance(shape, shapes.Flag):
        return Flag()
    if isinstance(shape, shapes.OneOf):
        return _choice(tuple(Option(_plain(one), option_words(one)) for one in shape.words), place)
    if isinstance(shape, shapes.Text):
        options = known.options(place.name)
        return _choice(options, place) if options else Words(shape.shortest, shape.longest)
    if isinstance(shape, shapes.Several) and isinstance(shape.of, shapes.Text):
        options = known.options(place.name)
        return Picks(options) if options else None
    return None


def step_of(unit: str, today: Any) -> float:
    """One step, so fine that today's value is one; of money a hundredth of it, in round figures.

    Examples
    --------
    >>> step_of("share", 0.5), step_of("FTE", 16.0), step_of("FTE", 1.8), step_of("money per year", 4e6)
    (0.01, 0.5, 0.1, 10000.0)
    """
    if not unit.startswith("money"):
        usual = STEPS.get(unit, 1.0)
        finer = (one for one in (usual, *FINER) if one <= usual and _is_multiple(today, one))
        return next(finer, usual)
    size = abs(today) if isinstance(today, (int, float)) and today else 100_000
    return float(10.0 ** max(-2, math.floor(math.log10(size)) - 2))


def reach_of(bounds: shapes.Bounds, step: float, today: Any) -> Reach | None:
    """How far a slider goes: to the bounds if they are near, else to twice today or so."""
    low, high = bounds.low, bounds.high
    if low is None:
        return None
    if high is not None and (high - low) / step <= MOST_STEPS:
        return Reach(low, high)
    if not isinstance(today, (int, float)) or today <= low:
        return None
    top = _round_up(2 * (today - low))
    far = low + top if high is None else min(high, low + top)
    return Reach(low, far) if (far - low) / step <= 10 * MOST_STEPS else None


def _number(shape: shapes.Real | shapes.Whole, place: Place, known: Known) -> Number | Whole:
    bounds, empty = shape.bounds, NOT_STATED if place.may_be_empty else ""
    is_rate = place.unit == "per year" and bounds.high is not None and bounds.high <= 1
    stated = "share per year" if is_rate else place.unit
    unit, step = unit_of(stated, known.currency), step_of(stated, place.today)
    reach = reach_of(bounds, step, place.today) if not place.may_be_empty else None
    if isinstance(shape, shapes.Whole):
        named = unit if place.unit else Unit(thousands="")
        return Whole(bounds.low, bounds.high, max(1, round(step)), named, reach, empty)
    return Number(bounds.low, bounds.high, step, unit or Unit(), reach, empty)


def _choice(options: tuple[Option, ...], place: Place) -> Choice:
    return Choice(optional(options) if place.may_be_empty else options)


def _is_multiple(today: Any, step: float) -> bool:
    if not isinstance(today, (int, float)):
        return True
    return (Decimal(repr(today)) % Decimal(repr(step))) == 0


def _plain(word: Any) -> Any:
    return getattr(word, "value", word)


def _round_up(number: float) -> float:
    """The next of 1, 2, 3, 5 times a power of ten.

    Examples
    --------
    >>> _round_up(16.0), _round_up(52), _round_up(700)
    (20.0, 100.0, 1000.0)
    """
    size = 10.0 ** math.floor(math.log10(number))
    return next(times * size for times in (1.0, 2.0, 3.0, 5.0, 10.0) if times * size >= number)
