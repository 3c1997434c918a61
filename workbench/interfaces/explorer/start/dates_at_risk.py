"""Today's promised dates: how many are more likely missed than kept, how many are kept in all."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from workbench.analysis import mean_interval
from workbench.charts.numbers import out_of_100, span_of_100
from workbench.experiment import Comparison
from workbench.interfaces.explorer.board import answer_of
from workbench.interfaces.explorer.start.answers import Answer
from workbench.interfaces.wording import capital, count, futures, listed
from workbench.interfaces.wording.even_chance import EVEN, below, near

LEAST = 3
"""Dates that a page names, the least sure ones."""


@dataclass(frozen=True)
class Chance:
    """A promise with its chance and the range of that."""

    name: str
    value: float
    low: float
    high: float

    @property
    def span(self) -> str:
        """Its range.

        Examples
        --------
        >>> Chance("P01", 0.25, 0.194, 0.313).span
        '19 to 31'
        >>> Chance("P02", 0.002, 0.0, 0.007).span
        '0 to 1'
        """
        return span_of_100(self.value, self.low, self.high)

    def below(self, threshold: float) -> bool:
        """Whether the chance is clearly lower."""
        return below(self.high, threshold)

    def near(self, threshold: float) -> bool:
        """Whether so many futures cannot tell."""
        return near(self.low, self.high, threshold)


def chances(comparison: Comparison) -> tuple[Chance, ...]:
    """Promises of today that every future settles, the least sure first."""
    frame = comparison.commitments()
    mine = frame[(frame["scenario"] == comparison.names[0]) & frame["probability"].notna()]
    found = [
        Chance(str(row["name"]), float(row["probability"]), float(row["low"]), float(row["high"]))
        for row in mine.to_dict("records")
    ]
    return tuple(sorted(found, key=lambda one: (one.value, one.name)))


def kept(comparison: Comparison) -> tuple[float, float, float]:
    """How many of them are kept on average, with its range; they add up to the chances."""
    outcomes = comparison.outcomes[comparison.names[0]].on_time()
    settled = outcomes.loc[:, outcomes.notna().all()]
    found = mean_interval(settled.sum(axis=1).to_numpy()).within(0.0, float(settled.shape[1]))
    return found.value, found.low, found.high


def dates_answer(comparison: Comparison, threshold: float) -> Answer:
    """Which dates are at risk.

    Parameters
    ----------
    comparison
        Today beside anything.
    threshold
        A date is at risk if its chance is clearly below.
    """
    found = chances(comparison)
    n = len(comparison.values(comparison.names[0], "npv"))
    if not found:
        words = "No promised date lies within the simulated time, so none can be judged."
        return Answer(words, "", None, n, "No promised date to show.")
    at_risk = [one for one in found if one.below(threshold)]
    close = [one for one in found if one.near(threshold)]
    number = capital(count(len(at_risk), "", "").strip()) if at_risk else "None"
    dates = "date" if len(found) == 1 else "dates"
    words = f"<b>{number} of {len(found)}</b> promised {dates} {_said(len(at_risk), threshold)}."
    if close:
        few = count(len(close), "is", "are").rpartition(" ")
        words += f" {capital(few[0])} {'more ' if at_risk else ''}{few[2]} too close to tell."
    mean, low, high = kept(comparison)
    least = found[0]
    sure = (
        f"Expect to keep {mean:.1f} of {len(found)} ({low:.1f} to {high:.1f}); least likely: "
        f"{escape(least.name)} ({out_of_100(least.value)} of 100, {least.span})."
    )
    return Answer(words, sure, None, n, _alt(found, at_risk, n))


def dates_page(comparison: Comparison, threshold: float = EVEN) -> str:
    """The same for a page that has more room, as long as nothing is changed there; HTML.

    Parameters
    ----------
    comparison
        Today beside anything.
    threshold
        A date is at risk if its chance is clearly below.
    """
    found, answer = chances(comparison), dates_answer(comparison, threshold)
    if not found:
        return answer_of(answer.words, "Nothing is changed yet: this is today.")
    least = [
        f"{escape(one.name)} in {out_of_100(one.value)} of 100 futures ({one.span})" for one in found[:LEAST]
    ]
    mean, low, high = kept(comparison)
    sure = (
        f"Least likely kept: {listed(least)}. Of {len(found)}, {mean:.1f} are kept on average "
        f"({low:.1f} to {high:.1f}). Ranges are 95 % sure, from {futures(answer.n)}. This is today: move a "
        "control to see what would change it."
    )
    return answer_of(answer.words, sure)


def _said(number: int, threshold: float) -> str:
    one = number < 2
    if threshold == EVEN:
        return f"{'is' if one else 'are'} more likely missed than kept"
    return f"{'has' if one else 'have'} a chance below {threshold * 100:.0f} of 100"


def _alt(found: tuple[Chance, ...], at_risk: list[Chance], n: int) -> str:
    """Every dot in words, the least sure first."""
    each = "; ".join(f"{one.name} {out_of_100(one.value)} of 100 ({one.span})" for one in found)
    return f"Chance of keeping each promised date, {len(at_risk)} filled, from {futures(n)}: {each}."
