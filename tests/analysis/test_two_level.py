"""Luck and ignorance taken apart: planted variances come back, and nothing is found where nothing is."""

import numpy as np
import pytest

from workbench.analysis import two_level


def sample(worlds: int, futures: int, ignorance: float, luck: float, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    truth = 3.0 + ignorance * random.standard_normal((worlds, 1))
    return np.asarray(truth + luck * random.standard_normal((worlds, futures)))


def test_planted_variances_come_back() -> None:
    found = [two_level(sample(200, 5, 2.0, 6.0, seed)) for seed in range(60)]
    assert np.mean([one.luck**2 for one in found]) == pytest.approx(36.0, rel=0.03)
    assert np.mean([one.ignorance**2 for one in found]) == pytest.approx(4.0, rel=0.12)


def test_the_plain_spread_of_world_averages_would_mix_both() -> None:
    values = sample(400, 3, 1.0, 6.0, 1)
    assert values.mean(axis=1).std() > 3.0
    assert two_level(values).ignorance < 2.0


def test_the_interval_of_the_mean_covers_in_95_of_100() -> None:
    covered = [two_level(sample(40, 4, 2.0, 3.0, seed)).mean.holds(3.0) for seed in range(400)]
    assert 0.92 <= np.mean(covered) <= 0.98


def test_the_range_of_worlds_holds_nine_in_ten() -> None:
    found = two_level(sample(4000, 4, 2.0, 4.0, 3))
    assert found.high - found.low == pytest.approx(2 * 1.645 * 2.0, rel=0.06)


def test_luck_alone_leaves_no_ignorance() -> None:
    shares = [two_level(sample(100, 4, 0.0, 5.0, seed)).ignorance for seed in range(200)]
    assert np.mean(np.square(shares)) < 0.5
    assert sum(share == 0.0 for share in shares) > 60


def test_equal_numbers_have_neither() -> None:
    found = two_level(np.zeros((4, 3)))
    assert (found.mean.value, found.luck, found.ignorance, found.low, found.high) == (0, 0, 0, 0, 0)
    assert found.positive.value == 0.0


@pytest.mark.parametrize(("ignorance", "luck"), [(1.0, 0.2), (1.0, 2.0), (1.0, 5.0)])
def test_the_share_of_worlds_above_zero_lies_in_its_range(ignorance: float, luck: float) -> None:
    """Half of the worlds lie above the middle of all, 3.

    Wilson's interval of the worlds alone would cover that in 95, 86 and 50 of 100.
    """
    covered = [
        two_level(sample(60, 6, ignorance, luck, seed) - 3.0).positive.holds(0.5) for seed in range(200)
    ]
    assert np.mean(covered) >= 0.93


def test_luck_alone_says_nothing_about_the_share_of_worlds() -> None:
    """Where all worlds are alike and luck alone lies around zero, most are seldom known to be on one side."""
    found = [two_level(sample(60, 6, 0.0, 5.0, seed) - 3.0).positive for seed in range(200)]
    assert sum(one.low > 0.5 or one.high < 0.5 for one in found) <= 16


@pytest.mark.parametrize("shape", [(1, 5), (5, 1), (5,)])
def test_too_small_a_sample_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="two worlds"):
        two_level(np.zeros(shape))
