"""Earned value held to figures worked out by hand, and to what is known of its indices."""

import numpy as np
import pytest

from workbench.analysis import earned_value as ev


def standing(**figures: float) -> ev.Standing:
    known = {"planned": 60.0, "earned": 48.0, "paid": 64.0, "budget": 120.0}
    known |= {"schedule": 4.0, "time": 5.0, "duration": 10.0} | figures
    return ev.Standing(**{name: np.array([value]) for name, value in known.items()})


@pytest.mark.parametrize(
    ("formula", "by_hand"),
    [
        (ev.spi, 0.8),
        (ev.cpi, 0.75),
        (ev.spi_t, 0.8),
        (ev.eac_by_cost, 160.0),
        (ev.eac_by_plan, 136.0),
        (ev.eac_by_both, 184.0),
        (ev.time_by_value, 12.5),
        (ev.time_by_schedule, 12.5),
        (ev.time_by_plan, 11.0),
        (ev.tcpi, 72 / 56),
    ],
)
def test_indices_and_forecasts_as_worked_out_by_hand(formula: ev.Forecast, by_hand: float) -> None:
    assert formula(standing())[0] == pytest.approx(by_hand, rel=1e-12)


def test_what_has_no_value_is_nan_and_never_infinite() -> None:
    nothing = standing(earned=0.0, paid=0.0, planned=0.0, schedule=np.nan, time=0.0)
    spent = standing(paid=120.0)
    for formula in (*ev.COST_FORECASTS.values(), *ev.TIME_FORECASTS.values(), ev.spi, ev.cpi, ev.spi_t):
        assert np.isnan(formula(nothing))[0]
    assert np.isnan(ev.tcpi(spent))[0]
    assert np.isnan(ev.eac_by_cost(standing(earned=0.0)))[0]


PLAN = ([0.0, 1.0, 2.0, 3.0, 4.0], [0.0, 10.0, 20.0, 30.0, 40.0])


def test_earned_schedule_interpolates_the_plan_and_ends_with_it() -> None:
    found = ev.earned_schedule(*PLAN, [0.0, 4.0, 25.0, 40.0, 40.0], [1.0, 1.0, 2.0, 4.0, 9.0])
    assert found.tolist() == pytest.approx([0.0, 0.4, 2.5, 4.0, 4.0])


def test_where_the_plan_stands_still_work_on_plan_is_on_schedule() -> None:
    """Ten a day, a break of two days, ten more: on day 2 nothing new was wanted and nothing was done."""
    days, values = [0.0, 1.0, 3.0, 4.0], [0.0, 10.0, 10.0, 20.0]
    assert ev.earned_schedule(days, values, [10.0, 10.0, 10.0], [0.5, 2.0, 7.0]).tolist() == [1.0, 2.0, 3.0]


def test_without_a_plan_there_is_no_schedule() -> None:
    assert np.isnan(ev.earned_schedule([0.0], [0.0], [0.0], [1.0]))[0]
    assert np.isnan(ev.earned_schedule([], [], [0.0], [1.0]))[0]
