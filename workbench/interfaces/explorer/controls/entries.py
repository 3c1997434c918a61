"""Lists whose items come and go: hires, capacity steps, shocks, changes of maturity. No widgets here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from pydantic_core import PydanticUndefined

from workbench.interfaces.explorer.controls import shapes
from workbench.interfaces.explorer.controls.fields import (
    Field,
    Listed,
    Stated,
    fields_of,
    is_tag,
    member,
    stated_fields,
)
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.made import MOST_STEPS
from workbench.interfaces.explorer.controls.numbers import Number, Whole
from workbench.interfaces.explorer.controls.settings import name_of
from workbench.interfaces.explorer.controls.stand import Stand, Today
from workbench.interfaces.explorer.controls.titles import NOUNS
from workbench.interfaces.explorer.draft import Change, Draft, Edit
from workbench.interfaces.explorer.plain import Path, at, with_at
from workbench.model import Maturity
from workbench.model.data import Data

APART = timedelta(days=91)
"""From the last item of a list to the next that is added."""


@dataclass(frozen=True)
class Entry:
    """One item of a list: which, what it is called, and its fields.

    Parameters
    ----------
    key
        Its id, or its place from 0 on as text.
    title
        What it is called.
    fields
        Under addresses below that of the list and the key.
    """

    key: str
    title: str
    fields: tuple[Field, ...]


def items_at(listed: Listed, stand: Stand) -> list[Any]:
    """The items that somebody stated: what levers add is theirs, and does not stand in lists."""
    data = stand.start
    for one in stand.draft.edits:
        size = min(len(one.address), len(listed.address))
        if one.address[:size] == listed.address[:size]:
            data = with_at(data, one.address, one.value)
    return list(at(data, listed.address) or ())


def entries_of(listed: Listed, stand: Stand, known: Known) -> Iterator[Entry]:
    """The items as they stand in the draft."""
    for place, item in enumerate(items_at(listed, stand)):
        kind = member(listed.kinds, item)
        if kind is None:
            continue
        key = item["id"] if listed.by_id else str(place)
        walked = fields_of(kind, item, known, (*listed.address, key))
        fields = tuple(_steady(one) for one in walked if isinstance(one, Field))
        title = (item.get("name") or key) if listed.by_id else f"{noun(kind)} {place + 1}"
        yield Entry(key, title, fields)


def _steady(field: Field) -> Field:
    """With steps and reach that do not rest on what stands there, or a slider would change under the hand."""
    kind = field.kind
    if not isinstance(kind, (Number, Whole)) or kind.reach is None:
        return field
    near = kind.high is not None and kind.low is not None and (kind.high - kind.low) / kind.step <= MOST_STEPS
    return field if near else replace(field, kind=replace(kind, reach=None))


@dataclass(frozen=True)
class AtEntry:
    """A field of an item as a setting.

    Parameters
    ----------
    listed
        The list.
    known
        The field, with the item's value as its today.
    """

    listed: Listed
    known: Field

    @property
    def name(self) -> str:
        """Its address."""
        return name_of(self.known.address)

    @property
    def address(self) -> Path:
        """Its own."""
        return self.known.address

    def places(self, stand: Stand) -> tuple[Path, ...]:
        """Its address."""
        return (self.address,)

    def field(self, stand: Stand) -> Field:
        """As it was when the items were last looked at."""
        return self.known

    def value(self, stand: Stand) -> Any:
        """What stands there."""
        return self.known.today

    def change(self, value: Any, today: Today) -> Change:
        """As an edit of the item, or of the whole list where items have no names."""
        size = len(self.listed.address)
        key, inner = self.address[size], self.address[size + 1 :]

        def changed(draft: Draft) -> Draft:
            if self.listed.by_id:
                return draft.with_edit(Edit(self.address, value))
            items = items_at(self.listed, Stand(draft, today))
            place = int(key)
            items[place] = with_at(items[place], inner, value)
            return _with_items(draft, self.listed, items, today)

        return changed


def added(listed: Listed, kind: type[Data], known: Known, today: Today) -> Change:
    """One more item of a type, with what must be stated filled in so that it can stand."""

    def changed(draft: Draft) -> Draft:
        items = items_at(listed, Stand(draft, today))
        made = fresh(kind, known)
        if "from" in made and items:
            made["from"] = _after(max(str(one.get("from", "")) for one in items), made["from"])
        if not listed.by_id:
            return _with_items(draft, listed, [*items, made], today)
        stem = noun(kind).lower().replace(" ", "-")
        taken = {one["id"] for one in items}
        name = next(f"{stem}-{number}" for number in count(1) if f"{stem}-{number}" not in taken)
        return draft.with_edit(Edit((*listed.address, name), {**made, "id": name}))

    return changed


def removed(listed: Listed, key: str, today: Today) -> Change:
    """Without one of the items."""

    def changed(draft: Draft) -> Draft:
        if not listed.by_id:
            items = items_at(listed, Stand(draft, today))
            kept = [one for place, one in enumerate(items) if place != int(key)]
            return _with_items(draft, listed, kept, today)
        address = (*listed.address, key)
        bare = draft.without(address)
        gone = at(Stand(bare, today).start, address) is None
        return bare if gone else bare.with_edit(Edit(address, None))

    return changed


def noun(kind: type[Data]) -> str:
    """What an item of a type is called.

    Examples
    --------
    >>> from workbench.model import CapacityShock
    >>> noun(CapacityShock)
    'Change of people'
    """
    words = NOUNS.get(kind) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()
    return words[:1].upper() + words[1:]


def fresh(kind: type[Data], known: Known) -> dict[str, Any]:
    """A new item: what must be stated, by the first thing that can stand there.

    Examples
    --------
    >>> from workbench.model.resources import Hire
    >>> fresh(Hire, Known(start="2027-01-04"))
    {'from': '2027-01-04', 'fte': 1.0}
    """
    if kind is Maturity and known.maturity is not None:
        return dict(known.maturity)
    made: dict[str, Any] = {}
    for one in stated_fields(kind):
        if one.key != "id" and (one.default is PydanticUndefined or is_tag(one.shape)):
            made[one.key] = _first(one, known)
    return made


def _first(one: Stated, known: Known) -> Any:
    shape = one.shape
    if isinstance(shape, shapes.OneOf):
        return getattr(shape.words[0], "value", shape.words[0])
    if isinstance(shape, (shapes.Day, shapes.Moment)):
        return known.start
    if isinstance(shape, (shapes.Real, shapes.Whole)):
        return 1.0 if one.unit == "FTE" else max(0.0, shape.bounds.low or 0.0)
    if isinstance(shape, shapes.Part):
        return fresh(shape.kinds[0], known)
    if isinstance(shape, shapes.Text):
        options = known.options(one.key)
        return options[0].value if options else one.title
    return {} if isinstance(shape, shapes.Keyed) else []


def _after(last: str, usual: str) -> str:
    try:
        return max(usual, (date.fromisoformat(last) + APART).isoformat())
    except ValueError:
        return usual


def _with_items(draft: Draft, listed: Listed, items: list[Any], today: Today) -> Draft:
    bare = draft.without(listed.address)
    same = items == list(at(Stand(bare, today).start, listed.address) or ())
    return bare if same else bare.with_edit(Edit(listed.address, items))
