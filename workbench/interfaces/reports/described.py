"""What somebody wrote of what-ifs, as page one has room for it."""

from __future__ import annotations

from markupsafe import Markup

from workbench.interfaces.reports.html import sentence
from workbench.interfaces.reports.subject import Subject

DESCRIBED = 5
"""What-ifs up to which each has its description on page one: as many as a page of the explorer compares."""

LONGEST = 240
"""Letters of a description on page one; the files of the run hold it whole."""


def described(subject: Subject, names: list[str]) -> list[tuple[str, Markup]]:
    """What somebody wrote of the what-ifs, under their names; of many what-ifs that of the best alone."""
    told = names if len(names) <= DESCRIBED else [subject.focus]
    notes = [(subject.run.label(name), shortened(subject.run.about(name))) for name in told]
    words = [sentence("<strong>{}</strong>: {}", label, note) for label, note in notes if note]
    return [("What changes", Markup("<br>").join(words))] if words else []


def shortened(note: str) -> str:
    r"""A note as page one has room for.

    Examples
    --------
    >>> shortened("as asked\nby the board"), len(shortened("very " * 100))
    ('as asked by the board', 240)
    """
    said = " ".join(note.split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
