"""Changes of strategy: from a date on, the objectives weigh differently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from workbench.errors import Problem
from workbench.model.checks import unknown
from workbench.model.data import Data, Day, Id, about
from workbench.model.portfolio import Portfolio

Weight = Annotated[float, Field(ge=0, le=10**6)]


class StrategyShift(Data):
    """From a date on, objectives have these weights; those not named keep the ones they had.

    Nobody knows of it before its date: boards rank by the weights in force.
    """

    from_: Day = about(text="first day", alias="from")
    weights: dict[Id, Weight] = about(text="new weights, by objective", unit="points")


def strategy_problems(shifts: tuple[StrategyShift, ...], portfolio: Portfolio) -> Iterator[Problem]:
    """What is wrong with changes of strategy, against the portfolio that they are of."""
    days = [shift.from_ for shift in shifts]
    if any(later <= earlier for earlier, later in zip(days, days[1:], strict=False)):
        yield Problem(("strategy",), "dates must rise", ", ".join(map(str, days)), "sort them")
    objectives = [objective.id for objective in portfolio.objectives]
    monetised = {objective.id for objective in portfolio.objectives if objective.monetised}
    for place, shift in enumerate(shifts):
        where = ("strategy", str(place))
        if portfolio.calendar.days_between(portfolio.start, shift.from_) <= 0:
            yield Problem(
                (*where, "from"),
                f"must be after the portfolio's start {portfolio.start}",
                str(shift.from_),
                "move it, or change the weights of the objectives",
            )
        yield from unknown((*where, "weights"), shift.weights, objectives, "objective")
        for name in shift.weights:
            if name in monetised:
                yield Problem(
                    (*where, "weights", name),
                    "is counted in money, so it has no weight in the score",
                    remedy="drop it, or drop monetised from the objective",
                )


def weights_by_step(shifts: tuple[StrategyShift, ...], portfolio: Portfolio) -> tuple[dict[str, float], ...]:
    """Weights of all objectives: at the start, then after each change."""
    weights = {objective.id: objective.weight for objective in portfolio.objectives}
    steps = [weights]
    for shift in shifts:
        weights = weights | shift.weights
        steps.append(weights)
    return tuple(steps)
