"""Which rows of the imported file are not in the totals, and why."""

from __future__ import annotations

from workbench.interfaces.reports.html import Html, Table, part
from workbench.interfaces.wording import capital, count, listed
from workbench.model import ImportSource

MOST_SHOWN = 50
"""Reasons shown on a page."""


def imported(source: ImportSource | None) -> Html:
    """A sentence on the file behind the portfolio, and a table of what was left out of it.

    Parameters
    ----------
    source
        The note that the import left; nothing is shown without one.
    """
    if source is None:
        return Html("")
    shown = source.dropped[:MOST_SHOWN]
    table = Table(
        caption="Rows left out at import",
        head=["Rows left out at import", "why"],
        rows=[[one.place.removeprefix(f"{source.file}, "), one.reason] for one in shown],
        texts=frozenset({0, 1}),
    )
    return part("imported", lead=_lead(source), table=table if shown else None, more=_more(source))


def _lead(source: ImportSource) -> str:
    parts = [count(source.used, "became a project", "became projects")]
    if source.set_aside:
        few, many = "was a total, a note or not asked for", "were totals, notes or not asked for"
        parts.append(count(source.set_aside, few, many))
    if source.dropped_rows:
        could = count(source.dropped_rows, "could not be used", "could not be used")
        parts.append(f"{could}: the totals are without them")
    said = listed(parts)
    rows = count(source.rows, "row", "rows")
    # A file keeps its spelling; words in its place begin a sentence.
    called = source.file if "." in source.file else capital(source.file)
    day = f"{source.read_on.day} {source.read_on:%B %Y}"
    return f"{called}, read on {day}: {rows}. {capital(said)}."


def _more(source: ImportSource) -> str:
    hidden = len(source.dropped) - MOST_SHOWN
    if hidden <= 0:
        return ""
    said = f"And {count(hidden + source.more_dropped, 'more reason', 'more reasons')}"
    if source.more_dropped:
        return f"{said}; the scenario file lists the first {len(source.dropped):,} under “source”."
    return f"{said}, listed in the scenario file under “source”."
