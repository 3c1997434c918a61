"""How factors of a study become points: all combined, side by side, one at a time, spread evenly, listed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

from workbench.scenario.study import Design, Span, Study

Point = tuple[tuple[str, Any], ...]
"""Fields with their values; empty: a scenario as it is."""

DIGITS = 6
"""Of a value that is spread between two ends, at least; assumed to be enough."""


def points_of(study: Study) -> tuple[Point, ...]:
    """The points of a study, each once, in the order in which they are written.

    Parameters
    ----------
    study
        Checked.

    Examples
    --------
    >>> study = Study(name="s", scenarios=("a.yaml",), design="one_at_a_time",
    ...               factors={"policy.release.wip_limit": (6, 9), "seed": (2,)})
    >>> points_of(study)
    ((), (('policy.release.wip_limit', 6),), (('policy.release.wip_limit', 9),), (('seed', 2),))
    """
    found: dict[str, Point] = {}
    for point in _every(study):
        found.setdefault(repr(point), point)
    return tuple(found.values())


def _every(study: Study) -> Iterator[Point]:
    if study.design is Design.LIST:
        yield from (tuple(case.items()) for case in study.cases)
        return
    if study.design is Design.LATIN_HYPERCUBE:
        yield from _spread(study)
        return
    factors = {name: one for name, one in study.factors.items() if not isinstance(one, Span)}
    yield from _COMBINED[study.design](factors)


def _product(factors: Mapping[str, tuple[Any, ...]]) -> Iterator[Point]:
    for values in product(*factors.values()):
        yield tuple(zip(factors, values, strict=True))


def _zip(factors: Mapping[str, tuple[Any, ...]]) -> Iterator[Point]:
    for values in zip(*factors.values(), strict=True):
        yield tuple(zip(factors, values, strict=True))


def _one_at_a_time(factors: Mapping[str, tuple[Any, ...]]) -> Iterator[Point]:
    yield ()
    for name, values in factors.items():
        for value in values:
            yield ((name, value),)


_COMBINED = {Design.PRODUCT: _product, Design.ZIP: _zip, Design.ONE_AT_A_TIME: _one_at_a_time}


def _spread(study: Study) -> Iterator[Point]:
    """A Latin hypercube (McKay, Beckman, Conover 1979), drawn with the study's own seed."""
    from scipy.stats import qmc

    spans = {name: one for name, one in study.factors.items() if isinstance(one, Span)}
    if not spans:
        yield ()
        return
    unit = qmc.LatinHypercube(len(spans), rng=study.seed).random(study.points)
    for row in unit.tolist():
        yield tuple((name, _value(spans[name], share)) for name, share in zip(spans, row, strict=True))


def _value(span: Span, share: float) -> float:
    """A value of a factor, so far between its ends; of those that its steps reach each is equally likely.

    Examples
    --------
    >>> _value(Span(low=0, high=3), 0.5), _value(Span(low=6, high=9, step=1), 0.99)
    (1.5, 9)
    >>> _value(Span(low=1_000_000, high=1_000_010, step=1), 0.55)
    1000006
    """
    if span.step is None:
        value = span.low + share * (span.high - span.low)
        return float(f"{value:.{_digits(span)}g}")
    # A step more than fits is never taken for the rounding of 0.3 / 0.1.
    steps = math.floor((span.high - span.low) / span.step + 1e-9) + 1
    # In decimals, as the file writes them: 0.1 + 2 × 0.1 is 0.3, and above a million no step is rounded away.
    value = float(Decimal(repr(span.low)) + math.floor(share * steps) * Decimal(repr(span.step)))
    return int(value) if value.is_integer() else value


def _digits(span: Span) -> int:
    """Digits of a value: six, or as many as tell ten thousand values between the ends apart.

    Examples
    --------
    >>> _digits(Span(low=0, high=3)), _digits(Span(low=1_000_000, high=1_000_010))
    (6, 9)
    """
    most = max(abs(span.low), abs(span.high))
    return max(DIGITS, 4 + math.floor(math.log10(most / (span.high - span.low))))
