"""Incidents in daily operations: their luck has an address, and they pull people away in both engines."""

import math
from dataclasses import replace

import numpy as np

from tests.engines.build import Story, lived, package, policy, pool, project, scenario, twice
from workbench.engines.draws import draw
from workbench.engines.plan import Plan, plan_of
from workbench.model import Exponential, Fixed, Incident, Project
from workbench.scenario import Scenario


def outage(per_year: float = 12.0, **more: object) -> Incident:
    made = {"id": "outage", "per_year": per_year, "duration": 3, "people": {"dev": 1}} | more
    return Incident.model_validate(made)


def with_days(plan: Plan, *steps: tuple[float, int]) -> Story:
    """A future in which incidents begin (+n) and end (−n) on given days."""
    drawn = draw(plan, range(1))
    days, codes = np.array([[one[0] for one in steps]]), np.array([[float(one[1]) for one in steps]])
    made = replace(drawn, incident_day=days, incident=codes)
    return Story(plan, made, 0, twice(plan, made)[0])


def singles(*lengths: float) -> list[Project]:
    return [project(name, length) for name, length in zip("ABCDEF", lengths, strict=False)]


def test_who_is_pulled_away_lets_work_in_hand_finish_and_starts_nothing_new() -> None:
    """Two people, one away from day 2 to 9: B's successor work C waits until the outage is over."""
    plan = plan_of(scenario(singles(4, 6, 5), [pool(capacity=2)], incidents=(outage(),)))
    one = with_days(plan, (2.0, 1), (9.0, -1))
    assert [one.start(name) for name in "ABC"] == [0.0, 0.0, 6.0]
    assert with_days(plan).start("C") == 4.0


def test_the_end_of_an_incident_opens_an_instant_of_its_own() -> None:
    plan = plan_of(scenario(singles(2, 2), [pool(capacity=1)], incidents=(outage(),)))
    one = with_days(plan, (1.0, 1), (7.25, -1))
    assert one.start("B") == 7.25


def test_incidents_that_overlap_add_up() -> None:
    plan = plan_of(
        scenario(
            [project("A", package("w", 2, {"dev": 2}), intake=2.0)], [pool(capacity=3)], incidents=(outage(),)
        )
    )
    assert with_days(plan, (0.5, 1), (1.0, 1), (3.0, -1), (8.0, -1)).start("A") == 3.0


def test_more_away_than_there_are_leaves_nobody_and_breaks_nothing() -> None:
    plan = plan_of(scenario(singles(2, 2), [pool(capacity=1)], incidents=(outage(people={"dev": 5}),)))
    assert with_days(plan, (1.0, 1), (4.0, -1)).start("B") == 4.0


def busy(**more: object) -> Scenario:
    made = [project(f"P{k}", 3, intake=float(k)) for k in range(30)]
    return scenario(
        made, [pool(capacity=2), pool("ops", 1)], incidents=(outage(60.0), outage(9.0, id="storm")), **more
    )


def test_no_incidents_no_luck_and_the_same_bits_as_before() -> None:
    drawn = draw(plan_of(busy(seed=3)), range(4))
    assert drawn.incident_day.shape[1] > 10
    none = draw(plan_of(scenario(singles(2))), range(4))
    assert none.incident_day.shape == (4, 0)


def test_their_luck_depends_on_id_seed_and_future_alone() -> None:
    """Not on policy, capacity, other incidents, or how many futures are drawn at once."""
    whole = draw(plan_of(busy()), range(40))
    part = draw(plan_of(busy(policy=policy(release={"wip_limit": 2}, dispatch="edd"))), range(7, 9))
    width = part.incident_day.shape[1]
    assert np.array_equal(whole.incident_day[7:9, :width], part.incident_day)
    assert np.array_equal(whole.incident[7:9, :width], part.incident)
    alone = scenario([project("A", 1)], [pool()], incidents=(outage(60.0),))
    mine = draw(plan_of(alone), range(40))
    for row in range(40):
        both = whole.incident_day[row][whole.incident[row] == 1]
        single = mine.incident_day[row][mine.incident[row] == 1]
        assert np.array_equal(both[np.isfinite(both)], single[np.isfinite(single)])


def test_twice_as_many_come_in_half_the_time() -> None:
    """One clock of luck: the n-th incident comes at half the day if they come twice as often."""
    few = draw(plan_of(scenario(singles(1), incidents=(outage(20.0, duration=0.0),))), range(3))
    many = draw(plan_of(scenario(singles(1), incidents=(outage(40.0, duration=0.0),))), range(3))
    begun = [one.incident_day[0][one.incident[0] == 1][:9] for one in (few, many)]
    assert np.allclose(begun[0], 2 * begun[1], rtol=1e-12)


def test_the_number_away_is_poisson_with_the_mean_that_rate_and_length_give() -> None:
    """M/G/∞ again: λE[S] at any time after the first few lengths, mean = variance (oracle 12)."""
    what = scenario(singles(1), incidents=(outage(100.0, duration=Exponential(mean=14.6)),), horizon=400)
    drawn = draw(plan_of(what), range(600))
    away = []
    for day in (200.0, 350.0, 500.0, 650.0):
        steps = np.where(drawn.incident_day <= day, np.sign(drawn.incident), 0.0)
        away.append(steps.sum(axis=1))
    counts = np.concatenate(away)
    mean = 100.0 / 365.25 * 14.6
    assert abs(counts.mean() - mean) <= 4 * math.sqrt(mean / len(counts))
    assert abs(counts.var(ddof=1) / mean - 1) <= 4 * math.sqrt(2 / len(counts)) * 1.3


def test_incidents_cost_time_on_average() -> None:
    calm = np.mean(
        [
            one.path.finish.max()
            for one in lived(
                busy().model_copy(
                    update={"portfolio": busy().portfolio.model_copy(update={"incidents": ()})}
                ),
                10,
            )
        ]
    )
    assert np.mean([one.path.finish.max() for one in lived(busy(), 10)]) > calm


def test_a_length_may_be_any_law() -> None:
    assert outage(duration={"law": "lognormal", "mean": 3, "cv": 1}).duration.mean == 3
    assert outage().duration == Fixed(value=3)
