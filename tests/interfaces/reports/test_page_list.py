"""The list of pages beside an index: it names what is there, and never what lies elsewhere."""

import json
import shutil
from pathlib import Path

import pytest

from workbench.interfaces.reports import index_page
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.page_list import LIST, listed, page_files, pages_of, write_list


def test_no_two_pages_of_a_batch_share_a_file() -> None:
    long = "x" * 300
    names = ["a:b", "a_b", "A_B", f"{long}1", f"{long}2", "cut", "cut--risk", "index"]
    files = list(page_files(names, ["", "--risk", "--" + "y" * 300]).values())
    assert len({one.casefold() for one in files}) == 3 * len(names)
    assert "index.html" not in files
    # Beside each a stamp and, while it is written, a longer name: disks take 255 bytes.
    assert max(len(f".{one}.json.1234567".encode()) for one in files) < 255


@pytest.fixture
def folder(run: Path, tmp_path: Path) -> Path:
    shutil.copytree(run, tmp_path / "run")
    pages = tmp_path / "run" / "report"
    pages.mkdir()
    (tmp_path / "run" / "outside.html").write_text("", encoding="utf-8")
    for name in ("cut-pmo.html", "cut-pmo--risk.html"):
        (pages / name).write_text("", encoding="utf-8")
    return pages


def test_an_index_links_what_is_listed_and_there(folder: Path) -> None:
    run = open_run(folder.parent, "")
    files = {"page": "cut-pmo.html", "<b>risk": "cut-pmo--risk.html", "gone": "no-such.html"}
    write_list([listed(run, "cut-pmo", said, folder / file) for said, file in files.items()], folder)
    assert [one.label for one in pages_of(run, "cut-pmo", folder)] == ["page", "<b>risk"]
    text = index_page(folder.parent, folder).read_text(encoding="utf-8")
    assert '<a href="cut-pmo.html">page<span' in text
    assert '<a href="cut-pmo--risk.html">&lt;b&gt;risk<span' in text
    assert "no-such" not in text and "<b>risk" not in text


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pages": 3}', '{"pages": [{"file": "x"}]}'])
def test_a_damaged_list_counts_as_none(folder: Path, text: str) -> None:
    (folder / LIST).write_text(text, encoding="utf-8")
    assert pages_of(open_run(folder.parent, ""), "cut-pmo", folder) == ()
    assert '<a href="cut-pmo.html">page<span' in index_page(folder.parent, folder).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["../outside.html", "/etc/hostname", ".", ""])
def test_a_list_never_leads_out_of_its_folder(folder: Path, file: str) -> None:
    one = {"run": "..", "scenario": "cut-pmo", "label": "x", "file": file}
    (folder / LIST).write_text(json.dumps({"pages": [one]}), encoding="utf-8")
    assert pages_of(open_run(folder.parent, ""), "cut-pmo", folder) == ()
