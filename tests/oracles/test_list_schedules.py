"""Greedy schedules on like people: never further from the best than Graham's bound, which is tight."""

from itertools import permutations

import numpy as np
import pytest

from tests.engines.build import package, policy, pool, project, scenario, story

RULES = ("fifo", "lft", "lst", "mts", "grpw", "wcs", "package_slack", "package_spt")

Network = tuple[list[int], dict[int, tuple[int, ...]]]


def network(case: int) -> Network:
    """Six pieces of work, a third of all possible links."""
    luck = np.random.Generator(np.random.Philox(key=2100 + case))
    days = luck.integers(1, 10, 6).tolist()
    linked = luck.uniform(size=(6, 6)) < 1 / 3
    return days, {k: tuple(j for j in range(k) if linked[j, k]) for k in range(6)}


def least_makespan(days: list[int], after: dict[int, tuple[int, ...]], people: int) -> float:
    """Over all orders, each piece begun as early as links and people allow: one of these is best."""
    best = float(sum(days))
    for order in permutations(range(len(days))):
        done: dict[int, int] = {}
        free = [0] * people
        for k in order:
            if any(one not in done for one in after[k]):
                break
            ready = max((done[one] for one in after[k]), default=0)
            who = max((one for one in range(people) if free[one] <= ready), key=free.__getitem__, default=-1)
            who = free.index(min(free)) if who < 0 else who
            free[who] = done[k] = max(free[who], ready) + days[k]
        else:
            best = min(best, max(done.values()))
    return best


def longest_path(days: list[int], after: dict[int, tuple[int, ...]]) -> int:
    ends: list[int] = []
    for k, length in enumerate(days):
        ends.append(length + max((ends[one] for one in after[k]), default=0))
    return max(ends)


def makespan(days: list[int], after: dict[int, tuple[int, ...]], people: int, rule: str) -> float:
    """Of one project of these packages, under a rule."""
    packages = [
        package(f"w{k:02d}", float(length), after=tuple(f"w{one:02d}" for one in after.get(k, ())))
        for k, length in enumerate(days)
    ]
    made = scenario([project("P", *packages)], [pool(capacity=people)], policy=policy(dispatch=rule))
    return float(np.max(story(made).path.finish))


@pytest.mark.parametrize("case", range(12))
def test_no_greedy_schedule_is_beyond_grahams_bound(case: int) -> None:
    """Length of the longest path and work ÷ m ≤ best ≤ greedy ≤ (2 − 1 ÷ m) · best."""
    days, after = network(case)
    people = 2 + case % 2
    best = least_makespan(days, after, people)
    assert best >= max(longest_path(days, after), sum(days) / people)
    for rule in RULES:
        found = makespan(days, after, people, rule)
        assert best <= found <= (2 - 1 / people) * best


@pytest.mark.parametrize("people", [2, 3, 5])
def test_the_bound_is_reached(people: int) -> None:
    """m·(m − 1) single days and then one of m days: 2·m − 1 where m would do, as shown by longest first."""
    short = [1] * (people * (people - 1))
    by_number = makespan([*short, people], {}, people, "fifo")
    shortest_first = makespan([people, *short], {}, people, "package_spt")
    longest_first = makespan([people, *short], {}, people, "fifo")
    assert (by_number, shortest_first, longest_first) == (2 * people - 1, 2 * people - 1, people)
