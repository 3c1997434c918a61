"""Weights from comparisons, exchange rates, and what to expect of the best of many estimates."""

import math

import numpy as np
import pytest

from workbench.analysis import comparisons_of, even_rate, pairwise_weights, prior_of, reigns, shrunk


def luck(number: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=70_000 + number))


def test_consistent_comparisons_give_back_the_weights_they_were_made_of() -> None:
    weights = np.array([0.5, 0.3, 0.15, 0.05])
    found = pairwise_weights(weights[:, None] / weights[None, :])
    assert found.weights == pytest.approx(weights)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-12)
    assert not found.contradictory


def test_a_circle_of_preferences_is_contradictory() -> None:
    """A over B over C over A, three times each: λ = 1 + 3 + 1/3, so CR = (4.333 − 3)/2/0.58."""
    found = pairwise_weights([[1, 3, 1 / 3], [1 / 3, 1, 3], [3, 1 / 3, 1]])
    assert found.weights == pytest.approx([1 / 3] * 3)
    assert found.consistency_ratio == pytest.approx((13 / 3 - 3) / 2 / 0.58)
    assert found.contradictory


def test_two_things_never_contradict_each_other() -> None:
    assert pairwise_weights([[1, 4], [1 / 4, 1]]).weights == pytest.approx([0.8, 0.2])


@pytest.mark.parametrize("bad", [[[1, 2], [2, 1]], [[1, -2], [-0.5, 1]], [[1, 2, 3], [0.5, 1, 2]], [[1]]])
def test_what_are_no_comparisons_is_refused(bad: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="comparisons"):
        pairwise_weights(bad)


def test_pairs_stated_once_make_the_square_and_what_is_missing_is_named() -> None:
    stated = {"a": {"b": 3.0}, "c": {"a": 0.5, "b": 2.0}}
    square = comparisons_of(["a", "b", "c"], stated)
    assert square.tolist() == [[1, 3, 2], [1 / 3, 1, 0.5], [0.5, 2, 1]]
    with pytest.raises(ValueError, match="not compared: b with c"):
        comparisons_of(["a", "b", "c"], {"a": {"b": 3, "c": 2}})
    with pytest.raises(ValueError, match="d is not among"):
        comparisons_of(["a", "b"], {"a": {"d": 3}})
    with pytest.raises(ValueError, match="more than once"):
        comparisons_of(["a", "b"], {"a": {"b": 3}, "b": {"a": 3}})


def test_reigns_are_those_of_a_search_over_rates() -> None:
    for number in range(50):
        first, second = luck(number).normal(0, 10, 6), luck(number).random((2, 6))[1]
        found = reigns(first.tolist(), second.tolist())
        assert found[0].low == 0 and math.isinf(found[-1].high)
        for rate in np.linspace(0, 200, 401) + 0.123:
            best = int(np.argmax(first + rate * second))
            assert [one.option for one in found if one.low <= rate <= one.high] == [best]


def test_the_even_rate_lies_in_its_interval_as_often_as_it_says() -> None:
    held = 0
    for number in range(400):
        draws = luck(1000 + number).normal(0, 1, (2, 60))
        found = even_rate(-6 + 4 * draws[0], 2 + draws[0] + draws[1])
        held += found.low <= 3 <= found.high
    assert 0.92 <= held / 400 <= 0.98


SIZE, CHOSEN = 50, 10


def surprise(noise: float, futures: int) -> tuple[float, float, float]:
    """Mean surprise of those chosen by raw and by shrunk estimates; gain of true value in per cent.

    Values are normal (100, 60); half of the projects have half the noise, half one and a half of it. The
    prior is found from the estimates themselves.
    """
    errors = np.where(np.arange(SIZE) % 2 == 0, 0.5, 1.5) * noise
    raw_gap, shrunk_gap, raw_true, shrunk_true = [], [], [], []
    for number in range(futures):
        normal = luck(int(noise) * 10_000 + number).normal(0, 1, (2, SIZE))
        truth = 100 + 60 * normal[0]
        stated = truth + errors * normal[1]
        expected = shrunk(stated, errors, prior_of(stated, errors))
        by_raw, by_shrunk = np.argsort(-stated)[:CHOSEN], np.argsort(-expected)[:CHOSEN]
        raw_gap.append((truth - stated)[by_raw].mean())
        shrunk_gap.append((truth - expected)[by_shrunk].mean())
        raw_true.append(truth[by_raw].mean())
        shrunk_true.append(truth[by_shrunk].mean())
    gain = 100 * (np.mean(shrunk_true) / np.mean(raw_true) - 1)
    return float(np.mean(raw_gap)), float(np.mean(shrunk_gap)), float(gain)


@pytest.mark.parametrize(
    ("noise", "disappointment", "gain"), [(30, -22, 0.7), (60, -67, 3.3), (120, -163, 6.6)]
)
def test_raw_estimates_of_the_chosen_disappoint_and_shrunk_ones_do_not(
    noise: float, disappointment: float, gain: float
) -> None:
    """The figures of the reference (50 projects, 10 chosen), with a prior that is known there."""
    raw, by_shrunk, more = surprise(noise, 1500)
    assert raw == pytest.approx(disappointment, abs=0.05 * abs(disappointment) + 1)
    assert abs(by_shrunk) < 0.1 * abs(raw)
    assert gain - 2 <= more <= gain + 0.5  # a prior found from the estimates gains a little less
