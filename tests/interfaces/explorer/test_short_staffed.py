"""Teams that never start because too few people are left: told beside the control and on the card."""

from datetime import date

import pytest

from workbench import Scenario
from workbench.experiment import simulate
from workbench.interfaces.explorer.app import Explorer
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import assumed
from workbench.interfaces.explorer.questions import PEOPLE
from workbench.interfaces.explorer.session import Session
from workbench.interfaces.explorer.short_staffed import short_staffed, short_words
from workbench.interfaces.explorer.start.brought import read_pasted, read_words
from workbench.interfaces.explorer.start.start_page import StartPage
from workbench.interfaces.explorer.what_if import WhatIf

HEAD = "name\tvalue_per_year\tduration_days\tteam_size\tdue_date\tbudget"
AUTUMN = date(2027, 9, 1)


@pytest.fixture(scope="module")
def pasted() -> Scenario:
    """Eight projects of two people, the third of four; nobody said how many people there are."""
    rows = [f"P{k}\t{100_000 + k}\t60\t{4 if k == 3 else 2}\t2028-0{1 + k}-28\t60000" for k in range(1, 9)]
    return read_pasted("\n".join([HEAD, *rows]), date(2026, 11, 29)).scenario


def without_people(scenario: Scenario, number: float, since: date | None = None) -> Scenario:
    return WhatIf(pool="people", people=number, since=since).of(scenario)


def finished(scenario: Scenario) -> dict[str, int]:
    projects = simulate(scenario, 12).projects
    counts = projects.groupby("project")["finish"].apply(lambda column: int(column.notna().sum()))
    return {str(name): int(number) for name, number in counts.items()}


def test_an_inferred_pool_has_room_for_every_team(pasted: Scenario) -> None:
    assert short_staffed(pasted) == ()
    assert min(finished(pasted).values()) > 0


def test_who_is_told_never_to_start_never_ends_and_the_others_do(pasted: Scenario) -> None:
    fewer = without_people(pasted, -1)
    (short,) = short_staffed(fewer)
    assert (short.projects, short.people, short.team) == (("P3",), 3, 4)
    ended = finished(fewer)
    assert ended["P3"] == 0 and all(number > 0 for name, number in ended.items() if name != "P3")
    assert short_words(fewer) == (
        "P3 needs 4 people at once, and at most 3 are there: the team never starts."
    )
    all_but_one = without_people(pasted, -3)
    assert short_words(all_but_one).startswith(
        "P1, P2 and 6 more need up to 4 people at once, and at most 1 is"
    )
    assert max(finished(all_but_one).values()) == 0


def test_projects_of_one_name_do_not_hide_one_another(pasted: Scenario) -> None:
    portfolio = pasted.portfolio
    alike = tuple(one.model_copy(update={"name": "Portal"}) for one in portfolio.projects)
    twins = pasted.model_copy(update={"portfolio": portfolio.model_copy(update={"projects": alike})})
    (short,) = short_staffed(without_people(twins, -1))
    assert (len(short.projects), short.team) == (1, 4)
    assert short_words(without_people(twins, -1)) == (
        f"{alike[2].id} Portal needs 4 people at once, and at most 3 are there: the team never starts."
    )


def test_one_person_is_no_people() -> None:
    alone = read_pasted(f"{HEAD}\nA\t1000\t20\t1\t2028-01-28\t1000", date(2026, 11, 29)).scenario
    assert short_words(without_people(alone, -1)).startswith("A needs 1 person at once, and at most 0 are")


def test_what_has_begun_before_people_leave_may_end(pasted: Scenario) -> None:
    later = without_people(pasted, -1, AUTUMN)
    assert short_words(later, AUTUMN).endswith(
        "at most 3 are there from 1 Sep 2027 on: a team that has not begun by then never starts."
    )


def test_the_card_says_so_and_so_does_the_control_behind_it(pasted: Scenario) -> None:
    page = StartPage(Session(pasted), Home(), lambda *_: None, lambda _: None, (5,))
    card = next(one for one in page.cards if one.question is PEOPLE)
    assert "P3 needs 4 people at once" in card.said and card.draft.levers.people == -1
    card.control.slider.value = 1.0
    assert "at once, and at most" not in card.said

    explorer = Explorer(pasted, 5, PEOPLE)
    explorer.page.all.open("People")
    groups = (explorer.page.asked_for, explorer.page.all.group("People"))
    for group in groups:
        assert group.widget.states["people"]["advice"].startswith("P3 needs 4 people at once")
    explorer.control("people").value = 1.0
    for group in groups:
        assert group.widget.states["people"]["advice"] == ""


def test_a_scenario_that_is_short_of_people_says_so_before_anything_is_changed(pasted: Scenario) -> None:
    assert not any("never start" in one for one in assumed(pasted))
    assert any("P3 needs 4 people at once" in one for one in assumed(without_people(pasted, -1)))


def test_the_start_that_nobody_stated_is_among_what_was_assumed() -> None:
    found = read_pasted(f"{HEAD}\nA\t1000\t20\t1\t2028-01-28\t1000", date(2026, 11, 29))
    assert "start of the portfolio: 2026-12-01, the first day of the month after it was read" in read_words(
        found
    )
