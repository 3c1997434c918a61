"""Intervals against textbooks, closed forms and their own coverage."""

import math

import numpy as np
import pytest
from scipy import stats
from scipy.special import ndtri

from workbench.analysis import (
    Interval,
    mean_interval,
    quantile_interval,
    quantiles,
    share_interval,
    worst_interval,
    worst_mean,
)

COVERAGE_RUNS = 4000


def coverage_z(hits: int, nominal: float) -> float:
    """Distance of an observed coverage from the nominal one, in standard errors."""
    return (hits / COVERAGE_RUNS - nominal) / math.sqrt(nominal * (1 - nominal) / COVERAGE_RUNS)


def test_mean_interval_is_the_t_interval_of_scipy() -> None:
    x = np.random.default_rng(1).normal(5, 2, 17)
    found = mean_interval(x, 0.9)
    low, high = stats.t.interval(0.9, 16, x.mean(), stats.sem(x))
    assert found.low == pytest.approx(low, rel=1e-12)
    assert found.high == pytest.approx(high, rel=1e-12)


def test_mean_interval_of_one_value_says_that_it_does_not_know() -> None:
    found = mean_interval([3.0])
    assert found.value == 3.0
    assert math.isnan(found.low)
    assert math.isnan(mean_interval([]).value)


def test_what_cannot_be_is_cut_off_and_nothing_else() -> None:
    assert Interval(0.9, 0.6, 1.2).within(0.0, 1.0) == Interval(0.9, 0.6, 1.0)
    assert Interval(0.9, 0.6, 1.2).within(0.0) == Interval(0.9, 0.6, 1.2)
    assert Interval(1.1, 1.05, 1.2).within(0.0, 1.0) == Interval(1.1, 1.05, 1.2)
    alone = Interval(0.5, math.nan, math.nan).within(0.0, 1.0)
    assert alone.value == 0.5 and math.isnan(alone.low) and math.isnan(alone.high)


def test_mean_interval_covers_as_it_says() -> None:
    rng = np.random.default_rng(2)
    hits = sum(mean_interval(rng.normal(1, 3, 12)).holds(1) for _ in range(COVERAGE_RUNS))
    assert abs(coverage_z(hits, 0.95)) < 4


def test_quantile_interval_covers_at_least_as_it_says() -> None:
    rng = np.random.default_rng(3)
    truth = ndtri(0.1)
    hits = sum(quantile_interval(rng.normal(size=200), 0.1).holds(truth) for _ in range(COVERAGE_RUNS))
    n, low, high = 200, *_ranks(200, 0.1)
    exact = float(stats.binom.cdf(high - 1, n, 0.1) - stats.binom.cdf(low - 1, n, 0.1))
    assert exact >= 0.95
    assert abs(coverage_z(hits, exact)) < 4


def _ranks(n: int, share: float) -> tuple[int, int]:
    found = quantile_interval(np.arange(1, n + 1), share)
    return int(found.low), int(found.high)


@pytest.mark.parametrize(("n", "share"), [(10, 0.5), (30, 0.1), (100, 0.9), (1000, 0.05)])
def test_quantile_ranks_are_the_tightest_with_equal_tails(n: int, share: float) -> None:
    found = quantile_interval(np.arange(1, n + 1), share)
    if math.isfinite(found.low):
        assert stats.binom.cdf(found.low - 1, n, share) <= 0.025
        assert stats.binom.cdf(found.low, n, share) > 0.025
    else:
        assert stats.binom.cdf(0, n, share) > 0.025
    if math.isfinite(found.high):
        assert stats.binom.sf(found.high - 1, n, share) <= 0.025
        assert stats.binom.sf(found.high - 2, n, share) > 0.025


def test_median_of_ten_has_the_textbook_ranks() -> None:
    # Conover, table of the sign test: ranks 2 and 9 of 10 give 97.9 %.
    found = quantile_interval(range(1, 11), 0.5)
    assert (found.low, found.high) == (2.0, 9.0)


def test_a_sample_too_small_for_a_quantile_has_no_bound() -> None:
    assert quantile_interval([1.0, 2.0, 3.0], 0.1).low == -math.inf


def test_quantiles_are_type_eight() -> None:
    x = np.random.default_rng(4).normal(size=23)
    assert quantiles(x) == pytest.approx(np.quantile(x, [0.1, 0.5, 0.9], method="median_unbiased"), rel=1e-15)


def test_quantiles_by_hand_agree_with_numpy_and_reach_infinity() -> None:
    from workbench.analysis.intervals import _quantile_of_sorted

    x = np.sort(np.random.default_rng(5).normal(size=40))
    for share in (0.0, 0.01, 0.1, 0.5, 0.77, 0.9, 1.0):
        assert _quantile_of_sorted(x, share) == pytest.approx(
            float(np.quantile(x, share, method="median_unbiased")), rel=1e-12
        )
    assert quantiles([1.0, 2.0, 3.0, math.inf, math.inf])[2] == math.inf
    assert quantiles([1.0, 2.0, 3.0, math.inf, math.inf])[1] == 3.0


def test_wilson_agrees_with_published_values() -> None:
    # Newcombe 1998, table I, score method without continuity correction.
    for successes, n, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
    ]:
        found = share_interval(successes, n)
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert round(share_interval(1, 29).low, 4) == 0.0061
    assert share_interval(29, 29).high == 1.0


def test_wilson_covers_about_as_it_says() -> None:
    # Exact coverage by summation, not by luck; Wilson oscillates around the nominal value.
    n, p = 100, 0.3
    inside = [k for k in range(n + 1) if share_interval(k, n).holds(p)]
    assert abs(float(stats.binom.pmf(inside, n, p).sum()) - 0.95) < 0.015


def test_worst_mean_is_exact_for_broken_counts() -> None:
    x = [5.0, 1.0, 3.0, 2.0, 4.0]
    assert worst_mean(x, 0.3) == pytest.approx((1.0 + 0.5 * 2.0) / 1.5, rel=1e-15)
    assert worst_mean(x, 1.0) == 3.0
    assert worst_mean(x, 0.1) == 1.0


def test_worst_mean_ignores_rounding_of_the_count() -> None:
    x = np.arange(30.0)
    assert worst_mean(x, 0.1) == 1.0


def test_worst_mean_of_the_normal_law() -> None:
    # E[X | X < q] = −φ(z)/α = −1.75498 for α = .1.
    x = ndtri((np.arange(200_000) + 0.5) / 200_000)
    assert worst_mean(x, 0.1) == pytest.approx(-1.754983, abs=1e-4)


def test_worst_mean_of_nothing_is_unknown() -> None:
    assert math.isnan(worst_mean([]))


@pytest.mark.parametrize(("law", "least"), [("normal", 0.93), ("long tail", 0.90)])
def test_the_interval_of_the_worst_tenth_covers_about_as_it_says(law: str, least: float) -> None:
    # 60 futures leave six in the tail: the hardest case that is shown. Exact averages by quadrature.
    def of(z: np.ndarray) -> np.ndarray:
        return z if law == "normal" else -np.exp(-0.5 * z)

    truth = float(of(ndtri((np.arange(200_000) + 0.5) / 2_000_000)).mean())
    luck = np.random.Generator(np.random.Philox(key=11))
    held = [worst_interval(of(luck.standard_normal(60))).holds(truth) for _ in range(1000)]
    assert least < np.mean(held) < 0.98


def test_the_worst_tenth_of_few_futures_has_no_interval() -> None:
    found = worst_interval(range(29))
    assert found.value == worst_mean(range(29)) and math.isnan(found.low) and math.isnan(found.high)
    assert math.isfinite(worst_interval(range(30)).low)


def test_the_interval_of_the_worst_tenth_moves_and_stretches_with_the_sample() -> None:
    x = np.random.Generator(np.random.Philox(key=3)).normal(size=200)
    one, other = worst_interval(x), worst_interval(3 * x - 7)
    assert (other.value, other.low, other.high) == pytest.approx(
        (3 * one.value - 7, 3 * one.low - 7, 3 * one.high - 7)
    )
