"""What is left of work that has taken a while: as it is, and as boards believe it (oracle 37).

The truth of work under way at the start is drawn given its age (`tests/engines/test_in_flight.py`). Boards
count a package in full until it is done: right for work without memory, and for no other.
"""

import math

import numpy as np
import pytest

from tests.engines.build import package, pool, project, scenario, twice
from workbench.engines.compiled.engine import live
from workbench.engines.draws import draw
from workbench.engines.path import REVIEW_STAGE
from workbench.engines.plan import Plan, plan_of
from workbench.model import BenefitProfile, Exponential, Lognormal
from workbench.policies import Policy

MONTHLY = Policy.model_validate({"gates": {"rule": "expected_value"}, "reviews": {"cadence": "monthly"}})
MEAN, FUTURES = 100.0, 3000


def reviewed(law: Exponential | Lognormal) -> Plan:
    """One package for one developer who costs 10 a day, reviewed every month."""
    worth = BenefitProfile(per_year=1_000_000, plateau_years=5)
    made = [project("A", package("w", law), benefit=worth)]
    return plan_of(scenario(made, [pool(cost_per_fte_day=10)], policy=MONTHLY, horizon=1500))


def finishes(plan: Plan) -> np.ndarray:
    """Day of completion in every future."""
    found: np.ndarray = live(plan, draw(plan, range(FUTURES))).finish[:, 0]
    return found


def left_at(finish: np.ndarray, day: float) -> np.ndarray:
    """Days still to come in the futures in which the review of that day finds it at work."""
    return finish[finish > day] - day


@pytest.mark.parametrize("law", [Exponential(mean=MEAN), Lognormal(mean=MEAN, cv=0.8)])
def test_boards_count_a_package_in_full_until_it_is_done(law: Exponential | Lognormal) -> None:
    plan = reviewed(law)
    sat = [path.gates for path in twice(plan, draw(plan, range(60)))]
    looked = [gates.rest[gates.stage == REVIEW_STAGE] for gates in sat]
    assert max(map(len, looked)) >= 3
    assert np.unique(np.concatenate(looked).round(9)).size == 1


def test_that_belief_is_the_truth_of_work_without_memory_at_any_age() -> None:
    told = finishes(reviewed(Exponential(mean=MEAN)))
    for day in (31.0, 90.0, 181.0):
        left = left_at(told, day)
        assert abs(left.mean() - MEAN) <= 4 * left.std() / math.sqrt(left.size)


def test_of_lognormal_work_less_is_left_at_first_and_more_and_more_once_it_is_late() -> None:
    told = finishes(reviewed(Lognormal(mean=MEAN, cv=0.8)))
    means = [float(left_at(told, day).mean()) for day in (31.0, 181.0, 334.0)]
    assert means[0] < MEAN - 10 and means[0] < means[1] < means[2]
