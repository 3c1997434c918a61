"""The frontier: by plan against every list there is, simulated against what pairs can tell."""

from dataclasses import replace
from itertools import chain, combinations

import numpy as np
import pytest
from scipy import stats

from tests.engines.build import pool, project, scenario
from tests.engines.selecting.generated import problem
from tests.experiment.selecting.test_line import eight
from tests.experiment.selecting.test_solve import every_list, luck
from workbench import compare
from workbench.analysis import Interval, dominates, worst_difference, worst_mean
from workbench.experiment.selecting.every import every_list as every_list_of
from workbench.experiment.selecting.frontier import Searched, candidates, frontier
from workbench.experiment.selecting.select import with_list
from workbench.experiment.selecting.solve import Aim, solver_list
from workbench.model import BenefitProfile, Portfolio
from workbench.scenario import Scenario


@pytest.mark.parametrize("seed", [2, 3])
def test_lists_of_the_sweep_lie_on_the_frontier_of_all_lists(seed: int) -> None:
    asked = problem(seed, 12)
    drawn = luck(asked)
    lists = every_list(asked)
    mean = lists @ asked.options.value
    worst = np.sort(lists @ drawn.values.T, axis=1)[:, :4].mean(axis=1)
    found = []
    for weight in (0.05, 0.3, 0.6, 0.95):
        chosen, _, proven = solver_list(asked, Aim(weight, drawn), 20.0)
        assert proven and chosen is not None
        mine = (asked.plan_value(chosen), drawn.worst(chosen))
        found.append(mine)
        better = (mean > mine[0] + 1e-4) & (worst > mine[1] + 1e-4)
        assert not better.any()
    # More weight on the worst never brings a worse tail, nor a higher mean.
    for (value, tail), (later, later_tail) in zip(found, found[1:], strict=False):
        assert later <= value + 1e-4 and later_tail >= tail - 1e-4


def test_candidates_keep_the_limits_and_no_list_stands_twice() -> None:
    made = candidates(eight())
    assert len({one.projects for one in made}) == len(made) == len({one.name for one in made})
    assert len(made) >= 4
    # G is worth more for its money than F, without which it cannot be.
    assert all("F" in one.projects for one in made if "G" in one.projects)


def test_without_luck_a_list_that_is_worse_in_everything_is_dominated_and_the_best_never() -> None:
    what = within(eight(), 300.0)
    found = frontier(what, lambda them: compare(them, 40, twins=0, engine="simpy"), weights=(0.0,))
    frame = found.frame()
    assert list(frame["n"]) == [40] * len(frame)
    best = frame.loc[frame["value"].idxmax()]
    assert best["dominated_by"] == ""
    names = set(frame["name"])
    for row in frame.to_dict("records"):
        if row["dominated_by"]:
            assert row["dominated_by"] in names
            other = frame[frame["name"] == row["dominated_by"]].iloc[0]
            assert other["value"] >= row["value"] and other["worst"] >= row["worst"]
    assert found.efficient


def test_a_range_that_spans_zero_on_one_measure_leaves_it_open() -> None:
    better, same, open_ = Interval(2.0, 1.0, 3.0), Interval(0.0, 0.0, 0.0), Interval(1.0, -1.0, 3.0)
    assert dominates([better, same]) and dominates([same, better])
    assert not dominates([same, same])
    assert not dominates([better, open_])
    assert not dominates([better, replace(better, low=float("nan"), high=float("nan"))])


def test_the_interval_of_the_worst_tenth_holds_the_truth_as_often_as_it_says() -> None:
    draw = np.random.Generator(np.random.Philox(key=8))
    held, times, n = 0, 300, 300
    # Of normal values the worst tenth averages −1.755 sd: twice the spread costs 1.755, paired or not.
    for _ in range(times):
        shared = draw.normal(size=n)
        first, other = shared, 1.0 + 1.5 * shared + 0.5 * draw.normal(size=n)
        sd = np.sqrt(1.5**2 + 0.5**2)
        truth = 1.0 - 1.75498 * (sd - 1.0)
        held += worst_difference(first, other).holds(truth)
    assert 0.92 <= held / times <= 0.99


def test_the_difference_of_two_worst_tenths_is_that_of_their_averages() -> None:
    draw = np.random.Generator(np.random.Philox(key=9))
    first, other = draw.normal(size=200), draw.normal(size=200)
    found = worst_difference(first, other)
    assert found.value == pytest.approx(worst_mean(other) - worst_mean(first))
    assert found.low < found.value < found.high
    assert np.isnan(worst_difference(first[:20], other[:20]).low)


def within(what: Scenario, budget: float, **more: object) -> Scenario:
    """The same with another budget, and other words in the portfolio or its projects."""
    portfolio = {**what.portfolio.model_dump(by_alias=True), "budgets": {2027: budget}, **more}
    fields = {key: getattr(what, key) for key in type(what).model_fields}
    return Scenario(**{**fields, "portfolio": Portfolio.model_validate(portfolio)})


def lucky(budget: float) -> Scenario:
    """The eight projects with durations and benefits that are not known."""
    what = within(eight(), budget, maturity=2)
    projects = [one.model_dump(by_alias=True) | {"value_cv": 0.5} for one in what.portfolio.projects]
    return within(what, budget, maturity=2, projects=projects)


DAYS = {"A": 10, "B": 20, "C": 30, "D": 40, "E": 20, "F": 10, "G": 20, "H": 10}


def listed_by_hand(budget: float) -> list[tuple[str, ...]]:
    """Every choice of the eight that the budget pays for and that takes G with F only."""
    chosen = chain.from_iterable(combinations(sorted(DAYS), k) for k in range(9))
    return [
        some
        for some in chosen
        if sum(10 * DAYS[one] for one in some) <= budget and ("F" in some or "G" not in some)
    ]


@pytest.mark.slow
def test_of_eight_projects_the_frontier_is_that_of_every_list_there_is() -> None:
    what, futures = lucky(400.0), 300
    found = frontier(what, lambda them: compare(them, futures, twins=0))
    lists = listed_by_hand(400.0)
    assert found.searched is Searched.EVERY_LIST
    assert {one.candidate.projects for one in found.points} == set(lists)
    names = ["".join(one) or "none" for one in lists]
    run = compare(
        [with_list(what, one, None, n) for one, n in zip(lists, names, strict=True)], futures, twins=0
    )
    worth = np.array([run.values(name, "npv").to_numpy() for name in names])
    allowed = 0.05 / (len(lists) - 1)
    left = set()
    for k, mine in enumerate(worth):
        apart = worth - mine
        spread = apart.std(axis=1, ddof=1) / np.sqrt(futures)
        low = apart.mean(axis=1) + stats.t.ppf(allowed / 2, futures - 1) * spread
        rivals = [j for j in np.flatnonzero(low >= 0.0) if j != k]
        tails = [worst_difference(mine, worth[j], 0.1, 1 - allowed).low for j in rivals]
        if not any(tail >= 0.0 and max(tail, low[j]) > 0.0 for j, tail in zip(rivals, tails, strict=True)):
            left.add(lists[k])
    assert {one.candidate.projects for one in found.efficient} == left
    assert 1 < len(left) < len(lists)
    # Plans alone would have proposed fewer.
    assert not left <= {one.projects for one in candidates(what)}


def test_lists_best_on_average_are_those_that_no_other_passes() -> None:
    what = lucky(300.0)
    found = frontier(what, lambda them: compare(them, 10, twins=0, engine="simpy"), weights=(0.0,))
    places = {one.candidate.name: (one.value.value, one.worst.value) for one in found.points}
    best = {one.candidate.name for one in found.best_on_average}
    for name, (value, worst) in places.items():
        passed = any(v >= value and w >= worst and (v, w) != (value, worst) for v, w in places.values())
        assert (name in best) is not passed


def test_lists_are_all_looked_at_where_few_keep_the_limits() -> None:
    assert every_list_of(problem(1, 9)) is not None  # one of the nine is forced in
    assert every_list_of(problem(1, 16)) is None
    assert every_list_of(problem(1, 5, starts=2)) is None


def fourteen(budget: float) -> Scenario:
    """Fourteen projects of one cost and of worths that are not known."""
    worth = {f"P{k:02d}": 2_000.0 + 400.0 * (k * 5 % 14) for k in range(14)}
    projects = [
        project(
            name, 20.0, benefit=BenefitProfile(per_year=money, plateau_years=2), value_cv=0.2 + 0.05 * (k % 5)
        )
        for k, (name, money) in enumerate(worth.items())
    ]
    people = [pool(capacity=3.0, cost_per_fte_day=100.0)]
    return scenario(projects, people, budgets={2027: budget}, discount_rate=0.1, horizon=600)


@pytest.mark.slow
def test_of_fourteen_projects_and_a_budget_for_two_the_frontier_is_that_of_all_106_lists() -> None:
    what, futures = fourteen(4_000.0), 20
    found = frontier(what, lambda them: compare(them, futures, twins=0))
    ids = [one.id for one in what.portfolio.projects]
    lists = [one for k in range(3) for one in combinations(ids, k)]
    assert len(lists) == 106
    assert found.searched is Searched.EVERY_LIST
    assert {one.candidate.projects for one in found.points} == set(lists)
    some = lists[::25]
    names = ["".join(one) or "none" for one in some]
    run = compare(
        [with_list(what, one, None, n) for one, n in zip(some, names, strict=True)], futures, twins=0
    )
    values = {one.candidate.projects: one.value.value for one in found.points}
    for one, name in zip(some, names, strict=True):
        assert values[one] == pytest.approx(float(run.values(name, "npv").mean()))
    best = max(values.values())
    assert any(values[one.candidate.projects] == best for one in found.efficient)


@pytest.mark.parametrize("seed", range(6))
def test_lists_are_all_those_that_keep_the_limits(seed: int) -> None:
    asked = problem(seed, 9)
    found = every_list_of(asked)
    assert found is not None
    rows = {tuple(np.flatnonzero(row).tolist()) for row in every_list(asked)}
    assert len(found) == len(set(found)) and set(found) == rows
