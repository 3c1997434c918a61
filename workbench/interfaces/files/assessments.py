"""Files of self-assessments: read and put together, written as an empty form or as what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from workbench import evidence
from workbench.errors import InputError, Problem
from workbench.evidence import Question
from workbench.interfaces.files.dump import dump_data
from workbench.interfaces.files.origin import Source
from workbench.interfaces.files.resolve import Resolved, placed
from workbench.interfaces.files.text import read_text
from workbench.interfaces.files.tree import read_tree
from workbench.interfaces.files.validation import check_assessment
from workbench.interfaces.wording.perspectives import PERSPECTIVES
from workbench.interfaces.wording.phrases import capital
from workbench.model.assessed import unscored
from workbench.model.assessment import Respondent, Role, SelfAssessment

KEY = "self_assessment"

_HOW = """\
# Where do we stand? {count} questions, meant to take fifteen minutes.
#
# Fill it in alone, without talking first.
# For each question write the number of the sentence that was true in the last three months in your unit, not
# what the handbook says. Halves are allowed (2.5). Leave it empty if you do not know. For 3 and above you
# should be able to open a document that shows it.
#
# Each person fills in a form of their own; `workbench assess` reads all of them together.
"""

_HOW_TO_BEGIN = "workbench assess --template FILE writes a form"


def read_assessments(paths: Sequence[str | Path]) -> SelfAssessment:
    """One round from the forms of several people, or from one file that holds all of them.

    Parameters
    ----------
    paths
        The YAML files.

    Raises
    ------
    InputError
        With everything that is wrong in any of them, and every perspective that nobody can score.
    """
    problems = list(_twice(paths))
    read = [_Form.of(Path(path)) for path in paths]
    problems += [problem for one in read for problem in one.problems]
    found = [(one.place, one.said) for one in read if one.said is not None]
    problems += _at_odds(found)
    if all(one.legible for one in read):
        problems += [replace(one, place=read[0].place) for one in unscored(_attempted(read))]
    InputError.raise_if(dict.fromkeys(problems))
    return _together([one for _, one in found])


def form(today: date) -> str:
    """An empty form for one person, every question with its five sentences beside it.

    Parameters
    ----------
    today
        Date that it bears until somebody changes it.
    """
    questions = evidence.questions()
    roles = ", ".join(Role)
    lines = [
        _HOW.format(count=len(questions)),
        f"{KEY}:",
        "  unit:                     # whose way of working it is about, the same words in every form",
        f"  date: {today.isoformat()}",
        "  respondents:",
        f"    - role:                 # one of {roles}; no names",
        "      answers:",
    ]
    told = ""
    for one in questions:
        if one.perspective != told:
            told = one.perspective
            lines += ["", f"        # ---- {one.id.partition('.')[0]} {capital(PERSPECTIVES[told])}"]
        lines += _asked(one)
    return "\n".join(lines) + "\n"


def dump_assessment(assessment: SelfAssessment) -> str:
    """What everybody said as YAML; reading it back gives the same."""
    return dump_data({KEY: assessment.model_dump(mode="json")})


def _asked(question: Question) -> list[str]:
    ladder = [f"        #   {level}  {said}" for level, said in enumerate(question.ladder, start=1)]
    return ["", f"        # {question.id} {question.text}", *ladder, f'        "{question.id}":']


@dataclass(frozen=True)
class _Form:
    """One file: what it says if nothing is wrong, its plain data, and the problems."""

    place: str
    said: SelfAssessment | None
    data: Any
    problems: tuple[Problem, ...]
    legible: bool

    @classmethod
    def of(cls, path: Path) -> _Form:
        """Read a file; whatever is wrong with it stands among its problems."""
        place = path.as_posix()
        try:
            top, problems = read_tree(read_text(path), place)
        except InputError as error:
            return cls(place, None, None, error.problems, legible=False)
        if top.entries is None or KEY not in top.entries:
            lacks = Problem((), f"holds no {KEY}", remedy=_HOW_TO_BEGIN, place=place)
            return cls(place, None, None, (*problems, lacks), legible=False)
        others = [
            Problem((key,), "is not a known key", remedy=f"the file holds {KEY} alone")
            for key in top.entries
            if key != KEY
        ]
        data = top.entries[KEY].node.plain()
        checked = check_assessment(data)
        told = tuple(replace(one, path=(KEY, *one.path)) for one in checked.problems)
        resolved = Resolved({}, (Source(place, top),), tuple(problems))
        return cls(place, checked.value, data, placed(resolved, (*others, *told)), legible=True)


def _attempted(read: Sequence[_Form]) -> SelfAssessment:
    """Whatever was answered, right or wrong: a slip in an answer is told once, not as a level missing too."""
    people = [
        Respondent.model_construct(
            role=Role.OTHER, answers={key: 1.0 for key, said in answers.items() if said is not None}
        )
        for one in read
        for answers in _answers(one.data)
    ]
    return SelfAssessment.model_construct(respondents=tuple(people))


def _answers(data: Any) -> Iterator[dict[str, Any]]:
    respondents = data.get("respondents") if isinstance(data, dict) else None
    for one in respondents if isinstance(respondents, list) else []:
        answers = one.get("answers") if isinstance(one, dict) else None
        if isinstance(answers, dict):
            yield answers


def _twice(paths: Sequence[str | Path]) -> list[Problem]:
    files = [Path(path).resolve() for path in paths]
    return [
        Problem((), "is named twice", remedy="each form counts once", place=Path(path).as_posix())
        for place, path in enumerate(paths)
        if files[place] in files[:place]
    ]


def _at_odds(found: Sequence[tuple[str, SelfAssessment]]) -> list[Problem]:
    """Forms of one round are about one unit, and are corrected alike."""
    if not found:
        return []
    (first, one), *others = found
    problems = []
    for place, other in others:
        if other.unit != one.unit:
            message = f"{first} is about {one.unit!r}"
            problems.append(Problem((KEY, "unit"), message, other.unit, "one unit at a time", place))
        if other.optimism_correction != one.optimism_correction:
            message = f"differs from that of {first}"
            problems.append(
                Problem((KEY, "optimism_correction"), message, remedy="state it alike", place=place)
            )
    return problems


def _together(found: Sequence[SelfAssessment]) -> SelfAssessment:
    return found[0].model_copy(
        update={
            "date": max(one.date for one in found),
            "respondents": tuple(person for one in found for person in one.respondents),
        }
    )
