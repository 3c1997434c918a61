"""More demand: a share of the projects comes once more, as clones with stable ids."""

from __future__ import annotations

import math
import re
from datetime import date

from workbench.model import Portfolio, Project
from workbench.model.data import Data, about, quantity


class Demand(Data):
    """How much more demand there is, and of which projects.

    Projects that are in flight are never counted; mandatory ones only if asked for.
    """

    scale: float = quantity(
        unit="× today's demand", about="1.3 = 30 % more projects of the kind described", low=1, high=10
    )
    classes: tuple[str, ...] = about((), text="only projects of these classes; empty = of every class")
    programmes: tuple[str, ...] = about((), text="only projects of these programmes; empty = of every one")
    mandatory: bool = about(False, text="count mandatory projects too")


def eligible(portfolio: Portfolio, demand: Demand) -> tuple[Project, ...]:
    """Projects that more demand may repeat, in the order of intake, then id."""

    def day(moment: date | float) -> float:
        if isinstance(moment, date):
            return portfolio.calendar.days_between(portfolio.start, moment)
        return moment

    chosen = [
        project
        for project in portfolio.projects
        if not project.in_flight
        and (demand.mandatory or not project.mandatory)
        and (not demand.classes or project.reference_class in demand.classes)
        and (not demand.programmes or project.programme in demand.programmes)
    ]
    return tuple(sorted(chosen, key=lambda project: (day(project.intake), project.id)))


def with_demand(portfolio: Portfolio, demand: Demand) -> Portfolio:
    """The portfolio with clones added until the eligible projects number `scale` times as many.

    The number of clones is rounded half up. They are spread evenly over the order of intake by bit reversal
    of the position, so that a larger surge holds every clone of a smaller one. A clone ``P07~1`` is P07 once
    more: same class, work, worth, dates and predecessors, its own luck. A shared risk that strikes P07
    strikes its clones too.
    """
    origin = eligible(portfolio, demand)
    extra = math.floor(len(origin) * (demand.scale - 1) + 0.5 + 1e-9)
    taken = {project.id for project in portfolio.projects}
    clones: list[Project] = []
    copies: dict[str, list[str]] = {}
    order = spread(len(origin))
    for turn in range(extra):
        project = origin[order[turn % len(order)]]
        clone = _clone(project, taken)
        taken.add(clone.id)
        clones.append(clone)
        copies.setdefault(project.id, []).append(clone.id)
    risks = tuple(
        risk.model_copy(
            update={
                "projects": (
                    *risk.projects,
                    *(clone for one in risk.projects for clone in copies.get(one, [])),
                )
            }
        )
        for risk in portfolio.risks
    )
    return portfolio.model_copy(update={"projects": (*portfolio.projects, *clones), "risks": risks})


def spread(count: int) -> list[int]:
    """Positions 0 … count − 1 in an order of which every beginning is spread evenly.

    Examples
    --------
    >>> spread(6)
    [0, 4, 2, 1, 5, 3]
    """
    bits = max(1, (count - 1).bit_length())
    return sorted(range(count), key=lambda place: int(f"{place:0{bits}b}"[::-1], 2))


def origin_of(project_id: str) -> str:
    """Id of the project that a clone repeats; any other id is returned as it is.

    Examples
    --------
    >>> origin_of("P07~2"), origin_of("P07")
    ('P07', 'P07')
    """
    return re.sub(r"~\d+$", "", project_id)


def _clone(project: Project, taken: set[str]) -> Project:
    root = origin_of(project.id)
    turn = 1
    while f"{root}~{turn}" in taken:
        turn += 1
    title = re.sub(r" \(once more.*\)$", "", project.name)
    name = f"{title} (once more)" if turn == 1 else f"{title} (once more, {turn})"
    return project.model_copy(update={"id": f"{root}~{turn}", "name": name if title else ""})
