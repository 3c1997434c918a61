"""Numbers as people type them, with both readings kept until the whole column has been seen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum


class Convention(StrEnum):
    """Which sign stands before the decimals."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True)
class Settled:
    """A convention that something other than the column decides, and what that is."""

    convention: Convention
    by: str


@dataclass(frozen=True)
class Amount:
    """A typed number: its value under either convention, and what is written around it."""

    point: float | None
    comma: float | None
    unit_text: str

    @property
    def decides(self) -> Convention | None:
        """The convention that this number proves, if only one can read it."""
        if self.point is not None and self.comma is None:
            return Convention.POINT
        if self.comma is not None and self.point is None:
            return Convention.COMMA
        return None

    @property
    def clear(self) -> float | None:
        """The value, if there is only one reading."""
        if self.point == self.comma or self.comma is None:
            return self.point
        return self.comma if self.point is None else None

    def under(self, convention: Convention) -> float | None:
        """The value under a convention."""
        return self.point if convention is Convention.POINT else self.comma


_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " "))
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`", "'"))
_MINUS = str.maketrans(dict.fromkeys("−–—", "-"))
_SHAPE = re.compile(
    r"(?P<before>[^\d.,'\-+]*)(?P<sign>[-+]?) ?(?P<before2>[^\d.,'\-+]*)"
    r"(?P<number>[.,]?\d[\d.,' ]*(?:[eE][-+]?\d{1,4}(?!\d))?)(?P<after>[^\d]*)"
)


def parse_amount(text: str) -> Amount | None:
    """A typed number, or `None` if the text is not one number.

    Examples
    --------
    >>> parse_amount("1.234,50 €").clear
    1234.5
    >>> ambiguous = parse_amount("1.200")
    >>> ambiguous.clear, ambiguous.point, ambiguous.comma
    (None, 1.2, 1200.0)
    >>> parse_amount("(3 500)").clear, parse_amount("1'250'000.–").clear
    (-3500.0, 1250000.0)
    """
    said = text.translate(_SPACES).translate(_APOSTROPHES).translate(_MINUS).strip()
    negative = said.startswith("(") and said.endswith(")")
    said = said[1:-1].strip() if negative else said
    said = re.sub(r"[.,]-{1,2}(?=$|\s|[€$£A-Za-z])", "", said)
    shape = _SHAPE.fullmatch(said)
    if shape is None or len(said) > 60:
        return None
    after = shape["after"].strip()
    if after == "-":
        negative, after = not negative, ""
    if "-" in after or "+" in after:
        return None
    around = (shape["before"], shape["before2"], after)
    unit_text = " ".join(part.strip() for part in around if part.strip())
    sign = -1.0 if negative != (shape["sign"] == "-") else 1.0
    number = shape["number"].strip()
    point, comma = _read(number, ".", ","), _read(number, ",", ".")
    if point is None and comma is None:
        return None
    return Amount(_signed(sign, point), _signed(sign, comma), unit_text)


def convention_of(amounts: Iterable[Amount]) -> Convention | None:
    """The convention that a column proves; `None` if it proves none, or both."""
    proved = {amount.decides for amount in amounts} - {None}
    return proved.pop() if len(proved) == 1 else None


def _read(number: str, decimal: str, thousands: str) -> float | None:
    mantissa, _, exponent = number.lower().partition("e")
    whole, mark, fraction = mantissa.strip().partition(decimal)
    if decimal in fraction or not re.fullmatch(r"\d*", fraction) or (mark and not fraction and not whole):
        return None
    if not re.fullmatch(r"\d*|[1-9]\d{0,2}(?:([" + re.escape(thousands) + r"' ])\d{3})(?:\1\d{3})*", whole):
        return None
    digits = re.sub(r"\D", "", whole)
    try:
        return float(Decimal(f"{digits or '0'}.{fraction or '0'}e{exponent or '0'}"))
    except (InvalidOperation, OverflowError):
        return float("inf")


def _signed(sign: float, value: float | None) -> float | None:
    return None if value is None else sign * value
