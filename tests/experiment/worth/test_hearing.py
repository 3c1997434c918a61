"""The PMO on trial: what must be zero is zero to the bit, and money moves once."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from workbench import compare, evidence, load_scenario
from workbench.bundled import bundled
from workbench.engines.engine import EngineName
from workbench.errors import InputError
from workbench.experiment.worth import (
    Doing,
    StrengthCurve,
    alternatives_of,
    by_strength,
    hearing_of,
    in_world,
    worlds_of,
)
from workbench.experiment.worth.living import lived
from workbench.model import SwitchingCurve
from workbench.scenario import Scenario


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


def test_the_effect_of_the_present_does_not_move_with_its_strength(today: Scenario) -> None:
    strong = today.model_copy(update={"pmo": today.pmo.model_copy(update={"effect_strength": 1.6})})
    found = lived([today, strong], 0, 4, EngineName.AUTO)
    assert (found.values[0] == found.values[1])[:, ~np.isnan(found.values[0]).all(axis=0)].all()


def test_lived_gives_what_compare_gives(today: Scenario) -> None:
    chosen = [
        one.scenario for one in alternatives_of(today) if one.doing in (Doing.KEEP, Doing.CLOSE_FOR_PEOPLE)
    ]
    plain = compare(chosen, 6)
    ours = lived(chosen, 0, 6, EngineName.AUTO).of("npv")
    assert ours[0].tolist() == plain.values(chosen[0].name, "npv").tolist()
    assert ours[1].tolist() == pytest.approx(plain.values(chosen[1].name, "npv").tolist(), rel=1e-12)


def test_workers_and_order_change_no_bit(today: Scenario) -> None:
    one, two = (hearing_of(today, 2, 2, jobs=jobs) for jobs in (1, 2))
    np.testing.assert_array_equal(one.values, two.values)


def test_a_pmo_without_effect_is_worth_minus_its_cost(today: Scenario) -> None:
    """No practice in use and none lifts anything: closing saves exactly what the PMO costs."""
    standards = today.pmo.standards
    assert standards is not None
    bare = {name: one.model_copy(update={"adoption": 0.0}) for name, one in standards.practices.items()}
    nothing = {f"{name.value}.lift": 0.0 for name in standards.practices}
    pmo = today.pmo.model_copy(
        update={
            "effect_strength": 0.0,
            "standards": standards.model_copy(update={"practices": bare, "slack": 0.0}),
        }
    )
    scenario = today.model_copy(update={"pmo": pmo, "evidence": {**today.evidence, **nothing}})
    keep, close = (
        one.scenario for one in alternatives_of(scenario) if one.doing in (Doing.KEEP, Doing.CLOSE)
    )
    # With nothing in use, keeping goes on without a change of practice, too: nobody is coached.
    found = lived([keep, close], 0, 8, EngineName.AUTO)
    npv, cost = found.of("npv"), found.of("pmo_cost")
    np.testing.assert_allclose(npv[1] - npv[0], cost[0] - cost[1], rtol=1e-9)


def test_money_bought_equals_money_saved_to_one_hundredth_of_a_person(today: Scenario) -> None:
    found = {one.doing: one for one in alternatives_of(today)}
    bought = found[Doing.CLOSE_FOR_PEOPLE]
    pool = next(one for one in today.portfolio.pools if one.id == bought.pool)
    per_year = today.portfolio.calendar.days_per_year(today.portfolio.start, today.horizon)
    yearly = pool.cost_per_fte_day * per_year
    assert 0 <= found[Doing.CLOSE].yearly - bought.bought * yearly < 0.01 * yearly
    assert bought.scenario.pmo.upkeep()[-1].yearly == 0.0


def test_a_decision_later_leaves_the_days_before_alone(today: Scenario) -> None:
    late = next(one for one in alternatives_of(today, date(2029, 1, 2)) if one.doing is Doing.CLOSE)
    assert min(step.since for step in late.scenario.pmo.upkeep()[1:] if step.since) == date(2029, 4, 3)
    found = lived([today, late.scenario], 0, 4, EngineName.AUTO).of("pmo_cost")
    assert (found[1] < found[0]).all()


def test_worlds_draw_spreads_together_and_leave_what_is_stated(today: Scenario) -> None:
    for world in worlds_of(16, 5):
        q = world.quantiles
        assert q["log_sd_project_total"] == q["log_sd_systemic"] == q["log_sd_stage_independent"]
        stated = today.model_copy(update={"evidence": {"rework_probability": 1.0}})
        assert in_world(stated, world).evidence["rework_probability"] == 1.0
        assert in_world(today, world).portfolio.maturity == today.portfolio.maturity
        own = today.portfolio.uncertainty.model_copy(update={"execution_share": 0.9})
        known = today.model_copy(
            update={"portfolio": today.portfolio.model_copy(update={"uncertainty": own})}
        )
        assert in_world(known, world).portfolio.uncertainty.execution_share == 0.9


def test_worlds_draw_common_luck_repeats_and_switching_where_nothing_is_stated(today: Scenario) -> None:
    worlds = worlds_of(60, 5)
    found = [in_world(today, one).portfolio for one in worlds]
    common = evidence.coefficient("systemic_correlation")
    inside = [one.uncertainty.correlation for one in found]
    assert common.low <= min(inside) < common.base < max(inside) <= common.high
    assert min(one.uncertainty.repeat_share for one in found) < 0.6
    curves = [one.uncertainty.switching for one in found]
    assert {curves.count(one) for one in SwitchingCurve} == {5, 45}
    assert {one.discount_rate for one in found} == {today.portfolio.discount_rate}
    stated = today.portfolio.uncertainty.model_copy(
        update={"correlation": 0.3, "repeat_share": 0.8, "switching": SwitchingCurve.WEINBERG}
    )
    changed = {"uncertainty": stated, "discount_rate_give_or_take": 0.02}
    own = today.model_copy(update={"portfolio": today.portfolio.model_copy(update=changed)})
    moved = [in_world(own, one).portfolio for one in worlds]
    execution = {one.uncertainty.execution_share for one in moved}
    assert len(execution) == 60
    for one in moved:
        kept = one.uncertainty.model_copy(update={"execution_share": stated.execution_share})
        assert kept == stated
    rates = sorted(one.discount_rate for one in moved)
    assert 0.06 <= rates[0] < 0.061 and 0.099 < rates[-1] <= 0.10


def test_a_new_unknown_leaves_the_numbers_of_the_others_alone() -> None:
    """Pinned before common luck, repeats, rate and switching were drawn."""
    world, pinned = worlds_of(60, 2027)[0], (0.0, 0.4387374087749615, 0.03302857296633533)
    assert (world.strength, world.execution, world.quantiles["rework_probability"]) == pinned


def test_every_unknown_is_spread_evenly_over_its_range() -> None:
    worlds = worlds_of(50, 9)
    for name in ("rework_probability", "coaching.lift"):
        places = np.sort([world.quantiles[name] for world in worlds])
        assert (np.floor(50 * places) == np.arange(50)).all()


def test_no_strength_is_on_the_curve_and_closing_then_pays(today: Scenario) -> None:
    curve = by_strength(today, 30, strengths=(0.0, 1.0))
    assert curve.strengths[0] == 0.0
    assert curve.at(Doing.CLOSE)[0].value > curve.at(Doing.CLOSE)[1].value


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        # Positive at both known ends: what dips below zero between them by luck is no break-even.
        ((5.0, -0.01, 0.01, 5.0), None),
        ((5.0, 0.01, -0.01, -5.0), 1.5),
        ((5.0, 1.0, -1.0, -5.0), 1.5),
        ((0.01, 0.01, -0.01, -5.0), None),
    ],
)
def test_a_break_even_lies_between_sides_that_are_known(
    means: tuple[float, ...], expected: float | None
) -> None:
    luck = np.tile([-1.0, 1.0], 50)
    rows = np.array([mean + luck for mean in means])[:, None, :]
    found = StrengthCurve((0.0, 1.0, 2.0, 3.0), (Doing.CLOSE,), rows).break_even(Doing.CLOSE)
    assert (found is None) == (expected is None)
    assert found is None or found.value == pytest.approx(expected)


def test_the_rival_of_extending_waits_for_no_notice(today: Scenario) -> None:
    """Nobody leaves, so its people come when those come by whom the PMO would grow."""
    found = {one.doing: one for one in alternatives_of(today)}

    def comes(doing: Doing) -> date:
        one = found[doing]
        return next(p for p in one.scenario.portfolio.pools if p.id == one.pool).hires[-1].from_

    standards = found[Doing.EXTEND].scenario.pmo.standards
    assert standards is not None
    assert comes(Doing.PEOPLE_INSTEAD) == standards.steps[-1].from_
    assert comes(Doing.CLOSE_FOR_PEOPLE) > comes(Doing.PEOPLE_INSTEAD)


def test_without_stated_practices_there_is_nothing_to_try(today: Scenario) -> None:
    stated = today.model_copy(update={"pmo": today.pmo.with_stated_levels()})
    with pytest.raises(InputError, match="what the PMO does is not stated"):
        alternatives_of(stated)


def test_one_world_is_refused(today: Scenario) -> None:
    with pytest.raises(InputError, match="two at least"):
        hearing_of(today, 1, 5)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 1, 1), "within the run, from 2027-01-04 to 2029-12-31"),
        (date(2035, 1, 1), "within the run, from 2027-01-04 to 2029-12-31"),
        (date(2029, 12, 3), "nothing of the decision would be seen"),
    ],
)
def test_a_decision_that_the_run_does_not_see_is_refused(today: Scenario, on: date, expected: str) -> None:
    """It would be paid for before the start, or show as nine alternatives that change nothing."""
    with pytest.raises(InputError, match=expected):
        alternatives_of(today, on)


def test_a_budget_of_the_last_year_there_is_takes_the_money_saved(today: Scenario) -> None:
    portfolio = today.portfolio.model_copy(update={"budgets": {2027: 1e6, 9999: 1e6}})
    found = alternatives_of(today.model_copy(update={"portfolio": portfolio}))
    funded = next(one for one in found if one.doing is Doing.CLOSE_FOR_PROJECTS)
    assert funded.scenario.portfolio.budgets[9999] == 1e6 + 1_140_000
