"""Whole numbers read one after another, each with the line on which it stands."""

from __future__ import annotations

import re

from workbench.errors import InputError, Problem
from workbench.model.data import MOST_DAYS, MOST_FTE

WHOLE = re.compile(r"[+-]?[0-9]{1,15}")

MOST_STEPS = 20_000
"""Packages of one file: several times the largest published instance."""

MOST_POOLS = 2_000


class Numbers:
    """Reads whole numbers from text; each is asked for by what it means.

    Parameters
    ----------
    text
        Numbers with white space between them.
    file
        For the places of problems.
    line
        Number of the first line of the text.
    """

    def __init__(self, text: str, file: str, line: int = 1) -> None:
        self._file = file
        self._words = [
            (word, number) for number, one in enumerate(text.splitlines(), start=line) for word in one.split()
        ]
        self._last = max(line, line + len(text.splitlines()) - 1)
        self._at = 0

    @property
    def left(self) -> int:
        """How many have not been read."""
        return len(self._words) - self._at

    @property
    def place(self) -> str:
        """Where the next one stands."""
        line = self._words[self._at][1] if self.left else self._last
        return f"{self._file}:{line}"

    def take(self, what: str, low: int, high: int) -> int:
        """The next number.

        Raises
        ------
        InputError
            If there is none, or it is not a whole number between the bounds.
        """
        if not self.left:
            raise InputError.of(
                Problem(
                    (), f"ends where {what} is expected", remedy="is the file complete?", place=self.place
                )
            )
        word, place = self._words[self._at][0], self.place
        if not WHOLE.fullmatch(word):
            raise InputError.of(Problem((), f"{what} must be a whole number", word[:40], "correct it", place))
        if not low <= int(word) <= high:
            raise InputError.of(
                Problem((), f"{what} must lie between {low} and {high}", word, "correct it", place)
            )
        self._at += 1
        return int(word)

    def take_days(self) -> int:
        """A duration."""
        return self.take("a duration in days", 0, MOST_DAYS)

    def take_units(self, pool: str) -> int:
        """Units of a resource."""
        return self.take(f"the units of {pool}", 0, MOST_FTE)

    def end(self) -> None:
        """Nothing may be left.

        Raises
        ------
        InputError
            If something is.
        """
        if self.left:
            raise InputError.of(
                Problem(
                    (),
                    "more numbers than are expected here",
                    self._words[self._at][0][:40],
                    "are the counts right?",
                    self.place,
                )
            )
