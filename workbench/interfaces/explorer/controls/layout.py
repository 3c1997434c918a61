"""What stands in a panel, in which order: settings, lists, and sections that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.interfaces.explorer.controls.fields import Field, Found, Listed
from workbench.interfaces.explorer.controls.settings import AtAddress, Setting
from workbench.interfaces.explorer.plain import Path, at


@dataclass(frozen=True)
class Section:
    """Settings that belong together, under a title; folded where a panel is long.

    Parameters
    ----------
    title
        What it is called.
    nodes
        What it holds.
    about
        A line above them.
    """

    title: str
    nodes: tuple[Node, ...]
    about: str = ""


Node = Section | Setting | Listed


def sectioned(found: Iterable[Found], depth: int = 0) -> tuple[Node, ...]:
    """Fields, then lists, then what is folded by what it is a part of.

    Parameters
    ----------
    found
        In the order of a walk.
    depth
        How many of the outer parts to leave out.
    """
    fields: list[Node] = []
    lists: list[Node] = []
    inside: dict[str, list[Found]] = {}
    for one in found:
        inner = one.section[depth : depth + 1]
        if inner:
            inside.setdefault(inner[0], []).append(one)
        else:
            (lists if isinstance(one, Listed) else fields).append(_node(one))
    return (*fields, *lists, *(Section(title, sectioned(held, depth + 1)) for title, held in inside.items()))


def held_against(nodes: Iterable[Node], plain: Any) -> tuple[Node, ...]:
    """The same with what stands today, whatever scenario they were walked in.

    Parameters
    ----------
    nodes
        What stands in a panel, as an opened scenario has it.
    plain
        Today as plain data.
    """
    return tuple(_held_against(one, plain) for one in nodes)


def _held_against(one: Node, plain: Any) -> Node:
    if isinstance(one, Section):
        return replace(one, nodes=held_against(one.nodes, plain))
    if not isinstance(one, AtAddress):
        return one
    stands = at(plain, one.address)
    today = one.known.default if stands is None else stands
    return replace(one, known=replace(one.known, today=today))


def _node(one: Found) -> Node:
    return AtAddress(one) if isinstance(one, Field) else one


def below(found: Sequence[Found], *starts: Path) -> list[Found]:
    """Those at or below one of some addresses; ``*`` in an address is any one step."""
    return [one for one in found if any(_lies(one.address, start) for start in starts)]


def without(found: Sequence[Found], *starts: Path) -> list[Found]:
    """Those that are not at or below any of some addresses."""
    return [one for one in found if not any(_lies(one.address, start) for start in starts)]


def _lies(address: Path, start: Path) -> bool:
    steps = zip(address, start, strict=False)
    return len(address) >= len(start) and all(step == asked or asked == "*" for step, asked in steps)
