"""What one control changes: a field of the scenario, or a lever that changes several at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from workbench.interfaces.explorer.controls.fields import Field
from workbench.interfaces.explorer.controls.stand import TWINS, Stand, Today
from workbench.interfaces.explorer.draft import Change, Draft, Edit
from workbench.interfaces.explorer.plain import Path, at


class Setting(Protocol):
    """What a control needs to know of what it changes."""

    @property
    def name(self) -> str:
        """What code and the page call it."""

    def places(self, stand: Stand) -> tuple[Path, ...]:
        """Where what it changes can be wrong: problems there are told beside it."""

    def field(self, stand: Stand) -> Field:
        """What may be entered; bounds may rest on what else is set."""

    def value(self, stand: Stand) -> Any:
        """What stands there."""

    def change(self, value: Any, today: Today) -> Change:
        """What a new value does to the draft."""


def name_of(address: Path) -> str:
    """An address as one word.

    Examples
    --------
    >>> name_of(("policy", "release", "wip_limit"))
    'policy/release/wip_limit'
    """
    return "/".join(address)


@dataclass(frozen=True)
class AtAddress:
    """A field of the scenario."""

    known: Field
    called: str = ""

    @property
    def name(self) -> str:
        """Its address, or the name of the lever that it is."""
        return self.called or name_of(self.known.address)

    @property
    def address(self) -> Path:
        """Its own."""
        return self.known.address

    def places(self, stand: Stand) -> tuple[Path, ...]:
        """Its address."""
        return (self.address,)

    def field(self, stand: Stand) -> Field:
        """Always the same."""
        return self.known

    def value(self, stand: Stand) -> Any:
        """What stands there; what files leave out counts by its default."""
        found = stand.at(self.address)
        return self.known.default if found is None else found

    def change(self, value: Any, today: Today) -> Change:
        """As an edit; as today it is none."""
        return lambda draft: with_value(draft, self.known, value, today)


def with_value(draft: Draft, field: Field, value: Any, today: Today) -> Draft:
    """A draft that says a value of a field, by the shortest way: nothing, a lever of its own, an edit.

    Parameters
    ----------
    draft
        What was said before.
    field
        Where.
    value
        Plain data; None = not stated.
    today
        What the draft changes.
    """
    address = field.address
    lever = TWINS.get(address)
    if lever is not None:
        draft = replace(draft, levers=draft.levers.model_copy(update={lever: None}))
    bare = draft.without(address)
    if any(address[: len(one.address)] == one.address for one in bare.edits):
        # An edit above says what stands here, so that “as today” has to be said too.
        return bare.with_edit(Edit(address, value))
    before = at(Stand(bare, today).before_edits, address)
    if value == (field.default if before is None else before):
        return bare
    if lever is not None and value is not None:
        levers = {**draft.levers.model_dump(), lever: value}
        return replace(bare, levers=type(draft.levers).model_validate(levers))
    return bare.with_edit(Edit(address, value))


def as_it_is(draft: Draft, _: Today) -> Draft:
    """Nothing follows."""
    return draft


@dataclass(frozen=True)
class AtLever:
    """A lever of `WhatIf`; its field may rest on the draft.

    Parameters
    ----------
    name
        Its name in `WhatIf`.
    made
        Its field for a stand.
    after
        What follows once it has moved.
    makes
        Addresses of what it adds to a scenario or replaces in it.
    """

    name: str
    made: Callable[[Stand], Field]
    after: Callable[[Draft, Today], Draft] = as_it_is
    makes: tuple[Path, ...] = ()

    def places(self, stand: Stand) -> tuple[Path, ...]:
        """What it makes, once it has moved."""
        levers = stand.draft.levers
        moved = getattr(levers, self.name) != getattr(type(levers)(), self.name)
        return self.makes if moved else ()

    def field(self, stand: Stand) -> Field:
        """As the draft has it."""
        return self.made(stand)

    def value(self, stand: Stand) -> Any:
        """What the draft says; where it says nothing, what the field says of today."""
        found = getattr(stand.draft.levers, self.name)
        return self.field(stand).today if found in (None, "") else found

    def change(self, value: Any, today: Today) -> Change:
        """As a lever."""

        def moved(draft: Draft) -> Draft:
            levers = type(draft.levers).model_validate({**draft.levers.model_dump(), self.name: value})
            return self.after(replace(draft, levers=levers), today)

        return moved
