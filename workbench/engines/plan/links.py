"""What points to what, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Links:
    """Lists of indices by row, in compressed form: those of row i are `items[start[i]:start[i + 1]]`."""

    start: NDArray[np.int64]
    items: NDArray[np.int64]

    @classmethod
    def of(cls, rows: list[list[int]]) -> Links:
        """From lists of indices.

        Examples
        --------
        >>> Links.of([[1, 2], [], [0]]).rows()
        [[1, 2], [], [0]]
        """
        starts = np.cumsum([0, *(len(row) for row in rows)], dtype=np.int64)
        return cls(starts, np.array([one for row in rows for one in row], dtype=np.int64))

    def row(self, index: int) -> list[int]:
        """The indices of one row."""
        return [int(one) for one in self.items[self.start[index] : self.start[index + 1]]]

    def rows(self) -> list[list[int]]:
        """All rows."""
        start, items = self.start.tolist(), self.items.tolist()
        return [items[first:last] for first, last in zip(start, start[1:], strict=False)]
