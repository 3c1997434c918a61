"""Present values of many days of completion, by the rules that the engine in Python calls one by one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from workbench.engines.compiled.bundle import Bundle, pointing_at
from workbench.engines.compiled.cache import keep
from workbench.engines.compiled.jit import jit
from workbench.engines.plan import Plan
from workbench.engines.plan.plan import Floats
from workbench.engines.present import PresentValues
from workbench.engines.records import arrays_of
from workbench.engines.rules.figures import benefit_of, lateness_of, run_cost_of
from workbench.engines.rules.records import Figures


class Worths(NamedTuple):
    """Days of completion (NaN: never), and room for what they are worth."""

    completion: Floats
    benefit: Floats
    run_cost: Floats
    lateness: Floats


_figures_at = pointing_at(Figures)
_worths_at = pointing_at(Worths)


@jit
def _value(figures_address: int, worths_address: int) -> None:
    figures, worths = _figures_at(figures_address, 0), _worths_at(worths_address, 0)
    projects = len(figures.due)
    for place in range(len(worths.completion)):
        i = place % projects
        done = worths.completion[place]
        if np.isnan(done):
            worths.lateness[place] = lateness_of(figures, i, figures.end)
        else:
            worths.benefit[place] = benefit_of(figures, i, done)
            worths.run_cost[place] = run_cost_of(figures, i, done)
            worths.lateness[place] = lateness_of(figures, i, done)


keep(_value)


def present_values(plan: Plan, completion: Floats) -> PresentValues:
    """As `workbench.engines.present.present_values`, compiled."""
    worths = Worths(np.ascontiguousarray(completion).ravel(), *(np.zeros(completion.size) for _ in range(3)))
    figures, room = Bundle(arrays_of(plan).figures), Bundle(worths)
    _value(figures.address, room.address)
    shaped = (one.reshape(completion.shape) for one in (worths.benefit, worths.run_cost, worths.lateness))
    return PresentValues(*shaped)
