"""A draft in one line: what was opened, which levers were moved, which fields were changed."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.interfaces.explorer.controls.titles import TITLES, name_words, option_words
from workbench.interfaces.explorer.draft import Draft, Edit
from workbench.interfaces.explorer.words import said
from workbench.interfaces.wording import inside
from workbench.scenario import Scenario
from workbench.scenario.overrides import Path

MOST = 3
"""Fields that are named; more are counted."""


def told(draft: Draft, baseline: Scenario) -> str:
    """What differs from today; empty if nothing does.

    Examples
    --------
    >>> from workbench.interfaces.explorer.draft import Edit
    >>> today = Scenario.model_construct(name="today")
    >>> told(Draft().with_edit(Edit(("policy", "release", "wip_limit"), 9)), today)
    'Release, projects at once: 9'
    """
    return "; ".join(_parts(draft, baseline))


def _parts(draft: Draft, baseline: Scenario) -> Iterator[str]:
    if draft.start is not None:
        yield f"“{draft.start.name}” as opened"
    levers = said(draft.levers, baseline)
    if levers:
        yield levers
    yield from (_field(one, baseline) for one in draft.edits[:MOST])
    more = len(draft.edits) - MOST
    if more > 0:
        yield f"{more} more field{'s' if more > 1 else ''} changed"


def _field(edit: Edit, baseline: Scenario) -> str:
    title, owner = inside(_TITLES.get(edit.address[-1]) or name_words(edit.address[-1])), ""
    if len(edit.address) > 1:
        owner = _item(edit.address[:-1], baseline) or name_words(edit.address[-2])
    about = f"{'PMO' if owner == 'Pmo' else owner}, {title}:" if owner else f"{title}:"
    if isinstance(edit.value, bool):
        return f"{about} {'yes' if edit.value else 'no'}"
    if isinstance(edit.value, (int, float)):
        return f"{about} {edit.value:,.6g}"
    if isinstance(edit.value, str):
        return f"{about} {option_words(edit.value)}"
    return f"{about} {'not stated' if edit.value is None else 'changed'}"


def _item(address: Path, baseline: Scenario) -> str:
    """What the project or pool of an address is called; empty if there is none in it."""
    if address[:1] != ("portfolio",):
        return ""
    portfolio = baseline.portfolio
    names = {one.id: one.name or one.id for one in portfolio.projects}
    names |= {one.id: one.name or one.id for one in portfolio.pools}
    return next((names[step] for step in address if step in names), "")


def _of_one_meaning() -> dict[str, str]:
    """Titles by the name of the field, where that name has only one."""
    found: dict[str, set[str]] = {}
    for (_, name), title in TITLES.items():
        found.setdefault(name, set()).add(title)
    return {name: titles.pop() for name, titles in found.items() if len(titles) == 1}


_TITLES = _of_one_meaning()
