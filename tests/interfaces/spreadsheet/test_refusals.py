from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from workbench.errors import InputError
from workbench.interfaces.spreadsheet import Mapping, read_strict, read_usable

TODAY = date(2026, 12, 10)
Write = Callable[..., Path]
HEADINGS = "id;value_per_year;due_date;duration_days;team_size;pool;intake_date;urgency"
GOOD = "G1;1000;;20;1;dev;;steady"


def refusal(path: Path, mapping: Mapping | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_strict(path, mapping or Mapping(), today=TODAY)
    return str(caught.value)


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        ("P1;-5;;20;1;dev;;", "B3", "must be at least 0"),
        ("P1;inf;;20;1;dev;;", "B3", "is not a number"),
        ("P1;1e400;;20;1;dev;;", "B3", "is not a finite number"),
        ("P1;;;20;1;dev;;", "B3", "write 0 if it brings none"),
        ("P1;5;;0;1;dev;;", "D3", "must be above 0"),
        ("P1;5;;99999;1;dev;;", "D3", "check the unit"),
        ("P1;5;;;1;dev;;", "D3", "is empty"),
        ("P1;5;;20;0,333;dev;;", "E3", "whole hundredths"),
        ("P1;5;;20;;dev;;", "E3", "is empty"),
        ("P1;5;;20;1;;;", "F3", "is empty"),
        (";5;;20;1;dev;;", "A3", "give the project a short key"),
        ("G1;5;;20;1;dev;;", "A3", "the id stands twice, first in A2"),
        ("P1;5;2027-02-01;20;1;dev;2027-03-01;", "C3", "is before the intake 2027-03-01"),
        ("P1;5;2026-11-01;20;1;dev;;", "C3", "is before the portfolio's start 2027-01-01"),
        ("P1;5;;20;1;dev;;fixd date", "H3", "did you mean fixed date?"),
        ("P1;5;;20;1;dev;;fixed date", "C3", "is empty, but the urgency is fixed date"),
        ("P1;5;;20;1;dev;;closing window", "C3", "is empty, but the urgency is closing window"),
        ("P1;#REF!;;20;1;dev;;", "B3", "the cell shows an error"),
    ],
)
def test_each_wrong_cell_is_named(csv_file: Write, row: str, cell: str, said: str) -> None:
    path = csv_file(HEADINGS, GOOD, row)
    text = refusal(path)
    assert f"plan.csv, cell {cell}: " in text
    assert said in text
    assert read_usable(path, today=TODAY).used == (2,)


def test_all_problems_of_a_file_come_at_once(csv_file: Write) -> None:
    path = csv_file(HEADINGS, "P1;-5;;x;1;dev;;", "P2;5;30.02.2027;20;1;;;", GOOD)
    assert [line.split(": ")[0] for line in refusal(path).splitlines()] == [
        "plan.csv, cell B2",
        "plan.csv, cell D2",
        "plan.csv, cell C3",
        "plan.csv, cell F3",
    ]


def test_nothing_usable_is_an_error_that_lists_the_cells(csv_file: Write) -> None:
    with pytest.raises(InputError) as caught:
        read_usable(csv_file(HEADINGS, "P1;-5;;20;1;dev;;"), today=TODAY)
    assert "no row can be used" in str(caught.value)
    assert "cell B2" in str(caught.value)


def test_unknown_headings_are_named_with_the_way_to_map_them(csv_file: Write) -> None:
    with pytest.raises(InputError) as caught:
        read_usable(csv_file("Farbe;Größe;Valu", "rot;3;4"), today=TODAY)
    text = str(caught.value)
    assert "Farbe, Größe, Valu" in text
    assert "--map" in text
    assert "map it: value_per_year: Valu" in text


def test_a_missing_column_names_the_heading_that_may_be_it(csv_file: Write) -> None:
    text = refusal(csv_file("id;value_per_year;duraton_days;team_size", "P1;5;20;1"))
    assert text == (
        "plan.csv, row 1: duration_days: there is no column for it; "
        "map the nearest: duration_days: duraton_days"
    )


def test_two_columns_for_one_field_and_an_unknown_unit_are_refused(csv_file: Write) -> None:
    text = refusal(csv_file("id;Nutzen;Benefit;Dauer (Punkte);FTE", "P1;5;5;20;1"))
    assert "cell C1: value_per_year: two columns could be this field" in text
    assert "cell D1: duration_days: the unit is not understood" in text


def test_a_pool_that_is_not_stated_and_a_team_larger_than_its_pool(workbook: Write) -> None:
    path = workbook(
        Projects=[
            ("id", "value_per_year", "duration_days", "team_size", "pool"),
            ("P1", 5, 20, 1, "devv"),
            ("P2", 5, 20, 9, "dev"),
            ("P3", 5, 20, 8, "DEV"),
        ],
        Pools=[("id", "capacity", "operations_share"), ("dev", 10, "20 %"), ("ops", -1, 0.1), ("dev", 3, 0)],
    )
    text = refusal(path)
    assert "cell E2: pool: there is no pool of this name (got devv); did you mean dev?" in text
    assert "cell D3: team_size: is above the 8 FTE that the pool dev has for projects (got 9)" in text
    assert "sheet Pools, cell B3: capacity: must be at least 0" in text
    assert "sheet Pools, cell A4: pools › id: the pool stands twice, first in A2 (got dev)" in text
    assert read_usable(path, today=TODAY).used == (4,)


def test_files_of_another_kind_empty_missing_or_too_large(tmp_path: Path, csv_file: Write) -> None:
    big = tmp_path / "big.csv"
    with big.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert refusal(big) == (
        "big.csv: at most 20 MB are read (got 50 MB); "
        "keep one row per project and drop pictures and history sheets"
    )
    assert "there is no such file" in refusal(tmp_path / "none.csv")
    assert "only .csv" in refusal(csv_file("x", name="plan.ods"))
    assert "not a readable Excel workbook" in refusal(csv_file("x", name="plan.xlsx"))
    assert "holds no rows" in refusal(csv_file("", "  ;  ;"))
    (tmp_path / "empty.csv").touch()
    assert "is empty" in refusal(tmp_path / "empty.csv")
    assert "at most 20,000 rows" in refusal(csv_file(HEADINGS, *[GOOD] * 20001))


def test_a_formula_without_a_stored_result_is_refused_and_text_that_looks_like_one_is_data(
    tmp_path: Path,
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "name", "value_per_year", "duration_days", "team_size"])
    sheet.append(["P1", "x", "=1000*2", 20, 1])
    sheet.append(["P2", "@SUM(A1)", 5, 20, 1])
    sheet.cell(3, 2).value = "=cmd|' /C calc'!A0"
    sheet.cell(3, 2).data_type = "s"
    book.save(tmp_path / "plan.xlsx")
    reading = read_usable(tmp_path / "plan.xlsx", today=TODAY)
    assert [str(one) for one in reading.dropped] == [
        "plan.xlsx, sheet Sheet, cell C2: value_per_year of “x”: the formula has no stored result "
        "(got a formula); calculate and save the file again"
    ]
    assert reading.portfolio.projects[0].name == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ";"), ("cp1252", ","), ("utf-8", "\t")])
def test_encodings_and_delimiters_are_found_out(csv_file: Write, encoding: str, delimiter: str) -> None:
    lines = [HEADINGS, "Ü1;1000;;20;1;Größe;;steady"]
    path = csv_file(*(line.replace(";", delimiter) for line in lines), encoding=encoding)
    portfolio = read_strict(path, today=TODAY)
    assert (portfolio.projects[0].id, portfolio.pools[0].id) == ("Ü1", "Größe")
