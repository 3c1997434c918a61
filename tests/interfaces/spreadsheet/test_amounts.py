import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.interfaces.spreadsheet.amounts import Convention, convention_of, parse_amount

STYLES: dict[str, tuple[str, str, Convention | None]] = {
    "English": (",", ".", Convention.POINT),
    "German": (".", ",", Convention.COMMA),
    "Swiss": ("’", ".", None),
    "French": ("\u202f", ",", None),
    "bare": ("", ".", None),
}


def written(cents: int, thousands: str, decimal: str) -> str:
    whole, part = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return sign + f"{whole:,}".replace(",", thousands) + (f"{decimal}{part:02d}" if part else "")


@given(cents=st.integers(-(10**14), 10**14), style=st.sampled_from(sorted(STYLES)))
def test_a_number_written_in_a_convention_reads_back_under_it(cents: int, style: str) -> None:
    thousands, decimal, _ = STYLES[style]
    amount = parse_amount(written(cents, thousands, decimal))
    assert amount is not None
    assert amount.under(Convention(decimal)) == cents / 100


@given(cents=st.integers(0, 10**12), style=st.sampled_from(["English", "German"]))
def test_a_number_is_never_read_the_wrong_way_without_being_called_ambiguous(cents: int, style: str) -> None:
    thousands, decimal, _ = STYLES[style]
    amount = parse_amount(written(cents, thousands, decimal))
    assert amount is not None
    assert amount.clear in (None, cents / 100)


@given(st.text(max_size=30))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    amount = parse_amount(text)
    assert amount is None or amount.point is not None or amount.comma is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 500,75", 12500.75),
        ("1'250'000.–", 1250000.0),
        ("(3 500)", -3500.0),
        ("350-", -350.0),
        ("−12", -12.0),
        ("1.234.567", 1234567.0),
        ("0.125", 0.125),
        (".5", 0.5),
        ("1e5", 100000.0),
    ],
)
def test_clear_numbers(text: str, value: float) -> None:
    amount = parse_amount(text)
    assert amount is not None
    assert amount.clear == value


@pytest.mark.parametrize("text", ["100-200", "1,2,3", "12.5.3", "about five", "=1+1", "1.23.456", ""])
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert parse_amount(text) is None


def test_a_column_that_proves_both_conventions_proves_none() -> None:
    amounts = [amount for text in ("1,5", "2.5", "1.200") if (amount := parse_amount(text))]
    assert convention_of(amounts) is None
    assert convention_of(amounts[:1]) is Convention.COMMA
