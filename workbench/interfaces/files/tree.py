"""YAML text as a tree in which every value knows its line and column.

Built from the parser's events without recursion. Tags that would build objects are refused, aliases cannot
grow the tree beyond a bound, and duplicate keys are problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from workbench.errors import InputError, Problem
from workbench.interfaces.files.scalars import Scalar, scalar

MOST_VALUES = 1_000_000
MOST_LEVELS = 60

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_STANDARD = "tag:yaml.org,2002:"
_MERGE = "\0<<"
_HARMLESS = frozenset({"str", "int", "float", "bool", "null", "seq", "map", "timestamp"})


@dataclass(slots=True)
class Node:
    """A value with its place; `size` counts all values in it, aliases repeated."""

    line: int
    column: int
    value: Scalar = None
    items: list[Node] | None = None
    entries: dict[str, Entry] | None = None
    size: int = 1
    height: int = 1

    def plain(self) -> Any:
        """The value as plain Python data; keys are text."""
        if self.entries is not None:
            return {key: entry.node.plain() for key, entry in self.entries.items()}
        if self.items is not None:
            return [item.plain() for item in self.items]
        return self.value


@dataclass(slots=True)
class Entry:
    """A key with its place, and its value."""

    line: int
    column: int
    node: Node


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    node: Node
    anchor: str | None
    key: Entry | None = None
    name: str = ""
    ignored: bool = False
    merged: list[Node] = field(default_factory=list)


def read_tree(text: str, place: str) -> tuple[Node, list[Problem]]:
    """Parse YAML.

    Parameters
    ----------
    text
        The text of the file.
    place
        Name of the file, for problems.

    Returns
    -------
    Node, list of Problem
        The top value, and problems that did not stop the reading.

    Raises
    ------
    InputError
        If the text is not YAML, is empty, holds several documents, or is too large or too deep.
    """
    reader = _Reader(place)
    parser = _LOADER(_as_text(text, place))
    try:
        while parser.check_event():
            reader.take(parser.get_event())
    except yaml.YAMLError as error:
        raise InputError.of(_syntax_problem(error, text, place)) from None
    finally:
        parser.dispose()
    if reader.top is None or (
        reader.top.size == 1 and reader.top.value is None and reader.top.entries is None
    ):
        raise InputError.of(
            Problem((), "the file is empty", remedy="see docs/scenario-files.md", place=place)
        )
    return reader.top, reader.problems


def _as_text(text: str, place: str) -> str:
    found = _CONTROL.search(text)
    if found is None:
        return text
    position = found.start()
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    code = f"0x{ord(found[0]):02x}"
    raise InputError.of(Problem((), "a control character", code, "delete it", f"{place}:{line}:{column}"))


class _Reader:
    """Turns events into nodes; a stack of open collections instead of recursion."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.top: Node | None = None
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node | None] = {}
        self.documents = 0

    def take(self, event: Any) -> None:
        """Put one event of the parser, in their order, into the tree.

        Examples
        --------
        >>> reader = _Reader("x.yaml")
        >>> for event in yaml.parse("pools: {dev: 5}"):
        ...     reader.take(event)
        >>> reader.top.plain()
        {'pools': {'dev': 5}}
        """
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop("a second document begins here", event, "keep one document in a file")

    def _scalar(self, event: Any) -> None:
        name = self._tag(event)
        plain = event.implicit[0] if name is None else name != "str"
        node = Node(
            event.start_mark.line, event.start_mark.column, scalar(event.value) if plain else event.value
        )
        if event.anchor:
            self.anchors[event.anchor] = node
        self._place(node, _MERGE if plain and event.value == "<<" else event.value)

    def _open(self, event: Any) -> None:
        self._tag(event)
        node = Node(event.start_mark.line, event.start_mark.column)
        if isinstance(event, yaml.MappingStartEvent):
            node.entries = {}
        else:
            node.items = []
        if len(self.stack) >= MOST_LEVELS:
            self._stop(f"more than {MOST_LEVELS} levels inside one another", event, "flatten it")
        if event.anchor:
            self.anchors[event.anchor] = None
        self.stack.append(_Open(node, event.anchor))

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        node = done.node
        self._merge(done, event)
        children: Iterator[Node] = iter(node.items or ())
        if node.entries is not None:
            children = (entry.node for entry in node.entries.values())
        for child in children:
            node.size += child.size
            node.height = max(node.height, child.height + 1)
        if node.size > MOST_VALUES:
            self._stop(f"more than {MOST_VALUES:,} values, aliases repeated", event, "split the file")
        if node.height > MOST_LEVELS:
            self._stop(f"more than {MOST_LEVELS} levels inside one another", event, "flatten it")
        if done.anchor:
            self.anchors[done.anchor] = node
        self._place(node, None)

    def _alias(self, event: Any) -> None:
        target = self.anchors.get(event.anchor)
        if target is None:
            known = event.anchor in self.anchors
            self._stop(
                "an alias that holds itself" if known else "an alias without an anchor", event, "write it out"
            )
        else:
            self._place(target, None)

    def _place(self, node: Node, key: str | None) -> None:
        if not self.stack:
            self.top = node
            return
        inside = self.stack[-1]
        if inside.node.items is not None:
            inside.node.items.append(node)
        elif inside.key is None:
            self._key(inside, node, key)
        else:
            self._entry(inside, node)

    def _key(self, inside: _Open, node: Node, key: str | None) -> None:
        inside.name = key if key is not None else str(node.value)
        inside.key = Entry(node.line, node.column, node)
        inside.ignored = False
        entries = inside.node.entries or {}
        if node.entries is not None or node.items is not None:
            inside.ignored = True
            self._problem("a key must be a single word or number", node, remedy="write key: value")
        elif inside.name in entries:
            inside.ignored = True
            first = entries[inside.name].line + 1
            self._problem(
                f"the key stands twice, first in line {first}", node, inside.name, "keep one of them"
            )

    def _entry(self, inside: _Open, node: Node) -> None:
        entry, inside.key = inside.key, None
        assert entry is not None and inside.node.entries is not None
        entry.node = node
        if inside.ignored:
            return
        if inside.name == _MERGE:
            inside.merged += node.items if node.items is not None else [node]
        else:
            inside.node.entries[inside.name] = entry

    def _merge(self, done: _Open, event: Any) -> None:
        """The merge key of YAML 1.1: entries of other mappings that are not stated here."""
        for other in done.merged:
            if other.entries is None:
                self._problem("<< takes an alias of a mapping", event)
                continue
            for key, entry in other.entries.items():
                assert done.node.entries is not None
                done.node.entries.setdefault(key, entry)

    def _tag(self, event: Any) -> str | None:
        """Short name of a harmless explicit tag; any other is a problem."""
        if event.tag is None:
            return None
        if event.tag == "!":
            return "str"
        name: str = event.tag.removeprefix(_STANDARD)
        if name in _HARMLESS:
            return name
        shown = f"!!{name}" if event.tag.startswith(_STANDARD) else event.tag
        self._problem(
            "tags that build objects are refused; a file holds only data", event, shown, "delete the tag"
        )
        return None

    def _problem(self, message: str, where: Any, value: str = "", remedy: str = "") -> None:
        self.problems.append(Problem((), message, value[:80], remedy, self._at(where)))

    def _stop(self, message: str, event: Any, remedy: str) -> None:
        raise InputError.of(*self.problems, Problem((), message, "", remedy, self._at(event)))

    def _at(self, where: Any) -> str:
        mark = where if isinstance(where, Node) else where.start_mark
        return f"{self.place}:{mark.line + 1}:{mark.column + 1}"


def _syntax_problem(error: yaml.YAMLError, text: str, place: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Problem((), f"not readable as YAML: {getattr(error, 'reason', error)}", place=place)
    where = f"{place}:{mark.line + 1}:{mark.column + 1}"
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    said = str(getattr(error, "problem", "") or "")
    if "\t" in indent or ("cannot start any token" in said and line[mark.column : mark.column + 1] == "\t"):
        return Problem((), "a tab is not allowed as indentation", "", "indent with spaces", where)
    if "cannot start any token" in said:
        return Problem(
            (), "a value cannot begin with this character", line.strip()[:60], "put it in quotes", where
        )
    if "mapping values are not allowed" in said:
        return Problem((), "a second colon in one line", line.strip()[:60], "put the value in quotes", where)
    context = getattr(error, "context", None)
    return Problem(
        (), f"not readable as YAML: {f'{context}, ' if context else ''}{said}", line.strip()[:60], "", where
    )
