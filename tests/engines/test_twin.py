"""Two engines, the same futures: every rule, level and mechanism, bit for bit.

All tests that go through `tests.engines.build.lived` compare both engines; these look where they do not. Ten
thousand generated portfolios take `make twins`.
"""

import os
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import day, policy, twice, with_process
from tests.engines.portfolios import mixed
from tests.engines.test_any_portfolio import DISPATCH, portfolios
from workbench.bundled import bundled
from workbench.engines.compiled.engine import live
from workbench.engines.compiled.present import present_values as compiled_values
from workbench.engines.draws import draw
from workbench.engines.path import End
from workbench.engines.plan import plan_of
from workbench.engines.present import present_values
from workbench.engines.process import run
from workbench.engines.twin import disagreements
from workbench.interfaces.files import load_scenario
from workbench.model import BudgetShock, CapacityShock
from workbench.policies import PROJECT_RULES, Cadence, Estimates, IndexName, Sgs
from workbench.scenario import Scenario

GENERATED = int(os.environ.get("WORKBENCH_TWINS", "150"))
"""Generated portfolios for each test that makes them."""

DISPATCH_AND_WSJF = [*DISPATCH, (IndexName.WSJF_SAFE, Sgs.PARALLEL)]


@pytest.mark.parametrize("maturity", [1, 2.5, 5])
@pytest.mark.parametrize(("index", "sgs"), DISPATCH_AND_WSJF)
def test_every_rule_at_every_maturity(index: IndexName, sgs: Sgs, maturity: float) -> None:
    release = index if index in PROJECT_RULES else "cd3"
    rules = policy(
        release={"index": release, "wip_limit": 8, "cadence": "monthly"},
        dispatch=index,
        sgs=sgs,
        gates="expected_value",
    )
    plan = plan_of(mixed(8, policy=rules, maturity=maturity))
    assert twice(plan, draw(plan, range(3)))


def bundled_scenarios() -> list[str]:
    folder = bundled("scenarios")
    return sorted(path.stem for path in folder.glob("*.yaml"))


@pytest.mark.parametrize("name", bundled_scenarios())
def test_every_bundled_scenario(name: str) -> None:
    plan = plan_of(load_scenario(bundled("scenarios") / f"{name}.yaml"))
    assert twice(plan, draw(plan, range(4)))


@pytest.mark.parametrize("index", PROJECT_RULES)
def test_every_rule_of_release_on_the_example(index: IndexName) -> None:
    """Rules of release and dispatch apart, gates that weigh value, boards at any time."""
    example = load_scenario(bundled("scenarios") / "baseline.yaml")
    rules = policy(
        release={"index": index, "wip_limit": 14, "cadence": "continuous"},
        dispatch="atc",
        gates="expected_value",
    )
    plan = plan_of(example.model_copy(update={"policy": rules}))
    assert twice(plan, draw(plan, range(2)))


@settings(max_examples=GENERATED, deadline=None)
@given(portfolios())
def test_whole_days_and_ties_everywhere(what: Scenario) -> None:
    plan = plan_of(what)
    assert twice(plan, draw(plan, range(1)))


@settings(max_examples=GENERATED, deadline=None)
@given(
    portfolios(),
    st.fixed_dictionaries(
        {
            "rework": st.sampled_from([0.0, 0.3, 0.95]),
            "late": st.sampled_from([0.0, 0.5, 1.0]),
            "switching": st.sampled_from([0.0, 0.3]),
            "overhead": st.sampled_from([0.0, 0.5]),
        }
    ),
)
def test_rework_and_late_defects(what: Scenario, effects: dict[str, float]) -> None:
    plan = with_process(plan_of(what), **effects)
    assert twice(plan, draw(plan, range(2)))


@st.composite
def troubled(draw_one: Any) -> Scenario:
    """The portfolio with a bit of everything, under budgets, shocks and levels drawn at random."""
    dispatch, sgs = draw_one(st.sampled_from(DISPATCH_AND_WSJF))
    rules = policy(
        release={
            "index": draw_one(st.sampled_from(PROJECT_RULES)),
            "wip_limit": draw_one(st.sampled_from([None, 2, 5, 9])),
            "cadence": draw_one(st.sampled_from(list(Cadence))),
        },
        dispatch=dispatch,
        sgs=sgs,
        gates=draw_one(st.sampled_from(["go", "expected_value"])),
    ).model_copy(update={"estimates": draw_one(st.sampled_from(list(Estimates)))})
    first = draw_one(st.integers(0, 500))
    shocks = (
        CapacityShock(
            id="leave",
            pool=draw_one(st.sampled_from(["dev", "analyst", "tester"])),
            fte=draw_one(st.sampled_from([-1.5, -0.75, 2.0])),
            from_=day(first),
            until=day(first + draw_one(st.integers(1, 300))),
        ),
        BudgetShock(id="cut", share=draw_one(st.sampled_from([-0.9, -0.2, 0.3])), from_=day(first)),
    )
    money = draw_one(st.sampled_from([0, 50_000, 400_000, 2_000_000]))
    return mixed(
        draw_one(st.integers(1, 10)),
        policy=rules,
        shocks=shocks,
        maturity=draw_one(st.sampled_from([None, 1, 3, 4.5])),
        budgets={2027: money, 2028: money} if money else {},
        reserves={2027: draw_one(st.sampled_from([0, 20_000, 900_000]))} if money else {},
        unspent=draw_one(st.sampled_from(["lapses", "carried_over"])),
        horizon=draw_one(st.sampled_from([90, 400, 731])),
        seed=draw_one(st.integers(0, 999)),
        **draw_one(worth()),
    )


@st.composite
def worth(draw_one: Any) -> dict[str, Any]:
    """A programme with a benefit of its own, noisy estimates, changes of strategy; or none of them."""
    first, gap = draw_one(st.integers(1, 300)), draw_one(st.integers(1, 200))
    weights = st.sampled_from([0.0, 10.0, 90.0])
    shifts = [
        {"from": day(when), "weights": {"growth": draw_one(weights), "care": draw_one(weights)}}
        for when in (first, first + gap)
    ]
    north = {
        "name": "north",
        "benefit": {
            "per_year": draw_one(st.sampled_from([0, 300_000])),
            "run_cost_per_year": 9000,
            "plateau_years": 4,
            "ramp_months": 3,
        },
    }
    return {
        "programmes": [north] if draw_one(st.booleans()) else ["north"],
        "estimate_cv": draw_one(st.sampled_from([{}, {"change": 0.5}])),
        "strategy": shifts[: draw_one(st.integers(0, 2))],
    }


@settings(max_examples=max(30, GENERATED // 4), deadline=None)
@given(troubled())
def test_budgets_shocks_levels_and_risks(what: Scenario) -> None:
    plan = plan_of(what)
    assert twice(plan, draw(plan, range(2)))


def test_a_path_does_not_depend_on_the_futures_lived_before_it() -> None:
    """The compiled engine uses its arrays again: nothing of one future may be left for the next."""
    plan = plan_of(mixed(8))
    together = live(plan, draw(plan, range(40)))
    for row in (0, 7, 39):
        alone = live(plan, draw(plan, range(row, row + 1)))
        assert disagreements(alone.path(0), together.path(row)) == []


def test_logs_grow_where_attempts_are_many() -> None:
    """Rework nearly always: eight attempts of everything need more room than a log begins with."""
    plan = with_process(plan_of(mixed(10)), rework=0.99, late=0.5)
    draws = draw(plan, range(12))
    paths = live(plan, draws)
    assert len(paths.attempts.package) > 12 * 2 * len(plan.packages.ids)
    assert disagreements(run(plan, draws, 11), paths.path(11)) == []


def test_present_values_are_those_of_the_rules_called_one_by_one() -> None:
    plan = plan_of(mixed(12, horizon=200))
    paths = live(plan, draw(plan, range(20)))
    completion = np.where(paths.end == End.COMPLETED, paths.finish, np.nan)
    one, other = present_values(plan, completion), compiled_values(plan, completion)
    for name in ("benefit", "run_cost", "lateness"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes()
    assert np.isnan(completion).any() and (one.benefit > 0).any() and (one.lateness > 0).any()


def test_a_changed_bit_is_told() -> None:
    plan = plan_of(mixed(4))
    path = live(plan, draw(plan, range(1))).path(0)
    finish = path.finish.copy()
    finish[0] = np.nextafter(finish[0], np.inf)
    told = disagreements(path, replace(path, finish=finish))
    assert len(told) == 1 and told[0].startswith("finish differs in 1 of")
