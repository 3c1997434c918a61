"""How heavy a standard should be: light for the small, an optimum inside for others."""

from itertools import product

import pytest

from workbench.engines.standards.treatment import Kind
from workbench.model.maturity import MaturityProfile
from workbench.policies import Intensity, Practice, Size

from .test_worked_example import MONTH, standing

PRESENT = MaturityProfile.model_validate(2)
EVERYTHING = dict.fromkeys((one.value for one in Practice), 9.0)


def work(kind: Kind, intensity: Intensity) -> float:
    """Touch time after three years ÷ today's: rework and overhead, without risks."""
    asked = dict.fromkeys(("small", "medium", "large"), intensity.value)
    found, day = standing(EVERYTHING, asked), 36 * MONTH
    then = found.profile(PRESENT, kind, day)
    overhead = then.value_of("overhead_in_project_pm") + found.overhead(kind, day)
    again = (1 - PRESENT.value_of("rework_probability")) / (1 - then.value_of("rework_probability"))
    return again * (1 + overhead) / (1 + PRESENT.value_of("overhead_in_project_pm"))


def row(size: Size, risk: Size) -> list[float]:
    return [work(Kind(size, risk), intensity) for intensity in Intensity]


@pytest.mark.parametrize("risk", [Size.SMALL, Size.MEDIUM])
def test_small_projects_are_best_off_light_and_lose_under_a_heavy_standard(risk: Size) -> None:
    light, standard, heavy = row(Size.SMALL, risk)
    assert light < standard < 1.0 < heavy


@pytest.mark.parametrize(
    ("size", "risk"), [(Size.MEDIUM, Size.MEDIUM), (Size.LARGE, Size.SMALL), (Size.LARGE, Size.MEDIUM)]
)
def test_larger_and_riskier_projects_have_their_optimum_inside(size: Size, risk: Size) -> None:
    light, standard, heavy = row(size, risk)
    assert standard < light and standard < heavy


def test_the_larger_the_project_the_less_a_heavy_standard_costs_it() -> None:
    for risk, (smaller, larger) in product(
        (Size.SMALL, Size.MEDIUM), [(Size.SMALL, Size.MEDIUM), (Size.MEDIUM, Size.LARGE)]
    ):
        assert work(Kind(larger, risk), Intensity.HEAVY) < work(Kind(smaller, risk), Intensity.HEAVY)
