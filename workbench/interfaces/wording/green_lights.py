"""Who gets the green light, in sentences: above and below the line, and what would change it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from workbench.analysis import PairedDifference
from workbench.charts.numbers import amount
from workbench.experiment.selecting.change import Change, Kind
from workbench.experiment.selecting.line import Below, Cause, Over
from workbench.experiment.selecting.outcome import Confirmed
from workbench.interfaces.wording.phrases import count, listed, some_of
from workbench.interfaces.wording.selection import change_words, reason
from workbench.interfaces.wording.verdict import Difference, Verdict, span_words, worse_to_better

MOST_NAMED = 8


def lights_words(above: int, below: Sequence[str]) -> str:
    """How many projects are above the line, and which are not.

    Examples
    --------
    >>> lights_words(36, ["P17", "P37"]), lights_words(3, [])
    ('36 of 38 projects get the green light; P17 and P37 do not.', 'All 3 projects get the green light.')
    """
    if not below:
        return f"All {above} projects get the green light."
    verb = "does" if len(below) == 1 else "do"
    named = some_of(below, MOST_NAMED)
    return f"{above} of {above + len(below)} projects get the green light; {named} {verb} not."


def asked_words(over: Sequence[Over], currency: str) -> str:
    """By how much a list exceeds limits by plan; empty where it keeps them.

    Examples
    --------
    >>> from workbench.engines.selecting.limits import LimitKind
    >>> asked_words([Over("the budget of 2027", LimitKind.BUDGET, 2.4e6)], "EUR")
    'By plan that exceeds the budget of 2027 by €2.4m; simulated, what does not fit waits for money.'
    """
    money = [one for one in over if one.kind == "budget"]
    if not money:
        return ""
    said = listed([f"{one.words} by {amount(one.by, currency)}" for one in money])
    return f"By plan that exceeds {said}; simulated, what does not fit waits for money."


def against_today(found: PairedDifference, value: float, currency: str) -> str:
    """The list less today's list with the same money, on the same futures."""
    difference = Difference.of("this list", found)
    figures, low, high = difference.figures(currency), difference.low, difference.high
    if low == high == 0.0:
        return "It is today’s list."
    match difference.verdict(value):
        case Verdict.SAME:
            most = difference.most(figures)
            return f"No difference from today’s list with the same money: less than {most} either way."
        case Verdict.UNDECIDED:
            if not math.isfinite(low):
                return "One simulated future is too few to hold it against today’s list."
            span = worse_to_better(low, high, figures)
            return f"Undecided against today’s list with the same money: {span}."
        case verdict:
            more = "more" if verdict is Verdict.GAIN else "less"
            small, large = sorted((abs(low), abs(high)))
            said = f"{figures.plain(abs(difference.mean))} {more} than today’s with the same money"
            return f"The list is worth {said}{span_words(small, large, figures)}."


def why_short(below: Below, currency: str) -> str:
    """Why a project is below the line, for the margin of a picture."""
    first = below.over[0] if below.over else None
    match below.cause:
        case Cause.BY_HAND:
            return "forced out by hand"
        case Cause.WORTHLESS:
            return f"costs {amount(-below.value, currency)} more than it brings"
        case Cause.IMPOSSIBLE:
            return "no list with it keeps every limit"
        case Cause.RISK:
            why = "worst futures worse than allowed"
        case Cause.PASSED_OVER:
            why = "passed over by the rule"
        case _ if first is None:
            why = str(below.cause)
        case Cause.PREDECESSOR | Cause.GROUP:
            why = first.words
        case _:
            by = f"{first.by:,.0f} FTE-days" if first.kind == "people" else amount(first.by, currency)
            why = f"over {first.words} by {by}"
    return f"{why}{_swap(below, currency)}"


def why_full(below: Below, currency: str) -> str:
    """The same in sentences."""
    swap = _swap(below, currency).partition(" the plan ")[2]
    return f"{reason(below, currency)}{f' By plan that {swap}.' if swap else ''}"


def _swap(below: Below, currency: str) -> str:
    if math.isnan(below.loss) or not below.displaced:
        return ""
    verb = "loses" if below.loss > 0 else "gains"
    return f"; for {some_of(below.displaced, 3)} the plan {verb} {amount(abs(below.loss), currency)}"


def way_label(change: Change, project: str, currency: str) -> str:
    """A change, short enough for the margin of a picture."""
    if change.kind is Kind.DROP:
        return f"{some_of(change.dropped, 4) or 'nothing'} dropped for it"
    gone = some_of(change.dropped, 3)
    leaves = f" ({gone} {'leaves' if len(change.dropped) == 1 else 'leave'})" if gone else ""
    said = change_words(change, project, currency).partition(" (then ")[0]
    for rest in (f" of {project}", f" for {project}", f", in the years{f' of {project}'}"):
        said = said.removesuffix(rest)
    return f"{said.removesuffix(', in the years')}{leaves}"


def ways_words(project: str, found: Sequence[Confirmed]) -> str:
    """Whether simulation confirms any way above the line."""
    if not found:
        return f"No change of its value, its cost or the budgets gets {project} above the line."
    ways = count(len(found), "way", "ways")
    good = sum(one.is_confirmed for one in found)
    bad = sum(one.is_refuted for one in found)
    what = f"{ways[0].upper()}{ways[1:]} would get {project} above the line; simulated with and without it, "
    if good:
        return f"{what}taking it pays in {_part(good, len(found))}."
    if bad == len(found):
        return f"{what}taking it loses in {_part(bad, bad)}."
    return f"{what}none is shown to pay ({bad} lose, {len(found) - bad} undecided)."


def _part(some: int, every: int) -> str:
    if every == 1:
        return "it"
    return "all of them" if some == every else count(some, "of them", "of them")
