"""The page on standards: answer, table, four pictures; controls that do not count cannot be set."""

import re
from dataclasses import replace

import numpy as np
import pytest

from workbench import load_scenario
from workbench.analysis import Interval
from workbench.bundled import bundled
from workbench.errors import InputError
from workbench.experiment.worth import LeverCurve
from workbench.experiment.worth.standardised import Finishes, LevelsFrom, wish_of
from workbench.interfaces.explorer import StandardPage
from workbench.interfaces.studies.standardised import (
    cost_sentence,
    finish_picture,
    finish_sentence,
    strength_words,
    worth_sentence,
)
from workbench.policies import Practice
from workbench.scenario import Scenario


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(bundled("scenarios") / "baseline.yaml")


@pytest.fixture(scope="module")
def page(today: Scenario) -> StandardPage:
    return StandardPage(today, 10)


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html)).strip()


def test_controls_start_at_today(today: Scenario, page: StandardPage) -> None:
    wish = page.wishing.wish
    assert replace(wish, target=wish_of(today).target) == wish_of(today)
    # Today’s practices lead to today’s levels; stated targets come back where they count.
    assert wish.target == pytest.approx(wish.present, abs=0.006)
    assert all(one.disabled for one in page.wishing.target.values())


@pytest.mark.slow
def test_the_answer_stands_before_table_and_pictures(page: StandardPage) -> None:
    assert page._problem.value == ""
    assert "standards" in text(page._answer.value)
    assert "10 simulated futures" in text(page._state.value)
    assert page._table.value.count("<tr") <= 12 and "all years" in text(page._table.value)
    assert [card["key"] for card in page._drawing.cards] == ["parts", "payback", "strength", "finish"]
    assert all(card["spec"] for card in page._drawing.cards)
    assert "In short: " in text(page._note.value)
    assert page._drawing.waiting is False


@pytest.mark.slow
def test_targets_can_be_set_where_they_count(today: Scenario, page: StandardPage) -> None:
    before = text(page._answer.value)
    page.wishing.levels.value = LevelsFrom.TARGETS
    assert not any(one.disabled for one in page.wishing.target.values())
    assert text(page._answer.value) != before
    assert page.wishing.wish.target == pytest.approx(wish_of(today).target)
    page.wishing.levels.value = LevelsFrom.PRACTICES
    assert text(page._answer.value) == before


@pytest.mark.slow
def test_nobody_paid_is_said_and_the_last_answer_stands(today: Scenario) -> None:
    page = StandardPage(today, 4)
    page.wishing._quiet = True
    for one in (*page.wishing.staff.values(), *page.wishing.cash.values()):
        one.value = 0.0
    page.wishing._quiet = False
    page.ask()
    # Nobody is paid: the PMO is closed by hand, so it is worth what closing is worth, but for archives.
    assert page._problem.value == ""
    assert page.wishing.wish.staff[Practice.AUDITS] == 0.0


def test_a_scenario_without_maturity_is_refused(today: Scenario) -> None:
    plain = today.portfolio.model_copy(update={"maturity": None})
    with pytest.raises(InputError, match="present maturity is not stated"):
        StandardPage(today.model_copy(update={"portfolio": plain}), 4)


def test_a_pmo_that_is_not_stated_is_explained(today: Scenario) -> None:
    page = StandardPage(today.model_copy(update={"pmo": today.pmo.with_stated_levels()}), 4)
    assert "what the PMO does is not stated" in page._problem.value
    assert "There is no answer yet" in page._answer.value


@pytest.mark.parametrize(
    ("mean", "first"),
    [
        (2e6, "If every guess is right, these standards would gain €2."),
        (-2e6, "If every guess is right, these standards would lose €2."),
        (0.0, "Undecided"),
    ],
)
def test_the_sentence_follows_the_interval(mean: float, first: str) -> None:
    net = mean + 1e5 * np.linspace(-1, 1, 50)
    assert worth_sentence(net, "EUR").startswith(first)


def test_break_evens_say_where_there_is_none() -> None:
    assert cost_sentence(None) == "They cost no more than none."
    assert cost_sentence(Interval(-0.5, -0.6, -0.4)) == "They would lose even if they cost nothing."
    assert "is not known" in cost_sentence(Interval(-0.1, -0.3, 0.1))
    assert "1.50 times" in cost_sentence(Interval(1.5, 1.2, 1.8))
    wobble = np.array([-0.01, 0.0, 0.01])
    assert "They lose at every strength" in strength_words(LeverCurve((0.0, 1.6), np.array([wobble - 1] * 2)))
    crossing = LeverCurve((0.0, 1.0), np.array([wobble - 1, wobble + 1]))
    assert strength_words(crossing).startswith("They pay above 0.50")
    assert strength_words(LeverCurve((0.0, 1.0), crossing.values[::-1])).startswith("They pay below 0.50")


def test_projects_that_are_never_completed_draw_nothing() -> None:
    never = Finishes(np.full(4, np.inf), np.full(4, np.inf))
    assert finish_picture(never, 250.0) is None
    assert "too few futures" in finish_sentence(never, 250.0)
    found = Finishes(np.array([500.0, 520.0]), np.array([480.0, 500.0]))
    assert "1.0 months earlier on average" in finish_sentence(found, 252.0)
