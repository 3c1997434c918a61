"""A dot or comma that may stand for thousands or decimals, and other cells that are easily misread."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.spreadsheet import Mapping, Reading, read_strict, read_usable

TODAY = date(2026, 12, 10)
Write = Callable[..., Path]
COLUMNS = "id;value_per_year;budget;duration_days;team_size"


def read(path: Path, **mapping: object) -> Reading:
    return read_usable(path, Mapping.model_validate(mapping), today=TODAY)


def filled(reading: Reading) -> dict[str, tuple[str, str]]:
    return {one.what: (one.value, one.source) for one in reading.assumptions}


@pytest.mark.parametrize(("proof", "value"), [("1.250,5", 1800.0), ("1,250.5", 1.8)])
def test_another_column_that_shows_the_convention_decides(csv_file: Write, proof: str, value: float) -> None:
    reading = read(csv_file(COLUMNS, f"P1;1.800;{proof};20;1"))
    assert reading.portfolio.projects[0].benefit.per_year == value
    sign = "comma" if value == 1800.0 else "point"
    said = (f"decimal {sign}, so that 1.800 is {value:g}", "decided by the other columns")
    assert filled(reading)["column “value_per_year”"] == said


def test_columns_that_contradict_each_other_decide_nothing(csv_file: Write) -> None:
    reading = read(csv_file(COLUMNS, "P1;1.800;1.250,5;20;1", "P2;7;1,250.5;20;1"))
    assert reading.used == (3,)
    assert "may be 1.8 or 1800, and no other figure decides" in str(reading.dropped[0])


@pytest.mark.parametrize(("decimal", "value"), [("comma", 1800.0), ("point", 1.8)])
def test_a_mapping_may_state_the_decimal_sign(csv_file: Write, decimal: str, value: float) -> None:
    reading = read(csv_file(COLUMNS, "P1;1.800;5;20;1"), decimal=decimal)
    assert reading.portfolio.projects[0].benefit.per_year == value
    assert filled(reading)["column “value_per_year”"][1] == "stated in the mapping"
    assert reading.mapping.decimal == decimal


def test_a_column_that_proves_its_own_convention_keeps_it(csv_file: Write) -> None:
    reading = read(csv_file(COLUMNS, "P1;1.800;1.250,5;20;1", "P2;2.5;7;20;1"))
    assert [one.benefit.per_year for one in reading.portfolio.projects] == [1.8, 2.5]


def test_a_row_in_the_place_of_one_that_was_left_out_is_listed(csv_file: Write) -> None:
    reading = read(csv_file(COLUMNS, "P1;viel;5;20;1", "p1;5;5;20;1"))
    assert reading.used == (3,)
    assert filled(reading)["“p1”"][0] == "row 3: row 2, left out, has this id too"


def test_what_counts_as_empty_is_told_as_it_was_found(csv_file: Write) -> None:
    with pytest.raises(InputError) as caught:
        read_strict(csv_file(COLUMNS, "P1;5;5;20;k.A.", "P2;5;5;20;", "P3;5;5;20;1"), today=TODAY)
    assert [str(one) for one in caught.value.problems] == [
        "plan.csv, cell E2: team_size: counts as empty (got k.A.); state the people at work on it",
        "plan.csv, cell E3: team_size: is empty; state the people at work on it",
    ]


@pytest.mark.parametrize("text", ["Summe 2027", "Sum", "Gesamtergebnis", "Total:"])
def test_a_row_of_totals_is_no_row_that_could_not_be_used(csv_file: Write, text: str) -> None:
    source = read(csv_file(COLUMNS, "P1;5;5;20;1", f"{text};5;5;20;1")).portfolio.source
    assert source is not None
    assert (source.rows, source.used, source.set_aside, source.dropped_rows) == (2, 1, 1, 0)
