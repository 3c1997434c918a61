"""The explorer as widgets, without a browser."""

import asyncio
import json
import threading
from dataclasses import replace
from pathlib import Path

import ipywidgets as widgets
import pytest

from workbench import Scenario, compare, load_scenario
from workbench.interfaces.cli import main
from workbench.interfaces.explorer import ANYTHING, Explorer, WhatIf, refining, session
from workbench.interfaces.explorer.controls.levers import has_lever
from workbench.interfaces.explorer.precision import Aim
from workbench.interfaces.explorer.refining import Stage
from workbench.interfaces.explorer.words import LABELS
from workbench.model import Assumption, Filled


def texts(explorer: Explorer) -> str:
    return " ".join(one.value for one in every(explorer.widget) if isinstance(one, widgets.HTML))


def every(widget: widgets.Widget) -> list[widgets.Widget]:
    return [widget, *(one for child in getattr(widget, "children", ()) for one in every(child))]


def button(explorer: Explorer, words: str) -> widgets.Button:
    return next(
        one for one in every(explorer.widget) if isinstance(one, widgets.Button) and one.description == words
    )


@pytest.fixture
def explorer(today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Explorer:
    monkeypatch.chdir(tmp_path)
    return Explorer(today, 25, ANYTHING)


def test_it_opens_on_today(explorer: Explorer) -> None:
    assert "This is today. Move a control." in texts(explorer)
    assert "25 simulated futures" in texts(explorer)
    assert "uncalibrated: literature defaults" in texts(explorer)


def test_what_nobody_stated_is_the_first_line(explorer: Explorer, today: Scenario) -> None:
    filled = (
        Assumption(
            what="pool capacity (1 of 2 pools)", value="<b>6</b> FTE", source="x", bears_on=Filled.CAPACITY
        ),
        Assumption(what="yearly value", value="30%", source="assumed", bears_on=Filled.VALUE),
    )
    portfolio = today.portfolio.model_copy(update={"assumptions": filled})
    said = texts(Explorer(today.model_copy(update={"portfolio": portfolio}), 5, ANYTHING))
    capacity = said.index(
        "Not stated, so assumed: pool capacity (1 of 2 pools): &lt;b&gt;6&lt;/b&gt; FTE (x)."
    )
    ranking = said.index("any gain from ranking projects rests on that.")
    assert capacity < ranking < said.index("This is today.")
    assert "assumed:" not in texts(explorer)


def test_every_setting_has_one_control_with_its_label_and_tooltip(
    explorer: Explorer, today: Scenario
) -> None:
    for name in (one for one in LABELS if has_lever(one, today)):
        control = explorer.control(name)
        assert control.description == LABELS[name]
        assert control.tooltip


def test_controls_stand_at_today(explorer: Explorer, today: Scenario) -> None:
    assert explorer.control("wip_limit").value == 3
    assert explorer.scenario.hash == today.hash


def test_without_budgets_and_maturity_there_are_no_controls_for_them(today: Scenario) -> None:
    portfolio = today.portfolio.model_copy(update={"budgets": {}, "maturity": None})
    bare = Explorer(today.model_copy(update={"portfolio": portfolio}), 5, ANYTHING)
    for name in ("budget", "level", "strength"):
        with pytest.raises(KeyError):
            bare.control(name)


def test_moving_a_control_changes_answer_boards_and_charts(explorer: Explorer) -> None:
    drawing = explorer.drawing
    before, answer = drawing.cards, texts(explorer)
    explorer.control("wip_limit").value = 1
    assert "What-if: at most 1 project at once" in texts(explorer)
    assert texts(explorer) != answer and drawing.cards != before
    assert explorer.comparison is not None
    assert explorer.comparison.scenarios[1].policy.release.wip_limit == 1


def test_reset_goes_back_to_today(explorer: Explorer, today: Scenario) -> None:
    explorer.control("wip_limit").value = 1
    explorer.control("pool").value = "testers"
    explorer.control("people").value = 1.0
    button(explorer, "Reset").click()
    assert explorer.scenario.hash == today.hash
    assert "This is today. Move a control." in texts(explorer)


def test_nobody_can_leave_who_is_not_there(explorer: Explorer) -> None:
    explorer.control("pool").value = "developers"
    explorer.control("people").value = -6.0
    explorer.control("pool").value = "testers"
    assert explorer.control("people").min == -2.0
    assert explorer.control("people").value == -2.0


def test_wrong_input_is_told_and_the_last_good_answer_stays(explorer: Explorer) -> None:
    explorer.control("wip_limit").value = 1
    cards, shown = explorer.drawing.cards, explorer.comparison
    explorer.page.change(lambda draft: replace(draft, levers=WhatIf(pool="<b>nobody</b>", people=1)))
    assert "no pool of this name" in explorer.page.asked_for.widget.states["pool"]["problem"]
    assert "This cannot be answered: see what is marked among the controls." in texts(explorer)
    assert "Still showing: at most 1 project at once." in texts(explorer)
    assert "What-if: at most 1 project at once" in texts(explorer)
    assert explorer.drawing.cards == cards and explorer.comparison is shown
    button(explorer, "Undo").click()
    assert "This cannot be" not in texts(explorer)
    assert not explorer.page.asked_for.widget.states["pool"]["problem"]


def test_two_quick_changes_end_with_the_answer_to_the_last(today: Scenario) -> None:
    async def scene() -> Explorer:
        explorer = Explorer(today, 50, ANYTHING)
        explorer.control("wip_limit").value = 1
        await asyncio.sleep(0.005)
        explorer.control("wip_limit").value = 2
        await explorer.finished()
        return explorer

    explorer = asyncio.run(scene())
    assert explorer.comparison is not None
    assert explorer.comparison.scenarios[1].policy.release.wip_limit == 2
    assert "50 simulated futures" in texts(explorer)
    assert not explorer.drawing.waiting


def test_changes_from_another_thread_are_answered_in_the_thread_of_the_explorer(
    today: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    extend = session.Known.extend

    # Halves of a slice are simulated beside each other; who asks for them is the explorer's thread alone.
    def watched(known: session.Known, upto: int) -> None:
        threads.add(threading.get_ident())
        extend(known, upto)

    monkeypatch.setattr(session.Known, "extend", watched)

    async def scene() -> Explorer:
        explorer = Explorer(today, 50, ANYTHING)
        for limit in (1, 2, 1):
            await asyncio.to_thread(setattr, explorer.control("wip_limit"), "value", limit)
            await asyncio.sleep(0.02)
        await explorer.finished()
        return explorer

    explorer = asyncio.run(scene())
    assert threads == {threading.get_ident()}
    assert explorer.comparison is not None
    expected = compare([today, WhatIf(wip_limit=1).of(today)], 50)
    assert explorer.comparison.differences().equals(expected.differences())


def test_stop_and_refine_further(today: Scenario) -> None:
    async def scene() -> Explorer:
        explorer = Explorer(today, 25, ANYTHING)
        await explorer.finished()
        assert button(explorer, "Stop refining").disabled
        button(explorer, "Refine further").click()
        assert not button(explorer, "Stop refining").disabled
        button(explorer, "Stop refining").click()
        await explorer.finished()
        assert "25 simulated futures" in texts(explorer) and "refining to" not in texts(explorer)
        button(explorer, "Refine further").click()
        await explorer.finished()
        return explorer

    explorer = asyncio.run(scene())
    assert button(explorer, "Stop refining").disabled
    assert "1,000 simulated futures" in texts(explorer) and "precise enough" in texts(explorer)


def test_refining_further_keeps_the_aim_and_never_goes_back(
    today: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Aim] = []
    monkeypatch.setattr(refining.Refining, "ask", lambda *words: asked.append(words[2]))
    explorer = Explorer(today, 5, ANYTHING)
    page = explorer.page
    monkeypatch.undo()
    page.inquiry.ask()
    monkeypatch.setattr(refining.Refining, "ask", lambda *words: asked.append(words[2]))
    answer = page.inquiry._answer
    assert answer is not None
    page.inquiry.aim = Aim(most=20_000, amount=1.0)
    for count, stage, most in (
        (20_000, Stage.ALL, 40_000),
        (30_000, Stage.STOPPED, 60_000),
        (500, Stage.STOPPED, 20_000),
    ):
        page.inquiry._answer = replace(answer, count=count, stage=stage)
        page.inquiry.go_on()
        assert (asked[-1].most, asked[-1].amount) == (most, 1.0)


def test_where_memory_has_no_room_there_is_no_going_on(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    further, found = button(explorer, "Refine further"), explorer.comparison
    assert not further.disabled and found is not None
    monkeypatch.setattr(session, "MOST_ROWS", 4 * min(len(one) for one in found.futures.values()))
    explorer.control("wip_limit").value = 1
    assert further.disabled


def test_stopping_no_longer_says_that_it_goes_on(today: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "is_ready", lambda: False)

    async def scene() -> Explorer:
        explorer = Explorer(today, 200, ANYTHING)
        while "25 simulated futures" not in texts(explorer):
            await asyncio.sleep(0.001)
        button(explorer, "Stop refining").click()
        await explorer.finished()
        return explorer

    said = texts(asyncio.run(scene()))
    assert "25 simulated futures" in said and "stopped" in said and "refining to" not in said


def test_a_saved_what_if_gives_the_very_same_numbers(
    explorer: Explorer, baseline_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    explorer.control("wip_limit").value = 1
    explorer.control("pool").value = "developers"
    explorer.control("people").value = -1.0
    button(explorer, "Save as scenario").click()
    button(explorer, "Save as scenario").click()
    assert [file.name for file in sorted(tmp_path.glob("*.yaml"))] == ["what-if-2.yaml", "what-if.yaml"]
    saved = load_scenario(tmp_path / "what-if.yaml")
    assert saved.hash == explorer.scenario.hash == load_scenario(tmp_path / "what-if-2.yaml").hash
    assert saved.description == "Today, but at most 1 project at once; 1 fewer in Developers"

    assert explorer.comparison is not None
    ours = explorer.comparison.differences()
    assert compare([load_scenario(baseline_file), saved], 25).differences().equals(ours)

    code = main(["compare", str(baseline_file), "what-if.yaml", "-n", "25", "--jobs", "1", "--json"])
    theirs = json.loads(capsys.readouterr().out)["differences"]
    assert not code
    means = {row["measure"]: (row["mean"], row["low"], row["high"]) for row in theirs}
    for row in ours.dropna(subset="mean").to_dict("records"):
        assert means[row["measure"]] == (row["mean"], row["low"], row["high"])


def test_a_folder_that_cannot_be_written_is_told(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    monkeypatch.setattr(Path, "cwd", lambda: gone)
    button(explorer, "Save as scenario").click()
    assert "Not saved" in texts(explorer)


def test_another_width_draws_again(explorer: Explorer) -> None:
    explorer.drawing.width = 440
    dates = next(card for card in explorer.drawing.cards if card["key"] == "dates")
    assert dates["spec"]["width"] == 440


def test_names_of_the_portfolio_are_text(explorer: Explorer) -> None:
    assert "Small &amp; &lt;b&gt;bold&lt;/b&gt;" in texts(explorer)
