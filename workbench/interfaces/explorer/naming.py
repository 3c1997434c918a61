"""Name and note of a what-if: what stands in the file that is saved, and what a pin is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import ipywidgets as widgets

from workbench.errors import Problem
from workbench.interfaces.explorer.controls.reading import unreadable
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.folding import Folding
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import classed
from workbench.interfaces.explorer.signs import Line, Lines
from workbench.interfaces.explorer.what_if import NAME
from workbench.scenario import Scenario

LONGEST = 80
"""Letters of a name."""


class Naming:
    """Two text fields.

    Parameters
    ----------
    changed
        Called with what they do to the draft.
    home
        The thread that draws.
    """

    def __init__(self, changed: Callable[[Change], None], home: Home) -> None:
        self._changed = changed
        self._quiet = False
        wide = widgets.Layout(width="100%")
        tip = "What it is called: in its file, among pins, in a report"
        self.name = Line(description="Name", value=NAME, continuous_update=False, tooltip=tip, layout=wide)
        tip = "What you want to remember of it; stands in its file as the description"
        self.note = Lines(description="Note", rows=2, continuous_update=False, tooltip=tip, layout=wide)
        self.name.observe(lambda _: self._moved(), names="value")
        self.note.observe(lambda _: self._moved(), names="value")
        tip = "What it is called in its file, among pins and in a report"
        self.told = widgets.HTML()
        folding = Folding("Name and note", tip, [self.name, self.note, self.told], lambda: None, home)
        self.button = folding.button
        self.widget: widgets.Widget = classed(folding.area, "wb-naming")

    def show(self, draft: Draft, baseline: Scenario) -> None:
        """As the draft has them; what was refused is gone."""
        self.told.value = ""
        self._quiet = True
        self.name.value, self.note.value = draft.name, draft.note
        self._quiet = False

    def tell(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Every text is a name."""
        return problems

    def _moved(self) -> None:
        if self._quiet:
            return
        wrong = [one.sentence for text in (self.name.value, self.note.value) if (one := unreadable(text))]
        self.told.value = f'<p class="wb-wrong" role="alert">{escape(" ".join(wrong))}</p>' if wrong else ""
        if wrong:
            return
        name, note = " ".join(self.name.value.split())[:LONGEST] or NAME, self.note.value.strip()
        self._changed(lambda draft: replace(draft, name=name, note=note))
