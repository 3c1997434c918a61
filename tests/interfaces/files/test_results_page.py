"""docs/results.md shows how other programs read a run: it runs as written, and gives our figures."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from workbench import Results, load_run

PAGE = (Path(__file__).parents[3] / "docs" / "results.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"\bWith (\w+):\n\n((?:(?: {4}.*)?\n)+)", re.MULTILINE)
SHOWN = {name: re.sub(r"^ {4}", "", block, flags=re.MULTILINE) for name, block in BLOCK.findall(PAGE)}
NAMES = ("baseline", "cd3-order")


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Results:
    """A run where the page says that it is, with the scenarios that it names."""
    run = write_fake(FakeRun({NAMES[1]: Shift(2e6, 5e6)}, n=40), tmp_path / "runs" / "compare")
    monkeypatch.chdir(tmp_path)
    return load_run(run)


def test_the_page_shows_three_programs() -> None:
    assert list(SHOWN) == ["pandas", "polars", "DuckDB"]


def test_what_it_shows_for_pandas_gives_the_paired_differences(stored: Results) -> None:
    said: dict[str, Any] = {}
    exec(SHOWN["pandas"], said)
    expected = stored.values(NAMES[1], "npv") - stored.values(NAMES[0], "npv")
    assert said["gain"].tolist() == expected.tolist()


def test_what_it_shows_for_polars_gives_the_averages(stored: Results) -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    *before, last = SHOWN["polars"].strip().splitlines()
    said: dict[str, Any] = {}
    exec("\n".join(before), said)
    found = {row["scenario"]: (row["value"], row["len"]) for row in eval(last, said).to_dicts()}
    for name in NAMES:
        assert found[name] == (pytest.approx(stored.values(name, "npv").mean()), 40)


def test_what_it_shows_for_duckdb_gives_the_paired_differences_and_shares(stored: Results) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    gain, completed = [
        duckdb.sql(one).fetchall() for one in SHOWN["DuckDB"].strip().split(";") if one.strip()
    ]
    expected = stored.values(NAMES[1], "npv") - stored.values(NAMES[0], "npv")
    assert sorted(value for (value,) in gain) == pytest.approx(sorted(expected))
    projects = stored.projects[stored.projects["scenario"] == NAMES[0]]
    shares = projects.groupby("project", observed=True)["status"].agg(lambda one: (one == "completed").mean())
    assert dict(completed) == pytest.approx(shares.to_dict())
