"""Which of several concepts to look into first, and when to stop looking, if only one of them will be taken.

Source: Weitzman 1979, Econometrica 47(3). For choosing one winner; where many are taken, stage gates decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Prospect:
    """A concept whose worth is seen only once it has been looked into.

    Parameters
    ----------
    cost
        Of looking into it; 0 or more.
    values
        What it may turn out to be worth.
    chances
        Of each value; they add up to 1.
    """

    cost: float
    values: tuple[float, ...]
    chances: tuple[float, ...]

    @property
    def reservation(self) -> float:
        """The sure worth z at which looking into it is just not worth while: E[max(V − z, 0)] = cost.

        It is the most, over k, of (Σ p·v − cost) ÷ Σ p with both sums over the k best values.

        Examples
        --------
        >>> Prospect(15.0, (100.0, 55.0), (0.5, 0.5)).reservation
        70.0
        >>> Prospect(20.0, (240.0, 0.0), (0.2, 0.8)).reservation
        140.0
        """
        worth, chance, most = -self.cost, 0.0, float("-inf")
        for value, p in sorted(zip(self.values, self.chances, strict=True), reverse=True):
            worth, chance = worth + p * value, chance + p
            most = max(most, worth / chance) if chance > 0.0 else most
        return most


def value_of_search(prospects: Sequence[Prospect], fallback: float = 0.0) -> float:
    """What one may expect from the best rule, cost of looking taken off.

    Look into the prospect with the highest reservation value, stop as soon as what has been found is worth
    no less than the highest left, and take the best found.

    Parameters
    ----------
    prospects
        Independent of each other.
    fallback
        What there is without looking.

    Examples
    --------
    >>> safe, bold = Prospect(15.0, (100.0, 55.0), (0.5, 0.5)), Prospect(20.0, (240.0, 0.0), (0.2, 0.8))
    >>> round(value_of_search([safe, bold]), 9), round(value_of_search([safe]), 9)
    (78.0, 62.5)
    """
    if not prospects:
        return fallback
    first, *others = sorted(prospects, key=lambda one: -one.reservation)
    if fallback >= first.reservation:
        return fallback
    found = zip(first.values, first.chances, strict=True)
    return sum(p * value_of_search(others, max(fallback, value)) for value, p in found) - first.cost
