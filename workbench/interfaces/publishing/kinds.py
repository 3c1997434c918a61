"""Kinds of what an organisation has named, and the pseudonyms of each."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a text in a scenario names; the value is what its pseudonyms begin with."""

    PROJECT = "Project"
    POOL = "Pool"
    OBJECTIVE = "Objective"
    PROGRAMME = "Programme"
    PORTFOLIO = "Portfolio"
    ORGANISATION = "Organisation"
    CLASS = "Class"
    PACKAGE = "Package"
    STAGE = "Stage"
    RISK = "Risk"
    INCIDENT = "Incident"
    EVENT = "Event"
    RULE = "Rule"
    GROUP = "Group"
    BUCKET = "Bucket"
    PERSON = "Person"
    SCENARIO = "What-if"

    ASSUMPTION = "Assumption"
    """What was filled in: kept where it holds nothing but words of this package."""
    TEXT = "Text"
    """Free text that must be there: the same, else a number stands for it."""
    NOTE = "Note"
    """Free text that may be missing: the same, else it is left out."""

    OF_ID = "of its id"
    """The name beside an id: called as the id is."""
    OF_BUCKET = "of what a bucket gathers"
    """A programme, class or objective, as `of` beside it says."""
    OURS = "ours"
    """A word of this package, never of the organisation."""


WRITTEN = frozenset({Kind.ASSUMPTION, Kind.TEXT, Kind.NOTE})
"""Free text."""

ALONE = frozenset({Kind.PORTFOLIO, Kind.ORGANISATION})
"""Of which there is hardly more than one: the first has no number."""

BESIDE = frozenset({Kind.OF_ID, Kind.OF_BUCKET, Kind.OURS})
"""That are no names by themselves."""


def pseudonym(kind: Kind, number: int) -> str:
    """What the number-th of a kind is called, counted from 1.

    Examples
    --------
    >>> pseudonym(Kind.PROJECT, 12), pseudonym(Kind.POOL, 3), pseudonym(Kind.POOL, 28)
    ('Project 12', 'Pool C', 'Pool AB')
    >>> pseudonym(Kind.ORGANISATION, 1), pseudonym(Kind.ORGANISATION, 2)
    ('Organisation', 'Organisation 2')
    """
    if kind in ALONE and number == 1:
        return str(kind)
    return f"{kind} {_letters(number) if kind is Kind.POOL else number}"


def _letters(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    text = ""
    while number:
        number, place = divmod(number - 1, 26)
        text = chr(ord("A") + place) + text
    return text
