"""One quantile per effect at all levels: base to the bit where nothing is said, ends at the ends."""

from datetime import date

import pytest

from workbench import evidence
from workbench.engines.plan import plan_of
from workbench.engines.plan.effects import process_at
from workbench.errors import InputError
from workbench.model import Portfolio, Project, ResourcePool, WorkPackage
from workbench.model.maturity import MaturityProfile, value_at, within
from workbench.scenario import Scenario

EFFECTS = evidence.effects()


def build(**changes: object) -> Scenario:
    portfolio = Portfolio(
        name="One",
        start=date(2027, 1, 4),
        maturity=2.4,
        pools=(ResourcePool(id="dev", capacity=2),),
        projects=(Project(id="A", packages=(WorkPackage(id="build", duration=10, demand={"dev": 1}),)),),
    )
    data = {"name": "today", "portfolio": portfolio, "horizon": date(2027, 12, 31), **changes}
    return Scenario.model_validate(data)


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("level", [1.0, 2.4, 3.0, 4.7, 5.0])
def test_the_middle_is_the_base_to_the_bit(effect: str, level: float) -> None:
    assert value_at(effect, level, 0.5) == value_at(effect, level)


@pytest.mark.parametrize("effect", EFFECTS)
def test_the_ends_are_those_of_the_published_range_at_every_level(effect: str) -> None:
    for level, (low, _, high) in enumerate(evidence.effect_table(effect), start=1):
        assert (value_at(effect, level, 0.0), value_at(effect, level, 1.0)) == (low, high)


def test_a_figure_rises_with_its_quantile_and_never_leaves_its_range() -> None:
    figures = [within(0.08, 0.18, 0.28, k / 20) for k in range(21)]
    assert figures == sorted(figures) and (figures[0], figures[10], figures[-1]) == (0.08, 0.18, 0.28)


def test_a_plan_without_quantiles_is_that_of_the_middle_ones() -> None:
    middle = build(evidence=dict.fromkeys(EFFECTS, "base"))
    profile = MaturityProfile.model_validate(3)
    assert process_at(profile, profile, 1.0) == process_at(profile, profile, 1.0, middle.evidence)
    assert plan_of(build()).levels.rework.tolist() == plan_of(middle).levels.rework.tolist()


def test_a_quantile_acts_on_its_effect_alone() -> None:
    worse = build(evidence={"rework_probability": "high"})
    assert worse.evidence == {"rework_probability": 1.0}
    here, there = plan_of(build()).levels, plan_of(worse).levels
    assert (there.rework > here.rework).all() and there.overhead.tolist() == here.overhead.tolist()


def test_what_is_no_effect_or_no_quantile_is_named() -> None:
    with pytest.raises(InputError, match="rework_probability"):
        build(evidence={"rework_probabilty": 0.9})
    with pytest.raises(ValueError, match="less than or equal to 1"):
        build(evidence={"rework_probability": 1.5})
