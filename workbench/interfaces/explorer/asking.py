"""The questions with their ladders as one widget: a group of radio buttons each, the keyboard's own way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench import evidence
from workbench.interfaces.wording import capital
from workbench.interfaces.wording.perspectives import PERSPECTIVES
from workbench.model.assessment import HALF


@cache
def _script() -> str:
    return Path(__file__).with_name("asking.js").read_text(encoding="utf-8")


def _groups() -> list[dict[str, Any]]:
    """The questions as the page receives them, by perspective."""
    return [
        {
            "title": capital(PERSPECTIVES[name]),
            "questions": [
                {"id": one.id, "text": one.text, "ladder": list(one.ladder)}
                for one in evidence.questions()
                if one.perspective == name
            ],
        }
        for name in evidence.perspectives()
    ]


class Asking(anywidget.AnyWidget):
    """All questions, a perspective at a time.

    `answers` holds by question a level in halves or None (“do not know”); `step` is the perspective shown.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    groups = traitlets.List(traitlets.Dict()).tag(sync=True)
    step = traitlets.Int(0, min=0, max=len(PERSPECTIVES) - 1).tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)

    @traitlets.default("_esm")
    def _module(self) -> str:
        return _script()

    @traitlets.default("groups")
    def _all(self) -> list[dict[str, Any]]:
        return _groups()

    def known(self) -> Mapping[str, float | None]:
        """What was answered; whatever else a page may send is left out."""
        ids = {one.id for one in evidence.questions()}
        return {key: level for key, level in self.answers.items() if key in ids and _is_answer(level)}

    def clear(self) -> None:
        """Begin anew for the next person."""
        with self.hold_sync():
            self.step = 0
            self.answers = {}


def _is_answer(level: Any) -> bool:
    """Whether a value from a page is a level in halves, or “do not know”."""
    if level is None:
        return True
    is_number = isinstance(level, (int, float)) and not isinstance(level, bool)
    return is_number and 1 <= level <= 5 and level % HALF == 0
