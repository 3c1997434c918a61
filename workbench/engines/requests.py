"""Luck of what is asked of the PMO's people: how long it takes, how long it waits, what an audit finds.

Numbers stand at the address of the package, of the project and its stage, or of the project and its month,
whichever asks; none is drawn where service is planned.
"""

from __future__ import annotations

import numpy as np

from workbench.engines.addresses import WORDS, Uniforms, address
from workbench.engines.plan.plan import Floats, Plan
from workbench.engines.rules.desk import AUDITS, COACHING

NAMES = ("service", "patience", "audited", "found", "report")


def request_luck(plan: Plan, replications: range, uniforms: Uniforms) -> dict[str, Floats]:
    """By name: the numbers of each future as a row; see `workbench.engines.rules.records.Luck`.

    Parameters
    ----------
    plan
        The scenario as arrays.
    replications
        Which futures.
    uniforms
        Where uniform numbers come from.
    """
    count = len(replications)
    if not plan.desks.is_queued:
        return {name: np.zeros((count, 0)) for name in NAMES}
    desks, packages = plan.desks.record, len(plan.packages.ids)
    ids, project = plan.projects.ids, plan.packages.project.tolist()
    seed = plan.seed
    names = tuple(address(ids[i], one) for i, one in zip(project, plan.packages.ids, strict=True))
    stages = [address(ids[i], str(stage)) for i, stage in zip(project, plan.packages.stage, strict=True)]
    coach = uniforms.block(seed, "coaching", names, replications, 2)
    service = np.zeros((count, 3 * packages))
    patience = np.full((count, 3 * packages), np.inf)
    audited, found = np.ones((count, packages)), np.ones((count, packages))
    service[:, :packages] = _exponential(coach[:, :, 0])
    patience[:, :packages] = _exponential(coach[:, :, 1]) * desks.patience[COACHING]
    gates, closers = np.flatnonzero(np.asarray(desks.gate) >= 0), np.flatnonzero(np.asarray(desks.closes))
    prepare = uniforms.block(seed, "preparation", tuple(stages[k] for k in gates), replications, 1)
    service[:, packages + gates] = _exponential(prepare[:, :, 0])
    audit = uniforms.block(seed, "audit", tuple(stages[k] for k in closers), replications, 4)
    service[:, 2 * packages + closers] = _exponential(audit[:, :, 0])
    patience[:, 2 * packages + closers] = _exponential(audit[:, :, 1]) * desks.patience[AUDITS]
    audited[:, closers], found[:, closers] = audit[:, :, 2], audit[:, :, 3]
    return dict(
        zip(NAMES, (service, patience, audited, found, _reports(plan, replications, uniforms)), strict=True)
    )


def _exponential(u: Floats) -> Floats:
    """Exponential of mean 1."""
    return np.asarray(-np.log(u))


def _reports(plan: Plan, replications: range, uniforms: Uniforms) -> Floats:
    """How long each project's report of each month takes ÷ the mean; months by spans of eight."""
    months, ids = plan.desks.record.months, plan.projects.ids
    spans = -(-months // WORDS)
    names = tuple(address(one, str(span)) for one in ids for span in range(spans))
    numbers = uniforms.block(plan.seed, "report", names, replications, WORDS)
    by_month = _exponential(numbers).reshape(len(replications), len(ids), spans * WORDS)
    return by_month[:, :, :months].reshape(len(replications), len(ids) * months)
