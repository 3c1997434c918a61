"""How much of the distance between first come, first served and perfect foresight a policy covers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from workbench.analysis.intervals import mean_interval


@dataclass(frozen=True)
class GapClosed:
    """Share of the gap closed (1 = all of it; perfect foresight can be beaten), with Fieller's interval."""

    share: float
    low: float
    high: float
    n: int


def gap_closed(
    fifo: ArrayLike, policy: ArrayLike, perfect: ArrayLike, confidence: float = 0.95
) -> GapClosed | None:
    """Share of the gap closed, from the same futures under three policies.

    The share is mean(policy − fifo) ÷ mean(perfect − fifo). Its interval is Fieller's, exact for paired
    normal means, which is bounded just when the interval of the gap leaves out 0.

    Returns
    -------
    GapClosed or None
        None when the interval of the gap includes 0: then there is no gap to speak of.

    Examples
    --------
    >>> gap_closed([0.0, 1.0, 2.0], [2.0, 3.0, 4.0], [4.0, 5.0, 6.0])
    GapClosed(share=0.5, low=0.5, high=0.5, n=3)
    >>> gap_closed([0.0, 1.0, 2.0], [2.0, 3.0, 4.0], [4.0, -5.0, 6.0]) is None
    True
    """
    start = np.asarray(fifo, dtype=np.float64)
    gain = np.asarray(policy, dtype=np.float64) - start
    gap = np.asarray(perfect, dtype=np.float64) - start
    n = gap.size
    whole = mean_interval(gap, confidence)
    if n < 2 or whole.holds(0.0):
        return None
    (vxx, vxy), (_, vyy) = np.cov(gain, gap, ddof=1) / n
    top, bottom = float(gain.mean()), float(gap.mean())
    t2 = float(stdtrit(n - 1, (1 + confidence) / 2)) ** 2
    # Roots of (top − r·bottom)² = t²·(vxx − 2r·vxy + r²·vyy).
    a = bottom * bottom - t2 * float(vyy)
    b = top * bottom - t2 * float(vxy)
    c = top * top - t2 * float(vxx)
    reach = math.sqrt(max(0.0, b * b - a * c))
    return GapClosed(top / bottom, (b - reach) / a, (b + reach) / a, n)
