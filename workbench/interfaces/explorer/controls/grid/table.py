"""The table of projects as a group of controls: typing, pasting, what cannot be, and what is not as today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File
from typing import Any

import anywidget
import traitlets

from workbench.errors import Problem
from workbench.interfaces.explorer.controls.grid.columns import PROJECTS, Column, Row, columns_of, rows_of
from workbench.interfaces.explorer.controls.grid.pasting import Pasted, Taken, pasted, typed
from workbench.interfaces.explorer.controls.kinds import Choice, Flag
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.numbers import Number, Whole
from workbench.interfaces.explorer.controls.stand import Stand, today_of
from workbench.interfaces.explorer.controls.told import sentence_of
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.signs import readable
from workbench.scenario import Scenario

MOST_PASTED = 1_000_000
"""Letters of a block; a sheet of that size is a file to be imported."""

MOST_LEFT = 40
"""Lines for which there was no place that are shown; the others are counted."""

TOO_MUCH = (
    f"Nothing was taken: at most {MOST_PASTED:,} characters are pasted at once. Paste a part of it, or read "
    "all of it as a new portfolio: All six questions, Paste from a spreadsheet."
)


@cache
def _beside(name: str) -> str:
    return File(__file__).with_name(name).read_text(encoding="utf-8")


class Grid(anywidget.AnyWidget):
    """What is to be seen, as plain data; the page answers with messages.

    These are ``{"cell": [project, column], "text": …}`` and
    ``{"paste": text, "projects": […], "column": key}``.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    columns = traitlets.List(traitlets.Dict()).tag(sync=True)
    rows = traitlets.List(traitlets.Dict()).tag(sync=True)
    wrong = traitlets.List(traitlets.Dict()).tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    left = traitlets.List(traitlets.Unicode()).tag(sync=True)

    @traitlets.default("_esm")
    def _module(self) -> str:
        # One module of two files: notebooks load a widget's script from its text alone.
        return f"{_beside('wrong.js')}\n{_beside('grid.js')}"

    @traitlets.default("_css")
    def _style(self) -> str:
        return _beside("grid.css")


@dataclass(frozen=True)
class _Refused:
    """An entry that could not be: its text, why, and what stood there."""

    text: str
    sentence: str
    value: Any


class ProjectsTable:
    """All projects in a table.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    changed
        Called with what typing or pasting does to the draft; a whole block is one change.
    """

    def __init__(self, baseline: Scenario, changed: Callable[[Change], None]) -> None:
        self._changed = changed
        self._refused: dict[tuple[str, str], _Refused] = {}
        self._told: dict[tuple[str, str], str] = {}
        self._today = today_of(baseline)
        self._rows: dict[str, Row] = {}
        self.widget = Grid()
        self.widget.on_msg(lambda _, content, __: self._heard(content))
        self._open(baseline, None)
        self.show(Draft(), baseline)

    def show(self, draft: Draft, baseline: Scenario) -> None:
        """Put every cell where the draft says; nothing is fired.

        What was refused stays until something else stands in its cell, or all is as today.
        """
        if baseline is not self._today.scenario or draft.start is not self._start:
            self._open(baseline, draft.start)
        rows = rows_of(Stand(draft, self._today))
        if rows != list(self._rows.values()):
            self._rows = {row.project["id"]: row for row in rows}
            self.widget.rows = [self._row(key, row) for key, row in self._rows.items()]
        kept = self._refused if draft != Draft() else {}
        self._refused = {where: one for where, one in kept.items() if self._stands(where, one.value)}
        self._told = {}
        self._warn()

    def tell(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Mark the cells that problems are of; gives back those that have none."""
        self._told, rest = {}, []
        for one in problems:
            where = self._place(one)
            if where is None:
                rest.append(one)
            else:
                told = self._told.get(where)
                self._told[where] = f"{told} {sentence_of(one)}" if told else sentence_of(one)
        self._warn()
        return tuple(rest)

    def type(self, project: str, column: str, text: str) -> None:
        """As if somebody typed into a cell."""
        found = typed(text, project, self._columns[column])
        self.widget.said, self.widget.left = "", []
        self._block(Pasted((found,), ()) if isinstance(found, Taken) else Pasted((), (found,)))

    def paste(self, text: str, projects: Sequence[str], column: str) -> None:
        """As if somebody pasted into the cell of the first of some projects."""
        known = [one for one in projects if one in self._rows]
        keys = list(self._columns)
        found = pasted(text, known, [self._columns[key] for key in keys[keys.index(column) :]])
        self.widget.said, self.widget.left = found.said, _shown(found.left)
        self._block(found)

    def _open(self, baseline: Scenario, start: Scenario | None) -> None:
        self._today, self._start, self._rows = today_of(baseline), start, {}
        known = Known.of(start or baseline)
        self._columns = {one.key: one for one in columns_of(known)}
        self.widget.columns = [_drawn(one) for one in self._columns.values()]

    def _block(self, found: Pasted) -> None:
        for one in found.wrong:
            value = self._columns[one.column].value(self._rows[one.project])
            self._refused[one.project, one.column] = _Refused(one.text.strip(), one.sentence, value)
        for cell in found.taken:
            self._refused.pop((cell.project, cell.column), None)
        columns, today = self._columns, self._today
        new = [one for one in found.taken if not self._stands((one.project, one.column), one.value)]

        def change(draft: Draft) -> Draft:
            for one in new:
                draft = columns[one.column].change(draft, one.project, one.value, today)
            return draft

        self._warn()
        if new:
            self._changed(change)
        elif found.taken:
            # The page shows what was typed: “26,0” goes back to 26.
            self.widget.send_state("rows")

    def _stands(self, where: tuple[str, str], value: Any) -> bool:
        project, column = where
        row = self._rows.get(project)
        return row is not None and self._columns[column].value(row) == value

    def _row(self, key: str, row: Row) -> dict[str, Any]:
        cells, before = [], []
        for column in self._columns.values():
            value, stood = column.value(row), column.before(row)
            cells.append(column.kind.written(value))
            before.append("" if row.today is None or value == stood else f"today: {column.kind.said(stood)}")
        return {"id": key, "cells": cells, "before": before}

    def _warn(self) -> None:
        found: list[dict[str, Any]] = [
            {"project": where[0], "column": where[1], "text": one.text, "sentence": one.sentence}
            for where, one in self._refused.items()
        ]
        found += [
            {"project": where[0], "column": where[1], "text": None, "sentence": sentence}
            for where, sentence in self._told.items()
            if where not in self._refused
        ]
        if self.widget.wrong != found:
            self.widget.wrong = found

    def _place(self, problem: Problem) -> tuple[str, str] | None:
        path, size = problem.path, len(PROJECTS)
        if path[:size] != PROJECTS or len(path) <= size or path[size] not in self._rows:
            return None
        inner = path[size + 1 :]
        column = next((key for key, one in self._columns.items() if inner and one.holds(inner)), None)
        return None if column is None else (path[size], column)

    def _heard(self, said: Any) -> None:
        """A message of the page; what it cannot mean is left out."""
        if not isinstance(said, dict):
            return
        cell, text = said.get("cell"), said.get("text")
        if isinstance(cell, list) and len(cell) == 2 and isinstance(text, str):
            if cell[0] in self._rows and cell[1] in self._columns:
                self.type(cell[0], cell[1], readable(text))
            return
        block, projects = said.get("paste"), said.get("projects")
        if not (isinstance(block, str) and isinstance(projects, list)):
            return
        if len(block) > MOST_PASTED:
            self.widget.said, self.widget.left = TOO_MUCH, []
        elif said.get("column") in self._columns:
            self.paste(readable(block), projects, said["column"])


def _shown(left: Sequence[str]) -> list[str]:
    more = len(left) - MOST_LEFT
    return [*left[:MOST_LEFT], *([f"… and {more:,} more"] if more > 0 else [])]


def _drawn(column: Column) -> dict[str, Any]:
    kind = column.kind
    drawn: dict[str, Any] = {
        "key": column.key,
        "title": column.title,
        "tip": f"{column.about}. Allowed: {kind.allowed}.",
        "kind": "words",
        "unit": "",
    }
    if isinstance(kind, (Number, Whole)):
        return drawn | {"kind": "number", "unit": kind.unit.words}
    if isinstance(kind, Choice):
        return drawn | {"kind": "choice", "options": [[kind.written(o.value), o.words] for o in kind.options]}
    return drawn | {"kind": "flag"} if isinstance(kind, Flag) else drawn
