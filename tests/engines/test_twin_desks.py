"""Both engines, bit for bit, where requests for the PMO's people queue inside the run."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import START, policy, twice, with_process
from tests.engines.desks import pmo
from tests.engines.portfolios import mixed
from tests.engines.test_any_portfolio import portfolios
from tests.engines.test_twin import DISPATCH_AND_WSJF, GENERATED
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.policies import PROJECT_RULES, Cadence, Pmo, ReviewCadence, Reviews
from workbench.scenario import Scenario

PEOPLE = st.fixed_dictionaries(
    {
        "coaching": st.sampled_from([0.0, 0.6, 1.5, 4.2]),
        "audits": st.sampled_from([0.0, 0.05, 0.3, 2.0]),
        "reporting": st.sampled_from([0.0, 0.1, 1.0]),
    }
)
TREATMENT = st.fixed_dictionaries(
    {size: st.sampled_from(["light", "standard", "heavy"]) for size in ("small", "medium", "large")}
)


@st.composite
def standards(draw_one: Any, last: int = 400) -> Pmo:
    """People who come and go at desks, under standards of every weight."""
    days = sorted(draw_one(st.sets(st.integers(0, last), max_size=3)))
    steps = [
        {
            "from": START + timedelta(days=day),
            "staff": draw_one(PEOPLE),
            "treatment": draw_one(st.one_of(st.none(), TREATMENT)),
        }
        for day in days
    ]
    return pmo(staff=draw_one(PEOPLE), steps=steps, treatment=draw_one(TREATMENT))


@settings(max_examples=max(60, GENERATED // 2), deadline=None)
@given(portfolios(), standards(40), st.sampled_from([0.0, 0.4, 0.95]), st.sampled_from([0.0, 0.5]))
def test_whole_days_and_ties_at_desks(what: Scenario, at: Pmo, rework: float, late: float) -> None:
    levelled = what.portfolio.model_copy(update={"maturity": mixed(1, maturity=2).portfolio.maturity})
    plan = with_process(plan_of(what.model_copy(update={"pmo": at, "portfolio": levelled})), rework=rework)
    assert twice(with_process(plan, late=late), draw(plan, range(2)))


@st.composite
def busy(draw_one: Any) -> Scenario:
    """The portfolio with a bit of everything, gates, reviews and boards of every kind, and queued service."""
    dispatch, sgs = draw_one(st.sampled_from(DISPATCH_AND_WSJF))
    rules = policy(
        release={
            "index": draw_one(st.sampled_from(PROJECT_RULES)),
            "wip_limit": draw_one(st.sampled_from([None, 2, 5, 9])),
            "cadence": draw_one(st.sampled_from(list(Cadence))),
        },
        dispatch=dispatch,
        sgs=sgs,
        gates=draw_one(st.sampled_from(["go", "expected_value", "option"])),
    ).model_copy(update={"reviews": Reviews(cadence=draw_one(st.sampled_from(list(ReviewCadence))))})
    money = draw_one(st.sampled_from([0, 400_000]))
    return mixed(
        draw_one(st.integers(1, 10)),
        policy=rules,
        pmo=draw_one(standards()),
        maturity=draw_one(st.sampled_from([1.5, 2, 4.5])),
        budgets={2027: money, 2028: money} if money else {},
        horizon=draw_one(st.sampled_from([90, 400, 731])),
        seed=draw_one(st.integers(0, 999)),
    )


@settings(max_examples=max(40, GENERATED // 3), deadline=None)
@given(busy())
def test_desks_amid_everything_else(what: Scenario) -> None:
    plan = plan_of(what)
    assert twice(plan, draw(plan, range(3)))
