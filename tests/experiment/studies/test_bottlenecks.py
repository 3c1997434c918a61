"""Where it hurts: held to hand solutions of toys, and to sums that must be exact in every future."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from workbench.engines.plan import plan_of
from workbench.errors import InputError
from workbench.experiment.run import simulate
from workbench.experiment.studies.days import days_of_rows
from workbench.experiment.studies.deletion import most_important, who_delays_whom
from workbench.experiment.studies.late import PEOPLE_OF, TOO_FEW, late_commitments
from workbench.experiment.studies.people import Pays, can_lose_one, value_of_people, with_people
from workbench.experiment.studies.runs import plain_runs
from workbench.interfaces.studies.worth_of_people import people_sentence
from workbench.model import CapacityStep, Fixed, Portfolio, Project, ResourcePool, WorkPackage
from workbench.policies import Dispatch, Policy, Release
from workbench.scenario import Scenario

START = date(2027, 1, 4)
Build = Callable[..., Scenario]


def toy(*projects: Project, capacity: float = 1.0, cost: float = 0.0) -> Scenario:
    portfolio = Portfolio(
        name="Toy",
        start=START,
        discount_rate=0.0,
        pools=(ResourcePool(id="dev", name="Developers", capacity=capacity, cost_per_fte_day=cost),),
        projects=projects,
    )
    policy = Policy(release=Release(), dispatch=Dispatch())
    return Scenario(name="toy", portfolio=portfolio, policy=policy, horizon=date(2027, 12, 31))


def project(key: str, days: float, *, intake: float = 0.0, **more: object) -> Project:
    packages = (WorkPackage(id="build", duration=Fixed(value=days), demand={"dev": 1.0}),)
    return Project.model_validate({"id": key, "intake": intake, "packages": packages, **more})


def test_who_delays_whom_in_a_toy_of_two_is_the_hand_solution() -> None:
    """One person, A takes 10 days and goes first, B takes 5: A delays B by 10 days, B delays A by none."""
    scenario = toy(project("A", 10), project("B", 5, intake=1.0))
    found = who_delays_whom(scenario, plain_runs(40), ("A", "B"))
    days = {(one.by, one.of): one.days.mean.value for one in found.cells}
    # B is proposed on day 1, so without A it ends on day 6 instead of 15.
    assert days == {("A", "B"): 9.0, ("B", "A"): 0.0}
    assert {(one.by, one.of) for one in found.cells if one.decided} == {("A", "B")}
    assert found.deleted[0] == "A"


def test_who_needs_a_project_is_not_delayed_by_it() -> None:
    scenario = toy(project("A", 10), project("B", 5, after=("A",)), project("C", 5, after=("B",)))
    found = who_delays_whom(scenario, plain_runs(5), ("A",))
    assert found.needing == {"A": ("B", "C")} and found.cells == ()


def test_days_late_of_a_toy_are_its_work_its_wait_and_the_days_allowed() -> None:
    scenario = toy(project("A", 10), project("B", 5, intake=1.0, due=9.0))
    (late,) = late_commitments(scenario, 3).late
    assert late.project == "B" and late.late.value == 6.0 and late.missed.value == 1.0
    parts = {one.cause: one.days.value for one in late.parts}
    assert parts == {"work": 5.0, PEOPLE_OF + "dev": 9.0, "allowed": -8.0}
    assert [(one.cause, one.days.value) for one in late.holders] == [("A", 9.0)]


def test_where_nobody_has_the_people_there_are_too_few() -> None:
    steps = (CapacityStep(from_=date(2027, 2, 1), fte=1.0),)
    scenario = toy(project("A", 10, due=12.0), capacity=1.0)
    pool = scenario.portfolio.pools[0].model_copy(update={"capacity": 0.5, "capacity_steps": steps})
    portfolio = scenario.portfolio.model_copy(update={"pools": (pool,)})
    (late,) = late_commitments(scenario.model_copy(update={"portfolio": portfolio}), 2).late
    assert [(one.cause, one.days.value) for one in late.holders] == [(TOO_FEW, 20.0)]


def test_causes_sum_to_days_late_in_every_future_and_holders_to_the_waits(scenario: Build) -> None:
    study = late_commitments(scenario(horizon=date(2028, 12, 29)), 25)
    assert study.late
    for one in study.late:
        assert one.by_future.sum(axis=1).mean() == pytest.approx(one.late.value, abs=1e-9)
        waits = sum(part.days.value for part in one.parts if part.cause.startswith("people"))
        assert sum(part.days.value for part in one.holders) == pytest.approx(waits, abs=1e-9)
        assert "people" not in {part.cause for part in one.parts}  # every wait has a pool that is short


def test_causes_sum_to_the_days_until_completion_in_every_future(scenario: Build) -> None:
    example = scenario()
    plan, run = plan_of(example), simulate(example, 30, twins=0)
    days = days_of_rows(plan, run.projects)
    sums = days.by_cause.sum(axis=-1)
    assert np.abs(sums - (days.until - days.since)).max() < 1e-9
    finish = (
        run.projects[run.projects["project"] == "P1"]["finish"].fillna(plan.horizon).clip(upper=plan.horizon)
    )
    assert days.end("P1") == pytest.approx(finish.to_numpy())


def test_a_person_who_earns_nothing_costs_the_pay_of_every_year() -> None:
    pool = ResourcePool(id="dev", name="Developers", capacity=2.0, cost_per_fte_day=10.0)
    once = toy(project("A", 100), project("B", 100), capacity=2.0)
    scenario = once.model_copy(update={"portfolio": once.portfolio.model_copy(update={"pools": (pool,)})})
    study = value_of_people(scenario, plain_runs(40), most=3)
    (found,) = study.pools
    # Nothing is earned, so that a person more costs the pay of the horizon and brings nothing.
    a_year = 10.0 * plan_of(scenario).days_per_year
    assert found.steps[0].gain.mean.value == pytest.approx(-a_year)
    assert found.steps[0].pays is Pays.NO and len(found.steps) == 1
    assert found.cost == pytest.approx(a_year)


def test_people_change_in_every_step_of_a_pool_and_only_those_there_are_can_go(scenario: Build) -> None:
    example = scenario(leaving=2.0)
    more = with_people(example, "developers", 1)
    assert [one.capacity for one in more.portfolio.pools] == [2.5, 7.0]
    assert [one.fte for one in more.portfolio.pools[1].capacity_steps] == [5.0]
    assert can_lose_one(example, example.portfolio.pools[1])
    assert not can_lose_one(example, ResourcePool(id="few", capacity=0.5))


def test_a_person_without_whom_work_could_never_be_done_cannot_go() -> None:
    """B needs two people at once: with one fewer it is no portfolio, and nothing is simulated of it."""
    build = WorkPackage(id="build", duration=Fixed(value=5.0), demand={"dev": 2.0})
    scenario = toy(Project(id="B", packages=(build,)), capacity=2.0, cost=500.0)
    assert not can_lose_one(scenario, scenario.portfolio.pools[0])
    found = value_of_people(scenario, plain_runs(40))
    assert found.pools[0].lost is None
    said = people_sentence(found)
    assert "could be worth between −€" in said and said.count("−€") == 2


def test_steps_are_tried_in_order_until_one_is_not_shown_to_pay(scenario: Build) -> None:
    study = value_of_people(scenario(), plain_runs(40), most=2)
    assert study.n == 40 and study.confidence == 1 - 0.05 / 2
    for pool in study.pools:
        assert all(step.pays is Pays.YES for step in pool.steps[:-1])
        assert [step.people for step in pool.steps] == list(range(1, len(pool.steps) + 1))
        assert pool.lost is not None and pool.used.value > 0


def test_an_unknown_pool_or_project_is_named(scenario: Build) -> None:
    with pytest.raises(InputError, match="developrs"):
        value_of_people(scenario(), plain_runs(2), ("developrs",))
    with pytest.raises(InputError, match="P99"):
        who_delays_whom(scenario(), plain_runs(2), ("P99",))


def test_the_most_work_is_the_most_important() -> None:
    scenario = toy(project("A", 10), project("B", 50), project("C", 20))
    assert most_important(scenario, 2) == ("B", "C")
