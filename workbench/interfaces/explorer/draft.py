"""What somebody has in mind: levers and single edits of today, with a name and a note; no widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.errors import InputError
from workbench.interfaces.explorer.plain import Path, at, with_at
from workbench.interfaces.explorer.what_if import NAME, WhatIf
from workbench.interfaces.files.validation import check_scenario
from workbench.scenario import Scenario

SEED: Path = ("seed",)
"""Address of the number that all luck comes from."""


@dataclass(frozen=True)
class Edit:
    """One field of a scenario with a value of its own.

    Parameters
    ----------
    address
        Names of fields as in files, and ids of items, from the scenario down:
        ``("portfolio", "projects", "P07", "mandatory")``.
    value
        Plain data as in files: numbers, text, dates as text, mappings, lists; None = not stated, and of an
        item of a list or an entry of a mapping that it is gone.
    """

    address: Path
    value: Any


@dataclass(frozen=True)
class Draft:
    """A what-if as it is being made; an empty one is today.

    Parameters
    ----------
    levers
        Settings that change several fields at once.
    edits
        Single fields, at most one of each address; they are made after the levers.
    name, note
        What it is called, and what somebody wants to remember of it.
    start
        A scenario that was opened from a file; without one the levers and edits change today.

    Examples
    --------
    >>> draft = Draft().with_edit(Edit(("policy", "release", "wip_limit"), 9))
    >>> draft.differs, draft.without(("policy", "release", "wip_limit")).differs
    (True, False)
    """

    levers: WhatIf = field(default_factory=WhatIf)
    edits: tuple[Edit, ...] = ()
    name: str = NAME
    note: str = ""
    start: Scenario | None = None

    @property
    def differs(self) -> bool:
        """Whether anything is not as today."""
        return self.start is not None or self.levers.differs or bool(self.edits)

    def with_edit(self, edit: Edit) -> Draft:
        """With this value, whatever stood at its address before."""
        return replace(self, edits=(*self.without(edit.address).edits, edit))

    def without(self, address: Path) -> Draft:
        """As today at an address and below it."""
        size = len(address)
        return replace(self, edits=tuple(one for one in self.edits if one.address[:size] != address))

    @property
    def of_any_luck(self) -> Draft:
        """The same, whatever luck it was asked with."""
        return self.without(SEED)

    def of(self, baseline: Scenario) -> Scenario:
        """The scenario that it makes of a baseline; with nothing changed, one of equal content.

        Raises
        ------
        InputError
            With everything that cannot be, each at its address.
        """
        start = self.start or baseline
        if not self.edits:
            made = self.levers.of(start)
        else:
            # Levers that say nothing need not be asked: what they make is checked anew with the edits.
            made = _edited(self.levers.of(start) if self.levers.differs else start, self.edits)
        name = self.name if self.name != baseline.name else f"{self.name}-2"
        return made.model_copy(update={"name": name, "description": f"{baseline.name}, changed"})


Change = Callable[[Draft], Draft]
"""What a control does to the draft."""


def touched(one: Draft, other: Draft) -> frozenset[Path]:
    """Where two drafts differ: levers, parts of the draft, addresses of edits.

    Examples
    --------
    >>> sorted(touched(Draft(), Draft(WhatIf(wip_limit=9), name="nine")))
    [('levers', 'wip_limit'), ('name',)]
    """
    levers = {
        ("levers", name)
        for name in WhatIf.model_fields
        if getattr(one.levers, name) != getattr(other.levers, name)
    }
    # What is set as a list cannot be hashed: compared one by one.
    edits = {edit.address for edit in one.edits if edit not in other.edits}
    edits |= {edit.address for edit in other.edits if edit not in one.edits}
    parts = {(name,) for name in ("name", "note", "start") if getattr(one, name) != getattr(other, name)}
    return frozenset(levers | {("edits", *address) for address in edits} | parts)


def stated_at(scenario: Scenario, address: Path) -> Any:
    """The value of a field as plain data; None where nothing is stated.

    Parameters
    ----------
    scenario
        Where to look.
    address
        As that of an edit.
    """
    if not address:
        return scenario.model_dump(mode="json", by_alias=True)
    part = scenario.model_dump(mode="json", by_alias=True, include={address[0]})
    return at(part, address)


def _edited(scenario: Scenario, edits: tuple[Edit, ...]) -> Scenario:
    data: Any = scenario.model_dump(mode="json", by_alias=True)
    for one in edits:
        # One after the other: a field may lie inside what an earlier edit has set as a whole.
        data = with_at(data, one.address, one.value)
    checked = check_scenario(data)
    InputError.raise_if(checked.problems)
    assert checked.value is not None
    return checked.value
