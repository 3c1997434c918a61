"""Where a unit stands, in sentences: levels with their ranges, who disagrees, what was taken off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from workbench import evidence
from workbench.interfaces.wording.perspectives import PERSPECTIVES
from workbench.interfaces.wording.phrases import capital, count, listed
from workbench.model.assessed import Score, Unknown, scores, telling
from workbench.model.assessment import Role, SelfAssessment

NOT_P3M3 = (
    "The perspectives are those of P3M3; this is no P3M3 assessment. Wording, scoring and ranges are our own "
    "and assumed."
)

ROLES = {
    Role.PMO_LEAD: ("PMO lead", "PMO leads"),
    Role.PROJECT_LEAD: ("project manager", "project managers"),
    Role.OTHER: ("other", "others"),
}


def who_answered(assessment: SelfAssessment) -> str:
    """On how many people and answers it rests.

    Examples
    --------
    >>> from datetime import date
    >>> lead = {"role": "pmo_lead", "answers": {"1.1": 3, "1.2": None}}
    >>> who_answered(SelfAssessment(unit="IT", date=date(2026, 3, 2), respondents=(lead, lead)))
    'two people (two PMO leads), two answers'
    """
    people = assessment.respondents
    roles = Counter(one.role for one in people)
    told = listed([count(roles[role], *words) for role, words in ROLES.items() if roles[role]])
    answers = sum(level is not None for one in people for level in one.answers.values())
    return f"{count(len(people), 'person', 'people')} ({told}), {count(answers, 'answer', 'answers')}"


def nine_in_ten(score: Score) -> str:
    """The range that holds the level in nine of ten cases."""
    return f"{score.low:.1f} to {score.high:.1f}"


def talk_first(found: Iterable[Score]) -> list[str]:
    """Where two people see such different houses that they should talk before anything is run."""
    return [
        f"Talk before you run: on {PERSPECTIVES[one.perspective]} two people are {one.apart:.1f} levels "
        "apart."
        for one in found
        if one.must_talk
    ]


def answered_alone(found: Sequence[Score]) -> str:
    """That one person alone was asked; empty where it is more."""
    alone = [PERSPECTIVES[one.perspective] for one in found if one.people == 1]
    if not alone:
        return ""
    where = "every perspective" if len(alone) == len(PERSPECTIVES) else listed(alone)
    return f"One person alone answered on {where}: the range is wide for that reason. Ask one more."


def taken_off(assessment: SelfAssessment) -> str:
    """How far levels lie below what people said, and what it would be otherwise."""
    one = assessment.optimism_correction
    if one.base == 0.0:
        most = f"{one.high:g} too well"
        return f"Nothing is taken off what people said; they may rate their own house up to {most}."
    return (
        f"Levels lie {one.base:g} below what people said, because people rate their own house too well "
        f"(assumed: {one.low:g} to {one.high:g}). If the least were right they would be "
        f"{one.base - one.low:g} higher, if the most were right {one.high - one.base:g} lower."
    )


def unknown_counted(assessment: SelfAssessment) -> str:
    """What levels would be if a telling “do not know” meant that it is hardly done; empty without any."""
    number = len(list(telling(assessment)))
    if not number:
        return ""
    base = {one.perspective: one.level for one in scores(assessment)}
    low = {one.perspective: one.level for one in scores(assessment, Unknown.LOW)}
    changed = [
        f"{PERSPECTIVES[key]} {base[key]:.1f}, then {level:.1f}"
        for key, level in low.items()
        if key in base and abs(level - base[key]) >= 0.05
    ]
    moved = listed(changed) if changed else "no level moves"
    known = evidence.coefficient("self_assessment_unknown_level").base
    return (
        f"{capital(count(number, 'answer', 'answers'))} “do not know” of people who should know: left out. "
        f"If they meant that it is hardly done ({known:g}): {moved}."
    )


def remarks(assessment: SelfAssessment) -> list[str]:
    """Everything to know beside the levels, the most urgent first."""
    found = scores(assessment)
    told = [
        *talk_first(found),
        answered_alone(found),
        unknown_counted(assessment),
        taken_off(assessment),
        NOT_P3M3,
    ]
    return [one for one in told if one]
