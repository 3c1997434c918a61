"""Which pseudonym stands for what: for whoever publishes, and never a part of what is published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.interfaces.publishing.kinds import Kind
from workbench.interfaces.publishing.masking import names_of
from workbench.interfaces.publishing.readers import Readers
from workbench.interfaces.publishing.source import runs_in

KEPT_BACK = "Which is which, for you alone; the site does not hold it:"
_KINDS = (Kind.SCENARIO, Kind.PROJECT, Kind.POOL)


def who_is_who(results: Path, readers: Readers) -> Iterator[str]:
    """Lines of a key to the masked what-ifs, projects and pools of a site; none where nothing is masked.

    Parameters
    ----------
    results
        The folder of results that is published.
    readers
        Who the site is for.
    """
    if readers.see_all:
        return
    given = names_of(runs_in(results), readers.audience, readers.pseudonyms).given
    told = [
        f"  {called}: {name}"
        for kind in _KINDS
        for called, name in sorted(
            ((called, name) for (of, name), called in given.items() if of is kind), key=_in_order
        )
        if called != name
    ]
    if told:
        yield KEPT_BACK
        yield from told


def _in_order(one: tuple[str, str]) -> tuple[int, str]:
    """Project 2 before Project 10, Pool B before Pool AA."""
    called = one[0]
    return len(called), called
