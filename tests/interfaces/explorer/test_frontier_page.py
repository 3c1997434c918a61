"""Lists within a budget beside today's: one answer, three charts and a clash in words."""

import asyncio
import re
import time

import pytest

from tests.engines.build import pool, project, scenario
from workbench.experiment.selecting.frontier import TODAY, scenarios_of, todays_list
from workbench.interfaces.explorer import FrontierPage
from workbench.interfaces.explorer.aside import Aside
from workbench.interfaces.explorer.wishes import Wish
from workbench.interfaces.wording.frontier import todays, values_of
from workbench.model import BenefitProfile, Project
from workbench.scenario import Scenario


def today() -> Scenario:
    """Six projects of one cost, of which half fits into the budget; two must be done."""

    def one(name: str, worth: float) -> Project:
        benefit = BenefitProfile(per_year=worth, plateau_years=2)
        return project(name, 20.0, benefit=benefit, mandatory=name in "EF", value_cv=0.5)

    worth = {"A": 9_000, "B": 8_000, "C": 7_000, "D": 5_000, "E": 900, "F": 800}
    projects = [one(name, money) for name, money in worth.items()]
    people = [pool(capacity=6.0, cost_per_fte_day=100.0)]
    return scenario(projects, people, budgets={2027: 8_000.0}, discount_rate=0.1, horizon=600)


@pytest.fixture(scope="module")
def page() -> FrontierPage:
    return FrontierPage(today(), 40)


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html)).strip()


def test_todays_list_is_one_of_the_lists_and_lives_through_what_today_lives_through(
    page: FrontierPage,
) -> None:
    from workbench import simulate

    assert page.found is not None
    own = todays(page.found)
    assert own is not None and own.candidate.curve == TODAY
    assert own.candidate.projects == ("A", "B", "C", "D", "E", "F")
    alone = simulate(today(), 40).values(today().name, "npv")
    assert values_of(page.found, own).tolist() == alone.tolist()


def test_the_answer_stands_before_three_charts_and_a_last_line(page: FrontierPage) -> None:
    assert page._problem.value == ""
    said = text(page._answer.value)
    assert said.startswith("The best list found, of ")
    assert "By plan today’s list asks for €4.0k more than the budget of 2027" in said
    assert [card["key"] for card in page._drawing.cards] == ["bad", "strategy", "gains"]
    bad, strategy, _ = page._drawing.cards
    assert bad["spec"] is not None and len(bad["rows"]) == len(page.found.points)
    assert "no project" in strategy["note"].lower()
    assert "In short: " in page._note.value


def test_what_is_said_at_a_mark_names_the_list(page: FrontierPage) -> None:
    assert "On it: all projects." in str(page._drawing.cards[0]["spec"])


def test_a_budget_that_holds_no_list_is_explained_and_the_last_charts_stay(page: FrontierPage) -> None:
    before = page._answer.value, page._drawing.cards
    page.controls["budget"].value = 30
    assert "the budget of 2027" in page._problem.value
    assert "E is mandatory" in page._problem.value
    assert "Below stands the last answer" in page._problem.value
    assert (page._answer.value, page._drawing.cards) == before
    assert page._drawing.waiting is False
    page.controls["budget"].value = 100
    assert page._problem.value == ""


def test_a_wish_says_by_hand_what_it_says_whatever_the_scenario_says() -> None:
    base = Wish(include=("A",)).of(today())
    turned = Wish(0.5, exclude=("A",)).of(base).policy.selection
    assert turned.include == () and turned.exclude == ("A",)
    assert Wish(0.5).of(today()).portfolio.budgets == {2027: 4_000.0}
    assert todays_list(Wish(exclude=("B",)).of(today()), "ours").projects == ("A", "C", "D", "E", "F")
    (one,) = scenarios_of(today(), [todays_list(today(), "ours")])
    assert one.name == "ours"


def test_a_newer_question_drops_the_older_between_two_steps_and_the_page_stays_awake() -> None:
    found: list[int] = []
    taken: list[int] = []

    def steps(question: int):
        for step in range(3):
            time.sleep(0.05)
            taken.append(question)
            yield 10 * question + step if step == 2 else None

    async def asked() -> int:
        aside: Aside[int] = Aside(found.append, lambda error: pytest.fail(str(error)))
        aside.ask(steps(1))
        await asyncio.sleep(0.02)
        aside.ask(steps(2))
        aside.ask(steps(3))
        beats = 0
        while aside._running is not None and not aside._running.done():
            await asyncio.sleep(0.005)
            beats += 1
        return beats

    assert asyncio.run(asked()) > 5
    assert found == [32]
    assert taken.count(1) == 1 and 2 not in taken
