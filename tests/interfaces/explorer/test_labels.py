"""Controls are called as readers speak: no word that only a modeller knows, in any panel of any portfolio."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench import Scenario, evidence, load_scenario
from workbench.bundled import bundled
from workbench.interfaces.explorer.controls import shapes
from workbench.interfaces.explorer.controls.entries import noun
from workbench.interfaces.explorer.controls.fields import _NOTES, is_tag, stated_fields
from workbench.interfaces.explorer.controls.panels import PANELS
from workbench.interfaces.explorer.controls.practice_words import PARAMETERS
from workbench.interfaces.explorer.words import LABELS
from workbench.model.data import Data
from workbench.scenario import Scenario as Top

MODELLERS = (
    "logarithm|variance|systemic|quantile|percentile|believed|multiplier|ordinal|stochastic|correlation|"
    "hysteresis|sunk|epistemic|aleatory|shapley|oracle|half.width|cvar|replication|npv|seed of|bucket|"
    "exclusive|cv|mode|mean|lognormal|pert|shock|trigger|escalat|L0|Pmo|lift|half life|midpoint|remnant|"
    "sgs|dispatch|wip|intake|salvage|terminat"
)
WORD = re.compile(rf"\b(?:{MODELLERS})\b")


def types(kind: type[Data], seen: dict[type[Data], None]) -> dict[type[Data], None]:
    """All types inside one, with itself."""
    if kind not in seen:
        seen[kind] = None
        for one in stated_fields(kind):
            for part in parts(one.shape):
                types(part, seen)
    return seen


def parts(shape: object) -> Iterator[type[Data]]:
    if isinstance(shape, shapes.Part):
        yield from shape.kinds
    for name in ("of", "key"):
        inner = getattr(shape, name, None)
        if inner is not None:
            yield from parts(inner)


NEVER_SHOWN = {"ImportSource", "LeftOutRow", "Assumption", "SelectionFound"}
EVERY = [one for one in types(Top, {}) if one.__name__ not in NEVER_SHOWN]


@pytest.mark.parametrize("kind", EVERY, ids=lambda one: one.__name__)
def test_no_field_is_called_as_only_a_modeller_would(kind: type[Data]) -> None:
    for one in stated_fields(kind):
        if one.key not in _NOTES and not is_tag(one.shape):
            assert not WORD.search(one.title), f"{kind.__name__}.{one.key}: {one.title}"


def shown(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Titles, labels and what stands beside them; tooltips may be exact."""
    for node in nodes:
        yield from (node[key] for key in ("title", "label", "about", "note") if node.get(key))
        yield from (add["label"] for add in node.get("adds", ()))
        yield from (words for _, words in node.get("options", ()))
        yield from shown(node.get("nodes", []))
        for row in node.get("rows", ()):
            yield from shown(row["nodes"])


@pytest.fixture(scope="module")
def insurer() -> Scenario:
    return load_scenario(bundled("scenarios") / "baseline.yaml")


@pytest.mark.parametrize("panel", [one for one in PANELS if one != "Portfolio"])
def test_no_panel_of_the_example_speaks_as_a_modeller(panel: str, insurer: Scenario) -> None:
    form = PANELS[panel](insurer, lambda _: None).widget
    said = list(shown(form.nodes))  # type: ignore[attr-defined]
    assert said
    assert [one for one in said if WORD.search(one)] == []


def test_what_is_added_to_a_list_is_named_in_words() -> None:
    for kind in EVERY:
        assert not re.search(r"\b(?:shock|step|trigger|bucket|exclusive)\b", noun(kind).lower()), noun(kind)


def test_levers_are_called_as_readers_speak() -> None:
    assert [one for one in LABELS.values() if WORD.search(one)] == []


def test_everything_known_of_practices_has_words() -> None:
    stated = {name.partition(".")[2] for name in evidence.practice_coefficients()}
    assert stated == set(PARAMETERS)


def test_the_earliest_start_of_a_project_that_may_start_at_once_is_no_number(baseline_file: Path) -> None:
    from workbench.interfaces.explorer.controls.grid.one_project import OneProject

    one = OneProject(load_scenario(baseline_file), lambda _: None)
    name = next(name for name in one.controls.names if name.endswith("/intake"))
    state = one.controls.widget.states[name]
    assert (state["text"], state["said"]) == ("any time", "any time")
    field = one.controls.setting(name).field(one.controls.stand)
    assert field.kind.read("Any time").value == field.kind.read("").value == 0.0  # type: ignore[union-attr]
