"""Where a value of a resolved scenario was written: file, line and column."""

from __future__ import annotations

from collections.abc import Iterator
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
    """How many steps of a path a value states, and line and column of the last of them."""
    if not path:
        return 0, node.line, node.column
    if node.entries is not None and path[0] not in node.entries and "set" in node.entries:
        node = node.entries["set"].node
    best = (0, node.line, node.column)
    for line, column, child in _children(node, path[0]):
        steps, *rest = _descend(child, path[1:])
        here = (steps + 1, *(rest if steps else (line, column)))
        best = max(best, here, key=lambda one: one[0])
    return best


def _children(node: Node, step: str) -> Iterator[tuple[int, int, Node]]:
    """Values that may be meant by a step, the likeliest first."""
    if node.entries is not None:
        for key in dict.fromkeys((step, origin_of(step), EACH)):
            if key in node.entries:
                entry = node.entries[key]
                yield entry.line, entry.column, entry.node
    for place, item in reversed(list(enumerate(node.items or ()))):
        stated = item.entries.get("id") if item.entries else None
        name = item.value if item.items is None and item.entries is None else None
        known = stated.node.value if stated is not None else name
        if step == f"#{place + 1}" or (known is not None and str(known) in (step, origin_of(step))):
            yield item.line, item.column, item
