"""No name that readers shall not see is in any file of their site, however it is packed."""

from pathlib import Path

import pytest

from tests.interfaces.publishing.named_portfolio import scenarios
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


def test_a_site_for_everybody_holds_them(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert for_readers(run, EVERYBODY, tmp_path / "masked") == run
    site = tmp_path / "site"
    made(run, site, monkeypatch)
    assert any("index.html" in one for one in left(site)), "the search sees what is there"
