"""A form as one widget: its controls are plain HTML inputs, whose entries come back as text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

MANY = 20
"""Controls above which a form has a search field, and its sections are folded."""


@cache
def beside(name: str) -> str:
    """The text of a file that lies beside this one."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


class Form(anywidget.AnyWidget):
    """What is to be seen, as plain data: `nodes` the controls, `states` what stands in each.

    A page answers with messages: ``{"set": name, "text": …, "turn": n}``, ``{"add": list, "kind": k}`` and
    ``{"remove": list, "row": key}``. A state tells up to which turn it has heard, so that an answer that is
    late never moves a slider back under somebody's hand.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    nodes = traitlets.List(traitlets.Dict()).tag(sync=True)
    states = traitlets.Dict().tag(sync=True)
    many = traitlets.Int(MANY).tag(sync=True)

    @traitlets.default("_esm")
    def _module(self) -> str:
        # One module of two files: notebooks load a widget's script from its text alone.
        return f"{beside('control.js')}\n{beside('form.js')}"

    @traitlets.default("_css")
    def _style(self) -> str:
        return beside("form.css")

    def heed(self, heard: Callable[[dict[str, Any]], None]) -> None:
        """Pass on what the page says; whatever else a page may send is left out."""

        def told(_: Any, content: Any, __: Any) -> None:
            if isinstance(content, dict):
                heard(content)

        self.on_msg(told)
