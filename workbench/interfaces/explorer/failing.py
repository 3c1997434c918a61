"""What went wrong, above the answer: in one line, with what still holds and the details folded in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from workbench.errors import InputError, Problem, WorkbenchError
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.page import reason, wrong
from workbench.interfaces.explorer.told import told
from workbench.scenario import Scenario


def refusal(problems: Sequence[Problem], rest: Sequence[Problem], still: str) -> str:
    """What cannot be and has no control; the line says at least that an older answer stands.

    Parameters
    ----------
    problems
        All of them; without any there is nothing to say.
    rest
        Those without a control to stand beside.
    still
        What is still shown; empty if nothing is.
    """
    if rest:
        return wrong(InputError(tuple(rest)), f" {still}" if still else "")
    if not problems:
        return ""
    said = "This cannot be answered: see what is marked among the controls."
    return f'<p class="wb-wrong" role="alert">{escape(" ".join([said, still]).strip())}</p>'


def not_drawn(error: Exception) -> str:
    """What stands in place of a chart that could not be worked out."""
    defect = "" if isinstance(error, WorkbenchError) else " This is a defect of the workbench."
    return f"{reason(error)}{defect} The answer above and the other views hold."


def what_happened(error: Exception, draft: Draft, baseline: Scenario, still: str) -> str:
    """What failed, in which input and what to do, with the details folded in.

    Parameters
    ----------
    error
        What was raised.
    draft, baseline
        What was being answered.
    still
        What is still shown; empty if nothing is.
    """
    about = told(draft, baseline) or "today"
    cause = error if error.__cause__ is None else error.__cause__
    details = [
        f"asked: {about}",
        f"today: {baseline.name}, hash {baseline.hash[:12]}, seed {baseline.seed}",
        f"{type(cause).__name__}: {cause}",
    ]
    remedy = "" if isinstance(error, InputError) else " Undo the last change, or save it and send it on."
    if not isinstance(error, WorkbenchError):
        remedy = f"{remedy} This is a defect of the workbench."
    lines = "".join(f"<li>{escape(' '.join(one.split()))}</li>" for one in details)
    return (
        f"{wrong(error, f'{remedy} {still}'.rstrip())}"
        f'<details class="wb-details"><summary>Show details</summary><ul>{lines}</ul></details>'
    )
