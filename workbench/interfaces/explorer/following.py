"""The keyboard's place follows when one page takes the place of another, or what had it goes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import anywidget
import traitlets


@cache
def _script() -> str:
    return Path(__file__).with_name("following.js").read_text(encoding="utf-8")


class Following(anywidget.AnyWidget):
    """Nothing to see; stands in the frame beside its pages and stays while they change."""

    _esm = traitlets.Unicode().tag(sync=True)

    @traitlets.default("_esm")
    def _module(self) -> str:
        return _script()
