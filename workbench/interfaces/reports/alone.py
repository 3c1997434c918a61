"""Scenarios of an index that stand on their own: their levels side by side, never set against each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from workbench.charts.inline import Dot, inline_mark
from workbench.charts.numbers import (
    UNKNOWN,
    Figures,
    amount,
    axis_figures,
    money,
    nice_ticks,
    padded,
)
from workbench.interfaces.reports.html import sentence
from workbench.interfaces.reports.index_links import Links
from workbench.interfaces.reports.subject import Subject
from workbench.interfaces.reports.unmade import gap_words
from workbench.interfaces.wording import futures

MARK = 244
"""Width of the marks as they are drawn; narrow pages scale them."""

AIR = 0.04
"""Of the axis beyond its marks on either side, a share."""

_COMPARE = Markup("<code>workbench compare BASELINE.yaml OTHER.yaml … --report</code>.")


def alone_words(scenarios: int) -> Markup:
    """What such an index says first.

    Examples
    --------
    >>> str(alone_words(1)).partition(".")[0]
    'Nothing was set beside it'
    """
    if scenarios == 1:
        return sentence("Nothing was set beside it. To compare it on the same futures: {}", _COMPARE)
    return sentence(
        "Each stands on its own, so part of any difference between them is luck: ranges that overlap do "
        "not tell which is better. To compare them on the same futures: {}",
        _COMPARE,
    )


def alone_table(subjects: Sequence[Subject], links: Links) -> dict[str, object]:
    """Rows ready to print; marks on one axis where all amounts are in one currency."""
    levels = [_level(one) for one in subjects]
    known = [value for one in levels for value in one if math.isfinite(value)]
    if len({one.currency for one in subjects}) != 1 or not known:
        return {"rows": [_row(one, Markup(), links) for one in subjects], "ticks": [], "unit": ""}
    domain = padded(min(known), max(known), AIR)
    figures = money(known, subjects[0].currency)
    ticks = nice_ticks(*domain, 5)
    axis = axis_figures(ticks, figures)
    width = domain[1] - domain[0]
    marks = [Markup(inline_mark(one, Dot.FILLED, domain, MARK)) for one in levels]
    return {
        "rows": [_row(one, mark, links) for one, mark in zip(subjects, marks, strict=True)],
        "ticks": [((tick - domain[0]) / width * 100, axis.bare(tick)) for tick in ticks],
        "unit": figures.unit,
    }


def _level(subject: Subject) -> tuple[float, float, float, float, float]:
    row = subject.run.summary[(subject.run.baseline, "npv")]
    mean, low, high, p10, p90 = (float(row[name]) for name in ("mean", "low", "high", "p10", "p90"))
    return mean, low, high, p10, p90


def _row(subject: Subject, mark: Markup, links: Links) -> dict[str, object]:
    run = subject.run
    mean, low, high, p10, p90 = _level(subject)
    figures = money([mean, low, high, p10, p90], subject.currency)
    return {
        "label": run.label(run.baseline),
        "about": run.about(run.baseline),
        "gap": gap_words(run, run.baseline),
        "mark": mark,
        "mean": mean,
        "value": amount(mean, subject.currency),
        "range": _to(low, high, figures),
        "futures": _to(p10, p90, figures),
        "count": subject.n,
        "n": futures(subject.n),
        "links": links.of(run, run.baseline),
    }


def _to(low: float, high: float, figures: Figures) -> str:
    """A range in a table, unit and all."""
    return f"{figures.plain(low)} to {figures.plain(high)}" if math.isfinite(low) else UNKNOWN
