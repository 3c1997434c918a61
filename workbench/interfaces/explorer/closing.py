"""Closing what a page has shown: a widget that is only forgotten stays, in the kernel and in the browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import ipywidgets as widgets

OURS = __name__.rpartition(".")[0]


def close(*owners: object) -> None:
    """Close every widget that these hold, shown or not: children, layouts and styles too.

    Parameters
    ----------
    owners
        Widgets, or objects of the explorer that hold some.

    Examples
    --------
    >>> row = widgets.HBox([widgets.HTML("words")])
    >>> close(row)
    >>> row.comm is None, row.children[0].comm is None, row.layout.comm is None
    (True, True, True)
    """
    for one in list(_widgets(owners, set())):
        one.close()


def _widgets(found: Iterable[object], seen: set[int]) -> Iterator[widgets.Widget]:
    """Widgets among these, and in what they hold; what is called, or belongs to others, is left alone."""
    for one in found:
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, widgets.Widget):
            yield one
        yield from _widgets(_held(one), seen)


def _held(one: Any) -> Iterable[object]:
    if isinstance(one, widgets.Widget):
        return [getattr(one, name) for name in one.keys if name in ("children", "layout", "style")]
    if isinstance(one, Mapping):
        return one.values()
    if isinstance(one, (list, tuple, set)):
        return one
    if type(one).__module__.startswith(OURS):
        return vars(one).values() if hasattr(one, "__dict__") else ()
    return ()
