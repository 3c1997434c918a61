"""A witness changes nothing and sees what the path does not hold."""

import math

import pytest

from tests.engines.build import DEV, day, package, policy, pool, project, scenario
from tests.engines.test_golden_paths import STORIES
from workbench.bundled import bundled
from workbench.engines.draws import draw
from workbench.engines.path import Reason
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run, run_witnessed
from workbench.engines.twin import disagreements
from workbench.engines.witness import Witness, YearRoom
from workbench.interfaces.files import load_scenario
from workbench.model import CapacityShock


def witness_of(plan: Plan) -> Witness:
    return run_witnessed(plan, draw(plan, range(1)), 0)[1]


@pytest.mark.parametrize("name", STORIES)
def test_a_witnessed_run_is_the_same_run(name: str) -> None:
    """The path that both engines told, to the bit."""
    one = STORIES[name]()
    path, _ = run_witnessed(one.plan, one.draws, 0)
    assert disagreements(one.path, path) == []


@pytest.mark.parametrize("name", ["baseline", "both", "budget-cut-15", "demand-surge"])
def test_on_the_example_too(name: str) -> None:
    plan = plan_of(load_scenario(bundled("scenarios") / f"{name}.yaml"))
    draws = draw(plan, range(2))
    for row in range(2):
        path, witness = run_witnessed(plan, draws, row)
        assert disagreements(run(plan, draws, row), path) == []
        begun = [(g.package, g.number, g.day) for g in witness.grants]
        a = path.attempts
        logged = list(zip(a.package.tolist(), a.number.tolist(), a.start.tolist(), strict=True))
        assert begun == [one for one in logged if math.isnan(plan.packages.spent[one[0]]) or one[1] > 1]
        released = {look.project: look for look in witness.looks if look.verdict is Reason.NONE}
        for i, look in released.items():
            assert (look.day, look.rank) == (path.release[i], path.release_rank[i])


def test_a_look_knows_rank_index_places_and_why_not() -> None:
    """By promised date: B before C, one place, taken by A."""
    made = [project("A", 10, due=9), project("B", 2, intake=1, due=20), project("C", 2, intake=1, due=30)]
    plan = plan_of(scenario(made, policy=policy(release={"wip_limit": 1, "index": "edd"})))
    looks = [
        (one.day, one.project, one.rank, one.candidates, one.index, one.verdict.name, one.running, one.times)
        for one in witness_of(plan).looks
    ]
    assert looks == [
        (0.0, 0, 1, 1, -9.0, "NONE", 0, 1),
        (1.0, 1, 1, 2, -20.0, "WIP", 1, 1),
        (1.0, 2, 2, 2, -30.0, "WIP", 1, 2),
        (10.0, 1, 1, 2, -20.0, "NONE", 0, 1),
        (12.0, 2, 1, 1, -30.0, "NONE", 0, 1),
    ]


def test_a_look_knows_what_each_year_would_have_to_give() -> None:
    """100 days from day 315 on: half in each year; A took 80 of the 100 of 2027."""
    made = [project("A", 80), project("B", 100, intake=315)]
    budgets = {2027 + k: 100.0 for k in range(6)}
    plan = plan_of(scenario(made, [pool(capacity=9, cost_per_fte_day=1)], budgets=budgets, horizon=320))
    look = next(one for one in witness_of(plan).looks if one.project == 1)
    assert look.verdict is Reason.BUDGET
    assert look.rooms == (YearRoom(0, 50.0, 20.0), YearRoom(1, 50.0, 100.0))


def test_without_a_budget_nobody_speaks_of_room() -> None:
    assert witness_of(plan_of(scenario([project("A", 5)]))).looks[0].rooms == ()


def test_a_grant_knows_its_place_and_its_wait() -> None:
    """Two projects on one developer: the second waits five days and then has no rival."""
    made = [project("A", 5), project("B", 3)]
    grants = [
        (one.day, one.package, one.queued, one.rank, one.fitting)
        for one in witness_of(plan_of(scenario(made))).grants
    ]
    assert grants == [(0.0, 0, 0.0, 1, 2), (5.0, 1, 0.0, 1, 1)]


def test_a_lack_names_each_pool_as_long_as_it_lacks() -> None:
    """The wide package lacks both pools, then developers only; who never gets people stays in the queue."""
    away = CapacityShock(id="away", pool="dev", fte=-1, from_=day(20))
    made = [
        project("A", 6),
        project("B", package("m", 3, {"data": 1})),
        project("C", package("w", 2, DEV | {"data": 1})),
        project("D", package("w", 2), intake=25),
    ]
    plan = plan_of(scenario(made, [pool(), pool("data", 1)], shocks=(away,), horizon=30))
    witness = witness_of(plan)
    dev, data = plan.pools.ids.index("dev"), plan.pools.ids.index("data")
    assert [(one.day, one.package, set(one.pools)) for one in witness.lacks] == [
        (0.0, 2, {dev, data}),
        (3.0, 2, {dev}),
        (25.0, 3, {dev}),
    ]
    assert witness.still_queued == ((3, 25.0),)
