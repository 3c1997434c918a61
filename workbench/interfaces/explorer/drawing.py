"""The charts as one widget: it redraws them in place and needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.charts.live import Live, Picture, module


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
        """All of it, the chart as one specification."""
        return {**self._about, "spec": None if self.chart is None else self.chart.to_dict()}

    @property
    def _about(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "title": self.title,
            "note": self.note,
            "head": list(self.head),
            "rows": [list(row) for row in self.rows],
        }

    def filling(self, live: Live | None) -> dict[str, Any]:
        """What is put into the shape of its chart."""
        if self.chart is None or live is None:
            return {**self._about, "chart": None}
        words = self.chart.description
        return {**self._about, "chart": {"rows": live.rows, "spans": live.spans, "description": words}}


@cache
def script() -> str:
    """What draws charts in the page; put together once, which takes a second or more."""
    return module(Path(__file__).with_name("drawing.js").read_text(encoding="utf-8"))


class Drawing(anywidget.AnyWidget):
    """Charts of a page, redrawn in place; `width` is the room for the widest of them.

    The page receives two things. `shapes` says how each chart is built, and is sent only when that changes;
    `figures` holds the numbers and words of the moment, which are put into the charts that stand already.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    shapes = traitlets.Dict().tag(sync=True)
    figures = traitlets.List(traitlets.Dict()).tag(sync=True)
    waiting = traitlets.Bool().tag(sync=True)
    width = traitlets.Int(560).tag(sync=True)
    _cards: tuple[Card, ...] = ()

    @traitlets.default("_esm")
    def _module(self) -> str:
        return script()

    @property
    def cards(self) -> list[dict[str, Any]]:
        """What is shown, each chart as one specification."""
        return [card.sent for card in self._cards]

    def show(self, cards: Sequence[Card]) -> None:
        """Redraw."""
        self._cards = tuple(cards)
        live = {card.key: Live.of(card.chart) for card in cards if card.chart is not None}
        with self.hold_sync():
            self.shapes = {key: one.shape for key, one in live.items()}
            self.figures = [card.filling(live.get(card.key)) for card in cards]
            self.waiting = False
