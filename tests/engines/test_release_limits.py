"""Places of programmes and pools, and an order of candidates that is not given up lightly."""

import pytest

from tests.engines.build import chain, package, policy, pool, project, scenario, story
from workbench.engines.rules.standing import overtakes
from workbench.errors import InputError
from workbench.model import BenefitProfile, Project

MANY = [pool(capacity=9), pool("test", 9)]


def test_a_programme_takes_no_more_than_its_places() -> None:
    made = [project(name, 10, programme="north") for name in "ABC"] + [project("D", 10, programme="south")]
    one = story(scenario(made, MANY, policy=policy(release={"programme_limits": {"north": 2}})))
    assert [one.release(name) for name in "ABCD"] == [0.0, 0.0, 10.0, 0.0]
    assert one.state_days("C")[5] == 10.0


def test_a_place_of_a_pool_is_free_once_the_work_there_is_done() -> None:
    """A needs the pool for four days only, and goes on elsewhere."""
    made = [
        project("A", *chain(package("w", 4), package("x", 20, {"test": 1}))),
        project("B", package("w", 4)),
        project("C", package("w", 4, {"test": 1})),
    ]
    one = story(scenario(made, MANY, policy=policy(release={"pool_limits": {"dev": 1}})))
    assert [one.release(name) for name in "ABC"] == [0.0, 4.0, 0.0]


def test_mandatory_projects_and_those_in_flight_take_places_beyond_the_limit() -> None:
    made = [
        project("F", package("w", 20, spent_days=5), in_flight=True, programme="north"),
        project("M", 30, mandatory=True, programme="north"),
        project("A", 5, programme="north"),
    ]
    one = story(scenario(made, MANY, policy=policy(release={"programme_limits": {"north": 1}})))
    assert (one.release("M"), one.release("A")) == (0.0, 30.0)


def test_why_a_project_was_never_released_names_the_limit() -> None:
    made = [project("A", 90, programme="north"), project("B", 5, programme="north"), project("C", 5)]
    rules = policy(release={"programme_limits": {"north": 1}, "pool_limits": {"dev": 1}})
    one = story(scenario(made, MANY, policy=rules, horizon=40))
    assert (one.reason("B"), one.reason("C")) == ("PROGRAMME", "POOL")


def test_limits_of_what_does_not_exist_are_refused() -> None:
    with pytest.raises(
        InputError, match="policy › release › programme_limits: there is no programme of this name"
    ):
        scenario(
            [project("A", 1, programme="north")], policy=policy(release={"programme_limits": {"nort": 1}})
        )
    with pytest.raises(InputError, match="policy › release › pool_limits: there is no pool of this name"):
        scenario([project("A", 1)], policy=policy(release={"pool_limits": {"deb": 1}}))


# Hysteresis -----------------------------------------------------------------------------------------------


def rival(name: str, intake: float, worth: float) -> Project:
    return project(name, 30, intake=intake, benefit=BenefitProfile(per_year=worth, plateau_years=1))


def order(hysteresis: float, worth: float) -> list[str]:
    """One place until day 50; B waits from day 1, C comes on day 20."""
    made = [project("A", 50), rival("B", 1.0, 1000), rival("C", 20.0, worth)]
    rules = policy(release={"index": "npv", "wip_limit": 1, "hysteresis": hysteresis})
    one = story(scenario(made, [pool(cost_per_fte_day=1)], policy=rules, horizon=400))
    return sorted("BC", key=one.release)


@pytest.mark.parametrize(
    ("hysteresis", "worth", "first"),
    [
        (1.0, 1100, "C"),
        (1.2, 1100, "B"),
        (1.2, 1500, "C"),
        (2.0, 1500, "B"),
        (1.0, 900, "B"),
        (1.2, 900, "B"),
    ],
)
def test_a_newcomer_goes_first_only_if_it_is_better_by_the_factor(
    hysteresis: float, worth: float, first: str
) -> None:
    assert order(hysteresis, worth)[0] == first


def test_mandatory_newcomers_always_go_first() -> None:
    made = [project("A", 50), rival("B", 1.0, 9000), project("M", 5, intake=20.0, mandatory=True)]
    rules = policy(release={"wip_limit": 1, "index": "npv", "hysteresis": 5.0})
    assert story(scenario(made, policy=rules)).release("M") == 20.0


def test_a_factor_works_on_the_size_of_an_index_below_zero() -> None:
    assert overtakes(-7.0, -10.0, 1.2) and not overtakes(-9.0, -10.0, 1.2)
    assert overtakes(1.0, 0.0, 3.0) and not overtakes(0.0, 0.0, 3.0)
    assert overtakes(-5.0, -float("inf"), 1.2) and not overtakes(5.0, float("inf"), 1.2)
