"""Undo, redo, reset, names, and tabs of the working page, without a browser."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import ipywidgets as widgets
import pytest

from workbench import Scenario
from workbench.interfaces.explorer import ANYTHING, Explorer, inquiry, refining, tabs
from workbench.interfaces.explorer.draft import Draft, Edit
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.run_panel import RunPanel
from workbench.interfaces.explorer.tabs import Look, Tabs
from workbench.interfaces.explorer.told import told
from workbench.interfaces.explorer.views import Redraw, Seen, Shown

from .test_explorer import button, texts


@pytest.fixture
def explorer(today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Explorer:
    monkeypatch.chdir(tmp_path)
    # Every movement of a test is one of its own.
    monkeypatch.setattr(inquiry, "DRAG", 0.0)
    return Explorer(today, 5, ANYTHING)


def limit(explorer: Explorer) -> int | None:
    assert explorer.comparison is not None
    return explorer.comparison.scenarios[1].policy.release.wip_limit


def test_undo_and_redo_walk_through_all_changes(explorer: Explorer) -> None:
    today_rule = explorer.control("dispatch").value
    undo, redo = button(explorer, "Undo"), button(explorer, "Redo")
    assert undo.disabled and redo.disabled and button(explorer, "Reset").disabled
    explorer.control("wip_limit").value = 1
    explorer.control("wip_limit").value = 2
    explorer.control("dispatch").value = "cd3"
    undo.click()
    assert (limit(explorer), explorer.control("dispatch").value) == (2, today_rule)
    undo.click()
    assert (limit(explorer), explorer.control("wip_limit").value) == (1, 1)
    undo.click()
    assert limit(explorer) == 3 and undo.disabled and not redo.disabled
    redo.click()
    assert limit(explorer) == 1 == explorer.control("wip_limit").value
    explorer.control("wip_limit").value = 4
    assert redo.disabled


def test_reset_is_a_step_that_can_be_undone(explorer: Explorer) -> None:
    explorer.control("wip_limit").value = 1
    button(explorer, "Reset").click()
    assert limit(explorer) == 3 and button(explorer, "Reset").disabled
    button(explorer, "Undo").click()
    assert limit(explorer) == 1


def test_a_drag_is_one_step(explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inquiry, "DRAG", 600.0)
    for value in (2, 1, 2, 1):
        explorer.control("wip_limit").value = value
    button(explorer, "Undo").click()
    assert limit(explorer) == 3 and button(explorer, "Undo").disabled


def test_keys_of_the_page_undo_and_redo(explorer: Explorer) -> None:
    explorer.control("wip_limit").value = 1
    keys = explorer.page.keys
    keys._handle_custom_msg({"move": "undo"}, [])
    assert limit(explorer) == 3
    keys._handle_custom_msg({"move": "redo"}, [])
    assert limit(explorer) == 1
    for nonsense in ({"move": "delete"}, {"move": ["undo"]}, ["undo"], "undo", {}):
        keys._handle_custom_msg(nonsense, [])
    assert limit(explorer) == 1


def test_name_and_note_stand_in_the_scenario(explorer: Explorer, today: Scenario) -> None:
    explorer.control("name").value = "  nine   at once "
    explorer.control("note").value = "asked by the board"
    assert (explorer.scenario.name, explorer.scenario.description) == ("nine at once", "asked by the board")
    assert explorer.scenario.hash == today.hash
    button(explorer, "Undo").click()
    assert explorer.control("note").value == ""


class Counting:
    """A view that counts how often it is worked out."""

    def __init__(self, title: str, redraw: Redraw) -> None:
        self.title, self.redraw = title, redraw
        self.below: widgets.Widget | None = widgets.HTML(f"below {title}")
        self.asked = self.turned = 0

    def turn(self) -> None:
        self.turned += 1

    def shown(self, seen: Seen) -> Shown:
        self.asked += 1
        return Shown(f"{self.title} {self.asked}")


class Slow(Counting):
    """One that simulates more."""

    def steps(self, seen: Seen) -> Iterator[Shown | None]:
        yield None
        yield Shown("worked out")


def test_only_the_view_that_is_looked_at_is_worked_out(explorer: Explorer) -> None:
    look = explorer.page.look()
    assert look is not None
    made: list[Counting] = []

    def view_of(title: str, kind: type[Counting]) -> tabs.ViewOf:
        def make(redraw: Redraw) -> Counting:
            made.append(kind(title, redraw))
            return made[-1]

        return make

    present = [Look(look.seen, complete=False)]
    views = Tabs([view_of("One", Counting), view_of("Two", Slow)], lambda: present[0], Home())
    views.draw()
    assert [one.asked for one in made] == [1, 0]
    made[1].redraw()
    assert [one.asked for one in made] == [1, 0]
    views.open("Two")
    assert [one.asked for one in made] == [1, 1] and words(views) == "Two 1"
    present[0] = Look(look.seen, complete=True)
    made[1].redraw()
    assert made[1].asked == 2 and words(views) == "worked out"


def words(views: Tabs) -> str:
    first = views.body.children[0]
    assert isinstance(first, widgets.HTML)
    return first.value


def test_a_view_that_fails_says_so_in_its_own_place(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = next(iter(explorer.page.tabs._views.values()))
    monkeypatch.setattr(view, "shown", lambda _: 1 / 0)
    explorer.control("wip_limit").value = 1
    (only,) = explorer.drawing.cards
    assert "Something went wrong (ZeroDivisionError" in only["note"] and only["spec"] is None
    assert "Something went wrong" not in texts(explorer)
    assert limit(explorer) == 1 and "at most 1 project at once" in texts(explorer)
    explorer.page.tabs.open("Flow")
    assert [card["key"] for card in explorer.drawing.cards] == ["states", "flow", "under-way"]
    monkeypatch.undo()
    explorer.page.tabs.open("Overview")
    assert [card["key"] for card in explorer.drawing.cards] == ["gain", "time", "dates"]


def test_what_fails_later_in_a_view_leaves_what_was_said_at_once(explorer: Explorer) -> None:
    look = explorer.page.look()
    assert look is not None

    class Broken(Counting):
        def steps(self, seen: Seen) -> Iterator[Shown | None]:
            yield None
            raise KeyError("somewhere")

    views = Tabs([lambda redraw: Broken("One", redraw)], lambda: look, Home())
    views.draw()
    assert words(views) == "One 1"
    assert [card["title"] for card in views.drawing.cards] == ["One cannot be shown"]
    views.draw()
    assert words(views) == "One 2" and len(views.drawing.cards) == 1


def test_what_cannot_be_pinned_does_not_stop_refining(explorer: Explorer) -> None:
    explorer.page._progress.busy()
    explorer.page._desk().failed(KeyError("somewhere"))
    assert "Something went wrong (KeyError" in texts(explorer)
    assert not button(explorer, "Stop refining").disabled


def test_what_is_slow_does_not_begin_when_somebody_stops(explorer: Explorer) -> None:
    explorer.control("wip_limit").value = 1
    page = explorer.page
    assert page._found is not None
    look = page.look()
    assert look is not None and look.complete
    refining_still = replace(page._found, answer=replace(page._found.answer, stage=refining.Stage.REFINING))
    page.answered(refining_still)
    page._stop()
    assert page._found.is_complete
    look = page.look()
    assert look is not None and not look.complete


def test_refining_further_stops_what_is_worked_out_beside(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(explorer.page.tabs, "pause", lambda: order.append("pause"))
    monkeypatch.setattr(explorer.page.inquiry, "go_on", lambda: order.append("go on"))
    explorer.page._go_on()
    assert order == ["pause", "go on"]


def test_another_seed_is_another_luck_for_both(explorer: Explorer) -> None:
    before = explorer.comparison
    explorer.control("seed").value = 11
    found = explorer.comparison
    assert before is not None and found is not None
    assert [one.seed for one in found.scenarios] == [11, 11] == [found.manifest.seed, explorer.scenario.seed]
    assert not found.values("baseline", "npv").equals(before.values("baseline", "npv"))
    assert "draw of the luck (seed): 11" in texts(explorer)


def test_fields_are_told_by_what_they_are_called(today: Scenario) -> None:
    draft = (
        Draft()
        .with_edit(Edit(("portfolio", "pools", "developers", "capacity"), 8.0))
        .with_edit(Edit(("portfolio", "projects", "P02", "mandatory"), True))
        .with_edit(Edit(("pmo", "levels"), []))
        .with_edit(Edit(("horizon",), "2029-06-30"))
    )
    assert told(draft, today) == (
        "Developers, people at the start: 8\xa0FTE; P02, mandatory (forced in): yes; "
        "PMO, planned changes of maturity: changed; 1 more field changed"
    )


def test_a_panel_is_made_when_it_is_looked_at_and_stands_where_the_draft_does(explorer: Explorer) -> None:
    explorer.control("wip_limit").value = 1
    button(explorer, "All controls").click()
    for title in ("Policies", "PMO"):
        explorer.page.all.open(title)
    assert explorer.page.all.control("policy/release/wip_limit").value == 1
    explorer.page.all.control("policy/release/wip_limit").value = 2
    assert explorer.control("wip_limit").value == 2 and limit(explorer) == 2
    button(explorer, "Undo").click()
    assert explorer.page.all.group("Policies").control("policy/release/wip_limit").value == 1


def test_how_many_futures_and_how_exactly_is_set_in_the_panel_run(
    today: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refining, "REST", 0.0)

    async def scene() -> Explorer:
        explorer = Explorer(today, 5, ANYTHING)
        explorer.control("wip_limit").value = 1
        run = explorer.page.all.group("Run")
        assert isinstance(run, RunPanel) and (run.settled.value, run.most.value) == (5, 5)
        for control, value, expected in (
            (run.settled, 20, 20),
            (run.amount, 1.0, 20),
            (run.most, 60, 60),
            (run.amount, 1e9, 20),
        ):
            control.value = value
            await explorer.finished()
            assert explorer.comparison is not None
            assert len(explorer.comparison.futures["baseline"]) == expected
        return explorer

    explorer = asyncio.run(scene())
    assert "precise enough" in texts(explorer)
    assert len(explorer.page.inquiry.history.before) == 1


def test_the_panel_run_says_what_undo_leaves(explorer: Explorer) -> None:
    explorer.page.all.open("Run")
    assert "Undo and Reset leave them" in texts(explorer)
