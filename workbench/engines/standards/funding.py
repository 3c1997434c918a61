"""Who is paid for which practice, from day to day, and what a practice would need."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workbench.engines.standards.figures import Figures
from workbench.model.portfolio import Portfolio
from workbench.policies import Funded, Intensity, Practice, Standards

PER_SPEND = 1e8
"""Rates of staff are stated per so much yearly spend."""


@dataclass(frozen=True)
class Funding:
    """What is paid for and asked for from a working day on; −inf for today."""

    day: float
    what: Funded


def funding_of(standards: Standards, portfolio: Portfolio) -> list[Funding]:
    """What is paid for and asked for: today, and from each step on.

    Parameters
    ----------
    standards
        What the PMO does.
    portfolio
        Its calendar.
    """
    return [Funding(_day(portfolio, one.since), one) for one in standards.funded()]


def _day(portfolio: Portfolio, since: date | None) -> float:
    if since is None:
        return -math.inf
    return float(max(0, portfolio.calendar.days_between(portfolio.start, since)))


def yearly_spend(portfolio: Portfolio, standards: Standards, per_year: float, years: float) -> float:
    """Money spent on projects a year: stated, or people for projects on the first day and external cost.

    Parameters
    ----------
    portfolio
        People at their rates after daily operations, and external cost spread evenly.
    standards
        States it, or not.
    per_year
        Working days a year.
    years
        From the start to the horizon.
    """
    if standards.yearly_spend is not None:
        return standards.yearly_spend
    people = math.fsum(
        pool.capacity * (1 - pool.operations_share) * pool.cost_per_fte_day for pool in portfolio.pools
    )
    return people * per_year + math.fsum(one.external_cost for one in portfolio.projects) / years


def needed_staff(practice: Practice, spend: float, factor: float, figures: Figures) -> float:
    """People that a practice needs at full use.

    Parameters
    ----------
    practice, figures
        Which, and the assumptions about it.
    spend
        Money spent on projects a year.
    factor
        What the intensity of the standard multiplies people by.

    Examples
    --------
    >>> round(needed_staff(Practice.COACHING, 30e6, 1.0, Figures()), 2)
    2.6
    """
    fixed, rate = figures.of(practice, "yearly_staff_fixed"), figures.of(practice, "yearly_staff_rate")
    return (fixed + rate * spend / PER_SPEND) * factor


def needed_cash(practice: Practice, spend: float, factor: float, figures: Figures) -> float:
    """Cash a year that a practice needs at full use: licences, courses, auditors.

    Examples
    --------
    >>> round(needed_cash(Practice.TOOLS, 30e6, 1.0, Figures()))
    130000
    """
    fixed, share = figures.of(practice, "yearly_cash_fixed"), figures.of(practice, "yearly_cash_share")
    return (fixed + share * spend) * factor


def roll_out_cash(practice: Practice, spend: float, factor: float, figures: Figures) -> float:
    """Cash that introducing a practice takes, once.

    Examples
    --------
    >>> round(roll_out_cash(Practice.METHODOLOGY, 30e6, 1.0, Figures()))
    105000
    """
    fixed, share = figures.of(practice, "one_off_cash_fixed"), figures.of(practice, "one_off_cash_share")
    return (fixed + share * spend) * factor


def staff_by_hours(practice: Practice, projects: float, factor: float, figures: Figures) -> float:
    """People that a practice needs, seen from the hours that projects ask for: a check on the rates by spend.

    Parameters
    ----------
    practice, figures
        Which, and the assumptions about it.
    projects
        Under way at once.
    factor
        What the intensity of the standard multiplies people by.

    Examples
    --------
    >>> round(staff_by_hours(Practice.COACHING, 27, 1.0, Figures()), 2)
    2.6
    """
    hours = figures.of(practice, "staff_hours_per_project_month") * projects
    each = figures.of_the_pmo("productive_hours") * figures.of_the_pmo("planned_utilisation")
    return (figures.of(practice, "yearly_staff_fixed") + hours / each) * factor


def staff_factor(asked: Iterable[Intensity], figures: Figures) -> float:
    """What the intensities asked of projects multiply people by, on average; 1 without projects."""
    factors = [
        1.0 if one is Intensity.STANDARD else figures.of_the_pmo("staff_factor", one.value) for one in asked
    ]
    return math.fsum(factors) / len(factors) if factors else 1.0
