"""One winner among concepts that cost something to look into: Weitzman's rule against all ways of looking."""

import numpy as np
import pytest

from workbench.analysis import Prospect, value_of_search


def best_of_all(prospects: tuple[Prospect, ...], found: float) -> float:
    """By backward induction: stop, or look into any of those left, whatever its reservation value."""
    best = found
    for k, one in enumerate(prospects):
        left = prospects[:k] + prospects[k + 1 :]
        after = [best_of_all(left, max(found, value)) for value in one.values]
        best = max(best, float(np.dot(one.chances, after)) - one.cost)
    return best


def random_prospects(case: int) -> tuple[Prospect, ...]:
    luck = np.random.Generator(np.random.Philox(key=7000 + case))
    return tuple(
        Prospect(
            float(luck.uniform(0, 30)),
            tuple(luck.uniform(-50, 150, 3).tolist()),
            tuple(luck.dirichlet([1, 1, 1]).tolist()),
        )
        for _ in range(4)
    )


def test_no_way_of_looking_beats_the_rule() -> None:
    """Four concepts of three outcomes each, 100 times; looking at all, or at none, often loses."""
    at_once = 0
    for case in range(100):
        prospects = random_prospects(case)
        best = best_of_all(prospects, 0.0)
        assert value_of_search(prospects) == pytest.approx(best, rel=1e-9, abs=1e-9)
        at_once += best > value_of_search(prospects[:1]) + 1e-6
    assert at_once > 80


def test_a_reservation_value_makes_looking_just_not_worth_while() -> None:
    for case in range(100):
        for one in random_prospects(case):
            gain = np.dot(one.chances, np.maximum(np.array(one.values) - one.reservation, 0.0))
            assert gain == pytest.approx(one.cost, rel=1e-9, abs=1e-9)


def test_more_spread_at_the_same_mean_is_looked_into_earlier() -> None:
    values, chances = (80.0, 20.0), (0.5, 0.5)
    wide = Prospect(10.0, (110.0, -10.0), chances)
    assert wide.reservation > Prospect(10.0, values, chances).reservation


def test_what_is_sure_enough_is_taken_without_looking() -> None:
    one = Prospect(10.0, (80.0, 20.0), (0.5, 0.5))
    assert value_of_search([one], one.reservation) == one.reservation
    assert value_of_search([], 3.0) == 3.0
