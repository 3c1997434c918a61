"""Forecasts held to what happened: against theorems, other libraries and simulated truths."""

import math

import numpy as np
import pytest
from scipy import stats

from workbench.analysis.forecasts import (
    Place,
    brier,
    noticed,
    place_after,
    place_of,
    share_chance,
    spread_over,
)


def _luck(key: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=key))


def test_places_are_uniform_where_outcome_and_futures_are_drawn_alike_ties_and_all() -> None:
    luck, places = _luck(1), []
    for _ in range(4000):
        whole = np.floor(luck.gamma(2.0, 4.0, 20))
        places.append(place_of(whole[1:], whole[0]))
    counts = spread_over(places, 5)
    assert counts.sum() == pytest.approx(4000)
    # Masses spread over ties vary less than counts, so that the chi-square bound is a cautious one.
    assert float(((counts - 800) ** 2 / 800).sum()) < stats.chi2.ppf(0.999, 4)


def test_places_stay_uniform_where_slow_outcomes_are_not_known_yet() -> None:
    luck, places, dropped = _luck(2), [], []
    for _ in range(4000):
        drawn = luck.exponential(1.0, 60)
        outcome, futures, seen = drawn[0], drawn[1:], 1.0
        places.append(place_of(futures, outcome) if outcome <= seen else place_after(futures, seen))
        dropped += [place_of(futures, outcome)] if outcome <= seen else []
    assert np.abs(spread_over(places, 5) / 4000 - 0.2).max() < 0.02
    # Looking at what is completed only would call every forecast too pessimistic.
    assert spread_over(dropped, 5)[4] == 0.0


@pytest.mark.parametrize(("hits", "n", "expected"), [(3, 12, 0.8), (12, 12, 0.8), (0, 4, 0.8), (7, 10, 0.5)])
def test_the_chance_of_a_share_is_twice_the_smaller_binomial_tail(hits: int, n: int, expected: float) -> None:
    below = stats.binomtest(hits, n, expected, alternative="less").pvalue
    above = stats.binomtest(hits, n, expected, alternative="greater").pvalue
    assert share_chance(hits, n, expected) == pytest.approx(min(1.0, 2 * min(below, above)))


def test_the_chance_to_notice_is_what_simulated_outcomes_give() -> None:
    truth = _luck(3).normal(0.0, 1.5, (20_000, 25))
    hits = (np.abs(truth) <= stats.norm.ppf(0.9)).sum(axis=1)
    seen = np.mean([share_chance(int(one), 25, 0.8) < 0.05 for one in hits])
    assert noticed(25) == pytest.approx(float(seen), abs=4 * math.sqrt(0.25 / 20_000))


def test_where_ranges_are_right_no_more_than_1_in_20_is_called_wrong() -> None:
    assert all(noticed(n, stretch=1.0) <= 0.05 for n in range(1, 80))


def test_brier_score_is_that_of_hand_and_its_base_the_variance_of_what_happened() -> None:
    found = brier([0.5, 0.5, 1.0, 0.0], [1, 0, 1, 1])
    assert found.score.value == pytest.approx((0.25 + 0.25 + 0 + 1) / 4)
    assert found.base == pytest.approx(0.75 * 0.25)
    assert found.gain.value == pytest.approx(found.base - found.score.value)
    assert brier([], []).n == 0


def test_a_place_between_two_ends_counts_once_in_all() -> None:
    assert spread_over([Place(0.0, 1.0), Place(0.95, 0.95), Place(1.0, 1.0)], 4).tolist() == [
        0.25,
        0.25,
        0.25,
        2.25,
    ]
