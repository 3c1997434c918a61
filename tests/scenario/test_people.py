"""Nobody can leave who is not there: shocks and steps of a pool, taken together on every date."""

from datetime import date

import pytest

from workbench.model import CapacityShock, ResourcePool
from workbench.scenario.people import headcounts, overdrawn

START = date(2027, 1, 4)
END = date(2030, 1, 4)


def day(month: int) -> date:
    return date(2027, month, 1)


def pool(*steps: tuple[int, float]) -> ResourcePool:
    made = [{"from": day(month), "fte": fte} for month, fte in steps]
    return ResourcePool.model_validate({"id": "dev", "capacity": 4, "capacity_steps": made})


def shock(name: str, fte: float, since: date, until: date | None = None, of: str = "dev") -> CapacityShock:
    return CapacityShock(id=name, pool=of, fte=fte, from_=since, until=until)


def told(one: ResourcePool, *shocks: CapacityShock) -> list[str]:
    return [str(problem) for problem in overdrawn(one, shocks, START)]


def test_as_many_as_there_are_may_leave() -> None:
    assert told(pool(), shock("all", -4, day(2))) == []
    assert told(pool(), shock("tenths", -0.1, day(2)), shock("rest", -3.9, day(3))) == []


def test_one_shock_that_takes_too_many_is_named_with_pool_date_and_remedy() -> None:
    assert told(pool(), shock("storm", -9, day(3), day(5))) == [
        "shocks › storm › fte: takes more people than the pool dev has: 4 FTE on 2027-03-01 (got -9); "
        "write -4 or raise the capacity"
    ]


def test_shocks_count_together_and_the_last_is_told() -> None:
    assert told(pool(), shock("b", -3, day(2)), shock("a", -2, day(3)), shock("c", -4, day(4), day(5))) == [
        "shocks › a › fte: together with b, takes more people than the pool dev has: "
        "4 FTE on 2027-03-01 (got -5 in all); write -1 or raise the capacity",
        "shocks › c › fte: together with b, a, takes more people than the pool dev has: "
        "4 FTE on 2027-04-01 (got -9 in all); lower one of them or raise the capacity",
    ]


def test_shocks_that_do_not_meet_do_not_count_together() -> None:
    assert told(pool(), shock("first", -3, day(2), day(3)), shock("second", -3, day(3), day(4))) == []


def test_people_who_come_may_leave_again() -> None:
    assert told(pool(), shock("hire", 3, day(2)), shock("leave", -7, day(2))) == []
    (said,) = told(pool(), shock("hire", 3, day(2)), shock("leave", -8, day(2)))
    assert "has: 7 FTE on 2027-02-01 (got -8); write -7 or" in said


@pytest.mark.parametrize(("steps", "date_told"), [([(6, 1)], "1 FTE on 2027-06-01"), ([(3, 9), (6, 1)], "1")])
def test_a_step_below_a_shock_is_told_on_its_date(steps: list[tuple[int, float]], date_told: str) -> None:
    (said,) = told(pool(*steps), shock("leave", -3, day(4)))
    assert f"has: {date_told}" in said and "write -1 or raise the capacity" in said


def test_what_is_over_by_the_start_and_other_pools_do_not_count() -> None:
    before = shock("before", -9, date(2026, 1, 1), date(2026, 12, 1))
    assert told(pool(), before, shock("elsewhere", -9, day(2), of="qa")) == []


def test_a_shock_from_before_the_start_that_lasts_acts_from_the_start() -> None:
    (said,) = told(pool(), shock("long", -5, date(2026, 1, 1)))
    assert "4 FTE on 2027-01-04" in said


def test_people_are_counted_from_the_start_on_each_date_of_a_change() -> None:
    counts = headcounts(pool((3, 6)), [shock("leave", -1.5, day(2), day(5))], START, END)
    assert [(one.day, float(one.people)) for one in counts] == [
        (START, 4),
        (day(2), 2.5),
        (day(3), 4.5),
        (day(5), 6),
    ]
