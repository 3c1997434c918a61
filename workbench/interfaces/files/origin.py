"""Where a value of a resolved scenario was written: file, line and column."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.interfaces.files.tree import Node
from workbench.scenario.demand import origin_of
from workbench.scenario.overrides import EACH

Path = tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A file that contributed to the whole.

    Parameters
    ----------
    place
        Name of the file.
    top
        Its top value; none for a spreadsheet.
    prefix
        Where its top value sits in the whole.
    hidden
        Parts of it that another file has replaced.
    """

    place: str
    top: Node | None
    prefix: Path = ()
    hidden: tuple[Path, ...] = ()

    def under(self, prefix: Path) -> Source:
        """The same file, deeper in the whole."""
        return replace(self, prefix=(*prefix, *self.prefix))

    def without(self, part: Path) -> Source:
        """The same file with a part of it replaced."""
        return replace(self, hidden=(*self.hidden, part))

    def find(self, path: Path) -> tuple[int, str]:
        """How many steps of the path this file states, and the place of the last of them."""
        covers = path[: len(self.prefix)] == self.prefix
        if not covers or any(path[: len(part)] == part for part in self.hidden):
            return -1, self.place
        if self.top is None:
            return len(self.prefix), self.place
        steps, line, column = _descend(self.top, path[len(self.prefix) :])
        return len(self.prefix) + steps, f"{self.place}:{line + 1}:{column + 1}"


def locate(sources: tuple[Source, ...], path: Path) -> str:
    """Place of a value; of the file that states it last, if several do.

    Parameters
    ----------
    sources
        Files, the most derived first.
    path
        Field names and ids.
    """
    found = [source.find(path) for source in sources]
    deepest = max((steps for steps, _ in found), default=-1)
    return next((place for steps, place in found if steps == deepest), "")


def _descend(node: Node, path: Path) -> tuple[int, int, int]:
    line, column = node.line, node.column
    for steps, step in enumerate(path):
        if node.entries is not None and set(node.entries) & {"set"} and step not in node.entries:
            node = node.entries["set"].node
        child = _child(node, step)
        if child is None:
            return steps, line, column
        line, column, node = child
    return len(path), line, column


def _child(node: Node, step: str) -> tuple[int, int, Node] | None:
    if node.entries is not None:
        for key in dict.fromkeys((step, origin_of(step), EACH)):
            if key in node.entries:
                entry = node.entries[key]
                return entry.line, entry.column, entry.node
        return None
    if node.items is None:
        return None
    for place, item in enumerate(node.items):
        if step == f"#{place + 1}":
            return item.line, item.column, item
    for item in reversed(node.items):
        stated = item.entries.get("id") if item.entries else None
        if stated is not None and str(stated.node.value) in (step, origin_of(step)):
            return item.line, item.column, item
        if item.entries is None and str(item.value) == step:
            return item.line, item.column, item
    return None
