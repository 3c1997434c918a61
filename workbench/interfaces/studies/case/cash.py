"""How much of keeping a PMO is cash, in which fiscal year, and when it is paid back."""

from __future__ import annotations

import math

import numpy as np

from workbench.analysis import Interval, mean_interval, share_by_world, two_level
from workbench.charts.dates import dated
from workbench.charts.numbers import Figures, clear_ends, money
from workbench.experiment.worth.case import Case
from workbench.experiment.worth.cash import Line
from workbench.experiment.worth.ledger import HAIRCUT, Ledger
from workbench.experiment.worth.ledger_drawn import low_strength
from workbench.interfaces.studies.answer import Grid
from workbench.interfaces.wording import futures, listed, percent

PMO = (Line.PMO_RUNNING, Line.PMO_ONCE)

KEEPING = "If every guess is right, keeping the PMO brings, against closing it,"
"""How the sentence on cash begins where a PMO is kept and assumptions are at their middle."""

OVER_DRAWS = "Over what we do not know, keeping the PMO against closing it brings"
"""How it begins where they are drawn."""


def drawn_sentences(drawn: Ledger, worlds: int) -> list[str]:
    """Cash and payback over what is not known: where the average lies, and what is not known of it.

    Parameters
    ----------
    drawn
        Futures draw by draw.
    worlds
        How many draws.
    """
    each = drawn.futures // worlds
    cash = two_level(drawn.cash.sum(axis=1).reshape(worlds, each))
    figures = _figures(drawn.by_draw(each), [Interval(cash.mean.value, cash.low, cash.high)])
    portfolio, horizon = drawn.base.portfolio, drawn.base.horizon
    last = float(portfolio.calendar.days_through(portfolio.start, horizon))
    paid = share_by_world(np.where(drawn.paid_back() <= last, 1.0, -1.0).reshape(worlds, each))
    moved = (
        "Beside luck nothing can be seen of what we do not know, in so few draws and futures."
        if cash.ignorance == 0.0
        else f"What we do not know moves that cash from {figures.signed(cash.low)} to "
        f"{figures.signed(cash.high)} (nine draws in ten)."
    )
    return [
        cash_sentence(drawn.by_draw(each), OVER_DRAWS),
        f"{moved} It is paid back for good by {dated(horizon)} in "
        f"{percent(round(paid.value, 2))} of {futures(drawn.futures)} over {worlds} draws (range "
        f"{100 * paid.low:.0f} to {100 * paid.high:.0f}).",
    ]


def middle_words(found: Ledger) -> str:
    """The same in short with every assumption at its middle, where ranges hold luck alone."""
    total, time = mean_interval(found.cash.sum(axis=1)), mean_interval(found.total(Line.LABOUR))
    figures = _figures(found, [total, time])
    portfolio, horizon = found.base.portfolio, found.base.horizon
    by = found.paid_back_by(float(portfolio.calendar.days_through(portfolio.start, horizon)))
    open_ = "undecided, " if total.holds(0.0) else ""
    return (
        f"If every guess is right: {figures.signed(total.value)} in cash ({open_}"
        f"{figures.span(total.low, total.high)}), {figures.signed(time.value)} of people’s time, and paid "
        f"back in {percent(round(by.value, 2))} of {futures(found.futures)} (range {100 * by.low:.0f} to "
        f"{100 * by.high:.0f})."
    )


def counted_grid(case: Case) -> Grid:
    """Counted in full and prudently, in draws, at the middle and with low effects; and capacity."""
    worlds = len(case.hearing.worlds)
    drawn = case.drawn.by_draw(case.drawn.futures // worlds)
    prudent = mean_interval(case.drawn.prudent.reshape(worlds, -1).mean(axis=1))
    ways = [
        ("Over what we do not know", drawn, prudent),
        ("If every guess is right", case.ledger, mean_interval(case.ledger.prudent)),
        (f"Low effects: strength {low_strength():g}", case.cautious, mean_interval(case.cautious.prudent)),
    ]
    shown = [
        (name, mean_interval(one.net), mean_interval(one.cash.sum(axis=1)), careful)
        for name, one, careful in ways
    ]
    figures = _figures(case.ledger, [one for row in shown for one in row[1:]])
    rows = [(name, *(_cell(one, figures) for one in each)) for name, *each in shown]
    head = (f"keeping less closing, {figures.unit}", "all money", "cash", "counted prudently")
    return Grid("Counted in full, in cash and prudently, all years", head, rows)


def capacity_grid(found: Ledger) -> Grid:
    """Whose time is freed and who uses it, with every assumption at its middle."""
    what = found.capacity(3)
    rows = [
        ("Freed on projects that need less", what.freed),
        ("Used by projects that need more", what.used),
        *((f"of that {key} {name}" if name != key else f"of that {key}", one) for key, name, one in what.by),
        ("Freed and used by nobody: counts as nothing", what.unused),
    ]
    figures = money([end for _, one in rows for end in (one.low, one.high)], found.base.portfolio.currency)
    cells = [(name, _cell(one, figures)) for name, one in rows]
    return Grid(
        "People’s time on projects, freed and used",
        ("if every guess is right", f"average, {figures.unit}"),
        cells,
    )


COUNTED = (
    f"Prudently: cash alone, further benefits cut by {percent(HAIRCUT)} (assumed), unused capacity worth "
    "nothing, further time charged in full. Low effects: the low end of what the effect of good practice may "
    "be, 1 = as published, no effect at all apart."
)
"""What the words of these tables mean."""


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
    """When it is paid back if every guess is right, over futures, and how likely before the horizon."""
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
        f"Then it is paid back for good by {dated(horizon)} in {percent(round(by.value, 2))} of "
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
