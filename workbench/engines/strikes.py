"""Risks as they strike: hidden until a package's first attempt starts."""

from __future__ import annotations

from workbench.engines.draws import Draws
from workbench.engines.plan import Plan
from workbench.engines.tables import Tables


class Strikes:
    """The risks of one simulated future; money is charged once per risk and project."""

    def __init__(self, plan: Plan, draws: Draws, row: int, tables: Tables) -> None:
        self._pairs = tables.risks
        self._probability = plan.risks.probability.tolist()
        self._column = plan.risks.draw.tolist()
        self._charge = plan.risks.charge.tolist()
        self._struck = draws.struck[row].tolist()
        self._delay = draws.delay[row].tolist()
        self._cost = draws.cost[row].tolist()
        self._charged: set[int] = set()

    def on(self, k: int, step: int) -> tuple[float, list[float]]:
        """What strikes a package that starts at a level step: share added to its work, money to pay now."""
        added = 0.0
        costs = []
        for pair in self._pairs[k]:
            column = self._column[pair]
            if self._struck[column] < self._probability[pair][step]:
                added += self._delay[column]
                if self._charge[pair] not in self._charged and self._cost[column] > 0.0:
                    self._charged.add(self._charge[pair])
                    costs.append(self._cost[column])
        return added, costs
