from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.interfaces.spreadsheet.days import Order, order_of, parse_day

DATES = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(
    DATES,
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%d. %B %Y", "%B %d, %Y", "%Y-%m-%dT00:00:00Z"]),
)
def test_a_clear_form_reads_back(day: date, form: str) -> None:
    found = parse_day(day.strftime(form))
    assert found is not None
    assert found.clear == day


@given(DATES)
def test_slashes_are_read_under_either_order(day: date) -> None:
    found = parse_day(f"{day.day:02d}/{day.month:02d}/{day.year}")
    assert found is not None
    assert found.under(Order.DAY_FIRST) == day
    assert found.clear == (day if day.day > 12 or day.day == day.month else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3. März 2027", date(2027, 3, 3)),
        ("3 Dez 2027", date(2027, 12, 3)),
        ("1.10.27", date(2027, 10, 1)),
        ("15. Jänner 2027", date(2027, 1, 15)),
        ("May 1st, 2027", date(2027, 5, 1)),
    ],
)
def test_names_of_months_in_two_languages(text: str, day: date) -> None:
    found = parse_day(text)
    assert found is not None
    assert found.clear == day


@pytest.mark.parametrize(
    "text", ["Q3 2027", "April 2027", "31.02.2027", "2027", "soon", "00/00/2027", "1.13.2027"]
)
def test_what_is_not_one_day_is_none(text: str) -> None:
    assert parse_day(text) is None


def test_one_clear_date_decides_the_order_of_the_column() -> None:
    days = [day for text in ("03/04/2027", "25/04/2027") if (day := parse_day(text))]
    assert order_of(days) is Order.DAY_FIRST
    assert order_of(days[:1]) is None
