"""assess: a form that is never written over, and levels with everything to beware of."""

import json
from pathlib import Path

import pytest

from workbench import evidence
from workbench.interfaces.files.dump import dump_data

from .conftest import Run

QUESTIONS = [one.id for one in evidence.questions()]


def person(role: str, level: float, **changed: float | None) -> dict[str, object]:
    answers = dict.fromkeys(QUESTIONS, level) | {
        key.strip("q").replace("_", "."): one for key, one in changed.items()
    }
    return {"role": role, "answers": answers}


@pytest.fixture
def said(folder: Path):
    """Write a round of people and return its name."""

    def write(*people: dict[str, object]) -> str:
        content = {"unit": "IT \x1b[31m", "date": "2026-03-02", "respondents": list(people)}
        (folder / "said.yaml").write_text(dump_data({"self_assessment": content}), encoding="utf-8")
        return "said.yaml"

    return write


def test_a_form_is_never_written_over(workbench: Run, folder: Path) -> None:
    assert workbench("assess", "--template", "anna.yaml").code == 0
    before = (folder / "anna.yaml").read_text(encoding="utf-8")
    (folder / "anna.yaml").write_text(before.replace('"1.1":', '"1.1": 3'), encoding="utf-8")
    again = workbench("assess", "--template", "anna.yaml")
    assert again.code == 2 and "somebody’s answers" in again.err
    assert '"1.1": 3' in (folder / "anna.yaml").read_text(encoding="utf-8")


def test_levels_ranges_people_and_answers_stand_in_a_table(workbench: Run, said) -> None:
    shown = workbench("assess", said(person("pmo_lead", 3), person("project_manager", 2))).out
    assert "two people (one PMO lead and one project manager), 42 answers" in shown
    (risk,) = [line.split() for line in shown.splitlines() if line.startswith("risk ")]
    # mean 2.5 less .2; s_b = .707, n = 2, m = 6: u = .583
    assert risk == ["risk", "2.3", "1.3", "to", "3.3", "2", "6", "1.0"]
    assert "no P3M3 assessment" in " ".join(shown.split())


def test_it_ends_with_the_lines_for_a_portfolio(workbench: Run, said) -> None:
    import yaml

    shown = workbench("assess", said(person("pmo_lead", 3), person("project_manager", 2))).out
    block = yaml.safe_load(shown[shown.index("maturity:\n") :])["maturity"]
    assert set(block) == {"profile", "uncertainty"}
    assert set(block["profile"].values()) == {2.3}
    assert set(block["uncertainty"]) == set(evidence.perspectives())


def test_people_who_see_two_houses_should_talk_first(workbench: Run, said) -> None:
    people = person("pmo_lead", 3), person("project_manager", 3, q3_1=1, q3_2=1, q3_3=2)
    shown = workbench("assess", said(*people)).out
    assert "Talk before you run: on risk two people are 1.7 levels apart." in shown


def test_one_person_alone_is_told_so(workbench: Run, said) -> None:
    shown = " ".join(workbench("assess", said(person("pmo_lead", 3))).out.split())
    assert "One person alone answered on every perspective" in shown


def test_a_telling_do_not_know_is_counted_beside_the_levels(workbench: Run, said) -> None:
    people = person("pmo_lead", 3, q4_2=None), person("project_manager", 3)
    shown = " ".join(workbench("assess", said(*people)).out.split())
    assert "One answer “do not know”" in shown and "stakeholders 2.8, then 2.5" in shown


def test_json_holds_levels_with_every_correction(workbench: Run, said) -> None:
    told = json.loads(workbench("assess", said(person("pmo_lead", 3), person("other", 2)), "--json").out)
    assert told["roles"] == ["pmo_lead", "other"]
    risk = next(one for one in told["perspectives"] if one["perspective"] == "risk")
    assert (risk["level_most_taken_off"], risk["level"], risk["level_least_taken_off"]) == (2.0, 2.3, 2.5)
    assert told["maturity"]["profile"]["risk"] == 2.3


def test_nothing_in_a_form_can_colour_the_screen(workbench: Run, said) -> None:
    assert "\x1b" not in workbench("assess", said(person("pmo_lead", 3))).out
