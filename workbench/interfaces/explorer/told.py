"""A draft in one line: what was opened, which levers were moved, which fields were changed."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.interfaces.explorer.controls.in_words import edit_words
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.words import said
from workbench.scenario import Scenario

MOST = 3
"""Fields that are named; more are counted."""


def told(draft: Draft, baseline: Scenario) -> str:
    """What differs from today; empty if nothing does."""
    return "; ".join(_parts(draft, baseline))


def _parts(draft: Draft, baseline: Scenario) -> Iterator[str]:
    if draft.start is not None:
        yield f"“{draft.start.name}” as opened"
    levers = said(draft.levers, baseline)
    if levers:
        yield levers
    yield from (edit_words(one, baseline) for one in draft.edits[:MOST])
    more = len(draft.edits) - MOST
    if more > 0:
        yield f"{more} more field{'s' if more > 1 else ''} changed"
