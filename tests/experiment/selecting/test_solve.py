"""The solver's list against every list there is, the greedy one and what is known beforehand."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engines.selecting.generated import problem
from workbench.engines.selecting.greedy import greedy, violated
from workbench.engines.selecting.limits import Limit, LimitKind, Problem
from workbench.experiment.selecting.clash import clash_of
from workbench.experiment.selecting.drawn import Drawn
from workbench.experiment.selecting.solve import Aim, best, is_possible, solver_list


def every_list(asked: Problem) -> np.ndarray:
    """All lists that keep every limit, one row each, by enumeration of 2^n choices."""
    n = len(asked.options)
    choices = ((np.arange(2**n)[:, None] >> np.arange(n)) & 1).astype(float)
    kept = np.ones(len(choices), dtype=bool)
    for limit in asked.limits:
        used = choices[:, limit.options] @ limit.weight
        kept &= (used <= limit.high + 1e-6) & (used >= limit.low - 1e-6)
    return choices[kept]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("projects", "starts"), [(14, 1), (6, 2)])
def test_the_best_list_is_the_best_of_all_lists(seed: int, projects: int, starts: int) -> None:
    asked = problem(seed, projects, starts=starts)
    lists = every_list(asked)
    found = best(asked)
    if not len(lists):
        assert found.chosen is None
        assert clash_of(asked) is not None
        return
    assert found.chosen is not None
    assert found.proven
    assert found.value == pytest.approx(float((lists @ asked.options.value).max()), rel=1e-6)
    assert not violated(asked, found.chosen)


@pytest.mark.parametrize("seed", range(20))
def test_the_solver_is_never_worse_than_greedy_and_greedy_keeps_every_limit_it_says_it_keeps(
    seed: int,
) -> None:
    asked = problem(seed, 40, tight=0.4)
    picked = greedy(asked)
    found = best(asked, seconds=2.0)
    assert picked.keeps == (not violated(asked, picked.chosen))
    if picked.keeps:
        assert found.value >= asked.plan_value(picked.chosen)
        assert found.bound >= found.value - 1e-6


def test_with_no_limit_both_take_exactly_what_has_value() -> None:
    asked = replace(problem(3, 30), limits=())
    worthy = np.flatnonzero(asked.options.value > 0)
    assert greedy(asked).chosen.tolist() == worthy.tolist()
    assert best(asked).chosen.tolist() == worthy.tolist()


def test_a_budget_of_zero_leaves_only_what_costs_nothing_in_that_year() -> None:
    asked = problem(5, 12)
    limits = [
        replace(one, high=0.0) if one.kind is LimitKind.BUDGET else one
        for one in asked.limits
        if one.kind is not LimitKind.FORCED
    ]
    free = replace(asked, limits=tuple(limits))
    for chosen in (greedy(free).chosen, best(free).chosen):
        assert float(asked.options.cost[chosen].sum()) == pytest.approx(0.0, abs=1e-5)


def luck(asked: Problem, futures: int = 40) -> Drawn:
    draw = np.random.Generator(np.random.Philox(key=99))
    return Drawn(asked.options.value * draw.uniform(-1.0, 3.0, (futures, len(asked.options))))


@pytest.mark.parametrize("weight", [0.0, 0.3, 0.7, 1.0])
def test_the_worst_tenth_of_a_list_is_weighed_as_enumeration_does(weight: float) -> None:
    asked = problem(2, 12)
    drawn = luck(asked)
    chosen, bound, proven = solver_list(asked, Aim(weight, drawn), 20.0)
    by_value = every_list(asked)
    worst = np.sort(by_value @ drawn.values.T, axis=1)[:, :4].mean(axis=1)
    aims = (1 - weight) * (by_value @ asked.options.value) + weight * worst
    mine = (1 - weight) * asked.plan_value(chosen) + weight * drawn.worst(chosen)
    assert proven
    assert mine == pytest.approx(float(aims.max()), rel=1e-4)
    assert bound == pytest.approx(float(aims.max()), rel=1e-4)


def test_a_risk_limit_is_kept_and_costs_plan_value_as_enumeration_says() -> None:
    asked = problem(2, 12)
    drawn = luck(asked)
    lists = every_list(asked)
    worst = np.sort(lists @ drawn.values.T, axis=1)[:, :4].mean(axis=1)
    floor = float(np.quantile(worst, 0.97))
    found = best(replace(asked, risk_floor=floor), drawn)
    allowed = lists[worst >= floor - 1e-9]
    assert drawn.worst(found.chosen) >= floor - 1e-4
    assert found.value == pytest.approx(float((allowed @ asked.options.value).max()), rel=1e-5)
    impossible = replace(asked, risk_floor=float(worst.max()) + 1.0)
    assert best(impossible, drawn).chosen is None
    told = clash_of(impossible, drawn)
    assert told is not None
    assert "the risk limit" in told.limits


@pytest.mark.parametrize("seed", range(6))
def test_a_clash_cannot_hold_and_without_any_one_of_its_limits_it_can(seed: int) -> None:
    asked = problem(seed, 10)
    forced = [
        Limit(LimitKind.FORCED, f"{i} must", f"{i} must", asked.of_project(i), np.ones(1), 1.0, 1.0)
        for i in range(5, 10)
    ]
    tight = [
        replace(one, high=0.4 * one.high) if one.kind is LimitKind.BUDGET else one for one in asked.limits
    ]
    broken = replace(asked, limits=(*tight, *forced))
    told = clash_of(broken)
    assert told is not None
    named = [one for one in broken.limits if not one.group or one.words in told.limits]
    assert not is_possible(broken, named, None, 5.0)
    for words in told.limits:
        assert is_possible(broken, [one for one in named if one.words != words], None, 5.0)
    # Giving way by what is said to be missing ends the clash.
    by = {one.words: one.by for one in told.short}
    assert by
    mended = [replace(one, high=one.high + by.get(one.words, 0.0) * (1 + 1e-6)) for one in named]
    assert is_possible(broken, mended, None, 5.0)


def test_one_and_all_its_contradictions_are_named() -> None:
    asked = problem(1, 6)
    both = [
        Limit(LimitKind.FORCED, f"{i} must", f"{i} must", asked.of_project(i), np.ones(1), 1.0, 1.0)
        for i in (2, 3)
    ]
    told = clash_of(replace(asked, limits=(*asked.limits, *both)))
    assert told is not None
    assert set(told.limits) == {"2 or 3", "2 must", "3 must"}
    assert told.short == ()
