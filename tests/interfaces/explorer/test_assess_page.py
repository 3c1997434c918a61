"""Where do we stand: one person after the other, a live profile, a file that stays in the folder."""

from pathlib import Path
from typing import Any

import pytest

from workbench import evidence
from workbench.interfaces.explorer import AssessPage, standing_table
from workbench.interfaces.explorer.assess_page import EVERYONE
from workbench.interfaces.files.assessments import read_assessments
from workbench.model.assessment import Role

QUESTIONS = [one.id for one in evidence.questions()]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AssessPage:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return AssessPage("Claims <b>IT</b>")


def answer(page: AssessPage, role: str, level: float | None, **changed: float | None) -> None:
    page.role.value = role
    others = {key.strip("q").replace("_", "."): one for key, one in changed.items()}
    page.asking.answers = dict.fromkeys(QUESTIONS, level) | others


def card(page: AssessPage) -> dict[str, Any]:
    (found,) = page._drawing.cards
    return found


def test_before_the_first_answer_every_perspective_waits_in_its_place(page: AssessPage) -> None:
    assert "Nothing answered yet" in page._answer.value
    assert card(page)["spec"]["description"].count("no level yet") == 7
    assert page.assessment is None and page._below.value == ""


def test_answers_move_the_profile_at_once(page: AssessPage) -> None:
    page.asking.answers = {"3.1": 2.0, "3.2": 2.5}
    assert card(page)["rows"] == [["risk", "2.0", "1.1 to 3.0", "1", "2", ""]]
    assert "Six perspectives have no level yet" in page._answer.value
    page.asking.answers = {**page.asking.answers, "3.3": 4.5}
    assert card(page)["rows"][0][1] == "2.8"


def test_the_next_person_sees_neither_answers_nor_profile_of_the_one_before(page: AssessPage) -> None:
    answer(page, "pmo_lead", 3)
    page.whose.value = EVERYONE
    page.done.click()
    assert page.asking.answers == {} and page.asking.step == 0 and page.role.value == ""
    assert "Nothing answered yet" in page._answer.value
    assert "One person has answered" in page._told.value
    page.whose.value = EVERYONE
    assert "level 2.8" in page._answer.value


def test_two_people_who_see_two_houses_are_told_to_talk(page: AssessPage) -> None:
    answer(page, "pmo_lead", 3)
    page.done.click()
    answer(page, "project_manager", 3, q3_1=1, q3_2=1, q3_3=1)
    assert "Talk before you run" not in page._below.value
    page.whose.value = EVERYONE
    assert '<p class="wb-notice">Talk before you run: on risk two people are 2.0 levels' in page._below.value
    assert "2.0 apart: talk first" in card(page)["spec"]["description"]


def test_lines_for_a_portfolio_come_once_every_perspective_has_a_level(page: AssessPage) -> None:
    answer(page, "pmo_lead", 3, q7_1=None, q7_2=None)
    assert "Lines for a portfolio" not in page._below.value
    answer(page, "pmo_lead", 3)
    assert "Lines for a portfolio" in page._below.value and "resource: 2.8" in page._below.value


def test_who_has_no_role_or_no_answer_is_asked_for_it(page: AssessPage) -> None:
    page.done.click()
    assert "Answer something first" in page._told.value
    page.asking.answers = {"1.1": 3.0}
    page.done.click()
    assert "Choose your role" in page._told.value and page.asking.answers
    page.save.click()
    assert "Choose your role" in page._saved.value
    assert not list(Path.cwd().iterdir())


def test_saving_writes_what_everybody_said_and_never_over_a_round_before(page: AssessPage) -> None:
    answer(page, "pmo_lead", 3, q4_2=None)
    page.done.click()
    answer(page, "project_manager", 2.5)
    page.save.click()
    page.save.click()
    assert sorted(one.name for one in Path.cwd().iterdir()) == [
        "self-assessment-2.yaml",
        "self-assessment.yaml",
    ]
    found = read_assessments(["self-assessment.yaml"])
    assert found == page.assessment
    assert [one.role for one in found.respondents] == [Role.PMO_LEAD, Role.PROJECT_LEAD]
    assert found.respondents[0].answers["4.2"] is None


@pytest.mark.parametrize(
    "name",
    ["../evil.yaml", "/tmp/evil.yaml", "a/b.yaml", "", "..", "form.txt", "x\0.yaml", ".yaml/../../e.yaml"],
)
def test_a_file_stays_inside_the_folder(page: AssessPage, tmp_path: Path, name: str) -> None:
    answer(page, "pmo_lead", 3)
    page.file.value = name
    page.save.click()
    assert "must be a file in this folder" in page._saved.value
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_a_link_out_of_the_folder_is_not_followed(page: AssessPage, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    Path("link").symlink_to(tmp_path / "out")
    answer(page, "pmo_lead", 3)
    page.file.value = "link/form.yaml"
    page.save.click()
    assert not list((tmp_path / "out").iterdir())


def test_whatever_a_page_sends_that_is_no_answer_is_left_out(page: AssessPage) -> None:
    page.asking.answers = {"1.1": 9, "1.2": "3", "1.3": True, "9.9": 3, "2.1": 2.2, "2.2": 3, "2.3": None}
    assert page.asking.known() == {"2.2": 3, "2.3": None}


def test_what_is_typed_is_escaped(page: AssessPage) -> None:
    answer(page, "pmo_lead", 3)
    page.file.value = "<i>x</i>.yaml"
    page.save.click()
    shown = page._saved.value + page._top.value + page._below.value
    assert "<i>" not in shown and "<b>IT" not in shown


def test_the_table_by_code_says_the_same(page: AssessPage) -> None:
    answer(page, "pmo_lead", 3)
    assert page.assessment is not None
    table = standing_table(page.assessment)
    assert list(table.index)[2] == "risk" and table.loc["risk", "nine in ten"] == card(page)["rows"][2][2]
