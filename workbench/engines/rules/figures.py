"""What each project is worth by the day of its completion: the closed forms with its figures."""

from __future__ import annotations

from workbench.engines.rules.duration import bounded_exp
from workbench.engines.rules.records import Figures
from workbench.engines.rules.worth import (
    benefit_delay_cost,
    benefit_value,
    lateness_delay_cost,
    lateness_value,
)


def present(figures: Figures, day: float) -> float:
    """Present value of 1 paid on a day."""
    return bounded_exp(-figures.rho * day)


def benefit_of(figures: Figures, i: int, done: float) -> float:
    """Present value of a project's benefit if completed on a day."""
    return benefit_value(
        figures.rho,
        done,
        figures.benefit[i],
        figures.ramp[i],
        figures.plateau[i],
        figures.decay[i],
        figures.window[i],
    )


def run_cost_of(figures: Figures, i: int, done: float) -> float:
    """Present value of its run cost; it starts at completion without a ramp."""
    level = figures.ramp[i] + figures.plateau[i]
    return benefit_value(
        figures.rho, done, figures.run_cost[i], 0.0, level, figures.decay[i], figures.window[i]
    )


def lateness_of(figures: Figures, i: int, done: float) -> float:
    """Present value of its lateness cost if completed on a day."""
    return lateness_value(figures.rho, done, figures.due[i], figures.late_per_day[i], figures.late_step[i])


def delay_cost_of(figures: Figures, i: int, done: float) -> float:
    """Money at day 0 that one more day costs, at completion on a day (DESIGN §4.8)."""
    cost = lateness_delay_cost(figures.rho, done, figures.due[i], figures.late_per_day[i])
    if figures.benefit[i] != 0.0:
        cost += benefit_delay_cost(
            figures.rho,
            done,
            figures.benefit[i],
            figures.ramp[i],
            figures.plateau[i],
            figures.decay[i],
            figures.window[i],
        )
    if figures.run_cost[i] != 0.0:
        level = figures.ramp[i] + figures.plateau[i]
        cost -= benefit_delay_cost(
            figures.rho, done, figures.run_cost[i], 0.0, level, figures.decay[i], figures.window[i]
        )
    return cost
