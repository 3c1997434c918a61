"""How exactly an average is known from so many futures, and how exactly is enough."""

from __future__ import annotations

import math
from dataclasses import dataclass

from workbench.charts.numbers import amount, finer, money
from workbench.experiment import Comparison
from workbench.interfaces.wording.verdict import SMALL

NET_VALUE = ("npv",)
TENTH = 0.1
"""Part of a difference that need not be known: its first figure then stands."""

ALIKE = 50
"""How many times larger an amount may be for a smaller one to be written in its unit."""

LEVEL = 0.01
"""Share of today's value to which it is known where nothing differs: there it is only said beside."""


@dataclass(frozen=True)
class Aim:
    """How many futures a question is given, and when that is enough.

    While something is moved, and as soon as it rests: so many. Then more, until half the range of the average
    of the net-value difference is at most the goal, or there are `most`.

    Parameters
    ----------
    rough, settled, most
        Pairs of futures while something is moved, at rest, and at the most.
    share
        The goal as a share of today's value. By default half of what a page calls no difference, so that a
        what-if that changes nothing can be told from one that does; a tenth of the difference where that is
        more.
    amount
        The goal as an amount of money, in place of all that.
    """

    rough: int = 200
    settled: int = 1000
    most: int = 10_000
    share: float = SMALL / 2
    amount: float | None = None

    @classmethod
    def exactly(cls, count: int) -> Aim:
        """So many, however exact that is.

        Examples
        --------
        >>> Aim.exactly(500)
        Aim(rough=200, settled=500, most=500, share=0.0025, amount=None)
        """
        return cls(min(cls.rough, count), count, count)

    def goal(self, today: float, difference: float) -> float:
        """Half the range that is exact enough.

        Examples
        --------
        >>> Aim().goal(60e6, 1e6), Aim().goal(60e6, 30e6), Aim(amount=2e5).goal(60e6, 30e6)
        (150000.0, 3000000.0, 200000.0)
        """
        if self.amount is not None:
            return self.amount
        return max(self.share * abs(today), TENTH * abs(difference))


@dataclass(frozen=True)
class Precision:
    """What is known and what is asked for.

    Parameters
    ----------
    half
        Half the range of the average of the net-value difference; of today's value where nothing differs.
    goal
        What is exact enough.
    ends
        The average and its range, from which the money is written.
    """

    half: float
    goal: float
    ends: tuple[float, float, float]

    @classmethod
    def of(cls, comparison: Comparison, aim: Aim) -> Precision:
        """Of today and one what-if; of today alone if the two are the same."""
        today, other = comparison.names[:2]
        level = comparison.averages(today, NET_VALUE)["npv"]
        first, second = comparison.manifest.scenarios[:2]
        same = first.hash == second.hash
        row = level if same else comparison.gaps(other, today, NET_VALUE)["npv"]
        mean, low, high = (float(row[key]) for key in ("mean", "low", "high"))
        worth = float(level["mean"])
        goal = LEVEL * abs(worth) if same and aim.amount is None else aim.goal(worth, 0.0 if same else mean)
        return cls((high - low) / 2, goal, (mean, low, high))

    @property
    def is_enough(self) -> bool:
        """Whether no more futures are needed."""
        return self.half <= self.goal

    def needed(self, count: int) -> int:
        """About how many futures it takes, given that so many gave this; in whole hundreds.

        Examples
        --------
        >>> Precision(4e5, 2e5, (0.0, 0.0, 0.0)).needed(1000)
        4100
        """
        if self.is_enough:
            return count
        if not self.goal > 0 or math.isnan(self.half):
            return 10**9
        return math.ceil(1.02 * count * (self.half / self.goal) ** 2 / 100) * 100

    def known(self, currency: str) -> str:
        """What is known, as an amount."""
        return self._written(self.half, currency)

    def asked(self, currency: str) -> str:
        """What is asked for, as an amount; in the unit of what is known unless it is much smaller."""
        alike = self.goal * ALIKE >= self.half
        return self._written(self.goal, currency) if alike else f"±{amount(self.goal, currency)}"

    def _written(self, reach: float, currency: str) -> str:
        return f"±{finer(money(list(self.ends), currency), reach).plain(reach)}"
