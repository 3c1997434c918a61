"""A batch: every scenario on its own; a failing one is a line and the others finish."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from workbench.experiment import Dask
from workbench.interfaces.cli import batching
from workbench.interfaces.reports.study_reports import Wanted

from .conftest import Run

SHORT = ["-n", "4", "--jobs", "1"]


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Scenarios that pages were asked for; making them has tests of its own."""
    asked: list[str] = []

    def report_all(every: Sequence[Wanted], batch: str, jobs: int | None, staff: Dask | None) -> int:
        asked.extend(one.scenario for one in every)
        return 0

    monkeypatch.setattr(batching, "report_all", report_all)
    monkeypatch.setattr(batching, "index_over", lambda runs, out: out / "index.html")
    return asked


def test_a_folder_of_scenarios_is_run_reported_and_indexed(
    workbench: Run, folder: Path, pages: list[str]
) -> None:
    (folder / "portfolio.yaml").rename(folder / "portfolio.yml.txt")
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("portfolio.yaml", "parts/portfolio.yaml")
        path.write_text(text, encoding="utf-8")
    (folder / "parts").mkdir()
    (folder / "portfolio.yml.txt").rename(folder / "parts" / "portfolio.yaml")
    done = workbench("batch", ".", *SHORT, "--out", "out")
    assert done.code == 0, done.err
    assert pages == ["baseline", "ranked", "tight"]
    assert all((folder / "out" / name / "manifest.json").is_file() for name in pages)
    assert "Index: file:" in done.out


def test_a_failing_scenario_is_a_line_and_the_others_finish(
    workbench: Run, folder: Path, pages: list[str]
) -> None:
    (folder / "bad.yaml").write_text("extends: baseline.yaml\nhorizn: 2030-01-01\n", encoding="utf-8")
    done = workbench("batch", "baseline.yaml", "bad.yaml", "tight.yaml", *SHORT, "--out", "out")
    assert done.code == 1
    (line,) = [one for one in done.err.splitlines() if one.startswith("failed:")]
    assert "bad.yaml" in line and "did you mean horizon" in line
    assert pages == ["baseline", "tight"]


def test_two_files_of_one_name_do_not_overwrite_each_other(
    workbench: Run, folder: Path, pages: list[str]
) -> None:
    (folder / "again.yaml").write_text("extends: baseline.yaml\nname: BASELINE\n", encoding="utf-8")
    done = workbench("batch", "baseline.yaml", "again.yaml", *SHORT)
    assert done.code == 1 and "is that of baseline.yaml too" in done.err and pages == ["baseline"]


def test_nothing_usable_at_all_is_bad_input(workbench: Run, folder: Path, pages: list[str]) -> None:
    (folder / "bad.yaml").write_text("extends: baseline.yaml\nhorizn: 2030-01-01\n", encoding="utf-8")
    done = workbench("batch", "bad.yaml", *SHORT)
    assert done.code == 2 and "did you mean horizon" in done.err and pages == []
