"""What will really happen: lengths and outcomes of attempts."""

from __future__ import annotations

from workbench.engines.draws import Draws
from workbench.engines.plan import Plan
from workbench.engines.remaining import Remaining
from workbench.engines.rules.duration import attempt_work, noise_factor, systemic_factor
from workbench.engines.rules.rework import REPEATED, outcome_of
from workbench.engines.strikes import Strikes
from workbench.engines.tables import Tables


class Truth:
    """What will really happen, for the run itself and for the benchmark with perfect foresight."""

    def __init__(self, plan: Plan, draws: Draws, row: int, tables: Tables) -> None:
        self._tables = tables
        self._attempts = plan.attempts
        self._repeat_share = plan.rules.repeat_share
        self.strikes = Strikes(plan, draws, row, tables)
        self._systemic = draws.systemic[row].tolist()
        self._log_noise = draws.log_noise[row].tolist()
        self._rework_luck = draws.rework[row].tolist()
        self._late_luck = draws.late[row].tolist()
        levels = plan.levels
        self._sigma = levels.sigma.tolist()
        self._spread = levels.spread.tolist()
        self._log_norm = levels.log_norm.tolist()
        self._rework = levels.rework.tolist()
        self._late = levels.late.tolist()
        self._overhead: list[list[float]] = levels.overhead.tolist()
        self.made = [0] * len(tables.project_of)
        """Attempts made of each package."""

    def work(self, k: int, number: int, step: int, struck: float) -> float:
        """Working days of an attempt before overhead and switching."""
        i = self._tables.project_of[k]
        unit = self._tables.unit[i]
        systemic = systemic_factor(self._sigma[i][step], self._systemic[i])
        noise = noise_factor(
            self._log_noise[k][number - 1], self._spread[unit][step], self._log_norm[k][step]
        )
        share = 1.0 if number == 1 else self._repeat_share
        return attempt_work(self._tables.scale[k], systemic, noise, struck, share)

    def outcome(self, k: int, number: int, step: int, gate_ahead: int) -> int:
        """How an attempt that began at a level step ends."""
        unit = self._tables.unit[self._tables.project_of[k]]
        return outcome_of(
            number,
            self._attempts,
            self._rework_luck[k][number - 1],
            self._rework[unit][step],
            self._late_luck[k][number - 1],
            self._late[unit][step],
            gate_ahead,
        )

    def overhead(self, i: int, step: int) -> float:
        """In-project overhead of a project's unit."""
        return self._overhead[self._tables.unit[i]][step]

    def lengths(self, i: int, step: int, remaining: Remaining) -> list[float]:
        """True days left of each package of a project, repeats included, switching left out."""
        lengths = [0.0] * len(self._tables.project_of)
        for k in self._tables.members[i]:
            if not remaining.is_open(k):
                continue
            number = self.made[k]
            days = 0.0
            ends = REPEATED
            while ends == REPEATED:
                number += 1
                added = self.strikes.added(k, step) if number == 1 else 0.0
                days += self.work(k, min(number, self._attempts), step, added)
                ends = self.outcome(k, number, step, 0)
            lengths[k] = days * (1.0 + self.overhead(i, step))
        return lengths
