"""Holds, reviews, old and rosy reports, sunk cost, later gates: by hand and for any portfolio."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import Story, day, package, pool, project, scenario, story, twice
from tests.engines.portfolios import mixed
from tests.engines.test_any_portfolio import portfolios
from workbench.engines.draws import draw
from workbench.engines.invariants import check
from workbench.engines.path import REVIEW_STAGE, Decision, End, Reason
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run_witnessed
from workbench.engines.records import arrays_of
from workbench.engines.rules.gate import MEAN, TRACKED, error_of, hear
from workbench.errors import InputError
from workbench.model import BenefitProfile, Project, ReducedScope
from workbench.policies import LevelStep, Pmo, Policy
from workbench.scenario import Scenario

GO, STOP = int(Decision.GO), int(Decision.TERMINATE)
HOLD, REDUCE = int(Decision.HOLD), int(Decision.REDUCE)
CV = math.sqrt(math.expm1(0.25))
WORTH = 365.25


def governed(**more: Any) -> Policy:
    """A policy whose gates weigh value; words are parts of it."""
    gates = {"rule": "expected_value"} | more.pop("gates", {})
    return Policy.model_validate({"gates": gates} | more)


def gated(name: str = "A", before: float = 5, behind: float = 36, **more: Any) -> Project:
    """Work before a gate, and behind it work that costs 10 a day for a benefit of 365.25."""
    return project(
        name,
        package("a", before, stage="one"),
        package("b", behind, stage="two"),
        stages=("one", "two"),
        gates=("one",),
        **{"benefit": BenefitProfile(per_year=WORTH, plateau_years=1), **more},
    )


def lived_under(rules: Policy, *projects: Project, capacity: float = 9) -> Story:
    people = pool(capacity=capacity, cost_per_fte_day=10)
    return story(scenario(projects, [people], policy=rules))


RISING = Pmo(levels=(LevelStep(from_=day(95), maturity=4),))
BAND = {"hold_band": 20.0}
MONTHLY = {"cadence": "monthly"}


@pytest.mark.parametrize(("behind", "end"), [(36, "COMPLETED"), (37, "TERMINATED")])
def test_a_gate_holds_until_reviews_must_decide(behind: float, end: str) -> None:
    """Within the band on day 5, 31 and, no third time, 59: then the sign decides, in place of the gate."""
    one = lived_under(governed(gates=BAND, reviews=MONTHLY), gated(behind=behind))
    last = GO if end == "COMPLETED" else STOP
    # Later reviews look at it too, until it ends.
    assert one.sittings[:3] == [(5.0, "A", HOLD), (31.0, "A", HOLD), (59.0, "A", last)]
    assert one.path.gates.stage[:3].tolist() == [0, REVIEW_STAGE, REVIEW_STAGE]
    assert one.state_days("A")[3] == 54.0
    if end == "COMPLETED":
        assert one.begins("A/b") == 59.0
    else:
        assert (one.finish("A"), one.end("A"), one.reason("A")) == (59.0, end, "REVIEW")


def test_a_hold_keeps_the_place_lets_work_finish_and_starts_nothing() -> None:
    """A review holds A on day 31 while work runs until 40; B waits for its place until A goes on and ends."""
    held = project(
        "A",
        package("a", 40),
        package("agreed", 0, {}, after=("a",)),
        package("b", 10, after=("agreed",)),
        benefit=BenefitProfile(per_year=500.0, plateau_years=1),
    )
    rules = governed(gates=BAND, reviews=MONTHLY, release={"wip_limit": 1})
    one = lived_under(rules, held, project("B", 3, intake=1.0))
    assert one.sittings[:2] == [(31.0, "A", HOLD), (59.0, "A", GO)]
    assert one.begins("A/b") == 59.0 and one.finish("A") == 69.0
    assert one.state_days("A")[:4] == (50.0, 0.0, 0.0, 19.0)
    assert one.release("B") == 69.0


def test_a_mandatory_project_is_neither_held_nor_stopped() -> None:
    one = lived_under(governed(gates=BAND, reviews=MONTHLY), gated(behind=60, mandatory=True))
    assert {decision for _, _, decision in one.sittings} == {GO} and one.end("A") == "COMPLETED"


def test_a_gate_and_a_review_of_one_day_look_once() -> None:
    one = lived_under(governed(reviews=MONTHLY), gated(before=31))
    assert [(day, decision) for day, _, decision in one.sittings] == [(31.0, GO), (59.0, GO)]


@pytest.mark.parametrize(("share", "decision"), [(0.0, STOP), (0.9, GO)])
def test_money_already_spent_sways_a_board_only_where_it_is_told_to(share: float, decision: int) -> None:
    """Continuing is 34.75 below stopping; 50 of labour and 7 of external cost are spent."""
    one = lived_under(governed(gates={"sunk_cost_share": share}), gated(behind=40, external_cost=7.0))
    assert one.sittings[0] == (5.0, "A", decision)
    assert one.path.gates.belief[0] == pytest.approx(WORTH - 400 + share * 57)


@pytest.mark.parametrize(("hurdle", "decision"), [(-40.0, GO), (0.0, STOP)])
def test_a_lenient_gate_lets_go_on_what_is_worth_a_little_less(hurdle: float, decision: int) -> None:
    one = lived_under(governed(gates={"hurdle": hurdle}), gated(behind=40))
    assert one.sittings[0] == (5.0, "A", decision)


def with_looks(rules: Policy, signals: list[float], truth: float = 0.0, noise: float = 0.5) -> Story:
    """Two gates of one project, on days 5 and 10, with the normal numbers of their looks by hand."""
    made = project(
        "A",
        *(package(name, 5, stage=name, after=after) for name, after in (("x", ()), ("y", ("x",)))),
        package("z", 1, stage="z", after=("y",)),
        stages=("x", "y", "z"),
        gates=("x", "y"),
        benefit=BenefitProfile(per_year=WORTH, plateau_years=1),
        value_cv=CV,
    )
    plan = plan_of(scenario([made], [pool(cost_per_fte_day=0.0)], policy=rules))
    levels = replace(plan.levels, gate_noise=np.full_like(plan.levels.gate_noise, noise))
    plan = replace(plan, levels=levels)
    draws = draw(plan, range(1))
    value = np.full_like(draws.value_log, truth)
    draws = replace(draws, value_log=value, known_value=value.copy(), signal=np.array([signals]))
    return Story(plan, draws, 0, twice(plan, draws)[0])


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_two_looks_count_as_their_mean_with_what_lasts_of_the_error(share: float) -> None:
    """Posterior mean of ln V: τ² ÷ (τ² + se²(c + (1−c)/2)) of the mean of the two looks."""
    one = with_looks(governed(reports={"lasting_error": share}), [1.0, -0.4], truth=0.3)
    second = share * 1.0 + math.sqrt(1 - share * share) * -0.4
    seen = 0.3 + 0.5 * (1.0 + second) / 2
    weight = 0.25 / (0.25 + 0.25 * (share + (1 - share) / 2))
    first, both = one.path.gates.belief
    assert first == pytest.approx(WORTH * math.exp(0.5 * (0.3 + 0.5)), rel=1e-12)
    assert both == pytest.approx(WORTH * math.exp(weight * seen), rel=1e-9)


def test_errors_of_looks_have_the_correlation_that_is_stated() -> None:
    luck = np.random.Generator(np.random.Philox(key=9)).standard_normal((20_000, 4))
    errors = np.empty_like(luck)
    for row, normals in enumerate(luck.tolist()):
        room = [0.0] * TRACKED
        errors[row] = [error_of(room, 0, 0.4, normal) for normal in normals]
    expected = np.full((4, 4), 0.4) + 0.6 * np.eye(4)
    assert np.abs(np.cov(errors.T) - expected).max() < 4 * math.sqrt(2 / 20_000)


def test_many_looks_are_weighed_as_one_multivariate_normal() -> None:
    """Against the conditional mean by linear algebra, noises differing."""
    noises, signals, share, variance = [0.3, 0.9, 0.5], [0.4, -0.2, 0.1], 0.6, 0.2
    room = [0.0] * TRACKED
    for noise, signal in zip(noises, signals, strict=True):
        hear(room, 0, variance, share, noise, signal)
    se = np.array(noises)
    covariance = variance + np.outer(se, se) * (share + (1 - share) * np.eye(3))
    assert room[MEAN] == pytest.approx(variance * np.linalg.solve(covariance, signals).sum(), rel=1e-12)


def test_an_old_report_tells_of_the_gate_before() -> None:
    """Looks reach the board 5 days later: the first gate has the plan alone, the second the first look."""
    rules = governed(reports={"age_days": 5})
    one = with_looks(rules, [1.0, -0.4], truth=0.3)
    assert one.path.gates.belief[0] == WORTH
    assert one.path.gates.belief[1] == pytest.approx(WORTH * math.exp(0.5 * 0.8), rel=1e-12)


def test_a_review_sees_the_work_that_was_done_when_the_report_was_made() -> None:
    """On day 31 a report of 5 days ago: package a, done on day 28, counts as still to do."""
    made = project(
        "A",
        package("a", 28),
        package("b", 10, after=("a",)),
        benefit=BenefitProfile(per_year=1000.0, plateau_years=1),
    )
    fresh = lived_under(governed(reviews=MONTHLY), made)
    old = lived_under(governed(reviews=MONTHLY, reports={"age_days": 5}), made)
    assert fresh.path.gates.belief[0] - old.path.gates.belief[0] == pytest.approx(280)


def test_rosy_reports_mislead_unless_it_is_known_how_rosy_they_are() -> None:
    plain = with_looks(governed(), [0.5, 0.1])
    rosy = with_looks(governed(reports={"optimism": 0.2}), [0.5, 0.1])
    known = with_looks(governed(reports={"optimism": 0.2, "optimism_is": "subtracted"}), [0.5, 0.1])
    assert rosy.path.gates.belief[0] == pytest.approx(plain.path.gates.belief[0] * math.exp(0.1), rel=1e-12)
    assert known.path.gates.belief == pytest.approx(plain.path.gates.belief, rel=1e-12)


def uncertain(rule: str) -> Scenario:
    """A dear last stage behind a second gate: the first stage is cheap, and tells whether it pays."""
    made = project(
        "A",
        package("x", 1, stage="x"),
        package("y", 1, stage="y"),
        package("z", 40, stage="z"),
        stages=("x", "y", "z"),
        gates=("x", "y"),
        benefit=BenefitProfile(per_year=WORTH, plateau_years=1),
        value_cv=CV,
    )
    rules = governed(gates={"rule": rule}, reports={"lasting_error": 0.0})
    return scenario([made], [pool(cost_per_fte_day=10)], policy=rules)


def planned(rule: str) -> Plan:
    """Its plan, looks with an error of half the stated benefit."""
    plan = plan_of(uncertain(rule))
    levels = replace(plan.levels, gate_noise=np.full_like(plan.levels.gate_noise, 0.5))
    return replace(plan, levels=levels)


def test_the_rule_that_sees_options_goes_on_where_a_later_gate_may_still_stop() -> None:
    """Without any look yet continuing is worth 44.75 less than stopping; the chance to stop outweighs it."""

    def blind_then_clear(rule: str) -> Story:
        plan = planned(rule)
        draws = draw(plan, range(1))
        # A first look of 0 says that the benefit is about as stated.
        made = replace(draws, signal=np.zeros_like(draws.signal), known_value=np.zeros_like(draws.value_log))
        return Story(plan, made, 0, twice(plan, made)[0])

    assert blind_then_clear("expected_value").sittings == [(1.0, "A", STOP)]
    assert blind_then_clear("option").sittings == [(1.0, "A", GO), (2.0, "A", STOP)]


def thresholds(plan: Plan) -> list[float]:
    return [float(one) for one in arrays_of(plan).board.threshold]


def test_thresholds_are_zero_at_the_last_gate_and_for_other_rules() -> None:
    assert thresholds(planned("expected_value")) == [0.0, 0.0, 0.0]
    before, first, last = thresholds(planned("option"))
    assert last == 0.0 and first < -10 and before < -10


def test_a_hold_without_reviews_is_refused() -> None:
    with pytest.raises(InputError, match="hold_band"):
        scenario([gated()], policy=governed(gates=BAND))


def test_a_smaller_scope_is_chosen_where_it_is_worth_more() -> None:
    """All: 365.25 for 600 of labour. Half of what is left, for 90 % of the benefit: 28.725 above 0."""
    scope = ReducedScope(work_share=0.5, benefit_share=0.9)
    one = lived_under(governed(), gated(behind=60, reduced_scope=scope))
    assert one.sittings == [(5.0, "A", REDUCE)]
    assert one.path.gates.belief[0] == pytest.approx(0.9 * WORTH - 300)
    assert (one.end("A"), one.finish("A")) == ("COMPLETED", 35.0)
    assert one.worth.benefit[0] == pytest.approx(0.9 * WORTH)
    assert one.path.reduced.tolist() == [True]


def test_a_smaller_scope_that_is_worth_less_is_left_alone() -> None:
    scope = ReducedScope(work_share=0.9, benefit_share=0.5)
    one = lived_under(governed(), gated(behind=30, reduced_scope=scope))
    assert one.sittings == [(5.0, "A", GO)] and one.finish("A") == 35.0


def test_a_board_that_replans_goes_by_the_level_of_the_day() -> None:
    """The level rises between release and gate: what is believed of the duration moves only if replanned."""

    def beliefs(replanning: str) -> list[float]:
        rules = governed(gates={"replanning": replanning})
        plan = plan_of(mixed(6, policy=rules, maturity=1, pmo=RISING))
        one = Story(plan, draws := draw(plan, range(1)), 0, twice(plan, draws)[0])
        late = one.path.gates.day > 100
        assert late.any()
        return one.path.gates.rest[late].tolist()

    assert beliefs("never") != beliefs("at_sittings")


@st.composite
def governance(draw_one: Any) -> dict[str, Any]:
    reviews = draw_one(st.sampled_from(["none", "monthly", "quarterly"]))
    band = draw_one(st.sampled_from([0.0, 300.0, 30_000.0])) if reviews != "none" else 0.0
    return {
        "gates": {
            "rule": draw_one(st.sampled_from(["expected_value", "option", "go"])),
            "hold_band": band,
            "hurdle": draw_one(st.sampled_from([0.0, 0.0, -5000.0, 5000.0])),
            "hold_cap": draw_one(st.integers(1, 3)),
            "sunk_cost_share": draw_one(st.sampled_from([0.0, 0.0, 0.5])),
            "replanning": draw_one(st.sampled_from(["never", "at_sittings"])),
        },
        "reviews": {"cadence": reviews},
        "reduced_scope": draw_one(st.sampled_from([None, {"work_share": 0.5, "benefit_share": 0.8}])),
        "reports": {
            "age_days": draw_one(st.sampled_from([0.0, 0.0, 3.0, 40.0])),
            "optimism": draw_one(st.sampled_from([0.0, 0.3])),
            "optimism_is": draw_one(st.sampled_from(["believed", "subtracted"])),
            "lasting_error": draw_one(st.sampled_from([0.0, 0.5, 1.0])),
        },
    }


def under(what: Scenario, rules: dict[str, Any]) -> Scenario:
    """The scenario with other rules for what is under way."""
    kept = what.policy.model_dump(mode="json", by_alias=True)
    smaller = rules.pop("reduced_scope", None)
    scope = None if smaller is None else ReducedScope(**smaller)
    projects = tuple(one.model_copy(update={"reduced_scope": scope}) for one in what.portfolio.projects)
    portfolio = what.portfolio.model_copy(update={"projects": projects})
    policy = Policy.model_validate(kept | rules)
    return what.model_copy(update={"policy": policy, "portfolio": portfolio})


def keeps_its_holds(one: Story) -> None:
    """Between a hold and what ends it nothing of the project starts; nobody mandatory is held or stopped."""
    gates, attempts, plan = one.path.gates, one.path.attempts, one.plan
    for i in range(len(plan.projects.ids)):
        mine = gates.project == i
        days, decisions = gates.day[mine], gates.decision[mine]
        starts = attempts.start[plan.packages.project[attempts.package] == i]
        for place in np.flatnonzero(decisions == HOLD).tolist():
            until = days[place + 1] if place + 1 < len(days) else np.inf
            assert not ((starts > days[place]) & (starts < until)).any()
            assert not plan.projects.mandatory[i]
        assert decisions.tolist().count(STOP) == int(one.path.reason[i] in (Reason.GATE, Reason.REVIEW))
        passed = np.isin(decisions, (GO, REDUCE)) & (gates.stage[mine] != REVIEW_STAGE)
        held = (decisions == HOLD) & (gates.stage[mine] != REVIEW_STAGE)
        if one.path.end[i] == End.COMPLETED and not plan.projects.in_flight[i]:
            assert passed.sum() + held.sum() == len(plan.projects.gate_stages.row(i))


@settings(max_examples=100, deadline=None)
@given(portfolios(), governance())
def test_any_governance_of_small_portfolios(what: Scenario, rules: dict[str, Any]) -> None:
    plan = plan_of(under(what, rules))
    draws = draw(plan, range(1))
    one = Story(plan, draws, 0, twice(plan, draws)[0])
    check(plan, one.path)
    keeps_its_holds(one)


@settings(max_examples=25, deadline=None)
@given(governance(), st.integers(0, 99))
def test_any_governance_of_a_portfolio_with_a_bit_of_everything(rules: dict[str, Any], seed: int) -> None:
    plan = plan_of(under(mixed(7, seed=seed), rules))
    draws = draw(plan, range(2))
    for row, path in enumerate(twice(plan, draws)):
        keeps_its_holds(Story(plan, draws, row, path))
        seen, _ = run_witnessed(plan, draws, row)
        assert (seen.finish[~np.isnan(seen.finish)] == path.finish[~np.isnan(path.finish)]).all()


def test_monthly_and_quarterly_reviews_share_the_luck_of_their_months() -> None:
    def normals(cadence: str) -> np.ndarray:
        plan = plan_of(under(mixed(3), {"reviews": {"cadence": cadence}}))
        luck = draw(plan, range(2)).review
        return luck.reshape(2, len(plan.projects.ids), len(plan.rules.review_day))

    monthly, quarterly = normals("monthly"), normals("quarterly")
    assert (monthly[:, :, ::3][:, :, : quarterly.shape[2]] == quarterly).all()
