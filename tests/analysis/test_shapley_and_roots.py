"""Shapley's axioms (oracle 34) in every future, and crossings against a known one."""

import math

import numpy as np
import pytest

from workbench.analysis import Trend, bisected, brackets, crossing_interval, shapley, trend

FUTURES = np.random.Generator(np.random.Philox(key=5)).normal(size=(32, 500)) * 1e6


def test_shares_sum_to_the_whole_in_every_future() -> None:
    shares = shapley(FUTURES)
    whole = FUTURES[-1] - FUTURES[0]
    assert np.abs(shares.sum(axis=0) - whole).max() <= 1e-9 * np.abs(whole).max()


def test_parts_that_can_be_exchanged_get_equal_shares() -> None:
    """The worth depends on how many of the first three there are, and on whether the fourth is."""
    sets = range(16)
    worth = [math.sqrt((s & 7).bit_count()) * (1 + (s >> 3)) for s in sets]
    first, second, third, _ = shapley(worth)
    assert first == pytest.approx(second, abs=1e-12) and second == pytest.approx(third, abs=1e-12)


def test_a_part_that_changes_nothing_gets_nothing_and_others_as_without_it() -> None:
    without = FUTURES[:8]
    with_null = np.concatenate([without, without])
    shares = shapley(with_null)
    assert not shares[3].any()
    assert np.allclose(shares[:3], shapley(without), rtol=0, atol=1e-6)


def test_shares_add_up_over_games() -> None:
    one, other = FUTURES[:8], FUTURES[8:16]
    assert np.allclose(shapley(one + other), shapley(one) + shapley(other), rtol=0, atol=1e-6)


def test_one_part_gets_all_and_a_wrong_number_of_sets_is_refused() -> None:
    assert shapley([1.0, 4.0]).tolist() == [3.0]
    with pytest.raises(ValueError, match="2\\^k"):
        shapley([1.0, 2.0, 3.0])


def test_a_crossing_is_found_within_a_hundredth_of_the_bracket_and_its_range_covers_it() -> None:
    draws = np.random.Generator(np.random.Philox(key=9))
    covered = 0
    for _ in range(200):
        noise = draws.normal(size=400) * 3

        def mean_at(x: float, noise: np.ndarray = noise) -> float:
            return float((10 * (x - 0.37) + noise).mean())

        low, high = bisected(mean_at, 0.0, 1.0, mean_at(0.0))
        assert high - low == pytest.approx(1 / 128)
        found = crossing_interval((low + high) / 2, float(noise.std(ddof=1)), 400, 10.0)
        covered += found.holds(0.37)
    assert 180 <= covered <= 199


def test_trends_are_told_apart_beyond_noise() -> None:
    noise = np.random.Generator(np.random.Philox(key=3)).normal(size=(4, 100)) * 0.01
    line = np.linspace(0, 3, 4)[:, np.newaxis]
    assert trend(line + noise) is Trend.RISING
    assert trend(-line + noise) is Trend.FALLING
    assert trend(noise - noise) is Trend.FLAT
    assert trend(np.array([0.0, 1.0, 2.0, 0.0])[:, np.newaxis] + noise) is Trend.NEITHER


def test_brackets_are_where_the_sign_changes() -> None:
    assert brackets([0, 1, 2, 3], [-1.0, 1.0, 2.0, -1.0]) == [(0, 1), (2, 3)]
    assert brackets([0, 1], [1.0, 2.0]) == []
