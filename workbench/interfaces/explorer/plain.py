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
            data = next((one for one in data if _is(one, step)), None)
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
    if value is None and not rest:
        return [one for one in items if not _is(one, step)]
    if any(_is(one, step) for one in items):
        return [_item(with_at(one, rest, value), step) if _is(one, step) else one for one in items]
    return items if value is None else [*items, _item(with_at({}, rest, value), step)]


def _item(made: Any, step: str) -> Any:
    return {"id": step, **made} if isinstance(made, dict) else made


def _is(one: Any, step: str) -> bool:
    """Whether an item of a list is the one that is asked for; what has no id goes by its name."""
    return one == step or (isinstance(one, dict) and one.get("id", one.get("name")) == step)
