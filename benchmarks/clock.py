"""Contenders take turns, round after round; what counts is the median of their processor time."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Work = Callable[[int], float]
"""Does the work of a round, given its number, and says how many units that was."""


@dataclass(frozen=True)
class Spread:
    """Median, smallest and largest of some rounds."""

    median: float
    low: float
    high: float
    rounds: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Of one figure for each round.

        Examples
        --------
        >>> Spread.of([3.0, 1.0, 2.0])
        Spread(median=2.0, low=1.0, high=3.0, rounds=3)
        """
        return cls(statistics.median(values), min(values), max(values), len(values))

    def times(self, factor: float) -> Spread:
        """In another unit."""
        return Spread(factor * self.median, factor * self.low, factor * self.high, self.rounds)


@dataclass(frozen=True)
class Timed:
    """Seconds for each unit of work, by contender and round.

    Parameters
    ----------
    seconds
        By contender, one figure for each round.
    fixed
        Seconds of the fixed workload that took its turn in every round: how quiet the machine was.
    """

    seconds: Mapping[str, tuple[float, ...]]
    fixed: tuple[float, ...]

    def each(self, name: str, factor: float = 1.0) -> Spread:
        """Time for each unit, in seconds times a factor."""
        return Spread.of([factor * one for one in self.seconds[name]])

    def ratio(self, above: str, below: str) -> Spread:
        """Time of one contender ÷ that of another, round by round."""
        pairs = zip(self.seconds[above], self.seconds[below], strict=True)
        return Spread.of([one / other for one, other in pairs])

    @property
    def noise(self) -> Spread:
        """The fixed workload's time ÷ its median."""
        middle = statistics.median(self.fixed)
        return Spread.of([one / middle for one in self.fixed])


def interleaved(
    contenders: Mapping[str, Work], rounds: int, clock: Callable[[], float] = time.process_time
) -> Timed:
    """Let contenders take turns; the order is turned round every other time.

    Parameters
    ----------
    contenders
        Work by name.
    rounds
        How often each has its turn, apart from one beforehand that does not count: no one pays for what
        only the first round finds cold.
    clock
        Processor time of this process unless told otherwise.
    """
    names = list(contenders)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    fixed: list[float] = []
    for turn in range(-1, rounds):
        took = {}
        for name in names if turn % 2 else reversed(names):
            # What others left behind is nobody's cost.
            gc.collect()
            began = clock()
            units = contenders[name](turn)
            took[name] = (clock() - began) / units
        began = clock()
        fixed_work()
        spent = clock() - began
        if turn >= 0:
            fixed.append(spent)
            for name in names:
                seconds[name].append(took[name])
    return Timed({name: tuple(values) for name, values in seconds.items()}, tuple(fixed))


def fixed_work() -> int:
    """The same arithmetic every time, about a twentieth of a second."""
    total = 0
    for number in range(500_000):
        total = (total * 31 + number) % 1_000_003
    return total
