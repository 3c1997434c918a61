"""What a type says of one field: a number with bounds, a word of a few, a date, a type of its own, a list."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from workbench.model.data import FIRST_DAY, LAST_DAY, Data


@dataclass(frozen=True)
class Bounds:
    """Smallest and largest value of a number or date; None = none."""

    low: Any = None
    high: Any = None


@dataclass(frozen=True)
class Whole:
    """A whole number."""

    bounds: Bounds


@dataclass(frozen=True)
class Real:
    """Any number."""

    bounds: Bounds


@dataclass(frozen=True)
class Day:
    """A date."""

    bounds: Bounds


@dataclass(frozen=True)
class Moment:
    """A date or a number."""

    bounds: Bounds


@dataclass(frozen=True)
class Flag:
    """Yes or no."""


@dataclass(frozen=True)
class Text:
    """A text of some length."""

    shortest: int = 0
    longest: int = 200


@dataclass(frozen=True)
class OneOf:
    """One of some words: members of an enumeration, or plain text."""

    words: tuple[Any, ...]


@dataclass(frozen=True)
class Part:
    """A type of its own, one of several where a tag tells them apart."""

    kinds: tuple[type[Data], ...]


@dataclass(frozen=True)
class Several:
    """A list of something."""

    of: Shape


@dataclass(frozen=True)
class Keyed:
    """A mapping from keys to something."""

    key: Shape
    of: Shape


@dataclass(frozen=True)
class Other:
    """Nothing that a control could be made for."""


Shape = Whole | Real | Day | Moment | Flag | Text | OneOf | Part | Several | Keyed | Other


@dataclass(frozen=True)
class Stated:
    """A shape, and whether it may be left empty."""

    shape: Shape
    may_be_empty: bool


def stated_by(info: FieldInfo) -> Stated:
    """The shape of a field.

    Examples
    --------
    >>> from workbench.model import ResourcePool
    >>> stated_by(ResourcePool.model_fields["capacity"]).shape
    Real(bounds=Bounds(low=0, high=100000))
    """
    parts = [one for one in _members(info.annotation) if one is not type(None)]
    empty = len(parts) < len(tuple(_members(info.annotation)))
    if len(parts) == 1:
        return Stated(_shape(parts[0], tuple(info.metadata)), empty)
    return Stated(_of_several(parts), empty)


def _members(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _members(part)
    else:
        yield annotation


def _shape(annotation: Any, metadata: tuple[Any, ...] = ()) -> Shape:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(parts[0], (*metadata, *parts[1:]))
    if origin in (Union, types.UnionType):
        return _of_several(list(_members(annotation)))
    if origin is Literal:
        return OneOf(parts)
    if origin is tuple and parts[1:] == (...,):
        return Several(_shape(parts[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Keyed(_shape(parts[0]), _shape(parts[1]))
    return _plain(annotation, metadata) if isinstance(annotation, type) else Other()


def _plain(kind: type[Any], metadata: tuple[Any, ...]) -> Shape:
    bounds = Bounds(_said(metadata, "ge"), _said(metadata, "le"))
    if issubclass(kind, Data):
        return Part((kind,))
    if issubclass(kind, Enum):
        return OneOf(tuple(kind))
    if issubclass(kind, bool):
        return Flag()
    if issubclass(kind, int):
        return Whole(bounds)
    if issubclass(kind, float):
        return Real(bounds)
    if issubclass(kind, date):
        return Day(Bounds(bounds.low or FIRST_DAY, bounds.high or LAST_DAY))
    return _text(metadata) if issubclass(kind, str) else Other()


def _of_several(members: list[Any]) -> Shape:
    shapes = [_shape(one) for one in members]
    if all(isinstance(one, Part) for one in shapes):
        return Part(tuple(kind for one in shapes if isinstance(one, Part) for kind in one.kinds))
    numbers = [one for one in shapes if isinstance(one, Real)]
    if len(shapes) == 2 and numbers and any(isinstance(one, Day) for one in shapes):
        return Moment(numbers[0].bounds)
    return Other()


def _said(metadata: tuple[Any, ...], name: str) -> Any:
    """A bound, wherever pydantic has put it."""
    for one in metadata:
        inner = tuple(one.metadata) if isinstance(one, FieldInfo) else ()
        found = _said(inner, name) if inner else getattr(one, name, None)
        if found is not None:
            return found
    return None


def _text(metadata: tuple[Any, ...]) -> Text:
    for one in metadata:
        if isinstance(one, StringConstraints):
            return Text(one.min_length or 0, one.max_length or Text().longest)
    return Text()
