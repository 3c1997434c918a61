"""Present values in closed form, and cost of delay as their derivative (DESIGN §4.8).

All are money at day 0; `rho` is the discount rate per working day.
"""

from __future__ import annotations

import math

from workbench.engines.rules.duration import bounded_exp

SERIES_BELOW = 0.01
"""Rate × span below which integrals are summed as series of five terms (errors of 1e-12)."""


def annuity(rho: float, start: float, end: float) -> float:
    """Present value of 1 a day between two days: (e^(−ρ·start) − e^(−ρ·end)) ÷ ρ."""
    if end <= start:
        return 0.0
    if rho == 0.0:
        return end - start
    if math.isinf(end):
        return bounded_exp(-rho * start) / rho
    return bounded_exp(-rho * start) * decayed_span(rho, end - start)


def decayed_span(rate: float, span: float) -> float:
    """∫ e^(−rate·u) du from 0 to `span`: (1 − e^(−x)) ÷ rate with x = rate·span."""
    x = rate * span
    if x < SERIES_BELOW:
        # The closed form loses digits to cancellation here.
        return span * (1.0 - x / 2.0 + x * x / 6.0 - x * x * x / 24.0 + x * x * x * x / 120.0)
    return (1.0 - bounded_exp(-x)) / rate


def ramp_value(rho: float, ramp: float, start: float, end: float) -> float:
    """Present value of a rate that rises from 0 to 1 over `ramp` days after `start`, counted until `end`."""
    span = end - start
    if span <= 0.0 or ramp <= 0.0:
        return 0.0
    x = rho * span
    if x < SERIES_BELOW:
        # Series of ∫ u·e^(−ρu) du: the closed form loses every digit to cancellation here.
        series = 0.5 - x / 3.0 + x * x / 8.0 - x * x * x / 30.0 + x * x * x * x / 144.0
        return span * span * series * bounded_exp(-rho * start) / ramp
    decayed = bounded_exp(-rho * span)
    return bounded_exp(-rho * start) * ((1.0 - decayed) / (rho * rho) - span * decayed / rho) / ramp


def tail_value(rho: float, decay: float, start: float, end: float) -> float:
    """Present value of a rate that starts at 1 on `start` and decays, counted until `end`."""
    if end <= start or math.isinf(decay):
        return 0.0
    rate = rho + decay
    if rate == 0.0:
        return end - start
    if math.isinf(end):
        return bounded_exp(-rho * start) / rate
    return bounded_exp(-rho * start) * decayed_span(rate, end - start)


def benefit_value(
    rho: float, done: float, peak: float, ramp: float, plateau: float, decay: float, window: float
) -> float:
    """Present value of the benefit of a project completed on day `done`, with its terminal value.

    Sources: closed form checked against quadrature in the tests.
    """
    if peak == 0.0 or done >= window:
        return 0.0
    risen = done + ramp
    full = risen + plateau
    top = min(risen, window)
    flat = min(full, window)
    value = ramp_value(rho, ramp, done, top) + annuity(rho, top, flat)
    if not math.isinf(full):
        value += tail_value(rho, decay, flat, window)
    return peak * value


def benefit_rate(age: float, peak: float, ramp: float, plateau: float, decay: float) -> float:
    """Benefit a day at an age just before `age` days after completion."""
    if age <= 0.0:
        return 0.0
    if age <= ramp:
        return peak * age / ramp
    beyond = age - ramp - plateau
    if beyond <= 0.0:
        return peak
    if math.isinf(decay):
        return 0.0
    return peak * bounded_exp(-decay * beyond)


def benefit_delay_cost(
    rho: float, done: float, peak: float, ramp: float, plateau: float, decay: float, window: float
) -> float:
    """What one more day costs in benefit: −d(value)/d(done) = ρ·value + rate at the window's close.

    By age, value = e^(−ρT)·∫₀^(W−T) B(a)·e^(−ρa) da; the second term is the day that the closing window cuts.
    """
    if peak == 0.0 or done >= window:
        return 0.0
    cost = rho * benefit_value(rho, done, peak, ramp, plateau, decay, window)
    if not math.isinf(window):
        cost += benefit_rate(window - done, peak, ramp, plateau, decay) * bounded_exp(-rho * window)
    return cost


def lateness_value(rho: float, done: float, due: float, per_day: float, step: float) -> float:
    """Present value of the cost of finishing on day `done` what was due on `due`."""
    if done <= due:
        return 0.0
    return per_day * annuity(rho, due, done) + step * bounded_exp(-rho * due)


def lateness_delay_cost(rho: float, done: float, due: float, per_day: float) -> float:
    """What one more day costs in lateness (right derivative; the step itself has none)."""
    if done < due:
        return 0.0
    return per_day * bounded_exp(-rho * done)
