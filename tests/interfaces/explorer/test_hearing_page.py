"""The budget meeting as a page: an answer, the alternatives, the curve, and what cannot be heard in words."""

import re

import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.interfaces.explorer import HearingPage
from workbench.scenario import Scenario


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(bundled("scenarios") / "baseline.yaml")


@pytest.fixture(scope="module")
def page(today: Scenario) -> HearingPage:
    return HearingPage(today, 12)


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html)).strip()


@pytest.mark.slow
def test_the_answer_stands_before_the_alternatives_and_the_curve(page: HearingPage) -> None:
    assert page._problem.value == ""
    assert "the PMO" in text(page._answer.value)
    assert [card["key"] for card in page._drawing.cards] == ["alternatives", "strength"]
    alternatives, strength = page._drawing.cards
    assert len(alternatives["rows"]) == 8
    assert strength["spec"] is not None
    assert "In short: " in text(page._note.value)
    assert "12 simulated futures" in text(page._state.value)
    assert page._drawing.waiting is False


@pytest.mark.slow
def test_a_strength_of_none_is_another_answer(page: HearingPage) -> None:
    before = text(page._answer.value)
    page.controls["strength"].value = 0.0
    assert text(page._answer.value) != before
    assert page.found is not None
    assert {world.strength for world in page.found.worlds} == {0.0}


def test_a_pmo_that_is_not_stated_is_explained(today: Scenario) -> None:
    plain = today.model_copy(update={"pmo": today.pmo.with_stated_levels()})
    page = HearingPage(plain, 12)
    assert "what the PMO does is not stated" in page._problem.value
    assert "Below stands the last answer" not in page._problem.value
    assert page._drawing.waiting is False
