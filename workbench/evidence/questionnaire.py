"""The questions of the self-assessment, three a perspective, each with its ladder of five sentences.

Wording and ladders are our own and assumed; no instrument was copied.
"""

import csv
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files


class Topic(Enum):
    """What a question is about beyond its perspective."""

    GENERAL = ""
    REPORTING = "reporting"


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what is true at each level.

    Attributes
    ----------
    id
        Perspective and place within it, for example ``3.2``.
    perspective
        One of `perspectives`.
    text
        The question.
    ladder
        Five sentences, from level 1 to level 5.
    topic
        Reporting, where a “do not know” of who should know tells something.
    """

    id: str
    perspective: str
    text: str
    ladder: tuple[str, ...]
    topic: Topic


@cache
def questions() -> tuple[Question, ...]:
    """Return all questions, in the order in which they are asked.

    Examples
    --------
    >>> one = questions()[0]
    >>> one.id, one.text, one.ladder[0]
    ('1.1', 'How is a project planned?', 'each leader as they like, often no plan')
    """
    text = files("workbench.evidence").joinpath("questions.csv").read_text(encoding="utf-8")
    return tuple(
        Question(
            id=row["id"],
            perspective=row["perspective"],
            text=row["question"],
            ladder=tuple(row[f"level_{level}"] for level in range(1, 6)),
            topic=Topic(row["topic"]),
        )
        for row in csv.DictReader(text.splitlines(), strict=True)
    )
