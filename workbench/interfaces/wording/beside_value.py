"""What clearly changes beside the value: one rule for terminal, explorer and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.charts.numbers import Figures, figures_for
from workbench.experiment.measure import Unit
from workbench.experiment.measures import MEASURES
from workbench.interfaces.wording.measures import BESIDE_VALUE
from workbench.interfaces.wording.several import clear_ones
from workbench.interfaces.wording.verdict import Difference

if TYPE_CHECKING:
    from workbench.experiment import Comparison

POINTS = Figures("", "", 0.01)
"""Percentage points."""


@dataclass(frozen=True)
class BesideValue:
    """Measures that clearly get better and worse, in the order of `BESIDE_VALUE`."""

    better: tuple[str, ...]
    worse: tuple[str, ...]

    def worse_beside(self, dates: str) -> tuple[str, ...]:
        """What gets worse beside promised dates that are named one by one: their share says no more then."""
        return tuple(key for key in self.worse if not (dates and key == "on_time"))


def beside_value(
    found: Mapping[str, Difference], levels: Mapping[str, Sequence[float]], currency: str
) -> BesideValue:
    """What clearly changes, allowing for all measures that the sentence may name (Holm).

    Six measures that do not change, each held to an interval of its own, would have one of them called
    clearly worse in up to 14 of 100 comparisons (1 − 0.975⁶).

    Parameters
    ----------
    found
        Differences of one what-if from the baseline, by measure.
    levels
        Averages of the same measures on both sides: what is zero as they are written is not named.
    currency
        Of the portfolio.

    Examples
    --------
    >>> def fewer(reach: float) -> Difference:
    ...     return Difference("", -0.9, -0.9 - reach, -0.9 + reach, 0.0, 0.0, 0.5, reach < 0.9, 200)
    >>> levels = {"completed": (28.0, 27.1), "lead_time": (300.0, 299.1)}
    >>> beside_value({"completed": fewer(0.8), "lead_time": fewer(0.1)}, levels, "EUR")
    BesideValue(better=('lead_time',), worse=('completed',))
    >>> beside_value({"completed": fewer(0.8), "lead_time": fewer(5.0)}, levels, "EUR")
    BesideValue(better=(), worse=())
    """
    looked_at = {key: found[key] for key in BESIDE_VALUE if key in found}
    clear = clear_ones(looked_at)
    ways = {
        key: int(MEASURES[key].direction) * one.mean
        for key, one in looked_at.items()
        if key in clear and not _vanishes(key, one.mean, levels[key], currency)
    }
    return BesideValue(
        tuple(key for key, way in ways.items() if way > 0), tuple(key for key, way in ways.items() if way < 0)
    )


def beside_value_of(comparison: Comparison, what_if: str) -> BesideValue:
    """The same from a comparison.

    Parameters
    ----------
    comparison
        Its first scenario is the baseline.
    what_if
        Name of the other scenario.
    """
    first = comparison.names[0]
    rows = comparison.gaps(what_if, first, BESIDE_VALUE)
    found = {key: _difference(row) for key, row in rows.items()}
    sides = [comparison.averages(name, BESIDE_VALUE) for name in (first, what_if)]
    levels = {key: [float(side[key]["mean"]) for side in sides] for key in found}
    return beside_value(found, levels, comparison.currency)


def _difference(row: Mapping[str, Any]) -> Difference:
    mean, low, high, p10, p90, better = (
        float(row[key]) for key in ("mean", "low", "high", "p10", "p90", "better")
    )
    return Difference("", mean, low, high, p10, p90, better, bool(row["decided"]), int(row["n"]))


def _vanishes(key: str, mean: float, levels: Sequence[float], currency: str) -> bool:
    """Whether a difference is zero as the measure itself is written: a thousandth of a ratio, say."""
    figures = POINTS if MEASURES[key].unit is Unit.SHARE else figures_for(levels, "", currency)
    return figures.rounded(mean) == 0
