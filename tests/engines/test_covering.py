"""Cross-training by hand: who stands in, how many it takes, and when they come back."""

from datetime import date

import pytest

from tests.engines.build import chain, lived, package, pool, project, scenario
from workbench.engines.invariants import check
from workbench.engines.rules.covering import lent
from workbench.errors import InputError
from workbench.model import CapacityStep


@pytest.mark.parametrize(
    "missing, percent, people", [(100, 100, 100), (100, 50, 200), (100, 60, 167), (1, 33, 4)]
)
def test_so_many_stand_in_rounded_up(missing: int, percent: int, people: int) -> None:
    assert lent(missing, percent) == people


def both_need(covers: dict[str, float], testers: float = 2.0) -> object:
    """Two projects that need the only developer for ten days; testers have nothing to do."""
    people = [pool("dev"), pool("tester", testers, covers=covers)]
    return lived(scenario([project("A", 10.0), project("B", 10.0)], people))[0]


def finishes(story: object) -> list[float]:
    return [story.finish("A"), story.finish("B")]  # type: ignore[attr-defined]


def test_without_cross_training_one_waits() -> None:
    assert finishes(both_need({})) == [10.0, 20.0]


def test_two_testers_stand_in_for_a_developer_at_half() -> None:
    assert finishes(both_need({"dev": 0.5})) == [10.0, 10.0]


def test_too_few_of_them_are_no_help() -> None:
    assert finishes(both_need({"dev": 0.5}, testers=1.99)) == [10.0, 20.0]


def test_they_come_back_and_are_missed_meanwhile() -> None:
    people = [pool("dev"), pool("tester", 1.0, covers={"dev": 1.0})]
    tests = project("T", package("t", 5.0, {"tester": 1.0}), intake=1.0)
    story = lived(scenario([project("A", 10.0), project("B", 10.0), tests], people))[0]
    assert finishes(story) == [10.0, 10.0]
    assert story.finish("T") == 15.0


def test_who_is_needed_by_the_package_itself_does_not_stand_in() -> None:
    people = [pool("dev"), pool("tester", 3.0, covers={"dev": 1.0})]
    pairs = [project(name, package("w", 10.0, {"dev": 1.0, "tester": 1.0})) for name in ("A", "B")]
    assert finishes(lived(scenario(pairs, people))[0]) == [10.0, 20.0]


def test_the_part_that_is_there_works_itself() -> None:
    """Half a developer is free: only the other half needs somebody, so one tester at half is enough."""
    people = [pool("dev", 1.5), pool("tester", 1.0, covers={"dev": 0.5})]
    assert finishes(lived(scenario([project("A", 10.0), project("B", 10.0)], people))[0]) == [10.0, 10.0]


def test_work_under_way_at_the_start_takes_its_people_as_ever() -> None:
    people = [pool("dev"), pool("tester", 2.0, covers={"dev": 0.5})]
    begun = project("A", *chain(package("w", 10.0, spent_days=4.0)), in_flight=True)
    story = lived(scenario([begun, project("B", 10.0)], people))[0]
    assert finishes(story) == [6.0, 10.0]


@pytest.mark.parametrize(
    "covers, said", [({"tester": 1.0}, "itself"), ({"nobody": 1.0}, "nobody"), ({"dev": 0.333}, "hundredths")]
)
def test_what_cannot_be_is_refused(covers: dict[str, float], said: str) -> None:
    with pytest.raises(InputError, match=said):
        both_need(covers)


def test_people_who_left_keep_nobody_from_standing_in_for_others() -> None:
    """Two developers work on when one place is gone: a tester does all that the next project needs."""
    leaving = pool("dev", 2.0, capacity_steps=[CapacityStep(from_=date(2027, 1, 4), fte=1.0)])
    people = [leaving, pool("tester", 1.0, covers={"dev": 1.0})]
    first = project("A", package("w", 20.0, {"dev": 2.0}))
    story = lived(scenario([first, project("B", 5.0, intake=8.0)], people))[0]
    assert story.finish("A") == 20.0
    assert story.finish("B") == 13.0
    check(story.plan, story.path)
