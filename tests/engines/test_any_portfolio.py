"""Small portfolios that nobody would write: whole days, ties everywhere; every run ends in order."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import (
    Story,
    chain,
    lived,
    package,
    policy,
    pool,
    project,
    same_paths,
    scenario,
    twice,
    with_process,
)
from workbench.engines.draws import draw
from workbench.engines.invariants import check
from workbench.engines.path import End
from workbench.engines.plan import plan_of
from workbench.model import Project
from workbench.policies import FIXED_RULES, PACKAGE_RULES, PROJECT_RULES, Cadence, IndexName, Sgs
from workbench.scenario import Scenario

POOLS = ("dev", "test", "ops")
STAGES = ("one", "two", "three")
RULES = [name for name in PROJECT_RULES if name is not IndexName.WSJF_SAFE]
DISPATCH = [
    *((name, Sgs.PARALLEL) for name in (*RULES, *PACKAGE_RULES)),
    *((name, Sgs.SERIAL) for name in FIXED_RULES),
]


@st.composite
def packages(draw_one: Any, number: int) -> Any:
    """One package of a project; it may wait for earlier ones of its own or an earlier stage."""
    stage = draw_one(st.integers(0, 2))
    people = draw_one(
        st.dictionaries(st.sampled_from(POOLS), st.sampled_from([0.5, 1.0, 1.5, 2.0]), max_size=3)
    )
    length = draw_one(st.sampled_from([0, 0, 1, 2, 3, 5, 8]))
    return number, stage, people, length


@st.composite
def projects(draw_one: Any, name: str, earlier: list[str]) -> Project:
    rows = sorted((draw_one(packages(k)) for k in range(draw_one(st.integers(1, 4)))), key=lambda row: row[1])
    made = []
    for k, (number, stage, people, length) in enumerate(rows):
        after = draw_one(
            st.sets(st.sampled_from([f"w{row[0]}" for row in rows[:k]]), max_size=2) if k else st.just(set())
        )
        made.append(package(f"w{number}", length, people, stage=STAGES[stage], after=tuple(sorted(after))))
    used = sorted({STAGES[row[1]] for row in rows})
    return project(
        name,
        *made,
        stages=STAGES,
        gates=tuple(sorted(draw_one(st.sets(st.sampled_from(used))))),
        intake=float(draw_one(st.integers(0, 9))),
        due=float(draw_one(st.integers(9, 30))),
        mandatory=draw_one(st.booleans()),
        after=tuple(sorted(draw_one(st.sets(st.sampled_from(earlier), max_size=2)))) if earlier else (),
        benefit={"per_year": draw_one(st.integers(0, 9)) * 1000, "plateau_years": 2},
        lateness={"per_day": draw_one(st.integers(0, 5))},
    )


@st.composite
def portfolios(draw_one: Any) -> Scenario:
    names: list[str] = []
    made = []
    for k in range(draw_one(st.integers(1, 6))):
        name = draw_one(st.sampled_from("ABCDEFGHIJ")) + str(k)
        made.append(draw_one(projects(name, list(names))))
        names.append(name)
    dispatch, sgs = draw_one(st.sampled_from(DISPATCH))
    rules = policy(
        release={
            "index": draw_one(st.sampled_from(RULES)),
            "wip_limit": draw_one(st.sampled_from([None, 1, 2, 3])),
            "cadence": draw_one(st.sampled_from(list(Cadence))),
        },
        dispatch=dispatch,
        sgs=sgs,
        gates=draw_one(st.sampled_from(["go", "expected_value"])),
    )
    people = [pool(name, draw_one(st.sampled_from([2, 2.5, 4])), cost_per_fte_day=10) for name in POOLS]
    return scenario(
        made, people, policy=rules, discount_rate=0.05, horizon=1500, seed=draw_one(st.integers(0, 99))
    )


def longest(what: Scenario) -> float:
    return sum(p.duration.mean for one in what.portfolio.projects for p in one.packages)


@settings(max_examples=150)
@given(portfolios())
def test_every_run_ends_in_order_and_nobody_is_stuck(what: Scenario) -> None:
    """Invariants hold; all that can be released is, and all that is released ends: no deadlock."""
    one = lived(what)[0]
    check(one.plan, one.path)
    assert set(one.path.end.tolist()) <= {End.COMPLETED, End.TERMINATED, End.REJECTED}
    if what.policy.gates.rule == "go":
        assert (one.path.end == End.COMPLETED).all()
    else:
        assert {one.reason(p) for p in one.plan.projects.ids} <= {"NONE", "GATE", "PREDECESSOR"}
    if what.policy.release.cadence is Cadence.CONTINUOUS:
        # A timetable knows no WIP limit: whoever was held up by one may find its day still to come.
        waits = 2 if what.policy.dispatch.sgs is Sgs.SERIAL else 1
        assert np.nanmax(one.path.finish) <= 9 + waits * longest(what)
    assert all(value == round(value) for value in one.path.finish)


@settings(max_examples=60)
@given(portfolios(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_never_matters(what: Scenario, shuffle: Any) -> None:
    """Projects, packages and pools in any order: the same bits."""

    def mixed_up(items: Any) -> tuple:
        listed = list(items)
        shuffle.shuffle(listed)
        return tuple(listed)

    portfolio = what.portfolio
    turned = portfolio.model_copy(
        update={
            "projects": mixed_up(
                p.model_copy(update={"packages": mixed_up(p.packages)}) for p in portfolio.projects
            ),
            "pools": mixed_up(portfolio.pools),
        }
    )
    other = what.model_copy(update={"portfolio": turned})
    assert same_paths(lived(what)[0].path, lived(other)[0].path)


@settings(max_examples=60)
@given(portfolios(), st.sampled_from([0.2, 0.6, 0.95]), st.sampled_from([0.0, 0.5, 1.0]))
def test_rework_and_late_defects_never_block_a_project(what: Scenario, rework: float, late: float) -> None:
    """Up to eight attempts of everything, gates sitting again and again: it still ends."""
    plan = with_process(plan_of(what), rework=rework, late=late, switching=0.3, overhead=0.5)
    draws = draw(plan, range(2))
    for row, path in enumerate(twice(plan, draws)):
        one = Story(plan, draws, row, path)
        assert not np.isin(one.path.end, (End.RUNNING, End.WAITING)).any()
        counts = np.bincount(one.path.attempts.package, minlength=1)
        assert counts.max(initial=0) <= 8
        for i in np.flatnonzero(one.path.end == End.COMPLETED):
            gates = plan.projects.gate_stages.row(int(i))
            mine = one.path.gates.project == i
            assert one.path.gates.decision[mine].tolist().count(1) == len(gates)


@settings(max_examples=60)
@given(portfolios(), st.integers(3, 40))
def test_a_short_horizon_cuts_cleanly(what: Scenario, last: int) -> None:
    """Whatever is under way or waiting then has its named end, its states and its money."""
    from tests.engines.build import day

    short = what.model_copy(update={"horizon": day(last - 1)})
    one = lived(short)[0]
    waiting = one.path.end == End.WAITING
    assert np.isnan(one.path.release[waiting]).all() and (one.path.reason[waiting] > 0).all()
    assert np.isfinite(one.worth.npv).all()
    starts = one.path.attempts.start
    assert (starts < 2 * last).all()


def test_more_people_or_shorter_work_is_never_later_for_a_fifo_queue_of_single_packages() -> None:
    """Pathwise monotonicity holds in one pool, and only there (oracle 22)."""
    luck = np.random.Generator(np.random.Philox(key=4))
    for _ in range(25):
        days, intakes = luck.integers(1, 20, 15), np.cumsum(luck.integers(0, 6, 15))
        made = [
            project(f"P{k:02d}", float(d), intake=float(t))
            for k, (d, t) in enumerate(zip(days, intakes, strict=True))
        ]
        base = lived(scenario(made, [pool(capacity=2)]))[0].path.finish
        more = lived(scenario(made, [pool(capacity=3)]))[0].path.finish
        shorter = [
            project(f"P{k:02d}", max(0.0, float(d) - 1), intake=float(t))
            for k, (d, t) in enumerate(zip(days, intakes, strict=True))
        ]
        less = lived(scenario(shorter, [pool(capacity=2)]))[0].path.finish
        assert (more <= base).all() and (less <= base).all()


def test_a_list_schedule_keeps_grahams_bound() -> None:
    """Makespan ≤ work ÷ m + (1 − 1/m) · longest chain, so at most 2 − 1/m times the optimum."""
    luck = np.random.Generator(np.random.Philox(key=5))
    for _ in range(40):
        m = int(luck.integers(2, 5))
        lengths = luck.integers(1, 12, 9)
        made = [
            project("A", *chain(*(package(f"w{k}", float(d)) for k, d in enumerate(lengths[:4])))),
            *(project(f"B{k}", float(d)) for k, d in enumerate(lengths[4:])),
        ]
        makespan = np.nanmax(lived(scenario(made, [pool(capacity=m)]))[0].path.finish)
        path, work = float(lengths[:4].sum()), float(lengths.sum()) / m
        assert max(path, work, lengths.max()) <= makespan <= work + (1 - 1 / m) * max(path, lengths.max())
