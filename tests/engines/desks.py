"""Portfolios whose PMO serves requests inside the run, for tests of its desks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from tests.engines.build import pool, project, scenario
from workbench.engines.path import Path, Served
from workbench.engines.plan import Plan, plan_of
from workbench.engines.plan.plan import Floats
from workbench.engines.rules.desk import DESKS
from workbench.engines.rules.records import Desks, Luck
from workbench.model import Project
from workbench.policies import Pmo
from workbench.scenario import Scenario

IN_USE = {
    "methodology": {"adoption": 0.5, "staff": 0.5},
    "coaching": {"adoption": 0.5, "staff": 1.5},
    "audits": {"adoption": 0.5, "staff": 1.5},
    "reporting": {"adoption": 0.5, "staff": 1.0},
}


def pmo(service: str = "queued", staff: dict[str, float] | None = None, **more: Any) -> Pmo:
    """A PMO of four practices; `staff` replaces people by practice, other words go to its standards."""
    practices = {name: one | {"staff": (staff or {}).get(name, one["staff"])} for name, one in IN_USE.items()}
    return Pmo.model_validate({"standards": {"practices": practices, "service": service} | more})


def served(
    projects: Sequence[Project], *, at: Pmo | None = None, people: float = 1000, **more: Any
) -> Scenario:
    """Projects with as many people as they like, at level 2, under a PMO whose service is queued."""
    inside: dict[str, Any] = {"maturity": 2, "horizon": 2000} | more
    return scenario(projects, [pool(capacity=people)], pmo=at or pmo(), **inside)


def with_desks(plan: Plan, **record: Any) -> Plan:
    """The plan with figures of its desks set by hand."""
    return replace(plan, desks=replace(plan.desks, record=plan.desks.record._replace(**record)))


def as_column(what: Scenario, column: int) -> Plan:
    """The plan of a PMO whose service is planned, with the probabilities of a column: 0 alone, 1 coached."""
    desks = plan_of(what).desks
    standards = what.pmo.standards
    assert standards is not None
    usual = standards.model_copy(update={"service": type(standards.service).PLANNED})
    plan = plan_of(what.model_copy(update={"pmo": what.pmo.model_copy(update={"standards": usual})}))
    levels = replace(plan.levels, rework=desks.rework[column], late=desks.late[column])
    return replace(plan, levels=levels)


def without_service(path: Path) -> Path:
    """The path without what was asked of the PMO, and without its instants."""
    return replace(path, served=Served.none(), events=0)


def many(count: int, days: float, intakes: Floats) -> list[Project]:
    """Projects of one package each."""
    return [project(f"P{n:04d}", days, intake=float(intakes[n])) for n in range(count)]


def a_desk(count: int, servers: int, mean: float) -> Desks:
    """One desk of coaches alone, of which so many packages ask."""
    whole, none = [0] * count, [0.0] * count
    return Desks(
        queued=1,
        packages=count,
        projects=0,
        periods=1,
        months=0,
        month=1.0,
        day=[-np.inf],
        servers=[servers, 0, 0],
        speed=[1.0] * DESKS,
        server_start=[0, servers, servers, servers],
        patience=[np.inf] * DESKS,
        service=[1.0] * DESKS,
        coaching=[mean] * count,
        first=[0],
        gate=[-1] * count,
        closes=whole,
        prepared=[],
        audit=none,
        finding=none,
        mending=none,
    )


def luck_at_desk(service: Floats, patience: Floats) -> Luck:
    """Luck of the services of one desk, and nothing else."""
    empty: dict[str, Any] = dict.fromkeys(Luck._fields, [])
    return Luck(**(empty | {"service": service.tolist(), "patience": patience.tolist()}))
