"""Maturity: the table comes back to the bit, strength is anchored at the present."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from workbench import evidence
from workbench.model import Maturity, MaturityProfile
from workbench.model.maturity import PROBABILITIES, UNSCALED, strengthened, value_at

EFFECTS = tuple(evidence.effects())
levels = st.floats(1, 5)
strengths = st.floats(0, 3)
effects = st.sampled_from(EFFECTS)


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_uniform_profile_gives_the_table_to_the_bit(effect: str, level: int) -> None:
    profile = MaturityProfile.model_validate(level)
    assert profile.level_for(effect) == level
    assert profile.value_of(effect) == evidence.effect_table(effect)[level - 1][1]


@given(effects, levels)
def test_a_uniform_profile_between_levels_has_that_level(effect: str, level: float) -> None:
    assert MaturityProfile.model_validate(level).level_for(effect) == level


@given(effects, st.lists(levels, min_size=7, max_size=7))
def test_a_level_lies_between_the_lowest_and_the_highest_perspective(effect: str, each: list[float]) -> None:
    profile = MaturityProfile(**dict(zip(evidence.perspectives(), each, strict=True)))
    assert min(each) <= profile.level_for(effect) <= max(each) + 1e-9


@given(effects, st.integers(1, 4), st.floats(0, 1))
def test_values_between_levels_lie_between_those_of_the_levels(effect: str, below: int, share: float) -> None:
    ends = sorted((value_at(effect, below), value_at(effect, below + 1)))
    assert ends[0] * (1 - 1e-12) <= value_at(effect, below + share) <= ends[1] * (1 + 1e-12)


def test_between_levels_the_logarithm_is_straight() -> None:
    low, high = value_at("rework_probability", 2), value_at("rework_probability", 3)
    assert value_at("rework_probability", 2.5) == pytest.approx(math.sqrt(low * high))


@given(effects, levels, levels)
def test_strength_0_leaves_the_present_and_1_gives_the_published_value(
    effect: str, now: float, then: float
) -> None:
    present, value = value_at(effect, now), value_at(effect, then)
    if effect not in UNSCALED:
        assert strengthened(effect, present, value, 0.0) == present
    assert strengthened(effect, present, value, 1.0) == value


@given(effects, levels, strengths)
def test_strength_never_moves_an_unchanged_level(effect: str, level: float, strength: float) -> None:
    present = value_at(effect, level)
    assert strengthened(effect, present, present, strength) == present


@given(st.sampled_from(sorted(UNSCALED)), levels, levels, strengths)
def test_strength_never_scales_what_costs(effect: str, now: float, then: float, strength: float) -> None:
    value = value_at(effect, then)
    assert strengthened(effect, value_at(effect, now), value, strength) == value


@given(st.sampled_from(sorted(PROBABILITIES)), levels, levels, strengths)
def test_probabilities_move_on_the_odds_scale_and_stay_probabilities(effect, now, then, strength) -> None:
    present, value = value_at(effect, now), value_at(effect, then)
    if not (0 < present < 1 and 0 < value < 1):
        return
    moved = strengthened(effect, present, value, strength)
    assert 0 < moved < 1

    def log_odds(p: float) -> float:
        return math.log(p / (1 - p))

    expected = log_odds(present) + strength * (log_odds(value) - log_odds(present))
    assert log_odds(moved) == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_a_programme_may_have_levels_of_its_own() -> None:
    maturity = Maturity.model_validate({"profile": 2, "programmes": {"core": 4}})
    assert (maturity.of("core").risk, maturity.of("other").risk) == (4, 2)


@pytest.mark.parametrize("bad", [0.9, 5.1, True, "high", None])
def test_levels_lie_between_1_and_5(bad: object) -> None:
    with pytest.raises(ValidationError):
        Maturity.model_validate(bad)
