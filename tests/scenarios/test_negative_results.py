"""A PMO that loses: what the shipped scenarios say of it is what the intervals say, and no more."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from workbench.analysis import Interval, mean_interval
from workbench.engines.engine import EngineName
from workbench.experiment.worth import Doing, alternatives_of
from workbench.experiment.worth.living import Lived, lived
from workbench.interfaces.files import load_scenario
from workbench.scenario import Scenario

FOLDER = Path(__file__).parents[2] / "scenarios"

pytestmark = pytest.mark.slow


def shipped(name: str) -> Scenario:
    return load_scenario(FOLDER / f"{name}.yaml")


def living(scenarios: Sequence[Scenario], futures: int) -> Lived:
    assert {one.seed for one in scenarios} == {2027}
    return lived(scenarios, 0, futures, EngineName.AUTO)


def against(found: Lived, one: int, other: int, measure: str = "npv") -> Interval:
    values = found.of(measure)
    return mean_interval(values[one] - values[other])


@pytest.fixture(scope="module")
def small() -> Lived:
    """100 futures of seed 2027: today, heavy, light."""
    return living([shipped(f"small-firm/{name}") for name in SMALL], 100)


SMALL = ("small-firm", "heavy-in-a-small-firm", "light-in-a-small-firm")


def test_a_heavy_standard_in_a_small_firm_loses_more_than_it_costs(small: Lived) -> None:
    npv, cost = against(small, 1, 0), against(small, 1, 0, "pmo_cost")
    assert -660_000 < npv.low <= npv.high < -630_000
    # Even people for nothing would not save it: projects take more work and more time.
    assert npv.high < -cost.high
    assert against(small, 1, 0, "effort_per_project").low > 2.0
    assert against(small, 1, 0, "lead_time").low > 1.0


def test_a_light_standard_there_loses_far_less_and_does_not_win_either(small: Lived) -> None:
    assert -120_000 < against(small, 2, 0).low <= against(small, 2, 0).high < -105_000
    effort = against(small, 2, 0, "effort_per_project")
    assert effort.low < 0 < effort.high, "what it does for the work is undecided, and said so"


def test_with_little_rework_closing_the_example_pays_and_extending_loses() -> None:
    """200 futures of seed 2027; with the middle of what is published it is the other way round."""
    asked = (Doing.KEEP, Doing.CLOSE, Doing.EXTEND)

    def worth(name: str) -> Lived:
        found = {one.doing: one.scenario for one in alternatives_of(shipped(name))}
        return living([found[one] for one in asked], 200)

    usual, little = worth("baseline"), worth("construction-like-rework")
    assert against(usual, 1, 0).high < 0 < against(little, 1, 0).low
    assert against(little, 2, 0).high < 0 < against(usual, 2, 0).low
    # It still saves work there, only less than it costs.
    assert against(little, 1, 0, "effort_per_project").low > 0


def test_an_extended_pmo_closed_after_a_year_loses_and_the_extension_is_not_known_to_have_paid() -> None:
    """800 futures of seed 2027."""
    today, closed = shipped("baseline"), shipped("pmo-closed-in-year-two")
    standards = closed.pmo.standards
    assert standards is not None
    extending, closing = standards.steps
    hired, courses, severance = closed.pmo.one_off

    def changed(steps: tuple[object, ...], payments: tuple[object, ...]) -> Scenario:
        plan = standards.model_copy(update={"steps": steps})
        pmo = closed.pmo.model_copy(update={"standards": plan, "one_off": payments})
        return closed.model_copy(update={"name": "changed", "pmo": pmo})

    kept = changed((extending,), (hired, courses))
    not_extended = changed((closing,), (severance.model_copy(update={"amount": 348_000.0}),))
    found = living([today, closed, kept, not_extended], 800)
    assert against(found, 1, 0).high < 0, "against today it loses"
    assert against(found, 1, 2).high < 0, "against going on it loses"
    alone = against(found, 1, 3)
    assert alone.low < 0 < alone.high, "against closing the same day without it: undecided"
