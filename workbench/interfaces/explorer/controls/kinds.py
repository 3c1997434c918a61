"""What may be entered in a control: how it is read, how it is written, and what is allowed, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbench.charts.numbers import NBSP
from workbench.interfaces.explorer.controls.numbers import Number, Unit, Whole, figure
from workbench.interfaces.explorer.controls.reading import (
    NOT_STATED,
    Good,
    Read,
    missing,
    refused,
    unreadable,
)
from workbench.interfaces.spreadsheet.days import parse_day
from workbench.model.data import FIRST_DAY, LAST_DAY


@dataclass(frozen=True)
class Option:
    """One entry of a menu: its value as in files, and what it is called."""

    value: Any
    words: str


@dataclass(frozen=True)
class Choice:
    """One of a few words; an option of value None = nothing stated."""

    options: tuple[Option, ...]

    def read(self, text: str) -> Read:
        """What somebody chose, by value or by name in any case.

        Examples
        --------
        >>> Choice((Option("edd", "earliest promised date"),)).read("Earliest promised date")
        Good(value='edd')
        """
        asked = text.strip().casefold()
        for one in self.options:
            if asked in (self.written(one.value).casefold(), one.words.casefold()):
                return Good(one.value)
        return refused(text, self.allowed)

    def written(self, value: Any) -> str:
        """A value as the menu knows it."""
        return "" if value is None else str(value)

    def said(self, value: Any) -> str:
        """What a value is called."""
        found = next((one.words for one in self.options if one.value == value), None)
        return found or (NOT_STATED if value is None else str(value))

    @property
    def allowed(self) -> str:
        """What may be chosen."""
        words = [one.words for one in self.options]
        more = f", … ({len(words)} in all)" if len(words) > 12 else ""
        return f"one of: {', '.join(words[:12])}{more}"


@dataclass(frozen=True)
class Day:
    """A date."""

    low: date = FIRST_DAY
    high: date = LAST_DAY
    empty: str = ""

    def read(self, text: str) -> Read:
        """What somebody typed or picked.

        Examples
        --------
        >>> Day().read("31.12.2027")
        Good(value='2027-12-31')
        """
        if not text.strip():
            return Good(None) if self.empty else missing(self.allowed)
        found = parse_day(text)
        day = found.clear if found is not None else None
        if day is None or not self.low <= day <= self.high:
            return refused(text, self.allowed)
        return Good(day.isoformat())

    def written(self, value: Any) -> str:
        """A value as it stands in the field."""
        return value or ""

    def said(self, value: Any) -> str:
        """The date."""
        return value or self.empty or NOT_STATED

    @property
    def allowed(self) -> str:
        """What may be entered."""
        nothing = f", or nothing ({self.empty})" if self.empty else ""
        return f"a date from {self.low} to {self.high} as YYYY-MM-DD{nothing}"


@dataclass(frozen=True)
class Moment:
    """A date, or a number of working days after the start."""

    low: float
    high: float
    empty: str = ""
    at_start: str = ""
    """What the start itself is called, where no date need be stated for it."""

    def read(self, text: str) -> Read:
        """What somebody typed.

        Examples
        --------
        >>> Moment(-100, 100).read("2027-06-30"), Moment(-100, 100).read("20")
        (Good(value='2027-06-30'), Good(value=20.0))
        >>> Moment(-100, 100, at_start="any time").read("Any time")
        Good(value=0.0)
        """
        if self.at_start and text.strip().casefold() in ("", self.at_start):
            return Good(0.0)
        day = Day(empty=self.empty).read(text)
        if isinstance(day, Good):
            return day
        number = Number(self.low, self.high, 1).read(text)
        return number if isinstance(number, Good) else refused(text, self.allowed)

    def written(self, value: Any) -> str:
        """A value as it stands in the field."""
        if value is None or isinstance(value, str):
            return value or ""
        if value == 0 and self.at_start:
            return self.at_start
        return figure(value, Unit())

    def said(self, value: Any) -> str:
        """The date, or the working days."""
        if value is None or isinstance(value, str):
            return value or self.empty or NOT_STATED
        if value == 0 and self.at_start:
            return self.at_start
        return f"{figure(value, Unit())}{NBSP}working days after the start"

    @property
    def allowed(self) -> str:
        """What may be entered."""
        nothing = f", or nothing ({self.empty or self.at_start})" if self.empty or self.at_start else ""
        return f"a date as YYYY-MM-DD or a number of working days after the start{nothing}"


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def read(self, text: str) -> Read:
        """What somebody ticked or typed.

        Examples
        --------
        >>> Flag().read("yes"), Flag().read("")
        (Good(value=True), Good(value=False))
        """
        asked = text.strip().casefold()
        if asked in ("true", "yes", "ja", "y", "x", "1"):
            return Good(True)
        if asked in ("false", "no", "nein", "n", "0", ""):
            return Good(False)
        return refused(text, self.allowed)

    def written(self, value: Any) -> str:
        """A value as the box knows it."""
        return "yes" if value else "no"

    def said(self, value: Any) -> str:
        """Yes or no."""
        return self.written(value)

    @property
    def allowed(self) -> str:
        """What may be entered."""
        return "yes or no"


@dataclass(frozen=True)
class Words:
    """Text of one line."""

    shortest: int = 0
    longest: int = 200

    def read(self, text: str) -> Read:
        """What somebody typed.

        Examples
        --------
        >>> Words().read(" Claims  portal ")
        Good(value='Claims portal')
        """
        said = " ".join(text.split())
        if (wrong := unreadable(said)) is not None:
            return wrong
        return Good(said) if self.shortest <= len(said) <= self.longest else refused(text, self.allowed)

    def written(self, value: Any) -> str:
        """A value as it stands in the field."""
        return value or ""

    def said(self, value: Any) -> str:
        """The text."""
        return value or NOT_STATED

    @property
    def allowed(self) -> str:
        """What may be entered."""
        least = "at least one and " if self.shortest else ""
        return f"text of {least}at most {self.longest} characters"


@dataclass(frozen=True)
class Picks:
    """Some of a list, in the order of the list; written one to a line."""

    options: tuple[Option, ...]

    def read(self, text: str) -> Read:
        r"""What somebody picked, one to a line.

        Examples
        --------
        >>> Picks((Option("P1", "Claims"), Option("P2", "Web"))).read("P2\nP1")
        Good(value=['P1', 'P2'])
        """
        asked = {line.strip() for line in text.splitlines() if line.strip()}
        known = [one.value for one in self.options]
        missing = sorted(asked.difference(known))
        return refused(missing[0], self.allowed) if missing else Good([one for one in known if one in asked])

    def written(self, value: Any) -> str:
        """A value as the list knows it."""
        return "\n".join(value or ())

    def said(self, value: Any) -> str:
        """How they are called; how many where they are many."""
        words = {one.value: one.words for one in self.options}
        chosen = [words.get(one, one) for one in value or ()]
        return f"{len(chosen)} chosen" if len(chosen) > 3 else ", ".join(chosen) or "none"

    @property
    def allowed(self) -> str:
        """What may be picked."""
        return Choice(self.options).allowed


Kind = Number | Whole | Choice | Day | Moment | Flag | Words | Picks


def optional(options: Sequence[Option], words: str = NOT_STATED) -> tuple[Option, ...]:
    """A menu with an entry for nothing before the others."""
    return (Option(None, words), *options)
