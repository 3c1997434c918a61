"""A file of actuals is read, or refused with every cell that is wrong, all at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from workbench.errors import InputError
from workbench.experiment.tracking import Actual
from workbench.interfaces.spreadsheet.actuals import ActualsRead, Expected, read_actuals

DAY = date(2027, 9, 30)
EXPECTED = Expected(
    {"P1": "Claims portal", "P2": "Archive", "P3": "Tariff 2028"}, date(2027, 1, 4), "EUR", DAY
)


def read(folder: Path, text: str, expected: Expected = EXPECTED) -> ActualsRead:
    path = folder / "actuals.csv"
    path.write_text(text, encoding="utf-8")
    return read_actuals(path, expected)


def refused(folder: Path, text: str, expected: Expected = EXPECTED) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder, text, expected)
    return str(caught.value).splitlines()


def test_names_ids_dates_and_amounts_are_read_as_people_write_them(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Projekt;Fertig am;Istkosten (T€)\nclaims portal;31.03.2027;1.250,5\nP2;offen;\nP3;;300\n",
    )
    assert found.actuals == (
        Actual("P1", DAY, date(2027, 3, 31), 1_250_500.0),
        Actual("P2", DAY),
        Actual("P3", DAY, None, 300_000.0),
    )


def test_each_row_may_have_its_own_day_and_the_day_of_the_file_fills_the_rest(tmp_path: Path) -> None:
    found = read(tmp_path, "id,name,completed,as of\nP1,Claims portal,,2027-06-30\nP2,Archive,,\n")
    assert [one.as_of for one in found.actuals] == [date(2027, 6, 30), DAY]


def test_a_workbook_is_read_with_titles_totals_and_remarks_around_the_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Status of the portfolio"],
        ["Project", "Completed on", "Cost"],
        ["P1", date(2027, 5, 3), 900_000],
        ["P2", None, None],
        ["Total", None, 900_000],
        ["The archive waits for its supplier.", None, None],
    ):
        sheet.append(row)
    book.save(tmp_path / "actuals.xlsx")
    found = read_actuals(tmp_path / "actuals.xlsx", EXPECTED)
    assert [one.project for one in found.actuals] == ["P1", "P2"]
    assert found.actuals[0] == Actual("P1", DAY, date(2027, 5, 3), 900_000.0)
    assert len(found.notes) == 2 and "row 5" in found.notes[0] and "supplier" in found.notes[1]


def test_every_cell_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    lines = refused(
        tmp_path,
        "project,completed,cost,as of\n"
        "Archiv,2027-05-03,1,2027-09-30\n"
        "P1,2027-12-24,many,2027-09-30\n"
        "P3,2026-12-24,5 $,2026-01-01\n"
        "P3,,,soon\n",
    )
    told = "\n".join(lines)
    for cell, words in {
        "cell A2": "did you mean Archive",
        "cell B3": "must not be after the day on which it was known, 2027-09-30",
        "cell C3": "is not a number",
        "cell B4": "must not be before the start of the run",
        "cell C4": "the amount is in USD, the run is in EUR",
        "cell D4": "take the run of that time",
        "cell A5": "stands twice, first in actuals.csv, cell A4",
        "cell D5": "is not one day",
    }.items():
        assert any(cell in line and words in line for line in lines), (cell, told)
    assert len(lines) == 8, told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("project,cost\nP1,5\n", "name one “completed”"),
        ("completed\n2027-05-03\n", "name one “project”"),
        ("project,completed,cost (parsecs)\nP1,,5\n", "the unit is not understood"),
        ("project,completed,cost ($)\nP1,,5\n", "convert them"),
        ("project,finished,finished on\nP1,,\n", "rename all but one"),
        ("id,name,completed\nP1,Archive,\n", "is the name of P2, but A2 says P1"),
        ("project,completed\nNobody is done yet,\n", "holds no project of the run"),
        ("project,completed\nP9,\n", "the run has P1, P2, P3"),
        ("project,completed\n,2027-05-03\n", "write its id or name"),
        ("project,completed\nP1,03/04/2027\n", "may be"),
    ],
)
def test_what_cannot_be_used_is_said_with_the_way_out(tmp_path: Path, text: str, words: str) -> None:
    told = "\n".join(refused(tmp_path, text))
    assert words in told and "actuals.csv" in told


def test_without_any_day_each_row_asks_for_one(tmp_path: Path) -> None:
    undated = Expected(EXPECTED.projects, EXPECTED.start, "EUR", None)
    lines = refused(tmp_path, "project,completed\nP1,\nP2,2027-05-03\n", undated)
    assert len(lines) == 2 and all("--as-of" in line for line in lines)
