"""What will really happen in one simulated future: lengths and outcomes of attempts, risks that strike."""

from __future__ import annotations

from workbench.engines.plan import Plan
from workbench.engines.records import lists_of
from workbench.engines.rules.records import DeskRoom, Floats, Luck
from workbench.engines.rules.service import outcome_at_end, work_of
from workbench.engines.rules.truth import overhead_of, strikes, struck_share


class Truth:
    """Hidden from every belief; the benchmark with perfect foresight may look.

    `scope` is the share of each package's work that its scope leaves, `room` what stands at the PMO's desks;
    both may change.
    """

    def __init__(self, plan: Plan, luck: Luck, scope: Floats, room: DeskRoom) -> None:
        self._records = lists_of(plan)
        self._luck = luck
        self._scope, self._room = scope, room
        self._project_of: list[int] = plan.packages.project.tolist()
        self._charged: set[int] = set()
        self.made = [0] * len(self._project_of)
        """Attempts made of each package."""

    def work(self, k: int, number: int, step: int) -> float:
        """Working days of an attempt before overhead and switching, risks included."""
        records, luck = self._records, self._luck
        struck = struck_share(records.effects, records.risks, luck, k, step) if number == 1 else 0.0
        scale = self._scope[k] * records.network.scale[k]
        i, desks = self._project_of[k], records.desks
        return work_of(records.effects, desks, self._room, luck, scale, i, k, number, step, struck)

    def outcome(self, k: int, number: int, step: int, gate_ahead: int, now: float) -> int:
        """How an attempt that began at a level step ends."""
        records, desks, luck = self._records, self._records.desks, self._luck
        return outcome_at_end(records.effects, desks, self._room, luck, k, number, step, gate_ahead, now)

    def overhead(self, k: int, step: int) -> float:
        """In-project overhead of a package."""
        return overhead_of(self._records.effects, k, step)

    def charges(self, k: int, step: int) -> list[float]:
        """Money that risks cost as a package starts; what its project was charged before comes once only."""
        effects, risks, luck = self._records.effects, self._records.risks, self._luck
        due = []
        for place in range(risks.start[k], risks.start[k + 1]):
            pair = risks.pair[place]
            cost = luck.cost[risks.column[pair]]
            if (
                strikes(effects, risks, luck, pair, step)
                and risks.charge[pair] not in self._charged
                and cost > 0.0
            ):
                self._charged.add(risks.charge[pair])
                due.append(cost)
        return due

    def remaining(self, k: int) -> float:
        """Days that a package under way at the start still takes."""
        return self._luck.remaining[k]
