"""What each project is worth by the day of its completion: the closed forms with its figures."""

from __future__ import annotations

from workbench.engines.plan import Plan
from workbench.engines.rules.worth import (
    benefit_delay_cost,
    benefit_value,
    lateness_delay_cost,
    lateness_value,
)


class Worth:
    """Present values and costs of delay of each project, from the plan alone."""

    def __init__(self, plan: Plan) -> None:
        one = plan.projects
        self.rho = plan.money.rho
        self._benefit = one.benefit.tolist()
        self._ramp = one.ramp.tolist()
        self._plateau = one.plateau.tolist()
        self._decay = one.decay.tolist()
        self._window = one.window.tolist()
        self._run_cost = one.run_cost.tolist()
        self._due = one.due.tolist()
        self._late = one.late_per_day.tolist()
        self._step = one.late_step.tolist()

    def benefit(self, i: int, done: float) -> float:
        """Present value of the benefit if completed on a day."""
        return benefit_value(
            self.rho, done, self._benefit[i], self._ramp[i], self._plateau[i], self._decay[i], self._window[i]
        )

    def run_cost(self, i: int, done: float) -> float:
        """Present value of the run cost; it starts at completion without a ramp."""
        level = self._ramp[i] + self._plateau[i]
        return benefit_value(self.rho, done, self._run_cost[i], 0.0, level, self._decay[i], self._window[i])

    def lateness(self, i: int, done: float) -> float:
        """Present value of the lateness cost if completed on a day."""
        return lateness_value(self.rho, done, self._due[i], self._late[i], self._step[i])

    def delay_cost(self, i: int, done: float) -> float:
        """Money at day 0 that one more day costs, at completion on a day (DESIGN §4.8)."""
        cost = lateness_delay_cost(self.rho, done, self._due[i], self._late[i])
        if self._benefit[i] != 0.0:
            cost += benefit_delay_cost(
                self.rho,
                done,
                self._benefit[i],
                self._ramp[i],
                self._plateau[i],
                self._decay[i],
                self._window[i],
            )
        if self._run_cost[i] != 0.0:
            level = self._ramp[i] + self._plateau[i]
            cost -= benefit_delay_cost(
                self.rho, done, self._run_cost[i], 0.0, level, self._decay[i], self._window[i]
            )
        return cost
