"""A single edit in words: what its field is called, of what, and what now stands there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.interfaces.explorer.controls.fields import Field, Found, fields_of
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.stand import Today, today_of
from workbench.interfaces.explorer.controls.titles import name_words
from workbench.interfaces.explorer.draft import Edit
from workbench.interfaces.explorer.plain import Path, at
from workbench.interfaces.studies.changes import place_words
from workbench.interfaces.wording.phrases import capital, inside
from workbench.model import Project
from workbench.scenario import Scenario

_PROJECTS: Path = ("portfolio", "projects")


def edit_words(edit: Edit, baseline: Scenario) -> str:
    """What an edit changes, for a line above the answer.

    Parameters
    ----------
    edit
        A single field, a list, or an item of one.
    baseline
        The scenario that stands for today.
    """
    one = _nearest(edit.address, baseline)
    if one is None:
        return f"{inside(name_words(edit.address[-1]))}: changed"
    title = _titled(one, edit.address, baseline)
    if isinstance(one, Field) and one.address == edit.address:
        return f"{title}: {one.kind.said(edit.value)}"
    return f"{title}: changed"


def address_words(address: Path, baseline: Scenario) -> str:
    """What stands at an address of a scenario, as its control is called; its own name where there is none.

    Parameters
    ----------
    address
        Names of fields as in files, and ids of items.
    baseline
        The scenario that stands for today.
    """
    one = _nearest(address, baseline)
    if one is None or one.address != address:
        return place_words(address)
    return capital(_titled(one, address, baseline))


def _nearest(address: Path, baseline: Scenario) -> Found | None:
    """The field at an address, or the one that holds it."""
    found = {one.address: one for one in _walked(address, today_of(baseline), Known.of(baseline))}
    near = (found[address[:size]] for size in range(len(address), 0, -1) if address[:size] in found)
    return next(near, None)


def _titled(one: Found, address: Path, baseline: Scenario) -> str:
    owner = _owner(address, baseline) or (one.section[-1] if one.section else "")
    return f"{owner}, {inside(one.title)}" if owner else inside(one.title)


def _walked(address: Path, today: Today, known: Known) -> Iterator[Found]:
    """Fields near an address: those of its project, or those of its part of the scenario without projects."""
    if address[:2] == _PROJECTS and len(address) > 3:
        here = address[:3]
        yield from fields_of(Project, at(today.plain, here) or {}, known, here)
        return
    part: Any = today.plain.get(address[0])
    if address[0] == "portfolio":
        part = {**part, "projects": []}
    yield from fields_of(Scenario, {address[0]: part}, known)


def _owner(address: Path, baseline: Scenario) -> str:
    """Of which project or pool; nothing for the rest."""
    portfolio = baseline.portfolio
    if address[:2] == _PROJECTS and len(address) > 2:
        names = {one.id: one.name for one in portfolio.projects}
        return names.get(address[2]) or address[2]
    if address[:2] == ("portfolio", "pools") and len(address) > 2:
        pools = {one.id: one.name for one in portfolio.pools}
        return pools.get(address[2]) or address[2]
    return ""
