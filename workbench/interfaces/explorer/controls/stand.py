"""What a draft says at every address, on top of today; worked out once for each draft."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbench.errors import InputError
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.plain import Path, at, with_at
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.scenario import Scenario


@dataclass(frozen=True)
class Today:
    """The scenario that stands for today, and the same as plain data."""

    scenario: Scenario

    @cached_property
    def plain(self) -> Any:
        """As in files."""
        return self.scenario.model_dump(mode="json", by_alias=True)


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
        opened = self.draft.start
        return self.today.plain if opened is None else Today(opened).plain

    @cached_property
    def before_edits(self) -> Any:
        """With the levers alone; as if they were not there where they cannot be."""
        if self.draft.levers == WhatIf():
            return self.start
        try:
            return Today(self.draft.levers.of(self.draft.start or self.today.scenario)).plain
        except InputError:
            return self.start

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
