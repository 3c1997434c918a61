"""What is not known in every future: said with its own number of futures, or not said at all."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.experiment import Comparison, load_run
from workbench.experiment.promises import changed_promises
from workbench.experiment.run_folder import write_run
from workbench.interfaces.reports import index_page
from workbench.interfaces.reports.report import open_comparison, open_scenario


@pytest.fixture(scope="module")
def cut_short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run ends before the promise of P4 in a third of the futures; in half nothing is completed."""
    folder = tmp_path_factory.mktemp("short")
    found = load_run(write_fake(FakeRun({"nine-at-once": Shift(9e6, 1e6)}), folder))
    assert isinstance(found, Comparison)
    rows = found.projects.copy()
    futures = {name: frame.copy() for name, frame in found.futures.items()}
    # Those in which the promise is settled are the quick ones, so it is always kept.
    last = rows["project"] == "P4"
    rows.loc[last, "on_time"] = True
    rows.loc[last & (rows["replication"] % 3 == 0), "on_time"] = pd.NA
    futures["baseline"].loc[::2, "lead_time"] = np.nan
    return write_run(Comparison(found.manifest, found.scenarios, futures, rows), folder)


def test_a_promise_that_some_futures_leave_open_has_no_chance(cut_short: Path) -> None:
    table = pd.read_csv(cut_short / "commitments.csv").set_index(["scenario", "project"])
    row = table.loc[("baseline", "P4")]
    assert row["n"] == 80
    assert row[["probability", "low", "high"]].isna().all()
    assert table.loc[("baseline", "P3"), "n"] == 120


def test_it_is_left_out_of_the_promises_kept_and_said_to_be(cut_short: Path) -> None:
    report = open_scenario(str(cut_short), "nine-at-once", "")
    left_out = "ne further date lies beyond the end of the run and is left out."
    assert f"O{left_out}" in text_of(report.promises().text)
    assert f"; o{left_out}" in text_of(report.front().text)
    assert "Of 4 promised dates" in text_of(report.front().text)
    assert "of 4" in text_of(report.promises().text)


def test_it_never_clearly_changes() -> None:
    today = pd.DataFrame({"P1": [np.nan if k < 20 else 1.0 for k in range(40)]})
    late = pd.DataFrame({"P1": [float(k < 5) for k in range(40)]})
    assert changed_promises(today, late) == []


def test_four_changes_all_one_way_are_no_proof() -> None:
    def changed(worse: int) -> int:
        today = pd.DataFrame({"P1": [1.0] * 60})
        new = pd.DataFrame({"P1": [float(k >= worse) for k in range(60)]})
        return len(changed_promises(today, new))

    assert [changed(worse) for worse in (3, 4, 5, 6)] == [0, 0, 0, 1]


def test_one_of_ten_promises_needs_more_proof_than_one_alone() -> None:
    """Six changes, all for the worse, are 3 in 100 by luck: proof of one promise, none of one in ten."""

    def changed(promises: int, worse: int) -> list[str]:
        today = pd.DataFrame({f"P{promise}": [1.0] * 60 for promise in range(promises)})
        new = today.assign(P0=[0.0] * worse + [1.0] * (60 - worse))
        return [one.project for one in changed_promises(today, new)]

    assert [changed(1, 6), changed(10, 6), changed(10, 9)] == [["P0"], [], ["P0"]]


def test_a_measure_known_in_fewer_futures_says_in_how_many(cut_short: Path) -> None:
    text = text_of(open_scenario(str(cut_short), "nine-at-once", "").delivery().text)
    assert "known in 60 and 120 futures, under both in 60" in text
    assert text.count("known in") == 1


@pytest.mark.parametrize("name", ["+2 people", "-5 developers", "=cd3", "@home"])
def test_scenarios_may_have_names_that_look_like_formulas(tmp_path: Path, name: str) -> None:
    folder = write_fake(FakeRun({name: Shift(9e6, 1e6)}), tmp_path)
    report = open_comparison(str(folder), "")
    assert report.subject.focus == name
    assert f"{report.subject.labels[1]}: clearly better than today’s way" in text_of(report.front().text)
    assert report.subject.labels[1] in index_page(folder, tmp_path / "pages").read_text(encoding="utf-8")
