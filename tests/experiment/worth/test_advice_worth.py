"""The worth of advice: exactly nothing if nobody listens, verdicts that allow for all parts, honest words."""

import json
import math

import numpy as np
import pytest

from tests.engines.build import package, policy, pool, project, scenario
from tests.engines.portfolios import mixed
from tests.engines.test_advice import advised, uncertain
from tests.engines.test_governance import RISING
from tests.engines.test_keeping import kept
from workbench.errors import InputError
from workbench.experiment.worth.advice import (
    INFORMS,
    MEASURES,
    Advised,
    Measure,
    advised_of,
    weighs_value,
    with_gates,
)
from workbench.interfaces.studies.advising import advice_answer
from workbench.interfaces.studies.advising_json import advice_json
from workbench.policies import Allocation, GateRule, Pmo, PmoCadence, Role
from workbench.scenario import Scenario

FUTURES = 300


@pytest.fixture(scope="module")
def planted() -> Advised:
    """Half of the projects are bad on average, and what they are worth is very uncertain."""
    return advised_of(uncertain(pmo={"cost_per_fte": 50.0}), FUTURES)


def always() -> Scenario:
    """The same, but gates always let go on; testers and developers in turns."""
    made = [
        project(
            f"P{k}",
            package("a", 4.0 + k),
            package("t", 9, {"test": 1}),
            package("b", 3, after=("a",)),
            package("c", 3, {"test": 1}, after=("b",)),
        )
        for k in range(6)
    ]
    return scenario(made, [pool(capacity=2), pool("test", 2)])


def test_nobody_who_listens_and_nobody_else_who_looks_are_worth_exactly_nothing(planted: Advised) -> None:
    unheard, alone = planted.followed()[0], planted.by_assessors()[0]
    for one in (unheard, alone):
        assert not planted.gains(one.part).any() and one.part.is_nothing
        assert one.better is None and (one.worth.low, one.worth.high) == (0.0, 0.0)


def test_advice_pays_more_where_it_is_followed_more_and_a_pmo_that_decides_does_no_worse(
    planted: Advised,
) -> None:
    curve = planted.followed()
    assert 0.0 == curve[0].worth.value < curve[2].worth.value < curve[4].worth.value
    assert [one.better for one in curve[2:]] == [True, True, True]
    told = {one.part.advice.role: one for one in planted.roles()}
    assert told[Role.NONE].better is False
    assert told[Role.DECIDES].worth.value == told[Role.ADVISES].worth.value
    assert told[Role.ADVISES].wrongly_stopped.high < 0.0


def test_all_parts_meet_the_same_futures_and_verdicts_allow_for_those_that_can_differ(
    planted: Advised,
) -> None:
    assert planted.parts[0] == INFORMS and planted.values.shape == (
        len(planted.parts),
        FUTURES,
        len(MEASURES),
    )
    # None, advises, decides, three shares between, two and five assessors, kept.
    assert planted.looked_at == 9
    alone = advised_of(uncertain(), 40)
    assert (alone.values[:, :, 0] == planted.values[:, :40, 0]).all()


def test_what_it_may_cost_is_told_in_people_until_the_horizon(planted: Advised) -> None:
    """No discount: 400 days at 50 a year."""
    person = 400 * 50 / planted_days(planted)
    assert planted.person == pytest.approx(person)
    assert planted.people(3 * person) == pytest.approx(3)
    assert math.isnan(advised_of(uncertain(), 2).people(1.0))


def planted_days(found: Advised) -> float:
    portfolio = found.base.portfolio
    return portfolio.calendar.days_per_year(portfolio.start, found.base.horizon)


def test_the_sentence_says_what_it_is_worth_and_that_nobody_listening_makes_it_nothing(
    planted: Advised,
) -> None:
    lead = " ".join(advice_answer(planted).lead)
    assert "If every guess is right, advice of three assessors that is always followed is worth" in lead
    assert "If nobody listens it is worth exactly nothing." in lead
    assert "What the assessors cost is not in it" in lead
    titles = [one.title for one in advice_answer(planted).sections]
    assert len(titles) == 4 and titles[1] == "What if it is not always followed?"
    rows = advice_answer(planted).sections[1].grids[0].rows
    assert rows[0] == ("0", "0 (exactly)", "the same")
    for section in advice_answer(planted).sections:
        assert section.picture is not None and section.picture() is not None


def test_where_gates_always_go_advice_cannot_matter_and_the_answer_says_what_if() -> None:
    found = advised_of(always(), 20)
    assert not found.weighs and [one.part for one in found.roles()] == [INFORMS]
    lead = " ".join(advice_answer(found).lead)
    assert "gates and reviews always let go on, so advice can change nothing" in lead
    assert "--gates expected_value" in lead
    assert len(advice_answer(found).sections) == 1
    content = json.loads(advice_json(found))
    assert content["boards_weigh_value"] is False and content["roles"] == []
    assert [one["allocation"] for one in content["day_to_day"]] == ["kept"]


def test_without_a_gate_or_a_review_nothing_sits_whatever_the_rule() -> None:
    what = with_gates(always(), GateRule.EXPECTED_VALUE)
    assert not weighs_value(what) and weighs_value(uncertain())
    lead = " ".join(advice_answer(advised_of(what, 4)).lead)
    assert "no gate or review ever sits" in lead and "Fewer than 30 futures" in lead


def test_the_part_that_a_scenario_states_is_left_out_but_its_assessors_count() -> None:
    stated = advised(uncertain(3), role="decides", assessors=4, followed=0.2)
    found = advised_of(stated, 3)
    assert found.base.pmo.advice == INFORMS.advice and found.assessors == 4
    assert {one.part.advice.assessors for one in found.followed()} == {4}


def test_people_kept_are_told_against_people_pooled(planted: Advised) -> None:
    kept = planted.day_to_day()[0]
    assert kept.part.allocation is Allocation.KEPT
    own = advised_of(always(), 20)
    assert np.isfinite(own.day_to_day()[0].worth.value)


def test_what_is_stopped_is_told_as_a_difference_on_the_same_futures(planted: Advised) -> None:
    """Paired: far narrower than two levels side by side; of a PMO that informs the level itself is shown."""
    told = next(one for one in planted.roles() if one.part.advice.role is Role.ADVISES)
    by_hand = planted.values[planted.parts.index(told.part), :, 1] - planted.values[0, :, 1]
    assert told.wrongly_stopped.value == pytest.approx(by_hand.mean())
    level = planted.level(INFORMS, Measure.WRONGLY_STOPPED)
    assert level.value == pytest.approx(planted.values[0, :, 1].mean())
    rows = {row[0]: row for row in advice_answer(planted).sections[0].grids[0].rows}
    assert rows["The PMO informs"][3].endswith("in all") and rows["The PMO advises"][3].startswith("−")


def test_escalation_is_looked_at_where_dates_are_promised_as_the_scenario_states_it() -> None:
    assert len(advised_of(always(), 2).day_to_day()) == 1
    due = [one.model_copy(update={"due": 12.0}) for one in always().portfolio.projects]
    promised = always().portfolio.model_copy(update={"projects": tuple(due)})
    what = always().model_copy(update={"portfolio": promised})
    found = advised_of(kept(what, escalation={"cadence": "quarterly", "tolerated": 3}), 40)
    part = found.day_to_day()[1].part
    assert (part.escalation.cadence, part.escalation.tolerated) == ("quarterly", 3.0)
    assert advised_of(what, 2).day_to_day()[1].part.escalation.cadence is PmoCadence.MONTHLY
    row = advice_answer(found).sections[0].grids[0].rows[1]
    assert row[0] == "Late projects go first (3 days)" and len(row) == 4


def test_planning_anew_is_looked_at_where_levels_change_and_only_there() -> None:
    """Dispatch by slack, levels from day 95 on: some start moves, so some net value does."""
    rules = policy(release={"index": "cd3", "wip_limit": 8}, dispatch="minimum_slack")
    found = advised_of(mixed(9, policy=rules, maturity=1, pmo=Pmo(levels=RISING.levels)), 30)
    parts = [one.part for one in found.day_to_day()]
    assert [one.replans for one in parts] == [PmoCadence.NEVER, PmoCadence.NEVER, PmoCadence.MONTHLY]
    assert found.gains(parts[2]).any() and not parts[2].is_nothing
    answer = advice_answer(found)
    assert answer.sections[-1].grids[0].rows[2][0] == "Planned anew"
    assert any("lanning anew for dispatch as levels change" in one for one in answer.lead)
    assert json.loads(advice_json(found))["day_to_day"][2]["replans"] == "monthly"
    flat = advised_of(mixed(9, policy=rules, maturity=1), 2)
    assert all(one.part.replans is PmoCadence.NEVER for one in flat.day_to_day())


def test_one_future_is_refused() -> None:
    with pytest.raises(InputError, match="two at least"):
        advised_of(uncertain(), 1)
