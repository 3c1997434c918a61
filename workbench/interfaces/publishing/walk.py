"""Every text of a scenario, called otherwise: one walk for looking and for masking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workbench.interfaces.publishing.kinds import BESIDE, Kind
from workbench.interfaces.publishing.text_places import BY_NAME, LEFT_AS_SAID, MAPPINGS, PLACES
from workbench.policies.selection import BucketOf

Called = Callable[[Kind, str, str], str]
"""What something is called: by kind, key and present name."""

_GATHERED = {
    BucketOf.PROGRAMME.value: Kind.PROGRAMME,
    BucketOf.CLASS.value: Kind.CLASS,
    BucketOf.OBJECTIVE.value: Kind.OBJECTIVE,
}


def renamed(data: Any, called: Called, place: str = "") -> Any:
    """A part of a scenario with other names.

    Parameters
    ----------
    data
        As `model_dump(mode="json", by_alias=True)` gives it.
    called
        The new names.
    place
        Where the part stands, as in `PLACES`; empty for a whole scenario.

    Examples
    --------
    >>> dev = {"id": "dev", "name": "Developers", "covers": {"ana": 0.5}, "capacity": 8.0}
    >>> renamed(dev, lambda kind, key, name: f"{kind} of {key}", "portfolio.pools.*")
    {'id': 'Pool of dev', 'name': 'Pool of dev', 'covers': {'Pool of ana': 0.5}, 'capacity': 8.0}
    """
    if isinstance(data, Mapping):
        return _mapping(data, called, place) if place in MAPPINGS else _fields(data, called, place)
    if isinstance(data, list | tuple):
        return [renamed(one, called, f"{place}.*") for one in data]
    if isinstance(data, str) and data and place in PLACES and PLACES[place] not in BESIDE:
        return called(PLACES[place], data, data)
    return data


def in_order_of_names(data: Any, place: str = "") -> Any:
    """The same with everything whose order means nothing in that of its names: `Project 2` before 10."""
    if isinstance(data, Mapping):
        below = {
            key: in_order_of_names(value, f"{place}.*" if place in MAPPINGS else _below(place, key))
            for key, value in data.items()
        }
        return dict(sorted(below.items(), key=lambda item: natural(item[0]))) if place in MAPPINGS else below
    if isinstance(data, list | tuple):
        items = [in_order_of_names(one, f"{place}.*") for one in data]
        if place in BY_NAME:
            return sorted(items, key=lambda one: natural(str(one.get("id", one.get("name", "")))))
        names = f"{place}.*" in PLACES and place not in LEFT_AS_SAID
        return sorted(items, key=natural) if names else items
    return data


def natural(name: str) -> tuple[object, ...]:
    """By which names with numbers are sorted as people do.

    Examples
    --------
    >>> sorted(["Project 10", "Project 9", "Pool AA", "Pool B"], key=natural)
    ['Pool B', 'Pool AA', 'Project 9', 'Project 10']
    """
    stem, number, rest = _parts(name)
    return stem, number, len(rest), rest


def _parts(name: str) -> tuple[str, int, str]:
    found = re.fullmatch(r"(.*\D)(\d{1,9})", name)
    if found:
        return found[1], int(found[2]), ""
    stem, _, rest = name.rpartition(" ")
    return f"{stem} ", 0, rest


def _fields(data: Mapping[str, Any], called: Called, place: str) -> dict[str, Any]:
    found = {key: renamed(value, called, _below(place, key)) for key, value in data.items()}
    kind = PLACES.get(_below(place, "name"))
    if data.get("name") and kind is Kind.OF_ID:
        found["name"] = called(PLACES[_below(place, "id")], data["id"], data["name"])
    elif data.get("name") and kind is Kind.OF_BUCKET:
        found["name"] = called(_GATHERED[data["of"]], data["name"], data["name"])
    return found


def _mapping(data: Mapping[str, Any], called: Called, place: str) -> dict[str, Any]:
    kind = PLACES[f"{place}.{{}}"]
    keys: Iterable[str] = data if kind in BESIDE else [called(kind, key, key) for key in data]
    return {key: renamed(value, called, f"{place}.*") for key, value in zip(keys, data.values(), strict=True)}


def _below(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
