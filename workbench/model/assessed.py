"""From what people said to a level on each perspective, and how sure that is.

For n people who answered at least two questions of a perspective, m of their answers, standard deviation b
between people and w (pooled) within them:

    level = mean over people − correction, kept within 1 and 5
    unsure² = max(b, .3)² / n + max(w, .4)² / m + .25²      (one person alone: at least .6)

All figures are assumed and stand in the register of evidence (`self_assessment_…`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import cast

from workbench import evidence
from workbench.errors import InputError, Problem
from workbench.model.assessment import Role, SelfAssessment
from workbench.model.maturity import Maturity, MaturityProfile, Perspective

LOWEST, HIGHEST = 1.0, 5.0

FEWEST_ANSWERS = 2
"""Of the three questions of a perspective; who answered fewer is left out for it."""

NINE_IN_TEN = 1.64
"""Standard deviations to either side that hold nine in ten."""

DECIMALS = 2
"""Of levels that go into a portfolio."""


class Unknown(Enum):
    """What a telling “do not know” counts as."""

    LEFT_OUT = "left out"
    LOW = "low"


@dataclass(frozen=True)
class Score:
    """Where a unit stands on one perspective.

    Parameters
    ----------
    perspective
        Which.
    said
        Mean over people, before the correction.
    level
        After it, within 1 and 5.
    unsure
        Standard deviation of the level.
    people, answers
        On how much it rests.
    apart
        Levels between the two people who are furthest apart.
    """

    perspective: str
    said: float
    level: float
    unsure: float
    people: int
    answers: int
    apart: float

    @property
    def low(self) -> float:
        """Lower end of the range that holds the level in nine of ten cases."""
        return _kept(self.level - NINE_IN_TEN * self.unsure)

    @property
    def high(self) -> float:
        """Upper end of the same range."""
        return _kept(self.level + NINE_IN_TEN * self.unsure)

    @property
    def must_talk(self) -> bool:
        """Whether two people are so far apart that they should talk before anything is run."""
        return self.apart >= evidence.coefficient("self_assessment_talk_spread").base


def scores(
    assessment: SelfAssessment, unknown: Unknown = Unknown.LEFT_OUT, correction: float | None = None
) -> tuple[Score, ...]:
    """Level and range of every perspective that somebody can score, in the order of `evidence.perspectives`.

    Parameters
    ----------
    assessment
        What people said.
    unknown
        What a telling “do not know” counts as.
    correction
        Levels taken off, in place of the assessment's own.

    Examples
    --------
    >>> from datetime import date
    >>> said = {"pmo_lead": (3, 2.5, 3), "project_manager": (2, 2, 1.5), "other": (2.5, 2, 2)}
    >>> people = [
    ...     {"role": role, "answers": dict(zip(("3.1", "3.2", "3.3"), levels))}
    ...     for role, levels in said.items()
    ... ]
    >>> (risk,) = scores(SelfAssessment(unit="IT", date=date(2026, 3, 2), respondents=people))
    >>> [round(one, 2) for one in (risk.level, risk.unsure, risk.low, risk.high)], risk.must_talk
    ([2.08, 0.41, 1.41, 2.75], False)
    """
    taken_off = assessment.optimism_correction.base if correction is None else correction
    return tuple(
        _score(one, levels, taken_off)
        for one in evidence.perspectives()
        if (levels := _levels(assessment, one, unknown))
    )


def unscored(assessment: SelfAssessment) -> Iterator[Problem]:
    """A problem for each perspective that nobody can score."""
    for one in evidence.perspectives():
        if not _levels(assessment, one, Unknown.LEFT_OUT):
            ids = [question.id for question in evidence.questions() if question.perspective == one]
            yield Problem(
                ("respondents", one),
                f"nobody answered {FEWEST_ANSWERS} of the {len(ids)} questions on it, so it has no level",
                remedy=f"answer {FEWEST_ANSWERS} of {', '.join(ids)}",
            )


def maturity_of(assessment: SelfAssessment) -> Maturity:
    """Levels and their standard deviations, as a portfolio states them.

    Raises
    ------
    InputError
        With every perspective that nobody can score.
    """
    InputError.raise_if(unscored(assessment))
    found = scores(assessment)
    return Maturity(
        profile=MaturityProfile(**{one.perspective: round(one.level, DECIMALS) for one in found}),
        uncertainty={cast(Perspective, one.perspective): round(one.unsure, DECIMALS) for one in found},
    )


def telling(assessment: SelfAssessment) -> Iterator[tuple[int, str]]:
    """Each “do not know” that tells something: place of the person, and the question.

    The PMO lead should know how things are reported; what no project manager (of two or more) knows is
    hardly done.
    """
    leads = [one for one in assessment.respondents if one.role is Role.PROJECT_LEAD]
    for question in evidence.questions():
        unknown_to_all = len(leads) > 1 and all(one.does_not_know(question) for one in leads)
        for place, person in enumerate(assessment.respondents):
            of_reporting = person.role is Role.PMO_LEAD and question.topic is evidence.Topic.REPORTING
            of_anything = person.role is Role.PROJECT_LEAD and unknown_to_all
            if person.does_not_know(question) and (of_reporting or of_anything):
                yield place, question.id


def _levels(assessment: SelfAssessment, perspective: str, unknown: Unknown) -> list[tuple[float, ...]]:
    """Answers on a perspective of everybody who gave enough of them."""
    low = evidence.coefficient("self_assessment_unknown_level").base
    ids = {one.id for one in evidence.questions() if one.perspective == perspective}
    counted = [] if unknown is Unknown.LEFT_OUT else list(telling(assessment))
    found = []
    for place, person in enumerate(assessment.respondents):
        more = sum(whose == place and question in ids for whose, question in counted)
        levels = (*person.levels_of(perspective), *[low] * more)
        if len(levels) >= FEWEST_ANSWERS:
            found.append(levels)
    return found


def _score(perspective: str, levels: Sequence[tuple[float, ...]], correction: float) -> Score:
    """Exact sums, so that the order of people and questions cannot show in the last digit."""
    exact = [[Fraction(one) for one in said] for said in levels]
    means = [sum(said, Fraction()) / len(said) for said in exact]
    people, answers = len(means), sum(map(len, exact))
    mean = sum(means, Fraction()) / people
    between = sum(((one - mean) ** 2 for one in means), Fraction()) / max(people - 1, 1)
    inside = ((one - own) ** 2 for said, own in zip(exact, means, strict=True) for one in said)
    within = sum(inside, Fraction()) / (answers - people)
    return Score(
        perspective=perspective,
        said=float(mean),
        level=_kept(float(mean) - correction),
        unsure=_unsure(math.sqrt(between), math.sqrt(within), people, answers),
        people=people,
        answers=answers,
        apart=float(max(means) - min(means)),
    )


def _unsure(between: float, within: float, people: int, answers: int) -> float:
    floors = ("between_floor", "within_floor", "common_error", "alone_floor")
    least_between, least_within, common, alone = (
        evidence.coefficient(f"self_assessment_{name}").base for name in floors
    )
    of_people = max(between, least_between) ** 2 / people
    of_answers = max(within, least_within) ** 2 / answers
    unsure = math.sqrt(of_people + of_answers + common**2)
    return max(unsure, alone) if people == 1 else unsure


def _kept(level: float) -> float:
    return min(max(level, LOWEST), HIGHEST)
