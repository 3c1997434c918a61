"""Undo, redo, reset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as widgets

from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.history import History
from workbench.interfaces.explorer.page import button, classed


@dataclass(frozen=True)
class Moves:
    """What the buttons do.

    Parameters
    ----------
    undo, redo
        One step back or forth.
    reset
        Every control as today.
    """

    undo: Callable[[], None]
    redo: Callable[[], None]
    reset: Callable[[], None]


class Toolbar:
    """Buttons that can be pressed only while there is something for them to do.

    Parameters
    ----------
    moves
        What they do.
    """

    def __init__(self, moves: Moves) -> None:
        self._undo = button("Undo", "Take the last change back (Ctrl+Z)", moves.undo)
        self._redo = button("Redo", "Make it again (Ctrl+Y)", moves.redo)
        self._reset = button("Reset", "Put every control back to today", moves.reset)
        self.widget = classed(widgets.HBox([self._undo, self._redo, self._reset]), "wb-buttons")

    def show(self, history: History[Draft]) -> None:
        """Which of them do something now."""
        self._undo.disabled = not history.before
        self._redo.disabled = not history.after
        self._reset.disabled = not history.present.differs
