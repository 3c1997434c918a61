"""Ids and pools that differ in capitals only, and cells that fit two pools."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.spreadsheet import Reading, read_strict, read_usable

TODAY = date(2026, 12, 10)
Write = Callable[..., Path]
COLUMNS = ("id", "value_per_year", "duration_days", "team_size", "pool")


def dropped(path: Path) -> tuple[Reading, list[str]]:
    """What an import drops; nothing that is dropped passes the strict reading."""
    reading = read_usable(path, today=TODAY)
    with pytest.raises(InputError) as caught:
        read_strict(path, today=TODAY)
    assert caught.value.problems == reading.dropped
    return reading, [str(one).removeprefix("plan.csv, ") for one in reading.dropped]


def test_an_id_in_other_capitals_names_both_and_the_first_stays(csv_file: Write) -> None:
    reading, said = dropped(csv_file(";".join(COLUMNS), "P1;5;20;1;dev", "p1;6;20;1;dev", "P1;7;20;1;dev"))
    assert reading.used == (2,)
    assert said == [
        "cell A3: id: differs only in upper and lower case from P1 in A2 (got p1); give each an id of its "
        "own, or drop the row if it is the same project",
        "cell A4: id: the id stands twice, first in A2 (got P1); give each its own id",
    ]


def test_names_that_serve_as_ids_may_not_stand_twice_either(csv_file: Write) -> None:
    path = csv_file(
        "name;id;value_per_year;duration_days;team_size",
        "Portal;;5;20;1",
        "PORTAL;;5;20;1",
        "x;portal;5;20;1",
    )
    reading, said = dropped(path)
    assert reading.used == (2,)
    assert [one.split(": ")[0] for one in said] == ["cell A3", "cell B4"]
    assert "from Portal in A2" in said[0]


def test_pools_in_two_spellings_are_named_where_no_sheet_says_which_there_are(csv_file: Write) -> None:
    reading, said = dropped(csv_file(";".join(COLUMNS), "P1;5;20;1;Dev", "P2;5;20;1;dev", "P3;5;20;1;Dev"))
    assert reading.used == (2, 4)
    assert [pool.id for pool in reading.portfolio.pools] == ["Dev"]
    assert said == [
        "cell E3: pool: differs only in upper and lower case from Dev in E2 (got dev); write it the same way "
        "in both, or list the pools on a sheet named pools"
    ]


def test_a_row_that_is_wrong_itself_drops_no_other_by_its_spelling(csv_file: Write) -> None:
    reading, _ = dropped(csv_file(";".join(COLUMNS), "P1;-5;20;1;Dev", "P2;5;20;1;dev", "P3;5;20;1;dev"))
    assert reading.used == (3, 4)


def test_stated_pools_in_other_capitals_name_both(workbook: Write) -> None:
    path = workbook(
        Projects=[COLUMNS, ("P1", 5, 20, 1, "DEV")],
        Pools=[("id", "capacity"), ("dev", 3), ("Dev", 30)],
    )
    reading, said = dropped(path)
    assert said == [
        "plan.xlsx, sheet Pools, cell A3: pools › id: differs only in upper and lower case from the pool dev "
        "in A2 (got Dev); drop one of the rows if they are the same people, or rename one"
    ]
    assert [(pool.id, pool.capacity) for pool in reading.portfolio.pools] == [("dev", 3)]


def test_a_cell_that_fits_two_pools_names_both(workbook: Write) -> None:
    path = workbook(
        Projects=[
            COLUMNS,
            ("P1", 5, 20, 1, "Entwickler"),
            ("P2", 5, 20, 1, "c++"),
            ("P3", 5, 20, 1, "C /"),
            ("P4", 5, 20, 1, "Tester"),
        ],
        Pools=[
            ("id", "name", "capacity"),
            ("C++", "Entwickler", 3),
            ("C#", "Entwickler", 4),
            ("QS", "Tester", 5),
        ],
    )
    reading, said = dropped(path)
    assert reading.used == (3, 5)
    assert [project.packages[0].demand for project in reading.portfolio.projects] == [{"C++": 1}, {"QS": 1}]
    assert "cell E2: pool: fits 2 pools: C++ (Entwickler) and C# (Entwickler) (got Entwickler)" in said[0]
    assert "cell E4: pool: fits 2 pools" in said[1]


def test_pools_and_headings_in_other_scripts_are_told_apart(workbook: Write) -> None:
    path = workbook(
        Projects=[COLUMNS, ("P1", 5, 20, 1, "бэкенд"), ("P2", 5, 20, 1, "Анализ"), ("P3", 5, 20, 1, "тест")],
        Pools=[("id", "capacity"), ("Бэкенд", 3), ("анализ", 30)],
    )
    reading, said = dropped(path)
    assert [project.packages[0].demand for project in reading.portfolio.projects] == [
        {"Бэкенд": 1},
        {"анализ": 1},
    ]
    assert "there is no pool of this name (got тест)" in said[0]
