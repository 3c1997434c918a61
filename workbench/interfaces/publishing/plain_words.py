"""Words of this package: a text that holds nothing else names nobody and nothing of an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from workbench import evidence
from workbench.experiment.measures import MEASURES
from workbench.interfaces.wording import STATES
from workbench.interfaces.wording.sources import registered
from workbench.scenario import Scenario

_WORD = re.compile(r"[^\W\d_]{2,}")


def words_of(text: str) -> frozenset[str]:
    """Words of two letters and more, without case.

    Examples
    --------
    >>> sorted(words_of("CD3-order, 12 at once"))
    ['at', 'cd', 'once', 'order']
    """
    return frozenset(_WORD.findall(text.casefold()))


COMMON = words_of(
    "an and are as at by for from in is it its no not of off on or out over per project projects pool pools "
    "portfolio programme programmes than the their then there this to under until up with without work"
)
"""Words that tell nothing, though a name may hold them."""

BESIDE = words_of(
    "baseline today extend cut closed close surge regulator like construction wip-limit nine five six ten "
    "twelve gap years spread bias durations prior general equal inferred load worked mapping column usable "
    "budgeted team rate rates mandatory assumed usual better worse faster slower earlier fresh honest docs "
    "formula import md larger whichever classes define design build test roll quarter ranks delivery shift "
    "stands scarcest kinds pays promises started urgent firm few pull but too fifth waits extended fade "
    "habits saved loses coached adds hard selects hardly steady focus committed replaced january february "
    "march april june july august september october november december"
)
"""Words of the bundled what-ifs and of imports that no field's description holds."""

_GRADED = re.compile(r"[a-z]+(?:; (?P<ids>[A-Za-z0-9_, ]+))?\)")
"""Grade and sources behind a name of the register."""


@cache
def vocabulary() -> frozenset[str]:
    """Words of the fields of a scenario, of measures and of the register of evidence."""
    texts = [*_texts(Scenario.model_json_schema())]
    texts += [text for one in MEASURES.values() for text in (one.name, one.title, one.definition)]
    texts += [*STATES.values(), *evidence.effects(), *evidence.practice_coefficients()]
    found = {word for text in texts for word in words_of(text)}
    return frozenset(found) | COMMON | BESIDE


def plain(text: str, names: frozenset[str]) -> bool:
    """Whether a text holds nothing but words of this package, none of which stands in a name.

    Parameters
    ----------
    text
        Which.
    names
        Words of names that must not be seen.

    Examples
    --------
    >>> plain("wip-6", frozenset()), plain("Start Atlas first", frozenset()), plain("Two teams", {"teams"})
    (True, False, False)
    """
    return words_of(text) <= vocabulary() - (frozenset(names) - COMMON)


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


def _texts(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema
        for value in schema.values():
            yield from _texts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _texts(value)
    elif isinstance(schema, str):
        yield schema
