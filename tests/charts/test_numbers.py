"""Numbers as people write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.charts.numbers import (
    MINUS,
    Figures,
    amount,
    clear_ends,
    figures_for,
    finer,
    money,
    nice_ticks,
    out_of,
    out_of_100,
    out_of_span,
    parts_of,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4_912_345, "€4.9m"),
        (61_400_000, "€61.4m"),
        (99_960_000, "€100m"),
        (999_700_000, "€1.00bn"),
        (1_234_000, "€1.2m"),
        (999.6, "€1.0k"),
        (12_345, "€12.3k"),
        (-0.4e6, f"{MINUS}€400k"),
        (0.0, "€0"),
    ],
)
def test_amounts_have_a_unit_and_three_digits_at_most(value: float, text: str) -> None:
    assert amount(value, "EUR") == text


@given(st.floats(-1e11, 1e11))
def test_an_amount_is_within_its_rounding(value: float) -> None:
    figures = money([value], "EUR")
    shown = figures.rounded(value) * figures.divisor
    assert abs(shown - value) <= figures.divisor * 0.5 * 10**-figures.decimals + 1e-6
    assert sum(c.isdigit() for c in figures.plain(value)) <= 3


def test_a_hyphen_is_never_a_minus() -> None:
    figures = Figures("€", "m", 1e6)
    for text in (figures.plain(-1e6), figures.signed(-1e6), figures.bare(-1e6), figures.span(-2e6, -1e6)):
        assert "-" not in text and MINUS in text


def test_zero_after_rounding_has_no_sign() -> None:
    figures = Figures("€", "m", 1e6)
    assert figures.signed(-20.0) == figures.plain(-20.0) == "€0.0m"
    assert finer(figures, 30_000.0).signed(30_000.0) == "+€0.03m"


@given(st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=8))
def test_parts_give_the_rounded_sum_and_each_is_within_one_step(values: list[float]) -> None:
    figures = Figures("", "", 1e6, 1)
    parts = parts_of(values, figures)
    total = round(sum(parts) / 1e6, 6)
    assert abs(total - sum(values) / 1e6) <= 0.05 + 1e-6
    assert all(abs(part - value) <= 1e5 + 1e-3 for part, value in zip(parts, values, strict=True))


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "under 1"), (0.0099, "under 1"), (0.18, "18"), (0.995, "over 99"), (1.0, "over 99")],
)
def test_chances_are_natural_frequencies(share: float, text: str) -> None:
    assert out_of_100(share) == text


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9), st.integers(2, 8))
def test_ticks_lie_inside_and_are_few(low: float, span: float, most: int) -> None:
    ticks = nice_ticks(low, low + span, most)
    assert len(ticks) <= most
    assert all(low - span * 1e-6 <= t <= low + span * 1.000001 for t in ticks) or ticks == [0.0]


def test_shares_are_percent_and_missing_numbers_are_a_dash() -> None:
    assert figures_for([0.25], "share", "EUR").plain(0.25) == "25\N{NO-BREAK SPACE}%"
    assert Figures().plain(math.nan) == "–"


def test_a_range_clear_of_zero_shows_no_zero_end() -> None:
    from workbench.charts.numbers import Figures, clear_of_zero

    shown = clear_of_zero(Figures("€", "m", 1e6), 3_000, 1_000_000)
    assert shown.plain(3_000) == "€0.003m"
    assert clear_of_zero(Figures("€", "m", 1e6), -3_000, 1e6).decimals == 1


def test_few_futures_are_counted() -> None:
    from workbench.charts.numbers import in_futures

    assert in_futures(1.0, 99) == "in 99 of 99 futures"
    assert in_futures(1.0, 100) == "in over 99 of 100 futures"


@given(st.integers(0, 3000), st.integers(1, 3000))
def test_the_range_of_a_chance_holds_the_figure_as_written(hits: int, n: int) -> None:
    share = min(hits, n) / n
    low, high = (float(one) for one in out_of_span(share, n).split(" to "))
    figure = out_of(share, n)
    ends = {"under 1": (0.0, 1.0), "over 99": (99.0, 100.0)}.get(figure)
    first, last = ends or (float(figure), float(figure))
    assert low <= first and last <= high, (figure, low, high)


@given(st.floats(1.0, 1e7), st.floats(1.0, 1e7))
def test_a_range_that_leaves_out_zero_never_touches_it(one: float, other: float) -> None:
    low, high = sorted((one, other))
    figures = clear_ends(money([low, high], "EUR"), low, high)
    assert figures.rounded(low) > 0 and figures.rounded(high) > 0


def test_an_end_that_only_rounds_to_zero_is_written_out() -> None:
    figures = Figures("€", "m", 1e6)
    assert clear_ends(figures, -1.1e6, -20_000).span(-1.1e6, -20_000) == f"{MINUS}1.10 to {MINUS}0.02"
    assert clear_ends(figures, -0.8e6, 0.0).span(-0.8e6, 0.0) == f"{MINUS}0.8 to 0.0"


def test_ends_that_differ_are_not_written_the_same() -> None:
    figures = Figures(decimals=2)
    assert clear_ends(figures, -0.0215, -0.0189).span(-0.0215, -0.0189) == f"{MINUS}0.021 to {MINUS}0.019"
    assert clear_ends(figures, 3.0, 3.0).span(3.0, 3.0) == "+3.00 to +3.00"
