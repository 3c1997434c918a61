"""Forms of self-assessments: empty, filled in by several people, put together, wrong."""

import re
from datetime import date
from pathlib import Path

import pytest

from workbench import evidence, load_portfolio
from workbench.errors import InputError
from workbench.interfaces.files import validate
from workbench.interfaces.files.assessments import dump_assessment, form, read_assessments
from workbench.interfaces.files.dump import dump_data
from workbench.model.assessed import maturity_of, scores
from workbench.model.assessment import Role

DAY = date(2026, 3, 2)


def filled(role: str, level: str, unit: str = "IT", day: date = DAY) -> str:
    """A form as somebody fills it in who says the same everywhere."""
    text = form(day).replace("unit:     ", f"unit: {unit}").replace("role:     ", f"role: {role}  ")
    return re.sub(r'^(\s+"\d\.\d":)$', rf"\1 {level}", text, flags=re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(*names: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_assessments(names)
    return [str(one) for one in caught.value.problems]


def test_the_form_asks_every_question_with_its_ladder() -> None:
    text = form(DAY)
    for one in evidence.questions():
        assert f"# {one.id} {one.text}" in text and f'"{one.id}":' in text
        assert all(sentence in text for sentence in one.ladder)


def test_an_empty_form_tells_what_is_to_be_filled_in(folder: Path) -> None:
    (folder / "a.yaml").write_text(form(DAY), encoding="utf-8")
    problems = told("a.yaml")
    assert problems[0].startswith("a.yaml:11:3: self_assessment › unit")
    assert "known: pmo_lead, project_manager, other" in problems[1]
    assert len([one for one in problems if "nobody answered 2 of the 3 questions" in one]) == 7


def test_forms_of_several_people_make_one_round(folder: Path) -> None:
    for name, text in {
        "lead": filled("pmo_lead", "3"),
        "one": filled("project_manager", "2", day=date(2026, 3, 4)),
        "two": filled("project_manager", "2.5"),
    }.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    found = read_assessments(["lead.yaml", "one.yaml", "two.yaml"])
    assert found.date == date(2026, 3, 4)
    assert [one.role for one in found.respondents] == [Role.PMO_LEAD, *[Role.PROJECT_LEAD] * 2]
    assert all((one.people, one.answers, one.said) == (3, 9, 2.5) for one in scores(found))
    shuffled = read_assessments(["two.yaml", "lead.yaml", "one.yaml"])
    assert scores(shuffled) == scores(found)


def test_what_was_said_is_written_and_read_back(folder: Path) -> None:
    (folder / "a.yaml").write_text(filled("pmo_lead", "3"), encoding="utf-8")
    found = read_assessments(["a.yaml"])
    (folder / "b.yaml").write_text(dump_assessment(found), encoding="utf-8")
    assert read_assessments(["b.yaml"]) == found


def test_everything_wrong_with_every_form_is_told_at_once_with_its_place(folder: Path) -> None:
    (folder / "a.yaml").write_text(
        "self_assessment:\n"
        "  unit: IT\n"
        "  date: 2026-03-32\n"
        "  respondents:\n"
        '    - role: pmo_leed\n      answers: {"3.1": 7, "3.2": 2.2, 9.9: 3, "1.1": two, "1.2": 2}\n'
        "  optimism_correction: {low: 0.4, base: 0.2, high: 0.5}\n"
        "more: 1\n",
        encoding="utf-8",
    )
    (folder / "b.yaml").write_text("self_assessment: 3\n", encoding="utf-8")
    problems = told("a.yaml", "b.yaml", "c.yaml", "a.yaml")
    said = "\n".join(problems)
    assert "a.yaml: is named twice" in said
    assert "a.yaml:3:3" in said and "a.yaml:5:7" in said and "did you mean pmo_lead?" in said
    assert "3.1: must be at most 5 (got 7)" in said
    assert "3.2: must be 1 to 5 in halves (got 2.2)" in said
    assert "9.9: there is no such question" in said
    assert "1.1: must be a number" in said
    assert "optimism_correction: low, base and high must rise" in said
    assert "more: is not a known key" in said
    assert any(one.startswith("b.yaml:") for one in problems)
    assert any(one.startswith("c.yaml: there is no such file") for one in problems)


def test_a_slip_in_an_answer_is_not_told_as_a_missing_level_too(folder: Path) -> None:
    text = filled("pmo_lead", "3").replace('"3.1": 3', '"3.1": 33').replace('"3.2": 3', '"3.2": 33')
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    problems = told("a.yaml")
    assert len(problems) == 2 and all("must be at most 5" in one for one in problems)


def test_forms_about_two_units_or_corrected_differently_are_not_mixed(folder: Path) -> None:
    (folder / "a.yaml").write_text(filled("pmo_lead", "3"), encoding="utf-8")
    other = filled("pmo_lead", "3", unit="Law") + "  optimism_correction: {low: 0, base: 0, high: 0}\n"
    (folder / "b.yaml").write_text(other, encoding="utf-8")
    first, second = told("a.yaml", "b.yaml")
    assert "unit: a.yaml is about 'IT' (got Law)" in first
    assert "optimism_correction: differs from that of a.yaml" in second


PORTFOLIO = """
name: One
start: 2027-01-04
pools: {dev: {capacity: 2}}
projects: {P1: {packages: {build: {duration: 10, demand: {dev: 1}}}}}
"""


def test_a_portfolio_takes_the_levels_with_their_uncertainty(folder: Path) -> None:
    (folder / "a.yaml").write_text(filled("pmo_lead", "3"), encoding="utf-8")
    stated = maturity_of(read_assessments(["a.yaml"]))
    block = dump_data({"maturity": stated.model_dump(mode="json", exclude_defaults=True)})
    (folder / "p.yaml").write_text(PORTFOLIO + block, encoding="utf-8")
    assert load_portfolio(folder / "p.yaml").maturity == stated
    assert stated.uncertainty["risk"] == 0.6


def test_a_portfolio_with_a_misspelt_perspective_is_told_where(folder: Path) -> None:
    wrong = "maturity: {profile: 2, uncertainty: {rsik: 0.4, risk: 9}}\n"
    (folder / "p.yaml").write_text(PORTFOLIO + wrong, encoding="utf-8")
    problems = [str(one) for one in validate(folder / "p.yaml")]
    assert len(problems) == 2
    assert any("rsik" in one and "did you mean risk?" in one for one in problems), problems
    assert any("must be at most 2" in one for one in problems), problems


PAGE = (Path(__file__).parents[3] / "docs" / "self-assessment.md").read_text(encoding="utf-8")


def test_what_the_page_calls_assumed_is_what_the_register_holds() -> None:
    rows = re.findall(r"\| ([\d.]+)[^|]* \| `(self_assessment_\w+)` \|", PAGE)
    stated = {name: float(level) for level, name in rows}
    registered = [one for one in evidence.coefficients() if one.startswith("self_assessment_")]
    assert stated == {one: evidence.coefficient(one).base for one in registered}
