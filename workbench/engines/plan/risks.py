"""Risks as (risk, package) pairs with their luck, their probability over time and their laws."""

from __future__ import annotations

import numpy as np

from workbench.engines.addresses import address
from workbench.engines.plan.landscape import Landscape
from workbench.engines.plan.levels import Work, risk_probability, risks_striking
from workbench.engines.plan.links import Links
from workbench.engines.plan.plan import Risks
from workbench.model.portfolio import Portfolio
from workbench.model.risk import SharedRisk
from workbench.model.work import Project


def risks_of(portfolio: Portfolio, ordered: list[Project], work: Work, landscape: Landscape) -> Risks:
    """Pairs in the order of packages; a shared risk has one luck for all that it strikes.

    The address of a project's own risk names project, risk and package, so that adding a package moves no
    other luck.
    """
    pairs: list[tuple[int, int, int]] = []
    probability: list[list[float]] = []
    columns: dict[str, int] = {}
    charges: dict[tuple[str, int], int] = {}
    laws: list[tuple[object, object]] = []
    rows: list[list[int]] = [[] for _ in work]
    for k, (i, package) in enumerate(work):
        project = ordered[i]
        for risk in risks_striking(portfolio, project, package):
            shared = isinstance(risk, SharedRisk)
            # A shared risk has an address of one id, a project's own of three.
            name = address(risk.id) if shared else address(project.id, risk.id, package.id)
            if name not in columns:
                columns[name] = len(columns)
                laws.append((risk.delay, risk.cost))
            kind = "shared" if shared else "own"
            charge = charges.setdefault((f"{kind}/{risk.id}", i), len(charges))
            rows[k].append(len(pairs))
            pairs.append((k, columns[name], charge))
            unit = landscape.at[landscape.unit_of[i]]
            probability.append([risk_probability(risk.probability, process.risk) for process in unit])
    table = np.array(pairs, dtype=np.int64).reshape(len(pairs), 3)
    return Risks(
        package=table[:, 0],
        draw=table[:, 1],
        charge=table[:, 2],
        probability=np.array(probability, dtype=np.float64).reshape(len(pairs), len(landscape.days)),
        of_package=Links.of(rows),
        draw_ids=tuple(columns),
        laws=tuple(laws),
    )
