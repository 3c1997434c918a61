"""Who gets the green light: the line, what the plan promises, ways above it, and clashes in words."""

import asyncio
import re

import pytest

from tests.engines.build import pool, project, scenario
from workbench import compare
from workbench.experiment.selecting.select import select
from workbench.interfaces.explorer import LinePage
from workbench.interfaces.explorer.line import Rule
from workbench.interfaces.explorer.wishes import Wish
from workbench.interfaces.wording.green_lights import ways_words
from workbench.model import BenefitProfile, Project
from workbench.scenario import Scenario


def today() -> Scenario:
    """Seven projects of one cost, of which five fit; E must be done, F is worth less than it costs."""

    def one(name: str, worth: float) -> Project:
        benefit = BenefitProfile(per_year=worth, plateau_years=2)
        return project(name, 20.0, benefit=benefit, mandatory=name == "E", value_cv=0.5)

    worth = {"A": 9_000, "B": 8_000, "C": 7_000, "D": 5_000, "E": 900, "F": 800, "G": 4_000}
    people = [pool(capacity=7.0, cost_per_fte_day=100.0)]
    projects = [one(name, money) for name, money in worth.items()]
    return scenario(projects, people, budgets={2027: 10_000.0}, discount_rate=0.1, horizon=600)


@pytest.fixture
def page() -> LinePage:
    return LinePage(today(), 40)


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html)).strip()


def cards(page: LinePage) -> dict[str, dict]:
    return {card["key"]: card for card in page._drawing.cards}


def test_the_page_shows_the_list_that_select_finds_and_says_who_is_not_on_it(page: LinePage) -> None:
    assert page.line is not None and page._problem.value == ""
    assert page.line.projects == select(today()).projects == ("A", "B", "C", "D", "E")
    said = text(page._answer.value)
    assert said.startswith("5 of 7 projects get the green light; G and F do not.")
    assert "than today’s with the same money" in said or "today’s list with the same money" in said
    assert "optimal (proven)" in said
    assert [card["key"] for card in page._drawing.cards] == ["line", "plan", "ways"]
    assert text(page._note.value).endswith(".") and "In short: 5 of 7" in text(page._note.value)


def test_each_project_stands_on_its_side_of_the_line_with_a_reason_below_it(page: LinePage) -> None:
    rows = {row[0]: row for row in cards(page)["line"]["rows"]}
    assert {name for name, row in rows.items() if row[1] == "above"} == set("ABCDE")
    assert rows["E"][4] == "under way or mandatory"
    assert "the budget of 2027 by €2.0k" in rows["G"][4]
    assert "more than it brings" in rows["F"][4]


def test_plan_and_simulation_are_those_of_the_very_same_scenarios(page: LinePage) -> None:
    assert page.line is not None
    found = compare(page.line.scenarios(), 40)
    for row, name in zip(cards(page)["plan"]["rows"], found.names[::-1], strict=True):
        mean = found.values(name, "npv").mean()
        assert float(row[2].removeprefix("€").removesuffix("k")) == pytest.approx(mean / 1000, abs=0.06)
        assert row[5] == "40"


def test_a_way_above_the_line_is_confirmed_by_simulation_or_not(page: LinePage) -> None:
    assert page.controls["project"].value == "G"
    ways = cards(page)["ways"]
    assert ways["spec"] is not None and "G" in ways["title"]
    assert {row[3] for row in ways["rows"]} <= {"confirmed", "not confirmed", "undecided"}
    assert page._confirmed is not None
    assert ways_words("G", page._confirmed) in text(page._note.value)
    more = next(row for row in ways["rows"] if "more budget" in row[0])
    assert more[3] == "confirmed"


def test_forced_in_and_out_by_hand(page: LinePage) -> None:
    page.by_hand.force_in("F")
    page.by_hand.force_out("A")
    assert page.line is not None
    assert "F" in page.line.projects and "A" not in page.line.projects
    assert "forced in: F; forced out: A" in page.by_hand._said.value
    rows = {row[0]: row for row in cards(page)["line"]["rows"]}
    assert rows["F"][4] == "forced in by hand" and rows["A"][4].startswith("Turned down by hand")
    page.by_hand.free("F")
    page.by_hand.free("A")
    assert page.line.wish == Wish()


def test_everything_proposed_is_said_to_exceed_the_budget(page: LinePage) -> None:
    page.controls["rule"].value = Rule.ALL
    said = text(page._answer.value)
    assert said.startswith("All 7 projects get the green light. It is today’s list.")
    assert "exceeds the budget of 2027 by €4.0k" in said
    assert "Nothing is below the line" in cards(page)["ways"]["note"]


def test_wishes_that_clash_are_explained_and_the_last_list_stays(page: LinePage) -> None:
    page.controls["budget"].value = 40
    before = page._answer.value, page._drawing.cards
    for one in "AB":
        page.by_hand.force_in(one)
    assert "B must be selected" in page._problem.value
    assert "At least missing: €2.0k" in page._problem.value
    assert "last list that can be" in page._problem.value
    assert page.line is not None and page.line.wish.include == ("A",)
    assert before[0] != page._answer.value
    assert page._drawing.waiting is False
    page.by_hand.free("B")
    assert page._problem.value == ""


def test_in_a_notebook_it_answers_beside_the_page() -> None:
    async def opened() -> LinePage:
        page = LinePage(today(), 30)
        assert "A moment" in page._answer.value
        await page.finished()
        return page

    assert "5 of 7" in asyncio.run(opened())._answer.value


def test_names_are_escaped() -> None:
    named = today()
    projects = tuple(one.model_copy(update={"name": "<i>x</i>"}) for one in named.portfolio.projects)
    portfolio = named.portfolio.model_copy(update={"projects": projects})
    page = LinePage(named.model_copy(update={"portfolio": portfolio}), 5)
    page.controls["budget"].value = 30
    page.by_hand.force_in("A")
    page.by_hand.force_in("B")
    assert "must be" in page._problem.value
    assert "<i>" not in page._problem.value + page._answer.value + page._note.value
