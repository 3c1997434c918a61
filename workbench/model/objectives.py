"""Strategic objectives on declared scales, and the scores that projects earn on them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workbench.model.data import MOST_MONEY, Data, Id, about, quantity

BEST = 100.0
"""Value of an objective's best level; its worst has the value 0."""

Level = Annotated[float, Field(ge=-MOST_MONEY, le=MOST_MONEY)]
"""A level of an objective in its own unit."""

ValueNotDone = Annotated[float, Field(ge=-BEST, le=BEST)]
"""Value on an objective as long as a project is not done."""


class ScalePoint(Data):
    """What one level between the worst and the best is worth."""

    level: float = quantity(unit="any", about="level in the objective's own unit", low=-MOST_MONEY)
    value: float = quantity(unit="points 0–100", about="what it is worth", low=0, high=BEST)


class Scale(Data):
    """What levels of an objective are worth: 0 at the worst, 100 at the best, straight lines between points.

    Both ends are declared, never taken from the projects at hand: then no project's value depends on which
    others are compared. The best level may be the lower number, as for days of waiting.

    Examples
    --------
    >>> days = Scale(unit="days to serve", worst=30, best=10)
    >>> days.value_of(25)
    25.0
    >>> soon_enough = Scale(unit="%", worst=0, best=40, points=(ScalePoint(level=10, value=80),))
    >>> soon_enough.value_of(5), soon_enough.value_of(25)
    (40.0, 90.0)
    """

    unit: str = about("", text="unit of its levels")
    worst: float = quantity(unit="any", about="level that is worth 0: as if not done", low=-MOST_MONEY)
    best: float = quantity(unit="any", about="level that is worth 100", low=-MOST_MONEY)
    points: tuple[ScalePoint, ...] = about(
        (), text="levels between the two with their values, from the worst on; empty = a straight line"
    )

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Levels with their values, from the worst to the best."""
        between = ((point.level, point.value) for point in self.points)
        return ((self.worst, 0.0), *between, (self.best, BEST))

    def covers(self, level: float) -> bool:
        """Whether a level lies between the two ends."""
        return min(self.worst, self.best) <= level <= max(self.worst, self.best)

    def value_of(self, level: float) -> float:
        """What a level is worth, 0 to 100."""
        corners = self.corners
        for (low, low_value), (high, high_value) in zip(corners, corners[1:], strict=False):
            if min(low, high) <= level <= max(low, high):
                return low_value + (high_value - low_value) * (level - low) / (high - low)
        raise ValueError(f"the level {level:g} lies outside {self.worst:g} to {self.best:g}")


class Objective(Data):
    """A strategic objective on a declared scale from 0 (as if the project were not done) to 100.

    A monetised objective is already in the benefits in money and never counts in the score as well.
    """

    id: Id = about(text="short key")
    name: str = about("", text="what it is")
    weight: float = quantity(unit="points", about="value of going from 0 to 100 on it", low=0)
    monetised: bool = about(False, text="already counted in money, so never in the score")
    scale: Scale | None = about(
        None, text="what its levels are worth, in its own unit; empty = projects state 0 to 100"
    )


def rescaled(objective: Objective, best: float) -> Objective:
    """The objective with another best level, its weight in proportion to the range: w′ = w · range′ ÷ range.

    A weight is the value of going from worst to best, so it means nothing without the range: with the weight
    in proportion each level earns what it earned before. Scores stated from 0 to 100 instead of as levels are
    not changed and would need to be.

    Sources: swing weighting, see von Winterfeldt & Edwards 1986 (from memory).

    Parameters
    ----------
    objective
        With a scale in a straight line; what a bent one is worth beyond its best level is not known.
    best
        The new best level.

    Examples
    --------
    >>> share = Objective(id="growth", weight=30, scale=Scale(unit="%", worst=0, best=20))
    >>> rescaled(share, best=40).weight
    60.0
    """
    scale = objective.scale
    if scale is None or scale.points:
        raise ValueError(f"objective {objective.id} needs a scale in a straight line to be rescaled")
    if (best > scale.worst) != (scale.best > scale.worst) or best == scale.worst:
        raise ValueError(f"the best level {best:g} must lie on the same side of the worst, {scale.worst:g}")
    weight = objective.weight * (best - scale.worst) / (scale.best - scale.worst)
    wider = scale.model_copy(update={"best": best})
    return objective.model_copy(update={"weight": weight, "scale": wider})


class OrdinalScores(Data):
    """SAFe's four ordinal scores (1 to 20). A ranking aid: their ratio has no unit and is never money."""

    value: float = quantity(unit="points 1–20", about="user and business value", low=1, high=20)
    urgency: float = quantity(unit="points 1–20", about="time criticality", low=1, high=20)
    opportunity: float = quantity(
        unit="points 1–20", about="risk reduction, opportunity enablement", low=1, high=20
    )
    size: float = quantity(unit="points 1–20", about="size of the work", low=1, high=20)
