"""Units as people write them: k€, TEUR, $m, weeks, Monate, %, per month."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.interfaces.spreadsheet.fields import Kind

DAYS_PER_WEEK = 5.0
DAYS_PER_MONTH = 21.0
DAYS_PER_YEAR = 250.0


@dataclass(frozen=True)
class Unit:
    """What a number is multiplied by to be in the field's own unit, and the currency if one is named."""

    factor: float
    currency: str


PLAIN = Unit(1.0, "")

_CURRENCIES = {"us$": "USD", "euro": "EUR", "sfr": "CHF", "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"} | {
    code.lower(): code
    for code in [
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "HUF",
        "CAD",
        "AUD",
        "NZD",
        "JPY",
    ]
}
_CURRENCY = re.compile("|".join(re.escape(name) for name in sorted(_CURRENCIES, key=len, reverse=True)))

_MULTIPLIERS = {
    1.0: [""],
    1e3: ["k", "t", "tsd", "thousand", "tausend", "000", "'000"],
    1e6: ["m", "mm", "mn", "mio", "million", "millions", "millionen"],
    1e9: ["b", "bn", "billion", "mrd", "milliarde", "milliarden"],
}
_PER_YEAR = {
    1.0: ["", "year", "years", "yr", "y", "a", "jahr", "annum", "annual", "annually", "jährlich"],
    4.0: ["quarter", "quartal"],
    12.0: ["month", "mo", "monat", "monatlich"],
}
_PER_DAY = {
    1.0: ["", "day", "d", "tag", "arbeitstag", "at", "working day", "workday", "fte day", "fte-day", "pt"],
    1 / DAYS_PER_WEEK: ["week", "wk", "woche"],
    1 / DAYS_PER_MONTH: ["month", "mo", "monat"],
    1 / DAYS_PER_YEAR: ["year", "yr", "jahr", "a"],
}
_DAYS = {
    1.0: ["", "d", "day", "days", "working days", "workdays", "wd", "tag", "tage", "arbeitstage", "at"],
    5 / 7: ["calendar days", "kalendertage", "kt"],
    DAYS_PER_WEEK: ["w", "wk", "wks", "week", "weeks", "woche", "wochen", "wo"],
    DAYS_PER_MONTH: ["m", "mo", "mon", "month", "months", "monat", "monate", "monaten"],
    DAYS_PER_YEAR: ["y", "yr", "yrs", "year", "years", "jahr", "jahre", "a"],
}
_YEARS = {
    1.0: ["", "y", "yr", "yrs", "year", "years", "jahr", "jahre", "jahren", "a"],
    1 / 12: ["m", "mo", "month", "months", "monat", "monate"],
}
_PEOPLE = {1.0: ["", "fte", "ftes", "ma", "people", "persons", "personen", "mitarbeiter", "vzä", "headcount"]}
_SHARE = {1.0: [""], 0.01: ["%", "percent", "prozent", "pct", "in %"]}


def unit_of(kind: Kind, text: str) -> Unit | None:
    """The unit that a text states, or `None` if it is not one of this kind.

    Examples
    --------
    >>> unit_of(Kind.MONEY, "TEUR")
    Unit(factor=1000.0, currency='EUR')
    >>> unit_of(Kind.DAYS, "Wochen").factor, unit_of(Kind.MONEY_PER_YEAR, "k€/month").factor
    (5.0, 12000.0)
    >>> unit_of(Kind.DAYS, "points")
    """
    said = _normal(text)
    if kind is Kind.DAYS:
        return _found(_DAYS, said)
    if kind is Kind.YEARS:
        return _found(_YEARS, said)
    if kind is Kind.PEOPLE:
        return _found(_PEOPLE, said)
    if kind is Kind.SHARE:
        return _found(_SHARE, said)
    if kind is Kind.MONEY:
        return _money(said, {1.0: [""]})
    if kind is Kind.MONEY_PER_YEAR:
        return _money(said, _PER_YEAR)
    if kind is Kind.MONEY_PER_DAY:
        return _money(said, _PER_DAY)
    return PLAIN if not said else None


def is_period(text: str) -> bool:
    """Whether a text states only a period, such as ``p.a.`` or ``per month``.

    Examples
    --------
    >>> is_period("p. a."), is_period("k€/year")
    (True, False)
    """
    return _normal(text).startswith("/")


def _normal(text: str) -> str:
    said = re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip().lower().replace("’", "'")
    said = re.sub(r"p\. ?a\.?(?![a-z])|\bpa\b", "/year", said)
    said = re.sub(r"p\. ?m\.?(?![a-z])", "/month", said)
    said = re.sub(r"\b(per|pro|je)\b", "/", said)
    return re.sub(r" ?/ ?", "/", said).strip(" .")


def _money(said: str, periods: Mapping[float, list[str]]) -> Unit | None:
    amount, _, period = said.partition("/")
    per = _found(periods, period.strip())
    named = _CURRENCY.findall(amount)
    times = _found(_MULTIPLIERS, _CURRENCY.sub("", amount).replace(".", "").replace(" ", ""))
    if per is None and not named and times is None:
        return None
    if per is None or times is None or len(set(named)) > 1:
        return None
    return Unit(times.factor * per.factor, _CURRENCIES[named[0]] if named else "")


def _found(words: Mapping[float, list[str]], said: str) -> Unit | None:
    bare = said.rstrip(".")
    for factor, names in words.items():
        if bare in names:
            return Unit(factor, "")
    return None
