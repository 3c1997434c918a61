"""The table of projects says what the run says of each, and a row opens the story of one future."""

import asyncio
import re
import threading
from collections.abc import Callable

import pytest

from workbench import Scenario
from workbench.experiment.by_project import ByProject
from workbench.experiment.project_fates import COMPLETED, HELD, SELECTED, STARTED, STOPPED, Fates, gaps
from workbench.experiment.story import Future
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.views import Projects, Seen, project_story
from workbench.policies import SelectionRule

See = Callable[[Scenario, Scenario, int], Seen]
Many = Callable[[int], Scenario]


def no_redraw() -> None:
    """Nothing is clicked here."""


def rows(view: Projects) -> dict[str, dict[str, list[str]]]:
    return cells(view, "text")


def cells(view: Projects, part: str) -> dict[str, dict[str, list[str]]]:
    titles = [re.split(",", one["title"])[0] for one in view._listing.columns]
    return {
        row["id"]: {title: cell[part] for title, cell in zip(titles, row["cells"], strict=True)}
        for row in view._listing.rows
    }


def choose(view: Projects, seen: Seen, project: str) -> None:
    """Click its row; the page then draws the view again."""
    view._listing.chosen = project
    view.shown(seen)


def test_a_story_is_told_again_only_by_the_last_answer(today: Scenario, see: See) -> None:
    redrawn: list[None] = []
    view = Projects(lambda: redrawn.append(None))
    what_if = WhatIf(wip_limit=1).of(today)
    rough, whole = see(today, what_if, 10), see(today, what_if, 20)
    choose(view, rough, "P01")
    assert redrawn == [None] and "Over all 10 simulated futures" in view._story.widget.value
    view.shown(whole)
    view.shown(whole)
    assert view._story.widget.value.count("Of an answer before") == 1
    assert "Over all 10 simulated futures" in view._story.widget.value
    assert list(view.steps(whole)) == []
    assert "Over all 20 simulated futures" in view._story.widget.value
    assert "Of an answer before" not in view._story.widget.value


def test_a_story_is_lived_beside_the_page(today: Scenario, see: See, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: set[int] = set()
    lived = project_story.live_through

    def live(scenario: Scenario, number: int) -> Future:
        threads.add(threading.get_ident())
        return lived(scenario, number)

    monkeypatch.setattr(project_story, "live_through", live)

    async def scene() -> tuple[str, str]:
        view = Projects(no_redraw)
        choose(view, see(today, WhatIf(wip_limit=1).of(today), 10), "P01")
        before = view._story.widget.value
        await view._story.finished()
        return before, view._story.widget.value

    before, after = asyncio.run(scene())
    assert "A moment" in before and "Over all 10 simulated futures" in after
    assert threads and threading.get_ident() not in threads


def test_the_story_has_every_range_of_the_table(today: Scenario, see: See) -> None:
    view = Projects(no_redraw)
    choose(view, see(today, WhatIf(wip_limit=1).of(today), 20), "P02")
    over = re.findall(r"Over all 20 simulated futures:</b>(.*?)</p>", view._story.widget.value)
    assert len(over) == 2
    for side in over:
        assert all("(" in part for part in side.split("; "))
        assert re.search(r"net value €[\d.]+m on average \(€[\d.]+m to €[\d.]+m\)", side)


@pytest.mark.parametrize("what_if", [WhatIf(wip_limit=1), WhatIf(demand=1.5), WhatIf(budget=-0.5)])
def test_fates_are_those_of_the_run(today: Scenario, see: See, what_if: WhatIf) -> None:
    seen = see(today, what_if.of(today), 40)
    frame = seen.comparison.projects
    for name in seen.comparison.names:
        fates = Fates.of(ByProject.of(seen.comparison, name))
        for k, project in enumerate(fates.ids):
            own = frame[(frame["scenario"] == name) & (frame["project"] == project)]
            assert fates.shares[STARTED][k] == own["release"].notna().mean()
            assert fates.shares[COMPLETED][k] == own["lead"].notna().mean()
            assert fates.shares[STOPPED][k] == (own["status"] == "terminated").mean()
            assert fates.shares[SELECTED][k] == (own["status"] != "rejected").mean()
            assert fates.shares[HELD][k] + fates.shares[STARTED][k] <= fates.shares[SELECTED][k] + 1e-12
            assert fates.value[k] == pytest.approx(own["npv"].mean())


def test_differences_add_up_to_that_of_the_portfolio(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf(wip_limit=1).of(today), 40)
    found = gaps(*(ByProject.of(seen.comparison, name) for name in seen.comparison.names))
    row = seen.comparison.differences().set_index("measure").loc["npv"]
    assert sum(one.mean.value for one in found.values()) == pytest.approx(row["mean"])
    for one in found.values():
        assert not one.decided or one.mean.low > 0 or one.mean.high < 0


def test_words_and_table_count_the_same(today: Scenario, see: See) -> None:
    view = Projects(no_redraw)
    seen = see(today, WhatIf(pool="developers", people=-2.0).of(today), 60)
    words = view.shown(seen).words
    kinds = [kind for row in view._listing.rows for kind in row["kinds"]]
    names = ("no", "one", "two", "three", "four")
    for kind, verb in (("gain", "gain"), ("loss", "lose")):
        if kinds.count(kind):
            assert f"{names[kinds.count(kind)]} {verb}" in words
    undecided = sum(cells["difference"][0] == "undecided" for cells in rows(view).values())
    assert (f"{names[undecided]} {'is' if undecided == 1 else 'are'} undecided" in words) == (undecided > 0)


def test_names_are_sent_as_text_and_the_story_escapes_them(today: Scenario, see: See) -> None:
    view = Projects(no_redraw)
    seen = see(today, WhatIf(wip_limit=1).of(today), 20)
    view.shown(seen)
    assert "innerHTML" not in view._listing._esm
    choose(view, seen, "P01")
    story = view._story.widget.value
    assert "<script>" not in story
    assert "&lt;script&gt;" in story
    assert "Over all 20 simulated futures" in story
    assert re.search(r"Simulated future \d+ of seed 7", story)
    assert story.count("<section>") == 2
    choose(view, seen, "")
    assert view._story.widget.value == ""


def test_the_story_is_of_a_future_that_stands_in_the_middle(today: Scenario, see: See) -> None:
    view = Projects(no_redraw)
    seen = see(today, WhatIf(wip_limit=1).of(today), 31)
    choose(view, seen, "P03")
    number = re.search(r"Simulated future (\d+)", view._story.widget.value)
    assert number is not None
    finishes = seen.comparison.outcomes["what-if"].finishes("P03")
    assert sorted(finishes)[15] == finishes[int(number[1])]


def test_a_project_that_is_new_is_not_in_todays_line(today: Scenario, see: See) -> None:
    view = Projects(no_redraw)
    extra = today.portfolio.projects[2].model_copy(update={"id": "P09", "name": "New"})
    portfolio = today.portfolio.model_copy(update={"projects": (*today.portfolio.projects, extra)})
    seen = see(today, today.model_copy(update={"name": "what-if", "portfolio": portfolio}), 20)
    assert "one is new" in view.shown(seen).words
    assert rows(view)["P09"]["value"][0] == "not in it"
    choose(view, seen, "P09")
    assert view._story.widget.value.count("<section>") == 1


def test_nothing_changed_has_one_line_and_no_difference(today: Scenario, see: See) -> None:
    view = Projects(no_redraw)
    assert "Four projects." in view.shown(see(today, WhatIf().of(today), 20)).words
    assert all(len(cells["value"]) == 1 for cells in rows(view).values())
    assert all("difference" not in cells for cells in rows(view).values())


def test_every_figure_has_its_range_below_it(today: Scenario, see: See) -> None:
    view = Projects(no_redraw)
    seen = see(today, WhatIf(pool="developers", people=-4.0).of(today), 40)
    view.shown(seen)
    told, spans = rows(view), cells(view, "range")
    sides = [Fates.of(ByProject.of(seen.comparison, name)) for name in seen.comparison.names]
    for k, (project, row) in enumerate(told.items()):
        # What is the same in every future has no range.
        varies = [bool(side.value_low[k] < side.value_high[k]) for side in sides]
        assert [" to " in span for span in spans[project]["value"]] == varies
        assert (" to " in "".join(spans[project]["difference"])) == (row["difference"] != ["none"])
        for title, texts in row.items():
            if title in ("started", "completed", "kept") and any(texts):
                assert all(" to " in span for span in spans[project][title])
    assert "Ranges stand where the pointer rests" not in view._listing.caption
    assert "Below each figure its range" in view._listing.caption


def test_a_column_in_which_all_reads_alike_is_a_sentence(today: Scenario, see: See) -> None:
    view = Projects(no_redraw)
    view.shown(see(today, WhatIf(wip_limit=1).of(today), 20))
    keys = [one["key"] for one in view._listing.columns]
    assert STOPPED not in keys and SELECTED not in keys
    assert "In every future none is turned down" in view._listing.caption
    assert view._listing.caption.endswith("none is stopped and none is held back to the end.")


@pytest.mark.parametrize("count", [1, 60, 500])
def test_any_number_of_projects_is_listed(many: Many, see: See, count: int) -> None:
    today = many(count)
    view = Projects(no_redraw)
    view.shown(see(today, WhatIf(wip_limit=20).of(today), 5))
    assert len(view._listing.rows) == count


def test_what_the_selection_turns_down_is_not_selected(today: Scenario, see: See) -> None:
    selection = today.policy.selection.model_copy(update={"rule": SelectionRule.GREEDY})
    policy = today.policy.model_copy(update={"selection": selection})
    budgets = dict.fromkeys(today.portfolio.budgets, 1000.0)
    poor = today.portfolio.model_copy(update={"budgets": budgets})
    what_if = today.model_copy(update={"name": "what-if", "policy": policy, "portfolio": poor})
    seen = see(today, what_if, 10)
    fates = Fates.of(ByProject.of(seen.comparison, "what-if"))
    total = fates.shares[SELECTED]
    for k in range(len(fates.ids)):
        assert total[k] >= fates.shares[STARTED][k]
