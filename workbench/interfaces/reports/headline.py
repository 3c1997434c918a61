"""The decision in words: what is clear once it is allowed for that several what-ifs were looked at."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.analysis import SURE, Interval, chance_of, holm
from workbench.interfaces.reports.subject import Kind, Subject, kinds
from workbench.interfaces.wording import Difference, quoted


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


def headline(subject: Subject, found: Mapping[str, Difference]) -> str:
    """The decision in a line."""
    best, base = found[subject.focus], subject.labels[0]
    clear = clear_ones(found)
    losing = [name for name in found if name in clear and found[name].mean < 0]
    if kinds(subject.run)[subject.focus] is Kind.EVENT:
        if not losing:
            return "None of the events clearly changes the value"
        worst = min((found[name] for name in losing), key=lambda one: one.mean)
        return f"{worst.label}: the event that would cost most"
    if subject.focus in clear and best.mean > 0:
        return f"{best.label}: clearly better than {quoted(base)}"
    kind = kinds(subject.run)
    choices = [name for name in found if kind[name] is Kind.CHOICE]
    if all(name in losing for name in choices):
        others = "the others" if len(choices) > 1 else quoted(best.label)
        today = quoted(base)
        return f"{today[:1].upper()}{today[1:]} is clearly better than {others}"
    return f"No choice is clearly better than {quoted(base)}"
