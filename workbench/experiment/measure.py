"""What a measure is: its name, words, unit, and which way is better."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum, StrEnum

UTILISATION = "utilisation."
"""Begins the names of measures of single pools."""


class Direction(IntEnum):
    """Which way is better; the value is the sign of the gain."""

    MORE = 1
    LESS = -1
    NEITHER = 0


class Scoreboard(StrEnum):
    """Where a measure is shown."""

    VALUE = "value"
    DELIVERY = "delivery"
    CHECK = "check"
    """Parts of a sum, and shares that say how far to trust a run."""


class Unit(StrEnum):
    """Units of measures; money stands for the portfolio's currency."""

    MONEY = "money"
    PROJECTS = "projects"
    PROJECTS_PER_YEAR = "projects per year"
    DAYS = "working days"
    FTE_DAYS = "FTE-days"
    SHARE = "share"
    POINTS = "points"
    RATIO = "actual ÷ plan"
    SPREAD_RATIO = "ratio"
    LOG_SD = "log-sd"


@dataclass(frozen=True)
class Measure:
    """One measure.

    Parameters
    ----------
    name
        Key in frames and JSON.
    title
        Readers' words.
    unit, direction, scoreboard
        How to print it, which way is better, where it stands.
    definition
        What exactly is counted.
    """

    name: str
    title: str
    unit: Unit
    direction: Direction
    scoreboard: Scoreboard
    definition: str

    def unit_in(self, currency: str) -> str:
        """The unit with money named by its currency.

        Examples
        --------
        >>> from workbench.experiment.measures import MEASURES
        >>> MEASURES["npv"].unit_in("EUR"), MEASURES["wip"].unit_in("EUR")
        ('EUR', 'projects')
        """
        return currency if self.unit is Unit.MONEY else self.unit.value

    @property
    def bounds(self) -> tuple[float, float]:
        """Least and most that it can be, so that no range of an average says what cannot be.

        Use of people has no upper bound: work goes on where a pool has fewer people than are at work.

        Examples
        --------
        >>> from workbench.experiment.measures import MEASURES
        >>> MEASURES["on_time"].bounds, MEASURES["lead_time"].bounds, MEASURES["npv"].bounds
        ((0.0, 1.0), (0.0, inf), (-inf, inf))
        """
        if self.unit in (Unit.MONEY, Unit.POINTS):
            return -math.inf, math.inf
        share = self.unit is Unit.SHARE and not self.name.startswith(UTILISATION)
        return 0.0, 1.0 if share else math.inf
