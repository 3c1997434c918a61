"""What-if overrides: a change states only what differs. Plain mappings in, plain mappings out; no files here.

Mappings merge key by key; lists whose items have an `id` merge item by item; anything else is replaced.
Where there is a base, an operation may stand in place of a value: ``{scale: 0.8}``, ``{add: -5}``,
``{set: …}`` (replaces as a whole). In a mapping or a list with ids, ``remove: […]`` drops entries and
``each: …`` changes every one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, get_args, get_origin

from workbench.errors import Problem
from workbench.model.checks import unknown
from workbench.model.data import Data

Path = tuple[str, ...]

OPERATIONS = ("set", "scale", "add")
"""Words that stand in place of a value."""

EACH = "each"
REMOVE = "remove"
ITEM = "*"

_MISSING: Any = object()
_SCALED_BY_TIME = frozenset({"mean", "value", "low", "mode", "high"})
_TAGS = ("law", "kind")


@dataclass(frozen=True)
class Changed:
    """Outcome of a change: the new value, and what could not be done."""

    value: Any
    problems: tuple[Problem, ...] = field(default_factory=tuple)


def fields_by_id(kind: type[Data]) -> frozenset[Path]:
    """Paths of the fields, at any depth of a type, that hold lists of items with an id; `*` stands for an id.

    Examples
    --------
    >>> from workbench.model import Portfolio
    >>> sorted("/".join(path) for path in fields_by_id(Portfolio) if path[0] == "projects")
    ['projects', 'projects/*/packages', 'projects/*/risks']
    """
    found: set[Path] = set()

    def visit(model: type[Data], path: Path) -> None:
        """Gather the fields of one type, and of the types inside it, under a path."""
        for name, info in model.model_fields.items():
            inner = tuple(_models(info.annotation))
            here: Path = (*path, info.alias or name)
            if get_origin(info.annotation) is tuple and any("id" in one.model_fields for one in inner):
                found.add(here)
                here = (*here, ITEM)
            for one in inner:
                visit(one, here)

    visit(kind, ())
    return frozenset(found)


def _models(annotation: Any) -> Iterator[type[Data]]:
    if isinstance(annotation, type) and issubclass(annotation, Data):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def changed(base: Any, change: Any, by_id: frozenset[Path], path: Path = ()) -> Changed:
    """Apply a change to a base; neither is modified.

    Parameters
    ----------
    base
        Plain data: mappings, lists, numbers, text.
    change
        What differs, in the language of this module.
    by_id
        Paths of the fields that hold lists of items with an id, as `fields_by_id` gives them.
    path
        Where base and change sit in the whole, for the problems.

    Examples
    --------
    >>> base = {"projects": [{"id": "P07", "value_cv": 0.5}], "budgets": {"2027": 10.0}}
    >>> change = {"projects": {"P07": {"value_cv": {"scale": 0.8}}}, "budgets": {"each": {"add": -1}}}
    >>> changed(base, change, frozenset({("projects",)})).value
    {'projects': [{'id': 'P07', 'value_cv': 0.4}], 'budgets': {'2027': 9.0}}
    """
    merge = _Merge(by_id)
    value = merge.value(base, change, path)
    return Changed(value, tuple(merge.problems))


class _Merge:
    """One application of a change; gathers the problems on its way."""

    def __init__(self, by_id: frozenset[Path]) -> None:
        self.by_id = by_id
        self.problems: list[Problem] = []

    def value(self, base: Any, change: Any, path: Path) -> Any:
        """The base with a change, whatever the two are.

        Examples
        --------
        >>> _Merge(frozenset()).value({"wip_limit": 8}, {"wip_limit": {"add": -2}}, ())
        {'wip_limit': 6}
        """
        if isinstance(change, dict) and base is not _MISSING:
            if len(change) == 1:
                (word,) = change
                if word in OPERATIONS and not (word == "add" and isinstance(change[word], list)):
                    return self._operation(word, change[word], base, path)
            if isinstance(base, list) and _only_plain(base) and change.keys() <= {"add", REMOVE}:
                return self._plain_list(base, change, path)
        if isinstance(change, (dict, list)) and self._holds_ids(path):
            return self._items(base, change, path)
        if isinstance(change, dict):
            return self._mapping(base if _continues(base, change) else _MISSING, change, path)
        return change

    def _holds_ids(self, path: Path) -> bool:
        pattern: Path = ()
        for step in path:
            pattern = (*pattern, ITEM if pattern in self.by_id else step)
        return pattern in self.by_id

    def _mapping(self, base: Any, change: dict[str, Any], path: Path) -> dict[str, Any]:
        if base is _MISSING:
            return {key: self.value(_MISSING, value, (*path, key)) for key, value in change.items()}
        result = self._dropped(base, change, path, "entry")
        if EACH in change:
            if not result:
                self._wrong((*path, EACH), "there is nothing here to change")
            for key in list(result):
                result[key] = self.value(result[key], change[EACH], (*path, key))
        for key, value in change.items():
            if key in (EACH, REMOVE):
                continue
            result[key] = self.value(result.get(key, _MISSING), value, (*path, key))
        return result

    def _items(self, base: Any, change: dict[str, Any] | list[Any], path: Path) -> list[Any]:
        fresh = not (isinstance(base, list) and all(isinstance(one, dict) for one in base))
        if fresh and isinstance(change, list):
            return [self._new_item(one, (*path, _id_of(one, place))) for place, one in enumerate(change)]
        result: dict[str, Any] = {} if fresh else {_id_of(one, place): one for place, one in enumerate(base)}
        whole = base if isinstance(base, list) else []
        if len(result) < len(whole):
            return [*whole, *(change if isinstance(change, list) else [])]
        if isinstance(change, dict) and not fresh:
            result = self._dropped(result, change, path, "id")
            if EACH in change and not result:
                self._wrong((*path, EACH), "there is nothing here to change")
            if EACH in change and not isinstance(change[EACH], dict):
                self._wrong((*path, EACH), "must be a mapping of what differs", change[EACH])
            elif EACH in change:
                result = {key: self.value(one, change[EACH], (*path, key)) for key, one in result.items()}
        for key, one in change.items() if fresh and isinstance(change, dict) else self._stated(change, path):
            result[key] = self._item(result.get(key, _MISSING), key, one, path)
        return list(result.values())

    def _item(self, base: Any, key: str, change: Any, path: Path) -> Any:
        if base is not _MISSING and not isinstance(base, dict):
            # What `each` has put there is no item; the types will say so.
            return base
        if change is None:
            change = {}
        if not isinstance(change, dict):
            self._wrong((*path, key), "must be a mapping of what differs", change)
            return {"id": key} if base is _MISSING else base
        if str(change.get("id", key)) != key:
            self._wrong((*path, key, "id"), f"differs from the key {key}", change["id"], "state it once")
        if base is not _MISSING and set(change) == {"set"} and isinstance(change["set"], dict):
            return {"id": key, **change["set"]}
        merged = self._mapping(base, change, (*path, key))
        return {"id": key, **{name: value for name, value in merged.items() if name != "id"}}

    def _new_item(self, one: Any, path: Path) -> Any:
        return self._mapping(_MISSING, one, path) if isinstance(one, dict) else one

    def _dropped(
        self, items: dict[str, Any], change: dict[str, Any], path: Path, kind: str
    ) -> dict[str, Any]:
        listed = change.get(REMOVE, [])
        if not isinstance(listed, list):
            plain = isinstance(listed, (str, int, float))
            self._wrong((*path, REMOVE), "takes a list", listed, f"write [{listed}]" if plain else "")
            return dict(items)
        gone = [str(one) for one in listed]
        self.problems += unknown((*path, REMOVE), gone, items, kind)
        return {key: one for key, one in items.items() if key not in gone}

    def _stated(self, change: dict[str, Any] | list[Any], path: Path) -> Iterator[tuple[str, Any]]:
        if isinstance(change, dict):
            for key, one in change.items():
                if key not in (EACH, REMOVE):
                    yield key, one
            return
        seen: set[str] = set()
        for place, one in enumerate(change):
            key = _id_of(one, place)
            if not isinstance(one, dict) or "id" not in one:
                self._wrong((*path, key), "an item of this list needs its id", remedy="state id")
            elif not isinstance(one["id"], (str, int)) or isinstance(one["id"], bool):
                remedy = "put it in quotes" if isinstance(one["id"], (bool, float)) else "write a short key"
                self._wrong((*path, f"#{place + 1}", "id"), "must be text", one["id"], remedy)
            elif key in seen:
                self._wrong((*path, key), "the id stands twice", key, "give each its own id")
            else:
                seen.add(key)
                yield key, {name: value for name, value in one.items() if name != "id"}

    def _plain_list(self, base: list[Any], change: dict[str, Any], path: Path) -> Any:
        add, gone = change.get("add", []), change.get(REMOVE, [])
        if not (isinstance(add, list) and isinstance(gone, list)):
            self._wrong(path, "add and remove take lists here", remedy="write [a, b]")
            return base
        known = [str(one) for one in base]
        self.problems += unknown((*path, REMOVE), [str(one) for one in gone], known, "entry")
        dropped = {str(one) for one in gone}
        kept = [one for one in base if str(one) not in dropped]
        return [*kept, *(one for one in add if one not in kept)]

    def _operation(self, word: str, amount: Any, base: Any, path: Path) -> Any:
        if word == "set":
            return self.value(_MISSING, amount, path)
        if not _is_number(amount) or not math.isfinite(amount):
            self._wrong(path, f"{word} needs a finite number", amount)
            return None if base is _MISSING else base
        if word == "scale" and isinstance(base, dict) and "law" in base:
            return {
                key: _scaled(value, amount) if key in _SCALED_BY_TIME else value
                for key, value in base.items()
            }
        if not _is_number(base):
            what = (
                "nothing is stated here"
                if base is _MISSING or base is None
                else "only a number can be changed so"
            )
            verb = {"scale": "scale", "add": "add to"}[word]
            self._wrong(path, f"cannot {verb} this: {what}", remedy="state a value")
            return None if base is _MISSING else base
        return _scaled(base, amount) if word == "scale" else _exactly(base, amount, Decimal.__add__)

    def _wrong(self, path: Path, message: str, value: Any = None, remedy: str = "") -> None:
        self.problems.append(Problem(path, message, "" if value is None else str(value)[:80], remedy))


def _continues(base: Any, change: Mapping[str, Any]) -> bool:
    """Whether a mapping goes on from the base: not if it names another law or kind."""
    return isinstance(base, dict) and all(change[tag] == base.get(tag) for tag in _TAGS if tag in change)


def _only_plain(items: list[Any]) -> bool:
    return not any(isinstance(one, (dict, list)) for one in items)


def _id_of(item: Any, place: int) -> str:
    return str(item["id"]) if isinstance(item, dict) and "id" in item else f"#{place + 1}"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _scaled(value: Any, factor: float) -> Any:
    return _exactly(value, factor, Decimal.__mul__) if _is_number(value) else value


def _exactly(left: float, right: float, operation: Any) -> float:
    """Decimal arithmetic on the written digits, so that 0.1 × 3 is 0.3; whole numbers stay whole."""
    if not math.isfinite(left):
        return left
    result = operation(Decimal(repr(left)), Decimal(repr(right)))
    return int(result) if isinstance(left, int) and result == int(result) else float(result)
