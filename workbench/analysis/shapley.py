"""Fair shares of a whole that several parts make together (Shapley 1953).

The share of part i is its marginal contribution averaged over all orders in which parts can come,
φ_i = Σ_{S ∌ i} |S|! (k − |S| − 1)! ÷ k! · [v(S ∪ i) − v(S)]. Shares sum to v(all) − v(none), equal parts get
equal shares, and a part that changes nothing gets nothing.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

MOST_PARTS = 12
"""Beyond it 2ᵏ worths are more than anybody computes."""


def shapley(worth: ArrayLike) -> Floats:
    """Shares of k parts from the worth of each of their 2ᵏ sets.

    Parameters
    ----------
    worth
        Shape (2ᵏ, …): entry s is the worth of the set whose members are the bits of s, entry 0 that of none.
        Further axes, for example futures, are kept.

    Returns
    -------
    array
        Shape (k, …).

    Examples
    --------
    Two gloves make a pair; only a pair is worth anything, and there are two left ones (parts 0 and 1).

    >>> shapley([0, 0, 0, 0, 0, 1, 1, 1]).round(4).tolist()
    [0.1667, 0.1667, 0.6667]
    """
    values = np.asarray(worth, dtype=np.float64)
    k = len(values).bit_length() - 1
    if len(values) != 1 << k or not 1 <= k <= MOST_PARTS:
        raise ValueError(f"needs the worth of 2^k sets, k from 1 to {MOST_PARTS}; got {len(values)}")
    shares = np.zeros((k, *values.shape[1:]))
    for members in range(1 << k):
        size = members.bit_count()
        weight = 1.0 / (k * math.comb(k - 1, size)) if size < k else 0.0
        for i in range(k):
            if not members >> i & 1:
                shares[i] += weight * (values[members | 1 << i] - values[members])
    return shares
