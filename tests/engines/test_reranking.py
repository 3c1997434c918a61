"""A review that plans anew ranks anew: who waits for people changes places by what is believed then."""

from __future__ import annotations

import numpy as np

from tests.engines.build import Story, day, package, pool, project, scenario, twice
from workbench.engines.draws import draw
from workbench.engines.path import REVIEW_STAGE, Decision
from workbench.engines.plan import plan_of
from workbench.model import BenefitProfile, Lateness
from workbench.policies import LevelStep, Pmo, Policy

RISING = Pmo(levels=(LevelStep(from_=day(95), maturity=4),))
"""What boards believe of a duration at a new level is nearer to the truth of each project."""

LATE = {"A": 101.0, "B": 100.0}
"""Cost of a day of delay: at equal durations A goes first, if by a hair."""

FUTURES = 30


def futures(replanning: str, intake: float = 0.0) -> list[Story]:
    """A and B wait for the one developer, who is with C until day 140; a review sits on day 120."""
    waiting = [
        project(
            name,
            *(8.0, 8.0, 8.0, 8.0, 8.0),
            intake=intake,
            due=130.0,
            lateness=Lateness(per_day=cost),
            benefit=BenefitProfile(per_year=500_000, plateau_years=5),
        )
        for name, cost in LATE.items()
    ]
    busy = project(
        "C", package("work", {"law": "fixed", "value": 140.0}), due=1.0, lateness=Lateness(per_day=9_000)
    )
    rules = Policy.model_validate(
        {
            "gates": {"rule": "expected_value", "replanning": replanning},
            "reviews": {"cadence": "monthly"},
            "dispatch": {"index": "cd3"},
        }
    )
    people = [pool(capacity=1, cost_per_fte_day=10)]
    plan = plan_of(
        scenario([*waiting, busy], people, policy=rules, maturity=1, pmo=RISING, horizon=900, seed=5)
    )
    draws = draw(plan, range(FUTURES))
    return [Story(plan, draws, row, path) for row, path in enumerate(twice(plan, draws))]


def b_goes_first(one: Story) -> bool:
    return one.begins("B/w0") < one.begins("A/w0")


def test_without_planning_anew_the_order_of_release_stands() -> None:
    told = futures("never")
    assert all(
        one.begins("C/work") == 0.0 and min(one.begins("A/w0"), one.begins("B/w0")) > 120.0 for one in told
    )
    assert not any(map(b_goes_first, told))


def test_a_review_that_plans_anew_moves_projects_in_the_queue_by_what_is_believed_then() -> None:
    """Beliefs of the new level are those of the same luck where A and B are released at that level."""
    told, at_new_level = futures("at_sittings"), futures("never", intake=125.0)
    moved = [b_goes_first(one) for one in told]
    expected = []
    for one in at_new_level:
        a, b = (one.path.belief_at_release[one.plan.projects.ids.index(name)] for name in LATE)
        expected.append(LATE["B"] / b > LATE["A"] / a)
    assert moved == expected
    assert 5 <= sum(moved) <= FUTURES - 5


def test_the_review_itself_only_lets_them_go_on() -> None:
    """Ranking anew is no decision of its own in the log: both are told to go on, before and after."""
    for one in futures("at_sittings"):
        gates = one.path.gates
        before = (gates.stage == REVIEW_STAGE) & (gates.day <= 120.0)
        assert before.any() and (gates.decision[before] == Decision.GO).all()
        assert np.isfinite(gates.belief[before]).all()
