"""How many outcomes were as forecast, and how rare that is if the forecasts are right.

Projects of one portfolio share people and luck, so their outcomes hang together and a count of them spreads
more than one of independent outcomes would. The run itself knows by how much: each of its futures is counted
as if it were what happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import Interval, share_interval
from workbench.analysis.forecasts import share_chance
from workbench.experiment.tracking.forecast import Floats

Bools = NDArray[np.bool_]

LEAST = 200
"""Futures below which the run cannot say how rare something is: four questions at once need one in 80."""

SAME = 1e-9
"""Scores closer than this are one: only the order of a sum sets them apart."""


@dataclass(frozen=True)
class Tally:
    """A count beside what was to be expected.

    Parameters
    ----------
    hits, n
        How many of how many.
    expected
        Share that the forecasts lead to expect, on average over the outcomes counted.
    alone
        Chance of a count as far off, either way, if outcomes were independent (exact binomial).
    together
        The same with outcomes that hang together as in the run's futures; None where these are too few.
    futures
        How many futures `together` rests on.
    """

    hits: int
    n: int
    expected: float
    alone: float
    together: float | None
    futures: int

    @property
    def share(self) -> Interval:
        """Share with Wilson's 95 % interval."""
        return share_interval(self.hits, self.n)

    @property
    def beyond(self) -> float:
        """Hits beyond those expected; 0 where there is nothing to count."""
        return self.hits - self.n * self.expected if self.n else 0.0

    @property
    def chance(self) -> float:
        """What a verdict rests on: `together` where it is known."""
        return self.alone if self.together is None else self.together


def tally_of(hits: Sequence[bool], expected: Sequence[float], in_futures: Bools, counted: Bools) -> Tally:
    """Count what happened, and in every future what would have been counted then.

    Parameters
    ----------
    hits
        Of each outcome, whether it is one of those asked about.
    expected
        Its chance to be.
    in_futures
        Futures × outcomes: the same in every future.
    counted
        Futures × outcomes: whether it would be counted there at all.
    """
    n, chances = len(hits), np.array(expected, dtype=np.float64)
    if n == 0:
        return Tally(0, 0, float("nan"), 1.0, None, 0)
    score = _scores(np.array([hits]), np.ones((1, n), dtype=np.bool_), chances)
    scores = _scores(in_futures, counted, chances)
    enough = scores.size >= LEAST and score.size
    return Tally(
        int(sum(hits)),
        n,
        float(chances.mean()),
        share_chance(int(sum(hits)), n, float(chances.mean())),
        rarity(float(score[0]), scores) if enough else None,
        scores.size,
    )


def rarity(found: float, futures: Floats) -> float:
    """Chance of a figure as far out, either way, among futures, what happened being one more of them.

    Examples
    --------
    >>> rarity(9.0, np.arange(9.0)), rarity(4.0, np.arange(9.0))
    (0.2, 1.0)
    """
    below = int((futures <= found + SAME).sum()) + 1
    above = int((futures >= found - SAME).sum()) + 1
    return min(1.0, 2 * min(below, above) / (futures.size + 1))


def _scores(hits: Bools, counted: Bools, chances: Floats) -> Floats:
    """Hits beyond the expected, in standard deviations of independent outcomes; futures without any left out.

    Counts of different numbers of outcomes are comparable in this form only.
    """
    spread = np.sqrt((counted * (chances * (1 - chances))).sum(axis=1))
    off: Any = (counted * (hits - chances)).sum(axis=1)
    known = spread > 0
    scores: Floats = off[known] / spread[known]
    return scores
