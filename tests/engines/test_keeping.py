"""People who stay with their project between packages: by hand, never too many, never for ever."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import (
    Story,
    day,
    lived,
    package,
    policy,
    pool,
    project,
    scenario,
    story,
    twice,
    with_process,
)
from tests.engines.portfolios import mixed
from tests.engines.test_advice import advice
from tests.engines.test_any_portfolio import longest, portfolios
from tests.engines.test_governance import (
    BAND,
    HOLD,
    MONTHLY,
    RISING,
    governance,
    governed,
    keeps_its_holds,
    under,
)
from workbench.engines.draws import draw
from workbench.engines.invariants import check
from workbench.engines.path import End
from workbench.engines.plan import plan_of
from workbench.engines.pools import PoolState
from workbench.engines.process import run_witnessed
from workbench.model import BenefitProfile, CapacityShock
from workbench.policies import Pmo, Policy
from workbench.scenario import Scenario


def kept(what: Scenario, **more: Any) -> Scenario:
    """The scenario with projects that keep their people; words change its PMO further."""
    pmo = what.pmo.model_dump(mode="json", by_alias=True) | {"allocation": "kept"} | more
    return what.model_copy(update={"pmo": type(what.pmo).model_validate(pmo)})


def two_teams(**more: Any) -> Scenario:
    """A: a long package of testers beside short ones of developers, the second behind a milestone's delay.

    With one developer, B waits for her; A needs her again when `wait` is over.
    """
    made = [
        project(
            "A",
            package("first", 4),
            package("test", 10, {"test": 1}),
            package("wait", 8, {"ops": 1}),
            package("second", 3, after=("wait",)),
        ),
        project("B", 6),
    ]
    people = [pool("dev", 1), pool("test", 1), pool("ops", 1)]
    return scenario(made, people, **more)


def test_a_project_keeps_its_people_while_it_runs_and_has_work_for_them() -> None:
    """Pooled: B gets the developer on day 4, A has her again on day 10. Kept: she waits at A for day 8."""
    pooled, own = story(two_teams()), story(kept(two_teams()))
    assert (pooled.begins("B/w0"), pooled.begins("A/second"), pooled.finish("A")) == (4.0, 10.0, 13.0)
    assert (own.begins("A/second"), own.finish("A"), own.begins("B/w0")) == (8.0, 11.0, 11.0)


def test_people_for_whom_nothing_is_left_go_back_at_once() -> None:
    """A's developer has no further package there: B gets her on day 4 either way."""
    made = [project("A", package("first", 4), package("test", 10, {"test": 1})), project("B", 6)]
    people = [pool("dev", 1), pool("test", 1)]
    assert story(kept(scenario(made, people))).begins("B/w0") == 4.0


def test_no_more_are_kept_than_the_work_left_can_use() -> None:
    """Of three developers who end on day 4, A has work for one: B gets two."""
    made = [
        project(
            "A",
            package("first", 4, {"dev": 3}),
            package("wait", 8, {"test": 1}),
            package("second", 3, after=("wait",)),
        ),
        project("B", package("wide", 6, {"dev": 2})),
        project("C", 6),
    ]
    one = story(kept(scenario(made, [pool("dev", 3), pool("test", 1)])))
    assert (one.begins("B/wide"), one.begins("A/second"), one.begins("C/w0")) == (4.0, 8.0, 10.0)


def test_a_project_goes_on_with_its_own_people_before_others_get_them_and_lets_go_when_nothing_runs() -> None:
    """The next package of A needs the same developer on day 4, and B would be first by its due date."""
    made = [
        project("A", package("a", 4), package("b", 4, after=("a",)), due=90),
        project("B", 6, intake=1.0, due=10),
    ]
    rules = policy(dispatch="edd")
    pooled, own = (story(what) for what in (scenario(made, policy=rules), kept(scenario(made, policy=rules))))
    assert (pooled.begins("B/w0"), own.begins("B/w0")) == (4.0, 8.0)


def test_who_could_not_start_lets_go_of_its_people_in_the_same_instant() -> None:
    """A keeps one developer of the two its next package needs; nothing of it runs, so D starts at once."""
    made = [
        project("A", package("a", 4), package("wide", 4, {"dev": 2}, after=("a",))),
        *(project(name, days) for name, days in (("B", 3), ("C", 6), ("D", 5))),
    ]
    one = story(kept(scenario(made, [pool("dev", 2)])))
    assert [one.begins(f"{name}/w0") for name in "BCD"] == [0.0, 3.0, 4.0]
    assert one.begins("A/wide") == 9.0


def test_a_capacity_step_below_those_taken_sends_idle_people_back() -> None:
    """One of two developers idles at A when one leaves on day 5: A keeps nobody, and C is next on day 6."""
    made = [
        project(
            "A",
            package("first", 4),
            package("wait", 8, {"test": 1}),
            package("second", 3, after=("wait",)),
        ),
        project("B", 6),
        project("C", 6),
    ]
    away = CapacityShock(id="away", pool="dev", fte=-1, from_=day(5), until=day(30))
    one = story(kept(scenario(made, [pool("dev", 2), pool("test", 1)], shocks=(away,))))
    assert (one.begins("B/w0"), one.begins("C/w0"), one.begins("A/second")) == (0.0, 6.0, 12.0)


def test_those_who_stood_in_go_back_to_their_pool() -> None:
    """A tester stands in for B's developer until day 4 and is not kept, so C gets the tester."""
    made = [
        project("A", 30),
        project(
            "B",
            package("first", 4, {"dev": 1}),
            package("wait", 8, {"ops": 1}),
            package("second", 3, {"dev": 1}, after=("wait",)),
        ),
        project("C", package("c", 5, {"test": 1}), intake=1.0),
    ]
    people = [pool("dev", 1), pool("ops", 1), pool("test", 1, covers={"dev": 1.0})]
    one = story(kept(scenario(made, people)))
    assert [one.begins(name) for name in ("B/first", "C/c", "B/second")] == [0.0, 4.0, 9.0]


def test_a_held_project_keeps_nobody() -> None:
    """A review holds A on day 31 while `long` runs: its developer, idle since day 28, is B's then."""
    held = project(
        "A",
        package("short", 28),
        package("long", 40, {"test": 1}),
        package("more", 10, after=("long",)),
        benefit=BenefitProfile(per_year=510.0, plateau_years=1),
    )
    rules = governed(gates=BAND, reviews=MONTHLY)
    people = [pool("dev", 1, cost_per_fte_day=10), pool("test", 1, cost_per_fte_day=10)]
    other = project("B", 3, intake=1.0, mandatory=True)
    one = story(kept(scenario([held, other], people, policy=rules)))
    assert one.sittings[0] == (31.0, "A", HOLD)
    assert one.begins("B/w0") == 31.0


class Counting(PoolState):
    """Looks at every start whether those at work and those kept are more than there are."""

    looked = 0

    def take(self, k: int) -> None:
        super().take(k)
        Counting.looked += 1
        for p, _ in self._demand[k]:
            assert self._used[p] + self._kept_in[p] <= self.available(p)
            assert self._kept_in[p] == sum(row[p] for row in self.kept)
            assert all(row[p] >= 0 for row in self.kept)


def escalations() -> st.SearchStrategy[dict[str, Any]]:
    """How often the PMO looks for late projects, and how late it lets them be."""
    cadences, days = st.sampled_from(["never", "monthly", "monthly", "quarterly"]), st.sampled_from([0, 20])
    return st.fixed_dictionaries({"cadence": cadences, "tolerated": days})


@st.composite
def parts(draw_one: Any) -> dict[str, Any]:
    """All that a PMO may decide from day to day, and its advice."""
    return {
        "allocation": draw_one(st.sampled_from(["kept", "kept", "pooled"])),
        "replans": draw_one(st.sampled_from(["never", "monthly", "quarterly"])),
        "escalation": draw_one(escalations()),
        "advice": draw_one(advice()),
    }


@settings(max_examples=150, deadline=None)
@given(portfolios())
def test_nobody_is_stuck_where_projects_keep_their_people(what: Scenario) -> None:
    """No deadlock: all that is released ends, and no later than if everything were done one by one."""
    one = lived(kept(what))[0]
    check(one.plan, one.path)
    assert set(one.path.end.tolist()) <= {End.COMPLETED, End.TERMINATED, End.REJECTED}
    if what.policy.release.cadence == "continuous":
        waits = 2 if what.policy.dispatch.sgs == "serial" else 1
        assert np.nanmax(one.path.finish) <= 9 + waits * longest(what)


@settings(max_examples=60, deadline=None)
@given(portfolios(), st.sampled_from([0.2, 0.95]), st.sampled_from([0.0, 0.5]), governance(), parts())
def test_rework_holds_and_advice_with_people_who_stay(
    what: Scenario, rework: float, late: float, rules: dict[str, Any], pmo: dict[str, Any]
) -> None:
    pmo["advice"] = pmo["advice"] if pmo["advice"]["role"] != "none" else {}
    plan = with_process(plan_of(kept(under(what, rules), **pmo)), rework=rework, late=late)
    draws = draw(plan, range(2))
    for row, path in enumerate(twice(plan, draws)):
        check(plan, path)
        keeps_its_holds(Story(plan, draws, row, path))


@settings(max_examples=40, deadline=None)
@given(governance(), parts(), st.integers(0, 99))
def test_a_portfolio_with_a_bit_of_everything_and_people_who_stay(
    rules: dict[str, Any], pmo: dict[str, Any], seed: int
) -> None:
    plan = plan_of(kept(under(mixed(7, seed=seed), rules), **pmo))
    draws = draw(plan, range(2))
    for row, path in enumerate(twice(plan, draws)):
        check(plan, path)
        seen, _ = run_witnessed(plan, draws, row)
        assert (seen.finish[~np.isnan(seen.finish)] == path.finish[~np.isnan(path.finish)]).all()


@settings(max_examples=60, deadline=None)
@given(portfolios() | st.builds(lambda seed: mixed(9, seed=seed), st.integers(0, 99)))
def test_nobody_is_taken_twice(what: Scenario) -> None:
    """At every start those at work and those kept are no more than there are; people leave and return."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.engines.settling.PoolState", Counting)
        patch.setattr(Counting, "looked", 0)
        (one,) = lived(kept(what))
        assert Counting.looked == len(one.path.attempts.package)


def test_one_team_after_the_other_is_the_same_whoever_keeps_whom() -> None:
    """A single package in each project: there is nobody to keep."""
    made = [project(f"P{k}", 3.0 + k) for k in range(5)]
    one, other = story(scenario(made)), story(kept(scenario(made)))
    assert one.tries == other.tries


def test_the_pmo_plans_anew_on_its_dates_for_dispatch_and_boards_keep_their_own_belief() -> None:
    """The level rises on day 95: until then all starts are the same, afterwards the order may differ."""

    def lived_with(replans: str, rules: Policy) -> Story:
        pmo = Pmo(levels=RISING.levels, replans=replans)
        plan = plan_of(mixed(9, policy=rules, maturity=1, pmo=pmo))
        return Story(plan, draws := draw(plan, range(1)), 0, twice(plan, draws)[0])

    rules = policy(release={"index": "cd3", "wip_limit": 8}, dispatch="minimum_slack")
    never, monthly = lived_with("never", rules), lived_with("monthly", rules)
    begun = [[(t.package, t.start) for t in one.tries if t.start < 95] for one in (never, monthly)]
    assert begun[0] == begun[1]
    assert never.tries != monthly.tries


def test_what_the_pmo_decides_from_day_to_day_leaves_a_scenario_its_hash_where_it_is_not_stated() -> None:
    plain = mixed(4)
    stated = kept(plain, allocation="pooled", replans="never")
    assert plain.hash == stated.hash and "allocation" not in plain.pmo.model_dump(mode="json")
    assert kept(plain).hash != plain.hash
