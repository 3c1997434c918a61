"""evidence: every figure with its grade, what it rests on, and what speaks against it."""

import json

import pytest

from workbench import evidence

from .conftest import Run


def test_every_figure_is_listed_with_range_and_grade(workbench: Run) -> None:
    shown = workbench("evidence").out
    for name in (*evidence.effects(), *evidence.coefficients()):
        assert name in shown
    assert "0.12–0.45" in shown and "○ assumed" in shown and "not verified" in shown


def test_the_list_begins_with_how_little_is_measured(workbench: Run) -> None:
    figures = 5 * len(evidence.effects()) + len(evidence.coefficients()) + len(evidence.practice_figures())
    assert workbench("evidence").out.startswith(f"{figures} figures: ")


def test_nulls_and_conflicts_are_told_without_being_asked_for(workbench: Run) -> None:
    shown = " ".join(workbench("evidence").out.split())
    assert evidence.doubts()
    for one in evidence.doubts():
        assert one.sentence in shown


def test_one_effect_tells_what_is_guessed_at_each_level_and_whose_level_counts(workbench: Run) -> None:
    shown = " ".join(workbench("evidence", "rework_probability").out.split())
    assert "0.12–0.45" in shown and "0.04–0.18" in shown
    assert "Guessed continuation of the fall." in shown
    assert "55 % management control" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "A12b · from memory" in shown and "F01 · verified" in shown
    for one in evidence.sources_of("rework_probability"):
        assert one.finding in shown


def test_one_effect_tells_what_speaks_against_it(workbench: Run) -> None:
    assert "F01, F02" in workbench("evidence", "rework_probability").out
    assert "A19" in workbench("evidence", "effect_strength_prior").out
    assert "speaks against" not in workbench("evidence", "discount_rate").out


def test_practices_are_counted_in_the_list_and_told_one_by_one(workbench: Run) -> None:
    listed = workbench("evidence").out
    for practice in {one.practice for one in evidence.practice_figures()}:
        own = [one for one in evidence.practice_figures() if one.practice == practice]
        (line,) = [one.split() for one in listed.splitlines() if one.startswith(f"{practice} ")]
        assert line[:2] == [practice, str(len(own))]
        shown = " ".join(workbench("evidence", practice).out.split())
        assert all(one.parameter in shown for one in own) and "P_practices" in shown


def test_one_parameter_of_a_practice_has_its_cases(workbench: Run) -> None:
    shown = workbench("evidence", "audits.lift").out
    assert "lift, risk" in shown and "lift, finance" in shown and "project_overhead" not in shown
    told = json.loads(workbench("evidence", "audits.lift", "--json").out)
    assert {one["context"] for one in told["figures"]} == set(evidence.perspectives())
    assert "did you mean audits.lift" in workbench("evidence", "audits.lit").err
    used = json.loads(workbench("evidence", "P_practices", "--json").out)["used_by"]
    assert "audits.lift" in used and f"and {len(used) - 12} more" in workbench("evidence", "P_practices").out


def test_a_source_tells_what_rests_on_it(workbench: Run) -> None:
    shown = workbench("evidence", "C09").out
    assert "LinkedIn 2018" in shown and "Used by: attrition_rate." in shown


@pytest.mark.parametrize(
    "name", [*evidence.effects(), *evidence.coefficients(), *evidence.sources()], ids=str
)
def test_every_name_of_the_register_has_an_entry_in_words_and_in_json(workbench: Run, name: str) -> None:
    assert workbench("evidence", name).code == 0
    told = json.loads(workbench("evidence", name, "--json").out)
    assert name in (told.get("name"), told.get("id"))


def test_the_whole_register_is_in_its_json(workbench: Run) -> None:
    told = json.loads(workbench("evidence", "--json").out)
    assert [one["name"] for one in told["effects"]] == list(evidence.effects())
    assert [one["name"] for one in told["coefficients"]] == list(evidence.coefficients())
    assert [one["id"] for one in told["sources"]] == list(evidence.sources())
    assert len(told["practices"]) == len(evidence.practice_figures())
    assert len(told["doubts"]) == len(evidence.doubts())
    rework = next(one for one in told["effects"] if one["name"] == "rework_probability")
    assert [level["base"] for level in rework["levels"]] == [0.3, 0.25, 0.18, 0.14, 0.1]
    assert rework["perspectives"]["weights"]["management_control"] == 0.55


@pytest.mark.parametrize(
    ("asked", "meant"), [("rework_probabilty", "rework_probability"), ("a12B", "A12b"), ("Discount", "dis")]
)
def test_an_unknown_name_gets_the_nearest(workbench: Run, asked: str, meant: str) -> None:
    for more in ((), ("--json",)):
        done = workbench("evidence", asked, *more)
        assert done.code == 2 and done.out == ""
        assert f"did you mean {meant}" in done.err
