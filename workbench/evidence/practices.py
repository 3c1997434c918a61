"""What practices of a PMO do, how they spread and fade, and what they cost: nearly all of it assumed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbench.evidence.register import (
    Grade,
    UnknownEvidenceError,
    grade_of,
    rows_of,
    source_ids_of,
    unknown_name,
)

OF_THE_PMO = "pmo"
"""Stands for the PMO as a whole where a practice is named."""


@dataclass(frozen=True, slots=True)
class PracticeFigure:
    """One assumption about one practice, or about the PMO as a whole.

    Attributes
    ----------
    practice
        Which practice; ``pmo`` for the PMO as a whole.
    parameter, context, unit
        What it is, for which case (a perspective, a size, an intensity; empty for all), and its unit.
    low, base, high
        The default and its range.
    grade, sources, note
        As for `EffectLevel`.
    """

    practice: str
    parameter: str
    context: str
    unit: str
    low: float
    base: float
    high: float
    grade: Grade
    sources: tuple[str, ...]
    note: str

    @property
    def coefficient(self) -> str:
        """Name of the unknown that it belongs to: one quantile moves all cases of a parameter together."""
        return f"{self.practice}.{self.parameter}"


def practice_figures() -> tuple[PracticeFigure, ...]:
    """Return all of them, in the order of the table.

    Examples
    --------
    >>> practice_figures()[0].coefficient
    'methodology.one_off_cash_share'
    """
    return tuple(_figures().values())


def practice_figure(practice: str, parameter: str, context: str = "") -> PracticeFigure:
    """Return one of them.

    Parameters
    ----------
    practice
        Name of a practice, or ``pmo``.
    parameter
        What is asked.
    context
        For which case; empty where there is one only.

    Examples
    --------
    >>> practice_figure("coaching", "half_life_unfunded").base
    6.0
    >>> practice_figure("audits", "lift", "risk").grade
    'assumed'
    """
    key = (practice, parameter, context)
    if key not in _figures():
        names = (" ".join(filter(None, one)) for one in _figures())
        raise unknown_name("figure of a practice", " ".join(filter(None, key)), names)
    return _figures()[key]


@cache
def practice_coefficients() -> tuple[str, ...]:
    """Return the names of the unknowns, those with a range only.

    Examples
    --------
    >>> "coaching.lift" in practice_coefficients(), "pmo.intensity" in practice_coefficients()
    (True, False)
    """
    return tuple(dict.fromkeys(one.coefficient for one in practice_figures() if one.low < one.high))


@cache
def _figures() -> dict[tuple[str, str, str], PracticeFigure]:
    return {
        (row["practice"], row["parameter"], row["context"]): PracticeFigure(
            practice=row["practice"],
            parameter=row["parameter"],
            context=row["context"],
            unit=row["unit"],
            low=float(row["low"]),
            base=float(row["base"]),
            high=float(row["high"]),
            grade=grade_of(row),
            sources=source_ids_of(row),
            note=row["note"],
        )
        for row in rows_of("practices.csv")
    }


__all__ = [
    "OF_THE_PMO",
    "PracticeFigure",
    "UnknownEvidenceError",
    "practice_coefficients",
    "practice_figure",
    "practice_figures",
]
