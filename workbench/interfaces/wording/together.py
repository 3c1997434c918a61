"""What better decisions and better delivery bring, alone and together; ranges choose the sentences."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.charts.numbers import Figures, clear_ends, money
from workbench.experiment.worth.interplay import TESTED, Effect, Finding, Gain, Gains, Kind
from workbench.interfaces.wording.phrases import capital, listed
from workbench.interfaces.wording.verdict import between, worse_to_better


@dataclass(frozen=True)
class Subject:
    """Whose gain is told, with the verbs that follow it."""

    words: str
    gain: str
    lose: str
    change: str
    be: str


SUBJECTS = {
    Effect.DECISIONS: Subject("better decisions alone", "gain", "lose", "change", "are"),
    Effect.DELIVERY: Subject("better delivery alone", "gains", "loses", "changes", "is"),
    Effect.BOTH: Subject("both together", "gain", "lose", "change", "are"),
}


def gains_words(gains: Gains, figures: Figures) -> str:
    """What each is worth alone, and what both are together.

    Examples
    --------
    >>> from workbench.analysis import crossed
    >>> from workbench.experiment.worth.interplay import gains_of
    >>> found = gains_of(crossed([0.0, 1.0], [0.0, 1.0], [1.0, 2.0], [1.0, 2.0]))
    >>> gains_words(found, Figures("€", "m")).partition(",")[0]
    'Better decisions alone change nothing'
    """
    said = [_gain(subject, gains[effect], figures) for effect, subject in SUBJECTS.items()]
    return f"{capital(listed(said))}, on average."


def _gain(who: Subject, told: Gain | Finding, figures: Figures) -> str:
    mean = told.mean
    if mean.low == mean.high == 0.0:
        return f"{who.words} {who.change} nothing"
    if told.more is None:
        return f"{who.words} {who.be} undecided ({worse_to_better(mean.low, mean.high, figures)})"
    verb = who.gain if told.more else who.lose
    return f"{who.words} {verb} {figures.plain(abs(mean.value))} ({figures.span(mean.low, mean.high)})"


def together_words(gains: Gains, kind: Kind, figures: Figures) -> str:
    """Whether both bring less or more than the sum of what each brings alone."""
    mean = gains[Effect.INTERACTION].mean
    whole = figures.signed(gains[Effect.DECISIONS].mean.value + gains[Effect.DELIVERY].mean.value)
    if kind is Kind.NONE:
        return f"That is exactly the sum of what each brings alone ({whole}): one of the two changes nothing."
    if kind is Kind.UNDECIDED:
        return (
            f"Undecided whether both together are less or more than the sum ({whole}): the difference lies "
            f"anywhere between {figures.signed(mean.low)} and {figures.signed(mean.high)}."
        )
    less = kind is Kind.SUBSTITUTES
    amount = f"{figures.plain(abs(mean.value))}; the average lies {between(mean.low, mean.high, figures)}"
    return (
        f"Together that is {'less' if less else 'more'} than the sum ({whole}) by {amount}: "
        f"{_reading(gains, kind)}."
    )


def _reading(gains: Gains, kind: Kind) -> str:
    if kind is Kind.COMPLEMENTS:
        return "each makes more of the other"
    if gains[Effect.DECISIONS].more and gains[Effect.DELIVERY].more:
        return "part of what one gains the other gains too, so never add the two"
    return "they get in each other’s way"


def effect_figures(gains: Gains, currency: str) -> Figures:
    """How amounts of effects are written: no end of a range seems to be zero."""
    means = [gains[one].mean for one in TESTED]
    figures = money([end for one in means for end in (one.low, one.high)], currency)
    for one in means:
        figures = clear_ends(figures, one.low, one.high)
    return figures
