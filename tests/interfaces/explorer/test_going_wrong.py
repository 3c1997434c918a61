"""What cannot be, and what fails: told where it belongs, in words, with the last good answer standing."""

import asyncio
from pathlib import Path

import pytest

from workbench import Scenario
from workbench.interfaces.explorer import ANYTHING, Explorer, history, inquiry, session
from workbench.interfaces.explorer.draft import Draft, Edit

from .test_explorer import button, texts

CAPACITY = ("portfolio", "pools", "testers", "capacity")


@pytest.fixture
def explorer(today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Explorer:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(inquiry, "DRAG", 0.0)
    found = Explorer(today, 5, ANYTHING)
    found.control("wip_limit").value = 1
    return found


def test_it_is_told_beside_its_control_where_that_can_be_seen(explorer: Explorer) -> None:
    explorer.page.all.open("People")
    cards = explorer.drawing.cards
    explorer.page.change(lambda draft: draft.with_edit(Edit(CAPACITY, -1)))
    states = explorer.page.all.group("People").widget.states
    assert "at least 0" in states["/".join(CAPACITY)]["problem"]
    said = texts(explorer)
    assert "see what is marked among the controls. Still showing: at most 1 project at once." in said
    assert explorer.drawing.cards == cards and not explorer.drawing.waiting
    button(explorer, "Undo").click()
    assert "Still showing" not in texts(explorer)
    assert not explorer.page.all.group("People").widget.states["/".join(CAPACITY)]["problem"]


def test_it_is_told_above_the_answer_where_its_control_is_hidden(explorer: Explorer) -> None:
    explorer.page.change(lambda draft: draft.with_edit(Edit(CAPACITY, -1)))
    assert "This cannot be: " in texts(explorer) and "at least 0" in texts(explorer)
    assert "Still showing: at most 1 project at once." in texts(explorer)


def test_what_cannot_be_is_not_saved_and_not_reported(explorer: Explorer, tmp_path: Path) -> None:
    explorer.page.change(lambda draft: draft.with_edit(Edit(CAPACITY, -1)))
    for words in ("Save as scenario", "Make report", "Pin this what-if"):
        button(explorer, words).click()
    said = texts(explorer)
    assert "Not saved: " in said and "There is no answer yet to report on." in said
    assert "There is no answer to pin yet." in said
    assert not list(tmp_path.iterdir())


def test_a_failing_run_says_what_happened_and_the_last_good_answer_stands(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, cards = explorer.comparison, explorer.drawing.cards
    failed = session.Failed(0, 5, "Traceback\n  ...\nValueError: <b>broken</b>")
    monkeypatch.setattr(session, "compute", lambda _: failed)
    explorer.control("wip_limit").value = 2
    said = texts(explorer)
    assert "This could not be simulated: ValueError: &lt;b&gt;broken&lt;/b&gt;." in said
    assert "Still showing: at most 1 project at once." in said and "<summary>Show details</summary>" in said
    assert "asked: at most 2 projects at once" in said and "seed 7" in said
    assert explorer.comparison is shown and explorer.drawing.cards == cards
    monkeypatch.undo()
    button(explorer, "Undo").click()
    assert "could not be simulated" not in texts(explorer)


def test_a_defect_while_a_control_is_moved_is_told_on_the_page(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("<b>x</b>")

    monkeypatch.setattr(Draft, "of", broken)
    explorer.control("wip_limit").value = 2
    said = texts(explorer)
    assert "This is a defect of the workbench." in said and "&lt;b&gt;x" in said
    assert "Still showing: at most 1 project at once." in said
    assert explorer.control("wip_limit").value == 2
    monkeypatch.undo()
    monkeypatch.setattr(history.History, "redone", broken)
    button(explorer, "Undo").click()
    assert "defect" not in texts(explorer)
    button(explorer, "Redo").click()
    assert "This is a defect of the workbench." in texts(explorer)


def test_an_older_answer_never_goes_by_the_name_of_what_was_refused(explorer: Explorer) -> None:
    explorer.page.change(lambda draft: draft.with_edit(Edit(CAPACITY, -1)))
    explorer.page.inquiry.stop()
    explorer.page.inquiry.go_on()
    assert "Still showing: at most 1 project at once." in texts(explorer)
    button(explorer, "Pin this what-if").click()
    assert "There is no answer to pin yet." in texts(explorer)


def test_stopping_before_the_first_answer_can_be_gone_on_from(today: Scenario) -> None:
    async def walk() -> tuple[tuple[str, ...], str]:
        found = Explorer(today, 30, ANYTHING)
        await found.finished()
        found.control("wip_limit").value = 1
        found.page.inquiry.stop()
        found.page.inquiry.go_on()
        await found.finished()
        assert found.comparison is not None
        return found.comparison.names, texts(found)

    names, said = asyncio.run(walk())
    assert len(names) == 2 and "at most 1 project at once" in said and "This is today" not in said
