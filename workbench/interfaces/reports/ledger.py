"""Do the inputs match the reader's ledger? Totals as read, by programme and by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workbench.charts.dates import dated
from workbench.charts.numbers import Figures, money, parts_of
from workbench.engines.plan.ramping import ramped
from workbench.interfaces.reports.html import Html, Table, part
from workbench.interfaces.reports.imported import imported
from workbench.interfaces.reports.subject import Subject
from workbench.interfaces.wording import count
from workbench.model import Portfolio, Project
from workbench.scenario import Scenario
from workbench.scenario.people import headcount

YEARS = 4
"""Fiscal years that have a column; later ones share the last."""


@dataclass(frozen=True)
class Planned:
    """Totals of some projects as planned; packages already done are left out."""

    projects: int
    own: float
    bought: float
    benefit: float
    fte_days: float

    @property
    def cost(self) -> float:
        """Own people and bought in."""
        return self.own + self.bought

    def __add__(self, other: Planned) -> Planned:
        return Planned(
            self.projects + other.projects,
            self.own + other.own,
            self.bought + other.bought,
            self.benefit + other.benefit,
            self.fte_days + other.fte_days,
        )


NOTHING = Planned(0, 0.0, 0.0, 0.0, 0.0)


def planned(project: Project, rates: dict[str, float]) -> Planned:
    """What a project plans.

    Parameters
    ----------
    project
        The project.
    rates
        Cost of an FTE-day by pool.
    """
    days, own = 0.0, 0.0
    for package in project.packages:
        if not package.done:
            for pool, fte in package.demand.items():
                days += fte * package.duration.mean
                own += fte * package.duration.mean * rates[pool]
    return Planned(1, own, project.external_cost, project.benefit.per_year, days)


def by_programme(portfolio: Portfolio) -> dict[str, Planned]:
    """Totals by programme, in the order of the portfolio; projects without one come last."""
    rates = {pool.id: pool.cost_per_fte_day for pool in portfolio.pools}
    groups = dict.fromkeys([*(one.name for one in portfolio.programmes), ""], NOTHING)
    for project in portfolio.projects:
        groups[project.programme] = groups.get(project.programme, NOTHING) + planned(project, rates)
    none = groups.pop("")
    return {name: one for name, one in {**groups, "": none}.items() if one.projects}


TITLE = "1  Do the inputs match your ledger?"


def ledger_section(subject: Subject) -> Html:
    """Totals as read, with a line to write one's own on."""
    return ledger_under(TITLE, subject.baseline)


def ledger_under(title: str, scenario: Scenario) -> Html:
    """The same of any scenario, under a heading of one's own."""
    portfolio = scenario.portfolio
    groups = by_programme(portfolio)
    total = sum(groups.values(), NOTHING)
    figures = money([total.cost], portfolio.currency)
    year = portfolio.calendar.days_per_year(portfolio.start, scenario.horizon)
    people = Figures(decimals=0 if total.fte_days / year >= 20 else 1)
    unit = figures.unit

    def cells(name: str, one: Planned) -> list[str]:
        return [
            name,
            str(one.projects),
            figures.bare(one.cost),
            figures.bare(one.benefit),
            people.bare(one.fte_days / year),
        ]

    alone = "Projects" if len(groups) == 1 else "No programme"
    table = Table(
        caption="Totals as read, by programme",
        head=["Programme", "projects", f"planned cost, {unit}", f"benefit a year, {unit}", "person-years"],
        rows=[cells(name or alone, one) for name, one in groups.items()],
        totals=[cells("Total as read", total)],
        blanks=["Your ledger"],
    )
    years = f"{people.bare(total.fte_days / year)} person-years"
    lead = (
        f"{count(total.projects, 'project', 'projects').capitalize()}. {_split(total, figures, years)} "
        "Packages already done are left out, those begun count in full."
    )
    return part(
        "ledger",
        title=title,
        lead=lead,
        table=table,
        years=_years(scenario),
        note=_note(portfolio, total, figures),
        imported=imported(portfolio.source),
    )


def _split(total: Planned, figures: Figures, years: str) -> str:
    """Planned cost by who does the work."""
    if not total.bought:
        return (
            f"The planned {figures.plain(total.cost)} is all for own people ({years}); nothing is bought in."
        )
    return (
        f"Of the planned {figures.plain(total.cost)}, {figures.plain(total.own)} is for own people ({years}) "
        f"and {figures.plain(total.bought)} is bought in."
    )


def _note(portfolio: Portfolio, total: Planned, figures: Figures) -> str:
    if not portfolio.budgets:
        return "No budget was stated: money limits nothing here."
    allowed = sum(portfolio.budgets.values())
    if allowed >= total.cost:
        return (
            f"Plans ask for {figures.plain(total.cost)}; the stated budgets allow {figures.plain(allowed)}."
        )
    return (
        f"Plans ask for {figures.plain(total.cost)}, the stated budgets allow {figures.plain(allowed)}: "
        "not all can run within the years shown."
    )


@dataclass(frozen=True)
class Years:
    """One fiscal year, or the last ones together, as far as they lie in the run."""

    name: str
    fiscal: tuple[int, ...]
    first: date
    last: date


def _years(scenario: Scenario) -> Table:
    portfolio = scenario.portfolio
    years = fiscal_years(scenario)
    pmo, budgets = pmo_by_year(scenario), [_budget(portfolio, one) for one in years]
    known = [one for one in budgets if one is not None]
    rows = []
    if known:
        figures = _figures_by_year(scenario, known)
        parts = parts_of(known, figures)
        shown = iter(parts)
        budget = ["open" if one is None else figures.bare(next(shown)) for one in budgets]
        total = figures.bare(sum(parts)) if len(known) == len(budgets) else ""
        rows.append([f"Budget, {figures.unit}", *budget, total])
    if any(pmo):
        figures = _figures_by_year(scenario, pmo)
        parts = parts_of(pmo, figures)
        rows.append([f"PMO, {figures.unit}", *(figures.bare(one) for one in parts), figures.bare(sum(parts))])
    staffed = ramped(scenario).portfolio
    people = [_people(staffed, one.first) for one in years]
    rows.append(["People, FTE", *(f"{every:.0f}" for every, _ in people), ""])
    rows.append(["for projects", *(f"{free:.0f}" for _, free in people), ""])
    # People are no money: without a row that is summed there is no total.
    totalled = any(row[-1] for row in rows)
    return Table(
        caption="Budget, PMO cost and people by year",
        head=["At the start of", *(one.name for one in years), *(["total"] if totalled else [])],
        rows=rows if totalled else [row[:-1] for row in rows],
    )


def _figures_by_year(scenario: Scenario, row: Sequence[float]) -> Figures:
    """How a row of money is written: a decimal more where years as shown would not add up to the total."""
    budgets = (_budget(scenario.portfolio, one) for one in fiscal_years(scenario))
    known = [one for one in budgets if one is not None]
    figures = money([*known, *pmo_by_year(scenario)], scenario.portfolio.currency)
    if parts_of(row, figures) == [figures.rounded(one) for one in row]:
        return figures
    return replace(figures, decimals=figures.decimals + 1)


def _budget(portfolio: Portfolio, years: Years) -> float | None:
    """What is allowed in them; None where one of them is open."""
    stated = [portfolio.budgets.get(one) for one in years.fiscal]
    return None if any(one is None for one in stated) else sum(one for one in stated if one is not None)


def fiscal_years(scenario: Scenario) -> list[Years]:
    """Fiscal years from the start to the horizon; those that have no column of their own come last as one."""
    portfolio = scenario.portfolio
    month = portfolio.fiscal_year_starts
    year = portfolio.start.year - (portfolio.start.month < month)
    years: list[Years] = []
    while date(year, month, 1) <= scenario.horizon:
        opens, ends = date(year, month, 1), date(year + 1, month, 1) - timedelta(days=1)
        first, last = max(opens, portfolio.start), min(ends, scenario.horizon)
        if first <= last:
            years.append(Years(str(year), (year,), first, last))
        year += 1
    if len(years) <= YEARS + 1:
        return years
    rest = years[YEARS:]
    fiscal = tuple(year for one in rest for year in one.fiscal)
    return [*years[:YEARS], Years(f"{fiscal[0]} to {fiscal[-1]}", fiscal, rest[0].first, rest[-1].last)]


def pmo_by_year(scenario: Scenario) -> list[float]:
    """Money paid for the PMO in each of those years."""
    return [_pmo_cost(scenario, one.first, one.last) for one in fiscal_years(scenario)]


def pmo_words(scenario: Scenario, seen: float, figures: Figures) -> str:
    """From money paid for the PMO, as in the table by year, to what is left of it in a net value.

    Parameters
    ----------
    scenario
        Whose.
    seen, figures
        The same as seen on the first day, and how it is written.
    """
    years, day = pmo_by_year(scenario), scenario.portfolio.start
    by_year = _figures_by_year(scenario, years)
    paid = sum(parts_of(years, by_year))
    if not any(years) or figures.plain(paid) == figures.plain(seen):
        return ""
    return (
        f"Of the {by_year.plain(paid)} that the PMO is paid until {dated(scenario.horizon)} (table by year), "
        f"{figures.plain(seen)} is left as seen on {dated(day)}."
    )


def _pmo_cost(scenario: Scenario, first: date, last: date) -> float:
    """Staff, cash and single payments of the PMO between two days, both included."""
    pmo = scenario.pmo
    steps = [(one.since or scenario.portfolio.start, one.yearly) for one in pmo.upkeep()]
    cost = 0.0
    for k, (begin, yearly) in enumerate(steps):
        end = steps[k + 1][0] if k + 1 < len(steps) else date.max
        days = (min(end, last + timedelta(days=1)) - max(begin, first)).days
        cost += max(0, days) / 365.25 * yearly
    return cost + sum(one.amount for one in pmo.one_off if first <= one.on <= last)


def _people(portfolio: Portfolio, day: date) -> tuple[float, float]:
    """FTE on a day: all, and those for projects."""
    every, free = 0.0, 0.0
    for pool in portfolio.pools:
        count = headcount(pool, (), day, portfolio.start)
        share = next(
            (s.share for s in reversed(pool.operations_steps) if s.from_ <= day), pool.operations_share
        )
        every += float(count.people)
        free += float(count.at_work) * (1 - share)
    return every, free
