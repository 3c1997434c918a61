"""Dates at the edges, working days inside."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from workbench.model import Calendar

PLAIN = Calendar()
MONDAY = date(2027, 1, 4)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (MONDAY, MONDAY, 0),
        (MONDAY, date(2027, 1, 5), 1),
        (MONDAY, date(2027, 1, 9), 5),
        (MONDAY, date(2027, 1, 10), 5),
        (MONDAY, date(2027, 1, 11), 5),
        (date(2027, 1, 9), date(2027, 1, 11), 0),
        (MONDAY, date(2027, 1, 1), -1),
        (MONDAY, date(2026, 12, 28), -5),
    ],
)
def test_working_days_between_two_dates(start: date, end: date, days: int) -> None:
    assert PLAIN.days_between(start, end) == days


def test_days_through_a_date_count_that_date() -> None:
    assert PLAIN.days_through(MONDAY, date(2027, 1, 8)) == 5
    assert PLAIN.days_through(MONDAY, date(2027, 1, 10)) == 5


def test_holidays_do_not_count_and_count_once_on_a_weekend() -> None:
    calendar = Calendar(holidays=(date(2027, 1, 6), date(2027, 1, 9), date(2027, 1, 6)))
    assert calendar.days_between(MONDAY, date(2027, 1, 11)) == 4


def test_another_weekend() -> None:
    assert Calendar(weekend=(4, 5)).days_between(MONDAY, date(2027, 1, 11)) == 5
    assert Calendar(weekend=()).days_between(MONDAY, date(2027, 1, 11)) == 7


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (0, MONDAY),
        (0.5, MONDAY),
        (1, MONDAY),
        (1.01, date(2027, 1, 5)),
        (5, date(2027, 1, 8)),
        (5.01, date(2027, 1, 11)),
    ],
)
def test_a_moment_falls_on_a_date(moment: float, day: date) -> None:
    assert PLAIN.date_after(MONDAY, moment) == day


def test_a_start_on_a_weekend_is_the_next_working_day() -> None:
    assert PLAIN.date_after(date(2027, 1, 2), 0.5) == MONDAY


@given(
    st.integers(1, 3000), st.sets(st.integers(0, 500).map(lambda n: MONDAY + timedelta(days=n)), max_size=30)
)
def test_dates_and_working_days_are_each_other_s_inverse(days: int, holidays: set[date]) -> None:
    calendar = Calendar(holidays=tuple(sorted(holidays)))
    day = calendar.date_after(MONDAY, days)
    assert calendar.days_through(MONDAY, day) == days
    assert calendar.days_between(day, day + timedelta(days=1)) == 1


def test_working_days_of_a_year() -> None:
    assert PLAIN.days_per_year(date(2027, 1, 4), date(2034, 12, 31)) == pytest.approx(
        365.25 * 5 / 7, rel=1e-3
    )


@pytest.mark.parametrize("days", [1, 4, 7, 100, 364])
def test_a_short_horizon_does_not_change_the_year(days: int) -> None:
    start = date(2027, 1, 4)
    year = PLAIN.days_per_year(start, start + timedelta(days=365))
    assert PLAIN.days_per_year(start, start + timedelta(days=days)) == year == pytest.approx(261, abs=1)


@pytest.mark.parametrize("weekend", [(7,), (-1,), tuple(range(7))])
def test_a_weekend_that_cannot_be_is_refused(weekend: tuple[int, ...]) -> None:
    with pytest.raises(ValidationError):
        Calendar(weekend=weekend)
