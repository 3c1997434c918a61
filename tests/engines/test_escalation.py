"""Projects that the PMO escalates: by hand, first in the queue, never by the truth or without a promise."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import (
    Story,
    chain,
    lived,
    package,
    policy,
    pool,
    project,
    same_paths,
    scenario,
    story,
    with_luck,
)
from tests.engines.portfolios import mixed
from tests.engines.test_any_portfolio import portfolios
from tests.engines.test_governance import BAND, HOLD, MONTHLY, governed
from tests.engines.test_keeping import kept
from tests.engines.test_twin import DISPATCH_AND_WSJF
from workbench.engines.compiled.engine import live
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.engines.process import run
from workbench.engines.twin import disagreements
from workbench.model import BenefitProfile
from workbench.scenario import Scenario


def escalating(what: Scenario, cadence: str = "monthly", tolerated: float = 0.0, **more: Any) -> Scenario:
    """The scenario with a PMO that looks for late projects; people are pooled unless said otherwise."""
    stated = {"cadence": cadence, "tolerated": tolerated}
    return kept(what, **{"allocation": "pooled", "escalation": stated} | more)


def row(due: float | None, **more: Any) -> Scenario:
    """One developer; A and B until day 35, then by intake C and, promised for a day, D."""
    made = [project("A", 20), project("B", 15), project("C", 10), project("D", 12, due=due)]
    return scenario(made, **more)


def order(one: Story) -> list[str]:
    return [t.package[0] for t in one.tries]


@pytest.mark.parametrize(
    ("due", "tolerated", "found"),
    [(42, 0, "ABDC"), (43, 0, "ABCD"), (30, 12, "ABDC"), (30, 13, "ABCD"), (None, 0, "ABCD")],
)
def test_who_is_believed_late_by_more_than_is_tolerated_goes_first(
    due: float | None, tolerated: float, found: str
) -> None:
    """On day 31 D needs 12 days more: it is believed to end on day 43, whatever queues before it."""
    assert order(story(row(due))) == list("ABCD")
    assert order(story(escalating(row(due), tolerated=tolerated))) == list(found)


def test_before_its_first_date_the_pmo_escalates_nobody() -> None:
    """By quarters it looks on day 90, when all is over."""
    assert order(story(escalating(row(10), "quarterly"))) == list("ABCD")


def test_days_that_a_package_at_work_has_had_are_not_believed_to_be_left() -> None:
    """On day 31 P has 19 + 5 days left and is believed to end on day 55; A, shorter, waits since day 1."""

    def found(due: int) -> list[str]:
        work = chain(package("long", 50), package("more", 5))
        made = [project("A", 3, intake=1.0), project("P", *work, due=due)]
        return order(story(escalating(scenario(made, policy=policy(dispatch="spt")), tolerated=5)))

    assert (found(50), found(49)) == (["P", "A", "P"], ["P", "P", "A"])


def test_among_escalated_projects_the_rule_decides_and_mandatory_ones_have_no_other_right() -> None:
    """By length B C E F D; on day 31 D, E and F are late, C is in time and B, mandatory, has no promise."""
    stated = {"B": (5, None), "C": (6, 300), "D": (12, 20), "E": (10, 30), "F": (11, 25)}
    waiting = [
        project(name, length, due=due, intake=1.0, mandatory=name == "B")
        for name, (length, due) in stated.items()
    ]
    what = scenario([project("A", 35), *waiting], policy=policy(dispatch="spt"))
    assert "".join(order(story(what))) == "ABCEFD"
    assert "".join(order(story(escalating(what)))) == "AEFDBC"


def test_a_project_without_a_promise_is_never_escalated_and_nothing_changes() -> None:
    what = row(None)
    assert story(escalating(what)).tries == story(what).tries


def test_the_pmo_does_not_see_that_work_will_take_longer() -> None:
    """D will take three times as long, but is believed to end in time until its 12 days are over."""
    plan = plan_of(escalating(row(60)))
    one = with_luck(plan, log_noise={"D/w0": [np.log(3.0)]})
    assert order(one) == list("ABCD")


def test_a_held_project_stays_on_hold_though_it_is_escalated() -> None:
    """A review holds A on day 31, when the PMO finds it late: B, waiting since day 1, gets the developer."""
    held = project(
        "A",
        package("short", 40),
        package("more", 10, after=("short",)),
        benefit=BenefitProfile(per_year=510.0, plateau_years=1),
        due=20,
    )
    rules = governed(gates=BAND, reviews=MONTHLY)
    other = project("B", 3, intake=1.0, mandatory=True)
    what = scenario([held, other], [pool("dev", 1, cost_per_fte_day=10)], policy=rules)
    plain, one = story(what), story(escalating(what))
    assert one.sittings[0] == (31.0, "A", HOLD) and one.tries == plain.tries


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(DISPATCH_AND_WSJF),
    st.sampled_from(["monthly", "quarterly"]),
    st.sampled_from([0.0, 25.0]),
    st.sampled_from(["pooled", "kept"]),
    st.integers(0, 99),
)
def test_both_engines_escalate_the_same_by_every_rule(
    rule: tuple[str, str], cadence: str, tolerated: float, allocation: str, seed: int
) -> None:
    rules = policy(dispatch=rule[0], sgs=rule[1])
    plan = plan_of(escalating(mixed(9, seed=seed, policy=rules), cadence, tolerated, allocation=allocation))
    draws = draw(plan, range(2))
    compiled = live(plan, draws)
    for row in range(2):
        assert disagreements(run(plan, draws, row), compiled.path(row)) == []


ANYTHING = portfolios() | st.builds(lambda seed: mixed(9, seed=seed), st.integers(0, 99))


@settings(max_examples=40, deadline=None)
@given(ANYTHING)
def test_where_all_lateness_is_tolerated_every_start_is_as_it_was(what: Scenario) -> None:
    assert lived(escalating(what, tolerated=30_000))[0].tries == lived(what)[0].tries


@settings(max_examples=40, deadline=None)
@given(ANYTHING)
def test_where_nothing_is_promised_every_start_is_as_it_was(what: Scenario) -> None:
    bare = tuple(one.model_copy(update={"due": None}) for one in what.portfolio.projects)
    without = what.model_copy(update={"portfolio": what.portfolio.model_copy(update={"projects": bare})})
    assert lived(escalating(without))[0].tries == lived(without)[0].tries


def test_unstated_it_leaves_a_scenario_its_hash_and_a_run_its_bits() -> None:
    plain = mixed(9)
    stated = escalating(plain, "never", tolerated=3.0)
    assert plain.hash == stated.hash and escalating(plain).hash != plain.hash
    plans = plan_of(plain), plan_of(stated)
    one, other = (run(plan, draw(plan, range(1)), 0) for plan in plans)
    assert same_paths(one, other)


def test_it_moves_starts_where_projects_are_late() -> None:
    """Not vacuous: in the mixed portfolio of the twins some future changes."""
    plain = mixed(9, policy=policy(dispatch="cd3"))
    assert lived(escalating(plain))[0].tries != lived(plain)[0].tries
