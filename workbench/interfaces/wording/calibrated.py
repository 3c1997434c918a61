"""Whether forecasts were held to what happened: the stamp of every page, and a clause."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workbench.interfaces.wording.phrases import count, listed
from workbench.interfaces.wording.verdict import STAMP

UNCALIBRATED = STAMP.partition(":")[0]
TELLING = 10
"""Ended ranges below which a record says next to nothing, so that forecasts stay uncalibrated; assumed.

Of 10 ranges that are meant to hold 8 in 10, even a forecast that is right has between 5 and 10 inside.
"""

FOUND = {
    "later": "projects finish later than forecast",
    "earlier": "projects finish earlier than forecast",
    "too narrow": "the ranges are too narrow",
    "too wide": "the ranges are wider than they need to be",
    "dearer": "projects cost more than forecast",
    "cheaper": "projects cost less than forecast",
    "costs too narrow": "the ranges of cost are too narrow",
    "costs too wide": "the ranges of cost are wider than they need to be",
}
"""What clearly speaks against forecasts, by its key in a track record."""


def early_stamp(inside: int, counted: int) -> str:
    """The stamp while outcomes say little either way: uncalibrated, with what is known.

    Parameters
    ----------
    inside, counted
        As in `stamp_words`.

    Examples
    --------
    >>> early_stamp(0, 0), early_stamp(9, 12)  # doctest: +NORMALIZE_WHITESPACE
    ('uncalibrated: literature defaults',
     'uncalibrated: 12 outcomes checked so far, 9 inside the 8-in-10 range')
    """
    if not counted:
        return STAMP
    return f"{UNCALIBRATED}: {_outcomes(counted)} checked so far, {inside} inside the 8-in-10 range"


def stamp_words(inside: int, counted: int) -> str:
    """The stamp: uncalibrated, until enough outcomes are known that can be counted.

    Parameters
    ----------
    inside, counted
        Outcomes inside the range of 8 in 10 futures, of how many that could be counted.

    Examples
    --------
    >>> stamp_words(0, 0)
    'uncalibrated: literature defaults'
    >>> stamp_words(1, 1)
    'uncalibrated: 1 outcome checked so far, 1 inside the 8-in-10 range'
    >>> stamp_words(17, 23)
    'checked on 23 outcomes: 17 inside the 8-in-10 range'
    """
    if counted < TELLING:
        return early_stamp(inside, counted)
    return f"checked on {_outcomes(counted)}: {inside} inside the 8-in-10 range"


def _outcomes(counted: int) -> str:
    return f"{counted} {'outcome' if counted == 1 else 'outcomes'}"


def stamp_of_all(lines: Collection[str]) -> str:
    """The stamp over several forecasts, from theirs.

    Examples
    --------
    >>> stamp_of_all([stamp_words(0, 0), stamp_words(1, 1)])
    'uncalibrated: a few outcomes checked in part, each report says how'
    >>> stamp_of_all([stamp_words(0, 0), stamp_words(17, 23)])
    'checked in part: each report says how'
    """
    if len(set(lines)) == 1:
        return next(iter(lines))
    if not any(is_checked(one) for one in lines):
        return f"{UNCALIBRATED}: a few outcomes checked in part, each report says how"
    return "checked in part: each report says how"


def is_checked(line: str) -> bool:
    """Whether a stamp says that enough outcomes are known.

    Examples
    --------
    >>> [is_checked(stamp_words(inside, n)) for inside, n in ((0, 0), (8, 9), (8, 10))]
    [False, False, True]
    """
    return not line.startswith(UNCALIBRATED)


def found_words(findings: Sequence[str], early: str) -> str:
    """What a track record says of forecasts, in a clause.

    Parameters
    ----------
    findings
        What clearly speaks against them, by key.
    early
        Why it is too early to say; empty where it is not.

    Examples
    --------
    >>> found_words(["later", "too narrow"], ""), found_words([], "")
    ('projects finish later than forecast and the ranges are too narrow', 'nothing clearly speaks against it')
    """
    if findings:
        return listed([FOUND[one] for one in findings])
    return early or "nothing clearly speaks against it"


def inside_words(inside: int, counted: int) -> str:
    """How many outcomes lie inside their ranges, in a clause.

    Examples
    --------
    >>> inside_words(17, 23)
    'of 23 outcomes, 17 fell inside the range that 8 in 10 should'
    """
    return f"of {count(counted, 'outcome', 'outcomes')}, {inside} fell inside the range that 8 in 10 should"
