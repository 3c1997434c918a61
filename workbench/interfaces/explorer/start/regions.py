"""Tells screen readers what the cards are: boxes of widgets have no role and no name of their own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import anywidget
import traitlets


@cache
def _script() -> str:
    return Path(__file__).with_name("regions.js").read_text(encoding="utf-8")


class Regions(anywidget.AnyWidget):
    """Nothing to see: each card of the page becomes a region with its question as a name."""

    _esm = traitlets.Unicode().tag(sync=True)

    @traitlets.default("_esm")
    def _module(self) -> str:
        return _script()
