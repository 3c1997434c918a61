"""What boards are told, and how often they look, where it follows maturity."""

import numpy as np
import pytest

from tests.engines.build import day, lived, policy, same_paths
from tests.engines.portfolios import mixed
from workbench import evidence
from workbench.engines.plan import plan_of
from workbench.errors import InputError
from workbench.policies import LevelStep, Pmo, Reports, ReviewCadence, Reviews, Telling


def table(effect: str, level: int) -> float:
    return evidence.effect_table(effect)[level - 1][1]


def told(*, by: Telling = Telling.MATURITY, cadence: ReviewCadence = ReviewCadence.BY_MATURITY, **more):
    rules = policy(gates="expected_value").model_copy(
        update={"reports": Reports(by=by), "reviews": Reviews(cadence=cadence)}
    )
    return mixed(policy=rules, **more)


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_uniform_level_has_the_age_and_optimism_of_the_table(level: int) -> None:
    found = plan_of(told(maturity=level)).levels
    rosy = table("status_optimism_probability", level) * table("report_optimism_size", level)
    assert (found.report_age == table("report_age_days", level)).all()
    assert found.optimism == pytest.approx(np.full_like(found.optimism, rosy), rel=1e-12)


def test_boards_meet_as_often_as_the_level_of_the_day_lets_expect() -> None:
    """Every 130 days at level 1; at level 5, from the first board on or after day 400, every 40."""
    better = Pmo(levels=(LevelStep(from_=day(400), maturity=5),))
    plan = plan_of(told(maturity=1, pmo=better))
    turned = plan.levels.day[1]
    gaps, months = np.diff(plan.rules.review_day), plan.rules.review_month
    expected = [table("board_cadence_days", 1 if one < turned else 5) for one in plan.rules.review_day[:-1]]
    assert gaps.tolist() == expected
    assert len(set(months.tolist())) == len(months)


def test_without_strength_better_levels_change_nothing_of_what_is_told() -> None:
    better = Pmo(levels=(LevelStep(from_=day(31), maturity=5),), effect_strength=0.0)
    levels = plan_of(told(maturity=2, pmo=better)).levels
    for name in ("report_age", "optimism"):
        table_of = getattr(levels, name)
        assert (table_of == table_of[:, :1]).all(), name


def test_both_engines_agree_and_a_better_level_is_told_sooner() -> None:
    """`lived` compares the engines bit for bit."""
    poor, good = (lived(told(maturity=level), 6) for level in (1, 5))
    assert not all(same_paths(one.path, other.path) for one, other in zip(poor, good, strict=True))


def test_the_stated_way_is_left_out_of_files_and_hashes() -> None:
    assert "by" not in Reports().model_dump()
    assert Reports(by=Telling.MATURITY).model_dump()["by"] is Telling.MATURITY


def test_following_maturity_needs_a_stated_one() -> None:
    with pytest.raises(InputError) as found:
        told(maturity=None)
    assert {one.path for one in found.value.problems} == {
        ("policy", "reviews", "cadence"),
        ("policy", "reports", "by"),
    }
