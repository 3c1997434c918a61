"""Several scenarios through the same few futures, measured and paired; the unit of work of a hearing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.plan import Plan, plan_of
from workbench.engines.valuation import value
from workbench.experiment.measure_table import Meter
from workbench.experiment.measures import POOL_LABOUR
from workbench.experiment.payroll import changed_pools, payroll
from workbench.scenario import Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Lived:
    """What scenarios measured.

    Parameters
    ----------
    names
        Measures.
    values
        Shape (scenarios, futures, measures).
    """

    names: tuple[str, ...]
    values: Floats

    def of(self, measure: str) -> Floats:
        """One measure, shape (scenarios, futures)."""
        return self.values[:, :, self.names.index(measure)]


def lived(scenarios: Sequence[Scenario], start: int, stop: int, engine: EngineName) -> Lived:
    """Live through futures `start` up to `stop` of every scenario.

    The change of payroll beyond the days charged, against the first scenario, is taken off npv as in
    `compare`. Measures of pools are left out where scenarios have other pools.

    Parameters
    ----------
    scenarios
        The first is what others are compared with.
    start, stop
        Which futures.
    engine
        Which engine; no figure depends on it.
    """
    return lived_plans([plan_of(one) for one in scenarios], start, stop, engine)


def lived_plans(plans: Sequence[Plan], start: int, stop: int, engine: EngineName) -> Lived:
    """The same for plans, also such as no scenario states.

    Parameters
    ----------
    plans
        The first is what others are compared with.
    start, stop, engine
        As in `lived`.
    """
    meters = [Meter(plan) for plan in plans]
    first = meters[0].names
    read = [_read(plan, meter, start, stop, engine) for plan, meter in zip(plans, meters, strict=True)]
    values = np.stack(
        [
            table[:, [meter.names.index(name) for name in first]]
            for table, meter in zip(read, meters, strict=True)
        ]
    )
    npv = first.index("npv")
    for k in range(1, len(plans)):
        for pool in changed_pools(plans[0], plans[k]):
            column = first.index(POOL_LABOUR + pool)
            people = payroll(plans[k], pool) - payroll(plans[0], pool)
            values[k, :, npv] -= people - (values[k, :, column] - values[0, :, column])
    return Lived(first, values)


def _read(plan: Plan, meter: Meter, start: int, stop: int, name: EngineName) -> Floats:
    engine = engine_of(name)
    draws = draw(plan, range(start, stop), engine.uniforms)
    paths = engine.live(plan, draws)
    return meter.read(paths, value(plan, draws, paths, engine.present_values)).measures
