"""What the yardsticks say: what there is to win by the order of work, and how much of it a choice wins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.charts.numbers import MINUS, NBSP
from workbench.interfaces.wording.phrases import futures, quoted
from workbench.interfaces.wording.verdict import Difference, Verdict, between, worse_to_better

TIMES = 2.0
"""From so many gaps on they are counted, not told in per cent."""

SCOPE = (
    "Perfect foresight changes only who goes first: how many at once, what is selected and everything else "
    "stay as they are, so a choice that changes these can win more."
)
"""Over what it is measured."""

NAMED = 3
"""Choices named in a sentence; a table holds the others."""


@dataclass(frozen=True)
class Closed:
    """Share of the gap from first come, first served to perfect foresight that a choice closes."""

    label: str
    share: float
    low: float
    high: float
    n: int


def gap_words(gap: Difference, closed: Sequence[Closed], value: float, currency: str) -> str:
    """The answer: is there anything to win by knowing how long things take, and who wins how much of it.

    Parameters
    ----------
    gap
        Perfect foresight less first come, first served.
    closed
        What choices close of it; empty where there is nothing to close.
    value
        Average value of the baseline.
    currency
        Code of the currency.

    Examples
    --------
    >>> gap = Difference("", 2e6, 1e6, 3e6, 0.0, 0.0, 0.9, True, 200)
    >>> print(gap_words(gap, [Closed("CD3", 0.4, 0.2, 0.6, 200)], 6e7, "EUR").partition(". ")[0])
    Perfect foresight gains €2.0m over first come, first served (between €1.0m and €3.0m)
    """
    figures, verdict = gap.figures(currency), gap.verdict(value)
    said = futures(gap.n)
    if verdict is Verdict.GAIN and closed:
        head = (
            f"Perfect foresight gains {figures.plain(gap.mean)} over first come, first served "
            f"({between(gap.low, gap.high, figures)}). It knows how long everything will take, and can be "
            "beaten all the same."
        )
        shares = "; ".join(closed_words(one) for one in closed[:NAMED])
        left = "; the table holds the others" if len(closed) > NAMED else ""
        return f"{head} Of this gap, {shares}{left} ({said})."
    if verdict is Verdict.LOSE:
        return (
            f"Perfect foresight loses {figures.plain(-gap.mean)} against first come, first served "
            f"({between(gap.low, gap.high, figures)}; {said}): to know how long everything will take, and to "
            "go by cost of delay, does not pay here. So there is no gap to close."
        )
    if verdict is Verdict.SAME:
        most = gap.most(figures)
        return (
            f"Perfect foresight and first come, first served differ by less than {most} either way ({said}): "
            "who goes first decides little here, and there is no gap to close."
        )
    if not math.isfinite(gap.low):
        return "One simulated future is too few to say what perfect foresight would gain."
    return (
        "Whether it would gain anything over first come, first served to know how long everything will take "
        f"(perfect foresight) is undecided: {worse_to_better(gap.low, gap.high, figures)} ({said}). So it "
        "cannot be said how much of that a choice wins."
    )


def closed_words(one: Closed) -> str:
    """How a choice stands between first come, first served and perfect foresight.

    Examples
    --------
    >>> closed_words(Closed("CD3", 0.4, 0.2, 0.6, 200)).replace("\u00a0", " ")
    '“CD3” closes 40 % (20 % to 60 %)'
    >>> closed_words(Closed("Lots", -0.4, -0.6, -0.2, 200)).replace("\u00a0", " ")
    '“Lots” falls behind first come, first served by 40 % of it (20 % to 60 %)'
    >>> closed_words(Closed("Due date", 4.58, 3.6, 5.9, 200)).replace("\u00a0", " ")
    '“Due date” closes it 4.6 times (3.6 to 5.9), so it beats perfect foresight'
    """
    name = quoted(one.label)
    if one.low == one.high == 0.0:
        return f"{name} closes nothing: it is first come, first served itself"
    if one.low > 1:
        if one.share >= TIMES:
            return f"{name} closes it {_times(one.share, one.low, one.high)}, so it beats perfect foresight"
        return f"{name} closes all and more, {_percent(one.share)} ({_range(one.low, one.high)})"
    if one.low > 0:
        return f"{name} closes {_percent(one.share)} ({_range(one.low, one.high)})"
    if one.high < 0:
        size, low, high = -one.share, -one.high, -one.low
        behind = (
            f"{_times(size, low, high)} as much"
            if size >= TIMES
            else f"{_percent(size)} of it ({_range(low, high)})"
        )
        return f"{name} falls behind first come, first served by {behind}"
    return f"{name} is undecided ({_range(one.low, one.high)})"


def nothing_new_words(found: Difference, base: str, value: float, currency: str) -> str:
    """What all that is not under way yet is worth.

    Parameters
    ----------
    found
        Doing nothing new less the baseline.
    base
        Label of the baseline.
    value
        Average value of the baseline.
    currency
        Code of the currency.
    """
    figures, way = found.figures(currency), quoted(base)
    verdict = found.verdict(value)
    if verdict is Verdict.LOSE:
        return (
            f"Without anything new the portfolio would be worth {figures.plain(-found.mean)} less than under "
            f"{way} ({between(found.low, found.high, figures)})."
        )
    if verdict is Verdict.GAIN:
        return (
            f"Without anything new the portfolio would be worth {figures.plain(found.mean)} more than under "
            f"{way} ({between(found.low, found.high, figures)}): as planned, what is new does not pay."
        )
    if verdict is Verdict.SAME or not math.isfinite(found.low):
        return ""
    return (
        f"Whether anything new pays is undecided: without it the portfolio would be worth "
        f"{worse_to_better(found.low, found.high, figures)} than under {way}."
    )


def share_figure(share: float) -> str:
    r"""A share of the gap in a table: whole hundredths, a minus where it falls behind.

    Examples
    --------
    >>> share_figure(-0.4), share_figure(12.5)
    ('−40', '1,250')
    """
    hundredths = round(share * 100)
    return f"{MINUS if hundredths < 0 else ''}{abs(hundredths):,}"


def _percent(share: float) -> str:
    return f"{share_figure(share)}{NBSP}%"


def _times(share: float, low: float, high: float) -> str:
    """A multiple of the gap with its range: hundreds of per cent of a small gap tell nobody anything."""
    return f"{share:.1f} times ({low:.1f} to {high:.1f})"


def _range(low: float, high: float) -> str:
    return f"{_percent(low)} to {_percent(high)}"
