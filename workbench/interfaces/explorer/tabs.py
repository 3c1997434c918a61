"""The views as tabs: only the one that is looked at is worked out; all share one drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape

import ipywidgets as widgets

from workbench.interfaces.explorer.aside import Aside
from workbench.interfaces.explorer.drawing import Card, Drawing
from workbench.interfaces.explorer.failing import not_drawn
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import STAMP_TIP, classed
from workbench.interfaces.explorer.views.view import Redraw, Seen, Shown, View, ViewOf
from workbench.interfaces.wording import STAMP


@dataclass(frozen=True)
class Look:
    """What a view is given to look at.

    Parameters
    ----------
    seen
        Today and the what-if.
    complete
        Whether the answer was refined to its end: only then is more worked out beside.
    """

    seen: Seen
    complete: bool


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

    def __init__(
        self,
        views: Sequence[ViewOf],
        look: Callable[[], Look | None],
        home: Home,
    ) -> None:
        self._look, self._home, self._shown = look, home, Shown()
        self._views = {view.title: view for view in self._made(views, home)}
        self._names = widgets.ToggleButtons(options=list(self._views), value=next(iter(self._views)))
        self._names.add_class("wb-tabs")
        self._names.observe(lambda _: home.run(self._turn_to), names="value")
        stamp = f'<span class="wb-stamp" tabindex="0" title="{STAMP_TIP}">{escape(STAMP)}</span>'
        self.bar = classed(widgets.HBox([self._names, widgets.HTML(stamp)]), "wb-tabbar")
        self._words = widgets.HTML()
        self._below = widgets.VBox()
        self.drawing = Drawing()
        self.drawing.observe(lambda _: home.run(self.draw), names="width")
        self.body = widgets.VBox([self._words, self.drawing, self._below])
        self._aside: Aside[Shown] = Aside(self._show, self._fell_behind)
        self._turn_below()

    @property
    def title(self) -> str:
        """Name of the view that is looked at."""
        title: str = self._names.value
        return title

    @property
    def titles(self) -> tuple[str, ...]:
        """Names of all views."""
        return tuple(self._views)

    def open(self, title: str) -> None:
        """Look at a view."""
        self._names.value = title

    def pause(self) -> None:
        """Work out nothing more."""
        self._aside.stop()

    def heed(self, turned: Callable[[str], None]) -> None:
        """Tell which view is looked at, now and whenever another one is."""
        home = self._home
        self._names.observe(lambda change: home.run(lambda: turned(change["new"])), names="value")
        turned(self.title)

    def turn(self) -> None:
        """A new question."""
        self._aside.stop()
        for view in self._views.values():
            view.turn()
        self.drawing.waiting = True

    def draw(self) -> None:
        """Work out the view that is looked at; what is slow in it follows once the answer is complete."""
        self._aside.stop()
        look, view = self._look(), self._views[self.title]
        if look is None:
            return
        steps = getattr(view, "steps", None) if look.complete else None
        try:
            self._show(view.shown(look.seen))
            later = None if steps is None else steps(look.seen)
        except Exception as error:
            # A view that cannot be worked out takes nothing with it and leaves no chart of an older answer.
            self._show(Shown(cards=(_failure(view.title, error),)))
            return
        if later is not None:
            self._aside.ask(later)

    async def finished(self) -> None:
        """Wait until the view that is looked at is worked out."""
        await self._aside.finished()

    def _made(self, views: Sequence[ViewOf], home: Home) -> list[View]:
        made: list[View] = []
        for place, view_of in enumerate(views):
            made.append(view_of(self._redraw(made, place, home)))
        return made

    def _redraw(self, made: list[View], place: int, home: Home) -> Redraw:
        def redraw() -> None:
            if made[place].title == self.title:
                self.draw()

        return partial(home.run, redraw)

    def _fell_behind(self, error: Exception) -> None:
        """What is slow failed: what was said at once holds, so it stays."""
        self._show(replace(self._shown, cards=(*self._shown.cards, _failure(self.title, error))))

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self._words.value = shown.words
        self.drawing.show(shown.cards)

    def _turn_to(self) -> None:
        self._turn_below()
        self.draw()

    def _turn_below(self) -> None:
        below = self._views[self.title].below
        self._below.children = () if below is None else (below,)


def _failure(title: str, error: Exception) -> Card:
    return Card("failed", f"{title} cannot be shown", note=not_drawn(error))
