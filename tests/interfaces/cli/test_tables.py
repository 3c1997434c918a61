"""What people read: sentence first, ranges told apart, narrow and plain terminals, names as data."""

import re
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from workbench.interfaces.cli.rows import Row, difference_rows
from workbench.interfaces.cli.sentences import change
from workbench.interfaces.cli.streams import clean

from .conftest import BASELINE, PORTFOLIO, Run

SHORT = ["-n", "20", "--jobs", "1"]


def test_a_comparison_begins_with_a_sentence_per_what_if(workbench: Run) -> None:
    done = workbench("compare", "baseline.yaml", "ranked.yaml", "tight.yaml", *SHORT)
    assert done.code == 0
    first, second = done.out.strip().split("\n\n")[:2]
    for sentence, name in ((first, "“Ranked”"), (second, "“Tight”")):
        said = " ".join(sentence.split())
        assert re.match(
            rf"({name} would (gain|lose) .* the average lies|Undecided: {name}|No difference)", said
        ), said
    assert "what-ifs were looked at" not in workbench("compare", "baseline.yaml", "tight.yaml", *SHORT).out
    said = " ".join(done.out.split())
    assert re.search(r"in \d+ of 20 futures", said) and "of 100" not in said
    assert "better, of 20" in said or "of 20" in said.partition("Value:")[2]
    assert said.count("The verdict allows for having looked at 2 what-ifs") == 1
    assert (
        said.count("Fewer than 30 futures in all: the ranges are too narrow; take 200 or more in all.") == 1
    )


def test_both_ranges_have_columns_of_their_own_and_n_is_said(workbench: Run) -> None:
    done = workbench("run", "baseline.yaml", *SHORT)
    assert "range of the average" in done.out and "8 in 10 futures" in done.out
    assert "From 20 simulated futures" in done.out
    assert re.search(r"no further attempt is allowed: (none|[\d.]+ %)\.", " ".join(done.out.split()))
    assert "Value: Today (baseline)" in done.out and "Delivery: Today" in done.out
    assert "Promised dates" in done.out
    assert "futures and" in done.err and "events a second" in done.err


def test_money_has_its_unit(workbench: Run) -> None:
    assert re.search(r"Net value \(€[mk]\)", workbench("run", "baseline.yaml", *SHORT).out)


def test_capacity_that_was_inferred_is_the_first_line(workbench: Run, folder: Path) -> None:
    rows = "id,value_per_year,duration_days,team_size,pool\nA,100000,40,2,dev\nB,50000,20,1,dev\n"
    (folder / "bare.csv").write_text(rows, encoding="utf-8")
    done = workbench("run", "bare.csv", *SHORT)
    assert done.code == 0
    assert done.out.strip().splitlines()[0].startswith("Not stated, so assumed: pool capacity (1 of 1 pools)")
    assert "any gain from ranking projects rests on that" in " ".join(done.out.split())


@pytest.mark.parametrize("columns", ["40", "60", "80"])
def test_nothing_but_addresses_is_wider_than_a_narrow_terminal(process: Run, columns: str) -> None:
    done = process("compare", "baseline.yaml", "tight.yaml", *SHORT, COLUMNS=columns)
    assert done.code == 0
    wide = [line for line in done.out.splitlines() if len(line) > int(columns)]
    assert all(line.startswith(("Files:", "Report:")) for line in wide), wide
    assert "\x1b" not in done.out


def test_a_stream_without_our_characters_keeps_the_minus(process: Run) -> None:
    done = process("compare", "baseline.yaml", "tight.yaml", *SHORT, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.code == 0
    assert done.out.isascii()
    assert re.search(r"-\d", done.out) and "?" not in done.out


def test_names_are_data_and_neither_markup_nor_escape_sequences(workbench: Run, folder: Path) -> None:
    portfolio = PORTFOLIO.replace("P02:\n", 'P02:\n    name: "\\e[31mred"\n    due: 2027-12-31\n')
    (folder / "portfolio.yaml").write_text(portfolio, encoding="utf-8")
    (folder / "baseline.yaml").write_text(BASELINE.replace("baseline", "'[red]base'"), encoding="utf-8")
    done = workbench("run", "baseline.yaml", *SHORT)
    assert done.code == 0
    assert "[bold]portal[/bold]" in done.out and "[red]base" in done.out
    assert "\x1b" not in done.out


def test_what_could_move_the_cursor_is_replaced() -> None:
    assert clean("a\x1b[2Jb\x00c\u202ed\r\ne") == "a�[2Jb�c�d  e"


def test_a_second_run_simulates_nothing_again_and_prints_the_same(workbench: Run) -> None:
    first = workbench("run", "baseline.yaml", *SHORT)
    again = workbench("run", "baseline.yaml", *SHORT)
    assert again.out == first.out
    assert "nothing was simulated again" in again.err


def test_a_share_changes_by_percentage_points() -> None:
    assert change(Row("on_time", "share", 9, 0.05, 0, 0, 0, 0), "EUR") == "+5.0 percentage points"
    assert change(Row("lateness_cost", "EUR", 9, -2.2e6, 0, 0, 0, 0), "EUR") == "−€2.2m"


@pytest.mark.parametrize(
    ("error", "reason"), [("Boom\nRunError: lost", "RunError: lost"), ("", "nothing was written down of why")]
)
def test_a_block_that_failed_is_a_line_and_exit_code_1(
    workbench: Run, monkeypatch: pytest.MonkeyPatch, error: str, reason: str
) -> None:
    from workbench.experiment import blocks
    from workbench.experiment.chunk import Chunk, Computed, Failed, compute

    def sometimes(chunk: Chunk) -> Computed | Failed:
        return Failed(chunk.start, chunk.stop, error) if chunk.start >= 50 else compute(chunk)

    monkeypatch.setattr(blocks, "compute", sometimes)
    done = workbench("run", "baseline.yaml", "-n", "100", "--jobs", "1", "--engine", "simpy")
    assert done.code == 1
    assert f"Today: futures 50 to 99 failed: {reason}" in done.err
    assert "From 50 simulated futures" in done.out


def test_what_a_study_made_is_called_as_on_its_pages(workbench: Run, folder: Path) -> None:
    made = """extends: baseline.yaml
name: baseline, wip_limit 1
description: baseline, but at most one project at once
policy: {release: {wip_limit: 1}}
"""
    (folder / "made.yaml").write_text(made, encoding="utf-8")
    done = workbench("compare", "baseline.yaml", "made.yaml", "-n", "4", "--jobs", "1", "--no-baselines")
    said = " ".join(done.out.split())
    assert "“At most one project at once” " in said and "“baseline, wip" not in said
    assert "Value: At most one project at once (baseline, wip_limit 1) less Today (baseline)" in said
    assert said.count("At most one project at once") == 4  # a sentence, two titles, a column of dates


def test_no_end_of_a_range_is_zero_that_only_rounds_to_it() -> None:
    row = Row("cost", "EUR", 60, -0.45e6, -0.85e6, -20_000, -1.4e6, 30_000)
    assert row.figures("EUR").span(row.low, row.high) == "−0.85 to −0.02"
    assert row.futures("EUR").span(row.p10, row.p90) == "−1.40 to +0.03"
    assert row.figures("EUR").unit == row.futures("EUR").unit == "€m"


def test_a_chance_has_its_range() -> None:
    row = Row("npv", "EUR", 60, 1.0, 0.5, 1.5, 0.0, 2.0, better=0.9)
    assert row.chance(60) == "54 (48 to 57)"
    assert row.chance(100) == "54 of 60 (48 to 57)"


@dataclass(frozen=True)
class Told:
    """A comparison whose differences in value are given."""

    names: tuple[str, ...]
    frame: pd.DataFrame

    @property
    def scenarios(self) -> tuple[SimpleNamespace, ...]:
        return tuple(SimpleNamespace(name=name, description="") for name in self.names)

    def differences(self) -> pd.DataFrame:
        return self.frame


def test_the_table_calls_value_undecided_where_the_sentence_does() -> None:
    head = ["scenario", "measure", "unit", "n", "mean", "low", "high", "p10", "p90", "better", "decided"]
    rows = [
        ("close", "npv", "EUR", 1000, 1.1e6, 0.1e6, 2.1e6, -1e6, 3e6, 0.6, True),
        ("other", "npv", "EUR", 1000, 0.0, -1e6, 1e6, -2e6, 2e6, 0.5, False),
        ("clear", "npv", "EUR", 1000, 5e6, 4e6, 6e6, 3e6, 7e6, 0.9, True),
    ]
    frame = pd.DataFrame(rows, columns=head)
    told = Told(("baseline", "close", "other", "clear"), frame)
    decided = {name: difference_rows(told, name)["npv"].decided for name in told.names[1:]}  # type: ignore[arg-type]
    assert decided == {"close": False, "other": False, "clear": True}
