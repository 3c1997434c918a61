"""What somebody wrote of what-ifs, as page one has room for it."""

from __future__ import annotations

from markupsafe import Markup

from workbench.interfaces.reports.html import sentence
from workbench.interfaces.reports.subject import Subject

BREAK = Markup("<br>")

DESCRIBED = 3
"""What-ifs up to which each has its description on page one, which is one printed page."""

LETTERS = 75
"""Of a line of page one."""

LONGEST = 240
"""Letters of the description of one what-if; the files of the run hold it whole."""

LINES_EACH = {2: 2, 3: 2}
"""Lines of each of several, its name among them."""

SPARE = 5
"""Letters by which a line may come out shorter."""

LEAST, ALONE = 40, 100
"""Letters that each of several has in any case, and the best of many."""


def described(subject: Subject, names: list[str]) -> Markup:
    """What somebody wrote of the what-ifs, under their names; of many what-ifs that of the best alone."""
    told = names if len(names) <= DESCRIBED else [subject.focus]
    about = {subject.run.label(name): subject.run.about(name) for name in told}
    notes = [(label, shortened(note, _room(label, len(names)))) for label, note in about.items()]
    return BREAK.join([sentence("<b>{}</b>: {}", label, note) for label, note in notes if note])


def lines_of(about: Markup) -> int:
    """Lines that descriptions take of a page."""
    return sum(len(note.striptags()) // LETTERS + 1 for note in about.split(BREAK)) if about else 0


def _room(label: str, what_ifs: int) -> int:
    """Letters that a description has beside its name."""
    if what_ifs == 1:
        return LONGEST
    if what_ifs > DESCRIBED:
        return ALONE
    return max(LEAST, LINES_EACH[what_ifs] * (LETTERS - SPARE) - len(label))


def shortened(note: str, most: int = LONGEST) -> str:
    r"""A note as page one has room for.

    Examples
    --------
    >>> shortened("as asked\nby the board"), len(shortened("very" * 100))
    ('as asked by the board', 240)
    >>> shortened("the board still ranks by score", 28)
    'the board still ranks by…'
    """
    said = " ".join(note.split())
    if len(said) <= most:
        return said
    cut = said[: most - 1]
    # Whole words, unless the last one is longer than all that stands before it.
    whole = cut if said[most - 1] == " " else cut.rpartition(" ")[0]
    return f"{(whole if 2 * len(whole) >= most else cut).rstrip(' ,;:–')}…"
