"""Switching, rework, late detection, risks and the arithmetic of people: each against a hand count."""

import math

import numpy as np
import pytest

from tests.engines.build import (
    chain,
    day,
    lived,
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
from workbench.model import CapacityShock, CapacityStep, OperationsStep, Project, ProjectRisk, SharedRisk

# Switching ------------------------------------------------------------------------------------------------


def lengths(projects: list[Project], pools: list, penalty: float = 0.1, **more) -> dict[str, float]:
    one = with_luck(with_process(plan_of(scenario(projects, pools, **more)), switching=penalty))
    return {attempt.package: round(attempt.end - attempt.start, 9) for attempt in one.tries}


def test_each_open_project_beyond_one_a_person_stretches_the_work() -> None:
    """Three projects and one person: 1 + 0.1·(k − 1) with k = 3, 2, 1, read at the start of each attempt."""
    made = [project(name, 10) for name in "ABC"]
    assert lengths(made, [pool()]) == {"A/w0": 12, "B/w0": 11, "C/w0": 10}


def test_as_many_people_as_projects_means_no_loss() -> None:
    """max(0, k − 1): spare people are no gain either."""
    made = [project(name, 10) for name in "ABC"]
    assert set(lengths(made, [pool(capacity=3)]).values()) == {10}
    assert set(lengths(made, [pool(capacity=30)]).values()) == {10}


def test_people_kept_by_operations_do_not_count() -> None:
    """Four people of whom half are for projects: k = 4 for 2."""
    made = [project(name, 10) for name in "ABCD"]
    found = lengths(made, [pool(capacity=4, operations_share=0.5)])
    assert (found["A/w0"], found["B/w0"], found["C/w0"], found["D/w0"]) == (11, 11, 10, 10)


def test_only_released_projects_with_work_left_on_the_pool_compete() -> None:
    """What waits for release, works elsewhere, or has done its share here does not count."""
    made = [
        project("A", *chain(package("w", 10), package("x", 90, {"test": 1}))),
        project("B", 10, intake=5.0),
        project("C", package("w", 90, {"test": 1})),
        project("D", 10, intake=300.0),
    ]
    found = lengths(made, [pool(), pool("test", 9)])
    assert found == {"A/w": 10, "B/w0": 10, "A/x": 90, "C/w": 90, "D/w0": 10}


def test_a_wip_limit_spares_the_switching() -> None:
    """One at a time: nobody switches, and all are earlier on average."""
    made = [project(name, 10) for name in "ABCDEF"]
    limited = lengths(made, [pool()], policy=policy(release={"wip_limit": 1}))
    assert set(limited.values()) == {10}
    assert sum(lengths(made, [pool()]).values()) == pytest.approx(15 + 14 + 13 + 12 + 11 + 10)


def test_with_several_pools_the_largest_loss_applies() -> None:
    """Two compete for developers, four for the one tester."""
    made = [project("A", package("w", 10, {"dev": 1, "test": 1}))]
    made += [project("B", package("w", 10, {"dev": 1}))]
    made += [project(name, package("w", 10, {"test": 1})) for name in "CDE"]
    assert lengths(made, [pool(), pool("test")])["A/w"] == 13


def test_the_loss_is_never_more_than_nine_tenths() -> None:
    """However many compete, a package takes at most ten times as long."""
    made = [project(name, 10) for name in "ABC"]
    assert lengths(made, [pool()], penalty=3.0)["A/w0"] == 70
    assert lengths(made, [pool()], penalty=50.0)["A/w0"] == pytest.approx(100)


def test_overhead_and_loss_compose_as_stated() -> None:
    """Duration = draw × (1 + overhead) ÷ (1 − loss)."""
    plan = with_process(plan_of(scenario([project(name, 10) for name in "AB"])), switching=0.25, overhead=0.2)
    one = with_luck(plan)
    assert one.of("A/w0")[0].end == pytest.approx(10 * 1.2 * 1.25)


# Rework ---------------------------------------------------------------------------------------------------


def test_no_package_has_more_than_eight_attempts() -> None:
    """The eighth is accepted and counted as truncated; without a defect it is simply accepted."""
    plan = with_process(plan_of(scenario([project("A", 1)])), rework=0.5)
    outcomes = [one.outcome for one in with_luck(plan, rework={"A/w0": [0.1] * 8}).of("A/w0")]
    assert outcomes == ["REPEATED"] * 7 + ["TRUNCATED"]
    outcomes = [one.outcome for one in with_luck(plan, rework={"A/w0": [0.1] * 7 + [0.9]}).of("A/w0")]
    assert outcomes == ["REPEATED"] * 7 + ["ACCEPTED"]


@pytest.mark.parametrize("chance", [0.1, 0.5, 0.9])
def test_the_number_of_attempts_is_geometric_up_to_eight(chance: float) -> None:
    """Mean (1 − r⁸) ÷ (1 − r), and the truncated share is r⁸."""
    made = [project(f"P{k:02d}", 1) for k in range(40)]
    plan = with_process(plan_of(scenario(made, [pool(capacity=99)])), rework=chance)
    counts, cut = [], 0
    for one in lived(plan, 50):
        counts += np.bincount(one.path.attempts.package).tolist()
        cut += int((one.path.attempts.outcome == 4).sum())
    sample = np.array(counts)
    theory = (1 - chance**8) / (1 - chance)
    assert abs(sample.mean() - theory) <= 4 * sample.std() / math.sqrt(len(sample))
    share = chance**8
    assert abs(cut / len(sample) - share) <= 4 * math.sqrt(share * (1 - share) / len(sample)) + 1e-12


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_a_repeat_has_its_share_of_the_length_and_a_draw_of_its_own(share: float) -> None:
    """`repeat_share` scales later attempts only."""
    what = scenario([project("A", 10)], uncertainty={"repeat_share": share})
    plan = with_process(plan_of(what), rework=0.5)
    one = with_luck(
        plan, rework={"A/w0": [0.1, 0.1, 0.9]}, log_noise={"A/w0": [0.0, math.log(3), math.log(2)]}
    )
    found = [attempt.end - attempt.start for attempt in one.of("A/w0")]
    assert found == pytest.approx([10, 30 * share, 20 * share])


def staged(**more) -> Project:
    """Two packages before a gate, one behind it."""
    return project(
        "A",
        package("a", 5, stage="one"),
        package("b", 3, stage="one", after=("a",)),
        package("c", 4, stage="two"),
        stages=("one", "two"),
        gates=more.pop("gates", ("one",)),
        **more,
    )


def defective(made: Project, people: float = 1, **luck):
    plan = with_process(plan_of(scenario([made], [pool(capacity=people)])), rework=0.5, late=0.5)
    return with_luck(plan, **luck)


def test_a_late_defect_shows_at_the_gate_which_then_does_not_decide() -> None:
    """The gate reopens the package and sits again when it is done; successors already done stay done."""
    one = defective(staged(), rework={"A/a": [0.1, 0.9]}, late={"A/a": [0.1]})
    assert one.sittings == [(8.0, "A", 2), (13.0, "A", 1)]
    tries = [(t.package, t.number, t.start, t.end, t.outcome, t.late) for t in one.tries]
    assert tries == [
        ("A/a", 1, 0, 5, "LATENT", False),
        ("A/b", 1, 5, 8, "ACCEPTED", False),
        ("A/a", 2, 8, 13, "ACCEPTED", True),
        ("A/c", 1, 13, 17, "ACCEPTED", False),
    ]
    assert one.state_days("A")[:2] == (12, 5)


def test_what_a_gate_reopens_together_is_done_again_side_by_side() -> None:
    """A reopened attempt is an ordinary rework attempt: it joins the queue at once."""
    late = {"A/a": [0.1], "A/b": [0.1]}
    one = defective(staged(), 2, rework={"A/a": [0.1, 0.9], "A/b": [0.1, 0.9]}, late=late)
    assert [(t.package, t.start) for t in one.tries if t.late] == [("A/a", 8), ("A/b", 8)]
    assert one.sittings == [(8.0, "A", 2), (13.0, "A", 1)]


def test_a_reopened_attempt_can_fail_like_any_other() -> None:
    """It may show its defect at once, or again only at the gate, which sits a third time."""
    one = defective(staged(), rework={"A/a": [0.1, 0.1, 0.1, 0.9]}, late={"A/a": [0.1, 0.9, 0.1, 0.9]})
    assert [t.outcome for t in one.of("A/a")] == ["LATENT", "REPEATED", "LATENT", "ACCEPTED"]
    assert one.sittings == [(8.0, "A", 2), (18.0, "A", 2), (23.0, "A", 1)]
    assert [t.late for t in one.of("A/a")] == [False, True, True, True]


def test_the_limit_of_eight_includes_reopenings() -> None:
    """The eighth attempt is accepted although it is defective, and the gate decides."""
    one = defective(staged(), rework={"A/a": [0.1] * 8}, late={"A/a": [0.1] * 8})
    assert [t.outcome for t in one.of("A/a")] == ["LATENT"] * 7 + ["TRUNCATED"]
    assert [decision for _, _, decision in one.sittings] == [2] * 7 + [1]


def test_without_a_gate_ahead_every_defect_shows_at_once() -> None:
    """Behind the last gate, or without gates, there is nobody to find it later."""
    one = defective(staged(), rework={"A/c": [0.1, 0.9]}, late={"A/c": [0.1]})
    assert [t.outcome for t in one.of("A/c")] == ["REPEATED", "ACCEPTED"]
    no_gate = defective(staged(gates=()), 9, rework={"A/a": [0.1, 0.9]}, late={"A/a": [0.1]})
    assert [t.outcome for t in no_gate.of("A/a")] == ["REPEATED", "ACCEPTED"]


def test_a_late_defect_in_an_early_stage_waits_for_the_next_gate_after_it() -> None:
    """Stage one has no gate of its own: the gate after stage two finds it."""
    made = project(
        "A",
        package("a", 5, stage="one"),
        package("b", 8, stage="two"),
        package("c", 4, stage="three"),
        stages=("one", "two", "three"),
        gates=("two",),
    )
    one = defective(made, 2, rework={"A/a": [0.1, 0.9]}, late={"A/a": [0.1]})
    assert one.sittings == [(8.0, "A", 2), (13.0, "A", 1)]


def test_a_reopened_package_holds_back_what_has_not_begun() -> None:
    """Its successor behind the gate starts only when it is done again."""
    made = project(
        "A",
        package("a", 5, stage="one"),
        package("c", 4, stage="two", after=("a",)),
        stages=("one", "two"),
        gates=("one",),
    )
    one = defective(made, 5, rework={"A/a": [0.1, 0.9]}, late={"A/a": [0.1]})
    assert one.begins("A/c") == 10 and one.finish("A") == 14


# Risks ----------------------------------------------------------------------------------------------------


def test_a_risk_lengthens_the_first_attempt_only_and_adds_its_share() -> None:
    """Two certain risks of 50 % and 20 %: 17 days, then 10 for the repeat."""
    risks = (
        ProjectRisk(id="r", probability=1, delay=0.5),
        ProjectRisk(id="s", probability=1, delay=0.2),
    )
    plan = with_process(plan_of(scenario([project("A", 10, risks=risks)])), rework=0.5)
    one = with_luck(plan, rework={"A/w0": [0.1, 0.9]})
    assert [t.end - t.start for t in one.of("A/w0")] == pytest.approx([17, 10])


def test_a_risk_strikes_the_packages_it_names_each_on_its_own_luck() -> None:
    """A project's own risk without a list may strike every package."""
    named = ProjectRisk(id="r", probability=1, delay=1, packages=("b",))
    one = story(scenario([project("A", package("a", 10), package("b", 10), risks=(named,))]))
    assert [t.end - t.start for t in one.tries] == [10, 20]
    every = ProjectRisk(id="r", probability=0.5, delay=1)
    futures = lived(scenario([project("A", package("a", 10), package("b", 10), risks=(every,))]), 800)
    struck = np.array([[t.end - t.start > 15 for t in one.tries] for one in futures])
    assert abs(np.corrcoef(struck.T)[0, 1]) < 4 / math.sqrt(800)
    assert np.abs(struck.mean(axis=0) - 0.5).max() < 4 * 0.5 / math.sqrt(800)


def test_a_shared_risk_strikes_all_or_nobody() -> None:
    """One luck for the whole portfolio in each future; projects not named are spared."""
    risk = SharedRisk(id="storm", probability=0.4, delay=0.5, projects=("A", "B"))
    made = [project(name, 10) for name in "ABC"]
    futures = lived(scenario(made, [pool(capacity=3)], risks=(risk,)), 600)
    pairs = {(one.finish("A"), one.finish("B")) for one in futures}
    assert pairs == {(10, 10), (15, 15)} and {one.finish("C") for one in futures} == {10}
    share = np.mean([one.finish("A") == 15 for one in futures])
    assert abs(share - 0.4) <= 4 * math.sqrt(0.24 / 600)


@pytest.mark.parametrize(("level", "multiplier"), [(1, 1.3), (3, 1.0), (5, 0.8)])
def test_maturity_moves_the_probability_of_risks(level: int, multiplier: float) -> None:
    """p′ = 1 − (1 − p)^multiplier."""
    risk = ProjectRisk(id="r", probability=0.3, delay=1)
    plan = plan_of(scenario([project("A", 10, risks=(risk,))], maturity=level))
    assert plan.risks.probability[0, 0] == pytest.approx(1 - 0.7**multiplier, rel=1e-12)


def test_a_risk_costs_once_per_project_on_the_day_of_the_first_struck_package() -> None:
    """Three packages struck: one charge, at the start of the first; each project pays a shared risk once."""
    own = ProjectRisk(id="fine", probability=1, cost=40)
    shared = SharedRisk(id="storm", probability=1, cost=7)
    made = [
        project("A", package("a", 10), package("b", 10), package("c", 10), risks=(own,)),
        project("B", 5, intake=3.0),
    ]
    path = story(scenario(made, [pool(capacity=1)], risks=(shared,))).path
    charged = sorted(
        zip(path.risk_project.tolist(), path.risk_cost.tolist(), path.risk_day.tolist(), strict=True)
    )
    assert charged == [(0, 7, 0), (0, 40, 0), (1, 7, 30)]


def test_a_risk_that_does_not_strike_costs_nothing() -> None:
    """Probability 0 never strikes, probability 1 always does."""
    made = project("A", 10, risks=(ProjectRisk(id="r", probability=0, delay=1, cost=5),))
    for one in lived(scenario([made]), 50):
        assert one.finish("A") == 10 and not len(one.path.risk_day)


def test_ranking_does_not_see_whether_a_risk_will_strike() -> None:
    """Hidden from belief: the order under SPT is that of the plans in every future."""
    risky = project("A", 10, risks=(ProjectRisk(id="r", probability=0.5, delay=5),))
    futures = lived(scenario([risky, project("B", 11)], policy=policy(dispatch="spt")), 30)
    assert {one.start("A") for one in futures} == {0}
    assert {one.start("B") for one in futures} == {10, 60}


# People ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("capacity", "share", "expected"),
    [(10, 0.15, 850), (7, 0.33, 469), (1, 1.0, 0), (0.29, 0.0, 29), (4.35, 0.0, 435), (1.1, 0.1, 99)],
)
def test_capacity_for_projects_is_the_floor_of_the_exact_decimal_product(
    capacity: float, share: float, expected: int
) -> None:
    """No binary rounding: 4.35 people are 435 hundredths."""
    plan = plan_of(
        scenario([project("A", package("w", 1, {}))], [pool(capacity=capacity, operations_share=share)])
    )
    assert plan.pools.step_capacity.tolist() == [expected]


def test_changes_of_people_are_gross_and_added_exactly() -> None:
    """0.7 people and 0.1 more are 0.8, not 0.7999…; operations take their share of all of them."""
    more = CapacityShock(id="hire", pool="dev", fte=0.1, from_=day(10))
    plan = plan_of(scenario([project("A", package("w", 1, {}))], [pool(capacity=0.7)], shocks=(more,)))
    assert plan.pools.step_capacity.tolist() == [70, 80]
    half = CapacityShock(id="leave", pool="dev", fte=-5, from_=day(10), until=day(20))
    plan = plan_of(
        scenario(
            [project("A", package("w", 1, {}))], [pool(capacity=10, operations_share=0.2)], shocks=(half,)
        )
    )
    assert plan.pools.step_day.tolist() == [0, 10, 20]
    assert plan.pools.step_capacity.tolist() == [800, 400, 800]


def test_shocks_come_on_top_of_steps() -> None:
    """A step sets the people, shocks come on top; the share of operations is taken of what is left."""
    gone = CapacityShock(id="gone", pool="dev", fte=-4, from_=day(5), until=day(30))
    pools = [
        pool(
            capacity=4,
            capacity_steps=(CapacityStep(from_=day(20), fte=12),),
            operations_steps=(OperationsStep(from_=day(40), share=0.5),),
        )
    ]
    plan = plan_of(scenario([project("A", package("w", 1, {}))], pools, shocks=(gone,)))
    assert plan.pools.step_day.tolist() == [0, 5, 20, 30, 40]
    assert plan.pools.step_capacity.tolist() == [400, 0, 800, 1200, 600]


def test_there_are_never_fewer_people_than_none() -> None:
    """A file that takes nine of four is refused; a copy skips that check, and nobody is left."""
    sound = scenario([project("A", package("w", 1, {}))], [pool(capacity=4)])
    gone = CapacityShock(id="gone", pool="dev", fte=-9, from_=day(5), until=day(30))
    plan = plan_of(sound.model_copy(update={"shocks": (gone,)}))
    assert plan.pools.step_capacity.tolist() == [400, 0, 400]
    assert plan.pools.gross.tolist() == [4, 0, 4]


def test_fractions_of_people_add_up_without_rounding() -> None:
    """Ten packages of a tenth fit one person, the eleventh waits."""
    made = [project(f"P{k:02d}", package("w", 5, {"dev": 0.1})) for k in range(11)]
    one = story(scenario(made))
    assert [one.start(f"P{k:02d}") for k in range(11)] == [0] * 10 + [5]


@pytest.mark.parametrize("tiny", [1e-300, 1e-17])
def test_work_too_short_for_the_clock_takes_a_pass_like_work_of_no_length(tiny: float) -> None:
    """Times are equal as bits: what cannot move the clock ends at the same instant, in the next pass."""
    made = [project("A", 100), project("B", tiny, after=("A",)), project("C", 5, after=("B",))]
    boards = policy(release={"cadence": "monthly"})
    one = story(scenario(made, policy=boards))
    assert (one.release("B"), one.finish("B"), one.release("C")) == (120, 120, 151)
