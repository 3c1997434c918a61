"""A site holds what it says, says what the frames say, and nothing in it leads out or runs."""

import json
import re
import shutil
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from workbench.errors import InputError
from workbench.experiment.run_folder import load_run
from workbench.interfaces.cli.publishing import published
from workbench.interfaces.files import load_scenario
from workbench.interfaces.publishing import pdf
from workbench.interfaces.publishing.readers import EVERYBODY
from workbench.interfaces.publishing.source import ALL, source_of

from .conftest import FORMULA, SCRIPT, SHIFTS, WAY_OUT, report_without_kernel


class _Addresses(HTMLParser):
    """What a page leads to or loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


def addresses(page: Path) -> list[str]:
    parser = _Addresses()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.found


def test_every_address_in_a_site_leads_to_a_file_of_the_site(site: Path) -> None:
    pages = [site / "index.html", *(site / "pages").glob("*.html")]
    assert len(pages) == 1 + 1 + 1 + len(SHIFTS)
    for page in pages:
        for address in addresses(page):
            parts = urlsplit(address)
            assert not parts.scheme and not parts.netloc, address
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file() and target.is_relative_to(site.resolve()), (page.name, address)


def test_one_file_leads_nowhere_and_the_library_is_stored_once(site: Path) -> None:
    for page in (site / "single").glob("*.html"):
        assert [one for one in addresses(page) if not one.startswith("#")] == []
    library = (site / "assets" / "vega.js").stat().st_size
    assert library > 500_000
    assert all(page.stat().st_size < library / 2 for page in (site / "pages").glob("*.html"))


def test_every_chart_is_there_as_svg_png_and_numbers(site: Path) -> None:
    text = (site / "pages" / "comparison.html").read_text(encoding="utf-8")
    charts = re.findall(r'id="wb-([^"]+)" data-chart', text)
    assert len(charts) >= 4
    for key in charts:
        files = {kind: site / "charts" / "comparison" / f"{key}.{kind}" for kind in ("svg", "png", "csv")}
        assert files["svg"].read_text(encoding="utf-8").startswith("<svg")
        assert files["png"].read_bytes().startswith(b"\x89PNG")
        assert len(pd.read_csv(files["csv"])) > 0
    assert text.count('class="wb-downloads"') == len(charts)


def test_numbers_of_a_chart_are_those_of_the_frames(site: Path, results: Path) -> None:
    drawn = pd.read_csv(site / "charts" / "comparison" / "differences.csv").dropna(subset=["low"])
    frame = pd.read_csv(results / "differences.csv").query("measure == 'npv'")
    assert sorted(drawn["mean"]) == pytest.approx(sorted(frame["mean"]))
    assert sorted(drawn["high"]) == pytest.approx(sorted(frame["high"]))


def test_the_index_shows_what_the_frames_say(site: Path, results: Path) -> None:
    frame = load_run(results).differences("baseline").query("measure == 'npv'").set_index("scenario")
    text = (site / "index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr class="wb-row.*?</tr>', text, flags=re.S)
    assert len(rows) == 1 + len(SHIFTS)
    seen = []
    for row in rows:
        values = [float(one) for one in re.findall(r'data-value="([^"]+)"', row)]
        if "wb-band" not in row:
            seen.append(values[:2])
    known = [[one["mean"], one["better"]] for _, one in frame.iterrows()]
    assert sorted(seen) == [pytest.approx(one) for one in sorted(known)]


def test_the_ranges_of_the_index_are_those_of_the_frames(site: Path, results: Path) -> None:
    frame = load_run(results).differences("baseline").query("measure == 'npv'").set_index("scenario")
    text = (site / "index.html").read_text(encoding="utf-8")
    assert '">average, €m<' in text
    known = {round(one["mean"], 3): (one["low"], one["high"]) for _, one in frame.iterrows()}
    for row in re.findall(r'<tr class="wb-row".*?</tr>', text, flags=re.S):
        cell = re.findall(r'<td[^>]* data-value="([^"]+)" class="wb-accent">(.*?)</td>', row, flags=re.S)
        value, inside = float(cell[0][0]), cell[0][1]
        span = re.findall(r"([+−]?[\d.]+) to ([+−]?[\d.]+)</small>", inside)[0]
        for said, true in zip(span, known.pop(round(value, 3)), strict=True):
            shown = float(said.replace("−", "-")) * 1e6
            decimals = len(said.partition(".")[2])
            assert abs(shown - true) <= 0.5001 * 10 ** (6 - decimals), (said, true)
            assert (said[0] == "−") == (true < 0)
    assert known == {}


def test_the_scenarios_of_a_site_are_those_that_were_simulated(site: Path, results: Path) -> None:
    told = json.loads((results / "manifest.json").read_text(encoding="utf-8"))["scenarios"]
    there = [load_scenario(one) for one in (site / "scenarios").iterdir()]
    assert {one.name: one.hash for one in there} == {one["name"]: one["hash"] for one in told}


def test_regret_rises_as_averages_fall(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr class="wb-row[^>]* data-choice.*?</tr>', text, flags=re.S)
    found = [[float(one) for one in re.findall(r'data-value="([^"]+)"', row)] for row in rows]
    average = [values[0] for values in found]
    regret = [values[2] if len(values) == 6 else values[1] for values in found]
    assert len(found) == 3 and average == sorted(average, reverse=True) and regret == sorted(regret)
    sums = [a + b for a, b in zip(average, regret, strict=True)]
    assert sums == pytest.approx([sums[0]] * 3)


def test_every_page_says_what_its_numbers_were_made_of(site: Path, results: Path) -> None:
    manifest = json.loads((results / "manifest.json").read_text(encoding="utf-8"))
    hashes = [one["hash"] for one in manifest["scenarios"]]
    for folder in ("pages", "single"):
        for page in (site / folder).glob("*.html"):
            text = page.read_text(encoding="utf-8")
            assert any(one in text for one in hashes), page
            assert re.search(r"<dt>Seed</dt><dd>2027", text) and "<dt>Versions</dt>" in text
            assert re.search(r"\w+ assumptions: \d+ assumed", text) and "workbench" in text
    index = (site / "index.html").read_text(encoding="utf-8")
    assert all(one in index for one in hashes) and "2027; simulated on 20 November 2026" in index


def test_poisoned_names_neither_leave_the_site_nor_run(site: Path) -> None:
    assert {one.name for one in site.parent.iterdir()} == {site.name}
    files = [one.relative_to(site).as_posix() for one in site.rglob("*") if one.is_file()]
    assert "scenarios/_x.yaml" in files and not [one for one in files if ".." in Path(one).parts]
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert SCRIPT not in text and f"/{WAY_OUT}" not in text
    for table in site.rglob("*.csv"):
        for line in table.read_text(encoding="utf-8").splitlines():
            assert not re.search(r'(^|,)"?[=+@]', line), (table.name, line)
    assert any(FORMULA in one.read_text(encoding="utf-8") for one in site.rglob("*.csv"))


def test_the_seal_lists_every_file(site: Path) -> None:
    told = json.loads((site / "site.json").read_text(encoding="utf-8"))["files"]
    there = {one.relative_to(site).as_posix(): one.stat().st_size for one in site.rglob("*") if one.is_file()}
    del there["site.json"]
    assert {name: one["bytes"] for name, one in told.items()} == there


def test_without_a_browser_a_site_has_no_pdf_and_says_so(
    results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "NAMES", ())
    found = published(results, tmp_path / "site", EVERYBODY, 1)
    assert found.made.pdfs == 0 and found.made.failed == ()
    assert any("no Chromium" in one for one in found.made.said)
    assert not (tmp_path / "site" / "pdf").exists()
    assert "PDF" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def no_writing_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs tests may be the superuser, whom no rights of a file stop."""
    real = tempfile.TemporaryFile

    def refusing(*words: Any, **named: Any) -> Any:
        if Path(named["dir"]).is_relative_to(folder):
            raise PermissionError(13, "Permission denied")
        return real(*words, **named)

    monkeypatch.setattr(tempfile, "TemporaryFile", refusing)


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_run_that_may_only_be_read_is_published_where_its_reports_are_finished(
    results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(results)
    no_writing_in(results, monkeypatch)
    monkeypatch.setattr(pdf, "NAMES", ())
    assert published(results, tmp_path / "site", EVERYBODY, 1).made.failed == ()
    assert files_in(results) == before


def test_where_reports_are_missing_and_nothing_may_be_written_that_is_one_sentence(
    results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = shutil.copytree(results, tmp_path / "run")
    (run / "report" / "comparison.html").unlink()
    before = files_in(run)
    no_writing_in(run, monkeypatch)
    with pytest.raises(InputError, match="cannot be written to: Permission denied") as told:
        published(run, tmp_path / "site", EVERYBODY, 1)
    assert str(run) in str(told.value)
    assert files_in(run) == before and [one.name for one in tmp_path.iterdir()] == ["run"]


def test_every_comparison_of_a_folder_has_a_page_of_its_own(tmp_path: Path) -> None:
    for name, gain in (("april", 1e6), ("may", -1e6)):
        write_fake(FakeRun({"cut": Shift(gain, 1e6)}), tmp_path / "runs" / name)
    sheets = source_of(tmp_path / "runs").sheets
    assert [one.stem for one in sheets if one.about == ALL] == ["comparison", "comparison-2"]
    pages = [one.wanted.page for one in sheets]
    assert len(set(pages)) == len(pages)
    for sheet in sheets:
        report_without_kernel(sheet)
    assert source_of(tmp_path / "runs").unfinished == ()


def test_a_report_that_was_changed_is_not_taken_for_finished(results: Path, tmp_path: Path) -> None:
    run = shutil.copytree(results, tmp_path / "run")
    (run / "report" / "comparison.html").write_text("half", encoding="utf-8")
    assert [one.stem for one in source_of(run).unfinished] == ["comparison"]


def test_curves_and_dates_have_their_names_in_the_numbers(site: Path) -> None:
    curve = pd.read_csv(site / "charts" / "comparison" / "distribution.csv")
    assert set(curve["scenario"]) == {"Today", f"'{FORMULA}"} and curve["chance"].between(0.01, 0.99).all()
    dates = pd.read_csv(site / "charts" / "comparison" / "promises-0.csv")
    assert len(dates) == 10 and dates["promised"].str.fullmatch(r"202\d-\d\d-\d\d").all()
    assert not {"a", "b", "x", "y", "px"} & {*curve, *dates}
