"""Weights from pairwise comparisons (analytic hierarchy process): for weights alone, never to score projects.

Sources: Saaty 1980 for the scale and the consistency ratio; geometric means of rows, Crawford & Williams 1985
(both from memory). Random indices as in ten public implementations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
"""Mean consistency index of random comparisons, by how many things are compared."""

CONTRADICTORY = 0.10
"""Consistency ratio above which comparisons contradict each other too much to be used as they are."""


@dataclass(frozen=True)
class PairwiseWeights:
    """Weights that pairwise comparisons say.

    Parameters
    ----------
    weights
        They add up to 1.
    consistency_ratio
        How much the comparisons contradict each other: 0 = not at all, 1 = as random ones would.
    """

    weights: tuple[float, ...]
    consistency_ratio: float

    @property
    def contradictory(self) -> bool:
        """Whether the comparisons should be looked at again before the weights are used."""
        return self.consistency_ratio > CONTRADICTORY


def pairwise_weights(comparisons: ArrayLike) -> PairwiseWeights:
    """Geometric means of the rows, normalised, with the consistency ratio ((λ − n) ÷ (n − 1)) ÷ RI(n).

    λ is the mean over the rows of (A·w) ÷ w. Two things cannot contradict each other.

    Parameters
    ----------
    comparisons
        A square matrix: row i, column j holds how many times as much i weighs as j; j to i is the reciprocal.
        At most ten things.

    Examples
    --------
    >>> found = pairwise_weights([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
    >>> [round(one, 3) for one in found.weights], round(found.consistency_ratio, 9)
    ([0.571, 0.286, 0.143], 0.0)
    """
    matrix = np.asarray(comparisons, dtype=np.float64)
    n = len(matrix)
    if matrix.shape != (n, n) or not 2 <= n <= 10:
        raise ValueError(f"comparisons form a square of 2 to 10 rows, got the shape {matrix.shape}")
    if not (matrix > 0).all() or not np.allclose(matrix * matrix.T, 1.0, rtol=1e-6):
        raise ValueError("comparisons are above 0, and j to i is the reciprocal of i to j")
    rows = np.exp(np.log(matrix).mean(axis=1))
    weights = rows / rows.sum()
    if n == 2:
        return PairwiseWeights(tuple(weights.tolist()), 0.0)
    largest = float(((matrix @ weights) / weights).mean())
    ratio = max(0.0, (largest - n) / (n - 1)) / RANDOM_INDEX[n]
    return PairwiseWeights(tuple(weights.tolist()), ratio)


def comparisons_of(names: Sequence[str], stated: Mapping[str, Mapping[str, float]]) -> Floats:
    """The square of comparisons from each pair stated once, in either direction.

    Parameters
    ----------
    names
        What is compared, in the order of rows and columns.
    stated
        How many times as much the outer name weighs as the inner one.

    Examples
    --------
    >>> comparisons_of(["care", "growth"], {"growth": {"care": 4}}).tolist()
    [[1.0, 0.25], [4.0, 1.0]]
    """
    place = {name: k for k, name in enumerate(names)}
    matrix = np.full((len(names), len(names)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for one, others in stated.items():
        for other, ratio in others.items():
            for name in (one, other):
                if name not in place:
                    raise ValueError(f"{name} is not among {', '.join(names)}")
            i, j = place[one], place[other]
            if i == j or not np.isnan(matrix[i, j]):
                raise ValueError(f"{one} and {other} are compared more than once, or with themselves")
            matrix[i, j], matrix[j, i] = ratio, 1.0 / ratio
    missing = [f"{names[i]} with {names[j]}" for i, j in np.argwhere(np.isnan(matrix)).tolist() if i < j]
    if missing:
        raise ValueError(f"not compared: {', '.join(missing)}")
    return matrix
