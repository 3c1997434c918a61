"""The check after every run finds what is wrong, and nothing that is right."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engines.build import Story, day, lived, package, policy, pool, project, scenario, story
from tests.engines.desks import many, pmo, served
from tests.engines.portfolios import mixed
from workbench.engines.invariants import check
from workbench.errors import RunError


def lived_one() -> Story:
    made = [project("A", 5, 5), project("B", 5, after=("A",)), project("C", 5), project("D", 50, intake=60)]
    return story(scenario(made, [pool(capacity=2)], policy=policy(release={"wip_limit": 2}), horizon=30))


def breaches(one: Story, **changed: object) -> str:
    """What the check says of a path of which something was changed."""
    with pytest.raises(RunError) as told:
        check(one.plan, replace(one.path, **changed))
    return str(told.value)


def test_a_good_path_passes() -> None:
    """The engine checks its own paths; this one passes again."""
    one = lived_one()
    check(one.plan, one.path)
    for future in lived(mixed(), 3):
        check(future.plan, future.path)


def test_each_breach_is_found() -> None:
    """One wrong fact at a time, each told by its name: another breach beside it would hide that it is not."""
    one = lived_one()
    path, attempts = one.path, one.path.attempts
    first = np.arange(len(path.end)) == 0
    second = np.array(one.plan.projects.ids) == "B"
    assert "A has end RUNNING and finish" in breaches(one, end=np.where(first, 1, path.end))
    assert "A has end COMPLETED and finish nan" in breaches(one, finish=np.where(first, np.nan, path.finish))
    assert "ends after twice the horizon" in breaches(one, finish=np.where(first, 61.0, path.finish))
    assert "A starts before its release" in breaches(one, release=np.where(first, 4.0, path.release))
    assert "B is released before A" in breaches(one, release=np.where(second, 2.0, path.release))
    assert "do not sum to 5.000 days" in breaches(one, state_days=path.state_days + 0.5)
    for wrong, said in (
        (replace(attempts, end=attempts.start - 1), "an attempt ends before it starts"),
        (replace(attempts, start=attempts.start * 0), "an attempt lies outside its project's life"),
        (replace(attempts, end=attempts.end + 1), "used beyond its capacity by a start on day 5"),
        (replace(attempts, number=attempts.number + 1), "not numbered one after the other from 1"),
        (replace(attempts, package=attempts.package * 0), "attempts of a package overlap"),
    ):
        assert said in breaches(one, attempts=wrong)


def test_too_many_people_at_work_are_found() -> None:
    """Everything started on day 1 needs more than the pool has."""
    one = story(scenario([project("A", 5), project("B", 5), project("C", 5)], [pool(capacity=1)]))
    a = one.path.attempts
    said = breaches(one, attempts=replace(a, start=np.full_like(a.start, 1.0), end=np.full_like(a.end, 20.0)))
    assert "used beyond its capacity by a start on day 1" in said


def test_services_by_people_who_are_not_there_yet_are_found() -> None:
    """One coach until day 50, three from then on: a second service before that day has nobody."""
    later = {"from": day(50), "staff": {"coaching": 3.5}}
    what = served(many(30, 400.0, np.arange(30.0)), at=pmo(staff={"coaching": 1.5}, steps=[later]))
    one = lived(what)[0]
    check(one.plan, one.path)
    done = one.path.served
    for early in (29.0, 49.0):
        began = np.where(done.began >= 50.0, early, done.began)
        with pytest.raises(RunError, match="more services than people"):
            check(one.plan, replace(one.path, served=replace(done, began=began)))


def test_too_many_projects_at_once_are_found() -> None:
    """A plan with a smaller limit than the one that was run."""
    one = story(scenario([project("A", 5), project("B", 5)], [pool(capacity=2)]))
    tight = replace(one.plan, rules=replace(one.plan.rules, wip_limit=1))
    with pytest.raises(RunError, match="open after a release"):
        check(tight, one.path)


def test_mandatory_projects_and_work_under_way_may_exceed_the_limit() -> None:
    """What the rules allow is no breach."""
    made = [project("M", 5, mandatory=True), project("N", 5, mandatory=True, intake=1.0), project("A", 5)]
    made += [project(f"F{k}", package("w", 9, spent_days=3), in_flight=True) for k in range(3)]
    one = story(scenario(made, [pool(capacity=9)], policy=policy(release={"wip_limit": 1})))
    assert [one.release(name) for name in "MNA"] == [0, 1, 6]


def test_operations_may_take_people_from_work_that_started_a_pass_before() -> None:
    """A completes in the second pass of day 0, after B took both developers in the first."""
    made = [
        project("A", package("z", 0, {"test": 1}), operations_effect={"dev": 1}),
        project("B", package("w", 5, {"dev": 2})),
        project("C", package("w", 5, {"dev": 1})),
    ]
    one = story(scenario(made, [pool(capacity=2), pool("test")]))
    assert (one.finish("A"), one.start("B"), one.start("C")) == (0, 0, 5)


def test_the_end_of_a_project_does_not_depend_on_how_long_others_run() -> None:
    """Turned down at its intake after the horizon, whether or not anybody is still at work."""
    made = [project("A", 5), project("X", 5, intake=45.0), project("Y", 5, after=("X",), intake=50.0)]
    turned_down = policy(exclude=("X",))
    for more in ([], [project("L", 59)]):
        one = story(scenario([*made, *more], [pool(capacity=2)], policy=turned_down, horizon=30))
        assert (one.end("X"), one.finish("X"), one.reason("Y")) == ("REJECTED", 45, "PREDECESSOR")
