"""Who keeps a place in the order of candidates when boards rank them anew."""

from __future__ import annotations

import math


def overtakes(index: float, ahead: float, factor: float) -> bool:
    """Whether a candidate goes past the one that stood before it: its index is higher by a factor.

    Where indices may be negative, “by a factor” means by that share of the size of the one ahead.
    """
    if math.isinf(ahead):
        return index > ahead
    size = ahead if ahead >= 0.0 else -ahead
    return index > ahead + (factor - 1.0) * size
