"""Ways into the explorer and between its pages: six questions, one question, no portfolio yet."""

import asyncio
from pathlib import Path

import pytest

from workbench import Scenario
from workbench.interfaces.explorer import ANYTHING, Explorer
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.questions import ORDER, QUESTIONS
from workbench.interfaces.explorer.start import rounds

from .test_explorer import button, texts


@pytest.fixture(autouse=True)
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(rounds, "GOALS", (5,))


def test_a_question_opens_on_its_page_with_its_few_controls_and_its_what_if(today: Scenario) -> None:
    explorer = Explorer(today, 5, ORDER)
    assert ORDER.title in texts(explorer)
    assert explorer.scenario.hash == ORDER.default(today)(Draft()).of(today).hash
    assert explorer.page.tabs.title == ORDER.tab
    assert 1 <= len(explorer.page.asked_for.names) <= 4
    button(explorer, "Undo").click()
    assert explorer.scenario.hash == today.hash


def test_six_questions_first_then_a_page_then_back(today: Scenario) -> None:
    async def scene() -> Explorer:
        explorer = Explorer(today, 5)
        assert explorer.start is not None and explorer.comparison is None
        await explorer.finished()
        first = explorer.start.cards[2]
        explorer._open(first.question, first.draft)
        await explorer.finished()
        return explorer

    explorer = asyncio.run(scene())
    assert explorer.comparison is not None
    assert explorer.widget.children[1:] == (explorer.page.widget,)
    button(explorer, "All six questions").click()
    assert explorer.start is not None and explorer.widget.children[1:] == (explorer.start.widget,)
    assert [card.question for card in explorer.start.cards] == list(QUESTIONS)


def test_without_a_portfolio_it_asks_for_one_and_begins_with_what_is_read(today: Scenario) -> None:
    explorer = Explorer(None, 5)
    assert "No portfolio yet" in texts(explorer)
    with pytest.raises(ValueError, match="there is no portfolio yet"):
        explorer.control("wip_limit")

    async def scene() -> None:
        explorer._begin(today)
        await explorer.finished()

    asyncio.run(scene())
    assert explorer.start is not None and len(explorer.start.cards) == len(QUESTIONS)
    assert explorer.control("wip_limit").value == 3


def test_nothing_is_simulated_for_a_page_that_nobody_looks_at(today: Scenario) -> None:
    async def scene() -> Explorer:
        explorer = Explorer(today, 1000, ANYTHING)
        while explorer.comparison is None:
            await asyncio.sleep(0.001)
        explorer._show_questions()
        before = explorer.page._found
        await asyncio.sleep(0.3)
        assert explorer.page._found is before
        return explorer

    asyncio.run(scene())
