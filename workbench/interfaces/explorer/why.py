"""Where a difference in value comes from: which of its parts outweigh which, told from their averages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.charts.numbers import clear_ends, finer, money
from workbench.interfaces.reports.value_parts import PARTS
from workbench.interfaces.wording import Verdict, capital, listed, some_of

NOUNS = {
    "benefit": "benefits",
    "run_cost": "running costs",
    "cost": "project costs",
    "lateness_cost": "lateness costs",
    "pmo_cost": "PMO costs",
    "payroll_change": "payroll costs",
}
"""Parts of the value in half a sentence."""

MOST = 0.6
"""Part of a difference that has to be made up by what is named as its cause (assumed)."""

WHOLE = 1.25
"""Part of a difference that what is named may not exceed: then something that is not named goes the other way
(assumed)."""

SLIGHT = 0.1
"""Below this part of the heavier side, what goes the other way is not named (assumed)."""

NAMED = 2
"""Parts of the lighter side that are named where there is room."""


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


def why(parts: Sequence[Part], total: float, verdict: Verdict, told: Told, most: int = NAMED) -> str:
    """Where a difference comes from, as a sentence; empty where the parts that are clear do not say.

    What is named makes up most of the difference, after all that clearly goes the other way, and not much
    more than it. Which weighs more is called open only where the ranges leave it open: else some part that is
    not clear by itself decides, and nothing is said.

    Parameters
    ----------
    parts
        Those that clearly change, the largest first.
    total
        The difference, on average.
    verdict
        What may be said of it.
    told
        How a part is named.
    most
        Parts of the lighter side, or of both where it is open, that are named, and the others counted; of the
        heavier side one more, and where that is not enough nothing is said.

    Examples
    --------
    >>> less = Part("lower project costs", 9e6, 8e6, 10e6)
    >>> lost = Part("lower benefits", -3e6, 2e6, 4e6)
    >>> why((less, lost), 6e6, Verdict.GAIN, in_words)
    'Lower project costs outweigh lower benefits.'
    >>> why((less, lost), -1e6, Verdict.LOSE, in_words)
    ''
    >>> why((less, lost), 6e6, Verdict.UNDECIDED, in_words)
    ''
    >>> level = Part("lower benefits", -8.5e6, 8e6, 9e6)
    >>> why((less, level), 0.5e6, Verdict.UNDECIDED, in_words)
    'Which weighs more is open: lower project costs or lower benefits.'
    """
    gains = [one for one in parts if one.gain > 0]
    losses = [one for one in parts if one.gain < 0]
    if verdict is Verdict.UNDECIDED:
        return _open(gains, losses, told, most)
    if verdict is Verdict.SAME:
        return ""
    heavier, lighter = (gains, losses) if verdict is Verdict.GAIN else (losses, gains)
    named = _making_up(heavier, _sum(lighter), abs(total))
    against = [] if _sum(lighter) < SLIGHT * _sum(named) else lighter
    if not named or len(named) > most + 1 or _sum(named) - _sum(against) > WHOLE * abs(total):
        return ""
    if not against:
        return f"It comes from {_named(named, told)}."
    return f"{capital(_named(named, told))} outweigh {some_of([told(one) for one in against], most)}."


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


def _open(gains: Sequence[Part], losses: Sequence[Part], told: Told, most: int) -> str:
    """Which of two sides weighs more, where neither all that is clear of them nor what is named tells."""
    for_it, against = gains[:most], losses[:most]
    if not (_overlap(gains, losses) and _overlap(for_it, against)):
        return ""
    return f"Which weighs more is open: {_named(for_it, told)} or {_named(against, told)}."


def _overlap(one: Sequence[Part], other: Sequence[Part]) -> bool:
    """Whether either side could be the larger, each anywhere in its range."""
    first, then = _span(one), _span(other)
    return bool(one and other) and first[0] < then[1] and then[0] < first[1]


def _span(parts: Sequence[Part]) -> tuple[float, float]:
    return sum(one.low for one in parts), sum(one.high for one in parts)


def _making_up(heavier: Sequence[Part], against: float, total: float) -> list[Part]:
    """As few of the largest as make up most of the difference; none where all of them do not."""
    for size in range(1, len(heavier) + 1):
        if _sum(heavier[:size]) - against >= MOST * total:
            return list(heavier[:size])
    return []


def _sum(parts: Sequence[Part]) -> float:
    return sum(abs(one.gain) for one in parts)
