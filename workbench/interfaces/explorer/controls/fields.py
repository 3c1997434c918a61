"""Every field of a type that a control can be made for, with today's value: a walk over the types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic_core import PydanticUndefined, to_jsonable_python

from workbench.interfaces.explorer.controls import shapes
from workbench.interfaces.explorer.controls.kinds import Kind
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.made import Place, kind_of
from workbench.interfaces.explorer.controls.titles import name_words, option_words, title_of, unit_beside
from workbench.interfaces.files.fields import unit_of
from workbench.model.data import Data

Path = tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One value that can be changed.

    Parameters
    ----------
    address
        Names of fields as in files, and ids of items.
    title
        What it is called.
    about
        What it is, in one line.
    kind
        What may be entered.
    today
        Its value today, as in files.
    section
        What it is a part of, from the outside in.
    default
        What counts where nothing is stated.
    beside
        What has to be known of it in this portfolio; stands below the control.
    """

    address: Path
    title: str
    about: str
    kind: Kind
    today: Any
    section: Path = ()
    default: Any = None
    beside: str = ""


@dataclass(frozen=True)
class Listed:
    """A list whose items come and go.

    Parameters
    ----------
    address, title, about, section
        As of a field.
    kinds
        Types that an item may be of.
    """

    address: Path
    title: str
    about: str
    kinds: tuple[type[Data], ...]
    section: Path = ()

    @property
    def by_id(self) -> bool:
        """Whether items have an id, so that each has an address of its own."""
        return all("id" in kind.model_fields for kind in self.kinds)


Found = Field | Listed

_NOTES = frozenset({"id", "found", "source", "assumptions"})
"""Fields that are no choice: names of items, and notes that change no result."""


@dataclass(frozen=True)
class Stated:
    """One field of a type, as all walks need it."""

    key: str
    title: str
    about: str
    unit: str
    shape: shapes.Shape
    may_be_empty: bool
    default: Any
    """Plain data; `PydanticUndefined` where it is required."""


@cache
def stated_fields(kind: type[Data]) -> tuple[Stated, ...]:
    """The fields of a type, under their names in files."""
    found = []
    for name, info in kind.model_fields.items():
        key, stated = info.alias or name, shapes.stated_by(info)
        default = info.default
        if default is not PydanticUndefined:
            default = to_jsonable_python(default, by_alias=True)
        found.append(
            Stated(
                key,
                title_of(kind, key),
                info.description or "",
                unit_beside(kind, key, unit_of(info)),
                stated.shape,
                stated.may_be_empty,
                default,
            )
        )
    return tuple(found)


def fields_of(
    kind: type[Data], data: Any, known: Known, address: Path = (), section: Path = ()
) -> Iterator[Found]:
    r"""Fields and lists of a type and of all types inside it, in the order in which the types state them.

    Parameters
    ----------
    kind
        The type.
    data
        A value of it as plain data; what is not stated counts by its default.
    known
        What references may be.
    address, section
        Where the value stands.

    Examples
    --------
    >>> from workbench.model.data import quantity
    >>> class Desk(Data):
    ...     width: float = quantity(160, unit="cm", about="from side to side", low=80, high=240)
    >>> (field,) = fields_of(Desk, {}, Known())
    >>> field.title, field.kind.allowed.replace("\xa0", " "), field.today
    ('Width', 'a number from 80 to 240 cm', 160)
    """
    for one in stated_fields(kind):
        value = data.get(one.key, _default(one)) if isinstance(data, dict) else _default(one)
        if one.key not in _NOTES and not is_tag(one.shape):
            yield from _at(one, value, known, (*address, one.key), section)


def _at(one: Stated, value: Any, known: Known, here: Path, section: Path) -> Iterator[Found]:
    shape = one.shape
    if isinstance(shape, shapes.Part):
        yield from _inside(shape, value, known, here, (*section, one.title))
    elif isinstance(shape, shapes.Keyed):
        yield from _keyed(one, shape, value, known, here, section)
    elif isinstance(shape, shapes.Several) and isinstance(shape.of, shapes.Part):
        yield from _listed(one, shape.of, value, known, here, section)
    else:
        kind = kind_of(shape, Place(one.key, one.unit, one.may_be_empty, value), known)
        if kind is not None:
            yield Field(here, one.title, one.about, kind, value, section, _default(one))


def _inside(part: shapes.Part, value: Any, known: Known, here: Path, section: Path) -> Iterator[Found]:
    kind = member(part.kinds, value)
    if kind is not None and (value is not None or _states_itself(kind)):
        yield from fields_of(kind, value or {}, known, here, section)


def _keyed(
    one: Stated, shape: shapes.Keyed, value: Any, known: Known, here: Path, section: Path
) -> Iterator[Found]:
    held = value or {}
    for key, words in _keys(one, shape, held, known).items():
        at, inside = (*here, key), (*section, one.title)
        if isinstance(shape.of, shapes.Part):
            yield from _inside(shape.of, held.get(key), known, at, (*inside, words))
            continue
        kind = kind_of(shape.of, Place(one.key, one.unit, True, held.get(key)), known)
        if kind is not None:
            yield Field(at, words, one.about, kind, held.get(key), inside)


def _keys(one: Stated, shape: shapes.Keyed, held: Any, known: Known) -> dict[str, str]:
    found = {key: name_words(key) for key in held}
    if isinstance(shape.key, shapes.OneOf):
        words = {str(getattr(key, "value", key)): option_words(key) for key in shape.key.words}
        return {key: name_words(said) for key, said in words.items()}
    return {str(option.value): option.words for option in known.options(one.key)} or found


def _listed(
    one: Stated, part: shapes.Part, value: Any, known: Known, here: Path, section: Path
) -> Iterator[Found]:
    """Items with ids have addresses; those of a list that must be stated do not come and go here."""
    whole = Listed(here, one.title, one.about, part.kinds, section)
    if one.default is not PydanticUndefined:
        yield whole
        return
    for item in value or ():
        name = item.get("name") or item.get("id", "")
        kind = member(part.kinds, item)
        if kind is not None and whole.by_id:
            yield from fields_of(kind, item, known, (*here, item["id"]), (*section, name))


def member(kinds: tuple[type[Data], ...], value: Any) -> type[Data] | None:
    """Which of several types a value is of; its tag says so."""
    if len(kinds) == 1:
        return kinds[0]
    for kind in kinds:
        tags = {one.key: one.default for one in stated_fields(kind) if is_tag(one.shape)}
        if isinstance(value, dict) and all(value.get(key) == tag for key, tag in tags.items()):
            return kind
    return None


def is_tag(shape: shapes.Shape) -> bool:
    """Whether a field only tells types apart: one word is all that it allows."""
    return isinstance(shape, shapes.OneOf) and len(shape.words) == 1


def _states_itself(kind: type[Data]) -> bool:
    """Whether a type has a default for each of its fields, so that any one of them can be stated first."""
    return all(one.default is not PydanticUndefined for one in stated_fields(kind))


def _default(one: Stated) -> Any:
    return None if one.default is PydanticUndefined else one.default
