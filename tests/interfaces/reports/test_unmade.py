"""A what-if of which no future could be simulated: the rest is compared, and it stands in the index."""

import json
import re
from pathlib import Path

import pytest

from workbench.interfaces.reports import index_page, open_comparison
from workbench.interfaces.reports.failed_page import Failing, failed_page
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.ranking import standings
from workbench.interfaces.reports.step import Step
from workbench.interfaces.reports.subject import Subject

from .fake_run import FakeRun, Shift, write_fake

SHIFTS = {"gain": Shift(5e6, 4e6), "gone": Shift(9e6, 1e6), "loss": Shift(-6e6, 4e6)}


def seen(page: Path) -> str:
    text = re.sub(
        r"<style>.*?</style>|<script>.*?</script>|<svg.*?</svg>", " ", page.read_text(), flags=re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_it_stands_in_the_index_with_the_reason_and_no_figures(tmp_path: Path) -> None:
    run = write_fake(FakeRun(SHIFTS, lost=frozenset({"gone"})), tmp_path / "run")
    failed_page(Failing("fake", "Gone", Step.SIMULATED, ["no"], back="index.html"), tmp_path / "gone.html")
    page = index_page(run, tmp_path)
    text = seen(page)
    assert "120 futures could not be computed and are missing here." in text
    assert "three scenarios on the same 120 simulated futures" in text
    assert "One scenario could not be simulated: “Gone”; the last table says why." in text
    assert "Gone could not be simulated: no <memory>" in text.replace("&lt;", "<").replace("&gt;", ">")
    assert '<a href="gone.html">no report<' in page.read_text()
    assert "It is the best of 3 choices" in text


def test_the_others_are_compared_as_if_it_had_never_been_asked_for(tmp_path: Path) -> None:
    lost = write_fake(FakeRun(SHIFTS, lost=frozenset({"gone"})), tmp_path / "lost")
    rows = {row.name: row for row in standings(Subject(open_run(lost, ""), "gain"))}
    assert list(rows) == ["gain", "baseline", "loss"]
    values = open_run(lost, "").values("npv")
    top = values[["baseline", "gain", "loss"]].max(axis=1)
    for name, row in rows.items():
        assert row.regret is not None
        assert row.regret.value == pytest.approx((top - values[name]).mean(), rel=1e-12)
    assert sum(row.best.value for row in rows.values() if row.best is not None) == pytest.approx(1.0)
    assert "Gone" not in open_comparison(str(lost), "").front().text


def test_where_nothing_but_the_baseline_is_left_it_is_said(tmp_path: Path) -> None:
    run = write_fake(FakeRun({"gone": Shift(1e6, 1e6)}, lost=frozenset({"gone"})), tmp_path / "run")
    text = seen(index_page(run, tmp_path))
    assert "One scenario could not be simulated: “Gone”" in text
    assert "one scenario on the same 120 simulated futures" in text and "on its own" in text


def test_a_scenario_that_lacks_some_futures_says_in_its_row_how_many_and_why(tmp_path: Path) -> None:
    run = write_fake(FakeRun({"gain": Shift(5e6, 4e6)}), tmp_path / "run")
    told = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    told["failures"] = [{"scenario": "gain", "start": 120, "stop": 121, "error": " "}]
    (run / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    text = seen(index_page(run, tmp_path))
    assert "One future could not be computed and is missing here." in text
    assert "1 of 121 futures could not be simulated: nothing was written down of why" in text
