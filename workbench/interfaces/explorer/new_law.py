"""A new law: mandatory projects of a usual size that nobody had planned."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from statistics import median

from workbench.model import BenefitProfile, Lateness, Portfolio, Project
from workbench.scenario import Scenario

MOST_ADDED = 5
"""Mandatory projects that can be added."""

HALF_A_YEAR = 182
TIMES_ITS_LENGTH = 2.0
"""From intake to the date set by law: so many times the planned length of its longest chain (assumed)."""


def later(scenario: Scenario) -> date:
    """Half a year after the start, or halfway to the horizon if that is sooner, on a working day."""
    portfolio = scenario.portfolio
    days = min(HALF_A_YEAR, (scenario.horizon - portfolio.start).days // 2)
    rough = portfolio.start + timedelta(days=max(1, days))
    # A day that nobody works would read as a slip; the first one that is worked means the same.
    worked = portfolio.calendar.days_between(portfolio.start, rough)
    return portfolio.calendar.date_after(portfolio.start, worked + 0.5)


def usual(portfolio: Portfolio) -> Project:
    """The project of middle size, by planned person-days; of those not yet begun where there are any."""
    planned = [one for one in portfolio.projects if not one.in_flight] or list(portfolio.projects)
    by_size = sorted(planned, key=lambda one: (_person_days(one), one.id))
    return by_size[len(by_size) // 2]


def planned_cost(portfolio: Portfolio, project: Project) -> float:
    """Planned labour and what is bought, money."""
    rates = {pool.id: pool.cost_per_fte_day for pool in portfolio.pools}
    labour = sum(
        package.duration.mean * fte * rates[pool]
        for package in project.packages
        for pool, fte in package.demand.items()
    )
    return project.external_cost + labour


def with_new_law(scenario: Scenario, added: int, since: date) -> Scenario:
    """The scenario with mandatory projects more.

    Each is a project of the usual size once more, without benefit, proposed on a date and due after twice its
    planned length; late, it costs what the mandatory ones of today do, or else a day of its planned cost.

    Parameters
    ----------
    scenario
        What is added to.
    added
        How many.
    since
        Day on which they are proposed.
    """
    if added == 0:
        return scenario
    portfolio = scenario.portfolio
    model = usual(portfolio)
    length = _length(model)
    due = portfolio.calendar.date_after(
        portfolio.start, portfolio.calendar.days_between(portfolio.start, since) + TIMES_ITS_LENGTH * length
    )
    lateness = Lateness(per_day=_lateness(portfolio, planned_cost(portfolio, model), length))
    made: list[Project] = []
    taken = {one.id for one in portfolio.projects}
    free = (name for number in count(1) if (name := f"law-{number}") not in taken)
    for number in range(1, added + 1):
        name = "New law" if added == 1 else f"New law, project {number}"
        made.append(_ordered_by_law(model, next(free), name, since, due, lateness))
    changed = portfolio.model_copy(update={"projects": (*portfolio.projects, *made)})
    return scenario.model_copy(update={"portfolio": changed})


def _ordered_by_law(
    model: Project, key: str, name: str, since: date, due: date, lateness: Lateness
) -> Project:
    packages = tuple(one.model_copy(update={"done": False, "spent_days": None}) for one in model.packages)
    return model.model_copy(
        update={
            "id": key,
            "name": name,
            "programme": "",
            "intake": since,
            "due": due,
            "mandatory": True,
            "in_flight": False,
            "after": (),
            "benefit": BenefitProfile(),
            "lateness": lateness,
            "scores": {},
            "levels": {},
            "not_done": {},
            "reduced_scope": None,
            "operations_effect": {},
            "packages": packages,
        }
    )


def _lateness(portfolio: Portfolio, cost: float, length: float) -> float:
    stated = [one.lateness.per_day for one in portfolio.projects if one.mandatory]
    known = [each for each in stated if each > 0]
    return float(median(known)) if known else round(cost / max(1.0, length), 2)


def _person_days(project: Project) -> float:
    return sum(one.duration.mean * sum(one.demand.values()) for one in project.packages)


def _length(project: Project) -> float:
    """Planned working days of the longest chain of packages."""
    by_id = {one.id: one for one in project.packages}
    ends: dict[str, float] = {}

    def end(key: str) -> float:
        if key not in ends:
            one = by_id[key]
            ends[key] = one.duration.mean + max((end(before) for before in one.after), default=0.0)
        return ends[key]

    return max(end(key) for key in by_id)
