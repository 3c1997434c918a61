"""The budget meeting in words: better, worse and undecided are told apart, and both ranges are said."""

import json
from datetime import date

import numpy as np
import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.experiment.worth import Doing, Hearing, StrengthCurve, alternatives_of, worlds_of
from workbench.experiment.worth.strength import STRENGTHS
from workbench.interfaces.studies.pmo_hearing import (
    alternatives_table,
    hearing_answer,
    strength_sentence,
)
from workbench.interfaces.studies.pmo_hearing_json import hearing_json

NAMES = ("npv", "on_time", "lead_time", "rework_share", "pmo_cost")
WORLDS, FUTURES = 30, 4


def hearing(close: float, spread: float = 1e5, unknown: float = 0.0) -> Hearing:
    base = load_scenario(bundled("scenarios") / "baseline.yaml")
    alternatives = alternatives_of(base, date(2027, 1, 4))
    random = np.random.default_rng(4)
    values = np.zeros((WORLDS, len(alternatives), FUTURES, len(NAMES)))
    for k, one in enumerate(alternatives):
        if one.doing is not Doing.KEEP:
            values[:, k, :, 0] = spread * random.standard_normal((WORLDS, FUTURES))
        if one.doing is Doing.CLOSE:
            values[:, k, :, 0] += close + unknown * random.standard_normal(WORLDS)[:, None]
    return Hearing(base, alternatives, tuple(worlds_of(WORLDS, 1)), NAMES, values)


def curve(slope: float) -> StrengthCurve:
    doings = tuple(one for one in Doing if one is not Doing.KEEP)
    random = np.random.default_rng(2)
    rows = np.array([1e6 - slope * at for at in STRENGTHS])[:, None, None]
    return StrengthCurve(
        STRENGTHS, doings, rows + 1e4 * random.standard_normal((len(STRENGTHS), len(doings), 50))
    )


@pytest.mark.parametrize(
    ("close", "expected"),
    [
        (2e6, "Closing the PMO would gain €1.978m on average"),
        (-2e6, "Closing the PMO would lose €2.022m on average"),
        (0.0, "Undecided: closing the PMO could be anywhere"),
    ],
)
def test_the_first_sentence_follows_the_interval(close: float, expected: str) -> None:
    said = hearing_answer(hearing(close), curve(2e6)).lead
    assert said[0].startswith(expected)
    if close <= 0:
        assert "no alternative is known to be better than keeping it" in said[0]
    else:
        assert "no alternative is known" not in " ".join(said)


def test_luck_and_what_is_not_known_are_two_ranges() -> None:
    said = " ".join(hearing_answer(hearing(0.0, unknown=5e5), curve(2e6)).lead)
    assert "What we do not know moves the average" in said
    assert "luck moves a single future" in said


def test_what_is_not_known_is_no_range_where_luck_explains_all_spread() -> None:
    found = hearing(0.0)
    said = " ".join(hearing_answer(found, curve(2e6)).lead)
    assert "moves the average" not in said and "beside it nothing can be seen of what we do not know" in said
    _, rows = alternatives_table(found)
    told = {row[3] for row in rows if row[3] != "less than luck"}
    assert all(len(set(one.split(" to "))) == 2 for one in told)


@pytest.mark.parametrize(
    ("slope", "expected"),
    [
        (2e6, "is below 0.50 of what is published"),
        (0.0, "Closing pays at every strength"),
        (1e6, "is below 1.00"),
    ],
)
def test_the_strength_at_which_closing_stops_paying_is_found(slope: float, expected: str) -> None:
    assert expected in strength_sentence(curve(slope))


def test_json_holds_every_alternative_and_no_number_that_is_none() -> None:
    found = json.loads(hearing_json(hearing(1e6), curve(2e6)))
    assert [one["alternative"] for one in found["measures"]["npv"]][:4] == [
        "cut 15 %",
        "cut 30 %",
        "cut 50 %",
        "close",
    ]
    assert found["by_strength"]["strengths"][0] == 0.0
    assert found["worlds"] == WORLDS
