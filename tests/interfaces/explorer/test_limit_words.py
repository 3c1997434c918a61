"""Beside “Projects at once” stands what no limit holds back: what is mandatory, and what is under way."""

import pytest

from workbench import Scenario, load_scenario
from workbench.bundled import bundled
from workbench.interfaces.explorer.controls.panels import controls_for
from workbench.interfaces.explorer.present import beside_limit
from workbench.interfaces.explorer.questions import ORDER


def with_kinds(scenario: Scenario, mandatory: int, under_way: int) -> Scenario:
    kinds = [{"mandatory": True}] * mandatory + [{"in_flight": True}] * under_way
    projects = scenario.portfolio.projects
    kinds += [{}] * (len(projects) - len(kinds))
    made = tuple(one.model_copy(update=kind) for one, kind in zip(projects, kinds, strict=True))
    portfolio = scenario.portfolio.model_copy(update={"projects": made})
    return scenario.model_copy(update={"portfolio": portfolio})


@pytest.mark.parametrize(
    ("mandatory", "under_way", "words"),
    [
        (0, 0, ""),
        (1, 0, "One of 4 projects is mandatory: no limit holds it back, but it counts to it"),
        (
            1,
            2,
            "Three of 4 projects are mandatory or under way: no limit holds them back, but they count to it",
        ),
        (0, 4, "All projects are under way: no limit holds any of them back"),
    ],
)
def test_what_no_limit_holds_back_is_counted(
    today: Scenario, mandatory: int, under_way: int, words: str
) -> None:
    assert beside_limit(with_kinds(today, mandatory, under_way)) == words


def test_it_stands_on_the_card_and_beside_the_slider_of_the_example() -> None:
    insurer = load_scenario(bundled("scenarios") / "baseline.yaml")
    words = beside_limit(insurer)
    assert words and ORDER.ask(insurer).note == "22 of 40 go on whatever the limit"
    (control,) = controls_for(("wip_limit",), insurer, lambda _: None).widget.nodes
    assert control["note"] == f"today: 26\N{NO-BREAK SPACE}projects. {words}"
