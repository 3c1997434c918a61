"""What a finished project brings: ramp, plateau, decay, an optional closing window, and its run cost."""

from __future__ import annotations

from workbench.model.data import Data, Day, about, quantity


class BenefitProfile(Data):
    """Benefit rate after completion, by age; calendar closing is separate.

    The rate rises in a straight line over the ramp, stays at the peak for the plateau, then decays
    exponentially, or stops if no decay is given. From the day the window closes there is none. The run cost
    follows the plateau and the decay, not the ramp.
    """

    per_year: float = quantity(0.0, unit="money per year", about="benefit at the peak", low=0)
    ramp_months: float = quantity(0.0, unit="months", about="time to reach the peak", low=0)
    plateau_years: float | None = quantity(
        None, unit="years", about="time at the peak; empty = for ever", low=0
    )
    decay_per_year: float | None = quantity(
        None, unit="per year", about="exponential decay after the plateau; empty = stops at its end", low=0
    )
    window_closes: Day | None = about(None, text="no benefit from this day on")
    run_cost_per_year: float = quantity(0.0, unit="money per year", about="cost of running it", low=0)


class Lateness(Data):
    """What being late costs: per working day after the due date, a single sum on that date, or both."""

    per_day: float = quantity(0.0, unit="money per working day", about="for each day late", low=0)
    step: float = quantity(0.0, unit="money", about="once, on the due date, if not finished by then", low=0)
