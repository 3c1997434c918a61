"""What simulated portfolios look like beside what is published about real ones (docs/evidence.md).

Bounds are those of the literature, wider than any range of ours: COCOMO II and Clark (2000) for effort,
surveys for overrun, samples of finished projects for spread.
"""

import numpy as np
import pytest

from tests.engines.build import day, lived
from tests.engines.test_touch_time import organisation, table, touch
from workbench.engines.plan import plan_of
from workbench.policies import LevelStep, Pmo

PACKAGES = 5


def test_at_level_2_work_overruns_by_a_quarter_to_a_half() -> None:
    """Surveys: 30 to 40 % on average; 2,400 projects, a standard error of about 0.01."""
    assert 0.25 <= touch(2, PACKAGES).mean() - 1 <= 0.50


def test_spread_at_level_1_is_about_twice_that_of_level_5() -> None:
    """Log-sd, 1.7 to 2.6 times."""
    wide, narrow = (np.log(touch(level, PACKAGES)).std(ddof=1) for level in (1, 5))
    assert 1.7 <= wide / narrow <= 2.6


def test_going_from_level_1_to_5_saves_as_much_work_as_controlled_studies_say() -> None:
    """Effort at level 5 is 0.63 to 0.87 of that at level 1; simulated on the same luck."""
    before, after = touch(1, PACKAGES), touch(1, PACKAGES, now=5)
    assert 0.63 <= after.mean() / before.mean() <= 0.87


def test_without_effect_it_saves_nothing_but_costs_the_difference_in_managing() -> None:
    """Strength 0: net of overhead, work is the same in every project of every future."""
    assert weak(5) == pytest.approx(weak(1), rel=1e-12)


def weak(now: int) -> np.ndarray:
    """Work without managing, by future, from level 1 to a level whose effects have no strength."""
    pmo = Pmo(levels=(LevelStep(from_=day(0), maturity=now),), effect_strength=0.0)
    plan = plan_of(organisation(1, PACKAGES).model_copy(update={"pmo": pmo}))
    managing = plan.levels.overhead[0, -1]
    assert managing == pytest.approx(table("overhead_in_project_pm", now), rel=1e-12)
    attempts = [one.path.attempts for one in lived(plan, 10)]
    return np.array([float((one.end - one.start).sum()) for one in attempts]) / (1 + managing)
