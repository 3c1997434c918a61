"""Plain data of a scenario by address: looked up, and changed without touching what it was."""

from __future__ import annotations

from typing import Any

Path = tuple[str, ...]


def at(data: Any, address: Path) -> Any:
    """The value at an address of names, keys and ids; None where nothing is stated.

    Examples
    --------
    >>> at({"pools": [{"id": "dev", "capacity": 4}]}, ("pools", "dev", "capacity"))
    4
    """
    for step in address:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list):
            place = _place(data, step)
            data = None if place is None else data[place]
        else:
            return None
    return data


def with_at(data: Any, address: Path, value: Any) -> Any:
    """The data with another value at an address; with None it is gone, and so are items and entries.

    What is not there yet is made: a mapping, or in a list an item with that id.

    Examples
    --------
    >>> with_at({"pools": [{"id": "dev", "capacity": 4}]}, ("pools", "dev", "capacity"), 5)
    {'pools': [{'id': 'dev', 'capacity': 5}]}
    >>> with_at({"budgets": {"2027": 1.0}}, ("budgets", "2027"), None)
    {'budgets': {}}
    """
    if not address:
        return value
    step, rest = address[0], address[1:]
    if isinstance(data, list):
        return _with_item(data, step, rest, value)
    held = dict(data) if isinstance(data, dict) else {}
    if value is None and (not rest or step not in held):
        held.pop(step, None)
    else:
        held[step] = with_at(held.get(step), rest, value)
    return held


def _with_item(items: list[Any], step: str, rest: Path, value: Any) -> list[Any]:
    place = _place(items, step)
    if place is None:
        return items if value is None else [*items, _item(with_at({}, rest, value), step)]
    if value is None and not rest:
        return [*items[:place], *items[place + 1 :]]
    changed = list(items)
    changed[place] = _item(with_at(items[place], rest, value), step)
    return changed


def _item(made: Any, step: str) -> Any:
    return {"id": step, **made} if isinstance(made, dict) and "name" not in made else made


def _place(items: list[Any], step: str) -> int | None:
    """Where the item that is asked for stands in a list; what has no id goes by its name."""
    for place, one in enumerate(items):
        if (one.get("id", one.get("name")) if isinstance(one, dict) else one) == step:
            return place
    return None
