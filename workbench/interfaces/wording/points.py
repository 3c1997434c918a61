"""What a point of a study changes, in words: of which item, which field, and to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.charts.numbers import MINUS
from workbench.interfaces.wording.phrases import count
from workbench.interfaces.wording.rules import rule_words
from workbench.policies import IndexName
from workbench.scenario import Scenario
from workbench.scenario.overrides import EACH

_LIMIT = ("policy", "release", "wip_limit")
_PROJECTS = ("policy", "release", "index")
_PEOPLE = ("policy", "dispatch", "index")
_ORDERS = {_PROJECTS: "projects start by", _PEOPLE: "people go to projects by"}


def point_words(steps: Sequence[str], item: str, field: str, value: Any) -> str:
    """One change of a study.

    Parameters
    ----------
    steps
        Address of the field, from the scenario down.
    item
        What the item is called that holds it; empty where none does.
    field
        What the field is called, as it stands in files.
    value
        What a file would state there: a value, or an operation.

    Examples
    --------
    >>> capacity = ("portfolio", "pools", "dev", "capacity")
    >>> point_words(capacity, "Developers", "capacity", {"scale": 0.8})
    'Developers: capacity × 0.8'
    >>> point_words(("policy", "release", "wip_limit"), "", "wip_limit", 9)
    'at most nine projects at once'
    >>> point_words(("policy", "release", "index"), "", "index", "edd")
    'projects start by earliest promised date'
    """
    place = tuple(steps)
    if place == _LIMIT and isinstance(value, int):
        return f"at most {count(value, 'project', 'projects')} at once"
    if place == _LIMIT and value is None:
        return "any number of projects at once"
    if place in _ORDERS and value in set(map(str, IndexName)):
        return f"{_ORDERS[place]} {rule_words(value)}"
    said = f"{field.replace('_', ' ')} {value_words(value)}".strip()
    return f"{item}: {said}" if item else said


def item_and_field(scenario: Scenario, steps: Sequence[str]) -> tuple[str, str]:
    """What the items are called that an address goes through, and the field of the last; empty without.

    Examples
    --------
    >>> from workbench.bundled import bundled
    >>> from workbench.interfaces.files import load_scenario
    >>> scenario = load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> item_and_field(scenario, ("portfolio", "pools", "developers", "capacity"))
    ('Developers', 'capacity')
    >>> item_and_field(scenario, ("portfolio", "pools", "each", "capacity"))
    ('all pools', 'capacity')
    >>> item_and_field(scenario, ("policy", "release", "wip_limit"))
    ('', '')
    """
    here: Any = scenario
    names: list[str] = []
    last = len(steps)
    for k, step in enumerate(steps):
        if not isinstance(here, tuple):
            here = getattr(here, step, None)
            continue
        listed = here
        here = next((one for one in listed if getattr(one, "id", None) == step), None)
        if step == EACH and here is None:
            here = next(iter(listed), None)
            names.append(f"all {steps[k - 1].replace('_', ' ')}")
        else:
            names.append(str(getattr(here, "name", "") or step))
        last = k + 1
    return ", ".join(names), " ".join(steps[last:])


def said_of(scenario: Scenario) -> frozenset[str]:
    """All that a study may have said of a scenario in words of its own rather than those of files."""
    release, dispatch = scenario.policy.release, scenario.policy.dispatch
    values = {_LIMIT: release.wip_limit, _PROJECTS: release.index.value, _PEOPLE: dispatch.index.value}
    return frozenset(point_words(place, "", place[-1], value) for place, value in values.items())


def value_words(value: Any) -> str:
    """A value or an operation of a study file, on one line.

    Examples
    --------
    >>> [value_words(one) for one in ({"scale": 0.8}, {"add": -2}, {"add": 1}, 0.25, None, [1, 2])]
    ['× 0.8', '−2', '+1', '0.25', 'none', '1 2']
    """
    if isinstance(value, Mapping):
        if len(value) == 1:
            ((word, inner),) = value.items()
            if word == "scale":
                return f"× {value_words(inner)}"
            if word == "add" and isinstance(inner, (int, float)):
                return f"{MINUS if inner < 0 else '+'}{value_words(abs(inner))}"
            if word == "set":
                return value_words(inner)
        return " ".join(f"{key} {value_words(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return " ".join(map(value_words, value))
    if isinstance(value, float):
        return f"{value:g}"
    return "none" if value is None else str(value)
