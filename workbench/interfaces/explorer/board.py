"""The answer and the two scoreboards as HTML: every name is escaped, every figure carries its range."""

from __future__ import annotations

from html import escape

from workbench.charts.numbers import amount, in_futures, money, out_of_span
from workbench.experiment import Comparison, measure_of
from workbench.interfaces.explorer.lines import Line, difference_of, lines, shown_after
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.explorer.why import parts_of, why, with_ranges
from workbench.interfaces.wording import (
    BESIDE_VALUE,
    Verdict,
    between,
    dates_lost,
    futures,
    inside,
    listed,
    too_few_to_tell,
    worse_to_better,
)
from workbench.interfaces.wording.beside_value import beside_value_of

VALUE = (
    "npv",
    "benefit",
    "run_cost",
    "cost",
    "lateness_cost",
    "pmo_cost",
    "payroll_change",
    "strategic_value",
    "on_time",
)
DELIVERY = (
    "completed",
    "lead_time",
    "plan_ratio_duration",
    "plan_ratio_duration_log_sd",
    "rework_share",
    "wip",
)
SHOWN = (*dict.fromkeys((*VALUE, *DELIVERY, *BESIDE_VALUE)),)


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
        self._comparison = comparison
        self._currency = comparison.currency
        self._promises = promises
        self._today, self._other = comparison.names
        self._rows = {name: comparison.averages(name, SHOWN) for name in comparison.names}
        self._differences = comparison.gaps(self._other, self._today, SHOWN)

    def answer(self) -> str:
        """The answer in one sentence and how sure it is, both from the same interval."""
        if self._same:
            return answer_of("This is today. Move a control.", self._worth())
        found = difference_of(self._differences["npv"])
        before, after = (float(self._rows[name]["npv"]["mean"]) for name in (self._today, self._other))
        figures, worth = found.figures(self._currency), money([before, after], self._currency)
        verdict = found.verdict(before)
        span = out_of_span(found.better, found.n)
        chance = f"It does better than today {in_futures(found.better, found.n)} ({span})."
        if verdict in (Verdict.GAIN, Verdict.LOSE):
            verb, noun = ("gain", "gain") if verdict is Verdict.GAIN else ("lose", "loss")
            after = shown_after(found.mean, before, after, figures, worth)
            first = (
                f"The what-if would {verb} <b>{figures.plain(abs(found.mean))}</b> on average: "
                f"from {worth.plain(before)} to {worth.plain(after)}."
            )
            sure = f"How sure: the average {noun} lies {between(found.low, found.high, figures)}. {chance}"
        elif verdict is Verdict.SAME:
            first = (
                f"<b>No difference</b> in {futures(found.n)}."
                if found.nothing
                else "<b>No difference</b>: the average differs from today by less than "
                f"{found.most(figures)} either way."
            )
            sure = "The what-if is worth the same as today in each of them." if found.nothing else chance
        elif found.is_too_few:
            first = f"<b>Too few futures to tell</b>: {too_few_to_tell(found, figures)}."
            sure = "More simulated futures tell."
        else:
            span = worse_to_better(found.low, found.high, figures)
            first = f"<b>Undecided</b>: on average the what-if could be anywhere {span} than today."
            sure = f"{chance} More simulated futures narrow the range."
        reason = self._why(verdict)
        return answer_of(first, f"{sure}{reason}{self._worse()}")

    def scoreboards(self) -> str:
        """Value and delivery, each with today, what-if, difference and range of the average."""
        every = list(lines(self._comparison, [*VALUE, *DELIVERY]))
        value = [line for line in every if line.measure in VALUE]
        delivery = [line for line in every if line.measure in DELIVERY]
        boards = self._board("Value", value) + self._board("Delivery", delivery)
        return f'<div class="wb-boards">{boards}</div>'

    def _worth(self) -> str:
        row = self._rows[self._today]["npv"]
        mean, low, high = (amount(float(row[key]), self._currency) for key in ("mean", "low", "high"))
        return f"It is worth {mean} on average; the average lies between {low} and {high}."

    def _why(self, verdict: Verdict) -> str:
        """Where it comes from."""
        parts, total = parts_of(self._differences), float(self._differences["npv"]["mean"])
        said = why(parts, total, verdict, with_ranges(parts, self._currency)) if parts else ""
        return f" {said}" if said else ""

    def _worse(self) -> str:
        """What gets worse is named in the same breath."""
        lost = [escape(self._promises.names[project]) for project in self._promises.lost]
        dates = f" {dates_lost(len(lost), lost[0])}." if lost else ""
        worse = beside_value_of(self._comparison, self._other).worse_beside(dates)
        text = f" Worse: {listed([inside(measure_of(key).title) for key in worse])}." if worse else ""
        return text + dates

    def _board(self, title: str, shown: list[Line]) -> str:
        if not shown:
            return ""
        heads = (title, "today", "what-if", "difference", "range of the average")
        head = "".join(f'<th scope="col">{word}</th>' for word in heads)
        body = "".join(self._row(line) for line in shown)
        return f'<table class="wb-board"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def _row(self, line: Line) -> str:
        name = f'<th scope="row">{escape(line.title)}</th><td class="wb-today">{line.today}</td>'
        if self._same:
            span = self._span(line.today_span, line.today_n)
            return f'<tr>{name}<td></td><td></td><td class="wb-range">{span}</td></tr>'
        style = "difference" if line.decided else "undecided"
        return (
            f'<tr>{name}<td>{line.other}</td><td class="wb-{style}">{line.difference}</td>'
            f'<td class="wb-range">{self._span(line.span, line.n)}</td></tr>'
        )

    def _span(self, span: str, n: int) -> str:
        """A range, and how many futures it rests on where they are fewer than those of the page."""
        fewer = "" if n == int(self._rows[self._today]["npv"]["n"]) else f"of {futures(n)}"
        return ", ".join(part for part in (span, fewer) if part)


def answer_of(first: str, second: str) -> str:
    """The sentence that answers, and below it how sure it is; HTML."""
    return f'<p class="wb-answer">{first}</p><p class="wb-sure">{second}</p>'
