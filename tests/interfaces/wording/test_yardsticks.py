"""The range chooses what is said of yardsticks: better, worse, the same or undecided."""

import math

import pytest

from workbench.charts.numbers import NBSP
from workbench.interfaces.wording import Difference
from workbench.interfaces.wording.yardsticks import Closed, closed_words, gap_words, nothing_new_words

WORTH = 60e6
BOTH = [Closed("Today", 0.0, 0.0, 0.0, 200), Closed("CD3", 0.4, 0.2, 0.6, 200)]


def less(mean: float, low: float, high: float) -> Difference:
    decided = low > 0 or high < 0
    return Difference("", mean, low, high, low - 1e6, high + 1e6, 0.5, decided, 200)


def said(gap: Difference, closed: list[Closed]) -> str:
    return gap_words(gap, closed, WORTH, "EUR").replace(NBSP, " ")


def test_a_gap_is_said_with_its_range_and_who_closes_how_much_of_it() -> None:
    words = said(less(2e6, 1e6, 3e6), BOTH)
    assert "gains €2.0m over first come, first served (between €1.0m and €3.0m)" in words
    assert "today’s way closes nothing: it is first come, first served itself" in words
    assert "“CD3” closes 40 % (20 % to 60 %) (200 simulated futures)" in words


def test_many_choices_are_left_to_the_table() -> None:
    assert "; the table holds the others" in said(less(2e6, 1e6, 3e6), BOTH * 2)


def test_foresight_that_loses_leaves_no_gap_and_no_share() -> None:
    words = said(less(-2e6, -3e6, -1e6), [])
    assert "loses €2.0m against first come, first served (between €1.0m and €3.0m" in words
    assert "no gap to close" in words and "%" not in words


def test_no_difference_is_only_said_of_a_narrow_range() -> None:
    narrow, wide = said(less(0.0, -1e5, 1e5), []), said(less(0.0, -2e6, 2e6), [])
    assert "differ by less than €100k either way" in narrow and "no gap" in narrow
    assert "undecided: from €2.0m worse to €2.0m better" in wide and "no gap" not in wide
    assert "too few" in said(less(1e6, math.nan, math.nan), [])


@pytest.mark.parametrize(
    ("share", "low", "high", "words"),
    [
        (0.4, 0.2, 0.6, "closes 40 % (20 % to 60 %)"),
        (1.5, 1.1, 2.2, "closes all and more, 150 % (110 % to 220 %)"),
        (-0.4, -0.6, -0.2, "falls behind first come, first served by 40 % of it (20 % to 60 %)"),
        (0.1, -0.2, 0.4, "is undecided (−20 % to 40 %)"),
    ],
)
def test_a_share_is_closed_lost_or_undecided_by_its_range(
    share: float, low: float, high: float, words: str
) -> None:
    assert closed_words(Closed("CD3", share, low, high, 200)).replace(NBSP, " ") == f"“CD3” {words}"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (less(-9e6, -10e6, -8e6), "worth €9.0m less than under today’s way (between €8.0m and €10.0m)"),
        (less(9e6, 8e6, 10e6), "more than under today’s way (between €8.0m and €10.0m): as planned, what is"),
        (less(1e6, -4e6, 6e6), "undecided: without it the portfolio would be worth from €4.0m worse to"),
        (less(0.0, -1e5, 1e5), ""),
    ],
)
def test_what_is_new_is_worth_more_less_or_undecided(found: Difference, words: str) -> None:
    text = nothing_new_words(found, "Today", WORTH, "EUR")
    assert words in text and bool(text) == bool(words)
