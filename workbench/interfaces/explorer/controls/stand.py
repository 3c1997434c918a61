"""What a draft says at every address, on top of today; worked out once for each draft."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakValueDictionary

from workbench.errors import InputError
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.plain import Path, at, with_at
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.scenario import Scenario

TWINS: dict[Path, str] = {
    ("policy", "release", "wip_limit"): "wip_limit",
    ("policy", "release", "index"): "release",
    ("policy", "dispatch", "index"): "dispatch",
    ("policy", "release", "cadence"): "cadence",
    ("pmo", "effect_strength"): "strength",
}
"""Fields that a lever of the same meaning changes: one setting, so that the two never disagree."""

_FAR = ("demand", "level", "pmo", "added", "allowance")
"""Levers that change fields which have controls of their own, besides their twins; the others add to lists,
which show what somebody stated and not what levers add."""


class Today:
    """The scenario that stands for today, and the same as plain data.

    Parameters
    ----------
    scenario
        As loaded.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._last: tuple[WhatIf, Scenario | None, Any] | None = None
        self._opened: Today | None = None

    @cached_property
    def plain(self) -> Any:
        """As in files."""
        return self.scenario.model_dump(mode="json", by_alias=True)

    def start(self, opened: Scenario | None) -> Any:
        """What levers and edits change: this, or a scenario that was opened."""
        return self.under(opened).plain

    def under(self, opened: Scenario | None) -> Today:
        """The same, or a scenario that was opened in its place; the latest is kept."""
        if opened is None:
            return self
        if self._opened is None or self._opened.scenario is not opened:
            self._opened = Today(opened)
        return self._opened

    def moved(self, levers: WhatIf, opened: Scenario | None) -> Any:
        """What levers make of the fields that have controls; the last answer is kept.

        A block of many cells asks for it once for each.
        """
        if self._last is None or self._last[0] != levers or self._last[1] is not opened:
            self._last = levers, opened, self._made(levers, opened)
        return self._last[2]

    def _made(self, levers: WhatIf, opened: Scenario | None) -> Any:
        made, stated = self.start(opened), levers.model_dump(mode="json")
        untouched = WhatIf()
        if any(getattr(levers, name) != getattr(untouched, name) for name in _FAR):
            try:
                return Today(levers.of(opened or self.scenario)).plain
            except InputError:
                return made
        for address, name in TWINS.items():
            if stated[name] is not None:
                made = with_at(made, address, stated[name])
        return made


_HELD: WeakValueDictionary[int, Today] = WeakValueDictionary()
"""By the identity of its scenario, which it holds: gone with the last group of controls that shows it."""


def today_of(scenario: Scenario) -> Today:
    """What all groups of controls on one page share, so that it is worked out once."""
    return _HELD.setdefault(id(scenario), Today(scenario))


@dataclass(frozen=True)
class Stand:
    """A draft on top of today.

    Parameters
    ----------
    draft
        What somebody has in mind.
    today
        What it changes.
    """

    draft: Draft
    today: Today

    @cached_property
    def start(self) -> Any:
        """What levers and edits change: today, or the scenario that was opened."""
        return self.today.start(self.draft.start)

    @property
    def before_edits(self) -> Any:
        """With the levers alone; as if they were not there where they cannot be."""
        return self.today.moved(self.draft.levers, self.draft.start)

    @cached_property
    def plain(self) -> Any:
        """With everything."""
        data = self.before_edits
        for one in self.draft.edits:
            data = with_at(data, one.address, one.value)
        return data

    def at(self, address: Path) -> Any:
        """What the draft says at an address."""
        return at(self.plain, address)
