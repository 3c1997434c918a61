"""What a what-if changes, a line for each measure: averages, the difference and what may be said of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from workbench.charts.numbers import (
    Figures,
    clear_ends,
    clear_of_zero,
    finer,
    in_futures,
    money,
    out_of_span,
    plain_figures,
)
from workbench.experiment import Comparison, Measure, Unit, measure_of
from workbench.interfaces.wording import SHORT, Difference, Verdict, answer, futures, label_of, too_few

UNITS = {
    Unit.SHARE: ", %",
    Unit.DAYS: ", working days",
    Unit.POINTS: ", points",
}
"""What stands after a title, so that the figures need no unit."""

COLUMNS = {"Today": "today", "What if": "what-if"}
"""What scenarios without a name of their own are called above a column; others by their names."""


@dataclass(frozen=True)
class Line:
    """One measure, as it is shown.

    Parameters
    ----------
    measure
        Its name.
    title
        With the unit where the figures do not say it.
    today, other
        Averages of the baseline and of the what-if.
    verdict
        What the interval allows to say; a gain is more, whichever way is better.
    difference
        The difference if it is decided, otherwise `undecided`, `no difference` or `too few futures`.
    span
        Range of the average; empty where both ends would read zero.
    judged
        `better` or `worse` where the difference is decided and one way is better.
    n
        Simulated futures in which it is known on both sides.
    today_span
        Range of today's average; empty where it is the same in every future.
    today_n
        Simulated futures in which it is known today.
    """

    measure: str
    title: str
    today: str
    other: str
    verdict: Verdict
    difference: str
    span: str
    judged: str
    n: int
    today_span: str
    today_n: int

    @property
    def decided(self) -> bool:
        """Whether the sign of the difference is known."""
        return self.verdict in (Verdict.GAIN, Verdict.LOSE)


def lines(comparison: Comparison, measures: Iterable[str]) -> Iterator[Line]:
    """Lines of measures, without those that are zero under both scenarios in every future.

    Parameters
    ----------
    comparison
        Today and one what-if.
    measures
        Their names, in the order of the lines; those that are not defined are left out.
    """
    today, other = comparison.names[:2]
    measures = list(measures)
    before, after = (comparison.averages(name, measures) for name in (today, other))
    gaps = comparison.gaps(other, today, measures)
    for key in measures:
        if key in gaps and (_anything(before[key]) or _anything(after[key])):
            means = float(before[key]["mean"]), float(after[key]["mean"])
            yield _line(measure_of(key), means, difference_of(gaps[key]), before[key], comparison.currency)


def difference_of(row: Mapping[str, Any]) -> Difference:
    """A row of `Comparison.differences` with its words."""
    mean, low, high, p10, p90, better = (
        float(row[key]) for key in ("mean", "low", "high", "p10", "p90", "better")
    )
    return Difference("what-if", mean, low, high, p10, p90, better, bool(row["decided"]), int(row["n"]))


def table(comparison: Comparison, measures: Iterable[str] = SHORT) -> pd.DataFrame:
    """The differences that matter most, in readers' words.

    Parameters
    ----------
    comparison
        Today and one what-if.
    measures
        Names of measures, in the order of the rows.

    Examples
    --------
    >>> import workbench
    >>> from workbench.bundled import bundled
    >>> from workbench.interfaces.explorer import WhatIf, table
    >>> today = workbench.load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> fewer = WhatIf(wip_limit=4).of(today)
    >>> table(workbench.compare([today, fewer], 50))        # doctest: +SKIP
    """
    rows = {
        line.title: (
            line.today,
            line.other,
            line.difference,
            line.span,
            line.judged,
            line.n,
        )
        for line in lines(comparison, measures)
    }
    names = [COLUMNS.get(label, label) for label in map(label_of, comparison.names[:2])]
    columns = [*names, "difference", "range of the average", "", "futures"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def in_words(comparison: Comparison) -> str:
    """The difference in value as a sentence, chosen by its range, and in how many futures it is a gain.

    Parameters
    ----------
    comparison
        Today and one what-if.

    Examples
    --------
    >>> import workbench
    >>> from workbench.bundled import bundled
    >>> from workbench.interfaces.explorer import WhatIf, in_words
    >>> today = workbench.load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> print(in_words(workbench.compare([today, WhatIf().of(today)], 2)))
    No difference: “What if” is worth the same as today’s way in each of 2 simulated futures.
    """
    base, name = comparison.names
    before = comparison.averages(base, ["npv"])["npv"]
    found = replace(difference_of(comparison.gaps(name, base, ["npv"])["npv"]), label=label_of(name))
    said = answer(found, float(before["mean"]), label_of(base), comparison.currency)
    if found.nothing:
        return said
    chance = f"{in_futures(found.better, found.n)} ({out_of_span(found.better, found.n)})"
    return f"{said} On the same {futures(found.n)} it does better {chance}. {too_few(found.n)}".strip()


def _line(
    measure: Measure, means: tuple[float, float], found: Difference, alone: Mapping[str, Any], currency: str
) -> Line:
    before, after = means
    plain, gap = _figures(measure.unit, [before, after], found, currency)
    verdict = found.verdict(before)
    decided = verdict in (Verdict.GAIN, Verdict.LOSE)
    if decided:
        after = shown_after(found.mean, before, after, gap, plain)
    way = int(measure.direction) * found.mean if decided else 0.0
    # Two ends that differ never read the same, whatever decimals the difference has.
    closer = clear_ends(gap, found.low, found.high)
    ends = closer.signed(found.low), closer.signed(found.high)
    return Line(
        measure=measure.name,
        title=f"{measure.title}{UNITS.get(measure.unit, '')}",
        today=plain.plain(before),
        other=plain.plain(after),
        verdict=verdict,
        difference=gap.signed(found.mean) if decided else _open(found, verdict),
        span=f"{ends[0]} to {ends[1]}" if found.low < found.high and _shows(ends) else "",
        judged="better" if way > 0 else "worse" if way < 0 else "",
        n=found.n,
        today_span=_span_alone(alone, plain),
        today_n=int(alone["n"]),
    )


def _open(found: Difference, verdict: Verdict) -> str:
    return "too few futures" if found.is_too_few else str(verdict)


def _shows(ends: tuple[str, str]) -> bool:
    """Whether a range reads other than from zero to zero."""
    return any(digit in "".join(ends) for digit in "123456789")


def _span_alone(row: Mapping[str, Any], figures: Figures) -> str:
    """Range of an average; empty where one future or the same everywhere leaves none."""
    low, high = float(row["low"]), float(row["high"])
    if not math.isfinite(low + high) or low == high:
        return ""
    closer = clear_ends(figures, low, high)
    return f"{closer.plain(low)} to {closer.plain(high)}"


def _figures(unit: Unit, values: list[float], found: Difference, currency: str) -> tuple[Figures, Figures]:
    """How the two values and how their difference are written."""
    ends = [found.low, found.high, found.mean]
    if unit is Unit.SHARE:
        plain = gap = Figures("", "", 0.01, 1)
    elif unit is Unit.MONEY:
        plain, gap = money(values, currency), money(ends, currency)
    else:
        plain = gap = plain_figures(values, unit.value)
        if unit is Unit.DAYS:
            # One decimal, so that rounded figures of a row agree with one another and with the chart.
            plain = gap = replace(plain, decimals=1)
    closer = finer(gap, found.mean if found.decided else max(ends, key=abs))
    return plain, clear_of_zero(closer, found.low, found.high)


def shown_after(gap: float, before: float, after: float, written: Figures, plain: Figures) -> float:
    """The what-if's average, so that shown today and shown difference give what is shown.

    Only rounding is put right: where a measure is not defined in every future, averages and the paired
    difference rest on different ones and need not agree.
    """
    if (written.divisor, written.decimals) != (plain.divisor, plain.decimals):
        return after
    told = (plain.rounded(before) + written.rounded(gap)) * plain.divisor
    return told if abs(before + gap - after) <= plain.divisor * 10.0**-plain.decimals else after


def _anything(row: Mapping[str, Any]) -> bool:
    return any(float(row[key]) for key in ("mean", "low", "high"))
