"""No name that readers shall not see is in any file of their site, however it is packed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.interfaces.publishing.named_portfolio import MARK, scenarios
from tests.interfaces.publishing.test_masking import left
from workbench.experiment import compare, write_run
from workbench.experiment.masked import Audience, Pseudonyms
from workbench.interfaces.publishing import pdf
from workbench.interfaces.publishing.readers import EVERYBODY, Readers, for_readers
from workbench.interfaces.publishing.site import Made, write_site
from workbench.interfaces.publishing.source import source_of

from .conftest import report_without_kernel

pytestmark = pytest.mark.slow


class Silent:
    def begins(self, name: str) -> None:
        pass

    def ends(self, name: str, failures: int) -> None:
        pass


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = compare(scenarios(), 20, engine="simpy", twins=0, name="zqvxspring")
    return write_run(found, tmp_path_factory.mktemp("zqvxrun"))


def made(results: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    monkeypatch.setattr(pdf, "NAMES", ())  # what is printed is what the pages say
    source = source_of(results)
    for sheet in source.sheets:
        report_without_kernel(sheet)
    site.mkdir()
    return write_site(source, site, 1, Silent())


def test_a_site_with_pseudonyms_for_a_board_holds_no_name(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = Readers(Audience.BOARD, Pseudonyms.ON)
    site = tmp_path / "site"
    found = made(for_readers(run, readers, tmp_path / "masked"), site, monkeypatch)
    assert found.failed == () and found.charts > 4
    assert left(site) == []
    assert not (site / "scenarios").exists()
    assert "names are pseudonyms" in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.browser
def test_what_is_printed_for_masked_readers_holds_no_name_either(
    run: Path, tmp_path: Path, chromium: str
) -> None:
    """Words on the sheets, and the title that programs show above them."""
    assert chromium
    for program in ("pdftotext", "pdfinfo"):
        if shutil.which(program) is None:
            pytest.skip(f"no {program} on PATH (on Debian: apt-get install poppler-utils)")
    source = source_of(for_readers(run, Readers(Audience.BOARD, Pseudonyms.ON), tmp_path / "masked"))
    report_without_kernel(source.sheets[0])
    (tmp_path / "site").mkdir()
    assert write_site(source, tmp_path / "site", 1, Silent()).pdfs == 1
    printed = str(tmp_path / "site" / "pdf" / "comparison.pdf")
    told = [
        _said(["pdftotext", printed, "-"]),
        _said(["pdfinfo", "-meta", printed]),
        _said(["pdfinfo", printed]),
    ]
    assert "Project" in told[0] and "Comparison" in told[2]
    assert not [one for one in told if MARK in one.casefold()]


def _said(words: list[str]) -> str:
    return subprocess.run(words, capture_output=True, check=True, encoding="utf-8").stdout


def test_a_site_for_everybody_holds_them(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert for_readers(run, EVERYBODY, tmp_path / "masked") == run
    site = tmp_path / "site"
    made(run, site, monkeypatch)
    assert any("index.html" in one for one in left(site)), "the search sees what is there"
