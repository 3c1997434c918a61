"""Dates of a scenario as arrays of working days."""

from __future__ import annotations

from datetime import date

from workbench.model.portfolio import Portfolio
from workbench.model.work import Moment
from workbench.policies import Cadence, PmoCadence, ReviewCadence

MONTHS_BETWEEN_BOARDS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6}
MONTHS_BETWEEN_PMO_DAYS = {PmoCadence.MONTHLY: 1, PmoCadence.QUARTERLY: 3}
MONTHS_BETWEEN_REVIEWS = {ReviewCadence.MONTHLY: 1, ReviewCadence.QUARTERLY: 3, ReviewCadence.HALF_YEARLY: 6}


def day_of(portfolio: Portfolio, moment: Moment) -> float:
    """Working days from the start to the beginning of a moment."""
    if isinstance(moment, date):
        return float(portfolio.calendar.days_between(portfolio.start, moment))
    return float(moment)


def due_day_of(portfolio: Portfolio, moment: Moment | None) -> float:
    """Working days from the start to the close of a promised day; inf without a promise."""
    if moment is None:
        return float("inf")
    if isinstance(moment, date):
        return float(portfolio.calendar.days_through(portfolio.start, moment))
    return float(moment)


def board_days(portfolio: Portfolio, cadence: Cadence, until: float) -> list[float]:
    """Days on which calendar boards sit: the start, then the first working day of every k-th month."""
    if cadence is Cadence.CONTINUOUS:
        return []
    return [day for day, _ in _every(portfolio, MONTHS_BETWEEN_BOARDS[cadence], until)]


def review_days(portfolio: Portfolio, cadence: ReviewCadence, until: float) -> list[tuple[float, int]]:
    """Days on which reviews sit, as those of boards, each with its month since the start."""
    if cadence is ReviewCadence.NONE:
        return []
    return _every(portfolio, MONTHS_BETWEEN_REVIEWS[cadence], until)


def pmo_days(portfolio: Portfolio, cadence: PmoCadence, until: float) -> list[float]:
    """Days on which the PMO plans anew or escalates, as those of boards, without the start."""
    if cadence is PmoCadence.NEVER:
        return []
    return [day for day, _ in _every(portfolio, MONTHS_BETWEEN_PMO_DAYS[cadence], until) if day > 0.0]


def _every(portfolio: Portfolio, step: int, until: float) -> list[tuple[float, int]]:
    """The start, then the first working day of every so many months: days and months since the start."""
    days = [(0.0, 0)]
    year, month = portfolio.start.year, portfolio.start.month
    while days[-1][0] <= until:
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        days.append((day_of(portfolio, date(year, month, 1)), days[-1][1] + step))
    return [(day, since) for day, since in days if day <= until]


def fiscal_years(portfolio: Portfolio, until: float) -> tuple[list[int], list[float]]:
    """Names and first days of the fiscal years from the one running at the start to `until`."""
    start, month = portfolio.start, portfolio.fiscal_year_starts
    year = start.year if start.month >= month else start.year - 1
    names, days = [year], [day_of(portfolio, date(year, month, 1))]
    while True:
        year += 1
        day = day_of(portfolio, date(year, month, 1))
        if day > until:
            return names, days
        names.append(year)
        days.append(day)


def close_of(portfolio: Portfolio, last: date) -> float:
    """Working days from the start to the close of a date."""
    return float(portfolio.calendar.days_through(portfolio.start, last))


def first_board_from(day: float, boards: list[float]) -> float:
    """The first board on or after a day; the day itself where boards are continuous."""
    if not boards:
        return day
    return next((board for board in boards if board >= day), float("inf"))
