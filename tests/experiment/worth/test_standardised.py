"""Standards as wished for: nothing asked is today, what is paid less fades, targets "
"hold from their day on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.engines.engine import EngineName
from workbench.engines.path import End
from workbench.engines.plan import plan_of
from workbench.experiment.worth import limits_of
from workbench.experiment.worth.living import lived
from workbench.experiment.worth.standardised import (
    Finishes,
    LevelsFrom,
    by_strength_of,
    cost_break_even,
    finishes_of,
    most_completed,
    pair_of,
    wish_of,
)
from workbench.policies import Practice
from workbench.scenario import Scenario

N = 12


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


def net_of(pair: tuple[Scenario, Scenario]) -> np.ndarray:
    npv = lived(pair, 0, N, EngineName.AUTO).of("npv")
    return npv[1] - npv[0]


def test_nothing_asked_for_is_today_kept_against_closed(today: Scenario) -> None:
    without, with_ = pair_of(today, wish_of(today))
    assert with_.hash == today.hash
    np.testing.assert_array_equal(
        net_of((without, with_)), limits_of(today, N, overheads=(0.0,), demands=(1.0,)).net
    )


def test_people_who_come_are_hired_and_paid_from_the_day_they_are_there(today: Scenario) -> None:
    wish = wish_of(today)
    staff = {**wish.staff, Practice.COACHING: wish.staff[Practice.COACHING] + 2}
    _, with_ = pair_of(today, replace(wish, staff=staff))
    before, after = with_.pmo.upkeep()
    assert after.people - before.people == pytest.approx(2)
    assert after.since is not None and after.since > today.portfolio.start
    assert [one.what for one in with_.pmo.one_off] == ["Hiring"]


def test_people_who_leave_are_paid_off(today: Scenario) -> None:
    wish = wish_of(today)
    _, with_ = pair_of(today, replace(wish, staff={**wish.staff, Practice.REPORTING: 0.5}))
    assert [one.what for one in with_.pmo.one_off] == ["Severance"]
    assert with_.pmo.upkeep()[-1].people == pytest.approx(6.0)


def test_targets_hold_from_their_day_on_and_none_stays_as_it_is(today: Scenario) -> None:
    wish = replace(wish_of(today), levels=LevelsFrom.TARGETS, months=12.0)
    without, with_ = pair_of(today, wish)
    assert without.pmo.levels == () and without.pmo.upkeep()[0].yearly == 0.0
    (step,) = with_.pmo.levels
    assert step.from_ == date(2028, 1, 4)
    assert step.maturity.profile.risk == pytest.approx(wish.present["risk"] + 1)
    assert with_.pmo.upkeep()[0].yearly == pytest.approx(today.pmo.upkeep()[0].yearly)


def test_targets_at_today_s_levels_lose_exactly_what_they_cost(today: Scenario) -> None:
    wish = wish_of(today)
    asked = replace(wish, levels=LevelsFrom.TARGETS, target=wish.present)
    net = net_of(pair_of(today, asked))
    assert np.ptp(net) == pytest.approx(0.0, abs=1e-6)
    multiple = cost_break_even(today, asked, net)
    assert multiple is not None and multiple.value == pytest.approx(0.0, abs=1e-9)


def test_other_present_levels_are_lived_through_with_and_without(today: Scenario) -> None:
    wish = wish_of(today)
    pair = pair_of(today, replace(wish, present=dict.fromkeys(wish.present, 4.0)))
    rework = [float(plan_of(one).levels.rework[0, 0]) for one in pair]
    assert rework[0] == rework[1] < float(plan_of(today).levels.rework[0, 0])


def test_without_effect_standards_lose_and_more_of_it_is_better(today: Scenario) -> None:
    curve = by_strength_of(today, wish_of(today), N, strengths=(0.0, 1.6))
    none, strong = curve.averages()
    assert none.high < 0 and strong.value > none.value


def test_the_day_of_most_projects_is_counted_in_futures() -> None:
    found = Finishes(np.array([10.0, 20.0, np.inf]), np.array([5.0, 15.0, 30.0]))
    assert found.by(15.0) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert found.earlier().value == 5.0


def test_finishes_of_the_same_scenario_are_the_same(today: Scenario) -> None:
    found = finishes_of((today, today), 4, EngineName.AUTO)
    np.testing.assert_array_equal(found.without, found.with_)
    assert np.isfinite(found.without).all()


def test_stopped_and_rejected_projects_are_not_completed() -> None:
    end = np.full((3, 5), End.COMPLETED)
    end[1, 0], end[2, :2] = End.TERMINATED, (End.TERMINATED, End.REJECTED)
    finish = np.tile(np.arange(1.0, 6.0), (3, 1))
    assert most_completed(end, finish).tolist() == [4.0, 5.0, np.inf]


def test_the_cost_that_scales_is_that_of_the_business_case(today: Scenario) -> None:
    wish = wish_of(today)
    net = net_of(pair_of(today, wish))
    found = cost_break_even(today, wish, net)
    limits = limits_of(today, N, overheads=(0.0,), demands=(1.0,))
    same = limits.cost_multiple()
    assert found is not None and same is not None
    assert found.value == pytest.approx(same.value)


def test_nobody_and_no_cash_is_closing(today: Scenario) -> None:
    wish = replace(wish_of(today), staff=dict.fromkeys(Practice, 0.0), cash=dict.fromkeys(Practice, 0.0))
    np.testing.assert_allclose(net_of(pair_of(today, wish)), 0.0, atol=1e-6)


def test_people_move_between_practices_for_nothing(today: Scenario) -> None:
    wish = wish_of(today)
    moved = {**wish.staff, Practice.COACHING: wish.staff[Practice.COACHING] + 1, Practice.REPORTING: 1.5}
    _, with_ = pair_of(today, replace(wish, staff=moved))
    assert with_.pmo.one_off == today.pmo.one_off


@pytest.mark.parametrize("levels", list(LevelsFrom))
def test_a_firm_without_a_pmo_is_held_to_nobody_paid(levels: LevelsFrom) -> None:
    firm = load_scenario(Path(bundled("scenarios")) / "small-firm" / "small-firm.yaml")
    wish = wish_of(firm)
    staff = {**wish.staff, Practice.COACHING: 0.5}
    without, with_ = pair_of(firm, replace(wish, levels=levels, staff=staff))
    assert without.pmo.upkeep()[-1].yearly == 0.0 < with_.pmo.upkeep()[-1].yearly
    if levels is LevelsFrom.PRACTICES:
        assert [one.what for one in with_.pmo.one_off] == ["Hiring", "Introducing practices"]
