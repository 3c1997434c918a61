"""Yardsticks beside the choices: how much there is to win by choosing, and who wins how much of it."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from dataclasses import replace

from workbench.charts.numbers import Figures, clear_ends, figures_for, out_of, out_of_span, whole
from workbench.experiment.baseline_policies import DO_NOTHING
from workbench.interfaces.reports.html import Html, Table, figure, part, ranged
from workbench.interfaces.reports.subject import Kind, Subject, difference_rows, differences, kinds
from workbench.interfaces.wording import Difference, capital, futures, label_of, listed, open_words, quoted
from workbench.interfaces.wording.beside import Beside
from workbench.interfaces.wording.yardsticks import share_figure

NOBODYS = (
    "Four rules that are nobody’s choice; everything else is as in {base}. Under each figure the range of "
    "the average, 95 % sure, from {n}, the same for all."
)


def yardsticks_section(subject: Subject) -> Html:
    """Answer, picture and tables; nothing where the run has no yardsticks."""
    found = subject.run.beside
    if found is None:
        return Html("")
    drawn = _figure(subject, found)
    return part(
        "section",
        title="How much is there to win by choosing?",
        lead=" ".join(found.sentences()),
        figures=[] if drawn is None else [drawn],
        tables=tables_of(found),
        note=note_of(found),
    )


def tables_of(found: Beside) -> list[Table]:
    """What each yardstick is worth, and the share of the gap that each choice closes where there is one."""
    return [_values(found), *([_closed(found)] if found.closed else [])]


def note_of(found: Beside) -> str:
    """Of what, and from how many futures."""
    n = min(one.n for one in found.values.values())
    said = NOBODYS.format(base=quoted(label_of(found.baseline)), n=futures(n))
    if not found.closed:
        return said
    return (
        f"{said} Share of the gap: 0 is first come, first served, 100 is perfect foresight, which can be "
        "beaten; undecided where the range holds 0."
    )


def _values(found: Beside) -> Table:
    levels = list(found.values.values())
    figures = figures_for(
        [end for one in levels for end in (one.mean, one.low, one.high)], found.currency, found.currency
    )
    n = min(one.n for one in levels)
    rows = []
    for name, level in found.values.items():
        cells: list[str] = [capital(name), _ranged(level, figures)]
        less = found.less.get(name)
        rows.append([*cells, *(["", ""] if less is None else _less(less, figures))])
    return Table(
        caption=f"{label_of(found.baseline)} under rules that are nobody’s choice",
        head=[
            "Yardstick",
            f"value, {figures.unit}",
            f"difference from {quoted(label_of(found.baseline))}",
            f"better, of {whole(n)}",
        ],
        rows=rows,
        accent=frozenset({2}),
    )


def _ranged(level: Difference, figures: Figures) -> str:
    closer = clear_ends(figures, level.low, level.high)
    known = math.isfinite(level.low)
    span = f"{closer.bare(level.low)} to {closer.bare(level.high)}" if known else ""
    return ranged(figures.bare(level.mean), span)


def _less(less: Difference, figures: Figures) -> list[str]:
    if not any((less.mean, less.low, less.high, less.p10, less.p90)):
        return ["no difference", ""]
    closer = clear_ends(figures, less.low, less.high)
    shown = closer.bare_signed(less.mean) if less.decided else open_words(less.low, less.high)
    known = math.isfinite(less.low)
    return [
        ranged(shown, closer.span(less.low, less.high) if known else ""),
        ranged(out_of(less.better, less.n), out_of_span(less.better, less.n)),
    ]


def _closed(found: Beside) -> Table:
    rows = []
    for one in found.closed.values():
        decided = one.low > 0 or one.high < 0 or one.low == one.high == 0.0
        span = f"{share_figure(one.low)} to {share_figure(one.high)}" if one.low < one.high else ""
        said = share_figure(one.share) if decided else open_words(one.low, one.high)
        rows.append([one.label, ranged(said, span)])
    return Table(
        caption="Share of the gap from first come, first served to perfect foresight that each closes",
        head=["Choice", "closes of the gap, in 100"],
        rows=rows,
        accent=frozenset({1}),
    )


def _figure(subject: Subject, found: Beside) -> Html | None:
    """Yardsticks among the choices on one axis; doing nothing new is far off and would hide the rest."""
    choices: list[Difference] = []
    if found.baseline == subject.run.baseline:
        kind = kinds(subject.run)
        every = differences(subject.run, "npv")
        choices = [one for name, one in every.items() if kind[name] is Kind.CHOICE]
    taken = {one.label.casefold() for one in choices}
    drawn = [_named(one, name, taken) for name, one in found.less.items() if name != DO_NOTHING]
    if not drawn:
        return None
    from workbench.charts import interval_chart

    rows, against = [*drawn, *choices], label_of(found.baseline)
    chart = interval_chart(
        difference_rows({str(k): one for k, one in enumerate(rows)}), _unit(rows, subject), against
    )
    caption = (
        f"{futures(min(one.n for one in rows))}, the same for every row; value less that under "
        f"{quoted(against)}. Yardsticks: {listed([one.label for one in drawn])}; doing nothing new stands in "
        "the table."
    )
    return figure(chart, "yardsticks", caption, None)


def _unit(rows: Sequence[Difference], subject: Subject) -> Figures:
    ends = [end for one in rows for end in (one.mean, one.low, one.high)]
    return figures_for(ends, subject.currency, subject.currency)


def _named(one: Difference, yardstick: str, taken: Container[str]) -> Difference:
    label = capital(yardstick)
    return replace(one, label=f"{label} (yardstick)" if label.casefold() in taken else label)
