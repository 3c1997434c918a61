"""How far single guesses about practices move levels: the figures of docs/standards.md."""

from datetime import date
from pathlib import Path
from statistics import fmean

import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.engines.standards import standing_of
from workbench.experiment.worth.described import description_of
from workbench.model import Portfolio, Project, ResourcePool, WorkPackage
from workbench.model.maturity import MaturityProfile
from workbench.policies import Pmo, Practice
from workbench.scenario import Scenario

from .test_worked_example import MEDIUM, MONTH

ENOUGH = 9.0


def of_all(parameter: str, place: float) -> dict[str, float]:
    return {f"{practice.value}.{parameter}": place for practice in Practice}


def everything_introduced(evidence: dict[str, float], months: float = 36) -> float:
    """Mean level so long after all practices are introduced at once, with people enough, from level 2."""
    portfolio = Portfolio(
        name="Small",
        start=date(2027, 1, 1),
        pools=[ResourcePool(id="dev", capacity=200, cost_per_fte_day=500)],
        projects=[Project(id="A", packages=[WorkPackage(id="build", duration=100, demand={"dev": 5})])],
        maturity=2,
    )
    step = {"from": "2027-01-01", "staff": {one.value: ENOUGH for one in Practice}}
    standards = {"steps": [step], "active_projects": 27, "yearly_spend": 30e6}
    scenario = Scenario(
        name="everything",
        portfolio=portfolio,
        pmo=Pmo.model_validate({"standards": standards}),
        horizon=date(2030, 12, 31),
        evidence=evidence,
    )
    found = standing_of(scenario, 12 * MONTH, 36 * MONTH)
    return fmean(
        found.profile(MaturityProfile.model_validate(2), MEDIUM, months * MONTH).model_dump().values()
    )


@pytest.mark.parametrize(
    ("names", "months", "low", "high"),
    [
        ([], 36, 3.54, 3.54),
        ([f"{one.value}.lift" for one in Practice], 36, 2.73, 4.03),
        ([f"{one.value}.adoption_ceiling" for one in Practice], 36, 3.13, 3.74),
        (["pmo.compliance_voluntary"], 36, 3.44, 3.63),
        (["pmo.compliance_coaching_gain"], 36, 3.44, 3.60),
        ([f"{one.value}.adoption_midpoint" for one in Practice], 18, 3.41, 2.34),
        ([f"{one.value}.adoption_midpoint" for one in Practice], 36, 3.56, 3.43),
    ],
)
def test_what_guesses_move_when_everything_is_introduced(
    names: list[str], months: float, low: float, high: float
) -> None:
    assert everything_introduced(dict.fromkeys(names, 0.0), months) == pytest.approx(low, abs=0.006)
    assert everything_introduced(dict.fromkeys(names, 1.0), months) == pytest.approx(high, abs=0.006)


@pytest.mark.parametrize(
    ("quantiles", "level"),
    [
        ({}, 1.86),
        (of_all("lift", 0.0), 2.18),
        (of_all("lift", 1.0), 1.66),
        ({"pmo.perspective_floor": 0.0}, 1.82),
        ({"pmo.perspective_floor": 1.0}, 2.06),
        (of_all("remnant_without_pmo", 0.0), 1.78),
        (of_all("remnant_without_pmo", 1.0), 1.96),
        (of_all("half_life_unfunded", 0.0), 1.83),
        (of_all("half_life_unfunded", 1.0), 1.90),
    ],
)
def test_what_guesses_move_after_the_example_closed_its_pmo(
    quantiles: dict[str, float], level: float
) -> None:
    closed = load_scenario(Path(bundled("scenarios")) / "pmo-closed.yaml")
    found = description_of(closed.model_copy(update={"evidence": quantiles}))
    assert found.mean[-1] == pytest.approx(level, abs=0.006)
