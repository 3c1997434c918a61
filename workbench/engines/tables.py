"""The plan as plain lists, for engines that loop in Python: made once per plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workbench.engines.plan import Plan


@dataclass(frozen=True, eq=False)
class Tables:
    """Lists by project or package; names as in `workbench.engines.plan.plan`."""

    intake: list[float]
    due: list[float]
    mandatory: list[bool]
    in_flight: list[bool]
    admitted: list[bool]
    project_after: list[list[int]]
    project_before: list[list[int]]
    members: list[list[int]]
    gate_stages: list[list[int]]
    first_gate: list[int]
    """Position of a project's first gate among all gates."""
    unit: list[int]
    constraint: list[int]
    operations_effect: list[list[int]]
    project_of: list[int]
    stage: list[int]
    gates_needed: list[int]
    after: list[list[int]]
    before: list[list[int]]
    mean: list[float]
    scale: list[float]
    rate: list[float]
    demand: list[list[tuple[int, int]]]
    """(pool, hundredths) pairs of a package, pools ascending."""
    milestone: list[bool]
    done: list[bool]
    under_way: list[bool]
    spent: list[float]
    """Days spent on the attempt under way at the start, 0 where none is."""
    order: list[list[int]]
    """A project's packages in an order in which predecessors and gates come first."""
    risks: list[list[int]]


@lru_cache(maxsize=8)
def tables_of(plan: Plan) -> Tables:
    """Lists of a plan; kept for the few plans that are in use."""
    projects, packages = plan.projects, plan.packages
    demand = [[(p, int(fte)) for p, fte in enumerate(row) if fte > 0] for row in packages.demand]
    members = projects.packages.rows()
    after = packages.after.rows()
    gates_needed = packages.gates_needed.tolist()
    return Tables(
        intake=projects.intake.tolist(),
        due=projects.due.tolist(),
        mandatory=projects.mandatory.tolist(),
        in_flight=projects.in_flight.tolist(),
        admitted=projects.admitted.tolist(),
        project_after=projects.after.rows(),
        project_before=projects.before.rows(),
        members=members,
        gate_stages=projects.gate_stages.rows(),
        first_gate=projects.gate_stages.start.tolist(),
        unit=projects.unit.tolist(),
        constraint=projects.constraint.tolist(),
        operations_effect=projects.operations_effect.tolist(),
        project_of=packages.project.tolist(),
        stage=packages.stage.tolist(),
        gates_needed=gates_needed,
        after=after,
        before=packages.before.rows(),
        mean=packages.mean.tolist(),
        scale=packages.scale.tolist(),
        rate=packages.rate.tolist(),
        demand=demand,
        milestone=[mean == 0.0 and not row for mean, row in zip(packages.mean.tolist(), demand, strict=True)],
        done=packages.done.tolist(),
        under_way=(~np.isnan(packages.spent)).tolist(),
        spent=np.nan_to_num(packages.spent, nan=0.0).tolist(),
        order=[_in_order(row, after, gates_needed) for row in members],
        risks=plan.risks.of_package.rows(),
    )


def _in_order(members: list[int], after: list[list[int]], gates_needed: list[int]) -> list[int]:
    depth: dict[int, int] = {}

    def depth_of(package: int) -> int:
        if package not in depth:
            depth[package] = 1 + max((depth_of(one) for one in after[package]), default=0)
        return depth[package]

    return sorted(members, key=lambda k: (gates_needed[k], depth_of(k), k))


def longest_path(tables: Tables, project: int, length: list[float]) -> float:
    """Longest path through a project's predecessors and gates, with the given length of each package.

    `length` is indexed like the packages of the plan; packages already done have length 0.
    """
    finish: dict[int, float] = {}
    stages = tables.gate_stages[project]
    latest = 0.0
    for k in tables.order[project]:
        begin = 0.0
        for one in tables.after[k]:
            if finish[one] > begin:
                begin = finish[one]
        if tables.gates_needed[k] > 0:
            gate = stages[tables.gates_needed[k] - 1]
            for one, day in finish.items():
                if tables.stage[one] <= gate and day > begin:
                    begin = day
        finish[k] = begin + length[k]
        if finish[k] > latest:
            latest = finish[k]
    return latest
