"""The tables of evidence are complete, consistent and honest about what is guessed."""

import csv
import math
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from decimal import Decimal
from importlib.resources import files

import pytest

from workbench import evidence

STAGES = 5
TABLES = (
    "effects.csv",
    "perspective_weights.csv",
    "coefficients.csv",
    "sources.csv",
    "doubts.csv",
    "questions.csv",
)


def rows(table: str) -> list[dict[str, str]]:
    text = files("workbench.evidence").joinpath(table).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def graded() -> list[evidence.EffectLevel | evidence.Coefficient]:
    levels = [level for name in evidence.effects() for level in evidence.effect(name).levels]
    return [*levels, *(evidence.coefficient(name) for name in evidence.coefficients())]


# ------------------------------------------------------------------ shape of the tables


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_of_a_row_has_a_column(table: str) -> None:
    header = files("workbench.evidence").joinpath(table).read_text(encoding="utf-8").splitlines()[0]
    assert all(list(row) == header.split(",") and None not in row.values() for row in rows(table))


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("perspective_weights.csv", "effect"),
        ("coefficients.csv", "name"),
        ("sources.csv", "id"),
        ("doubts.csv", "id"),
    ],
)
def test_no_name_occurs_twice(table: str, key: str) -> None:
    names = [row[key] for row in rows(table)]
    assert len(set(names)) == len(names)


def test_every_effect_has_the_five_levels_in_order_and_one_unit() -> None:
    for name in evidence.effects():
        assert [level.level for level in evidence.effect(name).levels] == [1, 2, 3, 4, 5]
        assert len({row["unit"] for row in rows("effects.csv") if row["effect"] == name}) == 1


def test_there_are_seventeen_effects_and_all_are_weighted() -> None:
    assert len(evidence.effects()) == 17
    assert {row["effect"] for row in rows("perspective_weights.csv")} == set(evidence.effects())


def test_low_base_and_high_are_in_order() -> None:
    for entry in graded():
        assert entry.low <= entry.base <= entry.high, entry
    for key in evidence.sources():
        found = evidence.source(key)
        known = [figure for figure in (found.low, found.base, found.high) if figure is not None]
        assert known == sorted(known), found


@pytest.mark.parametrize("name", evidence.effects())
def test_weights_sum_to_one_as_decimals_and_none_is_negative(name: str) -> None:
    row = next(row for row in rows("perspective_weights.csv") if row["effect"] == name)
    weights = [Decimal(row[perspective]) for perspective in evidence.perspectives()]
    assert sum(weights) == 1
    assert min(weights) >= 0
    assert evidence.perspective_weights(name) == tuple(map(float, weights))


def test_probabilities_and_fractions_stay_between_0_and_1() -> None:
    for name in evidence.effects():
        if evidence.effect(name).unit.startswith(("probability", "fraction")):
            assert all(low >= 0 and high < 1 for low, _, high in evidence.effect_table(name)), name


# ------------------------------------------------------------------ honesty


def test_every_source_id_resolves() -> None:
    weightings = [evidence.weighting(name) for name in evidence.effects()]
    for entry in (*graded(), *weightings):
        assert entry.sources
        assert len(set(entry.sources)) == len(entry.sources)
        for key in entry.sources:
            assert evidence.source(key).id == key


def test_what_is_from_memory_is_not_verified() -> None:
    recalled = [row for row in rows("sources.csv") if "from memory" in " ".join(row.values()).lower()]
    assert recalled
    assert all(row["verified"] == "no" for row in recalled)


def test_what_is_assumed_is_not_verified_and_names_the_judgement_behind_it() -> None:
    for entry in graded():
        if entry.grade == "assumed":
            assert not entry.verified, entry
            assert any(key.startswith("P_") for key in entry.sources), entry


def test_what_is_cited_or_measured_rests_on_publications_only() -> None:
    for entry in graded():
        if entry.grade != "assumed":
            assert not any(key.startswith("P_") for key in entry.sources), entry


def test_a_verified_figure_rests_on_verified_sources() -> None:
    for entry in graded():
        if entry.verified:
            assert all(evidence.source(key).verified for key in entry.sources), entry


def test_a_judgement_never_counts_as_verified() -> None:
    assert not any(evidence.source(key).verified for key in evidence.sources() if key.startswith("P_"))


@pytest.mark.parametrize("table", ["effects.csv", "perspective_weights.csv", "coefficients.csv"])
def test_grades_are_known_and_notes_are_written(table: str) -> None:
    assert all(row["grade"] in {"measured", "cited", "assumed"} and row["note"] for row in rows(table))


def test_every_source_says_what_was_found_where_and_when() -> None:
    for key in evidence.sources():
        entry = evidence.source(key)
        assert entry.finding
        assert entry.sample
        assert entry.citation
        assert 1950 < entry.year < 2100


# ------------------------------------------------------------------ what speaks against it


def numbers(text: str) -> set[Decimal]:
    return {Decimal(found.rstrip(".")) for found in re.findall(r"-?[0-9]*[.]?[0-9]+", text)}


@pytest.mark.parametrize("doubt", evidence.doubts(), ids=lambda one: one.id)
def test_every_number_in_a_doubt_stands_in_one_of_its_sources(doubt: evidence.Doubt) -> None:
    found: set[Decimal] = set()
    for key in doubt.sources:
        row = next(row for row in rows("sources.csv") if row["id"] == key)
        stated = numbers(" ".join(row.values()))
        found |= stated | {100 * one for one in stated} | {round(one, 2) for one in stated}
    assert numbers(doubt.sentence) <= found


def test_every_null_result_of_the_register_is_told() -> None:
    told = {key for one in evidence.doubts() if one.kind is evidence.DoubtKind.NULL for key in one.sources}
    assert {row["id"] for row in rows("sources.csv") if "Null result" in row["note"]} <= told


def test_whoever_says_that_it_conflicts_is_told_as_a_conflict() -> None:
    told = {
        key for one in evidence.doubts() if one.kind is evidence.DoubtKind.CONFLICT for key in one.sources
    }
    said = [row["id"] for row in rows("sources.csv") if re.search("Conflicts|Superseded", row["note"])]
    assert said and set(said) <= told


def test_every_doubt_touches_a_default() -> None:
    used = {
        one.id
        for name in (*evidence.effects(), *evidence.coefficients())
        for one in evidence.sources_of(name)
    }
    for one in evidence.doubts():
        assert used & set(one.sources), one


# ------------------------------------------------------------------ identities between the tables


@pytest.mark.parametrize("level", range(5))
def test_systemic_and_independent_spread_make_up_the_total(level: int) -> None:
    total, systemic, independent = (
        evidence.effect_table(name)[level][1]
        for name in ("log_sd_project_total", "log_sd_systemic", "log_sd_stage_independent")
    )
    tolerance = 0.045 if level == 4 else 0.035  # .16 at level 5 is more than the total leaves room for
    assert math.sqrt(systemic**2 + independent**2 / STAGES) == pytest.approx(total, rel=tolerance)


@pytest.mark.parametrize("level", range(5))
def test_overhead_is_the_sum_of_its_two_parts(level: int) -> None:
    whole, in_project, central = (
        evidence.effect_table(name)[level][1]
        for name in ("overhead_fraction", "overhead_in_project_pm", "overhead_central_pmo")
    )
    assert in_project + central == pytest.approx(whole, abs=0.0014)


@pytest.mark.parametrize(
    "names",
    [
        ("log_sd_project_total", "log_sd_systemic", "log_sd_stage_independent"),
        ("overhead_fraction", "overhead_in_project_pm", "overhead_central_pmo"),
    ],
)
def test_effects_bound_by_an_identity_share_their_weights(names: tuple[str, ...]) -> None:
    assert len({evidence.perspective_weights(name) for name in names}) == 1


def test_default_packages_share_the_whole_work() -> None:
    assert evidence.coefficient("stage_count").base * evidence.coefficient("stage_shares").base == 1


def test_switching_curves_follow_from_their_sources() -> None:
    alone = evidence.source("C02_1").base
    assert alone is not None
    for projects in (2, 3, 4):
        share = evidence.source(f"C02_{projects}").base
        loss = evidence.coefficient(f"switching_loss_wheelwright_clark_{projects}").base
        assert share is not None
        assert loss == pytest.approx(1 - share / alone, abs=0.0005)
    for projects in (2, 3, 4, 5):
        cited = evidence.source(f"C01_{projects}").base
        assert evidence.coefficient(f"switching_loss_weinberg_{projects}").base == cited


# ------------------------------------------------------------------ use


def test_perspectives_come_in_their_agreed_order() -> None:
    assert evidence.perspectives() == (
        "management_control",
        "benefits",
        "risk",
        "stakeholder",
        "finance",
        "organisational_governance",
        "resource",
    )


def test_sources_of_an_effect_or_a_coefficient_are_listed_once() -> None:
    assert [entry.id for entry in evidence.sources_of("attrition_rate")] == ["C09"]
    found = [entry.id for entry in evidence.sources_of("rework_probability")]
    assert found == ["F01", "A12a", "A12b", "F02", "P_level_assignment"]


@pytest.mark.parametrize(
    ("ask", "wrong", "right"),
    [
        (evidence.effect_table, "rework_probabilty", "rework_probability"),
        (evidence.effect, "rampup_weeks", "ramp_up_weeks"),
        (evidence.perspective_weights, "log_sd_sytemic", "log_sd_systemic"),
        (evidence.coefficient, "systemic_corelation", "systemic_correlation"),
        (evidence.source, "B1m", "B11m"),
        (evidence.sources_of, "discount", "discount_rate"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(
    ask: Callable[[str], object], wrong: str, right: str
) -> None:
    with pytest.raises(KeyError) as caught:
        ask(wrong)
    assert f"{wrong!r}; the nearest is {right!r}" in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_entries_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        evidence.coefficient("discount_rate").base = 0.0  # type: ignore[misc]


def test_tables_are_read_once() -> None:
    assert evidence.effect_table("ramp_up_weeks") is evidence.effect_table("ramp_up_weeks")
    assert evidence.source("B13") is evidence.source("B13")


def test_importing_and_reading_needs_no_numerical_package() -> None:
    code = """
import sys, workbench
before = set(sys.modules)
from workbench import evidence
evidence.sources_of("rework_probability")
added = set(sys.modules) - before
heavy = {"numpy", "pandas", "pydantic", "scipy"} & added
ours = {name for name in added if name.startswith("workbench.") and not name.startswith("workbench.evidence")}
assert not heavy | ours, heavy | ours
"""
    subprocess.run([sys.executable, "-c", code], check=True)
