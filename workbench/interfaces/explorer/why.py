"""Where a difference in value comes from: which of its parts outweigh which, told from their averages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.charts.numbers import clear_ends, finer, money
from workbench.interfaces.reports.value_parts import PARTS
from workbench.interfaces.wording import Verdict, capital, listed

NOUNS = {
    "benefit": "benefits",
    "run_cost": "running costs",
    "cost": "project costs",
    "lateness_cost": "costs of being late",
    "pmo_cost": "costs of the PMO",
    "payroll_change": "payroll costs beyond projects",
}
"""Parts of the value in half a sentence."""

NAMED = 2
"""Parts of the lighter side that are named."""


@dataclass(frozen=True)
class Part:
    """A part of the value that clearly changes.

    Parameters
    ----------
    words
        What it is: “lower project costs”.
    gain
        What it adds to the value on average; below zero what it takes.
    low, high
        Range of the size of the change, both above zero.
    """

    words: str
    gain: float
    low: float
    high: float


Told = Callable[[Part], str]
"""A part as the sentence names it."""


def parts_of(rows: Mapping[str, Mapping[str, Any]]) -> tuple[Part, ...]:
    """Parts that clearly change, the largest first.

    Parameters
    ----------
    rows
        What-if less today by measure, as in `Comparison.gaps`.

    Examples
    --------
    >>> less = {"mean": -9e6, "low": -10e6, "high": -8e6, "decided": True}
    >>> [(one.words, one.gain) for one in parts_of({"cost": less})]
    [('lower project costs', 9000000.0)]
    """
    found = []
    for key, noun in NOUNS.items():
        row = rows.get(key)
        if row is not None and bool(row["decided"]):
            mean = float(row["mean"])
            low, high = sorted((abs(float(row["low"])), abs(float(row["high"]))))
            words = f"{'higher' if mean > 0 else 'lower'} {noun}"
            found.append(Part(words, PARTS[key][0] * mean, low, high))
    return tuple(sorted(found, key=lambda one: -abs(one.gain)))


def why(parts: Sequence[Part], verdict: Verdict, told: Told) -> str:
    """Where a difference comes from, as a sentence; empty where the parts that are clear do not say.

    What is named first always adds up to more than all that clearly goes the other way.

    Parameters
    ----------
    parts
        Those that clearly change, the largest first.
    verdict
        What may be said of their sum.
    told
        How a part is named.

    Examples
    --------
    >>> less = Part("lower project costs", 9e6, 8e6, 10e6)
    >>> lost = Part("lower benefits", -3e6, 2e6, 4e6)
    >>> why((less, lost), Verdict.GAIN, lambda part: part.words)
    'Lower project costs outweigh lower benefits.'
    >>> why((less, lost), Verdict.LOSE, lambda part: part.words)
    ''
    >>> why((less, lost), Verdict.UNDECIDED, lambda part: part.words)
    'Which weighs more is open: lower project costs or lower benefits.'
    """
    gains = [one for one in parts if one.gain > 0]
    losses = [one for one in parts if one.gain < 0]
    if verdict is Verdict.UNDECIDED and gains and losses:
        either = f"{_named(gains[:NAMED], told)} or {_named(losses[:NAMED], told)}"
        return f"Which weighs more is open: {either}."
    if verdict not in (Verdict.GAIN, Verdict.LOSE):
        return ""
    heavier, lighter = (gains, losses) if verdict is Verdict.GAIN else (losses, gains)
    named = _outweighing(heavier, lighter)
    if not named:
        return ""
    if not lighter:
        return f"It comes from {_named(named, told)}."
    return f"{capital(_named(named, told))} outweigh {_named(lighter[:NAMED], told)}."


def with_ranges(parts: Sequence[Part], currency: str) -> Told:
    """Names parts with their amounts, all in one unit, and the ranges of those."""
    figures = money([end for one in parts for end in (one.gain, one.low, one.high)], currency)

    def told(part: Part) -> str:
        closer = clear_ends(finer(figures, part.gain), part.low, part.high)
        by = closer.plain(abs(part.gain))
        span = f", {closer.plain(part.low)} to {closer.plain(part.high)}" if part.low < part.high else ""
        return f"{part.words} (by {by}{span})"

    return told


def in_words(part: Part) -> str:
    """Names a part without its amount."""
    return part.words


def _named(parts: Sequence[Part], told: Told) -> str:
    return listed([told(one) for one in parts])


def _outweighing(heavier: Sequence[Part], lighter: Sequence[Part]) -> list[Part]:
    """As few of the largest as add up to more than the whole other side; none where all of them do not."""
    against = sum(abs(one.gain) for one in lighter)
    taken: list[Part] = []
    for one in heavier:
        taken.append(one)
        if sum(abs(part.gain) for part in taken) > against:
            return taken
    return []
