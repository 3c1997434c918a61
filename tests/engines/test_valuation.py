"""Many futures valued at once."""

import numpy as np
import pytest

from tests.engines.build import lived, project, scenario, taken, valued
from tests.engines.portfolios import mixed
from workbench.engines.draws import draw
from workbench.engines.path import Paths
from workbench.engines.plan import plan_of
from workbench.engines.present import PresentValues, present_values
from workbench.engines.staffing import Staffing
from workbench.engines.valuation import value

FUTURES = 5


def test_no_future_at_all_can_be_valued() -> None:
    plan = plan_of(mixed())
    draws = taken(draw(plan, range(1)), [])
    worth = value(plan, draws, Paths.none(len(plan.projects.ids), len(plan.packages.ids)))
    assert worth.npv.shape == (0, len(plan.projects.ids))
    assert worth.labour_by_pool.shape == (0, len(plan.pools.ids))


def test_where_nothing_is_released_no_labour_is_paid() -> None:
    """Not one attempt in any future; the promise is missed all the same."""
    late = {"due": 10.0, "lateness": {"per_day": 3.0}}
    what = scenario([project("A", 10, external_cost=100, **late)], budgets={2027: 50, 2028: 50, 2029: 50})
    stories = lived(what, 2)
    paths = Paths.of([one.path for one in stories])
    assert len(paths.attempt_row) == 0
    worth = value(stories[0].plan, stories[0].draws, paths)
    assert worth.labour.tolist() == [[0.0], [0.0]] and worth.labour_by_pool.tolist() == [[0.0], [0.0]]
    assert worth.lateness.tolist() == [[3.0 * 790], [3.0 * 790]]


def test_each_future_is_valued_with_its_own_luck() -> None:
    stories = lived(mixed(), FUTURES)
    together = value(stories[0].plan, stories[0].draws, Paths.of([one.path for one in stories]))
    for row, one in enumerate(stories):
        alone = valued(one.plan, one.draws, row, one.path)
        assert together.npv[row].tolist() == alone.npv.tolist()
    assert len({one.tobytes() for one in together.benefit}) == FUTURES


def test_luck_of_other_futures_is_refused() -> None:
    one, other = lived(mixed(), 2)
    with pytest.raises(ValueError, match="luck of 2 futures for 1 paths"):
        value(one.plan, one.draws, Paths.of([other.path]))


def test_the_loop_over_completion_days_can_be_another() -> None:
    """What is handed in is used for all three sums; benefit still gets its luck on top."""
    one = lived(mixed())[0]

    def flat(_: object, completion: np.ndarray) -> PresentValues:
        ones = np.ones_like(completion)
        return PresentValues(ones, 2 * ones, 3 * ones)

    worth = value(one.plan, one.draws, Paths.of([one.path]), flat)
    np.testing.assert_allclose(worth.benefit, np.exp(one.draws.value_log), rtol=1e-15)
    assert (worth.run_cost == 2).all() and (worth.lateness == 3).all()


def test_what_never_completes_brings_nothing_and_is_late_until_the_end() -> None:
    late = {"due": 10.0, "lateness": {"per_day": 3.0}, "benefit": {"per_year": 365.25, "plateau_years": 1}}
    plan = plan_of(scenario([project("A", 10, **late)], horizon=50))
    found = present_values(plan, np.array([[20.0], [np.nan]]))
    assert found.benefit.tolist() == [[pytest.approx(365.25)], [0.0]]
    assert found.run_cost.tolist() == [[0.0], [0.0]]
    assert found.lateness.tolist() == [[30.0], [3.0 * 90]]


def test_people_by_pool_are_days_times_demand() -> None:
    """Against the matrix product, on packages of no, one and two pools."""
    plan = plan_of(mixed())
    demand = plan.packages.demand / 100.0
    assert set((demand > 0).sum(axis=1).tolist()) == {0, 1, 2}
    luck = np.random.Generator(np.random.Philox(key=5))
    package, row = luck.integers(0, len(demand), 200), np.sort(luck.integers(0, 3, 200))
    days = luck.uniform(0, 30, 200)
    found = Staffing(plan).by_pool(4, row, package, days)
    for future in range(4):
        mine = row == future
        np.testing.assert_allclose(found[future], days[mine] @ demand[package[mine]], rtol=1e-12)
