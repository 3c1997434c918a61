"""Keys of the working page: undo and redo from anywhere but a text field, arrows between tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets


@cache
def _script() -> str:
    return Path(__file__).with_name("keys.js").read_text(encoding="utf-8")


class Keys(anywidget.AnyWidget):
    """Nothing to see; tells which move a key asked for.

    Parameters
    ----------
    moves
        What to do, by the name of the move: ``undo``, ``redo``.
    """

    _esm = traitlets.Unicode().tag(sync=True)

    def __init__(self, moves: Mapping[str, Callable[[], None]]) -> None:
        super().__init__()
        self._moves = dict(moves)
        self.on_msg(self._heard)

    @traitlets.default("_esm")
    def _module(self) -> str:
        return _script()

    def _heard(self, _: Any, content: Any, buffers: Any) -> None:
        """Whatever else a page may send is left out."""
        move = content.get("move") if isinstance(content, dict) else None
        if isinstance(move, str) and move in self._moves:
            self._moves[move]()
