"""A table of many rows as one widget: sorted and filtered in the page, a row opened by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it says at the pointer, and its key, the same in every answer."""

    title: str
    tip: str = ""
    key: str = ""


class Look(Enum):
    """How the lines of a cell are told apart; the value is a class of the style sheet."""

    PLAIN = ""
    SIDES = "wb-sides-cell"
    """Today above, the what-if below."""
    GAP = "wb-gap-cell"
    """A difference above its range."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell.

    Parameters
    ----------
    text
        Its lines: today above, the what-if below, or one line.
    key
        What it is sorted by; None where nothing is known, which stands last.
    tip
        What each line says where the pointer rests.
    look
        How its lines are told apart.
    range
        What stands below each line: the range of its figure.
    """

    text: tuple[str, ...]
    key: float | str | None
    tip: tuple[str, ...] = ()
    look: Look = Look.PLAIN
    range: tuple[str, ...] = ()

    @property
    def sent(self) -> dict[str, Any]:
        """As the page receives it."""
        return {
            "text": list(self.text),
            "key": self.key,
            "tip": list(self.tip),
            "look": self.look.value,
            "range": list(self.range),
        }


@dataclass(frozen=True)
class Row:
    """A row: the first cell is its name; `kinds` are the keys of filters that it passes."""

    id: str
    cells: tuple[Cell, ...]
    kinds: tuple[str, ...] = field(default_factory=tuple)

    @property
    def sent(self) -> dict[str, Any]:
        """As the page receives it."""
        find = f"{self.id} {' '.join(self.cells[0].text)}".lower()
        return {
            "id": self.id,
            "find": find,
            "kinds": list(self.kinds),
            "cells": [one.sent for one in self.cells],
        }


@cache
def _script() -> str:
    return Path(__file__).with_name("listing.js").read_text(encoding="utf-8")


class Listing(anywidget.AnyWidget):
    """Rows below buttons that sort them; `chosen` is the id of the row that is open, or empty."""

    _esm = traitlets.Unicode().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    columns = traitlets.List(traitlets.Dict()).tag(sync=True)
    kinds = traitlets.List(traitlets.List()).tag(sync=True)
    rows = traitlets.List(traitlets.Dict()).tag(sync=True)
    sorted = traitlets.Int(0).tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)

    @traitlets.default("_esm")
    def _module(self) -> str:
        return _script()

    def show(
        self, caption: str, columns: Sequence[Column], kinds: Sequence[tuple[str, str]], rows: Sequence[Row]
    ) -> None:
        """Put other rows in place; order, filter and the open row stay.

        Parameters
        ----------
        caption
            What the table shows and rests on.
        columns
            As many as a row has cells.
        kinds
            Filters: key and title; the key of the first is empty and lets every row pass.
        rows
            In the order in which ties stand.
        """
        with self.hold_sync():
            self.caption = caption
            self.columns = [
                {"title": one.title, "tip": one.tip, "key": one.key or one.title} for one in columns
            ]
            self.kinds = [list(one) for one in kinds]
            self.rows = [one.sent for one in rows]
