"""Course and consistency in a notebook: four corners, levels on request, and today as the way to nothing."""

import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.experiment.worth.better import better_of
from workbench.interfaces.explorer import CrossingPage
from workbench.interfaces.explorer.crossing import Wished
from workbench.policies import GateRule, IndexName
from workbench.scenario import Scenario


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(bundled("scenarios") / "baseline.yaml")


@pytest.fixture(scope="module")
def page(today: Scenario) -> CrossingPage:
    return CrossingPage(today, 30)


def test_the_controls_begin_at_what_the_command_calls_better(today: Scenario, page: CrossingPage) -> None:
    assert page.wished.of(today) == better_of(today)


def test_answer_picture_and_table_tell_the_same(page: CrossingPage) -> None:
    assert page._problem.value == ""
    assert "Better decisions alone gain" in page._answer.value
    assert "sum" in page._answer.value
    (card,) = page._drawing.cards
    assert card["key"] == "corners" and len(card["rows"]) == 4
    assert card["rows"][2][1].replace("+", "") in page._answer.value.replace("\u2060", "").replace("+", "")
    assert "30 simulated futures</b> of each corner" in page._state.value


def test_deciding_as_today_changes_nothing_and_adds_up_exactly(today: Scenario) -> None:
    page = CrossingPage(today, 4)
    page.choose(order=None, limit=26, gates=GateRule.GO)
    assert page._problem.value == ""
    assert "Better decisions alone change nothing" in page._answer.value
    assert "exactly the sum" in page._answer.value


def test_levels_are_tried_on_request_and_stand_below(today: Scenario) -> None:
    page = CrossingPage(today, 3)
    assert page.grid is None
    page.try_levels()
    assert page._problem.value == ""
    assert page.grid is not None and page.grid.futures == 3
    assert [card["key"] for card in page._drawing.cards] == ["corners", "levels"]
    for said in ("of each corner", "of each cell"):
        assert f"3 simulated futures</b> {said}" in page._state.value
    assert "level 5" in page._learnt.value and not page._go.disabled
    page.choose(level=3.0)
    assert [card["key"] for card in page._drawing.cards] == ["corners", "levels"]


def test_a_pmo_of_no_people_costs_nothing(today: Scenario) -> None:
    free = Wished(IndexName.FIFO, 10, GateRule.GO, 3.0, 0.0).of(today)
    assert free.delivery.upkeep()[0].yearly == 0.0
    assert free.decisions.release.wip_limit == 10 and free.decisions.dispatch.index is IndexName.FIFO
