"""What a selection believes of each project, against the engine where plan and outcome are one."""

import math
from typing import Any

import numpy as np
import pytest

from tests.engines.build import chain, day, lived, package, policy, pool, project, same_paths, scenario, story
from workbench.engines.plan import plan_of
from workbench.engines.selecting.greedy import greedy
from workbench.engines.selecting.limits import LimitKind, Problem, budgets_seen, limits_of, with_people
from workbench.engines.selecting.options import options_at_intake, options_by_quarter
from workbench.engines.valuation import pmo_cost
from workbench.model import BenefitProfile, Lateness, Objective
from workbench.model.risk import BudgetShock
from workbench.policies import Bucket, BucketOf, Exclusive
from workbench.scenario import Scenario


def worthy(per_year: float) -> BenefitProfile:
    return BenefitProfile(per_year=per_year, ramp_months=3, plateau_years=2, decay_per_year=0.5)


def certain(people: float = 9.0, **more: Any) -> Scenario:
    """No luck anywhere and people enough: what is planned happens."""
    work = chain(package("a", {"law": "fixed", "value": 40}), package("b", {"law": "fixed", "value": 60}))
    short = {"law": "fixed", "value": 30}
    promised = {"due": day(50), "lateness": Lateness(per_day=20, step=500)}
    projects = [
        project("A", *work, benefit=worthy(40_000), external_cost=3_000, gates=("work",)),
        project("B", package("w", short), benefit=worthy(9_000), intake=30.0, **promised),
        project("C", *work, benefit=worthy(50_000), after=("A",), **promised),
        project(
            "D",
            package("w", {"law": "fixed", "value": 100}, spent_days=20),
            in_flight=True,
            benefit=worthy(30_000),
            external_cost=9_000,
        ),
    ]
    given = {"horizon": 700, "discount_rate": 0.08} | more
    return scenario(projects, [pool(capacity=people, cost_per_fte_day=50)], **given)


def with_projects(what: Scenario, **changes: dict[str, Any]) -> Scenario:
    projects = tuple(one.model_copy(update=changes.get(one.id, {})) for one in what.portfolio.projects)
    return what.model_copy(update={"portfolio": what.portfolio.model_copy(update={"projects": projects})})


def problem_of(what: Scenario) -> Problem:
    plan = plan_of(what)
    return limits_of(what, plan, options_at_intake(what, plan), pmo_cost(plan))


def ids(problem: Problem, chosen: Any) -> set[str]:
    return {problem.ids[i] for i in problem.options.project[chosen]}


@pytest.mark.parametrize("excluded", [(), ("B",), ("C",), ("A", "C")])
def test_without_luck_and_with_people_enough_a_list_is_worth_what_its_plan_says(
    excluded: tuple[str, ...],
) -> None:
    what = certain(policy=policy(exclude=excluded))
    problem = problem_of(what)
    everything = np.arange(len(problem.options))
    lived_through = story(what).worth
    assert problem.plan_value(everything) == pytest.approx(
        float(lived_through.npv.sum()) - lived_through.pmo_cost, rel=1e-9
    )


def test_the_cost_by_year_is_the_planned_cost_spread_over_the_planned_duration() -> None:
    what = certain(budgets={2027: 1e6, 2028: 1e6}, horizon=700)
    plan = plan_of(what)
    options = options_at_intake(what, plan)
    cost = dict(zip(plan.projects.ids, options.cost.tolist(), strict=True))
    start = dict(zip(plan.projects.ids, options.start.tolist(), strict=True))
    assert (start["A"], start["B"], start["C"], start["D"]) == (0.0, 30.0, 100.0, 0.0)
    assert cost["A"][0] == pytest.approx(100 * 50 + 3_000)
    assert cost["D"][0] == pytest.approx(80 * 50)
    moved = with_projects(what, B={"intake": 345.0})
    plan = plan_of(moved)
    shares = options_at_intake(moved, plan).cost[plan.projects.ids.index("B")]
    assert shares[:2] == pytest.approx([1500 * 20 / 30, 1500 * 10 / 30])


def test_budgets_are_seen_after_the_dated_cuts_of_the_scenario() -> None:
    cut = BudgetShock(kind="budget", id="cut", share=-0.2, from_=day(180))
    plan = plan_of(certain(budgets={2027: 1000, 2028: 500}, shocks=(cut,)))
    assert budgets_seen(plan)[:2].tolist() == [800.0, 400.0]


def test_what_is_under_way_leaves_no_budget_to_others_but_stands_itself() -> None:
    problem = problem_of(certain(budgets={2027: 100.0}))
    picked = greedy(problem)
    assert ids(problem, picked.chosen) == {"D"}
    assert picked.keeps


def test_the_rule_greedy_in_a_scenario_is_the_list_that_it_finds() -> None:
    budgets = {2027: 14_500.0, 2028: 9_000.0}
    by_rule = certain(budgets=budgets, policy=policy(rule="greedy"))
    found = sorted(ids(problem_of(by_rule), greedy(problem_of(by_rule)).chosen))
    assert 1 < len(found) < 4
    by_list = certain(budgets=budgets, policy=policy(rule="chosen", projects=tuple(found)))
    for one, other in zip(lived(by_rule, 3), lived(by_list, 3), strict=True):
        assert same_paths(one.path, other.path)
        for name in set("ABC") - set(found):
            assert one.end(name) == "REJECTED"


def test_a_mandatory_project_is_in_every_list_and_an_excluded_one_in_none() -> None:
    def ends(rule: str, **selection: Any) -> set[str]:
        what = with_projects(certain(policy=policy(rule=rule, **selection)), B={"mandatory": True})
        plan = plan_of(what)
        return {one for one, yes in zip(plan.projects.ids, plan.projects.admitted, strict=True) if yes}

    assert ends("chosen") == {"B", "D"}
    assert ends("chosen", projects=("A",)) == {"A", "B", "D"}
    assert "B" not in ends("greedy", exclude=("B",))
    assert "B" in ends("greedy")


def test_a_project_is_taken_with_the_predecessor_that_it_lacks() -> None:
    poor = [
        project("A", 10.0, benefit=worthy(0.0)),
        project("B", 10.0, benefit=worthy(90_000), after=("A",)),
    ]
    what = scenario(poor, [pool(cost_per_fte_day=10)], budgets={2027: 1e5}, horizon=300)
    problem = problem_of(what)
    assert ids(problem, greedy(problem).chosen) == {"A", "B"}


def test_exclusive_groups_and_buckets_bind() -> None:
    projects = [
        project(name, 10.0, benefit=worthy(1_000 * k), programme=programme, scores={"x": 50.0})
        for k, (name, programme) in enumerate([("A", "red"), ("B", "red"), ("C", "blue"), ("D", "blue")], 1)
    ]
    base = {
        "budgets": {2027: 400.0},
        "programmes": ("red", "blue"),
        "objectives": (Objective(id="x", weight=1.0),),
        "horizon": 300,
    }

    def taken(**selection: Any) -> set[str]:
        what = scenario(projects, [pool(cost_per_fte_day=10)], policy=policy(**selection), **base)
        problem = problem_of(what)
        return ids(problem, greedy(problem).chosen)

    assert taken() == {"A", "B", "C", "D"}
    assert taken(exclusive=(Exclusive(id="e", projects=("C", "D")),)) == {"A", "B", "D"}
    red = Bucket(id="r", of=BucketOf.PROGRAMME, name="red", high=0.3)
    assert taken(buckets=(red,)) == {"B", "C", "D"}
    half = Bucket(id="o", of=BucketOf.OBJECTIVE, name="x", high=0.5)
    assert taken(buckets=(half,)) == {"C", "D"}
    # A least share is served first, although nothing of it is worth its cost.
    worthless = [
        one.model_copy(update={"benefit": worthy(0.0)}) if one.id in "AB" else one for one in projects
    ]
    least = Bucket(id="r", of=BucketOf.PROGRAMME, name="red", low=0.25)
    what = scenario(worthless, [pool(cost_per_fte_day=10)], policy=policy(buckets=(least,)), **base)
    problem = problem_of(what)
    picked = greedy(problem)
    assert picked.keeps
    assert len(ids(problem, picked.chosen) & {"A", "B"}) == 1


def test_by_quarter_a_project_may_wait_for_people_but_not_start_before_its_predecessor_is_done() -> None:
    what = certain(people=1.0)
    plan = plan_of(what)
    options = options_by_quarter(what, plan)
    names = tuple(map(str, range(len(options.quarter_start))))
    problem = with_people(limits_of(what, plan, options, 0.0), plan, names)
    picked = greedy(problem)
    start = {problem.ids[options.project[o]]: float(options.start[o]) for o in picked.chosen}
    done = {problem.ids[options.project[o]]: float(options.done[o]) for o in picked.chosen}
    assert picked.keeps
    assert start["C"] >= done["A"]
    load = options.load[picked.chosen].sum(axis=0)[0]
    edges = np.append(options.quarter_start, 2 * plan.horizon)
    assert (load <= np.diff(edges) + 1e-6).all()
    assert float(load.sum()) == pytest.approx(sum(done[one] - start[one] for one in start))
    people = [one for one in problem.limits if one.kind is LimitKind.PEOPLE]
    assert people[0].words == "dev in the quarter from 0"


def test_the_budgets_add_up_where_what_is_unspent_is_carried_over() -> None:
    what = certain(budgets={2027: 100_000, 2028: 1_000}, unspent="carried_over")
    rows = [one for one in problem_of(what).limits if one.kind is LimitKind.BUDGET]
    assert [one.high for one in rows] == [100_000, 101_000]
    assert not any(math.isinf(one.high) for one in rows)


def test_the_plan_of_another_rule_is_untouched_by_groups_and_buckets() -> None:
    group = Exclusive(id="e", projects=("A", "B"))
    plain, grouped = certain(), certain(policy=policy(rule="all", exclusive=(group,)))
    assert plan_of(grouped).projects.admitted.all()
    assert same_paths(story(plain).path, story(grouped).path)
