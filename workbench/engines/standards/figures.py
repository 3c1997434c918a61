"""Assumptions about practices as numbers, each at its place within its range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench import evidence
from workbench.model.maturity import BASE, within
from workbench.policies import Practice


@dataclass(frozen=True)
class Figures:
    """Reads assumptions.

    Parameters
    ----------
    quantiles
        By name of a coefficient: where in its range it lies; the base where none is named.

    Examples
    --------
    >>> Figures().of(Practice.COACHING, "half_life_unfunded")
    6.0
    >>> Figures({"coaching.half_life_unfunded": 1.0}).of(Practice.COACHING, "half_life_unfunded")
    12.0
    """

    quantiles: Mapping[str, float] = field(default_factory=dict)
    _read_before: dict[tuple[str, str, str], float] = field(default_factory=dict, compare=False, repr=False)

    def of(self, practice: Practice, parameter: str, context: str = "") -> float:
        """An assumption about one practice."""
        return self._read(practice.value, parameter, context)

    def of_the_pmo(self, parameter: str, context: str = "") -> float:
        """An assumption about the PMO as a whole."""
        return self._read(evidence.OF_THE_PMO, parameter, context)

    def _read(self, practice: str, parameter: str, context: str) -> float:
        key = (practice, parameter, context)
        known = self._read_before.get(key)
        if known is None:
            found = evidence.practice_figure(practice, parameter, context)
            known = within(found.low, found.base, found.high, self.quantiles.get(found.coefficient, BASE))
            self._read_before[key] = known
        return known
