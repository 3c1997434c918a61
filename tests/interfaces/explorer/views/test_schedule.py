"""The schedule tells what the tables of a run tell, of as many projects as a picture holds."""

import re
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from workbench import Scenario
from workbench.charts.picture import Picture
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.views import Schedule, Seen
from workbench.interfaces.explorer.views.finishes import Finishes
from workbench.interfaces.explorer.views.paging import MOST
from workbench.model.benefit import Lateness

See = Callable[[Scenario, Scenario, int], Seen]
Many = Callable[[int], Scenario]


def no_redraw() -> None:
    """Nothing is clicked here."""


def texts(chart: Picture | None) -> str:
    assert chart is not None
    return str(chart.to_dict())


def test_dates_and_chances_are_those_of_the_run(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf(wip_limit=1).of(today), 40)
    rows = Finishes(seen).rows(["P01", "P02"]).set_index("label")
    table = seen.comparison.commitments().set_index(["scenario", "project"])
    labels = {one.id: one.name or one.id for one in today.portfolio.projects}
    for key, name in zip(("today", "what_if"), seen.comparison.names, strict=True):
        for project in ("P01", "P02"):
            own, row = table.loc[(name, project)], rows.loc[labels[project]]
            assert row[f"chance_{key}"] == own["probability"]
            for quantile in ("p10", "p50", "p90"):
                pd.testing.assert_index_equal(
                    pd.Index([row[f"{quantile}_{key}"]]), pd.Index([own[f"finish_{quantile}"]])
                )


@pytest.mark.parametrize("what_if", [WhatIf(wip_limit=1), WhatIf(people=2.0, pool="developers"), WhatIf()])
def test_kept_dates_as_said_are_the_sum_of_their_chances(today: Scenario, see: See, what_if: WhatIf) -> None:
    seen = see(today, what_if.of(today), 40)
    words = Schedule(no_redraw).shown(seen).words
    table = seen.comparison.commitments()
    sums = table.groupby("scenario", sort=False)["probability"].sum()
    found = re.search(r"Kept, of two promised dates: ([\d.]+)(?: today and ([\d.]+) with)?", words)
    assert found is not None
    assert float(found[1]) == pytest.approx(sums["baseline"], abs=0.051)
    if found[2]:
        assert float(found[2]) == pytest.approx(sums["what-if"], abs=0.101)


def test_what_gets_worse_is_named_and_names_are_text(today: Scenario, see: See) -> None:
    shown = Schedule(no_redraw).shown(see(today, WhatIf(wip_limit=1, release="random").of(today), 60))
    assert "<script>" not in shown.words
    seen = see(today, WhatIf(pool="developers", people=-2.0).of(today), 60)
    words = Schedule(no_redraw).shown(seen).words
    for project in seen.promises.lost:
        assert "worse" in words
        assert seen.promises.names[project].replace("<", "&lt;").replace(">", "&gt;") in words


def test_without_promises_no_chance_is_drawn_or_told(today: Scenario, see: See) -> None:
    nothing = {"due": None, "lateness": Lateness()}
    projects = tuple(one.model_copy(update=nothing) for one in today.portfolio.projects)
    portfolio = today.portfolio.model_copy(update={"projects": projects})
    plain = today.model_copy(update={"portfolio": portfolio})
    shown = Schedule(no_redraw).shown(see(plain, WhatIf(wip_limit=1).of(plain), 20))
    assert "No project has a promised date." in shown.words
    (card,) = shown.cards
    assert "chance to keep it" not in texts(card.chart)
    assert [row[2:4] for row in card.rows] == [["", ""]] * 4


@pytest.mark.parametrize("count", [1, 60, 500])
def test_a_picture_holds_a_page_of_projects_and_every_project_is_on_one(
    many: Many, see: See, count: int, renamed: Callable[[Scenario], Scenario]
) -> None:
    today = many(count)
    seen = see(today, renamed(today), 5)
    view = Schedule(no_redraw)
    found: list[str] = []
    pages = -(-count // MOST)
    for page in range(pages):
        (card,) = view.shown(seen).cards
        assert len(card.rows) <= MOST
        found += [row[0] for row in card.rows]
        if page + 1 < pages:
            view._paging._later.click()
    assert sorted(found) == sorted(one.name for one in today.portfolio.projects)
    if count > MOST:
        assert f"of {count} projects" in card.title


def test_a_project_that_hardly_ever_ends_and_one_that_is_new_have_words_instead_of_bars(
    many: Many, see: See
) -> None:
    today = many(3)
    late = today.portfolio.projects[0].model_copy(update={"intake": date(2035, 1, 1)})
    extra = late.model_copy(update={"id": "P900", "name": "New one", "intake": date(2027, 2, 1)})
    portfolio = today.portfolio.model_copy(update={"projects": (late, *today.portfolio.projects[1:], extra)})
    seen = see(today, today.model_copy(update={"name": "what-if", "portfolio": portfolio}), 10)
    (card,) = Schedule(no_redraw).shown(seen).cards
    said = texts(card.chart)
    assert "finished in fewer than 1 in 10 futures" in said
    assert "not in this portfolio" in said
    rows = {row[0]: row for row in card.rows}
    assert rows["New one"][5] == "not in this portfolio"
    assert rows["Project 0"][7] == "in fewer than 1 in 10 futures"


def test_what_gets_worse_stands_on_the_first_page(many: Many, see: See) -> None:
    today = many(60)
    seen = see(today, WhatIf(wip_limit=2).of(today), 40)
    assert len(seen.promises.lost) > 3
    (card,) = Schedule(no_redraw).shown(seen).cards
    shown = {row[0] for row in card.rows if row[4] == "worse"}
    lost = {seen.promises.names[one] for one in seen.promises.lost}
    assert shown <= lost
    assert len(shown) == min(MOST, len(lost))


def test_the_order_stands_still_while_a_question_is_refined(many: Many, see: See) -> None:
    today = many(60)
    what_if = WhatIf(wip_limit=10).of(today)
    view = Schedule(no_redraw)
    view.turn()
    first = view.shown(see(today, what_if, 5))
    view_lost = view.shown(see(today, what_if, 20))
    lost = set(see(today, what_if, 20).promises.lost)
    if not lost:
        assert [row[0] for row in first.cards[0].rows] == [row[0] for row in view_lost.cards[0].rows]
