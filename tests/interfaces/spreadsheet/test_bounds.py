"""Figures beyond reason, and cells beyond the last heading."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.spreadsheet import Mapping, read_strict, read_usable

TODAY = date(2026, 12, 10)
Write = Callable[..., Path]
COLUMNS = "id;value_per_year;duration_days;team_size;budget;lateness_cost_per_day;benefit_years"


def refusal(path: Path, mapping: Mapping | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_strict(path, mapping or Mapping(), today=TODAY)
    return str(caught.value)


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        ("P1;1000001 Mio;20;1;;;", "B2", "is 1,000,001,000,000, above the 1,000,000,000,000 a year allowed"),
        ("P1;5;5001;1;;;", "C2", "is 5,001, above the 5,000 working days allowed at most"),
        ("P1;5;21 years;1;;;", "C2", "is 5,250, above the 5,000 working days allowed at most (got 21 years)"),
        ("P1;5;20;100001;;;", "D2", "is 100,001, above the 100,000 FTE allowed at most (got 100001)"),
        ("P1;5;20;1;1,1e12;;", "E2", "above the 1,000,000,000,000 allowed at most"),
        ("P1;5;20;1;;2e12;", "F2", "above the 1,000,000,000,000 a day allowed at most"),
        ("P1;5;20;1;;;101", "G2", "is 101, above the 100 years allowed at most"),
    ],
)
def test_a_figure_beyond_reason_is_refused_with_its_bound(
    csv_file: Write, row: str, cell: str, said: str
) -> None:
    text = refusal(csv_file(COLUMNS, row))
    assert f"plan.csv, cell {cell}: " in text
    assert said in text
    assert "check the unit in the heading and in the cell, and the decimal sign" in text


def test_the_bounds_themselves_are_taken(csv_file: Write) -> None:
    portfolio = read_strict(csv_file(COLUMNS, "P1;1e12;5000;100000;1e12;;100"), today=TODAY)
    assert portfolio.projects[0].benefit.per_year == 1e12
    assert portfolio.pools[0].capacity == 100_000


def test_pools_have_bounds_too(workbook: Write) -> None:
    path = workbook(
        Projects=[("id", "value_per_year", "duration_days", "FTE", "pool"), ("P1", 5, 20, 1, "dev")],
        Pools=[("id", "capacity", "Tagessatz (k€)"), ("dev", 100_001, 10_001), ("ops", 100_000, 10_000)],
    )
    text = refusal(path)
    assert "cell B2: capacity: is 100,001, above the 100,000 FTE allowed at most" in text
    assert "cell C2: cost_per_fte_day: is 10,001,000, above the 10,000,000 a day and person allowed" in text
    assert "cell B3" not in text and "cell C3" not in text


def test_a_budget_that_no_people_can_cost_is_refused_at_its_cell(csv_file: Write) -> None:
    path = csv_file(COLUMNS, "P1;5;2;0,5;11000000;;", "P2;5;2;0,5;9000000;;")
    text = refusal(path)
    assert "cell E2: budget: makes 11,000,000 a day and person, above the 10,000,000 allowed at most" in text
    assert "cell E3" not in text
    stated = Mapping.model_validate({"assume": {"cost_per_fte_day": 800}})
    assert read_strict(path, stated, today=TODAY).projects[0].external_cost == 11_000_000 - 800


def test_a_team_made_from_a_budget_has_the_same_bound(csv_file: Write) -> None:
    mapping = Mapping.model_validate({"assume": {"team_size": {"cost_per_fte_day": 1}}})
    text = refusal(csv_file("id;value_per_year;duration_days;budget", "P1;5;2;300000"), mapping)
    assert "cell D2: budget: makes a team above 100,000 FTE" in text


def test_a_day_of_lateness_made_from_a_budget_has_the_same_bound(csv_file: Write) -> None:
    mapping = Mapping.model_validate({"assume": {"cost_per_fte_day": 800}})
    columns = "id;value_per_year;due_date;duration_days;team_size;budget;urgency"
    path = csv_file(columns, "P1;5;2027-06-01;0,1;1;2e11;fixed date", "P2;5;2027-06-01;1;1;2e11;fixed date")
    assert "row 2: lateness_cost_per_day: would be 2,000,000,000,000 a day" in refusal(path, mapping)
    assert read_usable(path, mapping, today=TODAY).portfolio.projects[0].lateness.per_day == 2e11


def test_people_that_all_projects_need_together_have_the_same_bound(csv_file: Write) -> None:
    rows = [f"P{number};5;20;90000;;;" for number in (1, 2)]
    text = refusal(csv_file(COLUMNS, *rows))
    assert text.startswith("pools › people › capacity: the plan asks for 180,000 FTE, above")


def test_a_declared_assumption_has_the_same_bounds() -> None:
    with pytest.raises(ValueError, match="less than or equal to 10000000"):
        Mapping.model_validate({"assume": {"cost_per_fte_day": 1e8}})


def test_a_csv_row_that_goes_on_after_the_last_heading_is_dropped_and_named(csv_file: Write) -> None:
    lines = [
        "id,value_per_year,duration_days,team_size,,",
        "P1,1,200,20,1,",
        "P2,5,20,1,,",
        "P3,5,20,1,,,,x,y",
    ]
    path = csv_file(*lines)
    reading = read_usable(path, today=TODAY)
    assert reading.used == (3,)
    first, second = map(str, reading.dropped)
    assert first == (
        "plan.csv, cell E2: the row goes on to the right of the last heading, in D (got E2 “1”); put a text "
        "or amount that holds the separator in quotation marks; give a note a heading of its own, or clear it"
    )
    assert second.startswith("plan.csv, cell H4: ") and "(got H4 “x”, I4 “y”)" in second
    assert refusal(path) == "\n".join(map(str, reading.dropped))


def test_notes_beside_the_table_of_a_workbook_are_let_be(workbook: Write) -> None:
    path = workbook(
        Projects=[("id", "value_per_year", "duration_days", "FTE"), ("P1", 5, 20, 1, None, "ask Jo")]
    )
    assert read_strict(path, today=TODAY).projects


def test_a_long_cell_is_not_repeated_whole(csv_file: Write) -> None:
    text = refusal(csv_file(COLUMNS, f"P1;{'x' * 5000};20;1;;;"))
    assert "x" * 200 + "…" in text and "x" * 201 not in text


def test_a_cell_of_endless_text_is_refused_before_anybody_reads_it(workbook: Write) -> None:
    path = workbook(Projects=[(*COLUMNS.split(";")[:4], "name"), ("P1", 5, 20, 1, "Portal")])
    packed = path.with_name("endless.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            target.writestr(member, source.read(member).replace(b"Portal", b"a" * 40_000))
    assert "cell E2: name: the cell holds more than 32,767 characters (got aaaaaaaaaaaaaaaaaaaa…)" in refusal(
        packed
    )
