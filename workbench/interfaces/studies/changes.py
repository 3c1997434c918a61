"""What differs between the inputs of two scenarios, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from workbench.experiment.studies.inputs import Change, Place
from workbench.interfaces.studies.answer import Grid
from workbench.interfaces.wording import capital, count, listed

LABELS = {
    "projects": "projects",
    "people": "people",
    "money": "money",
    "selection": "who is selected",
    "release": "who may start, and how many at once",
    "dispatch": "who gets people first",
    "gates": "what gates decide",
    "pmo": "the PMO",
    "organisation": "how the organisation works",
    "time": "dates",
    "other": "other inputs",
}
MOST_OF_A_GROUP = 12
LONGEST = 60


def group_label(key: str) -> str:
    """What a group of inputs is called.

    Examples
    --------
    >>> group_label("release"), group_label("triggers")
    ('who may start, and how many at once', 'triggers')
    """
    return LABELS.get(key, key.replace("_", " "))


def groups_label(keys: Sequence[str]) -> str:
    """What groups that were not told apart are called together.

    Examples
    --------
    >>> groups_label(("projects", "people"))
    'Projects and people'
    """
    return capital(listed([group_label(key) for key in keys]))


def changes_grid(changes: Sequence[Change], named: Callable[[Place], str] | None = None) -> Grid:
    """Every difference in a row, groups together, long ones cut.

    Parameters
    ----------
    changes
        What differs.
    named
        What a place is called; without it, its names in files.
    """
    called = named or place_words
    rows: list[tuple[str, str, str, str]] = []
    for key in dict.fromkeys(one.group for one in changes):
        own = [one for one in changes if one.group == key]
        for k, one in enumerate(own[:MOST_OF_A_GROUP]):
            label = capital(group_label(key)) if k == 0 else ""
            rows.append((label, called(one.place), value_words(one.before), value_words(one.after)))
        left = len(own) - MOST_OF_A_GROUP
        if left > 0:
            rows.append(("", f"and {count(left, 'difference more', 'differences more')}", "", ""))
    return Grid("Differences between the inputs", ("group", "what", "before", "after"), rows,
                texts=frozenset({0, 1, 2, 3}))  # fmt: skip


def place_words(place: Sequence[str]) -> str:
    """Where a difference stands.

    Examples
    --------
    >>> place_words(("portfolio", "pools", "developers", "capacity"))
    'pools › developers › capacity'
    """
    shown = place[1:] if place[0] in ("portfolio", "policy") and len(place) > 1 else place
    return " › ".join(one.replace("_", " ") if one.islower() else one for one in shown)


def value_words(value: Any) -> str:
    """A value of an input, short.

    Examples
    --------
    >>> value_words(None), value_words(18.0), value_words({"id": "R01", "name": "Register", "packages": []})
    ('–', '18', 'Register')
    >>> value_words([{"from": "2027-01-04", "fte": 3}])
    'from 2027-01-04, fte 3'
    """
    if value is None or value in ([], {}, ""):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.10g}"
    if isinstance(value, dict):
        if "name" in value and "id" in value:
            return str(value["name"] or value["id"])
        words = ", ".join(
            f"{key} {value_words(one)}" for key, one in value.items() if one not in (None, "", [])
        )
        return _cut(words)
    if isinstance(value, list):
        return _cut("; ".join(value_words(one) for one in value))
    return _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
