"""Small futures whose stories are known to the day: day 0 is 1 January 2027, every day is worked."""

from __future__ import annotations

from typing import TypeVar

from tests.engines.build import chain, package, policy, pool, project, scenario, with_luck, with_process
from workbench.engines.plan import plan_of
from workbench.engines.process import run_witnessed
from workbench.engines.twin import disagreements
from workbench.experiment.story import Future
from workbench.model import Project, ProjectRisk, ResourcePool, SharedRisk, WorkPackage
from workbench.scenario import Scenario

Named = TypeVar("Named", Project, ResourcePool, WorkPackage)
Numbers = dict[str, list[float]]


def called(one: Named, name: str) -> Named:
    """The same with a name of its own."""
    return one.model_copy(update={"name": name})


def told(
    what: Scenario, defects: Numbers | None = None, hidden: Numbers | None = None, **effects: float
) -> Future:
    """A future with process effects and luck set by hand; with and without a witness both engines agree."""
    plan = with_process(plan_of(what), **effects)
    made = with_luck(plan, rework=defects or {}, late=hidden or {})
    path, witness = run_witnessed(plan, made.draws, 0)
    assert disagreements(made.path, path) == []
    return Future(what, plan, made.draws, path, witness)


def one_place() -> Future:
    """One place: the board looks by promised date, so the last to come goes second."""
    made = [
        called(project("A", 10, due=8), "Portal"),
        project("B", 4, intake=2, due=30),
        project("C", 4, intake=3, due=20, external_cost=500),
    ]
    rules = policy(release={"wip_limit": 1, "index": "edd"})
    return told(scenario(made, [pool(capacity=2)], policy=rules, horizon=60))


def behind_others() -> Future:
    """A package that needs both pools waits behind two projects, then behind one of them and its own work."""
    made = [
        called(project("A", 6), "Portal"),
        called(project("B", package("model", 9, {"data": 1})), "Data hub"),
        project(
            "C",
            called(package("w1", 12), "groundwork"),
            called(package("w2", 3, {"dev": 2, "data": 1}), "joint test"),
            intake=1,
        ),
    ]
    pools = [called(pool(capacity=2), "Developers"), called(pool("data", 1), "Data engineers")]
    return told(scenario(made, pools, horizon=60))


def no_room() -> Future:
    """Monthly boards and 100 a year: what waits for a board finds no room until the next year."""
    made = [project("A", 80), project("B", 50, intake=5), project("C", 600, intake=6)]
    rules = policy(release={"cadence": "monthly"})
    budgets = {2027 + k: 100.0 for k in range(6)}
    people = [pool(capacity=9, cost_per_fte_day=1)]
    return told(scenario(made, people, policy=rules, budgets=budgets, horizon=400))


def gates_and_defects() -> Future:
    """A gate sends a package back and then lets go; the gate of another stops it; a third depended on it."""
    made = [
        project(
            "A",
            package("draw", 5, stage="one"),
            package("make", 6, stage="two"),
            stages=("one", "two"),
            gates=("one", "two"),
            benefit={"per_year": 36525, "plateau_years": 1},
        ),
        project(
            "B",
            package("draw", 4, stage="one"),
            package("make", 50, stage="two"),
            stages=("one", "two"),
            gates=("one",),
        ),
        project("C", 2, after=("B",)),
        project("D", 2, after=("A",)),
    ]
    rules = policy(gates="expected_value")
    what = scenario(made, [pool(capacity=2, cost_per_fte_day=10)], policy=rules, horizon=60)
    return told(
        what,
        {"A/draw": [0.1, 0.9], "A/make": [0.1, 0.9]},
        {"A/draw": [0.1], "A/make": [0.9]},
        rework=0.3,
        late=0.5,
    )


def storm() -> Future:
    """Work in flight, a risk of its own and a shared one, a project that the selection turned down."""
    own = ProjectRisk(id="key", name="Key person leaves", probability=1, delay=0.5, packages=("w0",))
    shared = SharedRisk(id="storm", name="Storm", probability=1, delay=0.1, cost=100, projects=("A",))
    made = [
        project("F", package("w", 20, spent_days=12), in_flight=True, due=9),
        project("A", *chain(package("w0", 10), package("w1", 10)), risks=(own,), mandatory=True, due=40),
        project("X", 5),
    ]
    rules = policy(exclude=("X",))
    return told(scenario(made, [pool(capacity=3)], policy=rules, risks=(shared,), horizon=40))


def cut_off() -> Future:
    """The run ends, at twice the horizon, before the work and before anybody is free; one comes too late."""
    made = [project("A", 500), project("B", 5), project("C", 5, intake=30)]
    return told(scenario(made, horizon=20))


def mandatory_first() -> Future:
    """A mandatory latecomer overfills the only place and passes a gate that would stop it; people switch."""
    made = [
        project("A", 10, benefit={"per_year": 365250, "plateau_years": 1}),
        project(
            "M",
            package("w", 6, stage="one"),
            package("rest", 4, stage="two"),
            stages=("one", "two"),
            gates=("one",),
            intake=2,
            mandatory=True,
        ),
        project("X", 3, intake=3, benefit={"per_year": 36525, "plateau_years": 1}),
        project("Y", 3, after=("X",)),
    ]
    rules = policy(release={"wip_limit": 1, "index": "cd3"}, gates="expected_value")
    people = [pool(cost_per_fte_day=10)]
    what = scenario(made, people, policy=rules, horizon=17, discount_rate=0.1)
    return told(what, {"A/w0": [0.1, 0.9]}, rework=0.3, switching=0.25)


STORIES = {
    one.__name__: one
    for one in (one_place, behind_others, no_room, gates_and_defects, storm, cut_off, mandatory_first)
}
