"""A site is there whole or not at all, and takes no other folder's place."""

from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.publishing.whole_site import aside, begin, check_place, clear, finish, seal


def made(site: Path, words: str) -> None:
    folder = begin(site)
    (folder / "index.html").write_text(words, encoding="utf-8")
    seal(folder, {})
    finish(site)
    clear(site)


def test_a_site_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for words in ("one", "two"):
        check_place(site)
        made(site, words)
    assert (site / "index.html").read_text(encoding="utf-8") == "two"
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["notes.txt", "pages/mine.html"])
def test_a_file_of_somebody_else_in_a_site_is_kept(tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    made(site, "one")
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=name):
        check_place(site)
    assert (site / name).read_text(encoding="utf-8") == "mine"


def test_folders_and_files_that_are_no_site_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "site.json").write_text('{"files": {}}', encoding="utf-8")
    with pytest.raises(InputError, match="not a folder"):
        check_place(tmp_path / "file")
    with pytest.raises(InputError, match="no site"):
        check_place(tmp_path / "folder")
    (tmp_path / "empty").mkdir()
    check_place(tmp_path / "empty")


def test_what_is_stopped_on_the_way_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made(site, "one")
    (begin(site) / "index.html").write_text("half", encoding="utf-8")
    clear(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "one"


def test_what_is_stopped_between_taking_away_and_putting_there_is_put_right(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made(site, "one")
    begin(site)
    site.rename(aside(site) / "before")
    clear(site)
    assert aside(site).exists(), "the only copy"
    begin(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "one"
