"""Tells screen readers what the cards are, and the page how many rows somebody would paste."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.interfaces.explorer.start.brought import MOST_PASTED


@cache
def _script() -> str:
    return Path(__file__).with_name("regions.js").read_text(encoding="utf-8")


class Regions(anywidget.AnyWidget):
    """Nothing to see: each card of the page becomes a region with its question as a name.

    Parameters
    ----------
    too_many
        Called with the number of rows that were pasted, if that is more than `most`: the field has none.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    most = traitlets.Int(MOST_PASTED).tag(sync=True)

    def __init__(self, too_many: Callable[[int], None]) -> None:
        super().__init__()
        self._too_many = too_many
        self.on_msg(self._heard)

    @traitlets.default("_esm")
    def _module(self) -> str:
        return _script()

    def _heard(self, _: Any, content: Any, __: Any) -> None:
        """Whatever else a page may send is left out."""
        rows = content.get("rows") if isinstance(content, dict) else None
        if isinstance(rows, int):
            self._too_many(rows)
