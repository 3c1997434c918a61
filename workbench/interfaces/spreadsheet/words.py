"""Words with a fixed meaning: yes and no, the three kinds of urgency, and what stands for nothing."""

from __future__ import annotations

from enum import StrEnum

from workbench.interfaces.spreadsheet.headings import key


class Urgency(StrEnum):
    """How the worth of a project depends on when it is finished."""

    STEADY = "steady"
    """The benefit runs from delivery, for as long whenever that is."""
    FIXED_DATE = "fixed date"
    """Each day after the due date costs money."""
    CLOSING_WINDOW = "closing window"
    """The benefit ends on a day of the calendar, so every day of delay is lost."""


NOTHING = frozenset(
    (
        "",
        "-",
        "–",
        "—",
        "--",
        "?",
        "n/a",
        "n.a.",
        "na",
        "k.a.",
        "k. a.",
        "tbd",
        "tba",
        "offen",
        "unbekannt",
        "unknown",
        "open",
        "null",
        "leer",
        "not yet",
        "noch nicht",
    )
)
"""Texts that stand for an empty cell wherever a number, a date or a choice is expected."""

_YES = frozenset(("yes", "y", "ja", "j", "x", "true", "wahr", "1", "✓", "✔", "required", "pflicht", "muss"))
_NO = frozenset(("no", "n", "nein", "false", "falsch", "0", "kann", "optional"))

_URGENCY = {
    Urgency.STEADY: ("steady", "stetig", "laufend", "konstant", "normal", "gleichbleibend", "none", "keine"),
    Urgency.FIXED_DATE: (
        "fixeddate",
        "fixed",
        "deadline",
        "fix",
        "fixtermin",
        "festertermin",
        "termin",
        "stichtag",
        "festesdatum",
        "regulatory",
        "contract",
    ),
    Urgency.CLOSING_WINDOW: (
        "closingwindow",
        "window",
        "zeitfenster",
        "marktfenster",
        "fenster",
        "schliessendesfenster",
        "marketwindow",
    ),
}


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or `None` if the word is neither.

    Examples
    --------
    >>> yes_or_no("Ja"), yes_or_no("nein"), yes_or_no("perhaps")
    (True, False, None)
    """
    said = text.strip().lower()
    return True if said in _YES else False if said in _NO else None


def urgency_of(text: str) -> Urgency | None:
    """The urgency that a word names, or `None`.

    Examples
    --------
    >>> urgency_of("Fixed_Date").value, urgency_of("soon")
    ('fixed date', None)
    """
    said = key(text)
    return next((urgency for urgency, names in _URGENCY.items() if said in names), None)


def is_nothing(text: str) -> bool:
    """Whether a text stands for an empty cell."""
    return text.strip().lower() in NOTHING
