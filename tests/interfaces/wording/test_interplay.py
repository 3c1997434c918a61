"""Decisions and delivery in words: every case of gains, and of the two together, has its own sentence."""

import json

import numpy as np
import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.experiment.worth import Interplay, LevelGrid, worlds_of
from workbench.experiment.worth.better import CHOICES, Better, better_of
from workbench.experiment.worth.interplay import PARTS
from workbench.interfaces.studies.interplay import interplay_answer, interplay_json
from workbench.interfaces.studies.interplay_levels import levels_sentence, worth_sentence
from workbench.interfaces.wording.better import decisions_words, delivery_words

NAMES = ("npv", *PARTS, "on_time", "lead_time", "rework_share")
LATENESS = NAMES.index("lateness_cost")
WORLDS, FUTURES = 30, 4
BASE = load_scenario(bundled("scenarios") / "baseline.yaml")


def luck(*shape: int, key: int = 5) -> np.ndarray:
    """Noise whose average over futures is zero, so that sentences hold the planted numbers."""
    noise = np.random.Generator(np.random.Philox(key=key)).normal(0.0, 1e5, shape)
    over = (0, 2) if len(shape) == 3 and shape[0] == WORLDS else (2,)
    return np.asarray(noise - noise.mean(axis=over, keepdims=True))


def found(decisions: float, delivery: float, extra: float, noise: float = 1.0) -> Interplay:
    """Planted gains; all of what happens only together happens in the cost of being late."""
    values = np.zeros((WORLDS, 4, FUTURES, len(NAMES)))
    gains = np.array([0.0, decisions, delivery, decisions + delivery + extra])
    values[..., 0] = gains[None, :, None] + noise * luck(WORLDS, 4, FUTURES)
    values[..., LATENESS] = np.array([0.0, 0.0, 0.0, -extra])[None, :, None]
    values[..., LATENESS] += noise * luck(WORLDS, 4, FUTURES, key=6)
    return Interplay(BASE, better_of(BASE), tuple(worlds_of(WORLDS, 1)), NAMES, values)


def grid(averages: list[list[float]]) -> LevelGrid:
    table = np.asarray(averages)[:, :, None] * 1e6
    npv = table + luck(*table.shape[:2], 40)
    return LevelGrid(BASE, (1.0, 5.0), CHOICES[: table.shape[1]], npv)


STEADY = [[0.0, 1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0, 9.0]]


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        ((5e6, 4e6, 0.0), "Better decisions alone gain €5"),
        ((-5e6, 4e6, 0.0), "Better decisions alone lose €5"),
        ((5e6, -4e6, 0.0), "better delivery alone loses €4"),
        ((0.0, 4e6, 0.0), "Better decisions alone are undecided (from "),
        ((5e6, 0.0, 0.0), "better delivery alone is undecided (from "),
        ((5e6, 4e6, 0.0), "both together gain €9"),
    ],
)
def test_the_first_sentence_says_what_each_brings(planted: tuple[float, float, float], expected: str) -> None:
    assert expected in interplay_answer(found(*planted), grid(STEADY)).lead[0]


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        ((5e6, 4e6, -3e6), "less than the sum (+€9"),
        ((5e6, 4e6, -3e6), "never add the two"),
        ((5e6, 4e6, -3e6), "Known to be part of it: cost of being late (−€3"),
        ((5e6, -4e6, -3e6), "they get in each other’s way"),
        ((5e6, 4e6, 3e6), "more than the sum (+€9"),
        ((5e6, 4e6, 3e6), "each makes more of the other"),
        ((5e6, 4e6, 0.0), "Undecided whether both together are less or more than the sum (+€9"),
    ],
)
def test_the_second_sentence_says_how_they_play_together(
    planted: tuple[float, float, float], expected: str
) -> None:
    assert expected in interplay_answer(found(*planted), grid(STEADY)).lead[1]


def test_a_factor_without_effect_is_said_to_have_none() -> None:
    said = interplay_answer(found(5e6, 0.0, 0.0, noise=0.0), grid(STEADY)).lead
    assert "better delivery alone changes nothing" in said[0]
    assert "exactly the sum" in said[1]


def test_a_ranking_that_turns_with_the_level_is_said() -> None:
    assert "“as today” beats “first come" not in levels_sentence(grid(STEADY))
    assert "No two ways to decide are known to change places" in levels_sentence(grid(STEADY))
    turned = levels_sentence(grid([[3.0, 1.0], [1.0, 3.0]]))
    assert "“first come, all at once” beats “as today” at level 1 and loses to it at level 5." in turned


def test_what_decisions_gain_by_level_is_tested_before_it_is_said() -> None:
    assert "undecided whether" in worth_sentence(grid(STEADY))
    less = [STEADY[0], [5.0, 8.5, 8.6, 8.8, 9.0]]
    assert "better delivery makes it worth less (−€2" in worth_sentence(grid(less))


def test_the_page_has_the_numbers_of_the_heat_map_in_a_table_too() -> None:
    section = interplay_answer(found(5e6, 4e6, -3e6), grid(STEADY)).sections[-1]
    assert len(section.grids[0].rows) == 5 and all("(" in cell for cell in section.grids[0].rows[0][1:])


def test_json_holds_no_number_that_is_none_and_measures_that_are_missing_are_left_out() -> None:
    one = found(5e6, 4e6, -3e6)
    one.values[0, 1, 2, NAMES.index("lead_time")] = np.nan
    text = interplay_json(one, grid(STEADY))
    assert "NaN" not in text and "Infinity" not in text
    read = json.loads(text)
    assert read["together"] == "substitutes"
    assert set(read["effects"]) == set(NAMES) - {"lead_time"}
    assert [row["level"] for row in read["levels"]["best"]] == [1.0, 5.0]
    assert read["levels"]["worth_of_better_decisions"]["change_known"] is False
    assert read["parts_of_the_interaction"][0]["part"] == "lateness_cost"
    assert not any("lead" in row[0] for row in interplay_answer(one, grid(STEADY)).sections[1].grids[1].rows)


def test_what_is_better_is_said_in_words() -> None:
    better = better_of(BASE)
    assert decisions_words(BASE, better.decisions) == (
        "at most 18 at once (26 today), starts by cost of delay ÷ time, people by cost of delay, "
        "urgent dates first and gates may stop what no longer pays"
    )
    said = delivery_words(BASE, better.delivery)
    assert said.startswith("level 4.0 on average from 2027-01-04 (2.4 today), a PMO of 12 people for €1.7m")
    free = BASE.model_copy(
        update={"pmo": BASE.pmo.model_copy(update={"standards": None, "cost_per_fte": 0.0})}
    )
    assert "at no cost, since none is stated" in delivery_words(free, better_of(free).delivery)
    assert delivery_words(BASE, Better(BASE.policy, BASE.pmo).delivery) == "as today"
