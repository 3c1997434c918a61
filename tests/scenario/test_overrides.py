"""The language of changes, on plain data."""

from copy import deepcopy

import pytest

from workbench.scenario import Scenario, changed, fields_by_id

BY_ID = frozenset({("items",), ("items", "*", "parts")})
BASE = {
    "items": [{"id": "a", "n": 1, "parts": [{"id": "p", "x": 0.1}]}, {"id": "b", "n": 2}],
    "table": {"x": 1.0, "y": 2.0},
    "words": ["u", "v"],
    "span": {"law": "pert", "low": 1.0, "mode": 2.0, "high": 3.0},
    "none": None,
}


def after(change):
    result = changed(BASE, change, BY_ID)
    assert result.problems == ()
    return result.value


def told(change) -> list[str]:
    return [str(problem) for problem in changed(BASE, change, BY_ID).problems]


@pytest.mark.parametrize(
    ("change", "key", "expected"),
    [
        ({"table": {"x": 5}}, "table", {"x": 5, "y": 2.0}),
        ({"table": {"set": {"z": 1}}}, "table", {"z": 1}),
        ({"table": {"each": {"scale": 3}}}, "table", {"x": 3.0, "y": 6.0}),
        ({"table": {"each": {"scale": 3}, "y": {"add": 1}}}, "table", {"x": 3.0, "y": 7.0}),
        ({"table": {"remove": ["x"], "z": 9}}, "table", {"y": 2.0, "z": 9}),
        ({"words": ["w"]}, "words", ["w"]),
        ({"words": {"add": ["w"], "remove": ["u"]}}, "words", ["v", "w"]),
        ({"span": {"high": 9}}, "span", {"law": "pert", "low": 1.0, "mode": 2.0, "high": 9}),
        ({"span": {"law": "fixed", "value": 4}}, "span", {"law": "fixed", "value": 4}),
        ({"span": {"scale": 2}}, "span", {"law": "pert", "low": 2.0, "mode": 4.0, "high": 6.0}),
        ({"none": 3}, "none", 3),
        ({"table": None}, "table", None),
        ({"new": {"set": 1}}, "new", {"set": 1}),
    ],
)
def test_values_and_mappings(change, key, expected) -> None:
    assert after(change)[key] == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"a": {"n": {"scale": 10}}}, [("a", 10), ("b", 2)]),
        ([{"id": "b", "n": 7}], [("a", 1), ("b", 7)]),
        ([{"id": "c", "n": 7}], [("a", 1), ("b", 2), ("c", 7)]),
        ({"c": {"n": 7}, "remove": ["a"]}, [("b", 2), ("c", 7)]),
        ({"each": {"n": {"add": 1}}, "a": {"n": {"add": 1}}}, [("a", 3), ("b", 3)]),
        ({"set": [{"id": "z", "n": 0}]}, [("z", 0)]),
        ({"a": {"set": {"n": 5}}}, [("a", 5), ("b", 2)]),
        ([], [("a", 1), ("b", 2)]),
        ({"a": None}, [("a", 1), ("b", 2)]),
    ],
)
def test_lists_with_ids(change, expected) -> None:
    assert [(one["id"], one["n"]) for one in after({"items": change})["items"]] == expected


def test_a_change_inside_a_list_inside_a_list() -> None:
    assert after({"items": {"a": {"parts": {"p": {"x": {"scale": 3}}}}}})["items"][0]["parts"] == [
        {"id": "p", "x": 0.3}
    ]


def test_whole_numbers_stay_whole_and_decimals_stay_short() -> None:
    assert changed({"n": 18}, {"n": {"scale": 0.5}}, BY_ID).value == {"n": 9}
    assert repr(changed({"n": 0.1}, {"n": {"add": 0.2}}, BY_ID).value["n"]) == "0.3"


def test_neither_base_nor_change_is_modified() -> None:
    base, change = deepcopy(BASE), {"items": {"a": {"n": 5}, "remove": ["b"]}, "words": {"add": ["w"]}}
    kept = deepcopy(change)
    changed(base, change, BY_ID)
    assert (base, change) == (BASE, kept)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"none": {"scale": 2}}, "none: cannot scale this: nothing is stated here"),
        ({"words": {"scale": 2}}, "words: cannot scale this: only a number"),
        ({"table": {"x": {"scale": "2"}}}, "table › x: scale needs a finite number (got 2)"),
        ({"table": {"x": {"add": float("nan")}}}, "table › x: add needs a finite number (got nan)"),
        (
            {"items": {"remove": ["aa"]}},
            "items › remove: there is no id of this name (got aa); did you mean a?",
        ),
        ({"words": {"remove": ["x"]}}, "words › remove: there is no entry of this name (got x)"),
        ({"items": [{"n": 1}]}, "items › #1: an item of this list needs its id"),
        ({"items": [{"id": "a"}, {"id": "a"}]}, "items › a: the id stands twice"),
        ({"items": {"a": {"id": "b"}}}, "items › a › id: differs from the key a (got b)"),
        ({"items": {"a": 5}}, "items › a: must be a mapping of what differs (got 5)"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_place(change, expected: str) -> None:
    (line,) = told(change)
    assert line.startswith(expected)


def test_the_lists_with_ids_of_a_scenario_are_known_by_their_place() -> None:
    assert {"/".join(path) for path in fields_by_id(Scenario)} == {
        "policy/selection/buckets",
        "policy/selection/exclusive",
        "policy/triggers",
        "portfolio/incidents",
        "portfolio/objectives",
        "portfolio/pools",
        "portfolio/projects",
        "portfolio/projects/*/packages",
        "portfolio/projects/*/risks",
        "portfolio/risks",
        "shocks",
    }
