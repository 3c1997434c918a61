"""Where a unit stands, for a page: a picture with its table, and the lines below it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from workbench import evidence
from workbench.charts import profile_chart
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.files.dump import dump_data
from workbench.interfaces.wording import capital, count
from workbench.interfaces.wording.assessed import nine_in_ten, remarks, talk_first
from workbench.interfaces.wording.perspectives import PERSPECTIVES
from workbench.model.assessed import Score, maturity_of, scores
from workbench.model.assessment import SelfAssessment

NOBODY = "Nothing answered yet. Choose the sentences that were true in the last three months."
HEAD = ("perspective", "level", "nine in ten", "people", "answers", "furthest apart")


def standing_table(assessment: SelfAssessment) -> pd.DataFrame:
    """A row for each perspective that somebody can score, in the words of the page.

    Parameters
    ----------
    assessment
        What people said.
    """
    return pd.DataFrame([_row(one) for one in scores(assessment)], columns=list(HEAD)).set_index(HEAD[0])


def profile_card(found: Sequence[Score], width: int) -> Card:
    """Levels with their ranges; perspectives that nobody can score yet keep their place."""
    by_name = {one.perspective: one for one in found}
    rows = []
    for name in evidence.perspectives():
        one = by_name.get(name)
        apart = f"{one.apart:.1f} apart: talk first" if one is not None and one.must_talk else ""
        ends = (one.level, one.low, one.high) if one is not None else (float("nan"),) * 3
        rows.append((capital(PERSPECTIVES[name]), *ends, apart))
    frame = pd.DataFrame(rows, columns=["label", "level", "low", "high", "apart"])
    title = "Level today, with the range that holds it in nine of ten cases"
    return Card("profile", title, profile_chart(frame, width), head=HEAD, rows=[_row(one) for one in found])


def lead_words(found: Sequence[Score]) -> str:
    """Where it stands, in a sentence.

    Examples
    --------
    >>> lead_words([]) == NOBODY
    True
    """
    if not found:
        return NOBODY
    low, high = min(found, key=lambda one: one.level), max(found, key=lambda one: one.level)
    missing = len(PERSPECTIVES) - len(found)
    more = (
        f" {count(missing, 'perspective has', 'perspectives have').capitalize()} no level yet."
        if missing
        else ""
    )
    if round(low.level, 1) == round(high.level, 1):
        where = "It stands" if len(found) == 1 else "All stand"
        return f"{where} at level {high.level:.1f}.{more}"
    return (
        f"Between level {low.level:.1f} ({PERSPECTIVES[low.perspective]}) and {high.level:.1f} "
        f"({PERSPECTIVES[high.perspective]}).{more}"
    )


def beneath(assessment: SelfAssessment) -> str:
    """Remarks as paragraphs, what is urgent marked, and the lines for a portfolio once all is known."""
    urgent = set(talk_first(scores(assessment)))
    told = "".join(
        f'<p class="{"wb-notice" if one in urgent else "wb-note"}">{escape(one)}</p>'
        for one in remarks(assessment)
    )
    if len(scores(assessment)) < len(PERSPECTIVES):
        return told
    lines = dump_data({"maturity": maturity_of(assessment).model_dump(mode="json", exclude_defaults=True)})
    return f"{told}<details><summary>Lines for a portfolio file</summary><pre>{escape(lines)}</pre></details>"


def _row(one: Score) -> tuple[str, ...]:
    return (
        PERSPECTIVES[one.perspective],
        f"{one.level:.1f}",
        nine_in_ten(one),
        str(one.people),
        str(one.answers),
        f"{one.apart:.1f}" if one.people > 1 else "",
    )
