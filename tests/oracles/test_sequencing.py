"""One server, everything there at the start: each rule against all orders of the queue."""

from itertools import permutations

import numpy as np
import pytest

from tests.engines.build import Story, policy, pool, project, scenario, story
from workbench.model import BenefitProfile, Lateness


def numbers(case: int, n: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=1000 * n + case))


def completions(days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All orders, and the completion day of each project under each of them."""
    orders = np.array(list(permutations(range(len(days)))))
    done = np.cumsum(days[orders], axis=1)
    by_project = np.empty_like(done)
    np.put_along_axis(by_project, orders, done, axis=1)
    return orders, by_project


CASES = [(case, n) for n in (2, 4, 6, 7) for case in range(10)]


def ways(rule: str) -> list[dict]:
    """The rule at dispatch, and the same rule at release with room for one."""
    return [{"dispatch": rule}, {"release": {"wip_limit": 1, "index": rule}}]


@pytest.mark.parametrize(("case", "n"), CASES)
def test_cd3_has_the_least_weighted_completion_time(case: int, n: int) -> None:
    """Smith's rule equals brute force, at dispatch and at release."""
    luck = numbers(case, n)
    days, weight = luck.uniform(1, 20, n), luck.uniform(1, 100, n)
    made = [
        project(f"P{k}", float(days[k]), due=0.0, lateness=Lateness(per_day=float(weight[k])))
        for k in range(n)
    ]
    best = (completions(days)[1] @ weight).min()
    for way in ways("cd3"):
        one = story(scenario(made, policy=policy(**way)))
        assert one.worth.lateness.sum() == pytest.approx(best, rel=1e-9)


@pytest.mark.parametrize(("case", "n"), CASES)
def test_edd_has_the_least_maximum_lateness(case: int, n: int) -> None:
    """Jackson's rule equals brute force."""
    luck = numbers(case, 100 + n)
    days, due = luck.uniform(1, 20, n), luck.uniform(1, 60, n)
    made = [project(f"P{k}", float(days[k]), due=float(due[k])) for k in range(n)]
    best = (completions(days)[1] - due).max(axis=1).min()
    for way in ways("edd"):
        one = story(scenario(made, policy=policy(**way)))
        assert (one.path.finish - one.plan.projects.due).max() == pytest.approx(best, rel=1e-9)


def discounted(made: list, way: dict) -> Story:
    return story(scenario(made, [pool()], policy=policy(**way), discount_rate=0.6, horizon=900))


@pytest.mark.parametrize(("case", "n"), CASES)
def test_discounted_wspt_has_the_most_discounted_value(case: int, n: int) -> None:
    """w·e^(−ρp) ÷ (1 − e^(−ρp)) equals brute force over Σ b·e^(−ρC) ÷ ρ."""
    luck = numbers(case, 200 + n)
    days, worth = luck.uniform(5, 120, n), luck.uniform(1, 100, n)
    made = [
        project(f"P{k}", float(days[k]), benefit=BenefitProfile(per_year=365.25 * float(worth[k])))
        for k in range(n)
    ]
    rho = np.log(1.6) / 365.25
    best = (np.exp(-rho * completions(days)[1]) @ worth / rho).max()
    for way in ways("dwspt"):
        assert discounted(made, way).worth.benefit.sum() == pytest.approx(best, rel=1e-9)


def test_discounting_changes_the_best_order() -> None:
    """Plain cd3 loses somewhere where discounted WSPT does not, so the test above can fail."""
    lost = 0
    for case in range(20):
        luck = numbers(case, 207)
        days, worth = luck.uniform(5, 120, 7), luck.uniform(1, 100, 7)
        made = [
            project(f"P{k}", float(days[k]), benefit=BenefitProfile(per_year=365.25 * float(worth[k])))
            for k in range(7)
        ]
        best = discounted(made, {"dispatch": "dwspt"}).worth.benefit.sum()
        spt = discounted(made, {"dispatch": "spt"}).worth.benefit.sum()
        lost += spt < best * (1 - 1e-6)
    assert lost > 10


@pytest.mark.parametrize("case", range(6))
def test_spt_has_the_least_mean_completion(case: int) -> None:
    """Shortest first equals brute force."""
    days = numbers(case, 306).uniform(1, 20, 6)
    made = [project(f"P{k}", float(days[k])) for k in range(6)]
    best = completions(days)[1].sum(axis=1).min()
    one = story(scenario(made, policy=policy(dispatch="spt")))
    assert one.path.finish.sum() == pytest.approx(best, rel=1e-9)


GRAHAM = [3, 2, 2, 2, 4, 4, 4, 4, 9]
GRAHAM_AFTER = {5: (4,), 6: (4,), 7: (4,), 8: (4,), 9: (1,)}


@pytest.mark.parametrize(
    ("people", "days", "after", "makespan"),
    [
        (3, GRAHAM, GRAHAM_AFTER, 12),
        (4, GRAHAM, GRAHAM_AFTER, 15),
        (3, [one - 1 for one in GRAHAM], GRAHAM_AFTER, 13),
        (3, GRAHAM, {7: (4,), 8: (4,), 9: (1,)}, 16),
    ],
    ids=["as published", "one more person", "each package a day shorter", "two links fewer"],
)
def test_grahams_anomalies_are_reproduced(
    people: int, days: list[int], after: dict[int, tuple[int, ...]], makespan: float
) -> None:
    """More people, shorter packages or fewer links make it later: the engine is a greedy list scheduler."""
    made = [
        project(f"T{k}", float(length), after=tuple(f"T{one}" for one in after.get(k, ())))
        for k, length in enumerate(days, start=1)
    ]
    assert np.nanmax(story(scenario(made, [pool(capacity=people)])).path.finish) == makespan
