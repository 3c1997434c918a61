"""The plainest scenario around a portfolio that comes without one."""

from __future__ import annotations

from datetime import date

from workbench.model import Portfolio
from workbench.scenario import Scenario

HORIZON_YEARS = 3


def default_scenario(portfolio: Portfolio, name: str, horizon: date | None = None) -> Scenario:
    """The plainest scenario around a portfolio: first come, first served, no limit, no PMO.

    Parameters
    ----------
    portfolio, name
        What it is about, and what to call it.
    horizon
        Three years, or the last promised date if that is later, if none is stated.
    """
    return Scenario(
        name=name,
        description="The portfolio on its own: first come, first served.",
        portfolio=portfolio,
        horizon=long_enough(portfolio) if horizon is None else horizon,
    )


def long_enough(portfolio: Portfolio) -> date:
    """Three years, or the last promised date if that is later."""
    start = portfolio.start
    years = date(start.year + HORIZON_YEARS, start.month, min(start.day, 28))
    promised = [project.due for project in portfolio.projects if isinstance(project.due, date)]
    return max([years, *promised])
