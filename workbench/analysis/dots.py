"""A distribution as a few equally likely dots, which people read better than densities."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from workbench.analysis.intervals import Floats, quantiles


def quantile_dots(values: ArrayLike, n: int = 20) -> Floats:
    """Values of n equally likely dots: the quantiles at (i − ½) ÷ n.

    Examples
    --------
    >>> quantile_dots([0.0, 10.0, 20.0, 30.0, 40.0], 2).round(2).tolist()
    [6.67, 33.33]
    """
    return np.array(quantiles(values, [(i + 0.5) / n for i in range(n)]))
