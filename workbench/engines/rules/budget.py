"""A budget by fiscal year: how a planned cost is phased, and whether there is room for it (DESIGN §4.8)."""

from __future__ import annotations

from workbench.engines.rules.records import Floats, Room

TOLERANCE = 1e-6
"""Money this small never refuses a project: it stands for the rounding of sums."""


def phase(
    year_start: Floats,
    year: int,
    amount: float,
    start: float,
    duration: float,
    shares: Room,
    place: int,
) -> None:
    """Spread an amount evenly over a duration, by fiscal year; what lies beyond the last falls in it.

    Parameters
    ----------
    year_start
        First day of each fiscal year.
    year
        The running one, in which an amount without duration falls.
    amount, start, duration
        Money, first day, working days.
    shares, place
        Where the shares are written, one by year from `place` on.
    """
    years = len(year_start)
    for y in range(years):
        shares[place + y] = 0.0
    if duration <= 0.0:
        shares[place + year] = amount
        return
    end = start + duration
    for y in range(years):
        begins = start if start > year_start[y] else year_start[y]
        ends = end
        if y < years - 1 and year_start[y + 1] < end:
            ends = year_start[y + 1]
        if ends > begins:
            shares[place + y] = amount * ((ends - begins) / duration)


def reserve(room: Room, shares: Floats, place: int, year: int) -> None:
    """Take the shares of a package released just now from the room of the running year and those after it.

    The shares of the years stand in `shares` from `place` on.
    """
    for y in range(year, len(room)):
        room[y] -= shares[place + y]


def drawn(left: float, reserve: float) -> float:
    """What a year's overspend takes from that year's reserve, before it lowers the next year's budget.

    Parameters
    ----------
    left
        Budget less actuals at the end of the year; overspend is below 0.
    reserve
        Money put aside for that year; what is not drawn lapses.

    Examples
    --------
    >>> drawn(-30.0, 100.0), drawn(-130.0, 100.0), drawn(20.0, 100.0)
    (30.0, 100.0, 0.0)
    """
    if left >= 0.0:
        return 0.0
    return -left if -left < reserve else reserve


def fits(room: Floats, shares: Floats, year: int) -> bool:
    """Whether each year from the running one on has room for its share."""
    enough = True
    for y in range(year, len(room)):
        if shares[y] > 0.0 and shares[y] > room[y] + TOLERANCE:
            enough = False
    return enough
