from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.interfaces.files import dump_portfolio
from workbench.interfaces.spreadsheet import Mapping, read_strict, read_usable
from workbench.interfaces.spreadsheet.capacity import Load, inferred_capacity
from workbench.model import Assumption, Filled, Portfolio

TODAY = date(2026, 12, 10)
Write = Callable[..., Path]
HEADINGS = (
    "id;value_per_year;due_date;duration_days;team_size;pool;urgency;benefit_years;budget;"
    "started_on;share_complete"
)


def assumed(portfolio: Portfolio, what: str) -> Assumption:
    return next(one for one in portfolio.assumptions if one.what.startswith(what))


def test_urgency_decides_how_value_depends_on_time(csv_file: Write) -> None:
    path = csv_file(
        HEADINGS,
        "S;250000;;20;1;dev;steady;4;;;",
        "F;250000;2027-06-30;20;1;dev;fixed date;;;;",
        "W;250000;2027-06-30;20;1;dev;closing window;1,5;;;",
    )
    portfolio = read_strict(path, today=TODAY)
    steady, fixed, window = portfolio.projects
    assert portfolio.start == date(2027, 1, 1)
    assert (steady.benefit.plateau_years, steady.lateness.per_day) == (4, 0)
    assert (fixed.benefit.plateau_years, fixed.lateness.per_day) == (5, 1000)
    assert (window.benefit.plateau_years, window.benefit.window_closes) == (None, date(2028, 12, 30))
    late = assumed(portfolio, "lateness cost per day")
    assert (late.what, late.bears_on) == ("lateness cost per day (1 of 3 projects)", Filled.URGENCY)
    assert assumed(portfolio, "years of benefit").bears_on is Filled.VALUE


def test_a_fixed_date_never_costs_nothing(csv_file: Write) -> None:
    path = csv_file(
        HEADINGS, "M;0;2027-06-30;20;1;dev;fixed date;;;;", "N;0;2027-06-30;20;1;dev;fixed date;;50000;;"
    )
    reading = read_usable(path, Mapping(constants={"mandatory": True}), today=TODAY)
    assert all(one.lateness.per_day > 0 for one in reading.portfolio.projects)
    alone = csv_file(
        HEADINGS, "M;0;2027-06-30;20;1;dev;fixed date;;;;", "S;1;;20;1;dev;steady;;;;", name="b.csv"
    )
    assert "nothing to estimate it from" in str(read_usable(alone, today=TODAY).dropped[0])


@pytest.mark.parametrize(
    ("share", "done", "spent"), [("0%", 0, 0.0), ("35%", 1, 15.0), ("40%", 2, 0.0), ("99%", 4, 19.0)]
)
def test_work_under_way_starts_from_where_it_is(csv_file: Write, share: str, done: int, spent: float) -> None:
    portfolio = read_strict(csv_file(HEADINGS, f"P;1;;100;1;dev;steady;;;2026-10-01;{share}"), today=TODAY)
    packages = portfolio.projects[0].packages
    assert sum(package.done for package in packages) == done
    assert packages[done].spent_days == pytest.approx(spent)
    assert all(package.spent_days is None for package in packages[done + 1 :])


def test_without_a_stated_share_the_time_since_the_start_counts(csv_file: Write) -> None:
    path = csv_file(HEADINGS, "P;1;;100;1;dev;steady;;;2026-12-01;", "Q;1;;10;1;dev;steady;;;2025-12-01;")
    portfolio = read_strict(path, today=TODAY)
    started, overdue = portfolio.projects
    assert [package.done for package in started.packages] == [True, False, False, False, False]
    assert started.packages[1].spent_days == 3
    assert [package.done for package in overdue.packages] == [True, True, True, True, False]
    assert assumed(portfolio, "share complete").what.endswith("(2 of 2 projects)")


def test_what_the_whole_portfolio_rests_on_is_listed(csv_file: Write) -> None:
    portfolio = read_strict(csv_file(HEADINGS, "P;1;;100;1;dev;;;;;"), today=TODAY)
    order = [one.bears_on for one in portfolio.assumptions]
    assert order == sorted(order, key=[Filled.CAPACITY, Filled.VALUE, Filled.URGENCY, Filled.OTHER].index)
    for what in (
        "pool capacity",
        "present maturity",
        "work packages",
        "discount rate",
        "currency",
        "urgency",
    ):
        assert assumed(portfolio, what).source
    assert "general prior" in assumed(portfolio, "spread and bias").value
    assert portfolio.maturity is not None
    assert portfolio.maturity.profile.risk == 2


def test_a_start_that_nobody_stated_is_listed_and_a_stated_one_is_not(csv_file: Write) -> None:
    path = csv_file(HEADINGS, "P;1;;100;1;dev;;;;;")
    found = assumed(read_strict(path, today=TODAY), "start of the portfolio")
    assert found.value == "2027-01-01, the first day of the month after it was read"
    mapping = Mapping.model_validate({"start": "2027-03-01"})
    for stated in (
        read_strict(path, today=TODAY, start=date(2027, 2, 1)),
        read_strict(path, mapping, today=TODAY),
    ):
        assert not any(one.what.startswith("start") for one in stated.assumptions)


def test_budgets_pay_labour_first_and_the_rest_is_bought_in(csv_file: Write) -> None:
    path = csv_file(HEADINGS, "P;1;;100;2;dev;steady;;150000;;")
    bare = read_strict(path, today=TODAY)
    assert (bare.pools[0].cost_per_fte_day, bare.projects[0].external_cost) == (750, 0)
    priced = read_strict(path, Mapping.model_validate({"assume": {"cost_per_fte_day": 500}}), today=TODAY)
    assert (priced.pools[0].cost_per_fte_day, priced.projects[0].external_cost) == (500, 50000)


@given(
    st.lists(
        st.builds(
            Load,
            team=st.floats(0.05, 40),
            days_left=st.floats(0.5, 1000),
            begins=st.floats(-500, 500),
            ends=st.floats(-500, 2000),
            under_way=st.booleans(),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_inferred_capacity_fits_every_team_and_all_that_is_under_way(loads: list[Load]) -> None:
    capacity = inferred_capacity(loads)
    assert capacity >= max(load.team for load in loads) - 1e-6
    assert capacity >= sum(load.team for load in loads if load.under_way) - 1e-5
    assert capacity <= sum(load.team for load in loads) + 1


def test_a_written_portfolio_reads_back_equal(csv_file: Write) -> None:
    path = csv_file(
        HEADINGS, "P;1;2027-06-30;100;2;dev;fixed date;;150000;2026-12-01;10%", "Q;5;;9;1;ops;;;;;"
    )
    portfolio = read_strict(path, today=TODAY)
    text = dump_portfolio(portfolio)
    assert Portfolio.model_validate(yaml.safe_load(text)) == portfolio
    assert "duration: 20.0" in text


def test_columns_that_nothing_reads_are_named_with_what_they_may_have_meant(csv_file: Write) -> None:
    headings = "id;value_per_year;due_date;duration_days;team_size;pool;Projektleiter;progres"
    path = csv_file(headings, "P;1;2027-06-30;100;2;dev;Ann;x")
    (said,) = [one for one in read_usable(path, today=TODAY).left_out if "not used" in one.message]
    assert said.value == "Projektleiter, progres"
    assert "share_complete: progres" in said.remedy


@pytest.mark.parametrize("row", ['"P2;1;100;2;dev', 'P2;1;100;2;"dev'])
@pytest.mark.parametrize("last", ["P4;1;100;2;dev", 'P4;1;100;2;"dev"'])
def test_an_open_quote_is_refused_before_it_swallows_rows(csv_file: Write, row: str, last: str) -> None:
    rows = ["P1;1;100;2;dev", row, "P3;1;100;2;dev", last]
    path = csv_file("id;value_per_year;duration_days;team_size;pool", *rows)
    with pytest.raises(InputError, match=r"line 3: a quotation mark opens a cell and nothing closes it"):
        read_usable(path, today=TODAY)


def test_quotes_that_hold_delimiters_and_line_breaks_are_read(csv_file: Write) -> None:
    path = csv_file("id;name;value_per_year;duration_days;team_size;pool", 'P1;"One; two\nlines";1;100;2;dev')
    assert read_usable(path, today=TODAY).portfolio.projects[0].name.startswith("One; two")


def test_what_brings_nothing_needs_no_years_and_none_are_assumed(csv_file: Write) -> None:
    path = csv_file(
        HEADINGS, "R;0;;20;1;dev;steady;0;;;", "N;0;;20;1;dev;steady;;;;", "V;5000;;20;1;dev;steady;;;;"
    )
    reading = read_usable(path, Mapping(constants={"mandatory": True}), today=TODAY)
    assert not reading.dropped and len(reading.portfolio.projects) == 3
    assert assumed(reading.portfolio, "years of benefit").what == "years of benefit (1 of 3 projects)"


def test_years_of_what_brings_something_are_still_above_zero(csv_file: Write) -> None:
    path = csv_file(
        HEADINGS, "V;5000;;20;1;dev;steady;0;;;", "N;0;;20;1;dev;steady;-1;;;", "G;1;;20;1;dev;steady;2;;;"
    )
    dropped = read_usable(path, today=TODAY).dropped
    assert [one.message for one in dropped] == ["must be above 0 and at most 100", "must be at least 0"]
