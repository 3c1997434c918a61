"""Texts of this package, known by what they are word for word: nobody of an organisation wrote them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from workbench import evidence
from workbench.bundled import bundled
from workbench.experiment.selecting.select import By, Starts
from workbench.interfaces.files import load_scenario
from workbench.interfaces.publishing.kinds import WRITTEN, Kind
from workbench.interfaces.publishing.text_places import MAPPINGS, PLACES
from workbench.interfaces.publishing.walk import renamed
from workbench.interfaces.spreadsheet.fields import POOL_FIELDS, PROJECT_FIELDS
from workbench.interfaces.wording.counted import counted
from workbench.interfaces.wording.points import said_of
from workbench.interfaces.wording.sources import registered
from workbench.scenario import Scenario

FILLED_IN = frozenset(
    {
        *PROJECT_FIELDS,
        *POOL_FIELDS,
        "benefits and wages",
        "budget per year",
        "cost per FTE-day",
        "currency",
        "days off",
        "discount rate",
        "due date",
        "duration",
        "external cost",
        "first day",
        "lateness cost per day",
        "mandatory projects",
        "pool capacity",
        "present maturity",
        "proposed",
        "share complete",
        "spread and bias of durations",
        "start of the portfolio",
        "team size",
        "under way",
        "work packages",
        "yearly value",
        "yearly value of mandatory projects",
        "years of benefit",
    }
)
"""What an import fills in."""

WITH_WHAT = frozenset(
    {
        "0: labour costs nothing in these results",
        "EUR",
        "a day of its benefit (year ÷ 250) or of its planned cost, whichever is larger",
        "assumed",
        "assumed in the mapping",
        "at the portfolio's start",
        "budget minus planned labour",
        "budget minus planned labour, for what is still to be done",
        "closing window",
        "dates with slashes or dashes read day first",
        "dates with slashes or dashes read month first",
        "day and month exchanged wherever both readings are dates",
        "decided by the column",
        "figures without a sign read as percent",
        "first usable row",
        "fixed date",
        "fixed date: has a lateness cost",
        "fixed date: is mandatory with a due date",
        "inferred from the planned load; formula in docs/import.md",
        "level 2 on every perspective",
        "no limit",
        "none",
        "none: there is no such column",
        "not stated",
        "on its planned start",
        "since the planned start, which is past",
        "stated in the mapping",
        "steady",
        "the name",
        "the planned end",
        "working days from planned start to planned end",
        "worked out",
    }
)
"""With what, and from where."""

_WITH_FIGURES = re.compile(
    "|".join(
        (
            r"\d+ equal ones in a row for each project: define, design, build, test, roll-out",
            r"the general prior for all \d+ projects \(\d+ classes named, none with a history\)",
            r"\d[\d.]* working days",
            r"\d+% of the budget(?: ÷ duration ÷ \d[\d.,]* per FTE-day)?",
            r"working days since the start ÷ duration, at most \d+%",
            r"\d+-\d+-\d+, the first day of the month after it was read",
            r"\d+% a year",
        )
    )
)
"""The same with a figure in it; words that come from a file, such as what a cell says, are none of ours."""

_FOUND = frozenset(f"{by}, start {starts}" for by in By for starts in Starts)
"""How a list was found."""

_AMOUNT = re.compile(r"[€$£]?[−+-]?\d[\d.,]*(?:k|m|bn)?(?:[ \u00a0](?:%|years|days|FTE))?(?: a year)?")
_GRADED = re.compile(r"[a-z]+(?:; (?P<ids>[A-Za-z0-9_, ]+))?\)")
"""Grade and sources behind a name of the register."""

_BY_POOL = re.compile(
    r"(?P<before>budget ÷ planned FTE-days: )?(?P<pools>.*?)(?P<after>(?: and \d+ more)?(?: FTE)?)"
)
_POINT = re.compile(r"point \d+")
"""What a study calls a scenario whose name would be too long."""


def is_ours(text: str, names: Collection[str]) -> bool:
    """Whether a text is one that this package wrote, or an amount.

    Parameters
    ----------
    text
        Which.
    names
        Of the organisation: an amount that is one of them may mean it.

    Examples
    --------
    >>> [is_ours(one, {"101"}) for one in ("worked out", "8 % a year", "101", "Start Atlas first")]
    [True, True, False, False]
    """
    if counted(text)[0] in FILLED_IN or text in WITH_WHAT | _FOUND | _bundled()[1] or is_registered(text):
        return True
    return text not in names and any(one.fullmatch(text) for one in (_AMOUNT, _WITH_FIGURES))


def is_our_name(scenario: str) -> bool:
    """Whether a scenario is called as one of ours is."""
    return scenario in _bundled()[0]


def is_registered(source: str) -> bool:
    """Whether a source refers to the register of evidence, and to nothing besides.

    Examples
    --------
    >>> is_registered("workbench.evidence: discount_rate (assumed)"), is_registered("Atlas, sheet 2")
    (True, False)
    """
    known = {*evidence.coefficients(), *evidence.effects()}
    names = registered(source)
    said = source.partition(" (")[2]
    graded = _GRADED.fullmatch(said)
    if not names or not set(names) <= known or (said and graded is None):
        return False
    ids = (graded["ids"] or "") if graded else ""
    return {one for one in ids.split(", ") if one} <= set(evidence.sources())


def study_made(text: str, scenario: Scenario, bases: Collection[str]) -> tuple[str, str] | None:
    """A name or description that a study gave, as the name of what it was made from and the rest.

    Parameters
    ----------
    text
        The name, or the description.
    scenario
        Whose it is: the rest must say fields of it with the values that they have.
    bases
        Names of scenarios.
    """
    said = _said(scenario)
    for base in sorted(bases, key=len, reverse=True):
        for between, after, spoken in ((", but ", "; ", _spoken), (", ", ", ", str)):
            rest = text.removeprefix(base + between)
            if rest == text:
                continue
            known = {spoken(one) for one in said} | said_of(scenario)
            if _POINT.fullmatch(rest) or all(one in known for one in rest.split(after)):
                return base, between + rest
    return None


def said_of_pools(text: str, called: Mapping[str, str]) -> str | None:
    """What an import filled in for pools, pool by pool, with their new names; None for any other text.

    Parameters
    ----------
    text
        Which.
    called
        New names of pools by present ones.

    Examples
    --------
    >>> said_of_pools("dev 5, ana 3.5 FTE", {"dev": "Pool B", "ana": "Pool A"})
    'Pool B 5, Pool A 3.5 FTE'
    >>> said_of_pools("dev 5, says Anna", {"dev": "Pool B"})
    """
    found = _BY_POOL.fullmatch(text)
    if found is None:
        return None
    said = [one.rpartition(" ") for one in found["pools"].split(", ")]
    if not all(name in called and _AMOUNT.fullmatch(amount) for name, _, amount in said):
        return None
    pools = ", ".join(f"{called[name]} {amount}" for name, _, amount in said)
    return f"{found['before'] or ''}{pools}{found['after'] or ''}"


def _spoken(said: str) -> str:
    return said.replace("_", " ")


@cache
def _bundled() -> tuple[frozenset[str], frozenset[str]]:
    """Names of the bundled scenarios, and whatever is written in them."""
    names: set[str] = {"baseline"}
    texts: set[str] = set()

    def look(kind: Kind, _: str, text: str) -> str:
        if kind is Kind.SCENARIO:
            names.add(text)
        elif kind in WRITTEN:
            texts.add(text)
        return text

    for path in bundled("scenarios").glob("*.yaml"):
        renamed(load_scenario(path).model_dump(mode="json", by_alias=True), look)
    return frozenset(names), frozenset(texts)


def _said(scenario: Scenario) -> frozenset[str]:
    """Fields with their values, as a study says them; nothing whose path or value is a name."""
    data = scenario.model_dump(mode="json", by_alias=True)
    return frozenset(
        f"{' '.join(steps[-size:])} {value}"
        for steps, value in _leaves(data, ())
        for size in range(1, len(steps) + 1)
    )


def _leaves(data: Mapping[str, Any], steps: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in data.items():
        here = (*steps, key)
        place = ".".join(here)
        if isinstance(value, Mapping):
            if place not in MAPPINGS:
                yield from _leaves(value, here)
        elif value is None:
            yield here, "none"
        elif isinstance(value, float):
            yield here, f"{value:g}"
        elif isinstance(value, int) or (isinstance(value, str) and place not in PLACES):
            yield here, str(value)
