"""What stands in a site in place of a report that could not be made."""

import re
from pathlib import Path

import pytest

from tests.interfaces.reports.conftest import ASSUMED
from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from workbench.experiment.masked import Audience
from workbench.interfaces.publishing import pdf
from workbench.interfaces.publishing.provenance import grades_of, provenance_of
from workbench.interfaces.publishing.readers import EVERYBODY, Readers, for_readers, source_for
from workbench.interfaces.publishing.site import Made, _write_index, write_site
from workbench.interfaces.publishing.source import Source, source_of
from workbench.interfaces.reports.failed_page import Failing, failed_page
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.kept_unmade import keep_unmade
from workbench.interfaces.reports.step import Step
from workbench.interfaces.reports.unmade import Unmade

from .test_masked_site import Silent
from .test_site import addresses

BOARD = Readers(Audience.BOARD)


def written(source: Source, site: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    monkeypatch.setattr(pdf, "NAMES", ())
    site.mkdir()
    return write_site(source, site, 1, Silent())


@pytest.mark.parametrize("readers", [EVERYBODY, BOARD], ids=["everybody", "board"])
def test_it_leads_back_names_the_batch_and_tells_nothing_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readers: Readers
) -> None:
    run = write_fake(FakeRun({"cut": Shift(1e6, 1e6)}), tmp_path / "zqvx" / "run")
    source = source_of(for_readers(run, readers, tmp_path / "zqvx" / "masked"))
    for sheet in source.sheets:
        why = f"{sheet.run.path.absolute()}/summary.csv: <Atlas> is no number"
        failed_page(Failing("masked", "Cut", Step.REPORTED, [why]), sheet.wanted.page)
    made = written(source, tmp_path / "site", monkeypatch)
    assert sorted(made.failed) == ["baseline", "comparison", "cut"]
    for page in (tmp_path / "site" / "pages").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "../index.html" in addresses(page) and "<b>masked</b>" not in text and "zqvx" not in text
        assert (">run/summary.csv: &lt;Atlas&gt; is no number<" in text) == (readers == EVERYBODY)
        assert ("not shown to these readers" in text) == (readers == BOARD)
        assert re.search(r"<dt>Seed</dt><dd>2027.*<dt>Versions</dt>", text, re.DOTALL)
        assert any(source.runs[0].entry(name)["hash"] in text for name in source.runs[0].names)
        assert ("Hashes are those before masking" in text) == (readers == BOARD)
    for page in (tmp_path / "site" / "single").glob("*.html"):
        assert "<dt>Versions</dt>" in page.read_text(encoding="utf-8")
        assert [one for one in addresses(page) if not one.startswith("#")] == []


@pytest.mark.parametrize("readers", [EVERYBODY, BOARD], ids=["everybody", "board"])
def test_a_file_that_a_batch_could_not_read_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readers: Readers
) -> None:
    run = write_fake(FakeRun({"cut": Shift(1e6, 1e6)}), tmp_path / "run")
    file = tmp_path / "zqvx" / "Atlas.yaml"
    why = f"{file}:2:1: horizn: is not a known key"
    keep_unmade([Unmade(str(file), Step.READ, [why])], [open_run(run, "")], (run / "report"))
    source = source_for(source_of(run), readers, tmp_path / "masked")
    assert "Without figures: Atlas.yaml. It could not be read; the index says why." in source.said
    site = tmp_path / "site"
    site.mkdir()
    _write_index(source, site)
    index = (site / "index.html").read_text(encoding="utf-8")
    assert "One scenario could not be read: " in index and "zqvx" not in index
    assert ("Atlas.yaml:2:1: horizn" in index) == (readers == EVERYBODY) == ("Atlas" in index)
    assert ("“Name not shown”" in index and "not shown to these readers" in index) == (readers == BOARD)
    # Other runs in its place: what an earlier batch could not read is no longer theirs.
    manifest = run / "manifest.json"
    manifest.write_text(re.sub(r'"created": "20', '"created": "19', manifest.read_text()), encoding="utf-8")
    assert source_of(run).unmade == ()


@pytest.mark.parametrize("readers", [EVERYBODY, BOARD], ids=["everybody", "board"])
def test_a_scenario_without_any_future_has_a_page_and_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readers: Readers
) -> None:
    shifts = {"cut": Shift(1e6, 1e6), "gain": Shift(5e6, 4e6)}
    run = write_fake(FakeRun(shifts, lost=frozenset({"cut"})), tmp_path / "run")
    source = source_of(for_readers(run, readers, tmp_path / "masked"))
    made = written(source, tmp_path / "site", monkeypatch)
    page = tmp_path / "site" / "pages" / "cut.html"
    text = page.read_text(encoding="utf-8")
    assert "cut" in made.failed and "Traceback" not in text and "../index.html" in addresses(page)
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<a href="pages/cut.html">no report<' in index and "could not be simulated" in index
    for told in (text, index):
        assert ("no &lt;memory&gt;" in told) == (readers == EVERYBODY)
        assert ("not shown to these readers" in told) == (readers == BOARD)


def test_provenance_counts_the_assumptions_that_reports_list(tmp_path: Path) -> None:
    """Those of the baseline: a what-if may assume more."""
    fake = FakeRun({"cut": Shift(1e6, 1e6)}, assumptions=ASSUMED, guessed_in="cut")
    source = source_of(write_fake(fake, tmp_path / "run"))
    run = source.runs[0]
    assert grades_of(run, "cut") != grades_of(run, "baseline")
    own = provenance_of(run, ("cut",), ())
    assert grades_of(run, "baseline") in own.lower() and run.entry("cut")["hash"] in own
