"""How a practice spreads and fades.

It spreads along a logistic that starts at 0, and a practice already in use enters it where it stands. Without
people it fades with a half-life towards what lasts without a PMO (assumed; the half-life of training follows
Saks and Belcourt 2006).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

NEAR_THE_TOP = 1 - 1e-9
"""A practice at its top would enter the logistic at infinity."""


@dataclass(frozen=True)
class Spreading:
    """How fast.

    Parameters
    ----------
    midpoint, spread
        Middle and scale of the logistic, months.
    half_life
        Months in which half of what fades has faded.
    """

    midpoint: float
    spread: float
    half_life: float


def adopted_after(adoption: float, target: float, months: float, how: Spreading) -> float:
    """Share of project work done under a practice after some months on the way to a target.

    Parameters
    ----------
    adoption
        Share at the start.
    target
        Where it goes: above, it spreads; below, it fades.
    months
        Time since the start.
    how
        How fast.

    Returns
    -------
    float
        A share between the two; the very same number where the target is where it stands.

    Examples
    --------
    >>> how = Spreading(midpoint=18, spread=4, half_life=18)
    >>> round(adopted_after(0.0, 0.8, 24, how), 3), adopted_after(0.6, 0.2, 18, how)
    (0.652, 0.4)
    """
    if target == adoption or months <= 0.0:
        return adoption
    if target < adoption:
        return target + (adoption - target) * 0.5 ** (months / how.half_life)
    started = 1 / (1 + math.exp(how.midpoint / how.spread))
    stands = started + (1 - started) * min(adoption / target, NEAR_THE_TOP)
    logit = math.log(stands / (1 - stands)) + months / how.spread
    reached = 1 / (1 + math.exp(-logit))
    return target * (reached - started) / (1 - started)
