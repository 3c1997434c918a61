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

    def added(self, k: int, step: int) -> float:
        """Share that risks add to the work of a package whose first attempt starts at a level step."""
        share = 0.0
        for pair in self._striking(k, step):
            share += self._delay[self._column[pair]]
        return share

    def costs(self, k: int, step: int) -> list[float]:
        """Money to pay as it starts; what was charged to its project before is not charged again."""
        due = []
        for pair in self._striking(k, step):
            cost = self._cost[self._column[pair]]
            if self._charge[pair] not in self._charged and cost > 0.0:
                self._charged.add(self._charge[pair])
                due.append(cost)
        return due

    def _striking(self, k: int, step: int) -> list[int]:
        return [
            pair
            for pair in self._pairs[k]
            if self._struck[self._column[pair]] < self._probability[pair][step]
        ]
