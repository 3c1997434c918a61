"""How much of keeping a PMO is cash, in which fiscal year, and when it is paid back."""

from __future__ import annotations

import math

import numpy as np

from workbench.analysis import Interval, mean_interval
from workbench.charts.dates import dated
from workbench.charts.numbers import Figures, clear_ends, money
from workbench.experiment.worth.cash import Line
from workbench.experiment.worth.ledger import Ledger
from workbench.interfaces.studies.answer import Grid
from workbench.interfaces.wording import futures, listed, percent

PMO = (Line.PMO_RUNNING, Line.PMO_ONCE)

KEEPING = "Against closing it, and with every assumption at its middle, keeping the PMO brings"
"""How the sentence on cash begins where a PMO is kept."""


def cash_sentence(found: Ledger, brings: str = KEEPING) -> str:
    """How much is cash, and in which year; time of people is none.

    Parameters
    ----------
    found
        Money of what is looked at against going without it.
    brings
        How the sentence begins.
    """
    total, time = mean_interval(found.cash.sum(axis=1)), mean_interval(found.total(Line.LABOUR))
    years = [mean_interval(column) for column in found.cash.T]
    figures = _figures(found, [total, time, *years])
    each = [
        f"{figures.signed(one.value)} {f'in {year}' if year.isdigit() else 'later'}"
        for year, one in zip(found.years, years, strict=True)
        if figures.rounded(one.value) != 0
    ]
    by_year = f": {listed(each)}" if each else ""
    open_ = "undecided, " if total.holds(0.0) else ""
    return (
        f"{brings} {figures.signed(total.value)} in cash on average "
        f"({open_}{figures.span(total.low, total.high)}){by_year}. A further {figures.signed(time.value)} "
        f"({figures.span(time.low, time.high)}) is people’s time on projects, which is no cash while the "
        "same people are paid."
    )


def payback_sentence(found: Ledger) -> str:
    """When it is paid back, as a distribution over futures, and how likely before the horizon."""
    portfolio, horizon = found.base.portfolio, found.base.horizon
    by = found.paid_back_by(float(portfolio.calendar.days_through(portfolio.start, horizon)))
    shares = ("one future in ten", "half", "nine in ten")
    days = [
        (share, day) for share, day in zip(shares, found.payback_days(), strict=True) if math.isfinite(day)
    ]
    when = listed([f"{share} {_when(found, day)}" for share, day in days])
    rest = "" if len(days) == len(shares) else "the others never, or only after the run"
    ever = f"paid back are {when}" if days else "fewer than one in ten ever are within the run"
    said = "; ".join(filter(None, [ever, rest if days else ""]))
    return (
        f"It is paid back for good by {dated(horizon)} in {percent(round(by.value, 2))} of "
        f"{futures(found.futures)} (range {100 * by.low:.0f} to {100 * by.high:.0f}); {said}."
    )


def _when(found: Ledger, day: float) -> str:
    if day <= 0.0:
        return "from the start"
    portfolio = found.base.portfolio
    return f"by {dated(portfolio.calendar.date_after(portfolio.start, day))}"


def years_grid(found: Ledger) -> Grid:
    """Sum, cash and PMO cost by fiscal year, each with its range."""
    sums = np.asarray(sum(found.by_year[line] for line in Line))
    pmo = np.asarray(sum(found.by_year[line] for line in PMO))
    rows = [("Cash", found.cash), ("of that PMO", pmo), ("People’s time", found.by_year[Line.LABOUR])]
    shown = [[mean_interval(column) for column in values.T] for _, values in [*rows, ("Sum", sums)]]
    whole = [mean_interval(values.sum(axis=1)) for _, values in [*rows, ("Sum", sums)]]
    figures = _figures(found, [*whole, *(one for row in shown for one in row)])

    def cells(name: str, by_year: list[Interval], total: Interval) -> tuple[str, ...]:
        return (name, *(_cell(one, figures) for one in [*by_year, total]))

    made = [cells(name, shown[k], whole[k]) for k, (name, _) in enumerate(rows)]
    head = (f"keeping less closing, {figures.unit}", *found.years, "all years")
    return Grid("Keeping less closing, by fiscal year", head, made, [cells("Sum", shown[-1], whole[-1])])


def _cell(one: Interval, figures: Figures) -> str:
    if figures.rounded(one.low) == figures.rounded(one.high):
        return figures.bare_signed(one.value)
    return f"{figures.bare_signed(one.value)} ({figures.span(one.low, one.high)})"


def _figures(found: Ledger, shown: list[Interval]) -> Figures:
    figures = money([end for one in shown for end in (one.low, one.high)], found.base.portfolio.currency)
    total = mean_interval(found.cash.sum(axis=1))
    return clear_ends(figures, total.low, total.high)
