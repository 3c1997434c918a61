"""Both engines, bit for bit: people who come, go and are pulled away, limits of release, and triggers."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import START, policy, twice
from tests.engines.portfolios import mixed
from tests.engines.test_twin import GENERATED
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.model import Hire, Incident, Lognormal, SwitchingCurve, Uncertainty
from workbench.policies import PROJECT_RULES, Action, Cadence, IndexName, Signal, Trigger
from workbench.scenario import Scenario

RULES = sorted(PROJECT_RULES)
BOUNDS = {
    Signal.QUEUE_AGE: [3, 30],
    Signal.WIP: [1, 4],
    Signal.CANDIDATES: [0, 2],
    Signal.OVERDUE: [0, 1],
    Signal.UTILISATION: [0.5, 0.9],
    Signal.BUDGET_ROOM: [0.3, 0.8],
}


@st.composite
def hires(draw_one: Any) -> tuple[Hire, ...]:
    return tuple(
        Hire(
            from_=START + timedelta(days=draw_one(st.integers(-60, 500))),
            fte=draw_one(st.sampled_from([0.5, 1.0, 3.0])),
            ramp_weeks=draw_one(st.sampled_from([0, 3, 26])),
            productivity=draw_one(st.sampled_from([0.0, 0.5])),
        )
        for _ in range(draw_one(st.integers(0, 3)))
    )


@st.composite
def incidents(draw_one: Any) -> tuple[Incident, ...]:
    return tuple(
        Incident(
            id=f"incident {number}",
            per_year=draw_one(st.sampled_from([0.5, 6.0, 40.0])),
            duration=draw_one(st.sampled_from([2.0, Lognormal(mean=4, cv=1.5)])),
            people={name: draw_one(st.sampled_from([0.25, 1.0, 4.0])) for name in ("dev", "tester")},
        )
        for number in range(draw_one(st.integers(0, 3)))
    )


@st.composite
def triggers(draw_one: Any) -> tuple[Trigger, ...]:
    found = []
    for number in range(draw_one(st.integers(0, 3))):
        when, then = draw_one(st.sampled_from(list(Signal))), draw_one(st.sampled_from(list(Action)))
        bound = draw_one(st.sampled_from(BOUNDS[when]))
        found.append(
            Trigger(
                id=f"rule {number}",
                when=when,
                above=bound if number % 2 else None,
                below=None if number % 2 else bound,
                then=then,
                wip_limit=draw_one(st.integers(1, 9)) if then is Action.WIP_LIMIT else None,
                dispatch=IndexName.ATC if then is Action.DISPATCH else None,
                for_=draw_one(st.sampled_from([None, 1.0, 17.5, 90.0])),
            )
        )
    return tuple(found)


@st.composite
def staffed(draw_one: Any) -> Scenario:
    """The portfolio with a bit of everything, its people and its limits of release drawn at random."""
    release = {
        "index": draw_one(st.sampled_from(RULES)),
        "wip_limit": draw_one(st.sampled_from([None, 3, 7])),
        "cadence": draw_one(st.sampled_from(list(Cadence))),
        "programme_limits": draw_one(st.sampled_from([{}, {"north": 1}])),
        "pool_limits": draw_one(st.sampled_from([{}, {"dev": 2}, {"dev": 4, "tester": 1}])),
        "hysteresis": draw_one(st.sampled_from([1.0, 1.2, 3.0])),
    }
    rules = policy(release=release, dispatch=draw_one(st.sampled_from(RULES)), gates="expected_value")
    rules = rules.model_copy(update={"triggers": draw_one(triggers())})
    what = mixed(
        draw_one(st.integers(3, 12)),
        policy=rules,
        incidents=draw_one(incidents()),
        uncertainty=Uncertainty(switching=draw_one(st.sampled_from(list(SwitchingCurve)))),
        horizon=draw_one(st.sampled_from([200, 500])),
        seed=draw_one(st.integers(0, 999)),
    )
    pools = [
        one.model_copy(
            update={
                "hires": draw_one(hires()),
                "attrition_per_year": draw_one(st.sampled_from([0.0, 0.1, 0.6])),
                "covers": {
                    other.id: draw_one(st.sampled_from([0.33, 0.5, 1.0]))
                    for other in what.portfolio.pools
                    if other.id != one.id and draw_one(st.booleans())
                },
            }
        )
        for one in what.portfolio.pools
    ]
    portfolio = what.portfolio.model_copy(update={"pools": tuple(pools)})
    return what.model_copy(update={"portfolio": portfolio})


@settings(max_examples=max(40, GENERATED // 3), deadline=None)
@given(staffed())
def test_people_and_limits_of_every_kind(what: Scenario) -> None:
    plan = plan_of(what)
    assert twice(plan, draw(plan, range(2)))
