"""Advice to the board: worth nothing where nobody listens or looks, and sharper by √k where they do."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import Story, package, policy, pool, project, scenario, twice
from tests.engines.portfolios import mixed
from tests.engines.test_governance import governance, governed, keeps_its_holds, under
from workbench.analysis import mean_interval
from workbench.engines.compiled.engine import live
from workbench.engines.draws import draw
from workbench.engines.invariants import check
from workbench.engines.path import Decision
from workbench.engines.plan import Plan, plan_of
from workbench.engines.records import arrays_of
from workbench.engines.rules.advice import advised_normal
from workbench.engines.rules.gate import TRACKED, error_of
from workbench.engines.twin import disagreements
from workbench.engines.valuation import value
from workbench.errors import InputError
from workbench.model.maturity import value_at
from workbench.scenario import Scenario

ADVISES = {"role": "advises"}


def advised(what: Scenario, **advice: Any) -> Scenario:
    """The scenario with another part of the PMO in decisions."""
    pmo = what.pmo.model_dump(mode="json", by_alias=True) | {"advice": advice}
    return what.model_copy(update={"pmo": type(what.pmo).model_validate(pmo)})


@st.composite
def advice(draw_one: Any) -> dict[str, Any]:
    """Any part of the PMO in decisions."""
    return {
        "role": draw_one(st.sampled_from(["none", "informs", "advises", "advises", "decides"])),
        "assessors": draw_one(st.integers(1, 5)),
        "followed": draw_one(st.sampled_from([0.0, 0.4, 1.0])),
    }


def uncertain(count: int = 12, rule: str = "expected_value", **more: Any) -> Scenario:
    """Projects of very uncertain benefit, half of them bad on average, two gates and a dear last stage."""
    made = [
        project(
            f"P{number:02d}",
            package("x", 5, stage="x"),
            package("y", 5, stage="y"),
            package("z", 40, stage="z"),
            stages=("x", "y", "z"),
            gates=("x", "y"),
            benefit={"per_year": 500.0 if number % 2 else 300.0, "plateau_years": 1},
            value_cv=0.7,
        )
        for number in range(count)
    ]
    rules = governed(gates={"rule": rule})
    people = [pool(capacity=count, cost_per_fte_day=10)]
    return scenario(made, people, policy=rules, **{"maturity": 1} | more)


def npv(what: Scenario, futures: int) -> np.ndarray:
    plan = plan_of(what)
    draws = draw(plan, range(futures))
    return np.asarray(value(plan, draws, live(plan, draws)).npv.sum(axis=1))


@settings(max_examples=25, deadline=None)
@given(governance(), st.integers(0, 99), st.integers(1, 6), st.sampled_from([0.0, 0.3, 1.0]))
def test_advice_is_worth_exactly_nothing_if_nobody_listens_or_nobody_else_looks(
    rules: dict[str, Any], seed: int, assessors: int, followed: float
) -> None:
    what = under(mixed(7, seed=seed), rules)
    informed = plan_of(what)
    paths = live(informed, draw(informed, range(3)))
    unheard = advised(what, role="advises", assessors=assessors, followed=0.0)
    alone = advised(what, role="advises", assessors=1, followed=followed)
    for other in (unheard, alone):
        plan = plan_of(other)
        same = live(plan, draw(plan, range(3)))
        for row in range(3):
            assert disagreements(paths.path(row), same.path(row)) == []


@settings(max_examples=25, deadline=None)
@given(governance(), advice(), st.integers(0, 99))
def test_any_advice_of_a_portfolio_with_a_bit_of_everything(
    rules: dict[str, Any], part: dict[str, Any], seed: int
) -> None:
    plan = plan_of(advised(under(mixed(7, seed=seed), rules), **part))
    draws = draw(plan, range(2))
    for row, path in enumerate(twice(plan, draws)):
        check(plan, path)
        keeps_its_holds(Story(plan, draws, row, path))


@pytest.mark.parametrize("assessors", [1, 2, 5])
def test_errors_of_advised_looks_are_smaller_by_the_root_of_assessors_in_every_part(
    assessors: int,
) -> None:
    """Covariance (c + (1 − c)·I) ÷ k of four looks: what lasts averages out as the rest does."""
    plan = plan_of(advised(uncertain(1), role="advises", assessors=assessors))
    board = arrays_of(plan).board
    luck = np.random.Generator(np.random.Philox(key=9)).standard_normal((20_000, 4, 2))
    errors = np.empty(luck.shape[:2])
    for row, looks in enumerate(luck.tolist()):
        room = [0.0] * TRACKED
        errors[row] = [error_of(room, 0, 0.4, advised_normal(board, own, other)) for own, other in looks]
    expected = (np.full((4, 4), 0.4) + 0.6 * np.eye(4)) / assessors
    assert np.abs(np.cov(errors.T) - expected).max() < 4 * math.sqrt(2 / 20_000) / assessors


@pytest.mark.parametrize("assessors", [1, 4])
def test_a_board_that_follows_sees_with_the_noise_divided_by_the_root_of_assessors(
    assessors: int,
) -> None:
    """From beliefs at first gates back to what was seen: its error against the truth, 6000 looks."""
    what = advised(uncertain(12), role="advises", assessors=assessors)
    plan = plan_of(what)
    draws = draw(plan, range(500))
    paths = live(plan, draws)
    gates = paths.gates
    first = (gates.stage == 0) & (gates.decision != Decision.REOPEN)
    project, row = gates.project[first], paths.gate_row[first]
    worth = plan.projects.benefit[project] * 365.25
    believed = (gates.belief[first] + 450.0) / worth
    noise, tau = float(plan.levels.gate_noise[0, 0]), float(plan.projects.value_sigma[0])
    weight = tau * tau / (tau * tau + noise * noise / assessors)
    error = np.log(believed) / weight - draws.value_log[row, project]
    assert len(error) == 6000
    spread = noise / math.sqrt(assessors)
    assert abs(error.std() / spread - 1) < 4 / math.sqrt(2 * 6000)
    assert abs(error.mean()) < 4 * spread / math.sqrt(6000)


@pytest.mark.parametrize("rule", ["expected_value", "option"])
def test_advice_that_is_followed_stops_what_is_bad_and_more_assessors_do_no_worse(rule: str) -> None:
    """On the same futures: worth more than 0 with three of them, and not falling from 1 to 9."""
    what, futures = uncertain(rule=rule), 1500
    alone, *rest = (npv(advised(what, role="advises", assessors=k), futures) for k in (1, 2, 3, 5, 9))
    gain = mean_interval(rest[1] - alone)
    assert gain.low > 0
    for fewer, more in zip([alone, *rest], rest, strict=False):
        assert mean_interval(more - fewer).high > 0
    means = [one.mean() for one in (alone, *rest)]
    assert means == sorted(means)


def test_half_an_ear_is_worth_less_than_both() -> None:
    what, futures = uncertain(), 1500
    none, half, all_ = (npv(advised(what, **ADVISES, followed=f), futures) for f in (0.0, 0.5, 1.0))
    assert mean_interval(half - none).low > 0
    assert mean_interval(all_ - half).low > 0


def same_everywhere(one: Plan, other: Plan) -> bool:
    paths = [live(plan, draw(plan, range(40))) for plan in (one, other)]
    return all(disagreements(paths[0].path(row), paths[1].path(row)) == [] for row in range(40))


def test_a_pmo_that_decides_is_one_that_is_always_followed_with_fresh_and_honest_reports() -> None:
    stated = {"age_days": 20, "optimism": 0.3}
    rules, fresh = governed(reports=stated), governed()
    decides = plan_of(advised(uncertain().model_copy(update={"policy": rules}), role="decides", followed=0.0))
    advises = plan_of(advised(uncertain().model_copy(update={"policy": fresh}), role="advises"))
    informs = plan_of(uncertain().model_copy(update={"policy": rules}))
    assert same_everywhere(decides, advises)
    assert not same_everywhere(decides, informs)


def test_unprepared_boards_see_as_at_level_1_of_the_table_and_what_is_worse_stays() -> None:
    what = mixed(3, maturity=3, policy=governed(reports={"optimism": 0.5}))
    plan = plan_of(advised(what, role="none"))
    assert (plan.levels.gate_noise == value_at("gate_signal_log_sd", 1)).all()
    assert (plan.levels.report_age == value_at("report_age_days", 1)).all()
    assert (plan.levels.optimism == 0.5).all()
    honest = plan_of(advised(mixed(3, maturity=3, policy=governed()), role="none"))
    rosy = value_at("status_optimism_probability", 1) * value_at("report_optimism_size", 1)
    assert honest.levels.optimism == pytest.approx(rosy)


def test_where_effects_have_no_strength_nobody_needs_what_is_prepared() -> None:
    null = {"pmo": {"effect_strength": 0.0}}
    what = mixed(6, maturity=3, **null)
    assert same_everywhere(plan_of(what), plan_of(advised(what, role="none")))


def test_unprepared_boards_need_a_table_to_stand_in() -> None:
    with pytest.raises(InputError, match="pmo › advice › role"):
        scenario([project("A", 3)], pmo={"advice": {"role": "none"}})


def test_advice_that_is_not_used_leaves_a_scenario_its_hash_and_draws_nothing() -> None:
    plain = mixed(4)
    assert "advice" not in plain.pmo.model_dump(mode="json")
    assert advised(plain, role="informs").hash == plain.hash
    assert advised(plain, **ADVISES).hash != plain.hash
    luck = draw(plan_of(plain), range(2))
    assert luck.others.size == luck.heed.size == 0
    always = mixed(4, policy=policy(gates="go"), pmo={"advice": ADVISES})
    assert draw(plan_of(always), range(2)).others.size == 0


def test_luck_is_the_same_whoever_advises_and_the_truth_of_benefits_moves_no_decision() -> None:
    what = under(mixed(6), {"reviews": {"cadence": "quarterly"}})
    plan, plain = plan_of(advised(what, **ADVISES)), plan_of(what)
    luck, without = draw(plan, range(3)), draw(plain, range(3))
    assert (luck.signal == without.signal).all() and (luck.review == without.review).all()
    assert luck.others.shape == luck.heed.shape == (3, luck.signal.shape[1] + luck.review.shape[1])
    richer = replace(luck, value_log=luck.value_log + 1.0)
    one, two = live(plan, luck), live(plan, richer)
    for row in range(3):
        assert disagreements(one.path(row), two.path(row)) == []
