"""Rows of the reader's own quantities: totals as stated, and the range in which their doubt is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from workbench.charts.numbers import amount
from workbench.experiment.studies.assumptions import FACTOR, assumptions_of
from workbench.interfaces.reports.assumption_row import IN_INPUT, STATED, AssumptionRow
from workbench.interfaces.wording import count
from workbench.model import Portfolio, still_assumed
from workbench.scenario import Scenario


def own_rows(scenario: Scenario) -> Iterator[AssumptionRow]:
    """Benefits, durations, people and costs in all: whoever changes one of them changes a total here."""
    portfolio = scenario.portfolio
    source = f"{IN_INPUT}; the range is judgement"
    if still_assumed(portfolio):
        source = f"{IN_INPUT}, or filled in as said; the range is judgement"
    for one in assumptions_of(scenario, scenario):
        if one.key in _TOTALS:
            span = f"{one.low:g} to {one.high:g} {FACTOR}"
            yield AssumptionRow(one.title, _TOTALS[one.key](portfolio), span, STATED, source, one.key)


def _benefits(portfolio: Portfolio) -> str:
    total = sum(one.benefit.per_year for one in portfolio.projects)
    together = sum(one.benefit.per_year for one in portfolio.programmes if one.benefit is not None)
    more = f" and {amount(together, portfolio.currency)} of programmes" if together else ""
    many = count(len(portfolio.projects), "project", "projects")
    return f"{amount(total, portfolio.currency)} a year{more}, {many}"


def _durations(portfolio: Portfolio) -> str:
    open_ = [one for project in portfolio.projects for one in project.packages if not one.done]
    days = sum(one.duration.mean for one in open_)
    return f"{days:,.0f} working days in {count(len(open_), 'package', 'packages')}"


def _capacity(portfolio: Portfolio) -> str:
    people = sum(one.capacity for one in portfolio.pools)
    return f"{people:.4g} FTE in {count(len(portfolio.pools), 'pool', 'pools')}"


def _day_rates(portfolio: Portfolio) -> str:
    people = sum(one.capacity for one in portfolio.pools)
    if not people:
        return "nobody is there"
    a_day = sum(one.capacity * one.cost_per_fte_day for one in portfolio.pools)
    return f"{amount(a_day / people, portfolio.currency)} a day on average"


def _bought(portfolio: Portfolio) -> str:
    return amount(sum(one.external_cost for one in portfolio.projects), portfolio.currency)


def _lateness(portfolio: Portfolio) -> str:
    a_day = amount(sum(one.lateness.per_day for one in portfolio.projects), portfolio.currency)
    once = sum(one.lateness.step for one in portfolio.projects)
    more = f" and {amount(once, portfolio.currency)} once" if once else ""
    return f"{a_day} a working day{more}, all projects together"


_TOTALS: Mapping[str, Callable[[Portfolio], str]] = {
    "benefits": _benefits,
    "durations": _durations,
    "capacity": _capacity,
    "day_rates": _day_rates,
    "external_costs": _bought,
    "lateness_costs": _lateness,
}
