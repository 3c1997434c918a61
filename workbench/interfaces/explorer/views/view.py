"""What a view is given and what it gives: words above, charts below. The page draws, a view says what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import ipywidgets as widgets

from workbench.experiment import Comparison
from workbench.experiment.chunk import Computed
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.gain import NAMES, NARROW
from workbench.interfaces.explorer.promises import Promises
from workbench.scenario import Scenario

WIDE = 666
"""Width of a chart that stands alone, where there is room for it."""


__all__ = ["NAMES", "NARROW", "WIDE", "Redraw", "Seen", "Shown", "SlowView", "View", "ViewOf"]


@dataclass(frozen=True)
class Seen:
    """Today and a what-if on the same simulated futures.

    Parameters
    ----------
    baseline, what_if
        The two scenarios.
    comparison
        The same two with all their frames, today first.
    promises
        Which promised dates clearly change.
    same
        Whether the what-if is today under another name.
    width
        Room for the widest chart, in dots.
    lived
        The futures that the comparison rests on, as they were simulated, today first: what simulates more
        beside them never simulates these again. Without them it has to.
    """

    baseline: Scenario
    what_if: Scenario
    comparison: Comparison
    promises: Promises
    same: bool
    width: int
    lived: tuple[Computed, ...] = ()

    @property
    def n(self) -> int:
        """Simulated futures of each side."""
        return min(len(frame) for frame in self.comparison.futures.values())


@dataclass(frozen=True)
class Shown:
    """What a view makes of it.

    Parameters
    ----------
    words
        HTML above the charts, every name escaped.
    cards
        Charts with their tables, in the order in which they stand.
    """

    words: str = ""
    cards: tuple[Card, ...] = ()


class View(Protocol):
    """One tab of the explorer."""

    title: str
    """What it is called."""

    below: widgets.Widget | None
    """What stands below the charts and is clicked in, if anything."""

    def turn(self) -> None:
        """A new question: axes that no longer suit it may change."""

    def shown(self, seen: Seen) -> Shown:
        """Words and charts; called only while the view is looked at."""


class SlowView(View, Protocol):
    """A view that simulates more than the page has: `shown` gives at once what is known, or says what comes.

    Its steps are taken beside the page (`Aside`), in another thread, once a question has all its futures; a
    newer question drops them.
    """

    def steps(self, seen: Seen) -> Iterator[Shown | None]:
        """Each is what the view now shows, in place of what it showed before; None lets the page breathe."""


Redraw = Callable[[], None]
"""Asks the page to show a view again, because something in it was clicked."""

ViewOf = Callable[[Redraw], View]
"""Makes a view for a page."""
