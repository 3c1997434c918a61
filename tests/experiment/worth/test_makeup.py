"""Taking a PMO apart: shares sum in every future, null players get nothing, planted truth is found."""

from pathlib import Path

import numpy as np
import pytest

from workbench import load_scenario
from workbench.analysis import shapley
from workbench.bundled import bundled
from workbench.experiment.worth import (
    Family,
    family_of,
    half_levels,
    kept_practices,
    practices_of,
    sizes,
    splits,
)
from workbench.experiment.worth.makeup import Makeup
from workbench.policies import InUse, Practice
from workbench.scenario import Scenario


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


def with_practices(today: Scenario, practices: dict[Practice, InUse]) -> Scenario:
    standards = today.pmo.standards
    assert standards is not None
    changed = standards.model_copy(update={"practices": practices})
    return today.model_copy(update={"pmo": today.pmo.model_copy(update={"standards": changed})})


def test_shares_sum_to_the_whole_in_every_future_and_idle_practices_get_nothing(today: Scenario) -> None:
    """Only coaching is in use; templates are paid for by nobody and used by nobody."""
    few = {
        Practice.COACHING: InUse(adoption=0.45, staff=1.8, cash_per_year=18000),
        Practice.TEMPLATES: InUse(),
        Practice.AUDITS: InUse(adoption=0.4, staff=1.6),
    }
    scenario = with_practices(today, few)
    found = family_of(scenario, kept_practices(scenario), 10)
    assert len(found.keys) == 8
    shares = shapley(found.npv)
    np.testing.assert_allclose(shares.sum(axis=0), -found.of(0), rtol=1e-9)
    by_name = dict(zip(practices_of(scenario), shares, strict=True))
    assert (by_name[Practice.TEMPLATES] == 0.0).all()
    assert by_name[Practice.COACHING].any()


def test_keeping_all_is_today_to_the_bit(today: Scenario) -> None:
    kept = kept_practices(today)
    assert kept[127] is today
    assert len(kept) == 128
    found = family_of(today, {127: kept[127]}, 5)
    assert (found.npv == 0.0).all()


def test_planted_truth_is_given_to_the_practice_that_makes_it(today: Scenario) -> None:
    """Coaching alone has an effect, so at least 95 % of what practices bring before cost is its share."""
    used = {
        Practice.COACHING: InUse(adoption=0.8, staff=3.0, cash_per_year=10000),
        Practice.TOOLS: InUse(adoption=0.0, staff=0.0, cash_per_year=30000),
        Practice.TRAINING: InUse(adoption=0.0, staff=0.0, cash_per_year=20000),
    }
    scenario = with_practices(today, used)
    found = family_of(scenario, kept_practices(scenario), 60)
    gross = shapley(found.npv).mean(axis=1) + shapley(found.cost).mean(axis=1)
    share = dict(zip(practices_of(scenario), gross, strict=True))
    assert share[Practice.COACHING] >= 0.95 * sum(abs(one) for one in gross)


def test_a_size_of_one_and_the_present_split_change_nothing(today: Scenario) -> None:
    assert sizes(today, (1.0,))[1.0] is today
    present = splits(today, (1.8 / 3.4,))
    # Shares of people are no whole numbers, so the last bit may differ: a cent in fifty million.
    np.testing.assert_allclose(family_of(today, present, 4).npv, 0.0, atol=0.01)


def test_half_a_level_more_costs_nothing_and_raises_one_perspective(today: Scenario) -> None:
    for name, scenario in half_levels(today).items():
        step = scenario.pmo.levels[0].maturity.profile
        present = today.portfolio.maturity
        assert present is not None
        raised = [one for one, level in step.model_dump().items() if level != getattr(present.profile, one)]
        assert raised == [name]
        assert scenario.pmo.upkeep()[0].yearly == today.pmo.upkeep()[0].yearly


def test_too_much_begins_where_all_larger_sizes_are_known_to_be_worse(today: Scenario) -> None:
    random = np.random.default_rng(1)
    keys = (0.0, 0.5, 1.0, 2.0, 3.0)
    means = np.array([-5.0, 0.0, 0.0, -9.0, -20.0])[:, None]
    family = Family(keys, means + 0.1 * random.standard_normal((5, 40)), np.zeros((5, 40)))
    empty = Family((), np.zeros((0, 40)), np.zeros((0, 40)))
    found = Makeup(today, Family((0,), np.zeros((1, 40)), np.zeros((1, 40))), family, empty, empty)
    assert found.too_much == 2.0
    assert found.like_the_best(found.sizes())[0] in (0.5, 1.0)
    assert found.splits() == []


def made_of(today: Scenario, size: np.ndarray, half: np.ndarray) -> Makeup:
    one = Family((0,), np.zeros((1, 40)), np.zeros((1, 40)))
    sizes_, names = tuple(map(float, range(len(size)))), tuple(map(str, range(len(half))))
    return Makeup(
        today,
        one,
        Family(sizes_, size, np.zeros_like(size)),
        Family((), np.zeros((0, 40)), np.zeros((0, 40))),
        Family(names, half, np.zeros_like(half)),
    )


def test_equal_sizes_and_perspectives_are_seldom_told_apart(today: Scenario) -> None:
    """Nine sizes and seven perspectives that differ by luck alone: at most one false alarm in twenty.

    The best of nine leads by luck: ranges of single pairs would call sizes different in half of all studies,
    and a size too much in one of eight.
    """
    random = np.random.default_rng(4)
    apart = much = half = 0
    for _ in range(200):
        found = made_of(today, random.standard_normal((9, 40)), random.standard_normal((7, 40)))
        much += found.too_much is not None
        apart += found.like_the_best(found.sizes()) != (0.0, 8.0)
        half += any(one.pays is not None for one in found.half_levels())
    assert much <= apart <= 16
    assert half <= 18
