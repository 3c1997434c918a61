"""`--detail`: fewer project rows on disk, the same tables, JSON and pages."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from tests.interfaces.reports.test_pieces import text_of
from workbench.experiment import load_run
from workbench.interfaces.reports.report import open_comparison

from .conftest import Run

PAIR = ("compare", "baseline.yaml", "tight.yaml", "-n", "120", "--jobs", "1", "--twins", "0")
FEW, ALL = ("--detail", "40"), ("--detail", "all")


def rows_in(folder: Path) -> int:
    """Futures that have project rows."""
    return load_run(folder).projects["replication"].nunique()


def test_the_terminal_prints_the_same_and_says_what_is_kept(workbench: Run, folder: Path) -> None:
    few, every = (workbench(*PAIR, *words, "--out", "RUN") for words in (FEW, ALL))
    assert few.code == every.code == 0
    assert few.out == every.out
    assert "A row per project is kept for the first 40 futures" in few.err
    assert "--detail all" in few.err
    assert "A row per project" not in every.err


@pytest.mark.parametrize(("words", "kept"), [(FEW, 40), (ALL, 120), ((), 120), (("--detail", "0"), 0)])
def test_so_many_futures_keep_their_project_rows(
    workbench: Run, folder: Path, words: Sequence[str], kept: int
) -> None:
    assert workbench(*PAIR, *words, "--out", "RUN").code == 0
    assert rows_in(folder / "RUN") == kept


@pytest.mark.slow
def test_pages_say_the_same_but_for_the_line_on_detail(workbench: Run, folder: Path) -> None:
    pages = []
    for name, words in (("few", FEW), ("every", ALL)):
        assert workbench(*PAIR, *words, "--out", name).code == 0
        pages.append(open_comparison(str(folder / name), ""))
    few, every = pages
    for piece in ("front", "time", "worth", "promises", "delivery"):
        assert text_of(getattr(few, piece)().text) == text_of(getattr(every, piece)().text)
    assert "A row per project is kept for the first 40 futures" in text_of(few.provenance().text)
    assert "-n 120 --seed 7 --detail 40" in text_of(few.provenance().text)
    assert "detail" not in text_of(every.provenance().text).lower()


def test_the_table_of_outcomes_adds_up(workbench: Run, folder: Path) -> None:
    assert workbench(*PAIR, *FEW, "--out", "RUN").code == 0
    table = pd.read_csv(folder / "RUN" / "outcomes.csv")
    ends = table[table["figure"].str.startswith("status ")]
    assert ends.groupby(["scenario", "project"])["mean"].sum().tolist() == pytest.approx([1.0] * 6)
    assert set(ends["n"]) == {120}


@pytest.mark.parametrize("word", ["few", "-1", "2.5"])
def test_a_detail_that_is_no_number_is_refused_with_what_is_allowed(workbench: Run, word: str) -> None:
    done = workbench("run", "baseline.yaml", f"--detail={word}")
    assert done.code == 2
    assert "write a number of futures, or all" in " ".join(done.err.split())
