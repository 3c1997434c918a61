"""The published curves of what switching takes: their own points, straight lines between, flat beyond."""

import pytest

from tests.engines.build import pool, project, scenario, story
from workbench import evidence
from workbench.engines.rules.duration import switching_loss
from workbench.model import SwitchingCurve

CURVES = list(SwitchingCurve)


def loss(curve: SwitchingCurve, projects: float) -> float:
    return switching_loss(CURVES.index(curve), 0.1, projects, 1.0)


@pytest.mark.parametrize("projects", [2, 3, 4, 5])
def test_weinberg_at_whole_projects_is_his_table(projects: int) -> None:
    cited = evidence.coefficient(f"switching_loss_weinberg_{projects}").base
    assert loss(SwitchingCurve.WEINBERG, projects) == pytest.approx(cited, abs=1e-12)


@pytest.mark.parametrize("projects", [2, 3, 4])
def test_wheelwright_and_clark_is_theirs_but_for_the_gain_at_two(projects: int) -> None:
    cited = evidence.coefficient(f"switching_loss_wheelwright_clark_{projects}").base
    assert loss(SwitchingCurve.WHEELWRIGHT_CLARK, projects) == pytest.approx(max(0.0, cited), abs=0.0005)


def test_tregubov_is_flat_from_two_projects_on() -> None:
    cited = evidence.coefficient("switching_loss_tregubov").base
    found = [loss(SwitchingCurve.TREGUBOV, projects) for projects in (1.5, 2, 9)]
    assert found == pytest.approx([cited / 2, cited, cited])


@pytest.mark.parametrize("curve", CURVES)
def test_every_curve_rises_without_a_jump_from_nothing_at_one_project_a_person(curve: SwitchingCurve) -> None:
    grid = [0.5 + step / 1000 for step in range(8000)]
    losses = [loss(curve, projects) for projects in grid]
    assert all(one == 0.0 for one, projects in zip(losses, grid, strict=True) if projects <= 1)
    steps = [after - before for before, after in zip(losses, losses[1:], strict=False)]
    assert all(-1e-15 <= step < 3e-4 for step in steps) and losses[-1] > 0


def test_a_published_curve_acts_in_a_run_without_any_level() -> None:
    """Two projects, one person: five days at .8 of the speed, and in full once the other is done."""
    made = [project("A", 8), project("B", 8)]
    one = story(scenario(made, [pool()], uncertainty={"switching": "weinberg"}))
    assert (one.finish("A"), one.finish("B")) == (10.0, 18.0)
    assert story(scenario(made, [pool()])).finish("B") == 16.0
