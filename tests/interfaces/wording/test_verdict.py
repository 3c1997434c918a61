"""The interval chooses the sentence; headline and bars come from the same test."""

import pytest

from workbench.charts.numbers import Figures
from workbench.interfaces.wording import (
    Difference,
    Verdict,
    allowing,
    answer,
    between,
    futures,
    in_100_futures,
    label_of,
    worse_to_better,
)

M = Figures("€", "m", 1e6)


def difference(mean: float, low: float, high: float) -> Difference:
    decided = low > 0 or high < 0
    return Difference("Close", mean, low, high, low - 1e6, high + 1e6, 0.23, decided, 1000)


@pytest.mark.parametrize(
    ("mean", "low", "high", "verdict", "words"),
    [
        (
            -4.9e6,
            -8.8e6,
            -0.3e6,
            Verdict.LOSE,
            "would lose €4.9m on average; the average lies between €0.3m and €8.8m.",
        ),
        (
            4.9e6,
            0.3e6,
            8.8e6,
            Verdict.GAIN,
            "would gain €4.9m on average; the average lies between €0.3m and €8.8m.",
        ),
        (
            -2.1e6,
            -6.0e6,
            2.5e6,
            Verdict.UNDECIDED,
            "Undecided: “Close” could be anywhere from €6.0m worse to €2.5m better",
        ),
        (
            0.0,
            -0.1e6,
            0.1e6,
            Verdict.SAME,
            "No difference: with “Close” the average differs from today’s way by less than",
        ),
        (0.0, 0.0, 0.0, Verdict.SAME, "No difference"),
    ],
)
def test_the_interval_chooses_the_sentence(
    mean: float, low: float, high: float, verdict: Verdict, words: str
) -> None:
    found = difference(mean, low, high)
    assert found.verdict(61.4e6) is verdict
    assert words in answer(found, 61.4e6, "Today", "EUR")


def test_the_verb_carries_the_direction_so_amounts_have_no_sign() -> None:
    for mean, low, high in ((-4.9e6, -8.8e6, -0.3e6), (4.9e6, 0.3e6, 8.8e6), (-2.1e6, -6e6, 2.5e6)):
        text = answer(difference(mean, low, high), 61.4e6, "Today", "EUR")
        assert "−" not in text and "+" not in text and "-" not in text


def test_one_future_decides_nothing() -> None:
    nan = float("nan")
    found = Difference("Close", -1e6, nan, nan, -1e6, -1e6, 0.0, False, 1)
    assert found.verdict(61.4e6) is Verdict.UNDECIDED
    assert "one simulated future is too few" in answer(found, 61.4e6, "Today", "EUR")


def test_ranges_in_prose() -> None:
    assert between(-8.8e6, -0.3e6, M) == "between €0.3m and €8.8m"
    assert between(-6e6, 2.5e6, M) == "between −€6.0m and +€2.5m"
    assert worse_to_better(-6e6, 2.5e6, M) == "from €6.0m worse to €2.5m better"


def test_chances_never_say_zero_or_all() -> None:
    assert in_100_futures(0.0) == "in under 1 of 100 futures"
    assert in_100_futures(1.0) == "in over 99 of 100 futures"
    assert futures(1000) == "1,000 simulated futures"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("pmo-closed", "PMO closed"),
        ("Baseline", "Today"),
        ("wip-6", "At most 6 at once"),
        ("x_y", "X y"),
        ("-", ""),
    ],
)
def test_names_of_files_become_words(name: str, label: str) -> None:
    assert label_of(name) == label


def test_both_ends_of_an_undecided_range_say_which_way_they_lie() -> None:
    # Two futures with one and the same loss decide nothing, but none of them is a gain.
    found = Difference("Close", -6e6, -6e6, -6e6, -6e6, -6e6, 0.0, decided=False, n=2)
    assert "better" not in answer(found, 61e6, "Today", "EUR")
    assert worse_to_better(1e6, 2e6, M) == "from €1.0m better to €2.0m better"


def test_what_is_clear_alone_and_not_among_several_is_undecided_and_says_why() -> None:
    close = Difference("Close", 1.1e6, 0.1e6, 2.1e6, -1e6, 3e6, 0.6, True, 1000)
    others = {str(k): Difference(str(k), 0.0, -1e6, 1e6, -2e6, 2e6, 0.5, False, 1000) for k in range(2)}
    alone, among = allowing({"close": close})["close"], allowing({"close": close, **others})["close"]
    assert alone == close
    assert among.verdict(61.4e6) is Verdict.UNDECIDED
    said = answer(among, 61.4e6, "Today", "EUR")
    assert said == (
        "Undecided: “Close” would by itself gain €1.1m on average (between €0.1m and €2.1m), "
        "but 3 what-ifs were looked at."
    )


def test_what_is_clear_beyond_doubt_stays_so_among_several() -> None:
    clear = Difference("Clear", 5e6, 4e6, 6e6, 3e6, 7e6, 0.9, True, 1000)
    other = Difference("Other", 0.0, -1e6, 1e6, -2e6, 2e6, 0.5, False, 1000)
    assert allowing({"clear": clear, "other": other}) == {"clear": clear, "other": other}


def test_todays_way_begins_a_sentence_with_a_capital() -> None:
    gain = Difference("Today", 2e6, 1.5e6, 2.5e6, 1e6, 3e6, 0.99, True, 200)
    assert answer(gain, 60e6, "Leave", "EUR").startswith("Today’s way would gain €2.0m on average")
    lose = Difference("Today", -2e6, -2.5e6, -1.5e6, -3e6, -1e6, 0.01, True, 200)
    assert answer(lose, 60e6, "Leave", "EUR").startswith("Today’s way would lose €2.0m on average")
