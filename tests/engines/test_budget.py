"""Budgets by fiscal year: room, phasing, commitments, actuals, overspend, cuts (DESIGN §4.8).

A developer costs 1 a day, so that money is days; 2027 is days 0 to 364, 2028 days 365 to 730.
"""

import pytest

from tests.engines.build import (
    Story,
    chain,
    day,
    package,
    policy,
    pool,
    project,
    scenario,
    story,
    with_luck,
)
from workbench.engines.plan import plan_of
from workbench.model import BudgetShock

HALF, TWICE = [-0.6931471805599453], [0.6931471805599453]


def money(projects: list, budgets: dict[int, float], people: float = 9, horizon: int = 760, **more) -> Story:
    return story(planned(projects, budgets, people, horizon, **more))


def planned(projects: list, budgets: dict[int, float], people: float = 9, horizon: int = 760, **more):
    pools = [pool(capacity=people, cost_per_fte_day=1)]
    # Years without a stated budget have no limit, so all years that a run can reach are stated.
    known = {2027 + k: 0.0 for k in range(6)} | budgets
    return scenario(projects, pools, budgets=known, horizon=horizon, **more)


@pytest.mark.parametrize(("budget", "released"), [(100.0, True), (99.9, False)])
def test_a_release_needs_room_for_its_planned_cost(budget: float, released: bool) -> None:  # noqa: FBT001
    """Exactly enough is enough."""
    one = money([project("A", 100)], {2027: budget})
    assert (one.release("A") == 0) is released
    assert released or one.reason("A") == "BUDGET"


@pytest.mark.parametrize(("second", "released"), [(100.0, True), (99.9, False)])
def test_planned_cost_is_spread_evenly_over_the_years_it_touches(
    second: float,
    released: bool,  # noqa: FBT001
) -> None:
    """200 days from day 265 on: 100 in each year, and room is needed in both."""
    one = money([project("A", 200, intake=265.0)], {2027: 100, 2028: second}, horizon=270)
    assert (one.release("A") == 265) is released


def test_the_planned_duration_is_the_longest_path_not_the_sum() -> None:
    """Two parallel packages of 100 days cost 200 over 100 days: all of it before the year ends."""
    made = project("A", package("a", 100), package("b", 100), intake=265.0)
    assert money([made], {2027: 200, 2028: 0}).release("A") == 265


def test_external_cost_is_planned_with_the_work_and_paid_at_release() -> None:
    """The test spreads it; once released all of it is spent in the year of release."""
    made = project("A", 200, intake=265.0, external_cost=100.0)
    assert money([made], {2027: 150, 2028: 149}).end("A") == "WAITING"
    rival = project("B", package("b", 10), intake=300.0)
    assert money([made, rival], {2027: 210, 2028: 150}).release("B") == 300
    assert money([made, rival], {2027: 209, 2028: 150}).release("B") != 300


def test_what_is_committed_and_not_yet_spent_is_not_free() -> None:
    """On day 50 half is spent and half is committed: the year has as little room as before."""
    made = [project("A", 100), project("B", 20, intake=50.0)]
    assert money(made, {2027: 120}).release("B") == 50
    assert money(made, {2027: 119}).end("B") == "WAITING"


def test_work_that_ends_below_plan_frees_what_it_did_not_spend() -> None:
    """Its commitment is over when it is done: the rest is there for others at that instant."""
    plan = plan_of(planned([project("A", 100), project("B", 50, intake=1.0)], {2027: 100}))
    one = with_luck(plan, log_noise={"A/w0": HALF})
    assert (one.finish("A"), one.release("B")) == (pytest.approx(50), pytest.approx(50))


def test_work_above_plan_is_spent_all_the_same() -> None:
    """A package's open commitment never turns negative: its overrun lowers the room."""
    made = [project("A", 100), project("B", 31, intake=150.0)]
    plan = plan_of(planned(made, {2027: 180}))
    assert with_luck(plan).release("B") == 150
    assert with_luck(plan, log_noise={"A/w0": TWICE}).end("B") == "WAITING"
    more = plan_of(planned(made, {2027: 181}))
    assert with_luck(more, log_noise={"A/w0": TWICE}).release("B") == 150


@pytest.mark.parametrize(("need", "released"), [(50, True), (51, False)])
def test_overspend_lowers_the_next_years_budget_once(need: int, released: bool) -> None:  # noqa: FBT001
    """200 spent of 150: of the 100 for 2028 there are 50 left; 2029 has all of its own."""
    made = [project("A", 100), project("B", float(need), intake=365.0), project("C", 100, intake=731.0)]
    plan = plan_of(planned(made, {2027: 150, 2028: 100, 2029: 100 if released else 151}))
    one = with_luck(plan, log_noise={"A/w0": TWICE})
    assert (one.release("B") == 365) is released
    assert one.release("C") == 731


@pytest.mark.parametrize(("reserve", "room"), [(0, 50), (30, 80), (50, 100), (80, 100)])
def test_overspend_draws_on_the_reserve_of_its_year_first(reserve: float, room: float) -> None:
    """200 spent of 150: what the reserve does not cover is missing from the 100 for 2028."""
    for need, released in ((room, True), (room + 1, False)):
        made = [project("A", 100), project("B", float(need), intake=365.0)]
        plan = plan_of(planned(made, {2027: 150, 2028: 100}, reserves={2027: reserve}))
        one = with_luck(plan, log_noise={"A/w0": TWICE})
        assert (one.release("B") == 365) is released


def test_a_reserve_is_no_room_for_releases() -> None:
    assert money([project("A", 100)], {2027: 99}, reserves={2027: 50}).end("A") == "WAITING"


@pytest.mark.parametrize("unspent", ["lapses", "carried_over"])
def test_what_is_not_drawn_of_a_reserve_lapses(unspent: str) -> None:
    """All of 2027 is spent and none of its reserve: 2028 has its own 40."""
    made = [project("A", 100), project("B", 41, intake=365.0)]
    one = money(made, {2027: 100, 2028: 40}, unspent=unspent, reserves={2027: 50})
    assert one.end("B") == "WAITING"


@pytest.mark.parametrize(("unspent", "released"), [("lapses", False), ("carried_over", True)])
def test_what_is_left_lapses_unless_it_is_carried_over(unspent: str, released: bool) -> None:  # noqa: FBT001
    """80 of 100 are left from 2027; 2028 alone has not enough."""
    made = [project("A", 20), project("B", 100, intake=365.0)]
    one = money(made, {2027: 100, 2028: 20}, unspent=unspent)
    assert (one.release("B") == 365) is released


def test_a_late_start_moves_its_open_commitment_into_the_new_year() -> None:
    """A was planned for 2027 and waits for people until 2028: its 100 are then committed in 2028."""
    made = [project("0", 400), project("A", 100), project("B", 60, intake=370.0)]
    room = {2027: 465, 2028: 35 + 100 + 60}
    assert money(made, room, people=1).release("B") == 370
    short = {2027: 465, 2028: 35 + 100 + 59}
    assert money(made, short, people=1).end("B") == "WAITING"


def test_a_package_that_spans_the_turn_of_the_year_keeps_its_planned_shares() -> None:
    """On plan there is nothing to move: 2028 is charged what was planned for it."""
    made = [project("A", 200, intake=265.0), project("B", 50, intake=400.0)]
    assert money(made, {2027: 100, 2028: 150}).release("B") == 400
    assert money(made, {2027: 100, 2028: 149}).end("B") == "WAITING"


def test_a_cut_lowers_the_budget_from_its_date_and_leaves_commitments_standing() -> None:
    """Before it the project comes in; after it nobody does; what is committed is carried out."""
    cut = BudgetShock(id="cut", share=-0.5, from_=day(10))
    made = [project("A", 80), project("B", 10, intake=9.0), project("C", 10, intake=10.0)]
    one = money(made, {2027: 100}, shocks=(cut,))
    assert (one.finish("A"), one.release("B"), one.end("C")) == (80, 9, "WAITING")


def test_a_cut_lowers_later_years_from_its_date_too() -> None:
    """A release after the cut that reaches into the next year needs room in its smaller budget."""
    cut = BudgetShock(id="cut", share=-0.5, from_=day(100))
    late = project("A", 200, intake=265.0)
    early = project("B", 300, intake=90.0)
    assert money([late], {2027: 1000, 2028: 150}, shocks=(cut,), horizon=270).end("A") == "WAITING"
    assert money([late], {2027: 1000, 2028: 200}, shocks=(cut,), horizon=270).release("A") == 265
    assert money([early], {2027: 1000, 2028: 30}, shocks=(cut,)).release("B") == 90


def test_a_rise_gives_room_from_its_date() -> None:
    """A shock can add money."""
    rise = BudgetShock(id="rise", share=1.0, from_=day(10))
    assert money([project("A", 80)], {2027: 40}, shocks=(rise,)).release("A") == 10


def test_a_termination_frees_what_it_had_committed() -> None:
    """The project stopped at its gate has no more commitment, in any year."""
    doomed = project(
        "A",
        package("a", 10, stage="one"),
        package("b", 90, stage="two"),
        stages=("one", "two"),
        gates=("one",),
    )
    one = money([doomed, project("B", 90)], {2027: 100}, policy=policy(gates="expected_value"))
    assert (one.finish("A"), one.release("B")) == (10, 10)


def test_a_risk_that_costs_money_is_booked_when_it_strikes() -> None:
    """The room shrinks at the start of the struck package."""
    risky = project("A", 10, risks=({"id": "fine", "probability": 1.0, "cost": 40.0},))
    made = [risky, project("B", 50, intake=1.0)]
    assert money(made, {2027: 100}).release("B") == 1
    assert money(made, {2027: 99}).end("B") == "WAITING"


def test_release_reads_the_belief_of_its_day() -> None:
    """Planned cost is belief at approval × rates: at a level that knows more, less or more is needed."""
    from tests.engines.build import with_process

    plan = with_process(plan_of(planned([project("A", 100)], {2027: 120})), belief=1.25)
    assert with_luck(plan).end("A") == "WAITING"
    enough = with_process(plan_of(planned([project("A", 100)], {2027: 125})), belief=1.25)
    assert with_luck(enough).release("A") == 0


def test_rework_spends_beyond_the_plan_only_what_it_costs() -> None:
    """The commitment of a repeated package stays open until it is done, less what it has spent."""
    from tests.engines.build import with_process

    made = [project("A", *chain(package("a", 50), package("b", 50))), project("B", 30, intake=60.0)]
    plan = with_process(plan_of(planned(made, {2027: 180})), rework=0.5)
    assert with_luck(plan, rework={"A/a": [0.1, 0.9]}).release("B") == 60
    tight = with_process(plan_of(planned(made, {2027: 139})), rework=0.5)
    assert with_luck(tight, rework={"A/a": [0.1, 0.9]}).release("B") != 60
