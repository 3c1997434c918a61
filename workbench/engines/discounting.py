"""Present value of what accrues evenly between two days."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def discounted_days(rho: float, start: Floats, end: Floats) -> Floats:
    """Present value of 1 a day between pairs of days; the days themselves at ρ = 0.

    Written with expm1, since the difference of two exponentials loses digits where a span is short.

    Examples
    --------
    >>> discounted_days(0.0, np.array([2.0]), np.array([5.0])).tolist()
    [3.0]
    """
    if rho == 0.0:
        return end - start
    value: Floats = np.exp(-rho * start) * -np.expm1(-rho * (end - start)) / rho
    return value
