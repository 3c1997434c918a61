"""What else changes, in the breath that names the gain or loss: what gets worse goes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.charts.numbers import Figures, clear_ends, finer, money
from workbench.experiment import measure_of
from workbench.interfaces.wording import Difference, count, some_of, whole_percent

NOUNS = {
    "on_time": "promised dates",
    "completed": "projects done",
    "lead_time": "time to completion",
    "lateness_cost": "cost of being late",
    "rework_share": "work done twice",
    "plan_ratio_duration": "overrun",
}
"""What measures are called in half a sentence."""

MOST_NAMED = 2
"""Measures that also get worse and are named; the others are counted."""


def better(found: Difference, measure: str) -> bool:
    """Whether a decided difference is to the good."""
    return int(measure_of(measure).direction) * found.mean > 0


def sorted_out(gaps: Mapping[str, Difference]) -> tuple[list[str], list[str]]:
    """Measures that get clearly worse, and those that get clearly better, in their order."""
    decided = [key for key, found in gaps.items() if found.decided]
    good = [key for key in decided if better(gaps[key], key)]
    return [key for key in decided if key not in good], good


def clause(measure: str, found: Difference, means: tuple[float, float], currency: str) -> str:
    """A change as the end of “it would …”.

    Parameters
    ----------
    measure
        Its name.
    found
        The decided difference.
    means
        Averages today and under the what-if.
    currency
        Code of the currency.

    Examples
    --------
    >>> gap = Difference("what-if", -1.7, -2.0, -1.4, -4.0, 1.0, 0.1, True, 200)
    >>> clause("completed", gap, (20.0, 18.3), "EUR")
    'complete 1.7 fewer projects (1.4 to 2.0)'
    """
    size, good = abs(found.mean), better(found, measure)
    if measure == "completed":
        said, span = _sized(found, _TENTHS)
        return f"complete {said} {'more' if good else 'fewer'} projects ({span})"
    if measure == "lead_time":
        said, span = _sized(found, _TENTHS if size < 10 else _WHOLE)
        return f"make projects {said} working days {'faster' if good else 'slower'} ({span})"
    if measure == "on_time":
        before, after = whole_percent(means[0]), whole_percent(means[1])
        said, span = _sized(found, _POINTS)
        way = "more" if good else "fewer"
        # Rounding must not hide a change that is clear.
        if before == after:
            return f"keep {way} promised dates (by {said} points, {span})"
        return f"keep {after} of promised dates instead of {before} ({span} points {way})"
    if measure == "lateness_cost":
        said, span = _sized(found, money([size, found.low, found.high], currency))
        return f"make being late {said} {'cheaper' if good else 'dearer'} ({span})"
    return f"bring {'less' if good else 'more'} {_LONG.get(measure, measure_of(measure).title)}"


def beside(
    gaps: Mapping[str, Difference],
    means: Mapping[str, tuple[float, float]],
    currency: str,
    value: float,
    lost: int,
) -> tuple[str, str]:
    """What follows the value in its sentence, and what else gets worse, as a sentence of its own.

    Parameters
    ----------
    gaps, means
        By measure, the most telling first.
    currency
        Code of the currency.
    value
        Sign of the gain: what goes the same way is joined with “and”, what goes the other with “but”; 0 where
        it is not known.
    lost
        Promised dates that each get clearly worse, whatever all of them do on average.

    Returns
    -------
    tuple of str
        Both may be empty.
    """
    bad, good = sorted_out(gaps)
    if not bad and not good:
        return "", _also([], lost)
    named = (bad or good)[0]
    joined = "and" if (named in good) == (value > 0) else "but"
    words = f"{joined} {clause(named, gaps[named], means[named], currency)}"
    return words, _also(bad[1:], 0 if named == "on_time" and bad else lost)


def _also(bad: Sequence[str], lost: int) -> str:
    """What else gets worse: single dates are counted even where all of them together do not suffer."""
    also = [NOUNS[key] for key in bad if key != "on_time" or not lost]
    if lost:
        also.insert(0, count(lost, "date", "dates"))
    return f" Also worse: {some_of(also, MOST_NAMED)}." if also else ""


def _sized(found: Difference, figures: Figures) -> tuple[str, str]:
    """The size of a decided difference, and its range."""
    closer = clear_ends(finer(figures, found.mean), found.low, found.high)
    low, high = sorted((abs(found.low), abs(found.high)))
    return closer.plain(abs(found.mean)), f"{closer.plain(low)} to {closer.plain(high)}"


_TENTHS, _WHOLE = Figures("", "", 1.0, 1), Figures("", "", 1.0, 0)
_POINTS = Figures("", "", 0.01, 1)

_LONG = {"rework_share": "work done twice", "plan_ratio_duration": "overrun of plans"}
