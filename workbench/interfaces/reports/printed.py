"""How large page one is printed, so that it is one page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

SHEET, BARE, LINE, NOTICE = 1000, 380, 21, 60
"""A sheet, page one without its chart, a line of it, and a notice: pixels, as measured in print."""

TALLEST = 460
"""The most that a chart takes of a printed page one; the style sheet says the same."""

LETTERS = 70
"""Of a line of an answer."""

SMALLEST = 0.75
"""Scale of page one at least: notes of 12 pixels are 6.75 points on paper, assumed to be legible."""


def answer_lines(answers: Sequence[tuple[str, Markup]]) -> int:
    """Lines that the sentences of page one take."""
    return sum(len(said.striptags()) // LETTERS + 1 for _, said in answers)


def zoom_of(chart: float, lines: int, notices: int) -> float:
    """Scale on paper at which page one is one page.

    Parameters
    ----------
    chart
        Its height, pixels.
    lines
        Of answers, and of what was written of what-ifs.
    notices
        What must be read first.

    Examples
    --------
    >>> zoom_of(184, 15, 0), zoom_of(286, 15, 1), zoom_of(2000, 40, 3)
    (1.0, 0.95, 0.75)
    """
    # The chart is as wide as the sheet at any scale, so it keeps its height.
    room = SHEET - min(chart, TALLEST)
    return round(min(1.0, max(SMALLEST, room / (BARE + LINE * lines + NOTICE * notices))), 2)
