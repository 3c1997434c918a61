"""The charts as one widget: it redraws them in place and needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.charts.live import Picture, module, specification


@dataclass(frozen=True)
class Card:
    """One chart of the page.

    Parameters
    ----------
    key
        Its place.
    title
        What to see, with the unit.
    chart
        What is drawn; without one, the note stands in its place.
    note
        Why there is nothing to draw.
    head, rows
        The same as a table.
    """

    key: str
    title: str
    chart: Picture | None = None
    note: str = ""
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()

    @property
    def sent(self) -> dict[str, Any]:
        """As the page receives it."""
        return {
            "key": self.key,
            "title": self.title,
            "note": self.note,
            "spec": None if self.chart is None else specification(self.chart),
            "head": list(self.head),
            "rows": [list(row) for row in self.rows],
        }


@cache
def _script() -> str:
    return module(Path(__file__).with_name("drawing.js").read_text(encoding="utf-8"))


class Drawing(anywidget.AnyWidget):
    """Charts of a page, redrawn in place when `cards` changes; `width` is the room for the widest of them."""

    _esm = traitlets.Unicode().tag(sync=True)
    cards = traitlets.List(traitlets.Dict()).tag(sync=True)
    waiting = traitlets.Bool().tag(sync=True)
    width = traitlets.Int(560).tag(sync=True)

    @traitlets.default("_esm")
    def _module(self) -> str:
        return _script()

    def show(self, cards: Sequence[Card]) -> None:
        """Redraw."""
        with self.hold_sync():
            self.cards = [card.sent for card in cards]
            self.waiting = False
