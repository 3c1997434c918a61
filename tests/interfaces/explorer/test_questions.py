"""Six questions that suit the portfolio: each makes a valid what-if, or says why it cannot be asked."""

from datetime import date
from pathlib import Path

import pytest

from workbench import Scenario, load_scenario
from workbench.bundled import bundled
from workbench.errors import InputError
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.asking_first import CHANCE
from workbench.interfaces.explorer.draft import Draft, stated_at
from workbench.interfaces.explorer.new_law import later, planned_cost, usual
from workbench.interfaces.explorer.new_strategy import gaining
from workbench.interfaces.explorer.questions import (
    BUDGET,
    DATES,
    ORDER,
    PEOPLE,
    PMO,
    QUESTIONS,
    STRATEGY,
    Question,
)
from workbench.interfaces.explorer.views.view import View
from workbench.interfaces.explorer.words import said
from workbench.model.portfolio import Unspent
from workbench.scenario.strategy import weights_by_step

EVERY = sorted(
    path
    for path in bundled("scenarios").rglob("*.yaml")
    if "portfolio" not in path.as_posix().split("scenarios/")[-1]
)


@pytest.fixture(scope="module")
def insurer() -> Scenario:
    return load_scenario(bundled("scenarios") / "baseline.yaml")


def changed(scenario: Scenario, **portfolio: object) -> Scenario:
    return scenario.model_copy(update={"portfolio": scenario.portfolio.model_copy(update=portfolio)})


def without_costs(scenario: Scenario) -> Scenario:
    pools = tuple(one.model_copy(update={"cost_per_fte_day": 0.0}) for one in scenario.portfolio.pools)
    return changed(scenario, pools=pools)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_every_bundled_scenario_can_be_asked_all_six(path: Path) -> None:
    scenario = load_scenario(path)
    for question in QUESTIONS:
        asked = question.ask(scenario)
        made = question.default(scenario)(Draft()).of(scenario)
        if asked.cannot:
            assert made.hash == scenario.hash and not asked.live and not asked.controls
            assert "State" in asked.cannot or "Add" in asked.cannot
        else:
            assert asked.live in (asked.controls[0], CHANCE) and 1 <= len(asked.controls) <= 4
            assert (made.hash == scenario.hash) == (question is DATES)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.key)
def test_controls_are_settings_or_fields_that_are_there(question: Question, insurer: Scenario) -> None:
    for control in question.ask(insurer).controls:
        if isinstance(control, str):
            assert control in WhatIf.model_fields or control == CHANCE
        else:
            stated_at(insurer, control)


def test_a_cut_is_of_budgets_and_people_leave_the_busiest_pool(insurer: Scenario) -> None:
    assert BUDGET.ask(insurer).what_if == WhatIf(budget=-0.15)
    assert PEOPLE.ask(insurer).what_if == WhatIf(pool="developers", people=-5.0)


def test_without_budgets_one_below_what_the_plans_need_is_asked(today: Scenario) -> None:
    unlimited = changed(today, budgets={})
    assert BUDGET.ask(unlimited).what_if == WhatIf(allowance=0.85)
    made = WhatIf(allowance=1.0).of(unlimited)
    # 60·3·720 + 20·600 + 40·4·720 + 80·4·720 + 50·2·720 over three years.
    assert made.portfolio.budgets == dict.fromkeys((2027, 2028, 2029), 186_400.0)
    assert made.portfolio.unspent is Unspent.CARRIED_OVER
    assert WhatIf(allowance=1.0).of(today).hash == today.hash


def test_where_nothing_is_stated_it_is_said_what_to_state(today: Scenario) -> None:
    assert "State budgets by year" in BUDGET.ask(without_costs(changed(today, budgets={}))).cannot
    unstated = changed(today, maturity=None)
    assert "portfolio.maturity" in PMO.ask(unstated).cannot
    undated = changed(
        today, projects=tuple(one.model_copy(update={"due": None}) for one in today.portfolio.projects)
    )
    assert "State due dates" in DATES.ask(undated).cannot


def test_one_project_has_no_order_and_can_still_be_asked_the_rest(today: Scenario) -> None:
    single = changed(today, projects=today.portfolio.projects[:1])
    assert "single project" in ORDER.ask(single).cannot
    for question in QUESTIONS:
        question.default(single)(Draft()).of(single)


def test_a_pmo_whose_work_is_stated_closes_and_another_firm_is_asked_for_a_level(
    insurer: Scenario, today: Scenario
) -> None:
    assert PMO.ask(insurer).what_if == WhatIf(pmo=0.0)
    assert PMO.ask(today).what_if == WhatIf(level=1.0)
    closed = PMO.default(insurer)(Draft()).of(insurer)
    assert closed.pmo.upkeep()[-1].yearly == 0.0
    assert {one.what for one in closed.pmo.one_off} >= {"Severance"}


def test_the_pmo_closes_after_notice_from_the_day_that_is_named(insurer: Scenario) -> None:
    later_on = WhatIf(pmo=0.0, since=date(2028, 1, 3)).of(insurer)
    assert later_on.pmo.standards is not None
    (step,) = later_on.pmo.standards.steps
    assert step.from_ > date(2028, 1, 3) and set(step.staff.values()) == {0.0}


def test_strategy_moves_weight_where_boards_rank_by_it_and_keeps_the_sum(insurer: Scenario) -> None:
    asked = STRATEGY.ask(insurer).what_if
    assert (asked.shift, asked.since, gaining(insurer, "")) == (0.5, date(2027, 7, 5), "resilience")
    before, after = weights_by_step(asked.of(insurer).strategy, insurer.portfolio)
    assert after == {"customer": 20.0, "growth": 17.5, "resilience": 62.5, "cost": 30.0}
    assert sum(before.values()) == sum(after.values())


def test_a_law_adds_the_usual_project_without_benefit_and_with_a_date(today: Scenario) -> None:
    asked = STRATEGY.ask(today).what_if
    assert asked.added == 1
    made = asked.of(today)
    new = made.portfolio.projects[-1]
    model = usual(today.portfolio)
    assert (new.mandatory, new.benefit.per_year, new.intake) == (True, 0.0, later(today))
    assert planned_cost(made.portfolio, new) == planned_cost(today.portfolio, model) > 0
    assert isinstance(new.due, date) and new.due > later(today) and new.lateness.per_day > 0


def test_two_laws_have_names_of_their_own_and_a_saved_what_if_can_be_asked_again(today: Scenario) -> None:
    twice = WhatIf(added=2).of(today)
    again = WhatIf(added=1).of(twice)
    ids = [one.id for one in again.portfolio.projects]
    assert len(set(ids)) == len(ids) == len(today.portfolio.projects) + 3


def test_a_date_alone_asks_nothing_and_before_the_start_is_told(today: Scenario) -> None:
    assert not WhatIf(since=date(2028, 1, 3), objective="x").differs
    with pytest.raises(InputError):
        WhatIf(pmo=0.0, since=date(2020, 1, 1)).of(today)


def test_a_later_change_is_said_with_its_date(today: Scenario) -> None:
    assert said(WhatIf(budget=-0.1, since=date(2028, 1, 3)), today).endswith("from 3 Jan 2028 on")


def test_people_and_budgets_change_from_the_day_that_is_named(today: Scenario) -> None:
    day = date(2028, 1, 3)
    made = WhatIf(pool="developers", people=-1, budget=-0.1, since=day).of(today)
    assert {one.from_ for one in made.shocks} == {day}


def test_each_opens_on_a_view_by_its_title() -> None:
    assert {one.tab for one in QUESTIONS} <= {
        "Overview",
        "Value",
        "Schedule",
        "Flow",
        "People",
        "Projects",
        "Explain",
    }
    assert "title" in View.__annotations__
