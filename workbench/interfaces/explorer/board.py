"""The answer and the two scoreboards as HTML: every name is escaped, every figure carries its range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

import pandas as pd

from workbench.charts.numbers import Figures, amount, finer, money, plain_figures
from workbench.experiment import Comparison, Unit, measure_of
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.wording import (
    BESIDE_VALUE,
    Difference,
    Verdict,
    between,
    count,
    in_100_futures,
    listed,
    worse_to_better,
)

VALUE = ("npv", "benefit", "cost", "lateness_cost", "payroll_change", "strategic_value", "on_time")
DELIVERY = (
    "completed",
    "lead_time",
    "plan_ratio_duration",
    "plan_ratio_duration_log_sd",
    "rework_share",
    "wip",
)
UNITS = {
    Unit.SHARE: ", %",
    Unit.DAYS: ", working days",
    Unit.POINTS: ", points",
}
"""What stands after a title, so that the figures need no unit."""


class Board:
    """Answer and scoreboards of one comparison.

    Parameters
    ----------
    comparison
        Today and one what-if.
    same
        Whether the what-if is today under another name.
    """

    def __init__(self, comparison: Comparison, promises: Promises, *, same: bool) -> None:
        self._same = same
        self._currency = comparison.currency
        self._promises = promises
        self._today, self._other = comparison.names
        summary = comparison.summary()
        self._rows = {name: _by_measure(summary, name) for name in comparison.names}
        self._differences = _by_measure(comparison.differences(), self._other)

    @property
    def precision(self) -> str:
        """How exactly the average is known from so many futures: half the range."""
        row = self._rows[self._today]["npv"] if self._same else self._differences["npv"]
        mean, low, high = (float(row[key]) for key in ("mean", "low", "high"))
        half = (high - low) / 2
        return f"±{finer(money([mean, low, high], self._currency), half).plain(half)}"

    def answer(self) -> str:
        """The answer in one sentence and how sure it is, both from the same interval."""
        if self._same:
            return _said("This is today. Move a control.", self._worth())
        found = self._difference()
        before, after = (float(self._rows[name]["npv"]["mean"]) for name in (self._today, self._other))
        figures, worth = found.figures(self._currency), money([before, after], self._currency)
        verdict = found.verdict(before)
        chance = f"It does better than today {in_100_futures(found.better)}."
        if verdict in (Verdict.GAIN, Verdict.LOSE):
            verb, noun = ("gain", "gain") if verdict is Verdict.GAIN else ("lose", "loss")
            after = _after(found.mean, before, after, figures, worth)
            first = (
                f"The what-if would {verb} <b>{figures.plain(abs(found.mean))}</b> on average: "
                f"from {worth.plain(before)} to {worth.plain(after)}."
            )
            sure = f"How sure: the average {noun} lies {between(found.low, found.high, figures)}. {chance}"
        elif verdict is Verdict.SAME:
            most = figures.plain(max(abs(found.low), abs(found.high)))
            first = f"<b>No difference</b>: the average differs from today by less than {most} either way."
            sure = chance if found.low != found.high else "It is the same in every simulated future."
        else:
            span = worse_to_better(found.low, found.high, figures)
            first = f"<b>Undecided</b>: on average the what-if could be anywhere {span} than today."
            sure = f"{chance} More simulated futures narrow the range."
        return _said(first, f"{sure}{self._worse()}")

    def scoreboards(self) -> str:
        """Value and delivery, each with today, what-if, difference and range of the average."""
        boards = self._board("Value", VALUE) + self._board("Delivery", DELIVERY)
        return f'<div class="wb-boards">{boards}</div>'

    def _difference(self) -> Difference:
        row = self._differences["npv"]
        mean, low, high, p10, p90, better = (
            float(row[key]) for key in ("mean", "low", "high", "p10", "p90", "better")
        )
        return Difference("what-if", mean, low, high, p10, p90, better, bool(row["decided"]), int(row["n"]))

    def _worth(self) -> str:
        row = self._rows[self._today]["npv"]
        mean, low, high = (amount(float(row[key]), self._currency) for key in ("mean", "low", "high"))
        return f"It is worth {mean} on average; the average lies between {low} and {high}."

    def _worse(self) -> str:
        """What gets worse is named in the same breath."""
        worse = [
            measure_of(key).title[0].lower() + measure_of(key).title[1:]
            for key, row in self._differences.items()
            if key in BESIDE_VALUE
            and bool(row["decided"])
            and int(measure_of(key).direction) * float(row["mean"]) < 0
        ]
        text = f" Worse: {listed(worse)}." if worse else ""
        lost = [escape(self._promises.names[project]) for project in self._promises.lost]
        if not lost:
            return text
        number = count(len(lost), "promised date gets", "promised dates get").capitalize()
        return f"{text} {number} clearly worse{':' if len(lost) == 1 else ', most of all'} {lost[0]}."

    def _board(self, title: str, measures: tuple[str, ...]) -> str:
        heads = (title, "today", "what-if", "difference", "range of the average")
        head = "".join(f'<th scope="col">{word}</th>' for word in heads)
        body = "".join(self._lines(measures))
        return f'<table class="wb-board"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def _lines(self, measures: tuple[str, ...]) -> Iterator[str]:
        for key in measures:
            if key not in self._differences:
                continue
            measure = measure_of(key)
            row = self._differences[key]
            before, after = (float(self._rows[name][key]["mean"]) for name in (self._today, self._other))
            plain, gap = self._figures(measure.unit, [before, after], row)
            mean = float(row["mean"])
            if bool(row["decided"]):
                after = _after(mean, before, after, gap, plain)
            name = escape(f"{measure.title}{UNITS.get(measure.unit, '')}")
            yield (
                f'<tr><th scope="row">{name}</th><td class="wb-today">{plain.plain(before)}</td>'
                f"{self._change(plain.plain(after), mean, row, gap)}</tr>"
            )

    def _change(self, after: str, mean: float, row: pd.Series, figures: Figures) -> str:
        if self._same:
            return "<td></td><td></td><td></td>"
        low, high = float(row["low"]), float(row["high"])
        if low == high == 0.0:
            return f'<td>{after}</td><td class="wb-today">0</td><td></td>'
        span = f"{figures.signed(low)} to {figures.signed(high)}"
        word, style = (
            (figures.signed(mean), "difference") if bool(row["decided"]) else ("undecided", "undecided")
        )
        return f'<td>{after}</td><td class="wb-{style}">{word}</td><td class="wb-range">{span}</td>'

    def _figures(self, unit: Unit, values: list[float], row: pd.Series) -> tuple[Figures, Figures]:
        """How the two values and how their difference are written."""
        ends = [float(row[key]) for key in ("low", "high", "mean")]
        if unit is Unit.SHARE:
            plain = gap = Figures("", "", 0.01, 1)
        elif unit is Unit.MONEY:
            plain = money(values, self._currency)
            gap = money(ends, self._currency)
        else:
            plain = gap = plain_figures(values, unit.value)
            if unit is Unit.DAYS:
                # One decimal, so that rounded figures of a row agree with one another and with the chart.
                plain = gap = replace(plain, decimals=1)
        return plain, _telling(gap, ends) if bool(row["decided"]) else finer(gap, max(ends, key=abs))


def _telling(figures: Figures, ends: list[float]) -> Figures:
    """Decimals enough that no end of a decided range is written as zero; three more at most."""
    for _ in range(3):
        for value in ends:
            figures = finer(figures, value)
    return figures


def _after(gap: float, before: float, after: float, written: Figures, plain: Figures) -> float:
    """The what-if's average, so that shown today and shown difference give what is shown."""
    if (written.divisor, written.decimals) != (plain.divisor, plain.decimals):
        return after
    return (plain.rounded(before) + written.rounded(gap)) * plain.divisor


def _said(first: str, second: str) -> str:
    return f'<p class="wb-answer">{first}</p><p class="wb-sure">{second}</p>'


def _by_measure(frame: pd.DataFrame, scenario: str) -> dict[str, pd.Series]:
    mine = frame[frame["scenario"] == scenario]
    return {str(row["measure"]): row for _, row in mine.iterrows()}
