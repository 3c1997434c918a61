"""What comes of reading an entry: a value, or one sentence on what is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.interfaces.explorer.signs import UNREADABLE

NOT_STATED = "not stated"


@dataclass(frozen=True)
class Good:
    """A value as files state it; None = not stated."""

    value: Any


@dataclass(frozen=True)
class Refused:
    """Why an entry cannot be, in one sentence with what is allowed."""

    sentence: str


Read = Good | Refused


def refused(text: str, allowed: str) -> Refused:
    """What was typed, and what is allowed."""
    typed = " ".join(text.split())
    short = typed if len(typed) <= 40 else f"{typed[:37]}…"
    return Refused(f"“{short}” cannot be: allowed is {allowed}.")


def unreadable(text: str) -> Refused | None:
    """Why a text cannot be taken that holds a sign nobody can read; None where it can.

    Examples
    --------
    >>> unreadable("Port\N{REPLACEMENT CHARACTER}l").sentence
    '“Port�l” cannot be: allowed is a text without � in it, which stands for a sign that cannot be read.'
    """
    if UNREADABLE not in text:
        return None
    return refused(text, f"a text without {UNREADABLE} in it, which stands for a sign that cannot be read")


def missing(allowed: str) -> Refused:
    """Nothing was typed where something must be."""
    return Refused(f"Something must stand here: {allowed}.")
