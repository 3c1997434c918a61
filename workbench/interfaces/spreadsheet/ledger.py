"""Everything that was filled in: one line for all the projects that share it, with their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.model import Assumption, Filled

_ORDER = (Filled.CAPACITY, Filled.VALUE, Filled.URGENCY, Filled.OTHER)


@dataclass(frozen=True)
class Entry:
    """One thing filled in for one project."""

    what: str
    value: str
    source: str
    bears_on: Filled


def summed(entries: Iterable[Entry], projects: int) -> tuple[Assumption, ...]:
    """One assumption for each distinct entry, with the number of projects that share it.

    Examples
    --------
    >>> entry = Entry("years of benefit", "5 years", "assumed", Filled.VALUE)
    >>> [one.what for one in summed([entry, entry], 40)]
    ['years of benefit (2 of 40 projects)']
    """
    return tuple(
        Assumption(
            what=f"{entry.what} ({count} of {projects} projects)",
            value=entry.value,
            source=entry.source,
            bears_on=entry.bears_on,
        )
        for entry, count in Counter(entries).items()
    )


def in_order(assumptions: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """Capacity first, then value and urgency, then the rest."""
    return tuple(sorted(assumptions, key=lambda one: _ORDER.index(one.bears_on)))
