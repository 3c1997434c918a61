"""How many projects keep to a standard, and how many requests for coaching are served.

Habits follow coaching and audits with a half-life; a standard that nobody keeps to has cost and no effect.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

MANY = 1e5
"""Requests while one is served or waits at most; with more of them chance no longer shows."""

RARE = 1e-14
"""States this much rarer than the likeliest are left out."""

LARGE, SMALLER = 2.0**800, 2.0**-800
"""Weights of states beyond this are all taken smaller; by a power of two, so that no bit of others moves."""

MONTHS_A_QUARTER = 3.0


def share_served(per_month: float, months_each: float, coaches: float, patience: float) -> float:
    """Share of requests that are served before they lapse: M/M/c with impatient requests, exact.

    Parameters
    ----------
    per_month
        Requests a month.
    months_each
        Mean months of a coach's time for one.
    coaches
        People; a part of one serves at a part of the speed.
    patience
        Mean months until a waiting request lapses.

    Returns
    -------
    float
        1 where there are no requests, 0 where there are no coaches.

    Notes
    -----
    Birth and death over the number of requests in the system; those that wait lapse at rate 1 ÷ patience
    (Palm 1943; Gross and others 2008, Fundamentals of Queueing Theory, section 2.10). With very many requests
    as many are served as coaches can serve, which is off by a third of a per cent at most.

    Examples
    --------
    >>> round(share_served(36.45, 6 / 130, 2.1, 10 / 21), 3)
    0.927
    """
    if per_month <= 0.0:
        return 1.0
    if coaches <= 0.0:
        return 0.0
    if per_month * max(months_each, patience) > MANY:
        return min(1.0, coaches / (per_month * months_each))
    weights = _weights(per_month, months_each, coaches, patience)
    lapsing = math.fsum(max(0.0, k - coaches) / patience * weight for k, weight in enumerate(weights))
    return 1.0 - lapsing / math.fsum(weights) / per_month


def _weights(per_month: float, months_each: float, coaches: float, patience: float) -> list[float]:
    """How likely so many requests in the system are, from none on, up to a factor."""
    weights, largest = [1.0], 1.0
    while weights[-1] >= RARE * largest:
        inside = len(weights)
        rate = min(inside, coaches) / months_each + max(0.0, inside - coaches) / patience
        weights.append(weights[-1] * per_month / rate)
        largest = max(largest, weights[-1])
        if largest > LARGE:
            weights, largest = [one * SMALLER for one in weights], largest * SMALLER
    return weights


@dataclass(frozen=True)
class Following:
    """What makes projects keep to the standard.

    Parameters
    ----------
    voluntary
        Share that does without anybody asking.
    by_coaching
        Share of the rest that a served request wins.
    by_audits
        Share of the rest that a certain audit would win.
    half_life
        Months in which habits go half of their way.
    """

    voluntary: float
    by_coaching: float
    by_audits: float
    half_life: float

    def target(self, coached: float, audited: float) -> float:
        """Share that keeps to the standard in the long run.

        Parameters
        ----------
        coached
            Share of project work whose requests are served.
        audited
            Chance that a stage of a project is audited.

        Examples
        --------
        >>> Following(0.35, 0.5, 0.6, 6).target(0.0, 0.0)
        0.35
        """
        unmoved = (1 - self.by_coaching * coached) * (1 - self.by_audits * audited)
        return 1 - (1 - self.voluntary) * unmoved

    def after_a_quarter(self, share: float, target: float) -> float:
        """Share a quarter later, on its way to a target; the very same number where it is there."""
        if share == target:
            return share
        return target + (share - target) * 0.5 ** (MONTHS_A_QUARTER / self.half_life)
