"""The report of a run says the decision of a business case that lies in its folder, and of no other."""

from pathlib import Path

import pytest

from tests.interfaces.reports.cases import made
from workbench.errors import InputError, Problem
from workbench.experiment.worth import Doing
from workbench.experiment.worth.case import FACTS, Case
from workbench.interfaces.reports.case import mention
from workbench.interfaces.reports.case.names import FOLDER, PAGE
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.report import open_scenario
from workbench.interfaces.studies.case.decision import decision_sentence

CASE = made({Doing.CLOSE: -2e6})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made_in = tmp_path / FOLDER
    made_in.mkdir()
    (made_in / FACTS).write_text("{}")
    return tmp_path


def run_of(hash_: str, path: Path) -> RunFolder:
    manifest = {"scenarios": [{"name": "baseline", "hash": hash_, "title": "", "n": 2}]}
    return RunFolder(path, manifest, "baseline")


def found(_: Path) -> Case:
    return CASE


def missing(_: Path) -> Case:
    raise InputError.of(Problem((), "is missing"))


def test_its_decision_is_said_with_where_the_page_lies(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mention, "read_case", found)
    said = str(mention.case_words(run_of(CASE.base.hash, folder)))
    assert decision_sentence(CASE.hearing)[:60] in said and PAGE not in said
    (folder / FOLDER / PAGE).touch()
    said = str(mention.case_words(run_of(CASE.base.hash, folder)))
    assert "business-case/business-case.html in the folder of the run" in said


def test_a_case_of_another_scenario_or_none_is_not_mentioned(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mention, "read_case", found)
    assert mention.case_words(run_of("0" * 64, folder)) == ""
    (folder / FOLDER / FACTS).unlink()
    assert mention.case_words(run_of(CASE.base.hash, folder)) == ""


def test_a_case_that_cannot_be_read_is_not_quoted_and_that_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mention, "read_case", missing)
    said = mention.case_words(run_of(CASE.base.hash, folder))
    assert "is not quoted: is missing" in said and "draws" not in said


def test_it_stands_where_the_worth_is_shown_and_page_one_keeps_to_five_sentences(
    single_run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from markupsafe import Markup

    from workbench.interfaces.reports import worth

    monkeypatch.setattr(worth, "case_words", lambda _: Markup("Undecided &lt;PMO&gt;."))
    report = open_scenario(str(single_run), "", "")
    assert "<b>Business case of the PMO.</b> Undecided &lt;PMO&gt;.</p>" in report.worth().text
    assert report.front().text.count("<dt>") == 5
    monkeypatch.setattr(worth, "case_words", lambda _: Markup())
    assert "Business case" not in open_scenario(str(single_run), "", "").worth().text
