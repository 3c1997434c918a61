"""Both engines, bit for bit: everything that acts inside a run at once."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import day, policy, twice
from tests.engines.portfolios import mixed
from tests.engines.test_governance import governance, under
from tests.engines.test_keeping import parts
from tests.engines.test_twin import DISPATCH_AND_WSJF, GENERATED, worth
from tests.engines.test_twin_people import RULES, hires, incidents, triggers
from workbench.engines.draws import draw
from workbench.engines.invariants import check
from workbench.engines.plan import plan_of
from workbench.model import BudgetShock, CapacityShock, SwitchingCurve, Uncertainty
from workbench.policies import Cadence, Estimates
from workbench.scenario import Scenario


@st.composite
def limited(draw_one: Any) -> dict[str, Any]:
    """Rules of release with limits and hysteresis, of dispatch in parallel and serial, and of selection."""
    dispatch, sgs = draw_one(st.sampled_from(DISPATCH_AND_WSJF))
    release = {
        "index": draw_one(st.sampled_from(RULES)),
        "wip_limit": draw_one(st.sampled_from([None, 2, 7])),
        "cadence": draw_one(st.sampled_from(list(Cadence))),
        "programme_limits": draw_one(st.sampled_from([{}, {"north": 1}])),
        "pool_limits": draw_one(st.sampled_from([{}, {"dev": 3, "tester": 1}])),
        "hysteresis": draw_one(st.sampled_from([1.0, 1.3])),
    }
    selection = draw_one(
        st.sampled_from(
            [
                {},
                {"rule": "greedy", "exclusive": [{"id": "one", "projects": ["P01", "P02"]}]},
                {"rule": "greedy", "include": ["P02"], "exclude": ["P04"]},
                {"rule": "chosen", "projects": ["P01", "P03"]},
            ]
        )
    )
    made = policy(release=release, dispatch=dispatch, sgs=sgs, **selection)
    return {"policy": made.model_copy(update={"estimates": draw_one(st.sampled_from(list(Estimates)))})}


@st.composite
def shocked(draw_one: Any) -> dict[str, Any]:
    """Budgets with a reserve, a cut and people away."""
    first = draw_one(st.integers(0, 400))
    money = draw_one(st.sampled_from([0, 60_000, 500_000, 2_000_000]))
    return {
        "budgets": {2027: money, 2028: money} if money else {},
        "reserves": {2027: draw_one(st.sampled_from([0, 20_000, 900_000]))} if money else {},
        "unspent": draw_one(st.sampled_from(["lapses", "carried_over"])),
        "shocks": (
            CapacityShock(
                id="leave",
                pool=draw_one(st.sampled_from(["dev", "analyst", "tester"])),
                fte=draw_one(st.sampled_from([-1.0, -0.5, 2.0])),
                from_=day(first),
                until=day(first + draw_one(st.integers(1, 200))),
            ),
            BudgetShock(id="cut", share=draw_one(st.sampled_from([-0.8, 0.3])), from_=day(first)),
        ),
    }


@st.composite
def everything(draw_one: Any) -> Scenario:
    """All that can act inside one run, drawn independently."""
    what = mixed(
        draw_one(st.integers(4, 11)),
        maturity=draw_one(st.sampled_from([1, 2.5, 4.5])),
        pmo={
            "levels": draw_one(st.sampled_from([[], [{"from": day(100), "maturity": 5}]])),
            **draw_one(parts()),
        },
        incidents=draw_one(incidents()),
        uncertainty=Uncertainty(switching=draw_one(st.sampled_from(list(SwitchingCurve)))),
        horizon=draw_one(st.sampled_from([2, 20, 200, 500])),
        seed=draw_one(st.integers(0, 999)),
        **draw_one(worth()),
        **draw_one(limited()),
        **draw_one(shocked()),
    )
    what = under(what, draw_one(governance()))
    rules = what.policy.model_copy(update={"triggers": draw_one(triggers())})
    pools = tuple(
        one.model_copy(
            update={"hires": draw_one(hires()), "attrition_per_year": draw_one(st.sampled_from([0.0, 0.5]))}
        )
        for one in what.portfolio.pools
    )
    portfolio = what.portfolio.model_copy(update={"pools": pools})
    return what.model_copy(update={"portfolio": portfolio, "policy": rules})


@settings(max_examples=GENERATED // 3, deadline=None)
@given(everything())
def test_everything_at_once(what: Scenario) -> None:
    plan = plan_of(what)
    for path in twice(plan, draw(plan, range(2))):
        check(plan, path)
