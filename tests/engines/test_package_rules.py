"""Rules that rank work packages: their figures by hand, the orders they make, and serial timetables."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from tests.engines.build import Story, day, lived, package, policy, pool, project, scenario, story
from tests.engines.test_any_portfolio import portfolios
from workbench.engines.plan import Plan, plan_of
from workbench.engines.plan.order import figures_of
from workbench.engines.records import lists_of
from workbench.engines.rules.pairs import earliest_beside, worst_case_index
from workbench.errors import InputError
from workbench.model import CapacityStep, Lognormal, Project
from workbench.policies import FIXED_RULES, PackageFeature, Policy
from workbench.scenario import Scenario


def diamond(**more: Any) -> Project:
    """a (2) before b (5) and c (1), both before d (3); e (4) waits for nothing."""
    return project(
        "P",
        package("a", 2),
        package("b", 5, after=("a",)),
        package("c", 1, after=("a",)),
        package("d", 3, after=("b", "c")),
        package("e", 4),
        **more,
    )


def figures(what: Scenario) -> dict[str, list[float]]:
    plan = plan_of(what)
    return {name.value: values.tolist() for name, values in figures_of(plan.projects, plan.packages).items()}


def test_the_figures_of_a_diamond_are_those_worked_out_by_hand() -> None:
    """Longest path a–b–d of 10 days; c has 4 days of slack, e 6."""
    assert figures(scenario([diamond()])) == {
        "duration": [2, 5, 1, 3, 4],
        "earliest_start": [0, 2, 2, 7, 0],
        "latest_start": [0, 2, 6, 7, 6],
        "latest_finish": [2, 7, 7, 10, 10],
        "successors": [3, 1, 1, 0, 0],
        "days_of_next": [6, 3, 3, 0, 0],
        "days_of_successors": [9, 3, 3, 0, 0],
    }


def test_a_gate_is_a_link_from_all_before_it_to_all_behind_it() -> None:
    """u and v (3 and 1) stand before the gate, w and x (2 and 4) behind it."""
    made = project(
        "P",
        package("u", 3, stage="one"),
        package("v", 1, stage="one"),
        package("w", 2, stage="two"),
        package("x", 4, stage="two"),
        stages=("one", "two"),
        gates=("one",),
    )
    found = figures(scenario([made]))
    assert found["earliest_start"] == [0, 0, 3, 3]
    assert found["latest_finish"] == [3, 3, 7, 7]
    assert found["latest_start"] == [0, 2, 5, 3]
    assert found["successors"] == [2, 2, 0, 0]
    assert found["days_of_successors"] == [6, 6, 0, 0]
    assert found["days_of_next"] == [0, 0, 0, 0]


def test_a_project_begins_at_its_intake_or_after_its_predecessors() -> None:
    first = project("A", 4, intake=3.0)
    second = project("B", 2, intake=1.0, after=("A",))
    found = figures(scenario([first, second]))
    assert dict(zip("BA", found["earliest_start"], strict=True)) == {"B": 7, "A": 3}
    assert dict(zip("BA", found["latest_finish"], strict=True)) == {"B": 9, "A": 7}


ONE_BY_ONE = {
    "lft": "abcde",  # latest finish 2, 7, 7, 10, 10: ties by id
    "lst": "abced",  # latest start 0, 2, 6, 7 (d), 6 (e)
    "mts": "abcde",
    "grpw": "abcde",  # 8, 8, 4, 3, 4: after a and b, c and e tie at 4
    "grpw_all": "abcde",  # 11, 8, 4, 3, 4: after a and b, c and e tie at 4
    "package_slack": "abcde",  # 0, 0, 4, 0, 6: d opens when c is done
    "package_spt": "acebd",
}


@pytest.mark.parametrize("sgs", ["parallel", "serial"])
@pytest.mark.parametrize(("rule", "order"), ONE_BY_ONE.items())
def test_one_person_takes_the_packages_in_the_order_of_the_rule(rule: str, order: str, sgs: str) -> None:
    one = story(scenario([diamond()], policy=policy(dispatch=rule, sgs=sgs)))
    began = "".join(attempt.package[-1] for attempt in one.tries)
    if rule in ("grpw", "grpw_all"):
        order = "abced"  # e (4) before d (3)
    assert began == order
    assert one.finish("P") == 15


def test_rules_of_packages_cross_the_borders_of_projects() -> None:
    """B's second package is short, but its first is urgent: a rule of packages may start with B, then A."""
    long = project("A", package("a", 5), package("b", 9, after=("a",)))
    short = project("B", package("a", 1), package("b", 2))
    one = story(scenario([long, short], policy=policy(dispatch="package_spt")))
    assert [attempt.package for attempt in one.tries] == ["B/a", "B/b", "A/a", "A/b"]


# worst case slack -------------------------------------------------------------------------------------------


def pairs() -> Plan:
    """Three packages of one pool of 3 people: p (2 people, 4 days), q (2, 6), r (1, 1); s (1, 5) at work."""
    made = project(
        "P",
        package("p", 4, {"dev": 2}),
        package("q", 6, {"dev": 2}),
        package("r", 1, {"dev": 1}),
        package("s", 5, {"dev": 1}),
    )
    return plan_of(scenario([made], [pool("dev", 3)]))


def test_a_pair_that_does_not_fit_waits_for_whoever_ends_first() -> None:
    """With 2 people free until s ends on day 2: q waits for p beside it, r beside p for s, p for r."""
    network = lists_of(pairs()).network
    free, running, until = [200], [3], [0.0, 0.0, 0.0, 2.0]
    p, q, r = 0, 1, 2

    def beside(i: int, j: int, now: float = 0.0) -> float:
        return earliest_beside(network, i, j, free, running, 1, until, now)

    assert beside(p, q) == 4.0  # 3 people are not enough for both: p has to end
    assert beside(q, p) == 6.0
    assert beside(p, r) == 2.0  # s ends before p does
    assert beside(r, p) == 1.0  # r ends before s does
    assert beside(r, r, now=0.5) == 0.5  # two of one person fit at once


def test_worst_case_slack_is_latest_start_less_the_worst_of_the_pairs() -> None:
    network = lists_of(pairs()).network
    fixed = [-9.0, -7.0, -3.0, 0.0]  # minus the latest starts

    def slack(j: int) -> float:
        return -worst_case_index(network, fixed, j, [0, 1, 2], 3, [200], [3], 1, [0.0, 0.0, 0.0, 2.0], 0.0)

    assert [slack(j) for j in range(3)] == [9 - 6, 7 - 4, 3 - 2]


def test_worst_case_slack_goes_before_plain_slack_where_pairs_collide() -> None:
    """x may start until day 5 but cannot run beside y (6 days); z, due from day 3, fits beside anything."""
    made = project(
        "P",
        package("x", 4, {"dev": 2}),
        package("y", 6, {"dev": 2}),
        package("z", 1, {"dev": 1}),
        package("x2", 3, {}, after=("x",)),
        package("y2", 1, {}, after=("y",)),
        package("z2", 3, {}, after=("z",)),
    )
    one = story(scenario([made], [pool("dev", 3)], policy=policy(dispatch="wcs")))
    # Latest starts: x 0, y 0, z 3. Worst cases: x waits 6 days for y (−6), y 4 for x (−4), z none (3).
    assert [one.begins(f"P/{name}") for name in "xyz"] == [0, 4, 0]


def test_one_day_of_the_index_over_pairs_is_looked_at_anew_after_each_grant() -> None:
    """Everything fits at first; whoever is granted changes what the others have to lose."""
    made = [
        project(
            f"P{k}",
            package("a", 3 + k % 3, {"dev": 1 + k % 2}),
            package("b", 5 - k % 4, {"test": 1}, after=("a",)),
        )
        for k in range(7)
    ]
    what = scenario(made, [pool("dev", 4), pool("test", 2)], policy=policy(dispatch="wcs"))
    assert np.isfinite(lived(what)[0].path.finish).all()


# serial -----------------------------------------------------------------------------------------------------


def brute_serial(what: Scenario, index: dict[str, float]) -> dict[str, float]:
    """Serial schedule of one project on a grid of whole days."""
    made = what.portfolio.projects[0]
    capacity = {one.id: one.capacity for one in what.portfolio.pools}
    use = dict.fromkeys(product(capacity, range(200)), 0.0)
    start: dict[str, float] = {}
    length = {one.id: int(one.duration.mean) for one in made.packages}
    while len(start) < len(made.packages):
        ready = [p for p in made.packages if p.id not in start and all(one in start for one in p.after)]
        one = min(ready, key=lambda p: (-index[p.id], p.id))
        t = int(max([0.0, *(start[before] + length[before] for before in one.after)]))
        while any(
            use[name, t + d] + fte > capacity[name]
            for name, fte in one.demand.items()
            for d in range(length[one.id])
        ):
            t += 1
        for name, fte in one.demand.items():
            for d in range(length[one.id]):
                use[name, t + d] += fte
        start[one.id] = t
    return start


def tangle(case: int) -> Project:
    luck = np.random.Generator(np.random.Philox(key=7_000 + case))
    made = []
    for k in range(9):
        after = tuple(f"w{j}" for j in range(k) if luck.random() < 0.25)
        people = {name: float(luck.integers(1, 4)) for name in ("dev", "test") if luck.random() < 0.7}
        made.append(package(f"w{k}", int(luck.integers(1, 7)), people, after=after))
    return project("P", *made)


@pytest.mark.parametrize("case", range(12))
def test_a_run_reproduces_the_serial_schedule_when_all_takes_as_long_as_planned(case: int) -> None:
    rule = FIXED_RULES[case % len(FIXED_RULES)]
    what = scenario(
        [tangle(case)], [pool("dev", 4), pool("test", 4)], policy=policy(dispatch=rule, sgs="serial")
    )
    one = story(what)
    index = dict(zip(one.plan.packages.ids, one.plan.order.index.tolist(), strict=True))
    expected = brute_serial(what, index)
    assert {attempt.package[2:]: attempt.start for attempt in one.tries} == expected
    np.testing.assert_array_equal(
        one.plan.order.not_before, [expected[name] for name in one.plan.packages.ids]
    )


def test_serial_may_beat_parallel_and_be_beaten() -> None:
    """Neither scheme is best in general: over twelve tangles each wins at least once."""
    ahead = set()
    for case in range(40):
        spans = {}
        for sgs in ("serial", "parallel"):
            rules = policy(dispatch="lft", sgs=sgs)
            what = scenario([tangle(case)], [pool("dev", 4), pool("test", 4)], policy=rules)
            spans[sgs] = story(what).finish("P")
        if spans["serial"] != spans["parallel"]:
            ahead.add(min(spans, key=spans.__getitem__))
    assert ahead == {"serial", "parallel"}


def test_nothing_starts_before_its_day_in_the_timetable_whatever_things_really_take() -> None:
    made = [
        project(f"P{k}", package("a", Lognormal(mean=4, cv=0.6)), package("b", 3, after=("a",)))
        for k in range(4)
    ]
    for one in lived(scenario(made, [pool("dev", 2)], policy=policy(dispatch="lft", sgs="serial")), 20):
        day_of = dict(
            zip(
                (one.name_of(k) for k in range(len(one.plan.packages.ids))),
                one.plan.order.not_before,
                strict=True,
            )
        )
        assert all(attempt.start >= day_of[attempt.package] for attempt in one.tries)
        assert one.begins("P0/a") == 0


def test_a_timetable_knows_capacity_steps_and_gates() -> None:
    """Two people until day 4, then one: the longer package waits until the shorter is through."""
    made = project(
        "P",
        package("a", 6, stage="one"),
        package("b", 8, stage="one"),
        package("c", 2, stage="two"),
        stages=("one", "two"),
        gates=("one",),
    )
    steps = (CapacityStep(from_=day(4), fte=1),)
    rules = policy(dispatch="package_spt", sgs="serial")
    one = story(scenario([made], [pool("dev", 2, capacity_steps=steps)], policy=rules))
    assert [one.begins(f"P/{name}") for name in "abc"] == [0, 6, 14]
    plain = story(
        scenario([made], [pool("dev", 2, capacity_steps=steps)], policy=policy(dispatch="package_spt"))
    )
    assert plain.begins("P/b") == 0  # nobody is pre-empted, so parallel need not look ahead


def test_what_nobody_can_ever_do_is_not_kept_waiting_by_a_timetable() -> None:
    """A capacity that falls for good before the package could be through: it starts when it can."""
    steps = (CapacityStep(from_=day(5), fte=0),)
    rules = policy(dispatch="lft", sgs="serial")
    one = story(scenario([project("P", 9)], [pool("dev", 1, capacity_steps=steps)], policy=rules))
    assert one.finish("P") == 9


@settings(max_examples=60)
@given(portfolios())
def test_no_package_runs_ahead_of_any_timetable(what: Scenario) -> None:
    one: Story = lived(what)[0]
    starts = one.path.attempts.start
    assert (starts >= one.plan.order.not_before[one.path.attempts.package]).all()


# what is refused --------------------------------------------------------------------------------------------


def refused(**words: Any) -> str:
    with pytest.raises(InputError) as error:
        scenario([diamond()], policy=policy(**words))
    return str(error.value)


def test_a_rule_of_packages_at_release_is_refused_with_the_remedy() -> None:
    said = refused(release={"index": "lft"})
    assert "policy › release › index: ranks work packages" in said
    assert "name it under dispatch" in said


@pytest.mark.parametrize("rule", ["cd3", "minimum_slack", "wcs"])
def test_a_serial_schedule_from_an_order_that_moves_is_refused_with_what_is_allowed(rule: str) -> None:
    said = refused(dispatch=rule, sgs="serial")
    assert f"got {rule}" in said
    assert "lft" in said


def test_a_copy_that_skips_the_checks_is_refused_by_the_plan() -> None:
    what = scenario([diamond()])
    wrong = what.model_copy(update={"policy": Policy.model_validate({"release": {"index": "mts"}})})
    with pytest.raises(InputError, match="ranks work packages"):
        plan_of(wrong)


def test_every_feature_of_packages_has_a_figure() -> None:
    plan = plan_of(scenario([diamond()]))
    assert set(figures_of(plan.projects, plan.packages)) == set(PackageFeature)
