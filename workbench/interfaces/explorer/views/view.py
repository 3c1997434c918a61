"""What a view is given and what it gives: words above, charts below. The page draws, a view says what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import ipywidgets as widgets

from workbench.experiment import Comparison
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.promises import Promises
from workbench.scenario import Scenario


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
    """

    baseline: Scenario
    what_if: Scenario
    comparison: Comparison
    promises: Promises
    same: bool
    width: int


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
