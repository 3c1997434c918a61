"""Self-assessment: the worked example to the digit, and what must hold whatever people say."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from workbench import evidence
from workbench.errors import InputError
from workbench.model import Maturity
from workbench.model.assessed import Score, Unknown, maturity_of, scores, telling, unscored
from workbench.model.assessment import OptimismCorrection, Respondent, Role, SelfAssessment

DAY = date(2026, 3, 2)
QUESTIONS = [one.id for one in evidence.questions()]
RISK = ("3.1", "3.2", "3.3")
halves = st.sampled_from([one / 2 for one in range(2, 11)])
answers = st.dictionaries(st.sampled_from(QUESTIONS), st.none() | halves)
people = st.lists(st.builds(Respondent, role=st.sampled_from(Role), answers=answers), min_size=1, max_size=5)


def asked(*respondents: Respondent, correction: float = 0.2) -> SelfAssessment:
    return SelfAssessment(
        unit="IT",
        date=DAY,
        respondents=respondents,
        optimism_correction=OptimismCorrection(low=0, base=correction, high=0.5),
    )


def on_risk(*levels: float | None, role: str = "project_manager") -> Respondent:
    return Respondent(role=Role(role), answers=dict(zip(RISK, levels, strict=False)))


def risk_of(assessment: SelfAssessment, unknown: Unknown = Unknown.LEFT_OUT) -> Score:
    return next(one for one in scores(assessment, unknown) if one.perspective == "risk")


EXAMPLE = asked(on_risk(3, 2.5, 3, role="pmo_lead"), on_risk(2, 2, 1.5), on_risk(2.5, 2, 2))


# ------------------------------------------------------------------ the questions


def test_there_are_three_questions_on_each_perspective_in_order() -> None:
    expected = [one for one in evidence.perspectives() for _ in range(3)]
    assert [one.perspective for one in evidence.questions()] == expected
    assert [f"{k}.{j}" for k in range(1, 8) for j in range(1, 4)] == QUESTIONS


def test_every_question_has_five_sentences_and_no_two_alike() -> None:
    for one in evidence.questions():
        assert one.text.endswith("?")
        assert len(set(one.ladder)) == 5 and all(one.ladder)


# ------------------------------------------------------------------ scoring


def test_the_worked_example_by_hand() -> None:
    risk = risk_of(EXAMPLE)
    assert risk.said == pytest.approx(82 / 36)
    assert round(risk.level, 2) == 2.08
    between = 7 / 27  # of 17/6, 11/6 and 13/6
    assert risk.unsure**2 == pytest.approx(between / 3 + 0.4**2 / 9 + 0.25**2)
    assert round(risk.unsure, 2) == 0.41
    assert (risk.people, risk.answers, risk.apart) == (3, 9, 1.0)
    assert not risk.must_talk


def test_the_range_reaches_one_and_two_thirds_standard_deviations_to_either_side() -> None:
    risk = risk_of(EXAMPLE)
    assert (risk.low, risk.high) == (
        pytest.approx(risk.level - 1.64 * risk.unsure),
        pytest.approx(risk.level + 1.64 * risk.unsure),
    )


def test_people_who_agree_by_chance_are_not_certain() -> None:
    alike = risk_of(asked(*[on_risk(3, 3, 3)] * 3))
    assert alike.unsure**2 == pytest.approx(0.3**2 / 3 + 0.4**2 / 9 + 0.25**2)


def test_more_people_never_make_sure_what_all_get_wrong_alike() -> None:
    many = risk_of(asked(*[on_risk(3, 3, 3)] * 200))
    assert 0.25 < many.unsure < 0.26


def test_one_person_alone_is_at_least_this_unsure() -> None:
    assert risk_of(asked(on_risk(3, 3, 3))).unsure == 0.6
    torn = risk_of(asked(on_risk(1, 5))).unsure
    assert torn == pytest.approx(math.sqrt(0.3**2 + 8 / 2 + 0.25**2)) and torn > 0.6


def test_who_answered_one_question_of_three_is_left_out() -> None:
    with_one = asked(*EXAMPLE.respondents, on_risk(5, None, None))
    assert risk_of(with_one) == risk_of(EXAMPLE)


def test_two_answers_of_three_count() -> None:
    risk = risk_of(asked(on_risk(2, 3), on_risk(2, 3, None)))
    assert (risk.people, risk.answers, risk.said) == (2, 4, 2.5)


@pytest.mark.parametrize("other", [1.5, 2])
def test_a_level_and_a_half_apart_means_talk_first(other: float) -> None:
    assert risk_of(asked(on_risk(3, 3, 3), on_risk(other, other, other))).must_talk is (other == 1.5)


def test_thirds_that_are_exactly_so_far_apart_mean_talk_too() -> None:
    assert risk_of(asked(on_risk(3, 3, 2.5), on_risk(1.5, 1.5, 1))).must_talk


def test_the_correction_shifts_every_level_and_can_be_asked_about() -> None:
    assert scores(EXAMPLE, correction=0.0)[0].level == pytest.approx(82 / 36)
    assert scores(EXAMPLE, correction=0.5)[0].level == pytest.approx(82 / 36 - 0.5)
    assert scores(EXAMPLE, correction=0.5)[0].unsure == scores(EXAMPLE)[0].unsure


# ------------------------------------------------------------------ do not know


def test_what_the_lead_does_not_know_of_reporting_counts_low_when_asked() -> None:
    lead = Respondent(role=Role.PMO_LEAD, answers={"4.1": 3, "4.2": None, "4.3": 3})
    found = asked(lead)
    assert list(telling(found)) == [(0, "4.2")]
    (base,), (low,) = scores(found), scores(found, Unknown.LOW)
    assert (base.said, low.said) == (3.0, 2.5)


def test_what_the_lead_does_not_know_of_anything_else_does_not() -> None:
    assert not list(telling(asked(on_risk(3, 3, None, role="pmo_lead"))))


def test_what_no_project_manager_knows_counts_low_and_what_one_knows_does_not() -> None:
    nobody = asked(on_risk(3, 3, None), on_risk(2, 2, None))
    assert list(telling(nobody)) == [(0, "3.3"), (1, "3.3")]
    assert risk_of(nobody, Unknown.LOW).said == pytest.approx((7.5 / 3 + 5.5 / 3) / 2)
    assert not list(telling(asked(on_risk(3, 3, None), on_risk(2, 2, 2))))
    assert not list(telling(asked(on_risk(3, 3, None))))


def test_a_question_left_out_is_no_do_not_know() -> None:
    assert not list(telling(asked(on_risk(3, 3), on_risk(2, 2))))


# ------------------------------------------------------------------ whatever people say


@given(people, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_show_in_the_last_digit(said: list[Respondent], luck) -> None:
    mixed = luck.sample(said, len(said))
    for unknown in Unknown:
        assert scores(asked(*said), unknown) == scores(asked(*mixed), unknown)


@given(people, st.floats(0, 4))
def test_levels_and_ranges_stay_within_1_and_5(said: list[Respondent], correction: float) -> None:
    for one in scores(asked(*said), correction=correction):
        assert 1 <= one.low <= one.level <= one.high <= 5
        assert 0.25 <= one.unsure <= 4
        assert one.answers >= 2 * one.people


@given(people)
def test_counting_what_nobody_knows_never_makes_a_unit_better_than_both(said: list[Respondent]) -> None:
    before = {one.perspective: one for one in scores(asked(*said))}
    for one in scores(asked(*said), Unknown.LOW):
        if one.perspective in before and one.people == before[one.perspective].people:
            assert one.said <= max(before[one.perspective].said, 1.5) + 1e-12


@given(people)
def test_a_perspective_is_scored_or_told_as_a_problem(said: list[Respondent]) -> None:
    found = asked(*said)
    problems = [one.path[-1] for one in unscored(found)]
    assert sorted([*problems, *(one.perspective for one in scores(found))]) == sorted(evidence.perspectives())


# ------------------------------------------------------------------ errors, and the portfolio


def test_everything_wrong_is_told_at_once() -> None:
    wrong = [
        Respondent(role=Role.OTHER, answers={"3.1": 2.25, "8.1": 3}),
        Respondent(role=Role.OTHER, answers={"1.l": 2}),
    ]
    with pytest.raises(InputError) as caught:
        SelfAssessment(
            unit="IT", date=DAY, respondents=wrong, optimism_correction=OptimismCorrection(low=0.4, base=0.2)
        )
    told = [str(one) for one in caught.value.problems]
    assert [one.split(":")[0] for one in told] == [
        "respondents › #1 › answers › 3.1",
        "respondents › #1 › answers › 8.1",
        "respondents › #2 › answers › 1.l",
        "optimism_correction",
    ]
    assert "halves" in told[0] and "they are 1.1 to 7.3" in told[2]


@pytest.mark.parametrize("level", [0.5, 5.5, -1, math.nan])
def test_answers_lie_between_1_and_5(level: float) -> None:
    with pytest.raises(ValidationError):
        on_risk(level)


def test_a_portfolio_gets_levels_with_their_standard_deviations() -> None:
    everything = [
        Respondent(role=role, answers=dict.fromkeys(QUESTIONS, level))
        for role, level in ((Role.PMO_LEAD, 3), (Role.PROJECT_LEAD, 2))
    ]
    found = maturity_of(asked(*everything))
    assert found.profile.finance == 2.3
    assert set(found.uncertainty) == set(evidence.perspectives())
    assert found.uncertainty["finance"] == round(math.sqrt(0.5 / 2 + 0.16 / 6 + 0.0625), 2)


def test_what_nobody_can_score_keeps_a_portfolio_from_getting_levels() -> None:
    with pytest.raises(InputError) as caught:
        maturity_of(EXAMPLE)
    assert len(caught.value.problems) == 6


def test_uncertainty_is_of_perspectives_and_leaves_no_trace_when_there_is_none() -> None:
    assert "uncertainty" not in Maturity.model_validate(2).model_dump()
    stated = Maturity.model_validate({"profile": 2, "uncertainty": {"risk": 0.4}})
    assert stated.model_dump()["uncertainty"] == {"risk": 0.4}
    for bad in ({"rsik": 0.4}, {"risk": -0.1}, {"risk": 9}):
        with pytest.raises(ValidationError):
            Maturity.model_validate({"profile": 2, "uncertainty": bad})
