"""Numbers in a control: unit, bounds, steps, and the reach of a slider."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from workbench.charts.numbers import MINUS, NBSP
from workbench.interfaces.explorer.controls.reading import NOT_STATED, Good, Read, missing, refused
from workbench.interfaces.spreadsheet.amounts import parse_amount

PER_CENT = 100
"""Shares are shown in per cent and stored as they stand in files."""


@dataclass(frozen=True)
class Unit:
    """What follows a number, and by how much it is larger on the page than in a file.

    Parameters
    ----------
    words
        For example ``FTE`` or ``%``; empty = nothing follows.
    times
        1, or `PER_CENT`.
    thousands
        What stands between them; nothing in numbers that only name something.
    """

    words: str = ""
    times: int = 1
    thousands: str = ","

    @property
    def of_one(self) -> str:
        """The words where the number is one; pages have them from here."""
        counted = ("projects", "days", "weeks", "months", "years", "levels")
        return self.words.removesuffix("s") if self.words in counted else self.words

    def after(self, number: str) -> str:
        r"""A number with its unit.

        Examples
        --------
        >>> Unit("%", PER_CENT).after("45"), Unit("projects").after("1"), Unit("levels").after("+1")
        ('45\xa0%', '1\xa0project', '+1\xa0level')
        """
        words = self.of_one if number.lstrip(f"+{MINUS}") == "1" else self.words
        return f"{number}{NBSP}{words}" if words else number


class Sign(Enum):
    """When a number shows its sign."""

    WHERE_BELOW_ZERO = "−"
    ALWAYS = "±"
    """For changes: +2, −2."""


@dataclass(frozen=True)
class Reach:
    """From where to where a slider goes; typing may go further, as far as is allowed."""

    low: float
    high: float


@dataclass(frozen=True)
class Number:
    """A number.

    Parameters
    ----------
    low, high
        Bounds of the type, as in files; None = none.
    step
        One step of a slider or of an arrow key, as in files.
    unit
        What follows it.
    reach
        Of its slider; None = it is only typed.
    empty
        What it means if nothing is stated; "" = something must be.
    resting
        Where the slider stands while nothing is stated.
    sign
        When it shows its sign.
    """

    low: float | None
    high: float | None
    step: float
    unit: Unit = Unit()
    reach: Reach | None = None
    empty: str = ""
    resting: float | None = None
    sign: Sign = Sign.WHERE_BELOW_ZERO

    def read(self, text: str) -> Read:
        """What somebody typed.

        Examples
        --------
        >>> Number(0, 1, 0.01, Unit("%", PER_CENT)).read("45 %")
        Good(value=0.45)
        >>> print(Number(0, None, 0.5, Unit("FTE")).read("−3").sentence.replace(NBSP, " "))
        “−3” cannot be: allowed is a number of at least 0 FTE.
        """
        return _number(text, self)

    def written(self, value: Any) -> str:
        """A value as it stands in the field."""
        if value is None:
            return ""
        plus = "+" if self.sign is Sign.ALWAYS and value > 0 else ""
        return plus + figure(value, self.unit)

    def said(self, value: Any) -> str:
        """A value with its unit, as a reader or a screen reader has it."""
        return self.empty or NOT_STATED if value is None else self.unit.after(self.written(value))

    @property
    def allowed(self) -> str:
        """What may be entered."""
        return _allowed(self, "a number")


@dataclass(frozen=True)
class Whole:
    """A whole number; parameters as those of `Number`."""

    low: float | None
    high: float | None
    step: float = 1
    unit: Unit = Unit()
    reach: Reach | None = None
    empty: str = ""
    resting: float | None = None

    def read(self, text: str) -> Read:
        """What somebody typed.

        Examples
        --------
        >>> Whole(1, 9).read("4").value, Whole(1, 9).read("4.5").sentence
        (4, '“4.5” cannot be: allowed is a whole number from 1 to 9.')
        """
        found = _number(text, self)
        if isinstance(found, Good) and found.value is not None:
            return Good(int(found.value)) if float(found.value).is_integer() else refused(text, self.allowed)
        return found

    def written(self, value: Any) -> str:
        """A value as it stands in the field."""
        return "" if value is None else figure(value, self.unit)

    def said(self, value: Any) -> str:
        """A value with its unit."""
        return self.empty or NOT_STATED if value is None else self.unit.after(self.written(value))

    @property
    def allowed(self) -> str:
        """What may be entered."""
        return _allowed(self, "a whole number")


def _number(text: str, kind: Number | Whole) -> Read:
    if not text.strip():
        return Good(None) if kind.empty else missing(kind.allowed)
    amount = parse_amount(text)
    if amount is None or not _follows(amount.unit_text, kind.unit):
        return refused(text, kind.allowed)
    shown = amount.point if amount.clear is None else amount.clear
    if shown is None or shown in (float("inf"), float("-inf")):
        return refused(text, kind.allowed)
    value = float(Decimal(repr(shown)) / kind.unit.times)
    above = kind.high is not None and value > kind.high
    if above or (kind.low is not None and value < kind.low):
        return refused(text, kind.allowed)
    return Good(value)


def _follows(typed: str, unit: Unit) -> bool:
    """Whether what was typed around a number is its unit, or nothing."""
    return not typed or typed.casefold() in unit.words.casefold()


def figure(value: float, unit: Unit) -> str:
    """A number as it stands in a field.

    Examples
    --------
    >>> figure(-1234.5, Unit()), figure(2027, Unit(thousands=""))
    ('−1,234.5', '2027')
    """
    exact = Decimal(repr(value)) * unit.times
    text = f"{exact.normalize():,f}".replace(",", unit.thousands)
    return text.replace("-", MINUS)


def _allowed(kind: Number | Whole, what: str) -> str:
    unit = kind.unit
    low = None if kind.low is None else figure(kind.low, unit)
    high = None if kind.high is None else figure(kind.high, unit)
    nothing = f", or nothing ({kind.empty})" if kind.empty else ""
    if low is not None and high is not None:
        return f"{what} from {low} to {unit.after(high)}{nothing}"
    if low is not None:
        return f"{what} of at least {unit.after(low)}{nothing}"
    if high is not None:
        return f"{what} of at most {unit.after(high)}{nothing}"
    return f"{what}{nothing}"
