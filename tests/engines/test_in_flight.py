"""Work under way at the start: conditional on the time already spent, and counted like any other."""

import math

import numpy as np
import pytest
from scipy.special import ndtr

from tests.engines.build import chain, day, lived, package, policy, pool, project, scenario, story
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.model import Exponential, Fixed, Lognormal, Pert, Uniform
from workbench.policies import LevelStep, Pmo

FUTURES = 8000


def remaining(law, spent: float, **more) -> np.ndarray:
    made = project("A", package("w", law, spent_days=spent), in_flight=True)
    return draw(plan_of(scenario([made], **more)), range(FUTURES)).remaining[:, 0]


@pytest.mark.parametrize(
    ("law", "spent", "left"),
    [(10, 4, 6.0), (Fixed(value=10), 4, 6.0), (2.3, 0.0, 2.3), (Fixed(value=2.3), 0.0, 2.3), (10, 25, 0.0)],
)
def test_certain_work_ends_after_what_is_left_of_it(law, spent: float, left: float) -> None:
    """To the bit; work that took longer than stated ends at once."""
    assert (remaining(law, spent) == left).all()
    made = project("A", package("w", law, spent_days=spent), in_flight=True)
    assert story(scenario([made])).finish("A") == left


@pytest.mark.parametrize("spent", [0.0, 3.0, 30.0, 90.0])
def test_exponential_work_has_no_memory(spent: float) -> None:
    """What is left has the law itself, however much is spent (oracle 37)."""
    left = np.sort(remaining(Exponential(mean=10), spent))
    assert abs(left.mean() - 10) <= 4 * 10 / math.sqrt(FUTURES)
    distance = np.abs(1 - np.exp(-left / 10) - (np.arange(FUTURES) + 0.5) / FUTURES).max()
    assert distance < 1.95 / math.sqrt(FUTURES)


@pytest.mark.parametrize("spent", [1.0, 10.0, 20.0, 60.0, 200.0])
@pytest.mark.parametrize("cv", [0.3, 0.5, 1.2])
def test_what_is_left_of_lognormal_work_grows_once_it_is_late(cv: float, spent: float) -> None:
    """E[X | X > s] = e^(μ + σ²/2)·Φ((μ + σ² − ln s) ÷ σ) ÷ Φ((μ − ln s) ÷ σ), far into the tail."""
    sigma = math.sqrt(math.log1p(cv * cv))
    mu = math.log(10) - sigma * sigma / 2
    upper, lower = (mu + sigma * sigma - math.log(spent)) / sigma, (mu - math.log(spent)) / sigma
    theory = 10 * ndtr(upper) / ndtr(lower) - spent
    left = remaining(Lognormal(mean=10, cv=cv), spent)
    assert (left > 0).all()
    assert abs(left.mean() - theory) <= 4 * left.std() / math.sqrt(FUTURES)


def test_bounded_work_stays_within_its_bounds() -> None:
    """Uniform and PERT given that they exceed what is spent; beyond the bound they end at once."""
    left = remaining(Uniform(low=5, high=15), 11)
    assert left.min() >= 0 and left.max() <= 4
    assert abs(left.mean() - 2) <= 4 * left.std() / math.sqrt(FUTURES)
    assert (remaining(Uniform(low=5, high=15), 16) == 0).all()
    early = remaining(Pert(low=2, mode=4, high=12), 0.0)
    assert abs(early.mean() - 5) <= 4 * early.std() / math.sqrt(FUTURES)


def test_an_estimate_under_way_knows_its_spread_and_its_overhead() -> None:
    """With maturity the whole attempt has the plan's scale, own noise, systemic factor and overhead."""
    made = project("A", package("w", 40, spent_days=0.0), package("x", 40), in_flight=True)
    plan = plan_of(scenario([made], [pool(capacity=9)], maturity=2))
    left = draw(plan, range(FUTURES)).remaining[:, 0]
    theory = plan.packages.scale[0] * (1 + plan.levels.overhead[0, 0])
    assert abs(left.mean() - theory) <= 4 * left.std() / math.sqrt(FUTURES)
    spread = math.hypot(plan.packages.noise_sigma[0], plan.levels.sigma[0, 0])
    assert np.log(left).std() == pytest.approx(spread, rel=0.05)


def test_work_under_way_counts_to_the_limit_from_day_0_without_a_test() -> None:
    """Two in flight under a limit of 1: nobody else comes in until both are done."""
    made = [
        project("F1", package("w", 10, spent_days=4), in_flight=True),
        project("F2", package("w", 20, spent_days=5), in_flight=True),
        project("A", 5),
    ]
    one = story(scenario(made, [pool(capacity=3)], policy=policy(release={"wip_limit": 1})))
    assert [one.finish(name) for name in ("F1", "F2", "A")] == [6, 15, 20]
    assert one.release("F1") == 0 and one.state_days("F1")[0] == 6


def test_work_under_way_may_hold_more_people_than_there_are() -> None:
    """It goes on; nothing new starts until there is room."""
    made = [
        project("F1", package("w", 10, {"dev": 1}, spent_days=4), in_flight=True),
        project("F2", package("w", 20, {"dev": 1}, spent_days=5), in_flight=True),
        project("A", 5),
    ]
    one = story(scenario(made, [pool(capacity=1)]))
    assert [one.start(name) for name in ("F1", "F2", "A")] == [0, 0, 15]


def test_packages_behind_the_one_under_way_queue_like_others() -> None:
    """The rest of the chain follows; a gate behind which work has begun is not held again."""
    made = project(
        "F",
        package("a", 9, stage="one", done=True),
        package("b", 10, stage="two", spent_days=4),
        package("c", 3, stage="three", after=("b",)),
        stages=("one", "two", "three"),
        gates=("one", "two"),
        in_flight=True,
    )
    one = story(scenario([made]))
    assert one.sittings == [(6.0, "F", 1)]
    assert (one.begins("F/c"), one.finish("F")) == (6, 9)


def test_a_gate_of_a_project_in_flight_sits_on_day_0_if_nothing_behind_it_has_begun() -> None:
    """Everything before it is done, so it decides at once."""
    made = project(
        "F",
        package("a", 9, stage="one", done=True),
        package("b", 10, stage="two"),
        stages=("one", "two"),
        gates=("one",),
        in_flight=True,
    )
    one = story(scenario([made]))
    assert one.sittings == [(0.0, "F", 1)] and one.begins("F/b") == 0


def test_the_attempt_under_way_began_at_the_present_level() -> None:
    """A new level on day 0 changes nothing inside it: its rework has the old probability."""
    made = project("F", package("w", 10, spent_days=4), package("x", 1), in_flight=True)
    what = scenario(
        [made],
        [pool(capacity=9)],
        maturity=1,
        pmo=Pmo(levels=(LevelStep(from_=day(0), maturity=5),)),
    )
    plan = plan_of(what)
    again = [len(one.of("F/w")) > 1 for one in lived(plan, 1500)]
    old, new = plan.levels.rework[0].tolist()
    assert (old, new) == (0.3, 0.1)
    assert abs(np.mean(again) - old) <= 4 * math.sqrt(old * (1 - old) / len(again))


def test_rework_of_work_under_way_is_an_ordinary_attempt() -> None:
    """Attempt 1 is what was under way, attempt 2 joins the queue."""
    made = project("F", *chain(package("w", 10, spent_days=4), package("x", 5)), in_flight=True)
    futures = [one for one in lived(scenario([made], maturity=1), 40) if len(one.of("F/w")) == 2]
    assert futures
    first, second = futures[0].of("F/w")
    assert (first.number, first.start, first.outcome, second.number) == (1, 0, "REPEATED", 2)
    assert second.start == first.end


def test_a_project_in_flight_that_the_selection_turns_down_is_terminated_on_day_0_and_pays_for_it() -> None:
    """Stopping what runs is no free exit."""
    made = [
        project("F", package("w", 10, spent_days=4), in_flight=True, termination_cost=1000, salvage=300),
        project("A", 5),
    ]
    one = story(scenario(made, policy=policy(exclude=("F",))))
    assert (one.end("F"), one.reason("F"), one.start("A")) == ("TERMINATED", "SELECTION", 0)
    assert float(one.worth.npv.sum()) == -700
    nothing = story(scenario(made, policy=policy(rule="nothing_new")))
    assert (nothing.end("A"), nothing.finish("F")) == ("REJECTED", 6)


def test_its_remaining_plan_is_committed_over_the_remaining_days() -> None:
    """60 of 100 days spent: 40 a day of money over 40 days, so the year after has all its room."""
    under_way = project("F", package("w", 400, {"dev": 1}, spent_days=340), in_flight=True)
    pools = [pool(capacity=5, cost_per_fte_day=1)]
    for need, released in ((305, True), (306, False)):
        one = story(
            scenario(
                [under_way, project("A", package("w", need, {"dev": 1}))],
                pools,
                budgets={2027: 365, 2028: 0},
                horizon=400,
            )
        )
        assert (one.release("A") == 0) is released
