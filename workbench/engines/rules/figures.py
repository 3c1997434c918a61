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


def believed_benefit_of(figures: Figures, i: int, done: float) -> float:
    """Present value of a project's benefit if completed on a day, as policies see it."""
    return benefit_value(
        figures.rho,
        done,
        figures.believed_benefit[i],
        figures.ramp[i],
        figures.plateau[i],
        figures.decay[i],
        figures.window[i],
    )


def delay_cost_of(figures: Figures, i: int, done: float) -> float:
    """Money at day 0 that one more day costs, at completion on a day (DESIGN §4.8), as policies see it."""
    cost = lateness_delay_cost(figures.rho, done, figures.due[i], figures.late_per_day[i])
    if figures.believed_benefit[i] != 0.0:
        cost += benefit_delay_cost(
            figures.rho,
            done,
            figures.believed_benefit[i],
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
    if figures.programme[i] >= 0:
        cost += programme_delay_cost_of(figures, i, done)
    return cost


def programme_value(figures: Figures, p: int, done: float) -> float:
    """Present value of what a programme brings beyond its projects, run cost taken off, from a day on."""
    ramp, plateau = figures.programme_ramp[p], figures.programme_plateau[p]
    decay, window = figures.programme_decay[p], figures.programme_window[p]
    return benefit_value(
        figures.rho, done, figures.programme_benefit[p], ramp, plateau, decay, window
    ) - benefit_value(figures.rho, done, figures.programme_run_cost[p], 0.0, ramp + plateau, decay, window)


def programme_worth_of(figures: Figures, i: int, done: float) -> float:
    """A project's share of that, as if the programme were complete on the day of the project; assumed.

    Which project will be the last nobody knows beforehand; shares by planned work add up to the whole.
    """
    p = figures.programme[i]
    return figures.programme_share[i] * programme_value(figures, p, done) if p >= 0 else 0.0


def programme_delay_cost_of(figures: Figures, i: int, done: float) -> float:
    """A project's share of what one more day costs its programme, by the same rule."""
    p = figures.programme[i]
    ramp, plateau = figures.programme_ramp[p], figures.programme_plateau[p]
    decay, window = figures.programme_decay[p], figures.programme_window[p]
    cost = benefit_delay_cost(figures.rho, done, figures.programme_benefit[p], ramp, plateau, decay, window)
    cost -= benefit_delay_cost(
        figures.rho, done, figures.programme_run_cost[p], 0.0, ramp + plateau, decay, window
    )
    return figures.programme_share[i] * cost


def score_of(figures: Figures, i: int, now: float) -> float:
    """Weighted score of a project by the strategy in force on a day."""
    steps, step = len(figures.strategy_day), 0
    while step + 1 < steps and figures.strategy_day[step + 1] <= now:
        step += 1
    return figures.score[i * steps + step]
