"""How much of a practice has an effect, and which part of the way to the top that covers."""

from __future__ import annotations

import math
from collections.abc import Mapping

from workbench import evidence
from workbench.engines.standards.figures import Figures
from workbench.policies import Practice, Size

LEVELS_ABOVE_TWO = 3.0
"""Lifts are stated in levels from level 2, from which three lead to the top."""

MOST_OF_THE_WAY = 0.6
"""No practice alone covers more of the way (assumed)."""

Shares = Mapping[Practice, float]


def effective_practice(
    adoption: Shares, compliance: float, served: float, held: float, figures: Figures
) -> dict[Practice, float]:
    """Share of project work on which each practice has an effect.

    Parameters
    ----------
    adoption
        Share of project work done under each practice.
    compliance
        Share that keeps to the standard; 0 is a standard on paper, which has none.
    served
        Share of requests for coaching that are served.
    held
        Share of due audits that are held.
    figures
        Assumptions.

    Examples
    --------
    >>> found = effective_practice({Practice.METHODOLOGY: 0.8}, 0.0, 1.0, 1.0, Figures())
    >>> found[Practice.METHODOLOGY]
    0.0
    """
    method = adoption.get(Practice.METHODOLOGY, 0.0) / figures.of(Practice.METHODOLOGY, "adoption_ceiling")
    found: dict[Practice, float] = {}
    for practice, share in adoption.items():
        alone = figures.of(practice, "stand_alone_share")
        supported = share * (alone + (1 - alone) * min(1.0, method))
        if practice is Practice.COACHING:
            found[practice] = supported * served
        elif practice is Practice.AUDITS:
            found[practice] = supported * held
        else:
            found[practice] = supported * followed(compliance, figures.of(practice, "compliance_need"))
    return found


def followed(compliance: float, need: float) -> float:
    """Share of its effect that compliance leaves a practice: the odds divided by how much it needs it.

    Examples
    --------
    >>> followed(0.5, 1.0), followed(0.0, 0.5), followed(0.5, 0.0)
    (0.5, 0.0, 1.0)
    """
    if compliance <= 0.0:
        return 0.0
    return compliance / (compliance + need * (1 - compliance))


def gaps(effective: Shares, fit: float, organisation: Size, figures: Figures) -> tuple[float, ...]:
    """Share of the way to the top that is left on each perspective; two practices share it, never add up.

    Parameters
    ----------
    effective
        Of `effective_practice`.
    fit
        How well the standard suits.
    organisation
        Size of the organisation.
    figures
        Assumptions.
    """
    factor = 1.0 if organisation is Size.MEDIUM else figures.of_the_pmo("lift_factor", organisation)
    return tuple(
        math.prod(
            1 - min(MOST_OF_THE_WAY, figures.of(one, "lift", name) / LEVELS_ABOVE_TWO * factor) * share * fit
            for one, share in effective.items()
        )
        for name in evidence.perspectives()
    )
