"""Which assumptions the difference of two scenarios hangs on, and where it changes its sign.

One at a time, each assumption is set to the low and to the high end of its range in *both* scenarios, which
meet the same futures. Where the average difference changes its sign, a small grid says whether it moves one
way, and bisection on the common futures finds the threshold, with the range 1.96 · s ÷ (√n · |slope|).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import (
    SURE,
    Interval,
    PairedDifference,
    Trend,
    bisected,
    brackets,
    crossing_interval,
    paired_difference,
    trend,
)
from workbench.errors import InputError
from workbench.experiment.studies.assumptions import Assumed, assumptions_of
from workbench.experiment.studies.runs import Runs, complete, renamed
from workbench.model.checks import unknown
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

HALVINGS = 6
"""Of the cell of the grid in which the sign changes."""


class Flip(StrEnum):
    """Whether an assumption can change the sign of the difference within its range."""

    NO = "no threshold in the range"
    UNDECIDED = "undecided"
    """Not both sides are known to occur, and ranges do not leave out that they do."""
    ONE = "threshold"
    SEVERAL = "more than one threshold"


class Bend(StrEnum):
    """Whether the difference as assumed today lies beyond what it is at both ends of the range."""

    NO = "no"
    UNDECIDED = "may bend"
    """On average it does, but that may be luck."""
    YES = "bends"


@dataclass(frozen=True)
class Swing:
    """The difference with one assumption at the ends of its range, and with its value of today.

    Parameters
    ----------
    assumed
        The assumption.
    now
        Its value in the second scenario.
    low, high
        The difference at the ends.
    inside
        The averages that lie in the range: at the ends, and as assumed today unless that lies outside.
    bend
        Whether the middle lies beyond both ends.
    flip
        Whether the sign changes.
    threshold
        Value at which it does, with its range; None without a single one.
    apart
        The difference at the high end less that at the low end, on the same futures.
    """

    assumed: Assumed
    now: float
    low: PairedDifference
    high: PairedDifference
    inside: tuple[float, ...]
    bend: Bend
    flip: Flip
    threshold: Interval | None
    apart: PairedDifference

    @property
    def decided(self) -> bool:
        """Whether the difference is known to move within the range at all; where it bends, it does."""
        return self.apart.decided or self.bend is Bend.YES

    @property
    def width(self) -> float:
        """How far the average difference moves within the range; a middle beyond both ends counts."""
        return max(self.inside) - min(self.inside)


@dataclass(frozen=True)
class Sensitivity:
    """The tornado of a difference.

    Parameters
    ----------
    base, other
        The scenarios.
    n
        Futures.
    today
        The difference as it is assumed today.
    swings
        Largest first.
    left_out
        Assumptions that could not be varied, with the reason.
    """

    base: Scenario
    other: Scenario
    n: int
    today: PairedDifference
    swings: tuple[Swing, ...]
    left_out: tuple[tuple[str, str], ...]


def sensitivity(base: Scenario, other: Scenario, runs: Runs, only: Sequence[str] = ()) -> Sensitivity:
    """Vary each assumption in both scenarios.

    Parameters
    ----------
    base, other
        Of which difference: other less base; the seed must be the same.
    runs
        Who simulates.
    only
        Keys of the assumptions that are varied; all if none are named.
    """
    if other.name == base.name:
        other = renamed(other, f"{other.name} (second)")
    pair = _Pair(base, other, runs)
    today = pair.difference(base, other)
    swings, left_out = [], []
    there = assumptions_of(base, other)
    InputError.raise_if(list(unknown(("--only",), only, [one.key for one in there], "assumption")))
    looked_at = [one for one in there if not only or one.key in only]
    # Two ends of each: all ranges together hold with 95 % (Bonferroni).
    confidence = 1.0 - SURE / (2 * len(looked_at))
    for assumed in looked_at:
        try:
            swings.append(_swing(pair, assumed, today, confidence))
        except InputError as error:
            left_out.append((assumed.title, str(error.problems[0])))
    order = sorted(swings, key=lambda one: (-one.width, one.assumed.key))
    return Sensitivity(base, other, today.size, _paired(today, 1.0 - SURE), tuple(order), tuple(left_out))


class _Pair:
    """Both scenarios, with an assumption at a value; what was simulated once is remembered."""

    def __init__(self, base: Scenario, other: Scenario, runs: Runs) -> None:
        self.base, self.other, self._runs = base, other, runs
        self._known: dict[tuple[str, float], Floats] = {}

    def at(self, assumed: Assumed, value: float) -> Floats:
        """Difference by future."""
        key = (assumed.key, value)
        if key not in self._known:
            both = [
                Scenario.model_validate_json(assumed.at(one, value).model_dump_json(by_alias=True))
                for one in (self.base, self.other)
            ]
            self._known[key] = self.difference(*both)
        return self._known[key]

    def difference(self, base: Scenario, other: Scenario) -> Floats:
        """Net value, other less base, by future."""
        found = complete(self._runs([base, other]))
        first, second = (found.values(name, "npv") for name in found.names)
        both = first.index.intersection(second.index)
        return np.asarray(second.loc[both].to_numpy() - first.loc[both].to_numpy(), dtype=np.float64)


def _paired(difference: Floats, confidence: float) -> PairedDifference:
    return paired_difference(np.zeros(difference.size), difference, 1, confidence)


def _swing(pair: _Pair, assumed: Assumed, today: Floats, confidence: float) -> Swing:
    now = assumed.now(pair.other)
    same = now == assumed.now(pair.base)

    def at(value: float) -> Floats:
        return today if same and value == now else pair.at(assumed, value)

    low, high = at(assumed.low), at(assumed.high)
    first, last, middle = (_paired(one, confidence) for one in (low, high, today))
    looked_at = (first, last, middle)
    known = {math.copysign(1.0, one.mean.value) for one in looked_at if one.decided}
    # Averages on one side are no proof that the truth is: a range that reaches beyond zero leaves it open.
    one_side = all(one.mean.low >= 0.0 for one in looked_at) or all(one.mean.high <= 0.0 for one in looked_at)
    flip, threshold = Flip.NO if one_side else Flip.UNDECIDED, None
    if len(known) == 2:
        flip, threshold = _crossing(pair, assumed, now, at(now))
    within = same and assumed.low <= now <= assumed.high
    inside = (first.mean.value, last.mean.value, *([middle.mean.value] if within else []))
    bend = _bend(today - low, today - high, confidence) if within else Bend.NO
    return Swing(assumed, now, first, last, inside, bend, flip, threshold, _paired(high - low, confidence))


def _bend(above_low: Floats, above_high: Floats, confidence: float) -> Bend:
    """From the difference of today less that at each end, in the same futures."""
    ends = [_paired(one, confidence) for one in (above_low, above_high)]
    if ends[0].mean.value * ends[1].mean.value <= 0:
        return Bend.NO
    return Bend.YES if all(one.decided for one in ends) else Bend.UNDECIDED


def _crossing(pair: _Pair, assumed: Assumed, now: float, there: Floats) -> tuple[Flip, Interval | None]:
    points = sorted(_grid(assumed, now))
    values = [there if one == now else pair.at(assumed, one) for one in points]
    means = [float(one.mean()) for one in values]
    cells = brackets(points, means)
    if len(cells) != 1 or trend(np.array(values)) is Trend.NEITHER:
        return Flip.SEVERAL, None
    (i, j) = cells[0]
    slope = (means[j] - means[i]) / (points[j] - points[i])
    ends = bisected(lambda x: float(pair.at(assumed, x).mean()), points[i], points[j], means[i], HALVINGS)
    root = (ends[0] + ends[1]) / 2
    near = pair.at(assumed, ends[0]) if ends[0] != now else there
    found = crossing_interval(root, float(near.std(ddof=1)) if near.size > 1 else math.inf, near.size, slope)
    return Flip.ONE, found


def _grid(assumed: Assumed, now: float) -> Iterator[float]:
    """Five points: the ends, today (if inside) and what lies halfway."""
    middle = now if assumed.low < now < assumed.high else (assumed.low + assumed.high) / 2
    yield from {
        assumed.low,
        (assumed.low + middle) / 2,
        middle,
        (middle + assumed.high) / 2,
        assumed.high,
    }
