"""Present values that depend on the day of completion alone: benefit, run cost, lateness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.plan import Plan
from workbench.engines.records import lists_of
from workbench.engines.rules.figures import benefit_of, lateness_of, run_cost_of

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PresentValues:
    """Money at day 0, in the shape of the completion days; the benefit is that of the plan, without luck."""

    benefit: Floats
    run_cost: Floats
    lateness: Floats


def present_values(plan: Plan, completion: Floats) -> PresentValues:
    """Value projects by their days of completion, with the scalar rules one after the other.

    What never completes (NaN) brings and costs nothing, and pays for being late until twice the horizon.

    Parameters
    ----------
    plan
        The scenario as arrays.
    completion
        Working days; the last axis is the projects.
    """
    figures, count = lists_of(plan).figures, len(plan.projects.ids)
    never = [lateness_of(figures, i, figures.end) for i in range(count)]
    benefit, run_cost, lateness = (np.zeros(completion.size) for _ in range(3))
    for k, done in enumerate(completion.ravel().tolist()):
        i = k % count
        if done != done:
            lateness[k] = never[i]
        else:
            benefit[k] = benefit_of(figures, i, done)
            run_cost[k] = run_cost_of(figures, i, done)
            lateness[k] = lateness_of(figures, i, done)
    shape = completion.shape
    return PresentValues(benefit.reshape(shape), run_cost.reshape(shape), lateness.reshape(shape))
