"""What alternatives are worth by strength of the published effect, none included, and where that turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import Crossing, Interval, Trend, known_crossings, known_sides, mean_interval, trend
from workbench.engines.engine import EngineName
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.alternatives import Doing, alternatives_of
from workbench.experiment.worth.living import lived
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

STRENGTHS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.3, 1.6)
"""From none to the end of the prior; 1 is the published effect as it stands."""

FUTURES = 200


@dataclass(frozen=True, eq=False)
class StrengthCurve:
    """Alternatives by strength.

    Parameters
    ----------
    strengths
        Where it was tried.
    doings
        Alternatives but keeping the PMO.
    differences
        Paired differences of npv from keeping it, shape (strengths, doings, futures).
    """

    strengths: tuple[float, ...]
    doings: tuple[Doing, ...]
    differences: Floats

    @property
    def futures(self) -> int:
        """Simulated futures at each strength."""
        return self.differences.shape[2]

    def at(self, doing: Doing) -> list[Interval]:
        """Average difference by strength, luck alone."""
        return [mean_interval(row) for row in self._of(doing)]

    def trend(self, doing: Doing) -> Trend:
        """Whether it rises or falls with the strength."""
        return trend(self._of(doing))

    def crossing(self, doing: Doing) -> Crossing | None:
        """Strength at which it makes no difference, and which way it goes there; None without exactly one.

        A crossing counts only between strengths that are known to lie on different sides of zero, all
        strengths allowed for.
        """
        found = known_crossings(self.strengths, self._of(doing))
        return replace(found[0], at=found[0].at.within(0.0)) if len(found) == 1 else None

    def break_even(self, doing: Doing) -> Interval | None:
        """That strength alone."""
        found = self.crossing(doing)
        return None if found is None else found.at

    def sides(self, doing: Doing) -> list[int]:
        """By strength: +1 where it is known to gain, −1 to lose, 0 neither; all strengths allowed for."""
        return known_sides(self._of(doing))

    def _of(self, doing: Doing) -> Floats:
        return self.differences[:, self.doings.index(doing), :]


def by_strength(
    base: Scenario,
    futures: int = FUTURES,
    *,
    on: date | None = None,
    strengths: Sequence[float] = STRENGTHS,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> StrengthCurve:
    """Try all alternatives at several strengths, all other assumptions at their middle.

    Parameters
    ----------
    base, on, engine, progress
        As in `hearing_of`.
    futures
        Futures at each strength, the same ones.
    strengths
        Where to try, rising.
    """
    found = []
    alternatives = alternatives_of(base, on)
    each = futures * len(alternatives)
    for k, strength in enumerate(strengths):
        progress(k * each, len(strengths) * each)
        scenarios = [_with(one.scenario, strength) for one in alternatives]
        npv = lived(scenarios, 0, futures, engine).of("npv")
        found.append(npv[1:] - npv[0])
    progress(len(strengths) * each, len(strengths) * each)
    doings = tuple(one.doing for one in alternatives[1:])
    return StrengthCurve(tuple(strengths), doings, np.stack(found))


def _with(scenario: Scenario, strength: float) -> Scenario:
    pmo = scenario.pmo.model_copy(update={"effect_strength": strength})
    return scenario.model_copy(update={"pmo": pmo})
