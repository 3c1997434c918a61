"""Marks on rows of plain values, in the grammar of Vega-Lite: data, so that a page is redrawn at once.

The same made of Altair's objects takes a tenth of a second a chart, most of it copies and checks; here tests
check what is made against Altair's schema instead.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

Row = Mapping[str, Any]
Channel = Mapping[str, Any]

TIP: Channel = {"field": "tip", "type": "nominal", "title": " "}
"""What is shown where the pointer rests: the text in ``tip``."""


WORDS: Channel = {"field": "text", "type": "nominal"}
"""What is written: the ``text`` of a row."""


@dataclass(frozen=True, eq=False)
class Layer:
    """One kind of mark.

    Parameters
    ----------
    rows
        What is drawn, a mark for each or one for all.
    mark
        Kind and look.
    encoding
        What of a row says where and how.

    Examples
    --------
    >>> layer = Layer([{"a": 1.0, "b": 2.0}]).mark_point(size=9).encode(x=number("a"))
    >>> layer.mark, layer.needed
    ({'type': 'point', 'size': 9}, [{'a': 1.0}])
    """

    rows: Sequence[Row]
    mark: Mapping[str, Any] = field(default_factory=dict)
    encoding: Mapping[str, Channel] = field(default_factory=dict)

    def mark_area(self, **look: Any) -> Layer:
        """As an area."""
        return self._marked("area", look)

    def mark_bar(self, **look: Any) -> Layer:
        """As bars."""
        return self._marked("bar", look)

    def mark_line(self, **look: Any) -> Layer:
        """As one line."""
        return self._marked("line", look)

    def mark_point(self, **look: Any) -> Layer:
        """As points."""
        return self._marked("point", look)

    def mark_rect(self, **look: Any) -> Layer:
        """As rectangles."""
        return self._marked("rect", look)

    def mark_rule(self, **look: Any) -> Layer:
        """As straight lines."""
        return self._marked("rule", look)

    def mark_text(self, **look: Any) -> Layer:
        """As words."""
        return self._marked("text", look)

    def encode(self, **channels: Channel) -> Layer:
        """With these channels too."""
        return replace(self, encoding={**self.encoding, **channels})

    @property
    def values(self) -> list[dict[str, Any]]:
        """The rows, as values that JSON has."""
        return [{str(name): _plain(value) for name, value in row.items()} for row in self.rows]

    @property
    def needed(self) -> list[dict[str, Any]]:
        """The same without what no channel looks at."""
        names = [name for channel in self.encoding.values() for name in _fields(channel)]
        return [{name: _plain(row[name]) for name in names if name in row} for row in self.rows]

    def _marked(self, kind: str, look: dict[str, Any]) -> Layer:
        return replace(self, mark={"type": kind, **look})


def number(name: str, **more: Any) -> Channel:
    """A channel that reads a number."""
    return {"field": name, "type": "quantitative", **more}


def as_named(name: str, **more: Any) -> Channel:
    """A channel that takes a value as it stands: a colour, a shape."""
    return {"field": name, "type": "nominal", "scale": None, **more}


def either(name: str, true: Any, false: Any) -> Channel:
    """One of two looks, by a truth value of the row."""
    return {"condition": {"test": f"datum.{name}", "value": true}, "value": false}


def _fields(channel: Channel) -> list[str]:
    if "field" in channel:
        return [channel["field"]]
    return [channel["condition"]["test"].removeprefix("datum.")] if "condition" in channel else []


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    return value.isoformat() if isinstance(value, datetime.date) else value
