"""Overview: both scoreboards, the gain in dots that can be counted, where time goes, the promised dates."""

from __future__ import annotations

import ipywidgets as widgets

from workbench.interfaces.explorer.board import Board
from workbench.interfaces.explorer.views.pictures import Pictures
from workbench.interfaces.explorer.views.view import Redraw, Seen, Shown


class Overview:
    """Today beside the what-if on one page; the answer in words stands above all tabs (`Board.answer`)."""

    title = "Overview"

    def __init__(self, _: Redraw) -> None:
        self.below: widgets.Widget | None = None
        self._pictures = Pictures()

    def turn(self) -> None:
        """A new question: axes that no longer suit it may change."""
        self._pictures.turn()

    def shown(self, seen: Seen) -> Shown:
        """Scoreboards as words, and three charts."""
        board = Board(seen.comparison, seen.promises, same=seen.same)
        return Shown(board.scoreboards(), tuple(self._pictures.cards(seen)))
