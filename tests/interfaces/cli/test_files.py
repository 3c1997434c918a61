"""validate, schema and import."""

import json
from pathlib import Path

import pytest
import yaml

from workbench.interfaces.cli.importing import spans

from .conftest import Run

ROWS = """\
id,name,value_per_year,duration_days,team_size,pool
A,One,100000,40,2,dev
B,Two,soon,20,1,dev
C,Three,50000,20,1,dev
D,Four,50000,-3,1,dev
"""


@pytest.fixture
def rows(folder: Path) -> Path:
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    return folder


def test_validate_takes_folders_patterns_portfolios_and_scenarios(workbench: Run) -> None:
    assert workbench("validate", ".").out.count(": ok\n") == 4
    assert workbench("validate", "*.yaml").out.count(": ok\n") == 4
    assert workbench("validate", "portfolio.yaml").out == "portfolio.yaml: ok\n"


def test_validate_and_run_refuse_a_sheet_that_import_uses_in_part(workbench: Run, rows: Path) -> None:
    assert workbench("validate", "rows.csv").code == 2
    assert workbench("run", "rows.csv", "-n", "2").code == 2
    assert workbench("import", "rows.csv", "--to", "made.yaml").code == 0


def test_import_says_what_it_used_dropped_and_filled_in(workbench: Run, rows: Path) -> None:
    done = workbench(
        "import", "rows.csv", "--to", "sub/made.yaml", "--start", "2027-01-04", "--save-map", "map.yaml"
    )
    assert done.code == 0
    assert "rows.csv: 2 rows used: 2, 4" in done.out
    assert "cell C3" in done.out and "(got soon)" in done.out
    assert "cell D5" in done.out and "(got -3)" in done.out
    assert "pool capacity" in done.out and "years of benefit" in done.out
    made = yaml.safe_load((rows / "sub" / "made.yaml").read_text(encoding="utf-8"))
    assert str(made["start"]) == "2027-01-04"
    again = workbench(
        "import", "rows.csv", "--to", "again.yaml", "--start", "2027-01-04", "--map", "map.yaml"
    )
    assert again.code == 0
    assert (rows / "again.yaml").read_text(encoding="utf-8") == (rows / "sub" / "made.yaml").read_text(
        encoding="utf-8"
    )


def test_rows_dropped_at_import_go_with_the_portfolio_into_run_and_report(workbench: Run, rows: Path) -> None:
    workbench("import", "rows.csv", "--to", "made.yaml")
    said = workbench("validate", "made.yaml").out
    assert said.startswith(
        "made.yaml: ok; 2 of 4 rows of rows.csv could not be used when it was imported on "
    )
    assert workbench("validate", "portfolio.yaml").out == "portfolio.yaml: ok\n"
    done = workbench("run", "made.yaml", "-n", "2", "--jobs", "1", "--out", "done")
    assert done.code == 0 and "2 of 4 rows of rows.csv could not be used" in done.err
    from workbench.interfaces.reports.report import open_scenario

    ledger = open_scenario("done", "", "").ledger().text
    assert "two became projects and two could not be used".capitalize() in ledger
    assert '<th scope="row">cell C3</th>' in ledger and "(got soon)" in ledger and "cell D5" in ledger


def test_a_mapping_reads_a_spreadsheet_without_an_import(workbench: Run, folder: Path) -> None:
    text = ROWS.replace("team_size", "Köpfe im Projekt").replace("soon", "5").replace("-3", "3")
    (folder / "odd.csv").write_text(text, encoding="utf-8")
    (folder / "other.csv").write_text(text.replace("50000", "60000"), encoding="utf-8")
    (folder / "map.yaml").write_text("team_size: Köpfe im Projekt\n", encoding="utf-8")
    refused = workbench("validate", "odd.csv")
    assert refused.code == 2 and "--map" in refused.err and "Köpfe im Projekt" in refused.err
    assert workbench("validate", "odd.csv", "--map", "map.yaml").out == "odd.csv: ok\n"
    few = ("-n", "2", "--jobs", "1", "--map", "map.yaml")
    done = workbench("run", "odd.csv", *few)
    assert done.code == 0 and "import the file with --map" in done.err
    assert workbench("compare", "odd.csv", "other.csv", *few).code == 0


@pytest.mark.parametrize("command", ["validate", "run", "compare"])
def test_a_mapping_for_what_is_no_spreadsheet_is_refused_for_each_file(
    workbench: Run, rows: Path, command: str
) -> None:
    (rows / "map.yaml").write_text("id: name\n", encoding="utf-8")
    done = workbench(command, "rows.csv", "baseline.yaml", "tight.yaml", "--map", "map.yaml")
    assert done.code == 2
    assert [line.split(":")[0] for line in done.err.splitlines()] == ["baseline.yaml", "tight.yaml"]
    assert "import the spreadsheet with it" in done.err


def test_a_mapping_that_is_not_of_this_file_names_the_headings(workbench: Run, rows: Path) -> None:
    (rows / "map.yaml").write_text("team_size: Köpfe\n", encoding="utf-8")
    done = workbench("validate", "rows.csv", "--map", "map.yaml")
    assert done.code == 2
    assert "team_size: the mapping names a heading that is not there (got Köpfe)" in done.err
    assert "there is no column for it" not in done.err


def test_what_import_names_next_works(workbench: Run, rows: Path) -> None:
    done = workbench("import", "rows.csv", "--to", "made.yaml")
    following = done.out.rpartition("Next:")[2].split()
    assert following[0] == "workbench"
    assert workbench(*following[1:], "-n", "2", "--jobs", "1").code == 0


def test_import_with_nothing_usable_names_headings_and_how_to_map_them(workbench: Run, folder: Path) -> None:
    (folder / "odd.csv").write_text("Key,Nutzwert pro Jahr,Wie lange\nA,1,2\n", encoding="utf-8")
    done = workbench("import", "odd.csv", "--to", "made.yaml")
    assert done.code == 2 and "--map" in done.err and "Wie lange" in done.err
    assert not (folder / "made.yaml").exists()


def test_an_unknown_mapping_is_named(workbench: Run, rows: Path) -> None:
    done = workbench("import", "rows.csv", "--to", "made.yaml", "--map", "us_federal_its")
    assert done.code == 2 and "us_federal_it" in done.err


@pytest.mark.parametrize("kind", ["scenario", "portfolio"])
def test_the_schema_is_json_on_standard_output_and_nothing_else(workbench: Run, kind: str) -> None:
    done = workbench("schema", "--of", kind)
    assert done.code == 0 and json.loads(done.out)["type"] == "object"
    assert "yaml-language-server" in done.err


def test_the_schema_goes_to_a_file_with_the_line_for_editors(workbench: Run, folder: Path) -> None:
    done = workbench("schema", "--out", "made/w.json")
    assert json.loads((folder / "made" / "w.json").read_text(encoding="utf-8"))["type"] == "object"
    assert done.out.strip().endswith("# yaml-language-server: $schema=w.json")


def test_row_numbers_are_told_as_ranges() -> None:
    assert spans([]) == ""
    assert spans([7]) == "7"
    assert spans([3, 1, 2, 9, 8]) == "1–3, 8–9"


def test_a_batch_says_once_what_all_its_scenarios_lack(workbench: Run, rows: Path) -> None:
    workbench("import", "rows.csv", "--to", "made.yaml")
    (rows / "asked").mkdir()
    for name in ("one", "two"):
        text = "portfolio: ../made.yaml\nhorizon: 2029-12-31\n"
        (rows / "asked" / f"{name}.yaml").write_text(text, encoding="utf-8")
    done = workbench("batch", "asked", "-n", "2", "--jobs", "1", "--out", "runs/b")
    assert done.code == 0
    assert done.err.count("2 of 4 rows of rows.csv could not be used") == 1
