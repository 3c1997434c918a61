"""What is wrong, in one sentence for its place beside a control."""

from __future__ import annotations

from workbench.errors import Problem
from workbench.interfaces.wording.phrases import capital


def sentence_of(problem: Problem) -> str:
    """A problem in one sentence, for its place beside a control.

    Examples
    --------
    >>> sentence_of(Problem(("until",), "must be after from (2027-05-03)", "2027-01-01", "move it"))
    'Must be after from (2027-05-03), got 2027-01-01; move it.'
    """
    got = f", got {problem.value}" if problem.value else ""
    then = f"; {problem.remedy}" if problem.remedy else ""
    return f"{capital(problem.message)}{got}{then}."
