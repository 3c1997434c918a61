"""One project at a time: chosen from a menu, then every control that its type gives, packages too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from workbench.errors import Problem
from workbench.interfaces.explorer.controls.fields import fields_of
from workbench.interfaces.explorer.controls.grid.columns import PROJECTS
from workbench.interfaces.explorer.controls.group import Controls
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.layout import Node, sectioned, without
from workbench.interfaces.explorer.controls.stand import Stand, Today
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.plain import at
from workbench.interfaces.wording.phrases import project_label
from workbench.model import Project
from workbench.scenario import Scenario


class OneProject:
    """A menu of projects and the controls of the one that is chosen.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    changed
        Called with what a control does to the draft.
    """

    def __init__(self, baseline: Scenario, changed: Callable[[Change], None]) -> None:
        self._draft, self._baseline, self._from = Draft(), baseline, baseline
        home = Home()
        wide = widgets.Layout(width="100%")
        self._menu = widgets.Dropdown(options=_options(baseline), description="Project", layout=wide)
        self._menu.observe(lambda _: home.run(self._turn), names="value")
        self._controls = Controls(self._plan, baseline, changed, "One project")
        self.widget = widgets.VBox([self._menu, self._controls.widget])

    @property
    def controls(self) -> Controls:
        """Those of the project that is chosen."""
        return self._controls

    def choose(self, project: str) -> None:
        """As if somebody chose a project."""
        self._menu.value = project

    def show(self, draft: Draft, baseline: Scenario) -> None:
        """Set the controls to what the draft says."""
        self._draft, self._baseline, start = draft, baseline, draft.start or baseline
        if start is not self._from:
            self._from, options = start, _options(start)
            chosen = self._menu.value
            with self._menu.hold_trait_notifications():
                self._menu.options = options
                self._menu.value = chosen if chosen in dict(options).values() else options[0][1]
        self._controls.show(draft, baseline)

    def tell(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Tell what is wrong with the chosen project beside its controls."""
        return self._controls.tell(problems)

    def _turn(self) -> None:
        self._controls.plan(self._plan)
        self._controls.show(self._draft, self._baseline)

    def _plan(self, today: Today, known: Known) -> Sequence[Node]:
        address = (*PROJECTS, str(self._menu.value))
        stated = at(Stand(Draft(), today).plain, address)
        found = list(fields_of(Project, stated, known, address))
        # The order of stages is a list whose order counts, which ticking cannot say.
        return sectioned(without(found, (*address, "stages")))


def _options(scenario: Scenario) -> list[tuple[str, str]]:
    return [(project_label(one.id, one.name), one.id) for one in scenario.portfolio.projects]
