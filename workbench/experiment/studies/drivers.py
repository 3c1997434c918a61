"""What happens to many projects at once in a simulated future, whatever the policy: read from luck alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from workbench.engines.addresses import PLAIN, address
from workbench.engines.draws import Draws, draw
from workbench.engines.plan import Plan, plan_of
from workbench.experiment.balance import planned_value
from workbench.experiment.blocks import cut
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

BLOCK = 250
"""Futures drawn at a time."""


class DriverKind(StrEnum):
    """What sort of thing it is."""

    RISK = "shared risk"
    INCIDENT = "incidents in operations"
    LUCK = "luck common to all work"
    BENEFITS = "benefits as they turn out"


@dataclass(frozen=True, eq=False)
class Driver:
    """Something that differs between futures.

    Parameters
    ----------
    kind, key, name
        What it is.
    values
        Per future: whether a risk occurs, how many incidents begin by the horizon, standard deviations of
        common luck (above 0 = slower work), benefits as they turn out ÷ as stated.
    """

    kind: DriverKind
    key: str
    name: str
    values: Floats


def drivers_of(scenario: Scenario, replications: range) -> list[Driver]:
    """Drivers of a scenario that are not the same in every future.

    A shared risk occurs where its luck stays below its probability at any level of maturity that the scenario
    reaches; a project may still escape it by finishing its packages at a better level.
    """
    plan = plan_of(scenario)
    parts = cut(replications.start, replications.stop, BLOCK)
    found = [list(_drivers(scenario, plan, draw(plan, range(*part)))) for part in parts]
    joined = [
        Driver(one.kind, one.key, one.name, np.concatenate([block[k].values for block in found]))
        for k, one in enumerate(found[0])
    ]
    return [one for one in joined if np.ptp(one.values) > 0]


def _drivers(scenario: Scenario, plan: Plan, luck: Draws) -> Iterator[Driver]:
    columns = {name: k for k, name in enumerate(plan.risks.draw_ids)}
    for risk in scenario.portfolio.risks:
        column = columns.get(address(risk.id))
        if column is not None:
            chance = plan.risks.probability[plan.risks.draw == column].max()
            occurs = (luck.struck[:, column] < chance).astype(np.float64)
            yield Driver(DriverKind.RISK, risk.id, risk.name or risk.id, occurs)
    names = {one.id: one.name or one.id for one in scenario.portfolio.incidents}
    for n, key in enumerate(plan.incidents.ids):
        begins = (luck.incident == n + 1.0) & (luck.incident_day <= plan.horizon)
        yield Driver(DriverKind.INCIDENT, key, names[key], begins.sum(axis=1).astype(np.float64))
    if plan.correlation > 0.0 and plan.levels.sigma.any():
        common = PLAIN.block(plan.seed, "common", ("*",), luck.replications, 1)[:, 0, 0]
        yield Driver(DriverKind.LUCK, "common", "luck common to all work", np.asarray(ndtri(common)))
    weight = planned_value(plan)
    if weight.sum() > 0.0:
        ratio = np.exp(luck.value_log) @ (weight / weight.sum())
        yield Driver(DriverKind.BENEFITS, "benefits", "benefits ÷ as stated", ratio)
