"""Break-evens: each is simulated again where it was found, and must come out even there."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from workbench import load_scenario
from workbench.analysis import Trend, mean_interval
from workbench.bundled import bundled
from workbench.engines.engine import EngineName
from workbench.engines.plan import plan_of
from workbench.errors import InputError
from workbench.experiment.worth import Doing, Limits, Outcome, alternatives_of, by_strength, limits_of
from workbench.experiment.worth.levers import (
    LeverCurve,
    at_demand,
    cost_that_scales,
    freed_of,
    priced,
    resized_demand,
)
from workbench.experiment.worth.living import lived, lived_plans
from workbench.experiment.worth.reshaping import Reshaping
from workbench.scenario import Scenario

N = 60


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


@pytest.fixture(scope="module")
def limits(today: Scenario) -> Limits:
    return limits_of(today, N, overheads=(-0.05, 0.0, 0.05), demands=(0.5, 1.0, 2.0))


def closed(base: Scenario) -> Scenario:
    return Reshaping.of(base, None).resized(0.0, "close")


def test_the_middle_is_the_hearing_at_its_middle(today: Scenario, limits: Limits) -> None:
    curve = by_strength(today, N, strengths=(1.0,))
    place = curve.doings.index(Doing.CLOSE)
    np.testing.assert_allclose(limits.net, -curve.differences[0, place])


def test_nothing_more_of_overhead_and_today_s_demand_change_no_bit(limits: Limits) -> None:
    np.testing.assert_array_equal(limits.overhead.values[1], limits.net)
    np.testing.assert_array_equal(limits.demand.values[1], limits.net)


def test_at_the_multiple_of_its_cost_the_same_futures_come_out_even(today: Scenario, limits: Limits) -> None:
    multiple = limits.cost_multiple()
    assert multiple is not None
    dear = priced(today, multiple.value)
    npv = lived([dear, closed(dear)], 0, N, EngineName.AUTO).of("npv")
    assert float((npv[0] - npv[1]).mean()) == pytest.approx(0.0, abs=1e-6 * limits.cost)
    assert multiple.low < multiple.value < multiple.high


def test_the_multiple_and_the_difference_agree_on_what_is_decided(limits: Limits) -> None:
    multiple = limits.cost_multiple()
    assert multiple is not None
    assert mean_interval(limits.net).holds(0.0) == multiple.holds(1.0)


def test_overhead_simulated_at_its_break_even_holds_zero(today: Scenario, limits: Limits) -> None:
    found = limits.overhead.break_even()
    assert found.outcome is Outcome.CROSSES and found.at is not None
    portfolio = today.portfolio
    gone = float(portfolio.calendar.days_between(portfolio.start, Reshaping.of(today, None).gone))
    keep, close = plan_of(today), plan_of(closed(today))
    ends = [found.at.low - 0.02, found.at.value, found.at.high + 0.02]
    npv = lived_plans([keep, *(freed_of(close, one, gone) for one in ends)], 0, N, EngineName.AUTO).of("npv")
    below, at, above = (mean_interval(npv[0] - other) for other in npv[1:])
    assert below.value > 0 > above.value
    assert at.holds(0.0)


def test_freed_work_is_that_of_the_closed_plan_after_notice_alone(today: Scenario) -> None:
    plan = plan_of(closed(today))
    freed = freed_of(plan, 0.1, 60.0)
    before = plan.levels.day < 60.0
    np.testing.assert_array_equal(freed.levels.overhead[:, before], plan.levels.overhead[:, before])
    today_s = 1 + plan.levels.overhead[:, :1]
    left = (1 + freed.levels.overhead[:, ~before]) / (1 + plan.levels.overhead[:, ~before])
    np.testing.assert_allclose(left, np.broadcast_to(today_s / (today_s + 0.1), left.shape))


def test_overhead_cannot_fall_below_none(today: Scenario) -> None:
    found = limits_of(today, 2, overheads=(-0.9, 0.0), demands=(1.0,))
    assert found.overhead.points == (0.0,)


@pytest.mark.parametrize("factor", [0.25, 0.5, 1.0, 2.0])
def test_demand_keeps_what_runs_and_what_must(today: Scenario, factor: float) -> None:
    portfolio = today.portfolio
    resized = resized_demand(portfolio, factor)
    ids = {one.id for one in resized.projects}
    fixed = {one.id for one in portfolio.projects if one.in_flight or one.mandatory}
    assert fixed <= ids
    free = len(portfolio.projects) - len(fixed)
    assert len(ids) - len(fixed) == pytest.approx(factor * free, abs=0.51)
    assert all(other in ids for one in resized.projects for other in one.after)
    assert all(set(one.projects) <= ids for one in resized.risks)


def test_less_demand_is_part_of_more(today: Scenario) -> None:
    few, more = ({one.id for one in resized_demand(today.portfolio, f).projects} for f in (0.25, 0.75))
    assert few < more


def line(slope: float, start: float, noise: float = 0.01) -> LeverCurve:
    points = (0.0, 1.0, 2.0)
    wobble = noise * np.array([-1.0, 0.0, 1.0])
    return LeverCurve(points, np.array([start + slope * at + wobble for at in points]))


@pytest.mark.parametrize(
    ("curve", "outcome"),
    [
        (line(-1.0, 0.5), Outcome.CROSSES),
        (line(0.0, 1.0), Outcome.PAYS),
        (line(0.0, -1.0), Outcome.LOSES),
        (line(0.0, 0.0), Outcome.UNKNOWN),
        (line(-1.0, 0.5, 50.0), Outcome.UNKNOWN),
    ],
)
def test_outside_the_range_and_undecided_are_told_apart(curve: LeverCurve, outcome: Outcome) -> None:
    found = curve.break_even()
    assert found.outcome is outcome
    assert (found.at is not None) == (outcome is Outcome.CROSSES)
    assert found.tried == (0.0, 2.0) and found.futures == 3


def test_changes_are_kept_less_closed(limits: Limits) -> None:
    on_time = limits.names.index("on_time")
    by_hand = float(np.nanmean(limits.kept[:, on_time] - limits.closed[:, on_time]))
    assert limits.average_change("on_time").value == pytest.approx(by_hand)
    worst = limits.worst_tenth()
    npv = limits.names.index("npv")
    tenth = N // 10
    kept, shut = (np.sort(one[:, npv])[:tenth].mean() for one in (limits.kept, limits.closed))
    assert worst.value == pytest.approx(kept - shut)
    assert worst.low < worst.value < worst.high


def test_the_interval_of_a_spread_covers_it() -> None:
    """Normal samples, other spreads of 1 and 1.2 on common luck: 95 in 100 intervals hold the difference."""
    random = np.random.default_rng(7)
    hits = 0
    for _ in range(400):
        luck = random.standard_normal((200, 2))
        kept = (luck[:, 0] + 0.3 * luck[:, 1])[:, None]
        shut = (1.2 * luck[:, 0] - 0.2 * luck[:, 1])[:, None]
        one = LeverCurve((0.0,), np.zeros((1, 2)))
        found = Limits(("x",), kept, shut, 1.0, one, one).spread_change("x")
        hits += found.holds(np.hypot(1, 0.3) - np.hypot(1.2, 0.2))
    assert 0.92 <= hits / 400 <= 0.98


def test_one_future_and_a_pmo_that_is_not_stated_are_refused(today: Scenario) -> None:
    with pytest.raises(InputError, match="two at least"):
        limits_of(today, 1)
    plain = today.model_copy(update={"pmo": today.pmo.with_stated_levels()})
    with pytest.raises(InputError, match="not stated"):
        limits_of(plain, 10)


def test_the_engines_agree(today: Scenario) -> None:
    one, two = (
        limits_of(today, 3, overheads=(0.1,), demands=(0.5,), engine=name)
        for name in (EngineName.COMPILED, EngineName.SIMPY)
    )
    np.testing.assert_array_equal(one.overhead.values, two.overhead.values)
    np.testing.assert_array_equal(one.demand.values, two.demand.values)


def test_closing_is_what_the_alternatives_close(today: Scenario) -> None:
    other = next(one.scenario for one in alternatives_of(today) if one.doing is Doing.CLOSE)
    assert other.hash == closed(today).hash


def bent(*averages: float) -> LeverCurve:
    points = tuple(float(k) for k in range(len(averages)))
    return LeverCurve(points, np.array([at + 0.01 * np.array([-1.0, 0.0, 1.0]) for at in averages]))


def test_the_losing_side_is_that_of_the_sign() -> None:
    falling, rising = bent(3.0, 1.0, -2.0).break_even(), bent(-2.0, 1.0, 3.0).break_even()
    assert (falling.moves, rising.moves) == (Trend.FALLING, Trend.RISING)
    assert falling.at is not None and falling.at.value == pytest.approx(1 + 1 / 3)


def test_of_several_crossings_none_stands_for_all() -> None:
    found = bent(-1.0, 2.0, -1.0).break_even()
    assert found.outcome is Outcome.SEVERAL and found.at is None and found.moves is Trend.NEITHER


def test_a_decision_so_late_that_closing_saves_nothing_has_no_price_that_turns_it(today: Scenario) -> None:
    late = next(
        day
        for day in (date(2029, 8, 1), date(2030, 6, 1), date(2030, 12, 1), date(2031, 8, 1))
        if cost_of(today, day) < 0
    )
    found = limits_of(today, 2, on=late, overheads=(0.0,), demands=(1.0,))
    assert found.cost < 0 and found.cost_multiple() is None


def cost_of(base: Scenario, on: date) -> float:
    def pair(factor: float) -> tuple[Scenario, Scenario]:
        dear = priced(base, factor)
        return Reshaping.of(dear, on).resized(0.0, "close"), dear

    return cost_that_scales(pair)


def test_a_stated_number_of_projects_at_once_moves_with_the_projects(today: Scenario) -> None:
    assert today.pmo.standards is not None and today.pmo.standards.active_projects is not None
    twice = at_demand(today, 2.0)
    assert twice.pmo.standards is not None and twice.pmo.standards.active_projects is not None
    more = len(twice.portfolio.projects) / len(today.portfolio.projects)
    assert twice.pmo.standards.active_projects == pytest.approx(more * today.pmo.standards.active_projects)
    stated = today.pmo.model_copy(
        update={"standards": today.pmo.standards.model_copy(update={"yearly_spend": 3e7})}
    )
    spent = at_demand(today.model_copy(update={"pmo": stated}), 2.0).pmo.standards
    assert spent is not None and spent.yearly_spend is not None and spent.yearly_spend > 3e7
    assert at_demand(today, 1.0).hash == today.hash
