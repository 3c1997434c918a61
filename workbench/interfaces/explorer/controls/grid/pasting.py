"""A block of cells from a spreadsheet: which cell goes where, what cannot be, and what had no place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.interfaces.explorer.controls.grid.columns import Column
from workbench.interfaces.explorer.controls.reading import Good


@dataclass(frozen=True)
class Cell:
    """One cell that was pasted: of which project and column, with its text."""

    project: str
    column: str
    text: str


@dataclass(frozen=True)
class Taken(Cell):
    """A cell that could be read."""

    value: Any


@dataclass(frozen=True)
class NotTaken(Cell):
    """A cell that could not, and why."""

    sentence: str


@dataclass(frozen=True)
class Pasted:
    """What came of a block.

    Parameters
    ----------
    taken, wrong
        Cells that could be read, and cells that could not.
    left
        Lines and parts of lines for which there was no project or no column, as they were pasted.
    """

    taken: tuple[Taken, ...]
    wrong: tuple[NotTaken, ...]
    left: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What happened, in a sentence or three.

        Examples
        --------
        >>> Pasted((Taken("P1", "due", "3", 3.0),), (), ()).said
        '1 cell taken.'
        """
        number = len(self.taken)
        parts = [f"{number} cell{'s' if number != 1 else ''} taken."]
        if self.wrong:
            parts.append(f"{len(self.wrong)} could not be read: marked, with what is allowed.")
        if self.left:
            parts.append("No place was left for what stands below; nothing of it was taken.")
        return " ".join(parts)


def typed(text: str, project: str, column: Column) -> Taken | NotTaken:
    """Read one cell."""
    found = column.kind.read(text)
    if isinstance(found, Good):
        return Taken(project, column.key, text, found.value)
    return NotTaken(project, column.key, text, found.sentence)


def pasted(text: str, projects: Sequence[str], columns: Sequence[Column]) -> Pasted:
    r"""Lay a block over the table, from its first project and column on.

    Parameters
    ----------
    text
        Lines, with tabs between cells, as spreadsheets copy them; a line of column titles is passed over.
    projects
        Ids of the rows from the one that was pasted into on, as they stood.
    columns
        Those from the one that was pasted into on.

    Examples
    --------
    >>> from workbench.interfaces.explorer.controls.grid.columns import Team
    >>> columns = [Team("dev", "Developers"), Team("ops", "Operations")]
    >>> found = pasted("2\tx\n3\t1\t9\n4", ["P1", "P2"], columns)
    >>> [(one.project, one.value) for one in found.taken]
    [('P1', 2.0), ('P2', 3.0), ('P2', 1.0)]
    >>> [one.text for one in found.wrong], found.left
    (['x'], ('9', '4'))
    """
    lines = [line.split("\t") for line in _lines(text)]
    if lines and _is_head(lines[0], columns):
        lines = lines[1:]
    taken: list[Taken] = []
    wrong: list[NotTaken] = []
    left: list[str] = []
    for place, cells in enumerate(lines):
        if place >= len(projects):
            left.append("\t".join(cells))
            continue
        over = "\t".join(cells[len(columns) :]).strip()
        if over:
            left.append(over)
        for column, cell in zip(columns, cells, strict=False):
            found = typed(_unquoted(cell), projects[place], column)
            if isinstance(found, Taken):
                taken.append(found)
            else:
                wrong.append(found)
    return Pasted(tuple(taken), tuple(wrong), tuple(left))


def _lines(text: str) -> list[str]:
    """Spreadsheets end a block with a line break of its own."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _is_head(cells: Sequence[str], columns: Sequence[Column]) -> bool:
    titles = [one.title.casefold() for one in columns]
    said = [cell.strip().casefold() for cell in cells]
    return bool(said) and said == titles[: len(said)]


def _unquoted(cell: str) -> str:
    """A cell with a line break or a quote in it comes in quotes."""
    bare = cell.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        return bare[1:-1].replace('""', '"')
    return bare
