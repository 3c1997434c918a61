"""Strategy, programmes and estimates inside a run: hand-computed, on both engines."""

import math
from typing import Any

import numpy as np
import pytest

from tests.engines.build import chain, day, package, policy, pool, project, scenario, story
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.engines.plan.estimates import POOLED, believed_benefits
from workbench.errors import InputError
from workbench.model import Objective
from workbench.policies import Estimates
from workbench.scenario import Scenario

OBJECTIVES = (Objective(id="growth", weight=1), Objective(id="care", weight=1))
SHIFT = {"from": day(15), "weights": {"growth": 0, "care": 10}}


def two_minds(cadence: str = "continuous", **more: Any) -> Scenario:
    """Four projects of 10 days for one person; G scores on growth, C on care."""
    made = [
        project("G1", 10.0, scores={"growth": 90, "care": 10}),
        project("G2", 10.0, scores={"growth": 80, "care": 20}),
        project("C1", 10.0, scores={"growth": 0, "care": 60}),
        project("C2", 10.0, scores={"growth": 0, "care": 70}),
    ]
    rules = policy(release={"index": "strategic", "wip_limit": 1, "cadence": cadence}, dispatch="strategic")
    return scenario(made, objectives=OBJECTIVES, policy=rules, **more)


def test_without_a_change_the_order_is_that_of_the_weights() -> None:
    one = story(two_minds())
    assert [one.start(p) for p in ("G1", "G2", "C2", "C1")] == [0, 10, 20, 30]


def test_boards_rank_by_the_weights_in_force() -> None:
    """G2 began on day 10 under the old weights and goes on; on day 20 care counts alone."""
    shifted = two_minds(strategy=(SHIFT,))
    one = story(shifted)
    assert [one.start(p) for p in ("G1", "G2", "C2", "C1")] == [0, 10, 20, 30]
    early = story(two_minds(strategy=({**SHIFT, "from": day(5)},)))
    assert [early.start(p) for p in ("G1", "C2", "C1", "G2")] == [0, 10, 20, 30]


def test_weights_that_are_not_named_stay() -> None:
    plan = plan_of(two_minds(strategy=({"from": day(5), "weights": {"care": 3}},)))
    assert plan.strategy.day.tolist() == [0, 5]
    score = plan.strategy.score[plan.projects.ids.index("G1")]
    assert score.tolist() == [50, 30]  # (90 + 10)/2, (90 + 3·10)/4


def test_a_change_to_the_same_weights_changes_nothing() -> None:
    same = {"from": day(15), "weights": {"growth": 1, "care": 1}}
    assert (
        story(two_minds(strategy=(same,))).path.finish.tobytes() == story(two_minds()).path.finish.tobytes()
    )


def test_dispatch_follows_the_strategy_in_the_middle_of_a_project() -> None:
    """Both projects are released; who gets the only person next turns with the weights."""
    made = [
        project("A", *chain(package("a", 10), package("b", 10)), scores={"growth": 90}),
        project("B", *chain(package("a", 10), package("b", 10)), scores={"care": 80}),
    ]
    rules = policy(release={"index": "fifo"}, dispatch="strategic")
    kept = story(scenario(made, objectives=OBJECTIVES, policy=rules))
    assert [kept.begins(p) for p in ("A/a", "A/b", "B/a", "B/b")] == [0, 10, 20, 30]
    turned = story(scenario(made, objectives=OBJECTIVES, policy=rules, strategy=({**SHIFT, "from": day(3)},)))
    assert [turned.begins(p) for p in ("A/a", "B/a", "B/b", "A/b")] == [0, 10, 20, 30]


def test_a_change_before_the_start_or_of_an_unknown_objective_is_refused() -> None:
    with pytest.raises(InputError, match="must be after the portfolio's start"):
        two_minds(strategy=({"from": day(0), "weights": {}},))
    with pytest.raises(InputError, match="did you mean care"):
        two_minds(strategy=({"from": day(9), "weights": {"cares": 1}},))


# programmes ------------------------------------------------------------------------------------------


def together(needs: int | None = None, **more: Any) -> Scenario:
    """Three projects of 10, 20 and 30 days, one person each, that bring 365 a year for two years together."""
    north = {"name": "north", "benefit": {"per_year": 365.0, "plateau_years": 2}, "needs": needs}
    made = [project(f"P{k}", 10.0 * k, programme="north") for k in (1, 2, 3)]
    return scenario(made, [pool(capacity=3)], programmes=(north,), **more)


@pytest.mark.parametrize(("needs", "complete"), [(None, 30), (3, 30), (2, 20), (1, 10)])
def test_a_programme_is_worth_its_benefit_once_from_the_last_project_needed(
    needs: int | None, complete: float
) -> None:
    one = story(together(needs, discount_rate=0.1))
    rate = one.plan.money.rho
    peak = 365.0 / one.plan.days_per_year
    span = 2 * one.plan.days_per_year
    worth = peak * (math.exp(-rate * complete) - math.exp(-rate * (complete + span))) / rate
    assert one.worth.programmes.tolist() == pytest.approx([worth], rel=1e-9)
    assert one.worth.benefit.sum() == 0


def test_without_one_of_the_projects_needed_a_programme_brings_nothing() -> None:
    assert story(together(policy=policy(exclude=("P2",)))).worth.programmes.tolist() == [0]
    assert story(together(2, policy=policy(exclude=("P2",)))).worth.programmes[0] > 0


def test_ranking_counts_a_projects_share_of_its_programme_by_planned_work() -> None:
    plan = plan_of(together())
    assert plan.programmes.share.tolist() == pytest.approx([1 / 6, 2 / 6, 3 / 6])


def test_a_programmes_cost_of_delay_is_seen_when_projects_are_ranked() -> None:
    """Alone worthless, together worth a lot: with its programme a project overtakes one of some worth."""
    alone = project("A", 10.0, benefit={"per_year": 100, "plateau_years": 2})
    part = project("B", 10.0, programme="north")
    rules = policy(release={"index": "cd3", "wip_limit": 1})
    north = {"name": "north", "benefit": {"per_year": 1000, "plateau_years": 2}}
    before = story(scenario([alone, part], policy=rules, discount_rate=0.1, programmes=("north",)))
    assert before.start("A") == 0
    after = story(scenario([alone, part], policy=rules, discount_rate=0.1, programmes=(north,)))
    assert after.start("B") == 0


# estimates -------------------------------------------------------------------------------------------

STATED = {"a": 60.0, "b": 80.0, "c": 100.0, "d": 120.0, "e": 140.0}


def guessed(estimates: Estimates = Estimates.SHRUNK, **noise: float) -> Scenario:
    """Five projects of one class; noise is the `estimate_cv` of single ones, 10 % for the rest of them."""
    made = [
        project(
            name,
            10.0,
            reference_class="web",
            benefit={"per_year": stated, "plateau_years": 2},
            estimate_cv=noise.get(name),
        )
        for name, stated in STATED.items()
    ]
    rules = policy(release={"index": "npv", "wip_limit": 1}).model_copy(update={"estimates": estimates})
    return scenario(made, policy=rules, discount_rate=0.1, estimate_cv={"web": 0.1} if noise else {})


def test_estimates_shrink_towards_the_mean_of_their_class() -> None:
    """By hand: mean 100, variance 1000, each stated figure known up to 10 % of the mean, so s0² = 900."""
    found = believed_benefits(guessed(a=0.1).portfolio)
    for name, stated in STATED.items():
        assert found[name].kept == pytest.approx(0.9)
        assert found[name].expected == pytest.approx(100 + 0.9 * (stated - 100))
        assert found[name].cv * found[name].expected == pytest.approx(math.sqrt(0.1 * 900))
        assert (found[name].kind, found[name].n) == ("web", 5)


def test_the_best_of_many_noisy_estimates_disappoint_unless_shrunk() -> None:
    """Optimizer's curse in a portfolio: 50 projects of one class, the ten of highest benefit chosen.

    True benefits have mean 100 and cv .58, estimates err by half or by one and a half of 60 %.
    """
    raw, expected, worth_raw, worth_expected = [], [], [], []
    for number in range(40):
        luck = np.random.Generator(np.random.Philox(key=90_000 + number))
        cv = np.where(np.arange(50) % 2 == 0, 0.3, 0.9)
        log_sd = np.sqrt(np.log1p(cv**2))
        truth = 100 * np.exp(0.55 * luck.normal(size=50) - 0.15)
        stated = truth * np.exp(log_sd * luck.normal(size=50) - log_sd**2 / 2)
        made = [
            project(
                f"P{k:02d}",
                10.0,
                reference_class="web",
                benefit={"per_year": float(stated[k]), "plateau_years": 2},
                estimate_cv=float(cv[k]),
            )
            for k in range(50)
        ]
        found = believed_benefits(scenario(made).portfolio)
        believed = np.array([found[f"P{k:02d}"].expected for k in range(50)])
        by_raw, by_expected = np.argsort(-stated)[:10], np.argsort(-believed)[:10]
        raw.append((truth - stated)[by_raw].mean())
        expected.append((truth - believed)[by_expected].mean())
        worth_raw.append(truth[by_raw].mean())
        worth_expected.append(truth[by_expected].mean())
    assert np.mean(raw) < -50
    assert abs(np.mean(expected)) < 0.25 * abs(np.mean(raw))
    assert np.mean(worth_expected) > 0.95 * np.mean(worth_raw)


def test_the_noisiest_estimate_no_longer_goes_first_unless_raw_ones_are_asked_for() -> None:
    noise = {"a": 0.02, "b": 0.02, "c": 0.02, "d": 0.02, "e": 0.4}
    assert story(guessed(**noise)).start("d") == 0
    assert story(guessed(Estimates.RAW, **noise)).start("e") == 0


def test_raw_estimates_change_decisions_and_never_the_truth() -> None:
    noise = dict.fromkeys(STATED, 0.3)
    shrunk, raw = plan_of(guessed(**noise)), plan_of(guessed(Estimates.RAW, **noise))
    assert raw.projects.benefit.tobytes() == shrunk.projects.benefit.tobytes()
    assert raw.projects.believed_benefit.tobytes() != shrunk.projects.believed_benefit.tobytes()
    assert shrunk.projects.believed_benefit.tobytes() == shrunk.projects.benefit.tobytes()


def test_the_truth_is_drawn_around_what_is_expected() -> None:
    plan = plan_of(guessed(**dict.fromkeys(STATED, 0.3)))
    draws = draw(plan, range(4000))
    factor = np.exp(draws.value_log)
    assert factor.mean(axis=0) == pytest.approx(1, abs=4 * factor.std() / math.sqrt(4000))
    found = believed_benefits(guessed(**dict.fromkeys(STATED, 0.3)).portfolio)
    assert factor.std(axis=0) == pytest.approx([found[name].cv for name in plan.projects.ids], rel=0.1)


def test_without_a_declared_error_estimates_are_taken_as_stated() -> None:
    found = believed_benefits(guessed().portfolio)
    assert all(one.kept == 1 and one.expected == one.stated and one.kind == "" for one in found.values())


def test_a_small_class_takes_the_prior_of_all() -> None:
    small = project(
        "z", 10.0, reference_class="rare", estimate_cv=0.2, benefit={"per_year": 90, "plateau_years": 2}
    )
    base = guessed(**dict.fromkeys(STATED, 0.1)).portfolio
    found = believed_benefits(base.model_copy(update={"projects": (*base.projects, small)}))
    assert (found["z"].kind, found["z"].n) == (POOLED, 6)
    assert found["a"].kind == "web"
