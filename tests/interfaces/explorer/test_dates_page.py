"""“Which dates are at risk?” is answered on its page too, as long as nothing is changed there."""

import re
from pathlib import Path

import pytest

from workbench import Scenario
from workbench.charts.numbers import out_of_100
from workbench.interfaces.explorer import Explorer
from workbench.interfaces.explorer.questions import BUDGET, DATES
from workbench.interfaces.explorer.start.dates_at_risk import chances

from .test_explorer import texts


@pytest.fixture
def explorer(today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Explorer:
    monkeypatch.chdir(tmp_path)
    return Explorer(today, 40)


def opened(explorer: Explorer, key: str, threshold: float | None = None) -> str:
    card = next(one for one in explorer.start.cards if one.question.key == key)
    if threshold is not None:
        card.control.slider.value = threshold
    card.open.click()
    return explorer.page._answer.value


def test_the_page_names_the_least_likely_dates_with_range_and_n(explorer: Explorer) -> None:
    said = opened(explorer, DATES.key)
    assert "This is today. Move a control." not in said
    assert re.search(r"of 2</b> promised dates", said)
    comparison = explorer.page.comparison
    assert comparison is not None
    for one in chances(comparison):
        assert f"in {out_of_100(one.value)} of 100 futures ({one.span})" in said
    assert "from 40 simulated futures" in said
    assert "<script>" not in said and "&lt;script&gt;" in said


def test_the_chance_that_the_card_asks_for_comes_along(explorer: Explorer) -> None:
    said = opened(explorer, DATES.key, 0.7)
    assert "a chance below 70 of 100" in said


def test_once_something_is_changed_the_page_answers_that(explorer: Explorer) -> None:
    opened(explorer, DATES.key)
    explorer.control("wip_limit").value = 1
    said = explorer.page._answer.value
    assert "Least likely kept" not in said and "How sure" in said or "Undecided" in said
    explorer.control("wip_limit").value = 3
    assert "Least likely kept" in explorer.page._answer.value


def test_another_question_says_that_this_is_today(explorer: Explorer) -> None:
    opened(explorer, BUDGET.key)
    explorer.control("budget").value = 0.0
    assert "This is today. Move a control." in texts(explorer)
