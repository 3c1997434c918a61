"""Drivers in a tail and correlations, held to what is known of them."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from workbench.analysis import (
    average_correlation,
    correlation_chance,
    correlation_interval,
    tail_difference,
    worst_of,
)


def test_the_worst_are_the_lowest() -> None:
    assert worst_of([5.0, 1.0, 4.0, 2.0], 0.25).tolist() == [False, True, False, False]
    assert worst_of(np.arange(30.0)).sum() == 3 and worst_of([1.0, 2.0]).sum() == 1


def test_a_difference_of_shares_as_published() -> None:
    """Newcombe 1998, table II: 56 of 70 against 48 of 80, method 10: 0.2 (0.0524 to 0.3339)."""
    driver = [1.0] * 56 + [0.0] * 14 + [1.0] * 48 + [0.0] * 32
    found = tail_difference(driver, [True] * 70 + [False] * 80)
    assert found.difference.value == pytest.approx(0.2)
    assert (found.difference.low, found.difference.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_difference_of_means_is_welchs() -> None:
    rng = np.random.default_rng(3)
    x, tail = rng.normal(size=60), np.arange(60) < 15
    known = stats.ttest_ind(x[tail], x[~tail], equal_var=False)
    found, span = tail_difference(x, tail), known.confidence_interval()
    assert found.chance == pytest.approx(known.pvalue)
    assert (found.difference.low, found.difference.high) == pytest.approx((span.low, span.high))


def test_nothing_is_found_where_a_driver_is_the_same_everywhere() -> None:
    found = tail_difference([2.0] * 20, np.arange(20) < 2)
    assert found.chance == 1.0 and found.difference.value == 0.0


def test_a_tail_without_a_rest_is_refused() -> None:
    with pytest.raises(ValueError, match="a future each"):
        tail_difference([1.0, 0.0], [True, True])


def common(rho: float, futures: int, things: int, seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    shared, own = rng.normal(size=(futures, 1)), rng.normal(size=(futures, things))
    return pd.DataFrame(math.sqrt(rho) * shared + math.sqrt(1 - rho) * own)


@pytest.mark.parametrize("rho", [0.0, 0.3])
def test_the_range_of_an_average_correlation_holds_the_truth_about_as_often_as_it_says(rho: float) -> None:
    held = 0
    for seed in range(100):
        found = average_correlation(common(rho, 100, 5, seed))
        held += found.low <= rho <= found.high
    assert held >= 88


def test_pairs_with_few_futures_in_common_do_not_count() -> None:
    frame = common(0.3, 100, 3, 1)
    frame.loc[10:, 2] = np.nan
    assert average_correlation(frame).value == average_correlation(frame[[0, 1]]).value
    assert math.isnan(average_correlation(frame[[0]]).value)


def test_a_correlation_is_as_clear_as_its_interval_is_away_from_nothing() -> None:
    for r, n in ((0.1, 400), (0.08, 400), (-0.5, 12)):
        found = correlation_interval(r, n)
        assert (correlation_chance(r, n) < 0.05) is (found.low > 0 or found.high < 0)
    assert correlation_chance(1.0, 9) == 0.0 and correlation_chance(math.nan, 9) == 1.0
