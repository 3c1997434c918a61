"""A yearly budget for a portfolio that states none: as a share of what its plans need a year on average."""

from __future__ import annotations

from workbench.interfaces.explorer.new_law import planned_cost
from workbench.model.portfolio import Unspent
from workbench.scenario import Scenario


def fiscal_years(scenario: Scenario) -> range:
    """Fiscal years from the start to the horizon, each named by the year in which it begins."""
    portfolio = scenario.portfolio
    first, last = (
        day.year if day.month >= portfolio.fiscal_year_starts else day.year - 1
        for day in (portfolio.start, scenario.horizon)
    )
    return range(first, last + 1)


def needed_a_year(scenario: Scenario) -> float:
    """Planned cost of what is still to be done, spread evenly over the fiscal years; money."""
    portfolio = scenario.portfolio
    left = []
    for project in portfolio.projects:
        packages = tuple(one for one in project.packages if not one.done)
        # What was bought for a project under way is paid.
        bought = 0.0 if project.in_flight else project.external_cost
        left.append(project.model_copy(update={"packages": packages, "external_cost": bought}))
    return sum(planned_cost(portfolio, one) for one in left) / len(fiscal_years(scenario))


def with_new_budget(scenario: Scenario, share: float | None) -> Scenario:
    """The scenario with the same budget every year, what is left over kept; as it is where it states budgets.

    Parameters
    ----------
    scenario
        What gets a budget.
    share
        Of what its plans need a year on average; none = no limit.
    """
    if share is None or scenario.portfolio.budgets:
        return scenario
    each = round(share * needed_a_year(scenario), 2)
    budgets = dict.fromkeys(fiscal_years(scenario), each)
    # Kept over the years, or a project dearer than a year's budget could never start.
    changed = {"budgets": budgets, "unspent": Unspent.CARRIED_OVER}
    portfolio = scenario.portfolio.model_copy(update=changed)
    return scenario.model_copy(update={"portfolio": portfolio})
