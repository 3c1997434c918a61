"""Yardsticks on the comparison and on the index: with range and n where the run has them, else not a word."""

from pathlib import Path

import pandas as pd
import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake, write_fake_beside
from tests.interfaces.reports.test_pieces import text_of
from workbench.experiment.baseline_policies import DO_NOTHING, FIFO, PERFECT, RANDOM
from workbench.interfaces.reports import index_page
from workbench.interfaces.reports.report import open_comparison

CHOICES = {"=nine-at-once": Shift(3e6, 5e6), "first come, first served ": Shift(-1e6, 3e6)}
ASKED = "How much is there to win by choosing?"


def beside(perfect: float) -> dict[str, Shift]:
    return {
        DO_NOTHING: Shift(-40e6, 5e6),
        FIFO: Shift(-2e6, 3e6),
        RANDOM: Shift(-2.5e6, 3e6),
        PERFECT: Shift(perfect, 3e6),
    }


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fake_beside(FakeRun(CHOICES), beside(4e6), tmp_path_factory.mktemp("held"))


def test_the_comparison_says_what_is_closed_of_the_gap_as_the_files_hold_it(held: Path) -> None:
    report = open_comparison(str(held), "")
    html = report.yardsticks().text
    seen = text_of(html)
    assert ASKED in seen and "would be worth €40.0m less than under today’s way" in seen
    assert "Perfect foresight gains €6.0m over first come, first served (between" in seen
    closed = pd.read_csv(held / "gap_closed.csv")
    assert list(closed["scenario"]) == ["baseline", "'=nine-at-once", "first come, first served "]
    assert f"“=nine at once” closes {100 * closed['share'][1]:.0f}" in seen
    assert "120 simulated futures" in seen and "Share of the gap: 0 is first come, first served" in seen
    drawn = open_comparison(str(held), "").yardsticks().text
    assert "First come, first served (yardstick)" in drawn, "a choice of the same name is told apart"
    assert "Do nothing new: average" not in html, "far off, it would hide the rest of the picture"


def test_seen_from_another_baseline_they_stay_those_of_the_first(held: Path) -> None:
    seen = text_of(open_comparison(str(held), "=nine-at-once").yardsticks().text)
    assert "less than under today’s way" in seen and "difference from today’s way" in seen


@pytest.mark.parametrize(
    ("perfect", "words"), [(-7e6, "So there is no gap to close"), (-1.9e6, "undecided: from")]
)
def test_without_a_gap_no_share_is_named(tmp_path: Path, perfect: float, words: str) -> None:
    run = write_fake_beside(FakeRun(CHOICES), beside(perfect), tmp_path)
    report, index = open_comparison(str(run), ""), index_page(run, tmp_path / "report").read_text()
    seen = text_of(report.yardsticks().text)
    assert words in seen and "Perfect foresight changes only who goes first: how many at once" in seen
    assert "closes" not in seen and "in 100" not in seen and "Share of the gap" not in seen
    assert ASKED not in index and "erfect foresight" not in index, "under a choice that clearly gains"
    assert len(pd.read_csv(run / "gap_closed.csv")) == 0


def test_the_index_of_the_folder_shows_them_and_links_their_files(held: Path, tmp_path: Path) -> None:
    seen = index_page(held, tmp_path).read_text()
    assert ASKED in seen and "Perfect foresight changes only who goes first" in seen
    assert "yardsticks.csv" in seen and "gap_closed.csv" in seen
    assert "−40.0" in text_of(seen)


def test_a_later_run_without_yardsticks_leaves_none_on_its_pages(tmp_path: Path) -> None:
    run, out = tmp_path / "run", tmp_path / "run" / "report"
    write_fake_beside(FakeRun(CHOICES), beside(4e6), run)
    index_page(run, out)
    write_fake(FakeRun(CHOICES), run)
    assert open_comparison(str(run), "").yardsticks().text == ""
    assert ASKED not in index_page(run, out).read_text()
    assert not [*run.rglob("*yardsticks.csv"), *run.rglob("*gap_closed.csv")]
