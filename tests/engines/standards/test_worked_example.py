"""The worked example of docs/standards.md, computed by hand: level 2, three practices from the first day."""

from datetime import date

import pytest

from workbench.engines.standards import standing_of
from workbench.engines.standards.path import Standing
from workbench.engines.standards.treatment import Kind
from workbench.model import Portfolio, Project, ResourcePool, WorkPackage
from workbench.model.maturity import MaturityProfile
from workbench.policies import Pmo, Practice, Size
from workbench.scenario import Scenario

MEDIUM = Kind(Size.MEDIUM, Size.MEDIUM)
MONTH = 20.0


def standing(staff: dict[str, float], treatment: dict[str, str] | None = None, **more: object) -> Standing:
    work = WorkPackage(id="build", duration=100, demand={"dev": 5})
    portfolio = Portfolio(
        name="Small",
        start=date(2027, 1, 1),
        pools=[ResourcePool(id="dev", capacity=200, cost_per_fte_day=500)],
        projects=[Project(id="A", packages=[work])],
        maturity=2,
    )
    pmo = Pmo.model_validate(
        {
            "standards": {
                "steps": [{"from": "2027-01-01", "staff": staff, "treatment": treatment}],
                "active_projects": 27,
                "yearly_spend": 30e6,
                **more,
            }
        }
    )
    scenario = Scenario(name="today", portfolio=portfolio, pmo=pmo, horizon=date(2030, 12, 31))
    return standing_of(scenario, 12 * MONTH, 36 * MONTH)


THREE = {"methodology": 0.84, "templates": 0.34, "coaching": 2.6}


def levels(found: Standing, month: float) -> list[float]:
    profile = found.profile(MaturityProfile.model_validate(2), MEDIUM, month * MONTH)
    return [round(level, 2) for level in profile.model_dump().values()]


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (0, [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]),
        (6, [2.07, 2.06, 2.06, 2.04, 2.06, 2.03, 2.03]),
        (12, [2.33, 2.25, 2.28, 2.18, 2.26, 2.15, 2.17]),
        (24, [2.96, 2.67, 2.86, 2.60, 2.62, 2.50, 2.54]),
    ],
)
def test_levels_follow_the_worked_example(month: float, expected: list[float]) -> None:
    found = standing(THREE)
    # A medium project of medium risk asks for .575 of the standard's .6: the example sets its fit to 1.
    assert levels(found, month) == pytest.approx(expected, abs=0.011)


def test_adoption_compliance_and_effect_of_month_24() -> None:
    found = standing(THREE).on(24 * MONTH)
    assert found.adoption[Practice.METHODOLOGY] == pytest.approx(0.652, abs=5e-4)
    assert found.adoption[Practice.TEMPLATES] == pytest.approx(0.848, abs=5e-4)
    assert found.adoption[Practice.COACHING] == pytest.approx(0.820, abs=5e-4)
    assert found.served == pytest.approx(0.927, abs=5e-4)
    assert found.compliance == pytest.approx(0.525, abs=5e-4)
    assert found.effective[Practice.METHODOLOGY] == pytest.approx(0.342, abs=5e-4)
    assert found.effective[Practice.TEMPLATES] == pytest.approx(0.573, abs=5e-4)
    assert found.effective[Practice.COACHING] == pytest.approx(0.718, abs=5e-4)


def test_overhead_of_month_24_is_that_of_its_levels_and_six_thousandths_of_forms_without_effect() -> None:
    found = standing(THREE)
    profile = found.profile(MaturityProfile.model_validate(2), MEDIUM, 24 * MONTH)
    assert profile.value_of("overhead_in_project_pm") == pytest.approx(0.095, abs=5e-4)
    assert found.overhead(MEDIUM, 24 * MONTH) == pytest.approx(0.006, abs=1e-3)
    assert profile.value_of("rework_probability") == pytest.approx(0.191, abs=5e-4)


def test_without_a_coach_the_same_practices_lead_half_as_far() -> None:
    coached, alone = standing(THREE), standing({**THREE, "coaching": 0.0})
    assert sum(levels(coached, 24)) / 7 == pytest.approx(2.68, abs=0.01)
    assert sum(levels(alone, 24)) / 7 < 2.35


@pytest.mark.parametrize(("months", "mean"), [(6, 2.29), (12, 2.24), (24, 2.19)])
def test_closed_after_two_years_the_habits_of_a_roll_out_last_in_part(months: int, mean: float) -> None:
    """Nobody is paid any more from month 24 on; what lasts without a PMO lasts of a new practice too."""
    steps = [{"from": "2027-01-01", "staff": THREE}, {"from": "2028-11-04", "staff": dict.fromkeys(THREE, 0)}]
    found = standing(THREE, steps=steps)
    assert 24 * MONTH < found.fundings[-1].day < 24 * MONTH + 3
    assert sum(levels(found, 24 + months)) / 7 == pytest.approx(mean, abs=0.006)
    assert found.on(120 * MONTH).adoption[Practice.TEMPLATES] == pytest.approx(0.5 * 0.85, abs=0.04)
