"""Signs that no file and no page can hold: half of a pair, as a program may leave in what is pasted.

A lone surrogate can be sent by a browser and kept by Python, but neither written to a file nor sent back. It
is replaced where it comes in, so that whatever is told of it can be shown.
"""

from __future__ import annotations

import re
from typing import Any

import ipywidgets as widgets

UNREADABLE = "\N{REPLACEMENT CHARACTER}"

_HALF = re.compile("[\ud800-\udfff]")


def readable(text: str) -> str:
    r"""A text in which every sign that cannot be written is `UNREADABLE`.

    Examples
    --------
    >>> readable("Por\ud800tal") == "Por\N{REPLACEMENT CHARACTER}tal", readable("Größe 😀")
    (True, 'Größe 😀')
    """
    return _HALF.sub(UNREADABLE, text)


class Line(widgets.Text):  # type: ignore[misc]
    """A text field that never holds half of a sign."""

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """What the page sends, made readable before it is told back."""
        super().set_state(_made_readable(sync_data))


class Lines(widgets.Textarea):  # type: ignore[misc]
    """The same with several lines."""

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """What the page sends, made readable before it is told back."""
        super().set_state(_made_readable(sync_data))


def _made_readable(sync_data: dict[str, Any]) -> dict[str, Any]:
    return {name: readable(value) if isinstance(value, str) else value for name, value in sync_data.items()}
