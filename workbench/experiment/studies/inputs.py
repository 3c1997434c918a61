"""What differs between the inputs of two scenarios, in groups, and scenarios that take some groups from each.

A group is what one decision changes at once: the projects, the people, the money, each rule of the policy,
the PMO, how the organisation works. A scenario *between* two takes a set of groups from the second and all
others from the first. Where that is no sound scenario, say because a project needs a role that only the
second has, groups that cannot be separated become one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from workbench.errors import InputError
from workbench.scenario import Scenario

MOST_GROUPS = 7
"""Groups that are told apart: 2⁷ scenarios."""

NOTES = {("name",), ("description",)} | {
    ("portfolio", one) for one in ("name", "organisation", "source", "assumptions")
}
"""What changes no result."""

PROJECTS, PEOPLE, MONEY, ORGANISATION, TIME, OTHER = (
    "projects",
    "people",
    "money",
    "organisation",
    "time",
    "other",
)
PMO = "pmo"

_OF_PORTFOLIO = {
    **dict.fromkeys(("projects", "risks", "programmes", "objectives"), PROJECTS),
    **dict.fromkeys(("pools", "incidents"), PEOPLE),
    **dict.fromkeys(
        ("budgets", "reserves", "unspent", "discount_rate", "fiscal_year_starts", "currency"), MONEY
    ),
    **dict.fromkeys(("maturity", "uncertainty", "durations", "estimate_cv"), ORGANISATION),
    **dict.fromkeys(("start", "calendar"), TIME),
}
_OF_SCENARIO = {"pmo": PMO, "horizon": TIME, "seed": TIME, "evidence": ORGANISATION}
_OF_SHOCK = {"capacity": PEOPLE, "budget": MONEY}

Place = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One difference.

    Parameters
    ----------
    group
        Key of its group.
    place
        Where, from the outside in; ids stand for items of lists.
    before, after
        Values as plain data; None where there is none.
    """

    group: str
    place: Place
    before: Any
    after: Any


@dataclass(frozen=True)
class Differing:
    """Two scenarios and the groups in which they differ.

    Parameters
    ----------
    first, second
        The scenarios.
    groups
        Groups that differ, each a tuple of keys: several where they cannot be separated or are too many.
    changes
        Every difference.
    joined
        Groups that were joined because they cannot be separated.
    """

    first: Scenario
    second: Scenario
    groups: tuple[tuple[str, ...], ...]
    changes: tuple[Change, ...]
    joined: tuple[tuple[str, ...], ...] = field(default_factory=tuple)

    def between(self, members: int) -> Scenario:
        """The first scenario with the groups whose bits are set taken from the second."""
        chosen = {key for k, group in enumerate(self.groups) if members >> k & 1 for key in group}
        return mixed(self.first, self.second, chosen)


def differing(first: Scenario, second: Scenario, most: int = MOST_GROUPS) -> Differing:
    """Compare the inputs of two scenarios.

    Parameters
    ----------
    first, second
        From which to which.
    most
        Groups beyond so many become one.
    """
    changes = tuple(_changes(_plain(first), _plain(second)))
    keys = list(dict.fromkeys(one.group for one in sorted(changes, key=lambda one: _rank(one.group))))
    groups: list[tuple[str, ...]] = [(key,) for key in keys]
    if len(groups) > most:
        groups = [*groups[: most - 1], tuple(key for group in groups[most - 1 :] for key in group)]
    found = Differing(first, second, tuple(groups), changes)
    while True:
        clash = _clash(found)
        if clash is None:
            return found
        i, j = clash
        whole = (*found.groups[i], *found.groups[j])
        rest = tuple(group for k, group in enumerate(found.groups) if k not in clash)
        joined = (*(one for one in found.joined if not set(one) <= set(whole)), whole)
        found = Differing(first, second, (whole, *rest), changes, joined)


def mixed(first: Scenario, second: Scenario, chosen: set[str]) -> Scenario:
    """The first scenario with some groups of the second.

    Raises
    ------
    InputError
        If that is no sound scenario.
    """
    one, other = _plain(first), _plain(second)
    found = {
        key: _taken((key,), one[key], other[key], chosen)
        if key not in ("portfolio", "policy")
        else {inner: _taken((key, inner), one[key][inner], other[key][inner], chosen) for inner in one[key]}
        for key in one
    }
    found["shocks"] = [
        shock
        for kind in sorted({shock["kind"] for shock in (*one["shocks"], *other["shocks"])})
        for shock in (other if _OF_SHOCK.get(kind, OTHER) in chosen else one)["shocks"]
        if shock["kind"] == kind
    ]
    return Scenario.model_validate(found)


def group_of(place: Place) -> str:
    """The group that a place belongs to; each rule of the policy is one of its own.

    Examples
    --------
    >>> group_of(("portfolio", "pools", "dev")), group_of(("policy", "release", "wip_limit"))
    ('people', 'release')
    """
    if place[0] == "portfolio":
        return _OF_PORTFOLIO.get(place[1], OTHER)
    if place[0] == "policy":
        return place[1]
    return _OF_SCENARIO.get(place[0], OTHER)


def _plain(scenario: Scenario) -> dict[str, Any]:
    return scenario.model_dump(mode="json", by_alias=True)


def _taken(place: Place, one: Any, other: Any, chosen: set[str]) -> Any:
    return other if place not in NOTES and group_of(place) in chosen else one


def _rank(group: str) -> int:
    order = (PROJECTS, PEOPLE, MONEY, "selection", "release", "dispatch", "gates", PMO, ORGANISATION, TIME)
    return order.index(group) if group in order else len(order)


def _changes(one: dict[str, Any], other: dict[str, Any]) -> Iterator[Change]:
    for place, before, after in _leaves((), one, other):
        if place in NOTES or place[:2] in NOTES:
            continue
        if place[0] == "shocks" and len(place) > 1:
            kind = next(s["kind"] for s in (*one["shocks"], *other["shocks"]) if s["id"] == place[1])
            yield Change(_OF_SHOCK.get(kind, OTHER), place, before, after)
        else:
            yield Change(group_of(place), place, before, after)


def _leaves(place: Place, one: Any, other: Any) -> Iterator[tuple[Place, Any, Any]]:
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys((*one, *other)):
            yield from _leaves((*place, str(key)), one.get(key), other.get(key))
    elif _has_ids(one) and _has_ids(other):
        before, after = ({item["id"]: item for item in items} for items in (one, other))
        for key in dict.fromkeys((*before, *after)):
            yield from _leaves((*place, key), before.get(key), after.get(key))
    else:
        yield place, one, other


def _has_ids(items: Any) -> bool:
    return isinstance(items, list) and all(isinstance(one, dict) and "id" in one for one in items)


def _clash(found: Differing) -> tuple[int, int] | None:
    """Two groups that cannot be separated; None where every scenario between is sound."""
    count = len(found.groups)
    for size in range(1, count):
        for members in combinations(range(count), size):
            if _is_sound(found, members):
                continue
            for i in members:
                for j in range(count):
                    if j not in members and _is_sound(found, (*members, j)):
                        return i, j
            i = members[-1]
            return i, next(k for k in range(count) if k not in members)
    return None


def _is_sound(found: Differing, members: Sequence[int]) -> bool:
    try:
        found.between(sum(1 << k for k in members))
    except (InputError, ValueError):
        return False
    return True
