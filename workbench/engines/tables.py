"""The plan as plain lists, for engines that loop in Python: made once per plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workbench.engines.plan import Plan
from workbench.engines.plan.links import Links


@dataclass(frozen=True, eq=False)
class Tables:
    """Lists by project or package; names as in `workbench.engines.plan.plan`."""

    intake: list[float]
    mandatory: list[bool]
    in_flight: list[bool]
    admitted: list[bool]
    project_after: list[list[int]]
    project_before: list[list[int]]
    members: list[list[int]]
    project_pools: list[list[int]]
    """Pools on which a project has work to do, rising."""
    gate_stages: list[list[int]]
    first_gate: list[int]
    """Position of a project's first gate among all gates."""
    operations_effect: list[list[int]]
    project_of: list[int]
    stage: list[int]
    gates_needed: list[int]
    after: list[list[int]]
    before: list[list[int]]
    rate: list[float]
    demand: list[list[tuple[int, int]]]
    """(pool, hundredths) pairs of a package, pools ascending."""
    kind: list[int]
    """See `kinds_of`."""
    milestone: list[bool]
    done: list[bool]
    under_way: list[bool]
    index: list[float]
    """By which packages get people, where the rule ranks packages."""
    not_before: list[float]
    has_timetable: bool


def needed_pools(plan: Plan) -> Links:
    """Pools on which each project has work to do, rising."""
    packages, count = plan.packages, len(plan.projects.ids)
    rows, pools = np.nonzero((packages.demand > 0) & ~packages.done[:, None])
    pairs = sorted(set(zip(packages.project[rows].tolist(), pools.tolist(), strict=True)))
    found: list[list[int]] = [[] for _ in range(count)]
    for i, p in pairs:
        found[i].append(p)
    return Links.of(found)


def kinds_of(plan: Plan) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A package of each kind, and the kind of each package; those of one kind fit together or not at all.

    They need the same people, and are of one project where projects keep theirs.
    """
    packages = plan.packages
    told = packages.demand
    if plan.rules.keeps:
        told = np.column_stack([packages.project, packages.demand])
    _, first, kind = np.unique(told, axis=0, return_index=True, return_inverse=True)
    return first.astype(np.int64), kind.reshape(-1).astype(np.int64)


@lru_cache(maxsize=8)
def tables_of(plan: Plan) -> Tables:
    """Lists of a plan; kept for the few plans that are in use."""
    projects, packages = plan.projects, plan.packages
    demand = [[(p, int(fte)) for p, fte in enumerate(row) if fte > 0] for row in packages.demand]
    return Tables(
        intake=projects.intake.tolist(),
        mandatory=projects.mandatory.tolist(),
        in_flight=projects.in_flight.tolist(),
        admitted=projects.admitted.tolist(),
        project_after=projects.after.rows(),
        project_before=projects.before.rows(),
        members=projects.packages.rows(),
        project_pools=needed_pools(plan).rows(),
        gate_stages=projects.gate_stages.rows(),
        first_gate=projects.gate_stages.start.tolist(),
        operations_effect=projects.operations_effect.tolist(),
        project_of=packages.project.tolist(),
        stage=packages.stage.tolist(),
        gates_needed=packages.gates_needed.tolist(),
        after=packages.after.rows(),
        before=packages.before.rows(),
        rate=packages.rate.tolist(),
        demand=demand,
        kind=kinds_of(plan)[1].tolist(),
        milestone=[mean == 0.0 and not row for mean, row in zip(packages.mean.tolist(), demand, strict=True)],
        done=packages.done.tolist(),
        under_way=(~np.isnan(packages.spent)).tolist(),
        index=plan.order.index.tolist(),
        not_before=plan.order.not_before.tolist(),
        has_timetable=bool(plan.order.not_before.any()),
    )
