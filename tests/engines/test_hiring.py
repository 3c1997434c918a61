"""People who join, ramp up and leave: what the payroll pays, and what projects get."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.engines.build import day, lived, package, pool, project, scenario
from workbench.engines.plan import Plan, plan_of
from workbench.errors import InputError
from workbench.model import CapacityShock, Hire, ResourcePool
from workbench.policies import LevelStep, Pmo


def steps(one: ResourcePool, **more: Any) -> list[tuple[float, int, float]]:
    """Day, hundredths for projects, people on the payroll."""
    pools = planned(one, **more).pools
    rows = zip(pools.step_day, pools.step_capacity, pools.gross, strict=True)
    return [(float(day), int(net), float(gross)) for day, net, gross in rows]


def planned(one: ResourcePool, **more: Any) -> Plan:
    return plan_of(scenario([project("A", 5)], [one], **more))


def hire(since: date, fte: float, weeks: float, **more: float) -> Hire:
    return Hire(from_=since, fte=fte, ramp_weeks=weeks, **more)


def test_a_hire_is_paid_in_full_while_projects_get_what_ramping_up_leaves() -> None:
    """Two who do half of the work and take .15 of a teacher each: 4 + 2 − 2·.65 = 4.7 for six weeks."""
    team = pool(capacity=4, hires=(hire(date(2027, 1, 11), 2, 6),))
    assert steps(team) == [(0.0, 400, 4.0), (10.0, 470, 6.0), (52.0, 600, 6.0)]


def test_teaching_may_take_more_than_the_new_ones_give() -> None:
    team = pool(capacity=2, hires=(hire(date(2027, 1, 2), 1, 1, productivity=0.0, mentoring=0.5),))
    assert [net for _, net, _ in steps(team)] == [200, 150, 300]


def test_without_ramp_up_a_hire_is_a_capacity_step() -> None:
    hired = pool(capacity=4, hires=(hire(date(2027, 2, 1), 1, 0),), operations_share=0.15)
    stepped = pool(capacity=4, capacity_steps=({"from": date(2027, 2, 1), "fte": 5},), operations_share=0.15)
    assert steps(hired) == steps(stepped)


def test_who_was_hired_long_ago_counts_in_full_and_on_its_way_in_part() -> None:
    done = pool(capacity=1, hires=(hire(date(2025, 1, 1), 1, 4),))
    halfway = pool(capacity=1, hires=(hire(date(2026, 12, 25), 1, 2),))
    assert steps(done) == [(0.0, 200, 2.0)]
    assert steps(halfway) == [(0.0, 135, 2.0), (7.0, 200, 2.0)]


def test_attrition_takes_its_yearly_share_month_by_month() -> None:
    """Of ten, 19 % a year: 8.1 after a year, 6.56 after two; never a step inside a month."""
    found = {day: (net, gross) for day, net, gross in steps(pool(capacity=10, attrition_per_year=0.19))}
    assert found[365.0] == (810, pytest.approx(8.1))
    assert found[731.0] == (656, pytest.approx(6.56))
    assert found[181.0][1] == pytest.approx(9.0)
    firsts = [(date(2027 + k // 12, k % 12 + 1, 1) - date(2027, 1, 1)).days for k in range(40)]
    assert set(found) <= {float(day) for day in firsts}
    assert np.all(np.diff([net for net, _ in found.values()]) < 0)


def test_those_hired_leave_from_their_own_first_day_on() -> None:
    team = pool(capacity=0, hires=(hire(date(2027, 7, 1), 10, 0),), attrition_per_year=0.19)
    found = {day: net for day, net, _ in steps(team)}
    assert found[181.0] == 1000 and found[365.0] == 900 and found[365.0 + 182] == 810


def test_attrition_opens_instants_in_both_engines_and_lets_work_finish() -> None:
    """Two packages of one person each on two people: from February on only one of them fits."""
    made = [
        project(name, package("w", 20, {"dev": 1}), intake=float(day))
        for name, day in zip("ABC", (25, 26, 40), strict=True)
    ]
    one = lived(scenario(made, [pool(capacity=2, attrition_per_year=0.1)]))[0]
    assert [one.start(name) for name in "ABC"] == [25.0, 26.0, 46.0]


def test_shocks_still_take_no_more_than_there_are() -> None:
    leave = CapacityShock(id="leave", pool="dev", fte=-3, from_=date(2027, 6, 1))
    with pytest.raises(InputError, match="takes more people than the pool dev has"):
        planned(pool(capacity=3, attrition_per_year=0.2), shocks=(leave,))
    planned(pool(capacity=3, attrition_per_year=0.2, hires=(hire(date(2027, 3, 1), 1, 0),)), shocks=(leave,))


def test_work_that_only_hires_can_do_is_no_mistake() -> None:
    team = pool(capacity=1, hires=(hire(date(2027, 3, 1), 1, 0),))
    made = [project("A", package("w", 5, {"dev": 2}))]
    assert lived(scenario(made, [team]))[0].start("A") == 59.0


@pytest.mark.parametrize(("level", "weeks"), [(1, 16), (3, 12), (5, 10)])
def test_ramp_up_left_open_is_that_of_the_level_on_the_first_day(level: int, weeks: int) -> None:
    """Maturity changes on the day before: what counts is the level then, not that of the start."""
    path = Pmo(levels=(LevelStep(from_=day(99), maturity=level),))

    def plan(ramp: float | None) -> Plan:
        newcomers = Hire(from_=day(100), fte=2, ramp_weeks=ramp)
        people = pool(capacity=3, hires=(newcomers,))
        return plan_of(scenario([project("A", 10.0)], [people], maturity=2, pmo=path))

    stated, open_ = plan(weeks), plan(None)
    assert open_.pools.step_day.tolist() == stated.pools.step_day.tolist()
    assert open_.pools.step_capacity.tolist() == stated.pools.step_capacity.tolist()


def test_ramp_up_left_open_needs_maturity() -> None:
    people = pool(capacity=3, hires=(Hire(from_=day(100), fte=2),))
    with pytest.raises(InputError, match="ramp_weeks"):
        scenario([project("A", 10.0)], [people])
