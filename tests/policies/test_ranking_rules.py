"""Every ranking rule: its formula by hand at each decision, and a whole portfolio under each of them."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from tests.engines.build import Story, lived, package, policy, pool, project, same_paths, scenario, story
from tests.engines.portfolios import mixed
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.engines.process import run
from workbench.model import BenefitProfile, Lateness, Lognormal, Objective, OrdinalScores
from workbench.policies import INDICES, PACKAGE_RULES, PROJECT_RULES, IndexName

RATE, WAGE, FTE = 0.3, 9.0, 2.0
RHO = math.log1p(RATE) / 365.25


@dataclass(frozen=True)
class Case:
    """A project of one package, by its numbers."""

    name: str
    p: float
    due: float
    worth: float
    late: float
    external: float
    score: float
    ordinal: tuple[int, int, int, int]
    luck: float = 0.0


def cases(number: int) -> list[Case]:
    u = np.random.Generator(np.random.Philox(key=70 + number))
    return [
        Case(
            f"P{k}",
            p=float(u.uniform(4, 60)),
            due=float(u.uniform(20, 260)),
            worth=float(u.uniform(5, 90)),
            late=float(u.uniform(0, 40)),
            external=0.0 if number % 2 else float(u.uniform(0, 9000)),
            score=float(u.uniform(0, 100)),
            ordinal=(int(u.integers(1, 20)), int(u.integers(1, 20)), 3, int(u.integers(1, 20))),
        )
        for k in range(6)
    ]


def delay_cost(c: Case, done: float) -> float:
    """A benefit for ever, once completed, and a cost of every late day."""
    return (c.worth + (c.late if done >= c.due else 0.0)) * math.exp(-RHO * done)


def net_value(c: Case, t: float) -> float:
    done = t + c.p
    late = c.late * (math.exp(-RHO * c.due) - math.exp(-RHO * done)) / RHO if done > c.due else 0.0
    return c.worth * math.exp(-RHO * done) / RHO - late - (c.p * FTE * WAGE + c.external) * math.exp(-RHO * t)


def slack(c: Case, t: float) -> float:
    return c.due - t - c.p


def mean_p(queue: list[Case]) -> float:
    return sum(one.p for one in queue) / len(queue)


Formula = Callable[[Case, float, list[Case]], float]
BY_HAND: dict[str, Formula] = {
    "fifo": lambda c, t, queue: 0.0,
    "random": lambda c, t, queue: c.luck,
    "edd": lambda c, t, queue: -c.due,
    "spt": lambda c, t, queue: -c.p,
    "cd3": lambda c, t, queue: delay_cost(c, t + c.p) / c.p,
    "dwspt": lambda c, t, queue: delay_cost(c, t) * math.exp(-RHO * c.p) / (1 - math.exp(-RHO * c.p)),
    "wsjf_safe": lambda c, t, queue: sum(c.ordinal[:3]) / c.ordinal[3],
    "npv": lambda c, t, queue: net_value(c, t),
    "profitability": lambda c, t, queue: net_value(c, t) / (c.p * FTE),
    "strategic": lambda c, t, queue: c.score,
    "minimum_slack": lambda c, t, queue: -slack(c, t),
    "critical_ratio": lambda c, t, queue: -(c.due - t) / c.p,
    "atc": lambda c, t, queue: (
        delay_cost(c, t + c.p) / c.p * math.exp(-max(0.0, slack(c, t)) / (2 * mean_p(queue)))
    ),
    "covert": lambda c, t, queue: (
        delay_cost(c, t + c.p) / c.p * max(0.0, 1 - max(0.0, slack(c, t)) / (2 * c.p))
    ),
}


def portfolio(known: list[Case], **rules: object):
    made = [
        project(
            c.name,
            package("w", c.p, {"dev": FTE}),
            due=c.due,
            benefit=BenefitProfile(per_year=365.25 * c.worth),
            lateness=Lateness(per_day=c.late),
            external_cost=c.external,
            scores={"growth": c.score},
            ordinal=OrdinalScores(
                value=c.ordinal[0], urgency=c.ordinal[1], opportunity=c.ordinal[2], size=c.ordinal[3]
            ),
        )
        for c in known
    ]
    return scenario(
        made,
        [pool(capacity=FTE, cost_per_fte_day=WAGE)],
        discount_rate=RATE,
        objectives=(Objective(id="growth", weight=1),),
        policy=policy(**rules),
    )


def order_by_hand(known: list[Case], formula: Formula) -> list[str]:
    """One after the other; the index is computed anew whenever somebody ends."""
    queue, now, order = list(known), 0.0, []
    while queue:
        best = max(queue, key=lambda c: formula(c, now, queue))  # noqa: B023
        order.append(best.name)
        queue.remove(best)
        now += best.p
    return order


def order_of(one: Story) -> list[str]:
    return sorted(one.plan.projects.ids, key=one.start)


@pytest.mark.parametrize("name", BY_HAND)
@pytest.mark.parametrize("number", range(6))
def test_a_rule_follows_its_formula_at_every_decision(name: str, number: int) -> None:
    """Six projects, one team: at dispatch, and at release with room for one (there bought-in cost counts)."""
    known = cases(number)
    luck = draw(plan_of(portfolio(known)), range(1)).luck[0]
    known = [Case(**{**vars(c), "luck": float(u)}) for c, u in zip(known, luck, strict=True)]
    at_release = story(portfolio(known, release={"index": name, "wip_limit": 1}))
    assert order_of(at_release) == order_by_hand(known, BY_HAND[name])
    paid = [Case(**{**vars(c), "external": 0.0}) for c in known]
    at_dispatch = story(portfolio(known, dispatch=name))
    assert order_of(at_dispatch) == order_by_hand(paid, BY_HAND[name])


def test_the_rules_differ() -> None:
    """Over the six cases no two of them give the same orders, so the test above tells them apart."""
    seen = {}
    for name, formula in BY_HAND.items():
        orders = []
        for number in range(6):
            known = [Case(**{**vars(c), "luck": (7 * k % 5) / 5}) for k, c in enumerate(cases(number))]
            orders.append(tuple(order_by_hand(known, formula)))
        seen[name] = tuple(orders)
    assert len(set(seen.values())) == len(seen)


def test_every_rule_has_a_formula_here_or_a_test_of_its_own() -> None:
    """Fifteen rules of projects and those of packages (tests/engines), with the words that a page needs."""
    assert set(BY_HAND) | {"perfect_information"} == set(PROJECT_RULES)
    assert {*PROJECT_RULES, *PACKAGE_RULES} == set(IndexName) == set(INDICES)
    assert all(one.formula and one.optimal and one.provenance for one in INDICES.values())


@pytest.mark.parametrize("name", PROJECT_RULES)
def test_every_rule_runs_a_mixed_portfolio_and_does_not_see_the_truth(name: str) -> None:
    """Fourteen projects with everything, at release and dispatch; other truths do not move the first day."""
    both = mixed(policy=policy(release={"index": name, "wip_limit": 5, "cadence": "monthly"}, dispatch=name))
    plan = plan_of(both)
    draws = draw(plan, range(3))
    other = draws.shuffled(np.array([1, 2, 0]))
    for row in range(3):
        one, two = run(plan, draws, row), run(plan, other, row)
        assert (one.end == 2).sum() >= 4
        if name != "perfect_information":
            day_0 = one.release == 0
            assert (day_0 == (two.release == 0)).all()
            np.testing.assert_array_equal(one.release_rank[day_0], two.release_rank[day_0])
            first = one.attempts.package[one.attempts.start == 0]
            assert first.tolist() == two.attempts.package[two.attempts.start == 0].tolist()


def test_rules_make_different_futures() -> None:
    """On the mixed portfolio no two of the fifteen give the same path."""
    what = [
        mixed(policy=policy(release={"index": name, "wip_limit": 5, "cadence": "monthly"}, dispatch=name))
        for name in PROJECT_RULES
    ]
    paths = [lived(one)[0].path for one in what]
    same = [
        (a, b)
        for k, a in enumerate(PROJECT_RULES)
        for j, b in enumerate(PROJECT_RULES)
        if j < k and same_paths(paths[k], paths[j])
    ]
    assert not same


def test_perfect_information_orders_by_the_true_durations_and_cd3_by_the_plans() -> None:
    """Same weights, random durations: one follows the plan, the other what will happen, in every future."""
    means = [10.0, 12.0, 14.0, 16.0, 18.0]
    made = [
        project(f"P{k}", package("w", Lognormal(mean=m, cv=0.8)), due=0.0, lateness=Lateness(per_day=5))
        for k, m in enumerate(means)
    ]
    planned = lived(scenario(made, policy=policy(dispatch="cd3")), 40)
    knowing = lived(scenario(made, policy=policy(dispatch="perfect_information")), 40)
    changed = 0
    for one, other in zip(planned, knowing, strict=True):
        assert order_of(one) == [f"P{k}" for k in range(5)]
        true = {t.package[:2]: t.end - t.start for t in other.tries}
        assert order_of(other) == sorted(true, key=true.__getitem__)
        changed += order_of(one) != order_of(other)
        assert other.worth.lateness.sum() <= one.worth.lateness.sum() + 1e-9
    assert changed > 30


def test_perfect_information_knows_rework_too() -> None:
    """With maturity, true days are all attempts with their overhead."""
    made = [project(f"P{k}", 10.0 + k, due=0.0, lateness=Lateness(per_day=5)) for k in range(5)]
    free = {"maturity": 1, "discount_rate": 0.0}
    for one in lived(
        scenario(made, policy=policy(release={"wip_limit": 1, "index": "perfect_information"}), **free), 20
    ):
        true = {}
        for t in one.tries:
            true[t.package[:2]] = true.get(t.package[:2], 0.0) + t.end - t.start
        assert order_of(one) == sorted(true, key=true.__getitem__)
