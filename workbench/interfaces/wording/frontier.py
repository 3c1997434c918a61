"""Where lists of projects lie, in sentences: the best that was found, and the list of today beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from workbench.analysis import SURE, Interval, mean_interval
from workbench.charts.numbers import Figures, amount, clear_ends, finer, money, plain_figures
from workbench.engines.selecting.limits import LimitKind
from workbench.experiment.selecting.frontier import TODAY, Frontier, Point
from workbench.experiment.selecting.line import Over
from workbench.interfaces.wording.phrases import count
from workbench.interfaces.wording.verdict import span_words, worse_to_better

AS_TODAY = "today’s list"


def best_words(found: Frontier, currency: str) -> str:
    """What the list of the highest average is worth."""
    best = highest(found)
    figures = money([one.value.value for one in found.points], currency)
    projects = count(len(best.candidate.projects), "project", "projects")
    span = span_words(best.value.low, best.value.high, figures)
    return f"The best list found, of {projects}, is worth {figures.plain(best.value.value)}{span} on average."


def safety_words(found: Frontier, currency: str) -> str:
    """What the list of the highest average is worth in bad futures, and what score it delivers."""
    best = highest(found)
    figures = money([one.worst.value for one in found.points], currency)
    said = f"In the worst 10 % of futures it averages {figures.plain(best.worst.value)}"
    said += span_words(best.worst.low, best.worst.high, figures)
    if not any(one.alignment.value for one in found.points):
        return f"{said}."
    score = plain_figures([one.alignment.value for one in found.points], "score")
    span = span_words(best.alignment.low, best.alignment.high, score)
    return f"{said}; it delivers a strategic score of {score.plain(best.alignment.value)}{span}."


def place_words(found: Frontier, currency: str) -> str:
    """Where the list of today lies: beaten, or not shown to be; and what the best average would add."""
    today, best = todays(found), highest(found)
    if today is None:
        return ""
    if best is today:
        return "No list that was looked at has a higher average than today’s."
    gain = gain_of(found, today, best)
    figures = _alone(gain, currency)
    if gain.low > 0:
        span = span_words(gain.low, gain.high, figures)
        said = f"That is {figures.plain(gain.value)} more than today’s{span}."
    elif gain.low == gain.high == 0.0:
        said = "Today’s list is worth the same."
    elif not math.isfinite(gain.low):
        said = "One simulated future is too few to hold it against today’s list."
    else:
        said = (
            "Undecided whether it is better than today’s list: "
            f"{worse_to_better(gain.low, gain.high, figures)}."
        )
    if today.dominated_by:
        by = f"“{today.dominated_by}”"
        return (
            f"{said} Today’s is beaten: {by} is no worse in value, bad futures and strategy, better in one."
        )
    return f"{said} Today’s is not shown to be beaten on value, bad futures and strategy together."


def over_words(over: Sequence[Over], currency: str) -> str:
    """What a list of today asks for beyond the money there is, and what becomes of it; empty where it fits.

    Examples
    --------
    >>> over_words([Over("the budget of 2027", LimitKind.BUDGET, 2.4e6)], "EUR")
    'By plan today’s list asks for €2.4m more than the budget of 2027; simulated, the rest waits for money.'
    """
    money_of = [one for one in over if one.kind is LimitKind.BUDGET]
    if not money_of:
        return ""
    first, more = money_of[0], len(money_of) - 1
    years = f" (and more than {count(more, 'other one', 'other ones')})" if more else ""
    asked = f"{amount(first.by, currency)} more than {first.words}{years}"
    return f"By plan today’s list asks for {asked}; simulated, the rest waits for money."


def closing_words(found: Frontier) -> str:
    """The answer once more, in a line."""
    today, best, left = todays(found), highest(found), len(found.efficient)
    lists = count(len(found.points), "list", "lists")
    chosen = f"{left} of {lists} {'is' if left == 1 else 'are'} worth choosing from"
    if today is None:
        return f"In short: {chosen}."
    place = "today’s is not one of them" if today.dominated_by else "today’s is one of them"
    if best is today:
        return f"In short: {chosen}; {place}, and none has a higher average."
    better = gain_of(found, today, best).low > 0
    verdict = "and the best average is clearly above it" if better else "and no better average is decided"
    return f"In short: {chosen}; {place}, {verdict}."


def highest(found: Frontier) -> Point:
    """The list of the highest average."""
    return max(found.points, key=lambda one: one.value.value)


def todays(found: Frontier) -> Point | None:
    """The list of today, if it was looked at."""
    return next((one for one in found.points if one.candidate.curve == TODAY), None)


def gain_of(found: Frontier, first: Point, other: Point) -> Interval:
    """What the other is worth more, by pairs of futures; widened, since it was picked (Bonferroni)."""
    rivals = max(1, len(found.points) - 1)
    return mean_interval(values_of(found, other) - values_of(found, first), 1 - SURE / rivals)


def values_of(found: Frontier, one: Point) -> np.ndarray:
    """Net value by future."""
    return np.asarray(found.comparison.values(one.candidate.name, "npv"), dtype=np.float64)


def _alone(gain: Interval, currency: str) -> Figures:
    figures = finer(money([gain.value, gain.low, gain.high], currency), gain.value)
    return clear_ends(figures, gain.low, gain.high)
