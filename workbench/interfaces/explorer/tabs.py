"""The views as tabs: only the one that is looked at is worked out; all share one drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import ipywidgets as widgets

from workbench.interfaces.explorer.drawing import Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import STAMP_TIP, classed
from workbench.interfaces.explorer.views.view import Seen, View
from workbench.interfaces.wording import STAMP


class Tabs:
    """A row of names, and below it the words and charts of one of them.

    Parameters
    ----------
    views
        In the order of their names; the first is looked at.
    look
        What a view is given when another one is looked at; None while there is no answer.
    home
        The thread that draws.
    """

    def __init__(self, views: Sequence[View], look: Callable[[], Seen | None], home: Home) -> None:
        self._views = {view.title: view for view in views}
        self._look = look
        self._names = widgets.ToggleButtons(options=list(self._views), value=views[0].title)
        self._names.add_class("wb-tabs")
        self._names.observe(lambda _: home.run(self._turn_to), names="value")
        stamp = f'<span class="wb-stamp" tabindex="0" title="{STAMP_TIP}">{escape(STAMP)}</span>'
        self.bar = classed(widgets.HBox([self._names, widgets.HTML(stamp)]), "wb-tabbar")
        self._words = widgets.HTML()
        self._below = widgets.VBox()
        self.drawing = Drawing()
        self.drawing.observe(lambda _: home.run(self.draw), names="width")
        self.body = widgets.VBox([self._words, self.drawing, self._below])

    @property
    def title(self) -> str:
        """Name of the view that is looked at."""
        title: str = self._names.value
        return title

    def open(self, title: str) -> None:
        """Look at a view."""
        self._names.value = title

    def turn(self) -> None:
        """A new question."""
        for view in self._views.values():
            view.turn()
        self.drawing.waiting = True

    def draw(self) -> None:
        """Work out the view that is looked at."""
        seen = self._look()
        if seen is None:
            return
        shown = self._views[self.title].shown(seen)
        self._words.value = shown.words
        self.drawing.show(shown.cards)

    def _turn_to(self) -> None:
        below = self._views[self.title].below
        self._below.children = () if below is None else (below,)
        self.draw()
