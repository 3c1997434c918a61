"""The note that goes with an imported portfolio: what its file held, and what was left out of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from workbench.interfaces.files import dump_portfolio, load_portfolio
from workbench.interfaces.spreadsheet import Mapping, read_strict, read_usable
from workbench.interfaces.spreadsheet.reading import MOST_NOTED

TODAY = date(2026, 12, 10)
Write = Callable[..., Path]
COLUMNS = "id;name;value_per_year;duration_days;team_size;status"


def test_rows_add_up_and_every_reason_has_its_cell(csv_file: Write) -> None:
    path = csv_file(
        COLUMNS,
        "P1;One;5;20;1;on",
        "P2;Two;viel;0;1;on",
        "P3;Three;5;20;1;off",
        ";Summe;10;40;2;on",
        "* nicht geprüft;;;;;on",
        "P4;Four;5;20;1;on",
    )
    mapping = Mapping.model_validate({"only": {"status": "on"}})
    source = read_usable(path, mapping, today=TODAY).portfolio.source
    assert source is not None
    assert (source.file, source.read_on) == ("plan.csv", TODAY)
    assert (source.rows, source.used, source.set_aside, source.dropped_rows) == (6, 2, 3, 1)
    assert [one.place for one in source.dropped] == ["plan.csv, cell C3", "plan.csv, cell D3"]
    assert (
        source.dropped[0].reason.startswith("value_per_year of “Two”: ")
        and "(got viel)" in source.dropped[0].reason
    )


def test_a_strict_reading_has_a_source_that_left_nothing_out(csv_file: Write) -> None:
    source = read_strict(csv_file(COLUMNS, "P1;One;5;20;1;on"), today=TODAY).source
    assert source is not None
    assert (source.rows, source.used, source.dropped) == (1, 1, ())


def test_whatever_a_cell_holds_the_written_portfolio_reads_back(csv_file: Write, tmp_path: Path) -> None:
    hostile = ["\x07: [x] #\u2028", "{{7*7}}", "<b>'\"", "\u202eoff", "- |", "~", "\ufeff"]
    rows = [f"P{number};x;{text};20;1;on" for number, text in enumerate(hostile)]
    portfolio = read_usable(csv_file(COLUMNS, "G;x;5;20;1;on", *rows), today=TODAY).portfolio
    assert portfolio.source is not None and len(portfolio.source.dropped) == len(hostile)
    (tmp_path / "made.yaml").write_text(dump_portfolio(portfolio), encoding="utf-8", newline="\n")
    assert load_portfolio(tmp_path / "made.yaml") == portfolio


def test_a_long_list_is_cut_and_counted(csv_file: Write) -> None:
    rows = [f"P{number};x;;20;1;on" for number in range(MOST_NOTED + 7)]
    source = read_usable(csv_file(COLUMNS, "G;x;5;20;1;on", *rows), today=TODAY).portfolio.source
    assert source is not None
    assert (len(source.dropped), source.more_dropped, source.dropped_rows) == (MOST_NOTED, 7, MOST_NOTED + 7)
