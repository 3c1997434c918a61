"""How wide a chart is drawn, and what its axis shows at least.

A page that redraws a chart gives it the same room again, so that marks move and axes stand still.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[float, float]


@dataclass(frozen=True)
class Room:
    """Room for a chart.

    Parameters
    ----------
    width
        Pixels.
    span
        What the axis shows at least; nothing means as much as the marks need.
    rows
        Dots that can stand above one another at least.
    """

    width: int = 666
    span: Span | None = None
    rows: int = 0

    def holding(self, span: Span) -> Span:
        """What the axis shows: the room's own span, widened where the marks need more.

        Examples
        --------
        >>> Room(span=(-5.0, 5.0)).holding((-2.0, 7.0)), Room().holding((-2.0, 7.0))
        ((-5.0, 7.0), (-2.0, 7.0))
        """
        return span if self.span is None else around((self.span, span))


PAGE = Room()
"""The width of a printed page; the axis as the marks need it."""


def around(spans: Iterable[Span]) -> Span:
    """The span that holds all of them.

    Examples
    --------
    >>> around([(0.0, 1.0), (-1.0, 0.5)])
    (-1.0, 1.0)
    """
    known = list(spans)
    return min(low for low, _ in known), max(high for _, high in known)
