"""Two factors at once: what each does alone, on top of the other, and what they do only together.

Everything is a contrast of the same futures, so its interval is that of a paired difference (a factorial of
two factors at two levels, and its extension to rows and columns: Box, Hunter and Hunter, Statistics for
Experimenters, chapter 5, quoted from memory).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.analysis.paired import SAME

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Crossed:
    """Contrasts of a 2 × 2, future by future.

    Parameters
    ----------
    first, second
        What each factor adds alone.
    both
        What the two add together.
    interaction
        Both less what each adds alone; exactly zero where one of them does nothing.
    """

    first: Floats
    second: Floats
    both: Floats
    interaction: Floats

    @property
    def first_on_top(self) -> Floats:
        """What the first factor adds where the second is there already."""
        return self.both - self.second

    @property
    def second_on_top(self) -> Floats:
        """What the second factor adds where the first is there already."""
        return self.both - self.first

    @property
    def first_main(self) -> Floats:
        """Main effect of the first factor: the middle of alone and on top."""
        return (self.first + self.first_on_top) / 2

    @property
    def second_main(self) -> Floats:
        """Main effect of the second factor: the middle of alone and on top."""
        return (self.second + self.second_on_top) / 2


def crossed(neither: ArrayLike, first: ArrayLike, second: ArrayLike, both: ArrayLike) -> Crossed:
    """Contrasts of a 2 × 2; what only the order of a sum can make is no interaction.

    Parameters
    ----------
    neither, first, second, both
        Values of the same futures, of any one shape, without NaN.

    Examples
    --------
    >>> found = crossed([10.0, 12.0], [13.0, 14.0], [15.0, 16.0], [17.0, 18.0])
    >>> found.interaction.tolist(), found.first_on_top.tolist(), found.first_main.tolist()
    ([-1.0, 0.0], [2.0, 2.0], [2.5, 2.0])
    """
    corners = [np.asarray(one, dtype=np.float64) for one in (neither, first, second, both)]
    if len({one.shape for one in corners}) > 1:
        raise ValueError(f"corners need one shape, got {', '.join(str(one.shape) for one in corners)}")
    a, b, c, d = corners
    # In this order a factor without effect cancels to the bit: (d − c) is (b − a) itself or zero.
    together = (d - c) - (b - a)
    largest = np.max(np.abs(corners), axis=0)
    together = np.where(np.abs(together) <= SAME * largest, 0.0, together)
    return Crossed(b - a, c - a, d - a, together)


def doubly_centred(values: ArrayLike) -> Floats:
    """Interaction of rows and columns: each cell less its row's and its column's average, plus the overall.

    Parameters
    ----------
    values
        Shape (rows, columns, futures), the same futures in each cell.

    Returns
    -------
    ndarray
        The same shape; sums to zero over rows and over columns of every future.

    Examples
    --------
    >>> doubly_centred([[[1.0], [2.0]], [[3.0], [8.0]]])[:, :, 0].tolist()
    [[1.0, -1.0], [-1.0, 1.0]]
    """
    x = np.asarray(values, dtype=np.float64)
    rows, columns = x.mean(axis=1, keepdims=True), x.mean(axis=0, keepdims=True)
    left: Floats = x - rows - columns + x.mean(axis=(0, 1), keepdims=True)
    left[np.abs(left) <= SAME * np.abs(x).max(initial=0.0)] = 0.0
    return left
