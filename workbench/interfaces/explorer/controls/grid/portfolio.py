"""The portfolio panel: its projects as a table or one at a time, then its money and what else it states."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from workbench.errors import Problem
from workbench.interfaces.explorer.controls.fields import fields_of
from workbench.interfaces.explorer.controls.grid.one_project import OneProject
from workbench.interfaces.explorer.controls.grid.table import ProjectsTable
from workbench.interfaces.explorer.controls.group import Controls, Handle
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.layout import Node, sectioned, without
from workbench.interfaces.explorer.controls.levers import has_lever, lever
from workbench.interfaces.explorer.controls.stand import TWINS, Today
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.groups import Group
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.words import LABELS
from workbench.scenario import Scenario

TABLE, ONE, REST = "All projects", "One project", "Money and the rest"

IN_PANELS = frozenset({*TWINS.values(), "pool", "people", "since", "pmo", "level"})
"""Levers that stand in other panels."""

ELSEWHERE = ("pools", "maturity", "uncertainty", "incidents", "risks", "estimate_cv", "durations")
"""Parts of the portfolio that stand in other panels."""


class PortfolioPanel:
    """Three ways into the portfolio, one of which is looked at.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    changed
        Called with what is changed in the draft.
    """

    def __init__(self, baseline: Scenario, changed: Callable[[Change], None]) -> None:
        self.table = ProjectsTable(baseline, changed)
        self.one = OneProject(baseline, changed)
        self.rest = Controls(rest_plan, baseline, changed, REST)
        self._parts: dict[str, Group] = {TABLE: self.table, ONE: self.one, REST: self.rest}
        self._names = widgets.ToggleButtons(options=list(self._parts), value=TABLE)
        self._names.add_class("wb-tabs")
        home = Home()
        self._names.observe(lambda _: home.run(self._turn), names="value")
        self._body = widgets.VBox([self.table.widget])
        self.widget = widgets.VBox([self._names, self._body])

    def open(self, part: str) -> None:
        """Look at one of `TABLE`, `ONE` and `REST`."""
        self._names.value = part

    def show(self, draft: Draft, baseline: Scenario) -> None:
        """Set everything to what the draft says."""
        for one in self._parts.values():
            one.show(draft, baseline)

    def tell(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Tell what is wrong in each part that has a place for it; gives back what has none in any."""
        rests = [one.tell(problems) for one in self._parts.values()]
        return tuple(one for one in problems if all(one in rest for rest in rests))

    def control(self, name: str) -> Handle:
        """One control of the portfolio, by the name of its lever or by its address.

        Raises
        ------
        KeyError
            If it is not here; fields of projects are only while theirs are chosen.
        """
        part = self.rest if name in self.rest.names else self.one.controls
        return part.control(name)

    def _turn(self) -> None:
        self._body.children = (self._parts[self._names.value].widget,)


def rest_plan(today: Today, known: Known) -> Sequence[Node]:
    """What the portfolio states besides its projects and what stands in other panels."""
    levers = [
        lever(name, today, known)
        for name in LABELS
        if name not in IN_PANELS and has_lever(name, today.scenario)
    ]
    plain = {**today.plain["portfolio"], "projects": []}
    found = [one for one in fields_of(Scenario, {"portfolio": plain}, known) if one.address[0] == "portfolio"]
    return [*levers, *sectioned(without(found, *(("portfolio", name) for name in ELSEWHERE)), 1)]
