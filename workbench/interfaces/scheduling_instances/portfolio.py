"""From an instance to a portfolio: units become people, days become working days without days off."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

from workbench.errors import InputError
from workbench.interfaces.scheduling_instances.instance import Instance, Network, Step, flaws
from workbench.model import Assumption, Calendar, Lateness, Portfolio, Project, ResourcePool, WorkPackage

START = date(2027, 1, 1)
"""Day 0: the files have no dates."""

FURTHEST = 36_000
"""Days: a horizon lies within a hundred years."""


def portfolio_of(instance: Instance, start: date = START) -> Portfolio:
    """The instance as a portfolio.

    Ids are the numbers of the file with leading zeros, so that the tie rule, which goes by id, is that of
    the literature: the lower number first.

    Parameters
    ----------
    instance
        As its file states it.
    start
        Date of day 0.

    Raises
    ------
    InputError
        If it can have no schedule.
    """
    InputError.raise_if(flaws(instance))
    digits = len(str(max(network.number for network in instance.networks)))
    try:
        return Portfolio(
            name=instance.name,
            start=start,
            discount_rate=0.0,
            calendar=Calendar(weekend=()),
            pools=tuple(ResourcePool(id=pool, capacity=units) for pool, units in instance.capacities.items()),
            projects=tuple(_project(network, digits) for network in instance.networks),
            assumptions=_assumptions(start),
        )
    except InputError as error:
        raise InputError(tuple(replace(one, place=instance.place) for one in error.problems)) from None


def enough_days(portfolio: Portfolio) -> date:
    """A horizon within which all is done, were it one after the other."""
    days = sum(package.duration.mean for project in portfolio.projects for package in project.packages)
    last = max(
        float(project.intake) for project in portfolio.projects if not isinstance(project.intake, date)
    )
    return portfolio.start + timedelta(days=min(FURTHEST, math.ceil(last + days) + 1))


def _project(network: Network, digits: int) -> Project:
    work = network.work
    kept = {step.number for step in work}
    width = len(str(max(step.number for step in network.steps)))
    return Project(
        id=f"P{network.number:0{digits}d}",
        intake=float(network.release),
        due=None if network.due is None else float(network.due),
        lateness=Lateness(per_day=float(network.late_per_day)),
        packages=tuple(_package(step, kept, width) for step in work),
    )


def _package(step: Step, kept: set[int], width: int) -> WorkPackage:
    def named(number: int) -> str:
        return f"W{number:0{width}d}"

    return WorkPackage.model_validate(
        {
            "id": named(step.number),
            "duration": step.days,
            "demand": {pool: units for pool, units in step.demand.items() if units > 0},
            "after": [named(one) for one in dict.fromkeys(step.after) if one in kept],
        }
    )


def _assumptions(start: date) -> tuple[Assumption, ...]:
    said = "a scheduling instance has numbers of days, no dates and no money"
    return (
        Assumption(what="first day", value=str(start), source=said),
        Assumption(what="days off", value="none", source=said),
        Assumption(what="benefits and wages", value="none", source=said),
    )
