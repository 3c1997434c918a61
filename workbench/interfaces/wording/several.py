"""What is clear once it is allowed for that several what-ifs were looked at, for terminal and pages alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.analysis import SURE, Interval, chance_of, holm
from workbench.interfaces.wording.verdict import Difference


def clear_ones(found: Mapping[str, Difference]) -> frozenset[str]:
    """Those that clearly differ from the baseline, allowing for all that were looked at (Holm).

    The best of 13 what-ifs that change nothing would be called clearly better in 28 of 100 studies by an
    interval that holds for one what-if.

    Examples
    --------
    >>> def one(mean: float, reach: float) -> Difference:
    ...     return Difference("", mean, mean - reach, mean + reach, 0.0, 0.0, 0.5, abs(mean) > reach, 200)
    >>> sorted(clear_ones({"A": one(1.1, 1.0)})), sorted(clear_ones({"A": one(1.1, 1.0), "B": one(0.1, 1.0)}))
    (['A'], [])
    """
    chances = [chance_of(Interval(one.mean, one.low, one.high), one.n) for one in found.values()]
    adjusted = zip(found.items(), holm(chances), strict=True)
    return frozenset(name for (name, one), p in adjusted if one.decided and p < SURE)


def allowing(found: Mapping[str, Difference]) -> dict[str, Difference]:
    """The same differences; decided only where that holds with all that were looked at allowed for.

    Examples
    --------
    >>> one = Difference("A", 1.1, 0.1, 2.1, 0.0, 0.0, 0.5, True, 200)
    >>> other = Difference("B", 0.1, -0.9, 1.1, 0.0, 0.0, 0.5, False, 200)
    >>> [(one.decided, one.among) for one in allowing({"A": one, "B": other}).values()]
    [(False, 2), (False, 1)]
    """
    clear = clear_ones(found)
    return {
        name: replace(one, decided=False, among=len(found)) if one.decided and name not in clear else one
        for name, one in found.items()
    }


def allowed_for(found: Mapping[str, Difference]) -> str:
    """The clause about that; empty where there was only one to look at.

    Examples
    --------
    >>> one = Difference("A", 1.0, 0.5, 1.5, 0.0, 0.0, 0.5, True, 200)
    >>> allowed_for({"A": one, "B": one})
    'The verdict allows for having looked at 2 what-ifs; each range is that of one what-if alone.'
    """
    if len(found) < 2:
        return ""
    return (
        f"The verdict allows for having looked at {len(found)} what-ifs; "
        "each range is that of one what-if alone."
    )
