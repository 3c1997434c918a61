"""How well differences were to be known, and are: in a sentence."""

from __future__ import annotations

import math

from workbench.charts.numbers import Figures, figures_for, finer
from workbench.experiment.measures import measure_of
from workbench.interfaces.wording.phrases import futures, inside

SURE = "95 % sure as far as luck goes"


def asked_words(measure: str, half_range: float, currency: str) -> str:
    """What was asked for.

    Examples
    --------
    >>> asked_words("npv", 250_000, "EUR")
    'the average differences in net value to ±€250k'
    >>> asked_words("on_time", 0.01, "EUR")
    'the average differences in promised dates kept to ±1.0 percentage points'
    """
    return f"{_differences(measure)} to {_give_or_take(half_range, measure, currency)}"


def goal_words(measure: str, asked: float, reached: float, n: int, currency: str) -> str:
    """Whether differences are known as well as was asked, and after how many futures.

    Parameters
    ----------
    measure
        Name of the measure.
    asked, reached
        Half the 95 % range of every average difference, in the unit of the measure; infinite where one of them
        is not known.
    n
        Simulated futures of each scenario.
    currency
        Code of the currency.

    Examples
    --------
    >>> goal_words("npv", 250_000, 201_000, 340, "EUR")
    'After 340 simulated futures the average differences in net value are known to ±€201k or better (95 % sure as far as luck goes), as was asked: ±€250k.'
    >>> goal_words("npv", 250_000, 312_000, 5000, "EUR")
    'After 5,000 simulated futures, the most allowed, the average differences in net value are known to ±€312k only (95 % sure as far as luck goes); ±€250k was asked for.'
    """  # noqa: E501 (sentences as they are)
    goal = _give_or_take(asked, measure, currency)
    begun, what = f"After {futures(n)}", _differences(measure)
    if math.isinf(reached):
        return f"{begun}, the most allowed, {what} are not all known; {goal} was asked for."
    known = _give_or_take(reached, measure, currency)
    if reached <= asked:
        return f"{begun} {what} are known to {known} or better ({SURE}), as was asked: {goal}."
    return f"{begun}, the most allowed, {what} are known to {known} only ({SURE}); {goal} was asked for."


def _differences(measure: str) -> str:
    return f"the average differences in {inside(measure_of(measure).title)}"


def _give_or_take(half: float, measure: str, currency: str) -> str:
    unit = measure_of(measure).unit_in(currency)
    if unit == "share":
        figures = finer(Figures("", "", 0.01), half)
        return f"±{figures.plain(half)} percentage points"
    text = finer(figures_for([half], unit, currency), half).plain(half)
    return f"±{text}" if unit == currency else f"±{text} {unit}"
