"""The table of projects says what the run says of each, and a row opens the story of one future."""

import re
from collections.abc import Callable

import pytest

from workbench import Scenario
from workbench.experiment.by_project import ByProject
from workbench.experiment.project_fates import COMPLETED, HELD, SELECTED, STARTED, STOPPED, Fates, gaps
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.views import Projects, Seen
from workbench.policies import SelectionRule

See = Callable[[Scenario, Scenario, int], Seen]
Many = Callable[[int], Scenario]


def no_redraw() -> None:
    """Nothing is clicked here."""


def rows(view: Projects) -> dict[str, dict[str, list[str]]]:
    titles = [re.split(",", one["title"])[0] for one in view._listing.columns]
    return {
        row["id"]: {title: cell["text"] for title, cell in zip(titles, row["cells"], strict=True)}
        for row in view._listing.rows
    }


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
    view.shown(see(today, WhatIf(wip_limit=1).of(today), 20))
    assert "innerHTML" not in view._listing._esm
    view._listing.chosen = "P01"
    story = view._story.widget.value
    assert "<script>" not in story
    assert "&lt;script&gt;" in story
    assert "Over all 20 simulated futures" in story
    assert re.search(r"Simulated future \d+ of seed 7", story)
    assert story.count("<section>") == 2
    view._listing.chosen = ""
    assert view._story.widget.value == ""


def test_the_story_is_of_a_future_that_stands_in_the_middle(today: Scenario, see: See) -> None:
    view = Projects(no_redraw)
    seen = see(today, WhatIf(wip_limit=1).of(today), 31)
    view.shown(seen)
    view._listing.chosen = "P03"
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
    assert rows(view)["P09"]["started"][0] == "not in it"
    view._listing.chosen = "P09"
    assert view._story.widget.value.count("<section>") == 1


def test_nothing_changed_has_one_line_and_no_difference(today: Scenario, see: See) -> None:
    view = Projects(no_redraw)
    assert "Four projects." in view.shown(see(today, WhatIf().of(today), 20)).words
    assert all(len(cells["value"]) == 1 for cells in rows(view).values())
    assert all(cells["difference"] == [""] for cells in rows(view).values())


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
