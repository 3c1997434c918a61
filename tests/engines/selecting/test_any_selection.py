"""The rule “greedy” on any portfolio: one list in any order of the file, kept by both engines."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import lived
from tests.engines.test_any_portfolio import portfolios
from workbench.engines.invariants import check
from workbench.engines.plan import plan_of
from workbench.engines.selecting.greedy import greedy, violated
from workbench.engines.selecting.limits import LimitKind, limits_of
from workbench.engines.selecting.options import options_at_intake
from workbench.policies import SelectionRule
from workbench.scenario import Scenario


def selecting(what: Scenario, budget: int) -> Scenario:
    rule = what.policy.selection.model_copy(update={"rule": SelectionRule.GREEDY})
    policy = what.policy.model_copy(update={"selection": rule})
    portfolio = what.portfolio.model_copy(update={"budgets": {2027: float(budget), 2028: float(budget)}})
    return Scenario(**{**dict(what), "policy": policy, "portfolio": portfolio})


@settings(max_examples=40)
@given(portfolios(), st.integers(0, 3000), st.randoms(use_true_random=False))
def test_greedy_finds_one_list_in_any_order_and_both_engines_keep_to_it(
    drawn: Scenario, budget: int, shuffle: Any
) -> None:
    what = selecting(drawn, budget)
    one = lived(what)[0]
    check(one.plan, one.path)
    admitted = {
        name for name, yes in zip(one.plan.projects.ids, one.plan.projects.admitted, strict=True) if yes
    }
    problem = limits_of(what, one.plan, options_at_intake(what, one.plan), 0.0)
    picked = greedy(problem)
    assert {problem.ids[i] for i in problem.options.project[picked.chosen]} == admitted
    # Only what is forced may break a limit; the rest is never the cause.
    if not any(limit.kind is LimitKind.FORCED for limit in problem.limits):
        assert not violated(problem, picked.chosen)
    for name in set(problem.ids) - admitted:
        assert one.end(name) == "REJECTED"
    projects = list(what.portfolio.projects)
    shuffle.shuffle(projects)
    again = what.model_copy(
        update={"portfolio": what.portfolio.model_copy(update={"projects": tuple(projects)})}
    )
    assert plan_of(again).projects.admitted.tolist() == one.plan.projects.admitted.tolist()
