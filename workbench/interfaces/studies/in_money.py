"""A difference in a finance department's terms: in words, as pictures, as tables and as JSON."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.analysis import Interval, mean_interval, quantiles
from workbench.charts.dates import dated
from workbench.charts.numbers import Figures, clear_ends, money
from workbench.experiment.worth.cash import Line
from workbench.experiment.worth.ledger import HAIRCUT, Ledger
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.wording import between, capital, futures, label_of, listed, percent, too_few

if TYPE_CHECKING:
    from workbench.charts.live import Picture

NAMES = {
    Line.BENEFITS: "benefits, earlier or more",
    Line.BOUGHT: "bought for projects, and risks",
    Line.LATE: "being late, and stopping",
    Line.LABOUR: "people’s time on projects",
    Line.PAYROLL: "people beyond the time charged",
    Line.PMO_RUNNING: "PMO, running",
    Line.PMO_ONCE: "PMO, once",
}


def money_answer(found: Ledger) -> Answer:
    """The answer, sentence first."""
    few = too_few(found.futures)
    base, other = label_of(found.base.name), label_of(found.other.name)
    return Answer(
        f"cash-{found.base.name}",
        f"{other} in money, year by year",
        found.other,
        f"{base} and {other}",
        [_first(found), _cash_words(found), _turning(found), *([few] if few else [])],
        (_years(found), _capacity(found), _prudent(found)),
        found.futures,
        (LUCK_ALONE, "All amounts are in today’s money (discounted to the start)."),
    )


def _figures(found: Ledger, *more: Interval) -> Figures:
    shown = [mean_interval(found.net), *more]
    figures = money([end for one in shown for end in (one.low, one.high)], found.base.portfolio.currency)
    return clear_ends(figures, shown[0].low, shown[0].high)


def _said(one: Interval, figures: Figures) -> str:
    return f"{figures.signed(one.value)} ({figures.span(one.low, one.high)})"


def _first(found: Ledger) -> str:
    net = mean_interval(found.net)
    figures = _figures(found)
    other, base = label_of(found.other.name), label_of(found.base.name)
    if not found.net.any():
        same = futures(found.futures)
        return f"No difference: “{other}” and “{base}” are worth the same in each of {same}."
    if net.holds(0.0):
        span = f"{figures.signed(net.low)} to {figures.signed(net.high)}"
        return f"Undecided: “{other}” against “{base}” is worth {span} on average."
    verb = "gains" if net.value > 0 else "loses"
    return (
        f"“{other}” {verb} {figures.plain(abs(net.value))} on average against “{base}”; the average lies "
        f"{between(net.low, net.high, figures)}."
    )


def _cash_words(found: Ledger) -> str:
    by_year = [mean_interval(column) for column in found.cash.T]
    total, time = mean_interval(found.cash.sum(axis=1)), mean_interval(found.total(Line.LABOUR))
    figures = _figures(found, total, time)
    years = [
        f"{figures.signed(one.value)} in {year}" if year.isdigit() else f"{figures.signed(one.value)} later"
        for year, one in zip(found.years, by_year, strict=True)
        if figures.rounded(one.value) != 0
    ]
    each = f": {listed(years)}" if years else ""
    return (
        f"Of that, {_said(total, figures)} is cash{each}. {_said(time, figures)} is people’s time on "
        "projects, which is no cash while the same people are paid."
    )


def _turning(found: Ledger) -> str:
    """When an investment is paid back, or a saving eaten up; that it does neither, where it does neither."""
    first = float(sum(found.by_year[line][:, 0].mean() for line in Line))
    final = float(found.net.mean())
    if not first and not final:
        return "No money moves in any year."
    if first * final >= 0:
        gains = "brings money" if first > 0 else "costs money"
        ends = "more" if final > 0 else "less"
        return f"On average it {gains} in the first year, and all years together leave {ends} money too."
    what = "paid back" if first < 0 else "eaten up again"
    subject = "What it costs first is" if first < 0 else "What it saves first is"
    horizon = found.other.horizon
    calendar, start = found.base.portfolio.calendar, found.base.portfolio.start
    last = float(calendar.days_through(start, horizon))
    share = found.paid_back_by(last) if first < 0 else found.eaten_up_by(last)
    middle = quantiles(found.paid_back() if first < 0 else found.eaten_up())[1]
    span = f"{percent(round(share.low, 2))} to {percent(round(share.high, 2))}"
    half = (
        "in fewer than half of them within the run"
        if math.isinf(middle)
        else f"in half of them by {_date(found, middle)}"
    )
    return (
        f"{subject} {what} for good by {dated(horizon)} in {percent(round(share.value, 2))} of "
        f"{futures(found.futures)} ({span}), and {half}."
    )


def _date(found: Ledger, day: float) -> str:
    portfolio = found.base.portfolio
    return dated(portfolio.calendar.date_after(portfolio.start, day))


def _years(found: Ledger) -> Section:
    columns = {line: [mean_interval(year) for year in found.by_year[line].T] for line in Line}
    totals = {line: mean_interval(found.total(line)) for line in Line}
    sums = [mean_interval(np.asarray(sum(found.by_year[line][:, k] for line in Line))) for k in _each(found)]
    ends = [one.value for line in Line for one in (*columns[line], totals[line])]
    figures = money(ends, found.base.portfolio.currency)

    def row(name: str, cells: list[Interval], total: Interval) -> tuple[str, ...]:
        whole = f"{figures.bare_signed(total.value)} ({figures.span(total.low, total.high)})"
        return (name, *(figures.bare_signed(one.value) for one in cells), whole)

    rows = [
        row(capital(NAMES[line]), columns[line], totals[line])
        for line in Line
        if any(one.value != 0.0 for one in columns[line])
    ]
    cash = [mean_interval(column) for column in found.cash.T]
    whole = [
        row("Sum", sums, mean_interval(found.net)),
        row("of that cash", cash, mean_interval(found.cash.sum(axis=1))),
    ]
    ranged = [
        (year, *(f"{figures.bare_signed(one.value)} ({figures.span(one.low, one.high)})" for one in pair))
        for year, pair in zip(found.years, zip(sums, cash, strict=True), strict=True)
    ]
    return Section(
        "How much is cash, and in which year?",
        (),
        lambda: path_picture(found),
        f"Sum of all money up to each quarter, average and range of the average; {futures(found.futures)}.",
        (
            Grid(
                f"Average change by line and fiscal year ({figures.unit}), whole with its range",
                ("line", *found.years, "all years"),
                rows,
                whole,
            ),
            Grid(f"The sums with their ranges ({figures.unit})", ("fiscal year", "sum", "cash"), ranged),
        ),
        notes=(
            "Lines add up to the difference of net value in every future. “Later”: after the last fiscal "
            "year of the run. What a PMO costs is counted until the horizon. Being late "
            "pays or costs until a project is delivered.",
        ),
    )


def _each(found: Ledger) -> range:
    return range(len(found.years))


def path_picture(found: Ledger) -> Picture:
    """Sum of all money up to each quarter."""
    import pandas as pd

    from workbench.charts import line_chart
    from workbench.charts.line import Point

    rows: list[dict[str, Any]] = []
    per_year = float(found.days[-1]) / max(1, len(found.days)) * 4
    for k, day in enumerate(found.days):
        one = mean_interval(found.path[:, k])
        rows.append(
            {
                "series": "sum so far",
                "lever": round(float(day) / per_year, 3),
                "mean": one.value,
                "low": one.low,
                "high": one.high,
            }
        )
    ends = [float(end) for row in rows for end in (row["low"], row["high"])]
    figures = money(ends, found.base.portfolio.currency)
    top = max(rows, key=lambda row: abs(row["mean"]))
    end = rows[-1]
    points = [
        Point(one["lever"], one["mean"], f"after {one['lever']:.1f} years {figures.signed(one['mean'])}")
        for one in ([top, end] if top is not end else [end])
    ]
    return line_chart(pd.DataFrame(rows), figures, "years since the start", "sum so far", points)


def _capacity(found: Ledger) -> Section:
    what = found.capacity()
    figures = _figures(found, what.freed, what.used)
    rows = [
        ("Freed on projects that need less", _said(what.freed, figures)),
        ("Used by projects that need more", _said(what.used, figures)),
        ("Freed and used by nobody (worth nothing)", _said(what.unused, figures)),
        ("Change of managing inside projects", _said(what.managing, figures)),
    ]
    users = [(f"{key} {name}" if name != key else key, _said(one, figures)) for key, name, one in what.by]
    return Section(
        "Whose time is freed, and who uses it?",
        (),
        grids=(
            Grid("People’s time, in money at their rates", ("time", "average"), rows),
            Grid("Projects that use more", ("project", "average"), users),
        ),
        notes=("Freed time becomes money only where people leave, or where other projects use it.",),
    )


def _prudent(found: Ledger) -> Section:
    prudent = mean_interval(found.prudent)
    p10, _, p90 = quantiles(found.prudent)
    figures = _figures(found, prudent)
    said = (
        f"Counted prudently it is {_said(prudent, figures)} on average; 8 in 10 futures lie between "
        f"{figures.signed(p10)} and {figures.signed(p90)}."
    )
    return Section(
        "And counted prudently?",
        (said,),
        notes=(
            f"Prudently: cash alone, further benefits cut by {percent(HAIRCUT)} (assumed), time saved worth "
            "nothing, further time charged in full.",
        ),
    )


def _reached(days: np.ndarray) -> list[float | None]:
    """Day by which 1, 5 and 9 in 10 futures got there; None where fewer ever do."""
    return [None if math.isinf(one) else float(one) for one in quantiles(days)]


def money_json(found: Ledger) -> str:
    """The same for programs."""
    return as_json(
        {
            "base": found.base.name,
            "other": found.other.name,
            "hashes": [found.base.hash, found.other.hash],
            "currency": found.base.portfolio.currency,
            "futures": found.futures,
            "net": interval(mean_interval(found.net)),
            "cash": interval(mean_interval(found.cash.sum(axis=1))),
            "prudent": interval(mean_interval(found.prudent)),
            "years": list(found.years),
            "lines": {
                line.value: {
                    "all": interval(mean_interval(found.total(line))),
                    "by_year": [interval(mean_interval(year)) for year in found.by_year[line].T],
                }
                for line in Line
            },
            "quarters": [
                {"day": float(day), **interval(mean_interval(found.path[:, k]))}
                for k, day in enumerate(found.days)
            ],
            "paid_back_days": _reached(found.paid_back()),
            "eaten_up_days": _reached(found.eaten_up()),
        }
    )
