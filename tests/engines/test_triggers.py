"""Adaptive rules: what they see, when they act and for how long; what never fires changes nothing."""

from typing import Any

import numpy as np
import pytest

from tests.engines.build import (
    Story,
    day,
    lived,
    package,
    policy,
    pool,
    project,
    same_paths,
    scenario,
    story,
    with_process,
)
from tests.engines.portfolios import mixed
from workbench.engines.plan import plan_of
from workbench.errors import InputError
from workbench.model import CapacityShock
from workbench.policies import Action, Policy, Signal, Trigger
from workbench.scenario import Scenario


def rule(**more: Any) -> dict[str, Any]:
    return {"id": "rule", "when": "wip", "above": 0, "then": "pause_release"} | more


def steered(*rules: dict[str, Any], **more: Any) -> Policy:
    return policy(**more).model_copy(update={"triggers": tuple(Trigger.model_validate(one) for one in rules)})


def never(when: Signal, then: Action) -> dict[str, Any]:
    extra = {Action.WIP_LIMIT: {"wip_limit": 1}, Action.DISPATCH: {"dispatch": "atc"}}.get(then, {})
    return rule(id=f"{when}-{then}", when=when, above=1e9, then=then, **extra) | {"for": 60}


@pytest.mark.parametrize("cadence", ["continuous", "monthly"])
@pytest.mark.parametrize("dispatch", ["fifo", "cd3", "atc"])
def test_what_never_fires_changes_no_bit(cadence: str, dispatch: str) -> None:
    """Every signal with every action, watched at every board: the path of the static policy."""
    words = {"release": {"index": "cd3", "wip_limit": 6, "cadence": cadence}, "dispatch": dispatch}
    watching = steered(*(never(when, then) for when in Signal for then in Action), **words)
    static, watched = (lived(mixed(9, policy=one), 2) for one in (policy(**words), watching))
    for one, other in zip(static, watched, strict=True):
        assert same_paths(one.path, other.path) and one.path.events == other.path.events


def test_a_pause_ends_after_its_days_although_nothing_else_happens_then() -> None:
    """A is released on day 0; B comes on day 1, when one is under way, and waits until day 61."""
    made = [project("A", 3), project("B", 5, intake=1.0), project("M", 5, intake=2.0, mandatory=True)]
    one = story(scenario(made, [pool(capacity=9)], policy=steered(rule() | {"for": 60})))
    assert [one.release(name) for name in "ABM"] == [0.0, 61.0, 2.0]
    assert one.state_days("B")[5] == 60.0


def test_without_days_it_acts_until_a_board_finds_all_well() -> None:
    made = [project("A", 30), project("B", 5, intake=1.0)]
    one = story(scenario(made, [pool(capacity=9)], policy=steered(rule())))
    assert one.release("B") == 30.0
    boards = steered(rule(), release={"cadence": "monthly"})
    assert story(scenario(made, [pool(capacity=9)], policy=boards)).release("B") == 31.0


def test_boards_judge_on_their_dates_and_the_days_run_from_then() -> None:
    """Queued since day 0, too old from day 11 on; the board of day 31 sees it and pauses for forty days."""
    made = [project("A", 50), project("B", 5), project("C", 1, intake=25.0)]
    rules = steered(rule(when="queue_age", above=10) | {"for": 40}, release={"cadence": "monthly"})
    assert story(scenario(made, policy=rules)).release("C") == 90.0
    static = policy(release={"cadence": "monthly"})
    assert story(scenario(made, policy=static)).release("C") == 31.0


def test_paused_intake_keeps_newcomers_outside_while_those_inside_go_on() -> None:
    made = [project("A", 20), project("B", 5), project("C", 5, intake=3.0)]
    words = {"release": {"wip_limit": 1}}
    one = story(scenario(made, [pool(capacity=9)], policy=steered(rule(then="pause_intake"), **words)))
    assert [one.release(name) for name in "ABC"] == [0.0, 20.0, 25.0]
    late = story(
        scenario(made, [pool(capacity=9)], policy=steered(rule(then="pause_intake"), **words), horizon=10)
    )
    assert (late.reason("C"), late.reason("B")) == ("PAUSED", "WIP")


def test_another_wip_limit_holds_while_work_is_overdue() -> None:
    """Two places; once A is late on day 5 only one: C waits until both are done."""
    made = [project("A", 20, due=4.0), project("B", 6), project("C", 5, intake=5.5)]
    rules = steered(rule(when="overdue", then="wip_limit", wip_limit=1), release={"wip_limit": 2})
    one = story(scenario(made, [pool(capacity=9)], policy=rules))
    assert one.release("C") == 20.0
    assert (
        story(scenario(made, [pool(capacity=9)], policy=policy(release={"wip_limit": 2}))).release("C") == 6.0
    )


def test_a_limit_may_be_raised_too() -> None:
    made = [project(name, 10) for name in "ABCD"]
    rules = steered(rule(when="candidates", above=1, then="wip_limit", wip_limit=3), release={"wip_limit": 1})
    one = story(scenario(made, [pool(capacity=9)], policy=rules))
    assert [one.release(name) for name in "ABCD"] == [0.0, 10.0, 10.0, 10.0]


def test_of_several_limits_the_first_stated_counts() -> None:
    made = [project(name, 10, intake=0.0 if name == "A" else 1.0) for name in "ABCD"]
    two, three = (rule(id=f"r{limit}", then="wip_limit", wip_limit=limit) | {"for": 5} for limit in (2, 3))
    for rules, expected in (((two, three), 1), ((three, two), 2)):
        one = story(scenario(made, [pool(capacity=9)], policy=steered(*rules)))
        assert sum(one.release(name) == 1.0 for name in "BCD") == expected


def test_people_go_to_the_most_urgent_first_while_work_waits_too_long() -> None:
    """First come first served until the queue is older than five days, then by promised date."""
    made = [project("A", 10), project("B", 10, due=90.0), project("C", 10, due=30.0)]
    rules = steered(rule(when="queue_age", above=5, then="dispatch", dispatch="edd"))
    assert story(scenario(made, policy=rules)).start("C") == 10.0
    assert story(scenario(made, policy=policy())).start("C") == 20.0


def test_utilisation_is_what_it_was_until_just_now() -> None:
    """Two of two at work until day 4, when one leaves work: full; half from then on."""
    made = [project("A", 4), project("B", 30), project("C", 1, intake=4.0), project("D", 1, intake=10.0)]
    rules = steered(rule(when="utilisation", above=0.9, pool="dev"), release={})
    one = story(scenario(made, [pool(capacity=2), pool("test", 50)], policy=rules))
    assert (one.release("C"), one.release("D")) == (10.0, 10.0)


def test_a_budget_that_runs_out_stops_starts_before_it_is_empty() -> None:
    """A commits 60 of 100: less than half is free, and what would fit into the rest waits for next year."""
    made = [project("A", 60), project("B", 10, intake=1.0)]
    rules = steered(rule(when="budget_room", above=None, below=0.5))
    one = story(scenario(made, [pool(capacity=2, cost_per_fte_day=1)], policy=rules, budgets={2027: 100}))
    assert one.release("B") == 365.0
    assert story(scenario(made, [pool(capacity=2, cost_per_fte_day=1)], policy=rules)).release("B") == 1.0


# Against a shock ------------------------------------------------------------------------------------------


def strained(rules: Policy, *, shocked: bool) -> Scenario:
    """Forty projects, eight people of whom half leave on day 60; each project too many costs time."""
    made = [
        project(f"P{k:02d}", package("w", 12), package("x", 12), intake=float(5 * k), due=float(5 * k + 70))
        for k in range(40)
    ]
    leave = CapacityShock(id="leave", pool="dev", fte=-4, from_=day(60))
    return scenario(made, [pool(capacity=8)], policy=rules, shocks=(leave,) if shocked else (), horizon=900)


def lives(rules: Policy, *, shocked: bool) -> list[Story]:
    return lived(with_process(plan_of(strained(rules, shocked=shocked)), switching=0.3, rework=0.1), 6)


GUARD = rule(when="queue_age", above=15, then="wip_limit", wip_limit=4)


def test_a_rule_against_overload_acts_in_a_shock_and_is_silent_without_one() -> None:
    static, guarded = policy(dispatch="fifo"), steered(GUARD, dispatch="fifo")
    calm = [lives(one, shocked=False) for one in (static, guarded)]
    assert all(same_paths(one.path, other.path) for one, other in zip(*calm, strict=True))
    before, after = (
        [np.nanmax(one.path.finish) for one in lives(rules, shocked=True)] for rules in (static, guarded)
    )
    assert all(with_rule < without for with_rule, without in zip(after, before, strict=True))


# Mistakes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        (rule(below=3), "policy › triggers › rule: states either above or below"),
        (rule(above=None), "state one bound"),
        (rule(then="wip_limit"), "then: wip_limit needs wip_limit"),
        (rule(wip_limit=3), "says nothing while the action is pause_release"),
        (rule(pool="dev"), "only utilisation is of a pool"),
        (rule(when="utilisation", pool="deb"), "there is no pool of this name"),
        (rule(then="dispatch", dispatch="lft"), "changes between rules of projects alone"),
    ],
)
def test_a_rule_that_nothing_could_follow_is_refused_with_a_remedy(stated: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=told):
        scenario([project("A", 1)], policy=steered(stated))


def test_two_other_orders_are_one_too_many() -> None:
    rules = [rule(id=name, then="dispatch", dispatch=name) for name in ("edd", "cd3")]
    with pytest.raises(InputError, match="may change to one other order"):
        scenario([project("A", 1)], policy=steered(*rules))
