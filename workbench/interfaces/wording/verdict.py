"""Sentences from numbers: the verb carries the direction, the interval chooses the sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis import PairedDifference
from workbench.charts.numbers import Figures, clear_ends, finer, money
from workbench.interfaces.wording.phrases import capital, futures, quoted

STAMP = "uncalibrated: literature defaults"
SMALL = 0.005
"""Share of the baseline's value below which an undecided difference is called none."""


class Verdict(StrEnum):
    """What the interval of the average difference allows to say."""

    GAIN = "gain"
    LOSE = "lose"
    UNDECIDED = "undecided"
    SAME = "no difference"


@dataclass(frozen=True)
class Difference:
    """A scenario less the baseline on one measure, as in `differences.csv`.

    `among`: how many what-ifs were looked at, where only that leaves it undecided; otherwise 1.
    """

    label: str
    mean: float
    low: float
    high: float
    p10: float
    p90: float
    better: float
    decided: bool
    n: int
    among: int = 1

    @classmethod
    def of(cls, label: str, found: PairedDifference) -> Difference:
        """A scenario under a label, from its paired difference."""
        mean, better = found.mean, found.better.value
        return cls(
            label, mean.value, mean.low, mean.high, found.p10, found.p90, better, found.decided, found.n
        )

    def verdict(self, value: float) -> Verdict:
        """What may be said, given the value of the baseline.

        Parameters
        ----------
        value
            Average of the baseline; an undecided difference that stays within half a percent of it is none.
        """
        if self.decided:
            return Verdict.GAIN if self.mean > 0 else Verdict.LOSE
        # A single future has no interval: nothing is known then.
        within = max(abs(self.low), abs(self.high)) <= SMALL * abs(value)
        return Verdict.SAME if within else Verdict.UNDECIDED

    @property
    def nothing(self) -> bool:
        """Whether it is zero in every future."""
        return self.low == self.high == self.p10 == self.p90 == 0.0

    @property
    def is_too_few(self) -> bool:
        """Whether so few futures leave no range: one has none, and a few equal ones have none that counts."""
        if self.decided or self.nothing or self.among > 1:
            return False
        return self.low == self.high or not math.isfinite(self.high - self.low)

    def most(self, figures: Figures) -> str:
        """What the average differs by less than, either way: rounded up, so never untrue and never zero."""
        step = figures.divisor * 10.0**-figures.decimals
        size = max(abs(self.low), abs(self.high)) / step
        return figures.plain(max(1, math.ceil(size - 1e-9)) * step)

    def figures(self, currency: str) -> Figures:
        """How the amounts of this difference are written on their own."""
        figures = finer(money([self.low, self.high, self.mean], currency), self.mean)
        return clear_ends(figures, self.low, self.high)


def between_values(low: float, high: float, figures: Figures) -> str:
    """A range of what something is worth, in prose: a loss keeps its minus.

    Examples
    --------
    >>> millions = Figures("€", "m", 1e6)
    >>> between_values(-8.8e6, -0.3e6, millions), between_values(-6e6, 2e6, millions)
    ('between −€8.8m and −€0.3m', 'between −€6.0m and €2.0m')
    """
    return f"between {figures.plain(low)} and {figures.plain(high)}"


def between(low: float, high: float, figures: Figures) -> str:
    """A range behind “would gain” or “would lose”, which carry the sign; signs only where it holds zero.

    Of what something is worth, where no verb carries the sign, take `between_values`.

    Examples
    --------
    >>> between(-8.8e6, -0.3e6, Figures("€", "m", 1e6)), between(-6e6, 2.5e6, Figures("€", "m", 1e6))
    ('between €0.3m and €8.8m', 'between −€6.0m and +€2.5m')
    """
    if low > 0 or high < 0:
        small, large = sorted((abs(low), abs(high)))
        return f"between {figures.plain(small)} and {figures.plain(large)}"
    return f"between {figures.signed(low)} and {figures.signed(high)}"


def span_words(low: float, high: float, figures: Figures) -> str:
    """A range in brackets behind a figure, with a blank before it; empty where it is unknown.

    Examples
    --------
    >>> span_words(44e6, 52e6, Figures("€", "m", 1e6, 0)), span_words(math.nan, math.nan, Figures())
    (' (€44m to €52m)', '')
    """
    return f" ({figures.plain(low)} to {figures.plain(high)})" if math.isfinite(low + high) else ""


def worse_to_better(low: float, high: float, figures: Figures) -> str:
    """An undecided range in words; of very few futures it may leave out zero and still decide nothing.

    Examples
    --------
    >>> worse_to_better(-6e6, 2.5e6, Figures("€", "m", 1e6))
    'from €6.0m worse to €2.5m better'
    >>> worse_to_better(-6e6, -6e6, Figures("€", "m", 1e6))
    'from €6.0m worse to €6.0m worse'
    """
    lower = "better" if low > 0 else "worse"
    upper = "worse" if high < 0 else "better"
    return f"from {figures.plain(abs(low))} {lower} to {figures.plain(abs(high))} {upper}"


def too_few_to_tell(found: Difference, figures: Figures) -> str:
    """What few futures without a range show, behind “too few futures to tell”.

    Examples
    --------
    >>> twelve = Difference("A", -6e6, -6e6, -6e6, -6e6, -6e6, 0.0, False, 12)
    >>> too_few_to_tell(twelve, Figures("€", "m", 1e6))
    'it is €6.0m worse in each of 12 simulated futures'
    >>> one = Difference("A", -6e6, -math.inf, math.inf, -6e6, -6e6, 0.0, False, 1)
    >>> too_few_to_tell(one, Figures("€", "m", 1e6))
    'one simulated future decides nothing'
    """
    if found.n < 2:
        return "one simulated future decides nothing"
    way = "better" if found.mean > 0 else "worse"
    return f"it is {figures.plain(abs(found.mean))} {way} in each of {futures(found.n)}"


def not_beyond_doubt(found: Difference, figures: Figures) -> str:
    """How a difference that is clear alone, and not among several, ends a sentence behind its name.

    Examples
    --------
    >>> one = Difference("A", 1.1e6, 0.1e6, 2.1e6, 0.0, 0.0, 0.5, False, 200, among=3)
    >>> not_beyond_doubt(one, Figures("€", "m", 1e6))
    'would by itself gain €1.1m on average (between €0.1m and €2.1m), but 3 what-ifs were looked at'
    """
    verb = "gain" if found.mean > 0 else "lose"
    mean, span = figures.plain(abs(found.mean)), between(found.low, found.high, figures)
    return f"would by itself {verb} {mean} on average ({span}), but {found.among} what-ifs were looked at"


def answer(found: Difference, value: float, against: str, currency: str) -> str:
    """The answer in one sentence, chosen by the interval.

    Parameters
    ----------
    found
        Difference in value.
    value
        Average value of the baseline.
    against
        Label of the baseline.
    currency
        Code of the currency.

    Examples
    --------
    >>> close = Difference("Close", -4.9e6, -8.8e6, -0.3e6, -13e6, 2e6, 0.23, True, 1000)
    >>> answer(close, 61.4e6, "Today", "EUR")
    '“Close” would lose €4.9m on average; the average lies between €0.3m and €8.8m.'
    """
    figures, name, base = found.figures(currency), quoted(found.label), quoted(against)
    verdict = found.verdict(value)
    span = between(found.low, found.high, figures)
    if verdict is Verdict.GAIN:
        return f"{capital(name)} would gain {figures.plain(found.mean)} on average; the average lies {span}."
    if verdict is Verdict.LOSE:
        return f"{capital(name)} would lose {figures.plain(-found.mean)} on average; the average lies {span}."
    if found.nothing:
        return f"No difference: {name} is worth the same as {base} in each of {futures(found.n)}."
    if verdict is Verdict.SAME:
        most = found.most(figures)
        return f"No difference: with {name} the average differs from {base} by less than {most} either way."
    if found.n < 2:
        return f"Undecided: one simulated future is too few to compare {name} with {base}."
    if found.is_too_few:
        return f"Too few futures to compare {name} with {base}: {too_few_to_tell(found, figures)}."
    if found.among > 1:
        return f"Undecided: {name} {not_beyond_doubt(found, figures)}."
    return (
        f"Undecided: {name} could be anywhere {worse_to_better(found.low, found.high, figures)} than {base}."
    )


FEW = 30
"""Futures below which the ranges are too narrow."""


def too_few(n: int) -> str:
    """What must be said of few futures; empty from 30 on.

    Examples
    --------
    >>> too_few(12), too_few(30)
    ('Fewer than 30 futures in all: the ranges are too narrow; take 200 or more in all.', '')
    """
    return (
        "Fewer than 30 futures in all: the ranges are too narrow; take 200 or more in all." if n < FEW else ""
    )
