"""Scoreboards and the first three charts, until each view has a file of its own."""

from __future__ import annotations

import ipywidgets as widgets

from workbench.interfaces.explorer.board import Board
from workbench.interfaces.explorer.pictures import Pictures
from workbench.interfaces.explorer.views.view import Seen, Shown


class FirstView:
    """Today beside the what-if: value, delivery, the gain, where time goes, promised dates."""

    title = "Overview"
    below: widgets.Widget | None = None

    def __init__(self) -> None:
        self._pictures = Pictures()

    def turn(self) -> None:
        """A new question: axes that no longer suit it may change."""
        self._pictures.turn()

    def shown(self, seen: Seen) -> Shown:
        """Scoreboards and charts."""
        board = Board(seen.comparison, seen.promises, same=seen.same)
        cards = self._pictures.cards(seen.comparison, seen.promises, seen.width, same=seen.same)
        return Shown(board.scoreboards(), tuple(cards))
