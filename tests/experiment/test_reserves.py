"""Overspend and reserves, held to figures worked out by hand; a developer costs 1 a day."""

import numpy as np
import pytest

from tests.engines.build import Story, day, pool, project, scenario, story, with_luck
from workbench.engines.path import Paths
from workbench.engines.plan import plan_of
from workbench.experiment.reserves import overspend_by_year, paid_by_year, reserve_figures
from workbench.model import BudgetShock

TWICE = [0.6931471805599453]


def overspent(**more) -> Story:
    """200 days of work on a budget of 150, then 115 in 2028, 15 of them bought on its first day."""
    made = [project("A", 100), project("B", 100, intake=365.0, external_cost=15.0)]
    known = {2027: 150.0, 2028: 300.0, 2029: 0.0, 2030: 0.0}
    plan = plan_of(scenario(made, [pool(capacity=9, cost_per_fte_day=1)], budgets=known, horizon=600, **more))
    return with_luck(plan, log_noise={"A/w0": TWICE})


def figures(one: Story) -> list[float]:
    return [float(x[0]) for x in reserve_figures(one.plan, Paths.of([one.path]))]


def test_what_is_paid_falls_into_its_year() -> None:
    one = overspent()
    assert paid_by_year(one.plan, Paths.of([one.path]))[0, :2] == pytest.approx([200, 115])


def test_work_that_crosses_the_year_is_paid_in_both() -> None:
    one = story(
        scenario([project("A", 100, intake=300.0)], [pool(capacity=9, cost_per_fte_day=1)], horizon=600)
    )
    assert paid_by_year(one.plan, Paths.of([one.path]))[0, :2] == pytest.approx([65, 35])


@pytest.mark.parametrize(
    ("reserves", "drawn", "suffices"),
    [({2027: 80}, 50 / 80, 1), ({2027: 50}, 1, 1), ({2027: 30}, 1, 0), ({2027: 30, 2028: 30}, 0.5, 0)],
)
def test_overspend_draws_on_its_reserve(reserves: dict[int, float], drawn: float, suffices: int) -> None:
    assert figures(overspent(reserves=reserves)) == pytest.approx([drawn, suffices])


def test_what_the_reserve_leaves_is_struck_from_the_next_year() -> None:
    """50 of overspend, 30 of reserve and a cut of 200 leave 80 of the 300 for 2028, where 115 are paid."""
    cut = BudgetShock(id="cut", share=-200 / 300, from_=day(400))
    one = overspent(reserves={2027: 30, 2028: 100}, shocks=(cut,))
    over, drawn = overspend_by_year(one.plan, Paths.of([one.path]))
    assert over[0, :2] == pytest.approx([50, 35]) and drawn[0, :2] == pytest.approx([30, 35])


def test_what_is_left_is_carried_over_where_it_does_not_lapse() -> None:
    plan = overspent(reserves={2028: 10}, unspent="carried_over").plan
    over, _ = overspend_by_year(plan, Paths.of([with_luck(plan).path]))
    assert not over[0, :2].any()


def test_without_reserves_nothing_is_said() -> None:
    assert np.isnan(figures(overspent())).all()
