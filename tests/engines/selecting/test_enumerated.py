"""The best list against every list there is, with each kind of limit binding, by rows and by words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.engines.build import policy, pool, project, scenario
from tests.engines.selecting.generated import problem
from workbench.engines.selecting.greedy import greedy, violated
from workbench.engines.selecting.limits import Limit, LimitKind, Problem
from workbench.experiment.selecting.select import By, Starts, select
from workbench.experiment.selecting.solve import best
from workbench.model import BenefitProfile
from workbench.policies import Bucket, BucketOf, Exclusive
from workbench.scenario import Scenario

TINY = 1e-6


def every_choice(asked: Problem) -> np.ndarray:
    """All lists that keep every limit, one row each, by enumeration of 2ⁿ choices."""
    n = len(asked.options)
    choices = ((np.arange(2**n)[:, None] >> np.arange(n)) & 1).astype(np.float64)
    kept = np.ones(len(choices), dtype=bool)
    for limit in asked.limits:
        used = choices[:, limit.options] @ limit.weight
        kept &= (used <= limit.high + TINY) & (used >= limit.low - TINY)
    return choices[kept]


def crowded(seed: int, projects: int) -> Problem:
    """As `problem`, with buckets of the money and people by quarter that bind as well."""
    asked = problem(seed, projects, tight=0.6)
    draw = np.random.Generator(np.random.Philox(key=1000 + seed))
    n, everything = len(asked.options), np.arange(len(asked.options))
    spent = asked.options.cost.sum(axis=1)
    rows = []
    for name, members in (("run", everything[: n // 2]), ("change", everything[n // 2 :])):
        whole = float(spent[members].sum())
        rows.append(Limit(LimitKind.BUCKET, name, name, members, spent[members], 0.1 * whole, 0.55 * whole))
    for quarter in range(3):
        days = draw.uniform(0.0, 30.0, n) * (draw.uniform(size=n) < 0.6)
        used = np.flatnonzero(days)
        words = f"developers in quarter {quarter}"
        rows.append(Limit(LimitKind.PEOPLE, words, "developers", used, days[used], -np.inf, 0.5 * days.sum()))
    return replace(asked, limits=(*asked.limits, *rows))


@pytest.mark.parametrize("projects", [8, 14])
@pytest.mark.parametrize("seed", range(6))
def test_with_every_kind_of_limit_the_best_list_is_the_best_of_all(seed: int, projects: int) -> None:
    asked = crowded(seed, projects)
    assert {one.kind for one in asked.limits} == set(LimitKind)
    lists = every_choice(asked)
    assert len(lists)
    found = best(asked)
    assert found.chosen is not None and found.proven
    assert found.value == pytest.approx(float((lists @ asked.options.value).max()), rel=1e-6)
    assert not violated(asked, found.chosen)


def test_each_kind_of_limit_binds_somewhere() -> None:
    """Without it a better list would be allowed in some instance, so the test above looks at all kinds."""
    binding = set()
    for seed in range(6):
        asked = crowded(seed, 14)
        reached = float((every_choice(asked) @ asked.options.value).max())
        for kind in LimitKind:
            loose = replace(asked, limits=tuple(one for one in asked.limits if one.kind is not kind))
            if float((every_choice(loose) @ asked.options.value).max()) > reached + TINY:
                binding.add(kind)
    # One option a project: that it starts at most once binds nobody.
    assert binding == set(LimitKind) - {LimitKind.ONCE}


@pytest.mark.parametrize("seed", range(6))
def test_greedy_never_passes_the_best_list(seed: int) -> None:
    asked = crowded(seed, 14)
    picked = greedy(asked)
    top = float((every_choice(asked) @ asked.options.value).max())
    if picked.keeps:
        assert not violated(asked, picked.chosen) and asked.plan_value(picked.chosen) <= top + TINY


def portfolio(seed: int) -> Scenario:
    """Ten projects with a budget, a predecessor, a pair of which one may be, a bucket and a duty."""
    draw = np.random.Generator(np.random.Philox(key=seed))
    made = [
        project(
            f"P{k}",
            float(draw.integers(10, 60)),
            benefit=BenefitProfile(
                per_year=float(draw.integers(50, 900)), plateau_years=1, decay_per_year=None
            ),
            after=("P1",) if k == 2 else (),
            mandatory=k == 5,
            programme="north" if k % 2 else "south",
        )
        for k in range(10)
    ]
    rule = policy(
        exclusive=(Exclusive(id="one", projects=("P3", "P4")),),
        buckets=(Bucket(id="north", of=BucketOf.PROGRAMME, name="north", high=0.4),),
        exclude=("P9",),
    )
    return scenario(made, [pool(capacity=3, cost_per_fte_day=10)], budgets={2027: 1500.0}, policy=rule)


@pytest.mark.parametrize("seed", range(6))
def test_a_portfolios_list_is_the_best_of_all_that_its_words_allow(seed: int) -> None:
    """Counted from the portfolio itself: 10 a day of work, all of it in 2027, whatever the rows say."""
    what = portfolio(seed)
    selected = select(what, By.OPTIMAL, Starts.AT_INTAKE)
    asked = selected.problem
    worth = {asked.ids[i]: float(v) for i, v in zip(asked.options.project, asked.options.value, strict=True)}
    paid = {one.id: 10.0 * one.packages[0].duration.mean for one in what.portfolio.projects}
    north = {one.id for one in what.portfolio.projects if one.programme == "north"}

    def allowed(some: frozenset[str]) -> bool:
        return (
            "P5" in some
            and "P9" not in some
            and not {"P3", "P4"} <= some
            and ("P1" in some or "P2" not in some)
            and sum(paid[one] for one in some) <= 1500.0 + TINY
            and sum(paid[one] for one in some & north) <= 600.0 + TINY
        )

    choices = (frozenset(f"P{k}" for k in range(10) if number >> k & 1) for number in range(2**10))
    reached = {some: sum(worth[one] for one in some) for some in choices if allowed(some)}
    top = max(reached.values())
    assert selected.solved.value - asked.fixed == pytest.approx(top)
    assert reached[frozenset(selected.projects)] == pytest.approx(top)
