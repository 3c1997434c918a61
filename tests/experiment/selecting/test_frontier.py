"""The frontier: by plan against every list there is, simulated against what pairs can tell."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engines.selecting.generated import problem
from tests.experiment.selecting.test_line import eight
from tests.experiment.selecting.test_solve import every_list, luck
from workbench import compare
from workbench.analysis import Interval, dominates, worst_difference, worst_mean
from workbench.experiment.selecting.frontier import candidates, frontier
from workbench.experiment.selecting.solve import Aim, solver_list


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


def test_without_luck_a_list_that_is_worse_in_everything_is_dominated_and_the_best_never() -> None:
    what = eight()
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
