"""A self-assessment: what people of one unit said of how projects are run there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from workbench import evidence
from workbench.errors import InputError, Problem
from workbench.evidence import Question
from workbench.model.data import Data, Day, Id, about, quantity

HALF = 0.5
"""Steps of an answer."""

_OPTIMISM = evidence.coefficient("self_assessment_optimism")

Answer = Annotated[float | None, Field(ge=1, le=5)]
"""Level of the sentence that was true, in halves; None is “do not know”."""


class Role(StrEnum):
    """Who answers."""

    PMO_LEAD = "pmo_lead"
    PROJECT_LEAD = "project_manager"
    OTHER = "other"


class Respondent(Data):
    """What one person said, without a name.

    Examples
    --------
    >>> person = Respondent(role="project_manager", answers={"3.1": 2, "3.2": 1.5, "3.3": None})
    >>> person.levels_of("risk")
    (2.0, 1.5)
    """

    role: Role = about(text="who answers; no names")
    answers: Mapping[str, Answer] = about(
        {},
        text="by question: level of the sentence that was true, in halves; null = do not know",
        unit="level",
    )

    def levels_of(self, perspective: str) -> tuple[float, ...]:
        """Answers on a perspective, without “do not know”."""
        ids = [one.id for one in evidence.questions() if one.perspective == perspective]
        said = (self.answers.get(one) for one in ids)
        return tuple(level for level in said if level is not None)

    def does_not_know(self, question: Question) -> bool:
        """Whether a question was answered with “do not know”; one that is left out was not answered."""
        return question.id in self.answers and self.answers[question.id] is None


class OptimismCorrection(Data):
    """What is taken off every level, because people rate their own house too well."""

    low: float = quantity(_OPTIMISM.low, unit="levels", about="least", low=0, high=4)
    base: float = quantity(_OPTIMISM.base, unit="levels", about="what is taken off", low=0, high=4)
    high: float = quantity(_OPTIMISM.high, unit="levels", about="most", low=0, high=4)


class SelfAssessment(Data):
    """What everybody said, in one round.

    Examples
    --------
    >>> from datetime import date
    >>> lead = Respondent(role="pmo_lead", answers={"9.1": 3})
    >>> SelfAssessment(unit="IT", date=date(2026, 3, 2), respondents=(lead,))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    workbench.errors.InputError: respondents › #1 › answers › 9.1: there is no such question; ...
    """

    unit: Id = about(text="whose way of working it is about")
    date: Day = about(text="when it was answered")
    respondents: tuple[Respondent, ...] = about(text="one PMO lead and two project managers, or more people")
    optimism_correction: OptimismCorrection = about(OptimismCorrection(), text="taken off what people say")

    @model_validator(mode="after")
    def _consistent(self) -> SelfAssessment:
        InputError.raise_if(assessment_problems(self))
        return self


def assessment_problems(assessment: SelfAssessment) -> Iterator[Problem]:
    """Everything that is wrong across the fields of a self-assessment.

    Yields
    ------
    Problem
        With a path of field names, respondents and questions.
    """
    if not assessment.respondents:
        yield Problem(("respondents",), "nobody has answered", remedy="add a respondent")
    known = [one.id for one in evidence.questions()]
    for place, person in enumerate(assessment.respondents, start=1):
        where = ("respondents", f"#{place}", "answers")
        for question, level in person.answers.items():
            if question not in known:
                remedy = f"they are {known[0]} to {known[-1]}, three on each perspective"
                yield Problem((*where, question), "there is no such question", remedy=remedy)
            if level is not None and level % HALF:
                yield Problem((*where, question), "must be 1 to 5 in halves", f"{level:g}", "write 2 or 2.5")
    correction = assessment.optimism_correction
    if not correction.low <= correction.base <= correction.high:
        stated = f"{correction.low:g}, {correction.base:g}, {correction.high:g}"
        yield Problem(("optimism_correction",), "low, base and high must rise", stated, "sort them")
