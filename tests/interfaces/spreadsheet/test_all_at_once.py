"""Everything that is wrong with a file is told in one go, and nothing that only follows from it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.spreadsheet import Mapping, read_strict, read_usable

TODAY = date(2026, 12, 10)
Write = Callable[..., Path]
COLUMNS = ("id", "value_per_year", "duration_days", "FTE", "pool")
GOOD = ("G1", 5, 20, 1, "dev")


def told(path: Path, **mapping: object) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_strict(path, Mapping.model_validate(mapping), today=TODAY)
    return [str(one) for one in caught.value.problems]


def places(problems: list[str]) -> list[str]:
    return [one.split(": ")[0].rpartition(" ")[2] for one in problems]


def test_two_columns_for_one_field_are_both_named_with_the_line_that_decides(csv_file: Write) -> None:
    path = csv_file("id;value_per_year;duration_days;Team;Teamgröße", "P1;5;20;IT;3")
    assert told(path) == [
        "plan.csv, cell E1: team_size: two columns could be this field: D1 “Team” and E1 “Teamgröße”; say "
        "which with --map, a YAML file with the line “team_size: Team” or “team_size: Teamgröße”"
    ]
    portfolio = read_strict(path, Mapping.model_validate({"team_size": "Teamgröße"}), today=TODAY)
    assert portfolio.projects[0].packages[0].demand == {"people": 3}


def test_columns_of_one_and_the_same_heading_cannot_be_told_apart_by_a_mapping(csv_file: Write) -> None:
    path = csv_file("id;Nutzen;Nutzen;nutzen;duration_days;FTE", "P1;5;6;7;20;3")
    (problem,) = told(path)
    assert "3 columns could be this field: B1 “Nutzen”, C1 “Nutzen” and D1 “nutzen”; rename" in problem


def test_a_heading_that_yaml_would_take_for_something_else_is_quoted_in_the_remedy(csv_file: Write) -> None:
    path = csv_file("No;Nr;value_per_year;duration_days;FTE", "P1;1;6;7;2")
    (problem,) = told(path)
    assert '“id: "No"” or “id: Nr”' in problem


def test_an_undecided_column_does_not_hide_what_is_wrong_in_the_rows(csv_file: Write) -> None:
    path = csv_file(
        "id;value_per_year;due_date;Dauer (Punkte);Team;Teamgröße;pool",
        "P1;-5;30.02.2027;20;IT;1;dev",
        "p1;5;;20;IT;1;Dev",
        "P2;;;20;IT;1;",
    )
    problems = told(path)
    assert places(problems) == ["D1", "F1", "B2", "C2", "G2", "A3", "B4", "G4"]
    assert not any("duration" in one or "team" in one for one in problems[2:])
    with pytest.raises(InputError) as caught:
        read_usable(path, today=TODAY)
    assert [str(one) for one in caught.value.problems] == problems


def test_what_only_follows_from_an_undecided_column_is_not_told(csv_file: Write) -> None:
    columns = "id;value_per_year;FTE;urgency;Planende;Ende"
    problems = told(csv_file(columns, "P1;5;1;fixed date;2027-05-01;2027-05-01"))
    assert [one.split(": ")[1] for one in problems] == ["planned_end", "duration_days"]


def test_a_missing_column_does_not_hide_what_is_wrong_in_the_rows(csv_file: Write) -> None:
    problems = told(csv_file("id;value_per_year;duration_days;pool", "P1;viel;20;dev", "P2;5;0;dev"))
    assert places(problems) == ["1", "B2", "C3"]
    assert "team_size: there is no column for it" in problems[0]


def test_two_currencies_do_not_hide_what_is_wrong_in_the_rows(csv_file: Write) -> None:
    path = csv_file("id;value_per_year;duration_days;FTE", "P1;5 €;20;1", "P2;5 $;20;1", "P3;5 €;-1;1")
    assert places(told(path)) == ["B3", "C4"]


def test_an_undecided_column_of_pools_does_not_hide_what_is_wrong_elsewhere(workbook: Write) -> None:
    path = workbook(
        Projects=[COLUMNS, ("P1", 5, 20, 1, "devv"), GOOD],
        Pools=[("id", "Kapazität", "Köpfe", "Tagessatz"), ("dev", 3, 3, -1)],
    )
    problems = told(path)
    assert places(problems) == ["C1", "D2", "E2"]
    assert "“pools: {capacity: Kapazität}” or “pools: {capacity: Köpfe}”" in problems[0]
    assert places(told(path, pools={"capacity": "Köpfe"})) == ["D2", "E2"]


def test_a_filter_that_fits_no_row_is_told_without_the_rows_it_may_keep_out(
    csv_file: Write,
) -> None:
    path = csv_file("id;value_per_year;duration_days;FTE;Status", "P1;-5;20;1;stopped")
    assert places(told(path, only={"Status": "active"})) == ["plan.csv"]


def test_an_id_that_stands_twice_is_told_though_the_first_row_has_to_be_mended_too(csv_file: Write) -> None:
    path = csv_file("id;value_per_year;duration_days;FTE", "P1;-5;20;1", "p1;5;20;1")
    assert places(told(path)) == ["B2", "A3"]
    reading = read_usable(path, today=TODAY)
    assert reading.used == (3,)
    assert [one.place for one in reading.dropped] == ["plan.csv, cell B2"]
