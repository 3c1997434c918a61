"""The order inside one instant: many things happen on the same whole day, and each has its turn.

The letters are those of `workbench.engines`: (a) what ends and what is dated, (b) rework, (c) gates,
completions, boards, (d) release, (e) queue, (f) dispatch, (g) again.
"""

from dataclasses import replace

import numpy as np
import pytest

from tests.engines.build import (
    Story,
    chain,
    day,
    package,
    policy,
    pool,
    project,
    scenario,
    story,
    with_luck,
    with_process,
)
from workbench.engines.plan import plan_of
from workbench.model import BudgetShock, CapacityShock, CapacityStep
from workbench.policies import LevelStep, Pmo

NOTHING: dict[str, float] = {}
ONE_AT_A_TIME = {"wip_limit": 1}


def times(story: Story, *packages: str) -> list[tuple[float, float]]:
    return [(one.start, one.end) for name in packages for one in story.of(name)]


# (a) before (d): what ends makes room at once -----------------------------------------------------------


def test_a_completion_makes_room_for_a_release_at_the_same_instant() -> None:
    """Completions come before releases, and the released project starts at once."""
    one = story(scenario([project("A", 5), project("B", 5)], policy=policy(release=ONE_AT_A_TIME)))
    assert (one.finish("A"), one.release("B"), one.start("B"), one.finish("B")) == (5, 5, 5, 10)


def test_a_completion_on_a_board_date_makes_room_for_that_board() -> None:
    """Completions of projects come before boards, so the board of day 31 sees the free place."""
    boards = policy(release={"wip_limit": 1, "cadence": "monthly"})
    one = story(scenario([project("A", 31), project("B", 5)], policy=boards))
    assert one.release("B") == 31


def test_a_termination_on_a_board_date_makes_room_for_that_board() -> None:
    """Gates sit before boards, in the same pass."""
    boards = policy(release={"wip_limit": 1, "cadence": "monthly"}, gates="expected_value")
    doomed = project(
        "A", *chain(package("w0", 31, stage="one"), package("w1", 9, stage="two")), gates=("one",)
    )
    one = story(scenario([doomed, project("B", 5)], [pool(cost_per_fte_day=1)], policy=boards))
    assert (one.end("A"), one.finish("A"), one.release("B"), one.start("B")) == ("TERMINATED", 31, 31, 31)


def test_an_intake_is_a_candidate_at_its_own_instant() -> None:
    """Intakes take effect in (a), before release, also on a fraction of a day."""
    one = story(scenario([project("A", 5, intake=3.25)]))
    assert (one.release("A"), one.finish("A")) == (3.25, 8.25)


def test_a_capacity_step_up_counts_at_its_own_instant() -> None:
    """Capacity steps take effect in (a), before dispatch."""
    pools = [pool(capacity=1, capacity_steps=(CapacityStep(from_=day(3), fte=2),))]
    one = story(scenario([project("A", 5), project("B", 5)], pools))
    assert one.start("B") == 3


def test_a_capacity_step_below_present_use_lets_work_finish() -> None:
    """Nothing is pre-empted; what ends gives its people back to the smaller pool."""
    pools = [pool(capacity=2, capacity_steps=(CapacityStep(from_=day(3), fte=1),))]
    one = story(scenario([project("A", 5), project("B", 5), project("C", 5), project("D", 5)], pools))
    assert times(one, "A/w0", "B/w0", "C/w0", "D/w0") == [(0, 5), (0, 5), (5, 10), (10, 15)]


def test_an_outage_stops_new_starts_and_not_running_work() -> None:
    """An outage is a capacity step down and up again; nothing starts while it lasts."""
    outage = CapacityShock(id="storm", pool="dev", fte=-1, from_=day(3), until=day(9))
    one = story(scenario([project("A", 5), project("B", 5)], shocks=(outage,)))
    assert times(one, "A/w0", "B/w0") == [(0, 5), (9, 14)]


def test_an_attempt_that_starts_on_the_day_of_a_new_level_reads_the_new_level() -> None:
    """Levels take effect in (a), before dispatch, and change nothing inside a running attempt."""
    pmo = Pmo(levels=(LevelStep(from_=day(5), maturity=5),))
    plan = plan_of(scenario([project("A", 5), project("B", 5)], maturity=1, pmo=pmo))
    levels = plan.levels
    assert levels.day.tolist() == [-np.inf, 5]
    plain = replace(
        levels,
        **{
            name: np.zeros_like(getattr(levels, name))
            for name in ("rework", "late", "switching", "sigma", "log_norm", "known_sigma", "known_share")
        },
        belief=np.ones_like(levels.belief),
        overhead=np.array([[0.0, 1.0]]),
    )
    packages = replace(plan.packages, scale=plan.packages.mean)
    one = with_luck(replace(plan, levels=plain, packages=packages))
    assert times(one, "A/w0", "B/w0") == [(0, 5), (5, 15)]


# (b) rework -----------------------------------------------------------------------------------------------


def test_rework_rejoins_the_queue_at_once_and_competes_by_index() -> None:
    """A repeated package queues in (e): with the earlier due date it wins, with the later it waits."""
    plan = with_process(
        plan_of(
            scenario(
                [project("A", 5, due=100), project("B", 5, due=50), project("C", 5, due=75)],
                policy=policy(dispatch="edd"),
            )
        ),
        rework=0.5,
    )
    first = with_luck(plan, rework={"B/w0": [0.1, 0.9]})
    assert times(first, "B/w0", "C/w0", "A/w0") == [(0, 5), (5, 10), (10, 15), (15, 20)]
    later = with_luck(plan, rework={"C/w0": [0.1, 0.9]})
    assert times(later, "B/w0", "C/w0", "A/w0") == [(0, 5), (5, 10), (10, 15), (15, 20)]
    last = with_luck(plan, rework={"A/w0": [0.1, 0.9]})
    assert times(last, "B/w0", "C/w0", "A/w0") == [(0, 5), (5, 10), (10, 15), (15, 20)]
    rivals = with_process(
        plan_of(
            scenario(
                [project("A", 5, due=100), project("B", 5, due=50, intake=2)], policy=policy(dispatch="edd")
            )
        ),
        rework=0.5,
    )
    loses = with_luck(rivals, rework={"A/w0": [0.1, 0.9]})
    assert times(loses, "A/w0", "B/w0") == [(0, 5), (10, 15), (5, 10)]


def test_a_repeated_package_opens_nothing_and_completes_nothing() -> None:
    """Its successor and the release of the next project wait for the accepted attempt."""
    made = [project("A", *chain(package("w0", 5), package("w1", 5))), project("B", 5)]
    plan = with_process(plan_of(scenario(made, policy=policy(release=ONE_AT_A_TIME))), rework=0.5)
    one = with_luck(plan, rework={"A/w1": [0.1, 0.9]})
    assert times(one, "A/w0", "A/w1", "B/w0") == [(0, 5), (5, 10), (10, 15), (15, 20)]
    assert one.state_days("A")[:3] == (10, 5, 0)


# (c) gates, completions, boards -----------------------------------------------------------------------


def test_a_gate_sits_once_when_everything_up_to_its_stage_is_done_and_opens_the_next_at_once() -> None:
    """Two packages that end together give one sitting; what lies behind starts at that instant."""
    made = project(
        "A",
        package("a", 5, stage="one"),
        package("b", 5, stage="one"),
        package("c", 3, stage="two"),
        stages=("one", "two"),
        gates=("one",),
    )
    one = story(scenario([made], [pool(capacity=3)]))
    assert one.sittings == [(5.0, "A", 1)]
    assert (one.begins("A/c"), one.finish("A")) == (5, 8)


def test_a_stage_without_a_gate_orders_nothing() -> None:
    """Stages order work only through gates and predecessors."""
    made = project("A", package("a", 5, stage="one"), package("c", 3, stage="two"), stages=("one", "two"))
    assert story(scenario([made], [pool(capacity=3)])).begins("A/c") == 0


def test_a_gate_blocks_every_later_stage_and_not_its_own() -> None:
    """A gate after stage two lets stages one and two run together and holds back stages three and four."""
    made = project(
        "A",
        package("a", 5, stage="one"),
        package("b", 2, stage="two"),
        package("c", 1, stage="three"),
        package("d", 1, stage="four"),
        stages=("one", "two", "three", "four"),
        gates=("two",),
    )
    one = story(scenario([made], [pool(capacity=9)]))
    assert [one.begins(f"A/{k}") for k in "abcd"] == [0, 0, 5, 5]
    assert one.sittings == [(5.0, "A", 1)]


def test_a_gate_after_the_last_stage_sits_before_the_project_completes() -> None:
    """The project is complete only when its last gate has passed, in the same instant."""
    made = project("A", package("a", 5, stage="one"), gates=("one",))
    one = story(scenario([made]))
    assert one.sittings == [(5.0, "A", 1)] and one.finish("A") == 5


def test_a_successor_project_is_released_when_its_predecessor_completes() -> None:
    """Completions in (c) make candidates for (d) of the same pass."""
    one = story(scenario([project("A", 5), project("B", 5, after=("A",))]))
    assert (one.release("B"), one.finish("B")) == (5, 10)
    assert one.state_days("B") == (5, 0, 0, 0, 5, 0)


def test_a_dead_project_ends_all_that_wait_for_it_even_before_their_intake() -> None:
    """Rejected by the selection at day 0: what stands on it ends at day 0 too, transitively."""
    made = [
        project("A", 5),
        project("B", 5, after=("A",)),
        project("C", 5, after=("B",), intake=50),
        project("D", 5, after=("C", "E"), intake=7),
        project("E", 5),
    ]
    one = story(scenario(made, policy=policy(exclude=("A",))))
    assert [one.reason(name) for name in "ABCD"] == ["SELECTION", "PREDECESSOR", "PREDECESSOR", "PREDECESSOR"]
    assert [one.finish(name) for name in "ABCD"] == [0, 0, 0, 0]
    assert all(sum(one.state_days(name)) == 0 for name in "ABCD")
    assert one.end("E") == "COMPLETED"


def test_a_terminated_project_ends_those_that_wait_for_it_in_the_same_pass() -> None:
    """A gate's termination gives its place away and ends its dependents, transitively, at that instant."""
    doomed = project(
        "A", package("a", 5, stage="one"), package("b", 9, stage="two"), stages=("one", "two"), gates=("one",)
    )
    made = [doomed, project("B", 5, after=("A",)), project("C", 5, after=("B",), intake=90), project("D", 5)]
    limits = policy(release=ONE_AT_A_TIME, gates="expected_value")
    one = story(scenario(made, [pool(cost_per_fte_day=1)], policy=limits))
    assert one.sittings == [(5.0, "A", 0)]
    assert (one.end("A"), one.reason("A"), one.finish("A")) == ("TERMINATED", "GATE", 5)
    for name in "BC":
        assert (one.end(name), one.reason(name), one.finish(name)) == ("REJECTED", "PREDECESSOR", 5)
    assert one.release("D") == 5


def test_a_predecessor_that_is_never_finished_leaves_its_dependents_waiting() -> None:
    """Unfinished at twice the horizon is not dead."""
    one = story(scenario([project("A", 100), project("B", 5, after=("A",))], horizon=20))
    assert (one.end("A"), one.end("B"), one.reason("B")) == ("RUNNING", "WAITING", "PREDECESSOR")


# (d) release ------------------------------------------------------------------------------------------


def test_mandatory_projects_go_first_exceed_the_limit_and_count_in_it() -> None:
    """With a limit of 1: the mandatory takes the place; a later one comes in beyond it; both block others."""
    made = [
        project("A", 5),
        project("Z", 10, mandatory=True),
        project("M", 20, intake=3, mandatory=True),
    ]
    one = story(scenario(made, [pool(capacity=9)], policy=policy(release=ONE_AT_A_TIME)))
    assert [one.release(name) for name in "ZMA"] == [0, 3, 23]
    assert one.rank("Z") == 1 and one.finish("Z") == 10


def test_mandatory_projects_have_no_precedence_in_dispatch() -> None:
    """Released first, they queue for people like everybody else."""
    one = story(scenario([project("A", 5), project("Z", 5, mandatory=True)]))
    assert (one.start("A"), one.start("Z")) == (0, 5)


def test_a_candidate_that_does_not_fit_is_skipped_not_waited_for() -> None:
    """The budget refuses the first; the second, which fits, is released in the same pass."""
    made = [project("A", 100), project("B", 10)]
    pools = [pool(capacity=2, cost_per_fte_day=1)]
    one = story(scenario(made, pools, budgets={2027: 50, 2028: 0}, horizon=30))
    assert one.release("B") == 0
    assert (one.end("A"), one.reason("A")) == ("WAITING", "BUDGET")


def test_a_mandatory_project_needs_budget_like_any_other() -> None:
    """It may exceed the WIP limit, not the budget."""
    made = [project("A", 100, mandatory=True), project("B", 10)]
    pools = [pool(capacity=2, cost_per_fte_day=1)]
    one = story(scenario(made, pools, budgets={2027: 50, 2028: 0}, horizon=30))
    assert (one.end("A"), one.reason("A"), one.release("B")) == ("WAITING", "BUDGET", 0)


def test_what_is_released_competes_for_people_at_the_same_instant() -> None:
    """Release comes before dispatch: the newcomer with the earlier due date overtakes who waited."""
    made = [project("A", 5, due=10), project("B", 5, due=100), project("C", 5, due=50)]
    one = story(scenario(made, policy=policy(release={"wip_limit": 2}, dispatch="edd")))
    assert (one.release("C"), one.start("C"), one.start("B")) == (5, 5, 10)


def test_continuous_release_decides_in_every_pass_of_an_instant() -> None:
    """Projects of no length with people pass one after the other through a limit of 1, all on day 0."""
    made = [project(name, 0) for name in "ABC"] + [project("D", 5)]
    one = story(scenario(made, policy=policy(release=ONE_AT_A_TIME)))
    assert [one.release(name) for name in "ABCD"] == [0, 0, 0, 0]
    assert [one.finish(name) for name in "ABCD"] == [0, 0, 0, 5]


def test_a_calendar_board_decides_only_in_the_first_pass() -> None:
    """With monthly boards the same projects pass one a month."""
    made = [project(name, 0) for name in "ABC"] + [project("D", 5)]
    boards = policy(release={"wip_limit": 1, "cadence": "monthly"})
    one = story(scenario(made, policy=boards))
    assert [one.release(name) for name in "ABCD"] == [0, 31, 59, 90]


def test_a_board_sees_what_its_first_pass_sees() -> None:
    """A milestone project completes in the second pass of a board's instant; its successor waits a month."""
    made = [project("A", package("m", 0, NOTHING)), project("B", 5, after=("A",))]
    monthly = story(scenario(made, policy=policy(release={"cadence": "monthly"})))
    assert (monthly.finish("A"), monthly.release("B")) == (0, 31)
    continuous = story(scenario(made))
    assert (continuous.finish("A"), continuous.release("B")) == (0, 0)


def test_a_board_on_the_horizon_day_releases_and_a_later_one_does_not() -> None:
    """t ≤ H may still release."""
    boards = policy(release={"cadence": "monthly"})
    late = [project("A", 5, intake=20)]
    assert story(scenario(late, policy=boards, horizon=31)).release("A") == 31
    after = story(scenario(late, policy=boards, horizon=30))
    assert (after.end("A"), after.reason("A")) == ("WAITING", "BOARD")


def test_an_intake_on_the_horizon_day_is_released_and_a_later_one_is_not() -> None:
    """The same with continuous release; what comes after 2H waits for its intake."""
    made = [project("A", 5, intake=30), project("B", 5, intake=30.5), project("C", 5, intake=70)]
    one = story(scenario(made, horizon=30))
    assert (one.release("A"), one.finish("A")) == (30, 35)
    assert (one.end("B"), one.end("C"), one.reason("C")) == ("WAITING", "WAITING", "INTAKE")


# (e), (f) queue and dispatch ----------------------------------------------------------------------------


def test_the_successor_of_a_finished_package_competes_at_the_same_instant() -> None:
    """By index it goes before who has waited longer."""
    made = [
        project("A", *chain(package("w0", 5), package("w1", 5)), due=20),
        project("B", 5, due=100),
    ]
    one = story(scenario(made, policy=policy(dispatch="edd")))
    assert times(one, "A/w0", "A/w1", "B/w0") == [(0, 5), (5, 10), (10, 15)]


def test_dispatch_skips_what_does_not_fit_and_reserves_nothing() -> None:
    """The wide package at the head of the queue waits while narrow ones behind it keep the pool busy."""
    made = [
        project("A", 5),
        project("B", package("wide", 5, {"dev": 2})),
        project("C", 3),
        project("D", 4, intake=3),
    ]
    one = story(scenario(made, [pool(capacity=2)]))
    assert [one.start(name) for name in "ACDB"] == [0, 0, 3, 7]


def test_a_package_on_two_pools_takes_both_at_once_or_none() -> None:
    """It holds nothing while it waits for the other pool."""
    made = [
        project("A", 5),
        project("B", package("both", 5, {"dev": 1, "test": 1})),
        project("C", package("t", 2, {"test": 1})),
    ]
    one = story(scenario(made, [pool(), pool("test")]))
    assert [one.start(name) for name in "ABC"] == [0, 5, 0]


@pytest.mark.parametrize(
    ("ids", "intakes", "expected"),
    [
        (["P10", "P2", "P1"], [0, 0, 0], ["P1", "P10", "P2"]),
        (["a", "B", "é", "Z"], [0, 0, 0, 0], ["B", "Z", "a", "é"]),
        (["A", "B"], [2, 1], ["B", "A"]),
    ],
)
def test_ties_go_by_planned_intake_then_id_as_unicode_text(
    ids: list[str], intakes: list[float], expected: list[str]
) -> None:
    """FIFO is a constant index, ordered by the tie rule; case and accents compare by code point."""
    made = [project(name, 5, intake=when) for name, when in zip(ids, intakes, strict=True)]
    blocker = project("0", 5, intake=0) if max(intakes) else None
    one = story(scenario([*made, blocker] if blocker else made))
    assert sorted(ids, key=one.start) == expected


def test_packages_of_one_project_tie_by_their_id() -> None:
    """The order in the file does not matter."""
    one = story(scenario([project("A", package("b", 5), package("a", 5), package("C", 5))]))
    assert [one.begins(f"A/{k}") for k in "Cab"] == [0, 5, 10]


# (b), (e), (g) zero length --------------------------------------------------------------------------------


def test_chains_of_milestones_and_gates_pass_at_one_instant() -> None:
    """Milestones after finished work, the gate behind them, and milestones behind the gate: all on day 5."""
    made = project(
        "A",
        package("work", 5, stage="one"),
        package("m1", 0, NOTHING, stage="one", after=("work",)),
        package("m2", 0, NOTHING, stage="one", after=("m1",)),
        package("m3", 0, NOTHING, stage="two"),
        package("m4", 0, NOTHING, stage="two", after=("m3",)),
        package("last", 2, stage="three", after=("m4",)),
        stages=("one", "two", "three"),
        gates=("one", "two"),
    )
    one = story(scenario([made]))
    assert one.sittings == [(5.0, "A", 1), (5.0, "A", 1)]
    assert (one.begins("A/last"), one.finish("A")) == (5, 7)
    assert [attempt.package for attempt in one.tries] == ["A/work", "A/last"]


def test_a_project_of_milestones_is_released_and_completed_at_one_instant() -> None:
    """So is a chain of such projects, before anybody else of that instant is affected by their WIP."""
    made = [
        project("A", package("m", 0, NOTHING)),
        project("B", package("m", 0, NOTHING), after=("A",)),
        project("C", 4, after=("B",)),
    ]
    one = story(scenario(made, policy=policy(release=ONE_AT_A_TIME)))
    assert [one.finish(name) for name in "ABC"] == [0, 0, 4]


def test_a_zero_length_package_with_people_holds_them_until_the_next_pass() -> None:
    """Its successor therefore competes with who was skipped meanwhile, and wins by index."""
    made = [
        project("A", *chain(package("zero", 0), package("next", 5)), due=10),
        project("B", 5, due=100),
    ]
    one = story(scenario(made, policy=policy(dispatch="edd")))
    assert times(one, "A/zero", "A/next", "B/w0") == [(0, 0), (0, 5), (5, 10)]
    slower = [project("A", *made[0].packages, due=200), made[1]]
    other = story(scenario(slower, policy=policy(dispatch="edd")))
    assert times(other, "B/w0", "A/zero", "A/next") == [(0, 5), (5, 5), (5, 10)]


def test_a_zero_length_package_waits_for_its_people_like_any_other() -> None:
    """It has a length of 0, not a demand of 0."""
    one = story(scenario([project("A", 5), project("B", 0)]))
    assert times(one, "B/w0") == [(5, 5)] and one.state_days("B")[2] == 5


def test_a_zero_length_package_with_people_can_need_rework_in_the_same_instant() -> None:
    """Each repeat takes a pass; time does not move; the eighth is accepted."""
    plan = with_process(plan_of(scenario([project("A", 0), project("B", 3)])), rework=0.5)
    one = with_luck(plan, rework={"A/w0": [0.1] * 8})
    assert [attempt.outcome for attempt in one.of("A/w0")] == ["REPEATED"] * 7 + ["TRUNCATED"]
    assert (one.finish("A"), one.start("B")) == (0, 0)


def test_two_projects_that_end_together_make_room_for_two() -> None:
    """All completions of an instant come before any release of it."""
    made = [project(name, 5) for name in "AB"] + [
        project(name, 5, due=due) for name, due in (("C", 9), ("D", 8))
    ]
    one = story(scenario(made, [pool(capacity=2)], policy=policy(release={"wip_limit": 2, "index": "fifo"})))
    assert (one.release("C"), one.release("D")) == (5, 5)


# operations, fiscal years, the end ------------------------------------------------------------------------


def test_an_operations_effect_counts_from_the_instant_of_completion() -> None:
    """The completed project takes a person before the queue of that instant is served."""
    made = [
        project("A", 5, operations_effect={"dev": 1}),
        project("B", 5),
        project("C", 5),
        project("D", 5),
    ]
    one = story(scenario(made, [pool(capacity=2)]))
    assert times(one, "A/w0", "B/w0", "C/w0", "D/w0") == [(0, 5), (0, 5), (5, 10), (10, 15)]


def test_an_operations_effect_can_free_people() -> None:
    """A negative effect gives operations' people to projects at once."""
    made = [project("A", 5, operations_effect={"dev": -1}), project("B", 5), project("C", 5)]
    one = story(scenario(made))
    assert times(one, "A/w0", "B/w0", "C/w0") == [(0, 5), (5, 10), (5, 10)]


def test_work_that_ends_on_the_last_instant_of_a_year_is_paid_from_that_year() -> None:
    """The fiscal year turns after the completions of its first instant, and before the releases of it."""
    made = [project("A", 365), project("B", 100, intake=1)]
    pools = [pool(capacity=1, cost_per_fte_day=1)]
    one = story(scenario(made, pools, budgets={2027: 365, 2028: 100}, horizon=366))
    assert (one.finish("A"), one.release("B")) == (365, 365)


def test_a_cut_on_the_first_day_of_a_year_counts_before_the_releases_of_that_day() -> None:
    """Fiscal year, then shocks, then release."""
    cut = BudgetShock(id="cut", share=-0.5, from_=day(365))
    made = [project("A", 60, intake=365), project("B", 40, intake=365)]
    pools = [pool(capacity=2, cost_per_fte_day=1)]
    one = story(scenario(made, pools, budgets={2027: 0, 2028: 100, 2029: 0}, shocks=(cut,), horizon=366))
    assert (one.end("A"), one.release("B")) == ("WAITING", 365)


def test_an_attempt_that_ends_at_twice_the_horizon_completes_and_nothing_starts_then() -> None:
    """t ≤ 2H may still complete; the next package never starts, and its project is running."""
    made = [project("A", 40), project("B", *chain(package("w0", 40), package("w1", 1))), project("C", 3)]
    one = story(scenario(made, [pool(capacity=2)], horizon=20))
    assert (one.end("A"), one.finish("A")) == ("COMPLETED", 40)
    assert one.end("B") == "RUNNING" and not one.of("B/w1")
    assert one.end("C") == "RUNNING" and not one.of("C/w0")


def test_milestones_still_pass_at_twice_the_horizon_but_zero_length_work_does_not_start() -> None:
    """A milestone completes; a package that needs people would have to start."""
    made = [
        project("A", package("w", 40), package("m", 0, NOTHING, after=("w",))),
        project("B", package("w", 40), package("z", 0, after=("w",))),
    ]
    one = story(scenario(made, [pool(capacity=2)], horizon=20))
    assert (one.end("A"), one.finish("A")) == ("COMPLETED", 40)
    assert one.end("B") == "RUNNING"


def test_work_still_under_way_at_twice_the_horizon_is_running() -> None:
    """One hour too many."""
    one = story(scenario([project("A", 40.125)], horizon=20))
    assert one.end("A") == "RUNNING" and one.tries[0].outcome == "RUNNING"


def test_states_have_the_stated_order_and_sum_to_the_lead_time() -> None:
    """Board until a board has seen it, release while refused, people, work; cut at the horizon."""
    boards = policy(release={"wip_limit": 1, "cadence": "monthly"})
    made = [project("A", 40), project("B", 10, intake=20), project("C", 10, intake=0, after=("A",))]
    one = story(scenario(made, policy=boards))
    assert one.release("C") == 59 and one.release("B") == 90
    assert one.state_days("B") == (10, 0, 0, 11, 0, 59)
    assert one.state_days("C") == (10, 0, 0, 19, 40, 0)
    cut = story(scenario(made, policy=boards, horizon=95))
    assert cut.state_days("B") == (5, 0, 0, 11, 0, 59)


def test_an_instant_with_everything_at_once() -> None:
    """On day 31 work ends, a gate sits, a project completes, the board sits and people move."""
    made = [
        project("A", 31, due=31),
        project(
            "B",
            package("b", 31, {"test": 1}, stage="one"),
            package("c", 5, stage="two"),
            stages=("one", "two"),
            gates=("one",),
            due=60,
        ),
        project("C", 5, after=("A",), due=50),
        project("D", 5, intake=31, due=40, mandatory=True),
        project("E", 5, intake=0, due=35),
    ]
    boards = policy(release={"wip_limit": 3, "cadence": "monthly", "index": "edd"}, dispatch="edd")
    one = story(scenario(made, [pool(), pool("test")], policy=boards))
    assert [one.release(name) for name in "AEBDC"] == [0, 0, 0, 31, 59]
    assert times(one, "A/w0", "B/b", "E/w0", "D/w0", "B/c", "C/w0") == [
        (0, 31),
        (0, 31),
        (31, 36),
        (36, 41),
        (41, 46),
        (59, 64),
    ]
