"""Pinned what-ifs: kept, compared on the same futures, gone back to."""

import asyncio
import re
from pathlib import Path

import pytest

from workbench import Scenario, compare
from workbench.interfaces.explorer import ANYTHING, Explorer, WhatIf, inquiry, pins, session
from workbench.interfaces.explorer.draft import SEED, Draft, Edit
from workbench.interfaces.explorer.pins import MOST_PINS, Pins

from .test_explorer import button, every, texts


@pytest.fixture
def explorer(today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Explorer:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(inquiry, "DRAG", 0.0)
    return Explorer(today, 10, ANYTHING)


def pin(explorer: Explorer, limit: int, name: str) -> None:
    explorer.control("wip_limit").value = limit
    explorer.control("name").value = name
    button(explorer, "Pin this what-if").click()


def test_pins_are_compared_with_today_and_the_page_on_the_same_futures(
    explorer: Explorer, today: Scenario
) -> None:
    pin(explorer, 1, "<b>one</b>")
    pin(explorer, 2, "two")
    explorer.control("wip_limit").value = 4
    explorer.control("name").value = "four"
    found = explorer.page.pins.comparison
    assert found is not None and found.names == ("baseline", "<b>one</b>", "two", "four")
    expected = compare(found.scenarios, 10)
    assert found.differences().equals(expected.differences())
    table = explorer.page.pins.table.value
    assert "10 simulated futures" in table and "&lt;b&gt;one&lt;/b&gt;" in table and "<b>one" not in table
    assert table.count("<tr") == 1 + 4 and table.count("<svg") == 4
    assert table.count("this is it") == 1
    assert "2 of 4 pinned" in texts(explorer)


def test_going_back_to_a_pin_is_a_step(explorer: Explorer) -> None:
    pin(explorer, 1, "one")
    explorer.control("wip_limit").value = 2
    button(explorer, "one").click()
    assert explorer.control("wip_limit").value == 1 and explorer.control("name").value == "one"
    button(explorer, "Undo").click()
    assert explorer.control("wip_limit").value == 2


def test_what_is_pinned_once_is_not_pinned_twice_and_today_not_at_all(explorer: Explorer) -> None:
    button(explorer, "Pin this what-if").click()
    assert "This is today" in texts(explorer) and "of 4 pinned" not in texts(explorer)
    pin(explorer, 1, "one")
    explorer.control("name").value = "again"
    button(explorer, "Pin this what-if").click()
    assert "This is pinned already, as “one”." in texts(explorer)


def test_a_fifth_pin_says_why_not() -> None:
    held = Pins()
    for number in range(MOST_PINS):
        draft = Draft(WhatIf(wip_limit=number + 1))
        assert not held.refusal(draft)
        held = held.with_draft(draft, "n")
    assert held.labels == ("n", "n-2", "n-3", "n-4")
    fifth = Draft(WhatIf(wip_limit=9))
    assert held.refusal(fifth).startswith("4 what-ifs are pinned")
    assert not held.without("n-2").refusal(fifth)


def test_one_too_many_is_told_until_one_is_let_go(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pins, "MOST_PINS", 1)
    pin(explorer, 1, "one")
    pin(explorer, 2, "two")
    assert "1 what-ifs are pinned" in texts(explorer) and explorer.page.pins.pins.labels == ("one",)
    next(one for one in every(explorer.widget) if getattr(one, "tooltip", "") == "Unpin “one”").click()
    button(explorer, "Pin this what-if").click()
    assert "what-ifs are pinned" not in texts(explorer) and explorer.page.pins.pins.labels == ("two",)


def test_a_pin_that_is_not_refined_yet_is_caught_up_with(
    today: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "is_ready", lambda: False)

    async def scene() -> Explorer:
        explorer = Explorer(today, 100, ANYTHING)
        await explorer.finished()
        explorer.control("wip_limit").value = 1
        while "25 simulated futures" not in explorer.page._progress._words.value:
            await asyncio.sleep(0.001)
        button(explorer, "Pin this what-if").click()
        explorer.control("wip_limit").value = 2
        await explorer.finished()
        return explorer

    explorer = asyncio.run(scene())
    found = explorer.page.pins.comparison
    assert found is not None and len(found.names) == 3
    assert {len(frame) for frame in found.futures.values()} == {100}


def test_unpinning_the_last_takes_the_table_away(explorer: Explorer) -> None:
    pin(explorer, 1, "one")
    assert re.search("<table", explorer.page.pins.table.value)
    button(explorer, "Unpin").click()
    assert explorer.page.pins.table.value == ""


def test_the_table_stands_on_the_overview_only(explorer: Explorer) -> None:
    pin(explorer, 1, "one")
    assert explorer.page.pins.table.layout.display is None
    explorer.page.tabs.open("Flow")
    assert explorer.page.pins.table.layout.display == "none"


def test_pins_take_the_luck_of_the_page(explorer: Explorer) -> None:
    pin(explorer, 1, "one")
    explorer.control("wip_limit").value = 2
    explorer.page.change(lambda draft: draft.with_edit(Edit(SEED, 8)))
    found = explorer.page.pins.comparison
    assert found is not None and found.names[:2] == ("baseline", "one")
    assert {one.seed for one in found.scenarios} == {8}
    assert found.differences().equals(compare(found.scenarios, 10).differences())
    assert "same seed" not in texts(explorer) and "wb-wrong" not in explorer.page._problem.value
    button(explorer, "Pin this what-if").click()
    explorer.page.change(lambda draft: draft.without(SEED))
    found = explorer.page.pins.comparison
    assert found is not None and len(found.names) == 3 and {one.seed for one in found.scenarios} == {7}


def test_another_seed_alone_is_today_with_other_luck(explorer: Explorer) -> None:
    explorer.page.change(lambda draft: draft.with_edit(Edit(SEED, 8)))
    button(explorer, "Pin this what-if").click()
    assert "This is today" in texts(explorer) and not explorer.page.pins.pins.all


def test_another_question_leaves_no_row_of_the_last_one(explorer: Explorer) -> None:
    pin(explorer, 1, "one")
    explorer.control("wip_limit").value = 2
    explorer.control("name").value = "two"
    assert ">two<" in explorer.page.pins.table.value
    explorer.page.pins.turn()
    table = explorer.page.pins.table.value
    assert ">two<" not in table and ">one<" in table and "follows once it is answered" in table
    explorer.page.pins.compare()
    assert ">two<" in explorer.page.pins.table.value and "follows" not in explorer.page.pins.table.value


def test_a_pin_that_is_named_as_today_is_still_the_page(explorer: Explorer) -> None:
    pin(explorer, 1, "baseline")
    table = explorer.page.pins.table.value
    assert "baseline-2" in table and table.count("this is it") == 1 and table.count("<tr") == 1 + 2


def test_what_is_named_after_it_was_pinned_bears_that_name_in_table_and_report(explorer: Explorer) -> None:
    explorer.control("wip_limit").value = 1
    button(explorer, "Pin this what-if").click()
    explorer.control("name").value = "Fewer, sooner"
    explorer.control("note").value = "as the board asked"
    found = explorer.page.pins.comparison
    assert found is not None and found.names == ("baseline", "Fewer, sooner")
    assert explorer.page.pins.pins.labels == ("Fewer, sooner",)
    assert found.scenarios[1].description == "as the board asked"
    explorer.control("wip_limit").value = 2
    explorer.control("name").value = "Fewer still"
    found = explorer.page.pins.comparison
    assert found is not None and found.names == ("baseline", "Fewer, sooner", "Fewer still")


def test_no_report_without_the_pins_that_are_on_their_way(explorer: Explorer, tmp_path: Path) -> None:
    pin(explorer, 1, "one")
    explorer.page.pins.turn()
    button(explorer, "Make report").click()
    assert "No report yet: pinned what-ifs: not compared with this page yet" in texts(explorer)
    assert not list(tmp_path.iterdir())


def test_a_pin_without_a_name_is_called_by_few_words_that_keep_the_value(today: Scenario) -> None:
    """Sentences of a report repeat the label up to six times."""
    wip = Edit(("policy", "release", "wip_limit"), 9)
    other = Edit(("horizon",), "2029-12-31")
    labels = [pins.label_of(Draft().with_edit(one), today) for one in (wip, other)]
    both = pins.label_of(Draft().with_edit(wip).with_edit(other), today)
    assert labels[0].replace("\u00a0", " ") == "Projects at once: 9 projects"
    assert both.replace("\u00a0", " ") == "Projects at once: 9 projects + 1 more"
    assert all(len(one) <= pins.MOST + len(" + 9 more") for one in (*labels, both))
    long = Edit(("portfolio", "projects", today.portfolio.projects[0].id, "name"), "a name " * 30)
    assert len(pins.label_of(Draft().with_edit(long), today)) <= pins.MOST
