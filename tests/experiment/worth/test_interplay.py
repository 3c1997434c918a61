"""Decisions and delivery together: no effect, no interaction; parts sum; the best of many is allowed for."""

from pathlib import Path

import numpy as np
import pytest

from workbench import compare, load_scenario
from workbench.bundled import bundled
from workbench.errors import InputError
from workbench.experiment.worth import Corner, Effect, Kind, interplay_of, level_grid_of, worlds_of
from workbench.experiment.worth.better import (
    AS_TODAY,
    BETTER,
    CHOICES,
    Better,
    Choice,
    Limit,
    at_levels,
    better_of,
    fewer_of,
    policy_of,
    with_parts,
)
from workbench.experiment.worth.interplay import PARTS, Interplay, corners_of
from workbench.experiment.worth.level_grid import LevelGrid
from workbench.model.maturity import Maturity
from workbench.policies import IndexName
from workbench.scenario import Scenario

SCENARIOS = Path(bundled("scenarios"))


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(SCENARIOS / "baseline.yaml")


@pytest.fixture(scope="module")
def found(today: Scenario) -> Interplay:
    return interplay_of(today, 3, 3)


def made(today: Scenario, npv: np.ndarray) -> Interplay:
    """Planted values, shape (worlds, corners, futures)."""
    worlds = tuple(worlds_of(npv.shape[0], 1))
    return Interplay(today, better_of(today), worlds, ("npv",), npv[:, :, :, None])


def luck(*shape: int, key: int = 3) -> np.ndarray:
    return np.random.Generator(np.random.Philox(key=key)).normal(0.0, 1e6, shape)


def test_what_is_better_by_default_is_what_the_bundled_scenarios_state(today: Scenario) -> None:
    corners = corners_of(today, better_of(today))
    for corner, name in (
        (Corner.DECISIONS, "good-decisions"),
        (Corner.DELIVERY, "good-delivery"),
        (Corner.BOTH, "both"),
    ):
        stated = load_scenario(SCENARIOS / f"{name}.yaml")
        assert corners[corner].hash == stated.hash


def test_corners_are_what_compare_gives(today: Scenario) -> None:
    grid = level_grid_of(today, 3, levels=(4.0,), choices=(BETTER,))
    pmo = at_levels(today, Maturity.model_validate(4.0))
    plain = compare([today, with_parts(today, "good", policy_of(today, BETTER), pmo)], 3)
    gain = plain.values("good", "npv").to_numpy() - plain.values("baseline", "npv").to_numpy()
    assert grid.of(4.0, BETTER).tolist() == pytest.approx(gain.tolist(), rel=1e-9)


@pytest.mark.parametrize("idle", ["decisions", "delivery"])
def test_a_factor_that_does_nothing_has_exactly_no_interaction(today: Scenario, idle: str) -> None:
    chosen = better_of(today)
    better = (
        Better(today.policy, chosen.delivery) if idle == "decisions" else Better(chosen.decisions, today.pmo)
    )
    found = interplay_of(today, 2, 2, better=better)
    assert not found.contrasts().interaction.any()
    assert found.kind is Kind.NONE
    effects = found.findings()
    alone = effects[Effect.DECISIONS if idle == "decisions" else Effect.DELIVERY]
    assert alone.worth.mean.value == 0.0 and alone.more is None


def test_the_parts_of_the_interaction_sum_to_it_in_every_future(found: Interplay) -> None:
    parts = sum(sign * found.contrasts(name).interaction for name, sign in PARTS.items())
    np.testing.assert_allclose(parts, found.contrasts().interaction, atol=1.0)
    assert [name for name, *_ in found.parts()][0] in PARTS


def test_workers_change_no_bit(today: Scenario, found: Interplay) -> None:
    np.testing.assert_array_equal(interplay_of(today, 3, 3, jobs=2).values, found.values)


@pytest.mark.parametrize(
    ("extra", "kind"),
    [(-6e6, Kind.SUBSTITUTES), (6e6, Kind.COMPLEMENTS), (0.0, Kind.UNDECIDED)],
)
def test_planted_truth_is_told(today: Scenario, extra: float, kind: Kind) -> None:
    base = luck(30, 1, 4, key=1)
    gains = np.array([0.0, 5e6, 4e6, 9e6 + extra])[None, :, None]
    found = made(today, base + gains + 0.3 * luck(30, 4, 4))
    assert found.kind is kind
    effects = found.findings()
    assert effects[Effect.INTERACTION].worth.mean.holds(extra)
    assert effects[Effect.DECISIONS].more is True and effects[Effect.DELIVERY].more is True


def test_additive_truth_to_the_bit_is_no_interaction(today: Scenario) -> None:
    base, one, other = luck(30, 4), 5e6 + luck(30, 4, key=4), 2e6 + luck(30, 4, key=5)
    found = made(today, np.stack([base, base + one, base + other, base + one + other], axis=1))
    assert found.kind is Kind.NONE


def test_fewer_at_once_follows_from_today(today: Scenario) -> None:
    release = today.policy.release.model_copy(update={"wip_limit": None})
    free = today.model_copy(update={"policy": today.policy.model_copy(update={"release": release})})
    assert (fewer_of(today), fewer_of(free)) == (18, 18)
    first_come = policy_of(today, CHOICES[0])
    assert first_come.release.wip_limit is None and first_come.release.cadence == today.policy.release.cadence


def test_nothing_is_said_about_delivery_where_nobody_stated_its_level(today: Scenario) -> None:
    portfolio = today.portfolio.model_copy(update={"maturity": None})
    bare = today.model_copy(update={"portfolio": portfolio})
    with pytest.raises(InputError, match="present maturity"):
        interplay_of(bare, 2, 2)
    with pytest.raises(InputError, match="present maturity"):
        level_grid_of(bare, 2)
    with pytest.raises(InputError, match="write 2 or more"):
        interplay_of(today, 1, 1)


def test_levels_cost_what_today_costs(today: Scenario) -> None:
    pmo = at_levels(today, Maturity.model_validate(5.0))
    assert pmo.upkeep()[0].yearly == today.pmo.upkeep()[0].yearly


def test_doubles_of_today_fall_away_and_today_is_added(today: Scenario) -> None:
    double = Choice("board score", IndexName.STRATEGIC, None, Limit.AS_TODAY, None)
    grid = level_grid_of(today, 2, levels=(3.0,), choices=(double, BETTER))
    assert grid.choices == (AS_TODAY, BETTER)


def planted(today: Scenario, averages: list[list[float]]) -> LevelGrid:
    """Rows are levels; the columns are the first choices of `CHOICES`."""
    table = np.asarray(averages)[:, :, None] * 1e6
    rows, columns = table.shape[:2]
    npv = table + luck(1, 1, 40) + 0.2 * luck(rows, columns, 40, key=9)
    return LevelGrid(today, (1.0, 5.0)[:rows], CHOICES[:columns], npv)


def test_a_ranking_that_turns_is_told_and_one_that_does_not_is_not(today: Scenario) -> None:
    first, second = CHOICES[:2]
    turns = planted(today, [[3.0, 1.0], [1.0, 3.0]])
    assert [(one.first, one.second, one.at, one.later) for one in turns.reversals] == [(first, second, 1, 5)]
    assert [(one.choice, one.known) for one in turns.leads] == [(first, True), (second, True)]
    steady = planted(today, [[1.0, 3.0], [2.0, 4.0]])
    assert steady.reversals == () and [one.choice for one in steady.leads] == [second, second]
    assert not any(cell.known for row in steady.beyond() for cell in row)
    assert all(cell.known for row in turns.beyond() for cell in row)


def test_choices_that_cannot_be_told_apart_are_named(today: Scenario) -> None:
    grid = planted(today, [[1.0, 3.0, 3.0]])
    (lead,) = grid.leads
    assert not lead.known and len(lead.alike) == 1 and {lead.choice, *lead.alike} == set(CHOICES[1:3])


def test_perfect_foresight_is_never_the_best_choice(today: Scenario) -> None:
    table = np.zeros((1, len(CHOICES), 30))
    table[0, -1] = 9e6
    grid = LevelGrid(today, (3.0,), CHOICES, table)
    assert CHOICES[-1].foresees and not grid.leads[0].choice.foresees
