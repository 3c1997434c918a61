"""The answer of a card: a sentence chosen by the interval, its range, and the five figures of its mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from workbench.analysis import mean_interval, paired_difference
from workbench.charts.interval import sentence as marked
from workbench.charts.numbers import money
from workbench.experiment import Comparison, measure_of
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.explorer.start.breath import beside
from workbench.interfaces.explorer.why import NOUNS, in_words, parts_of, why
from workbench.interfaces.wording import (
    Difference,
    Verdict,
    between,
    between_values,
    capital,
    futures,
    too_few_to_tell,
    worse_to_better,
)

VALUE = "npv"


@dataclass(frozen=True)
class Answer:
    """What a card says of so many futures.

    Parameters
    ----------
    words
        The sentence, as HTML.
    sure
        How sure, as HTML.
    found
        The difference in value that both and the mark are made of; none where nothing changes.
    n
        Simulated futures that it rests on.
    alt
        The mark in words.
    """

    words: str
    sure: str
    found: Difference | None
    n: int
    alt: str = ""


def gap(comparison: Comparison, measure: str) -> Difference | None:
    """The second scenario less the first, as in `Comparison.differences`; none where it is not defined."""
    first, other = (comparison.values(name, measure) for name in comparison.names[:2])
    both = first.index.intersection(other.index)
    if both.empty:
        return None
    found = paired_difference(
        first.loc[both].to_numpy(), other.loc[both].to_numpy(), int(measure_of(measure).direction)
    )
    return Difference.of("what-if", found)


def answer(comparison: Comparison, subject: str, measures: Sequence[str], note: str = "") -> Answer:
    """What a what-if does to the value, and what gets worse, in two sentences.

    Parameters
    ----------
    comparison
        Today and the what-if on the same futures.
    subject
        What is asked, as the beginning of a sentence.
    measures
        Which of them are named beside the value, the most telling first.
    note
        What the answer leaves out, and what follows that no figure says; whole sentences.
    """
    found, (today, other) = gap(comparison, VALUE), comparison.names[:2]
    assert found is not None
    before = float(comparison.values(today, VALUE).mean())
    currency, verdict = comparison.currency, found.verdict(before)
    # A card has room for one of both.
    parts = () if note else parts_of(comparison.gaps(other, today, [*NOUNS]))
    reason = why(parts, found.mean, verdict, in_words, most=1)
    # What is named as a cause need not be named as a consequence.
    left = [key for key in measures if NOUNS.get(key, VALUE) not in reason]
    gaps = {key: each for key in left if (each := gap(comparison, key)) is not None}
    means = {key: _means(comparison, key) for key in gaps}
    value = found.mean if verdict in (Verdict.GAIN, Verdict.LOSE) else 0.0
    named, also = beside(gaps, means, currency, value, len(Promises.of(comparison).lost))
    words, sure = said_of(found, before, escape(subject), escape(named), currency)
    rest = f" {escape(note)}" if note else ""
    sure = f"{sure}{' ' if sure and reason else ''}{reason}{escape(also)}{rest}"
    return Answer(words, sure, found, found.n, _alt(found, subject, currency))


def said_of(found: Difference, value: float, subject: str, named: str, currency: str) -> tuple[str, str]:
    """A sentence and how sure it is, by what the interval allows to say.

    Parameters
    ----------
    found
        Difference in value.
    value
        What today is worth.
    subject, named
        What is asked, and what else changes, with its “and” or “but”; both escaped.
    currency
        Code of the currency.
    """
    return _SAID[found.verdict(value)](found, subject, named, currency)


def today_words(comparison: Comparison) -> Answer:
    """Where nothing is changed: what today is worth."""
    values = comparison.values(comparison.names[0], VALUE)
    worth = mean_interval(values.to_numpy())
    figures = money([worth.value, worth.low, worth.high], comparison.currency)
    span = between_values(worth.low, worth.high, figures)
    return Answer(
        "This is today. Move the control.",
        f"Today is worth {figures.plain(worth.value)} on average, {span}.",
        None,
        len(values),
        "As today: no difference.",
    )


def _decided(
    verb: str, noun: str, found: Difference, subject: str, named: str, currency: str
) -> tuple[str, str]:
    figures = found.figures(currency)
    rest = f", {named}" if named.startswith("but") else f" {named}" if named else ""
    words = f"{capital(subject)} would {verb} <b>{figures.plain(abs(found.mean))}</b>{rest}."
    return words, f"Average {noun} {between(found.low, found.high, figures)}."


def _gain(found: Difference, subject: str, named: str, currency: str) -> tuple[str, str]:
    return _decided("gain", "gain", found, subject, named, currency)


def _lose(found: Difference, subject: str, named: str, currency: str) -> tuple[str, str]:
    return _decided("lose", "loss", found, subject, named, currency)


def _undecided(found: Difference, subject: str, named: str, currency: str) -> tuple[str, str]:
    figures = found.figures(currency)
    if found.is_too_few:
        few = f"<b>Too few futures to tell</b> what {subject} would do: {too_few_to_tell(found, figures)}."
        return few, "More simulated futures tell."
    span = worse_to_better(found.low, found.high, figures)
    words = f"<b>Undecided</b>: {subject} could on average be anywhere {span} than today{_would(named)}."
    return words, "More simulated futures narrow the range."


def _same(found: Difference, subject: str, named: str, currency: str) -> tuple[str, str]:
    if found.nothing:
        return f"<b>No difference</b> in {futures(found.n)}: {subject} never changes the value.", ""
    figures = found.figures(currency)
    most = found.most(figures)
    words = (
        f"<b>No difference</b>: {subject} moves the average by less than {most} either way{_would(named)}."
    )
    return words, f"The average lies {between(found.low, found.high, figures)}."


_SAID = {
    Verdict.GAIN: _gain,
    Verdict.LOSE: _lose,
    Verdict.UNDECIDED: _undecided,
    Verdict.SAME: _same,
}


def _would(named: str) -> str:
    """A change beside a value that is not known to change."""
    if not named:
        return ""
    return f", but would {named.partition(' ')[2]}"


def _means(comparison: Comparison, measure: str) -> tuple[float, float]:
    first, other = (float(comparison.values(name, measure).mean()) for name in comparison.names[:2])
    return first, other


def _alt(found: Difference, subject: str, currency: str) -> str:
    row = {
        **{
            key: getattr(found, key)
            for key in ("mean", "low", "high", "p10", "p90", "better", "decided", "n")
        },
        "label": f"Value against today, {subject}",
    }
    return f"{marked(row, found.figures(currency))}."
