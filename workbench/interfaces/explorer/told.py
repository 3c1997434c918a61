"""A draft in one line: what was opened, which levers were moved, which fields were changed."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.interfaces.explorer.draft import Draft, Edit
from workbench.interfaces.explorer.words import said
from workbench.scenario import Scenario

MOST = 3
"""Fields that are named; more are counted."""


def told(draft: Draft, baseline: Scenario) -> str:
    """What differs from today; empty if nothing does.

    Examples
    --------
    >>> from workbench.interfaces.explorer.draft import Edit
    >>> today = Scenario.model_construct(name="today")
    >>> told(Draft().with_edit(Edit(("policy", "release", "wip_limit"), 9)), today)
    'wip limit of release: 9'
    """
    return "; ".join(_parts(draft, baseline))


def _parts(draft: Draft, baseline: Scenario) -> Iterator[str]:
    if draft.start is not None:
        yield f"“{draft.start.name}” as opened"
    levers = said(draft.levers, baseline)
    if levers:
        yield levers
    yield from (_field(one) for one in draft.edits[:MOST])
    more = len(draft.edits) - MOST
    if more > 0:
        yield f"{more} more field{'s' if more > 1 else ''} changed"


def _field(edit: Edit) -> str:
    name, owner = edit.address[-1].replace("_", " "), [step.replace("_", " ") for step in edit.address[-2:-1]]
    about = " of ".join([name, *owner])
    if isinstance(edit.value, (str, int, float)):
        return f"{about}: {edit.value}"
    return f"{about} {'not stated' if edit.value is None else 'changed'}"
