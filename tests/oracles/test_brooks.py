"""Adding people to late work (oracle 35): it delays where ramping up outlasts what is left to do."""

from datetime import date

import pytest

from tests.engines.build import package, pool, project, scenario, story
from workbench.model import Hire

TEAM, WORK, GRAIN = 2.0, 40.0, 0.25
"""Two people with forty days of work between them, cut so finely that nobody is ever idle."""


def finish(*hires: Hire) -> float:
    """Day on which all the work is done."""
    count = round(WORK / GRAIN)
    work = project("A", *(package(f"w{k:03d}", 1, {"dev": GRAIN}) for k in range(count)))
    return story(scenario([work], [pool(capacity=TEAM, hires=hires)], horizon=200)).finish("A")


def one_more(weeks: float) -> Hire:
    """Learns for so long, does nothing meanwhile and takes half of a teacher."""
    return Hire(from_=date(2027, 1, 1), fte=1, ramp_weeks=weeks, productivity=0, mentoring=0.5)


def fluid(weeks: float) -> float:
    """When work like water is done: 1.5 people until the ramp is over, three from then on."""
    ramp = 7 * weeks
    return WORK / 1.5 if 1.5 * ramp >= WORK else ramp + (WORK - 1.5 * ramp) / 3.0


@pytest.mark.parametrize("weeks", [0, 1, 2, 3, 8])
def test_work_is_done_when_the_integral_of_what_people_do_says(weeks: float) -> None:
    assert finish(one_more(weeks)) == pytest.approx(fluid(weeks), abs=1.0)


def test_ramping_up_for_longer_than_there_is_work_left_delays_it() -> None:
    assert finish() == WORK / TEAM
    assert finish(one_more(8)) > finish()


def test_without_ramp_up_it_never_does() -> None:
    assert finish(one_more(0)) < finish()


def test_the_sign_turns_where_gain_and_loss_are_equal() -> None:
    """Half a person is lost for r days and one gained for 20 − r: even at r = 13⅓ days."""
    assert finish(one_more(11 / 7)) < finish() < finish(one_more(16 / 7))
