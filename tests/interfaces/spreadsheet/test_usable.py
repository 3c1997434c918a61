"""Import takes what is usable: one odd cell or heading keeps out a row or a column, not the file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.spreadsheet import Mapping, read_strict, read_usable

TODAY = date(2026, 12, 10)
Write = Callable[..., Path]
COLUMNS = "id;value_per_year;budget;duration_days;team_size"


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_strict(path, today=TODAY)
    return str(caught.value)


def test_a_cell_in_another_currency_keeps_its_row_out(csv_file: Write) -> None:
    path = csv_file(COLUMNS, "P1;5 $;1 $;20;1", "P2;5 €;1 €;20;1", "P3;6 €;;20;1", "P4;7;;20;1")
    reading = read_usable(path, today=TODAY)
    assert (reading.used, reading.portfolio.currency) == ((3, 4, 5), "EUR")
    assert [str(one) for one in reading.dropped] == [
        "plan.csv, cell B2: the amount is in USD, the others are in EUR (got USD); convert it"
    ]
    assert "cell B2: amounts are in USD here and in EUR elsewhere" in refused(path)


def test_a_heading_in_another_currency_leaves_its_column_unused(csv_file: Write) -> None:
    path = csv_file("id;value_per_year (€);budget ($);duration_days;team_size", "P1;5;1;20;1")
    reading = read_usable(path, today=TODAY)
    assert (reading.used, reading.totals["budget"]) == ((2,), 0.0)
    assert [one.place for one in reading.dropped] == ["plan.csv, cell C1"]
    assert "budget ($)" in str(reading.left_out[-1])
    assert "cell C1" in refused(path)


def test_two_headings_for_a_field_that_is_not_needed_are_left_unused_and_said(csv_file: Write) -> None:
    path = csv_file(f"{COLUMNS};Deadline;Go-live", "P1;5;1;20;1;2027-05-01;2027-06-01")
    reading = read_usable(path, today=TODAY)
    assert reading.used == (2,) and reading.portfolio.projects[0].due is None
    assert "due_date: two columns could be this field" in str(reading.dropped[0])
    assert "Deadline, Go-live" in str(reading.left_out[-1])
    assert "two columns could be this field" in refused(path)


def test_two_headings_for_a_field_that_is_needed_leave_nothing_usable(csv_file: Write) -> None:
    path = csv_file("id;value_per_year;duration_days;Team;Teamgröße", "P1;5;20;2;3")
    with pytest.raises(InputError, match="two columns could be this field"):
        read_usable(path, today=TODAY)


def test_what_a_mapping_names_is_never_left_unused(csv_file: Write) -> None:
    path = csv_file(COLUMNS, "P1;5;1;20;1")
    with pytest.raises(InputError, match="names a heading that is not there"):
        read_usable(path, Mapping.model_validate({"due_date": "Go-live"}), today=TODAY)


def test_what_is_dropped_is_named(csv_file: Write) -> None:
    path = csv_file(
        "id;name;value_per_year;duration_days;team_size;benefit_years",
        "P1;Regulatory reporting;5;20;1;0",
        "P2;Portal;-5;20;1;4",
        "P3;;5;20;1;0",
        "P4;Archive;5;20;1;4",
        "P5;Vault;$ 5;20;1;4",
        "P6;Cellar;€ 5;20;1;4",
    )
    reading = read_usable(path, today=TODAY)
    first, second, third, fourth = map(str, reading.dropped)
    assert first.startswith("plan.csv, cell F2: benefit_years of “Regulatory reporting”: must be above 0")
    assert "value_per_year of “Portal”: must be" in second and "benefit_years: must be" in third
    assert fourth.startswith("plan.csv, cell C7: “Cellar”: the amount is in EUR")
    assert reading.portfolio.source is not None
    assert reading.portfolio.source.dropped[0].reason.startswith("benefit_years of “Regulatory reporting”")
