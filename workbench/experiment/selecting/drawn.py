"""Plan values with luck: what each option is worth in drawn futures, for the risk of a list by plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.analysis import worst_mean
from workbench.engines.draws import draw
from workbench.engines.plan.plan import Plan
from workbench.engines.records import lists_of
from workbench.engines.rules.figures import benefit_of, lateness_of, run_cost_of
from workbench.engines.selecting.options import Floats, Ints, Options

WORST = 0.1
"""Share of futures whose average is the risk of a list."""

DRAWN = 200
FIRST = 1_000_000
"""Futures of their own: those of the simulation that follows must not have been selected on."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """Values of options by drawn future, less what leaving out is worth, shape (futures, options)."""

    values: Floats

    @property
    def unit(self) -> float:
        """The largest drawn value, for solvers that like numbers near 1."""
        return max(1.0, float(np.abs(self.values).max(initial=0.0)))

    def worst(self, chosen: Ints) -> float:
        """Average of the worst tenth of a list's values, without what is fixed."""
        return worst_mean(self.values[:, chosen].sum(axis=1), WORST)


def drawn_values(plan: Plan, options: Options, count: int = DRAWN) -> Drawn:
    """Draw what is uncertain about each project as a whole: its benefit, and how long its work takes.

    A project's own factor stretches its planned length and labour; packages' own luck, rework, risks and
    waiting for people are left to the simulation. The same luck as everywhere, in futures of their own.

    Parameters
    ----------
    plan, options
        The scenario as arrays, and what may be chosen.
    count
        How many futures.
    """
    luck = draw(plan, range(FIRST, FIRST + count))
    figures, sigma = lists_of(plan).figures, plan.levels.sigma[:, 0]
    stretch = np.exp(sigma * luck.systemic - sigma * sigma / 2)
    worth = np.exp(luck.value_log)
    values = np.empty((count, len(options)))
    for o in range(len(options)):
        i, start = int(options.project[o]), float(options.start[o])
        lead = float(options.done[o]) - start
        planned = options.benefit[o] - run_cost_of(figures, i, start + lead)
        planned -= lateness_of(figures, i, start + lead)
        spent = planned - options.value[o] - options.left_out[i]
        external = 0.0 if plan.projects.in_flight[i] else float(plan.projects.external[i])
        external *= float(np.exp(-plan.money.rho * start))
        for s in range(count):
            done = start + lead * float(stretch[s, i])
            value = float(worth[s, i]) * benefit_of(figures, i, done) - run_cost_of(figures, i, done)
            value -= lateness_of(figures, i, done) + external + (spent - external) * float(stretch[s, i])
            values[s, o] = value - options.left_out[i]
    return Drawn(values)
