"""From a heading to a field and the unit it states."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from workbench.interfaces.spreadsheet.actual_fields import ACTUAL_FIELDS
from workbench.interfaces.spreadsheet.fields import POOL_FIELDS, PROJECT_FIELDS, Field, Kind
from workbench.interfaces.spreadsheet.units import PLAIN, Unit, is_period, unit_of

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_WITHOUT_UNIT = frozenset({Kind.TEXT, Kind.DATE, Kind.YES_NO, Kind.URGENCY})

REMARKS = frozenset(
    [
        "plan",
        "planned",
        "ist",
        "soll",
        "approved",
        "genehmigt",
        "estimate",
        "estimated",
        "geschaetzt",
        "net",
        "netto",
        "gross",
        "brutto",
        "total",
        "gesamt",
        "optional",
        "required",
        "pflichtfeld",
        "expected",
        "erwartet",
        "current",
        "aktuell",
        "avg",
        "average",
        "mean",
        "mittel",
        "forecast",
    ]
)
"""Words in brackets that say nothing about the unit."""


@dataclass(frozen=True)
class Understood:
    """The field that a heading names, and its unit; `None` if a unit is stated that nobody knows."""

    field: str
    unit: Unit | None
    unit_text: str


def key(text: str) -> str:
    """A heading reduced to what matters: no case, space, underscore, punctuation, umlaut or accent.

    Letters of every script stay, so that two headings in Greek are still two.

    Examples
    --------
    >>> key("Fälligkeits_Datum"), key("  Due Date? "), key("Бюджет, €")
    ('faelligkeitsdatum', 'duedate', 'бюджет')
    """
    plain = unicodedata.normalize("NFC", text).translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", plain).lower()
    return re.sub(r"[\W_]+", "", plain)


def understand(heading: str, fields: Mapping[str, Field]) -> Understood | None:
    """The field that a heading names, by its own name or an alias, with the unit stated in it.

    Examples
    --------
    >>> found = understand("Nutzen p.a. (k€)", PROJECT_FIELDS)
    >>> found.field, found.unit.factor, found.unit.currency
    ('value_per_year', 1000.0, 'EUR')
    >>> understand("Favourite colour", PROJECT_FIELDS)
    """
    names = _names_by_table()[id(fields)]
    for name, unit_text in _splits(heading):
        field = names.get(key(name))
        if field is None:
            continue
        if fields[field].kind in _WITHOUT_UNIT:
            return Understood(field, PLAIN, "")
        return Understood(field, stated_unit(fields[field].kind, unit_text), unit_text)
    return None


def unit_in(heading: str, kind: Kind) -> Understood:
    """The unit stated in a heading that was matched by hand; plain if it names none that is known."""
    if kind in _WITHOUT_UNIT:
        return Understood("", PLAIN, "")
    for _, unit_text in _splits(heading):
        unit = stated_unit(kind, unit_text)
        if unit is not None and unit != PLAIN:
            return Understood("", unit, unit_text)
    bracketed = next(_splits(heading))[1]
    return Understood("", stated_unit(kind, bracketed), bracketed)


def stated_unit(kind: Kind, text: str) -> Unit | None:
    """The unit in remarks such as ``k€, approved``; plain if they hold none, `None` if it is unknown.

    Amount and period may stand apart; two amounts, or two periods, are no unit.

    Examples
    --------
    >>> stated_unit(Kind.MONEY_PER_YEAR, "per month, T€").factor
    12000.0
    >>> stated_unit(Kind.MONEY, "k€, TEUR")
    """
    whole = unit_of(kind, text)
    if whole is not None:
        return whole
    found: dict[str, Unit] = {}
    for part in re.split(r"[,;]", text):
        unit = unit_of(kind, part)
        if unit is None:
            if all(key(word) in REMARKS for word in part.split() if key(word)):
                continue
            return None
        role = "period" if is_period(part) else "amount" if part.strip() else ""
        if role in found:
            return None
        if role:
            found[role] = unit
    factor = math.prod(unit.factor for unit in found.values())
    return Unit(factor, "".join(unit.currency for unit in found.values()))


def _splits(heading: str) -> Iterator[tuple[str, str]]:
    """Name and unit in every way they may be written together: in brackets, after ``in``, or just after."""
    text = re.sub(r"(?<=[a-zäöü])(?=[A-Z])", " ", heading) if heading.isalpha() else heading
    remarks = ", ".join(part.strip() for part in _BRACKETS.findall(text) if part.strip())
    words = re.sub(r"[_\s]+|(?=/)", " ", _BRACKETS.sub(" ", text)).split()
    if text.lstrip().startswith("%"):
        remarks = ", ".join(part for part in (remarks, "%") if part)
    yield " ".join(words), remarks
    for cut in (1, 2, 3):
        if len(words) <= cut:
            return
        name, tail = words[:-cut], words[-cut:]
        if name[-1].lower().strip(":") == "in" and len(name) > 1:
            name = name[:-1]
        elif tail[0].lower() == "in" and len(tail) > 1:
            tail = tail[1:]
        yield " ".join(name), ", ".join(part for part in (" ".join(tail), remarks) if part)


@cache
def _names_by_table() -> Mapping[int, Mapping[str, str]]:
    """Names of the fields of each kind of table, by which mapping of fields it is."""
    return {id(fields): _names(fields) for fields in (PROJECT_FIELDS, POOL_FIELDS, ACTUAL_FIELDS)}


def _names(fields: Mapping[str, Field]) -> dict[str, str]:
    names = {key(alias): field for field, about in fields.items() for alias in about.aliases}
    names.update({key(field): field for field in fields})
    return names
