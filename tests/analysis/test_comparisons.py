"""Paired differences, the gap to perfect foresight, dots and lognormal fits."""

import math

import numpy as np
import pytest
from scipy import stats

from workbench.analysis import (
    Interval,
    chance_of,
    gap_closed,
    holm,
    log_fit,
    mean_interval,
    paired_difference,
    quantile_dots,
    sign_test,
)


def test_paired_difference_is_the_paired_t_test() -> None:
    rng = np.random.default_rng(1)
    a = rng.normal(size=40)
    b = a + rng.normal(0.3, 0.5, 40)
    found = paired_difference(a, b, sign=1)
    low, high = stats.ttest_rel(b, a).confidence_interval()
    assert found.mean.low == pytest.approx(low, rel=1e-10)
    assert found.mean.high == pytest.approx(high, rel=1e-10)
    assert found.decided == (stats.ttest_rel(b, a).pvalue < 0.05)


def test_less_is_better_turns_wins_around() -> None:
    a, b = np.zeros(4), np.array([-1.0, -1.0, 1.0, 0.0])
    assert paired_difference(a, b, sign=-1).better.value == 0.5
    assert paired_difference(a, b, sign=1).better.value == 0.25
    assert math.isnan(paired_difference(a, b, sign=0).better.value)


def test_no_difference_is_undecided() -> None:
    found = paired_difference([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], sign=1)
    assert not found.decided
    assert found.better.value == 0.0


def test_what_the_order_of_a_sum_makes_is_no_difference() -> None:
    whole = np.full(40, 0.1 + 0.2 + 0.3)
    other_order = np.full(40, 0.3 + 0.2 + 0.1)
    assert (whole != other_order).all()
    found = paired_difference(whole, other_order, sign=-1)
    assert not found.decided
    assert found.better.value == 0.0
    assert found.mean.low == found.mean.high == found.p10 == found.p90 == 0.0
    assert paired_difference(whole, whole * (1 - 1e-9), sign=-1).better.value == 1.0


def test_a_single_pair_is_undecided() -> None:
    assert not paired_difference([1.0], [2.0], sign=1).decided


def test_unequal_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="equal numbers"):
        paired_difference([1.0], [1.0, 2.0], sign=1)


def test_pairing_covers_the_true_difference() -> None:
    rng = np.random.default_rng(2)
    runs, hits = 3000, 0
    for _ in range(runs):
        a = rng.normal(size=20)
        hits += paired_difference(a, a + rng.normal(1.0, 0.2, 20), sign=1).mean.holds(1.0)
    assert abs(hits / runs - 0.95) < 4 * math.sqrt(0.95 * 0.05 / runs)


def test_gap_share_covers_the_true_share() -> None:
    rng = np.random.default_rng(3)
    runs, hits = 3000, 0
    for _ in range(runs):
        fifo = rng.normal(100, 30, 25)
        gap = rng.normal(10, 8, 25)
        gain = 0.4 * gap + rng.normal(0, 3, 25)
        found = gap_closed(fifo, fifo + gain, fifo + gap)
        hits += found is not None and found.low <= 0.4 <= found.high
    assert abs(hits / runs - 0.95) < 4 * math.sqrt(0.95 * 0.05 / runs)


def test_gap_that_may_be_nothing_is_hidden() -> None:
    rng = np.random.default_rng(4)
    fifo = rng.normal(size=30)
    assert gap_closed(fifo, fifo + 1, fifo + rng.normal(0, 1, 30)) is None
    assert gap_closed([1.0], [2.0], [3.0]) is None


def test_foresight_can_be_beaten() -> None:
    fifo = np.arange(10.0)
    found = gap_closed(fifo, fifo + 3, fifo + 2)
    assert found is not None
    assert found.share == 1.5


def test_gap_where_foresight_loses_keeps_its_bounds_in_order() -> None:
    rng = np.random.default_rng(5)
    fifo = rng.normal(size=50)
    found = gap_closed(fifo, fifo + rng.normal(-1, 0.3, 50), fifo + rng.normal(-3, 0.3, 50))
    assert found is not None
    assert found.low < found.share < found.high


def test_dots_are_equally_likely() -> None:
    x = np.random.default_rng(6).uniform(size=100_000)
    assert quantile_dots(x, 20) == pytest.approx((np.arange(20) + 0.5) / 20, abs=0.01)


def test_lognormal_fit_finds_median_and_spread() -> None:
    n = 20_000
    x = np.exp(np.random.default_rng(7).normal(math.log(1.28), 0.38, n))
    fit = log_fit(x)
    assert abs(math.log(fit.median / 1.28)) < 4 * 0.38 / math.sqrt(n)
    assert abs(fit.log_sd - 0.38) < 4 * 0.38 / math.sqrt(2 * n)
    assert log_fit([math.nan, -1.0]).n == 0


def test_a_few_equal_steps_decide_nothing() -> None:
    """Two futures with two projects less each: no spread, no width, no evidence."""
    assert not paired_difference([20.0, 21.0], [18.0, 19.0], sign=1).decided
    many = list(range(40))
    assert paired_difference(many, [one - 2 for one in many], sign=1).decided


@pytest.mark.parametrize(("better", "worse"), [(0, 4), (0, 5), (0, 6), (7, 1), (12, 30), (3, 3)])
def test_the_sign_test_is_that_of_the_textbook(better: int, worse: int) -> None:
    assert sign_test(better, worse) == pytest.approx(stats.binomtest(better, better + worse).pvalue, rel=1e-9)


def test_holm_is_that_of_the_hand_worked_table() -> None:
    """Four tests: 4 × .005, 3 × .01, 2 × .03, then .04, which may not fall below the one before."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.5, 0.9]) == (1.0, 1.0)
    assert holm([0.03, 0.03]) == pytest.approx([0.06, 0.06])


def test_the_chance_behind_an_interval_is_that_of_the_t_test() -> None:
    x = np.random.default_rng(11).normal(0.2, 1.0, 40)
    for confidence in (0.9, 0.95):
        found = chance_of(mean_interval(x, confidence), x.size, confidence)
        assert found == pytest.approx(stats.ttest_1samp(x, 0.0).pvalue, rel=1e-9)
    assert chance_of(Interval(1.0, math.nan, math.nan), 1) == 1.0
    assert chance_of(Interval(0.0, 0.0, 0.0), 40) == 1.0 and chance_of(Interval(2.0, 2.0, 2.0), 40) == 0.0


def test_the_best_of_thirteen_that_change_nothing_is_rarely_called_better() -> None:
    """One by one, 1 − .975¹³ = 28 % of the studies have a false winner; allowed for, at most 2.5 % do."""
    studies, looked_at, n = 2_000, 13, 50
    draws = np.random.default_rng(20).normal(size=(studies, looked_at, n))
    alone = together = 0
    for study in draws:
        means = [mean_interval(one) for one in study]
        best = max(range(looked_at), key=lambda k: means[k].value)
        alone += means[best].low > 0
        together += holm([chance_of(one, n) for one in means])[best] < 0.05
    error = 3 * math.sqrt(0.025 * 0.975 / studies)
    assert alone / studies == pytest.approx(1 - 0.975**looked_at, abs=0.035)
    assert 0.005 < together / studies < 0.025 + error
