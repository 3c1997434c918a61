"""Axes that stand still while a question is refined."""

from __future__ import annotations

from workbench.charts.room import Span, around

ROOMY = 0.45
"""Share of an axis that a new question must use for the axis to stay as it is."""


class Axis:
    """The span of one axis: for one question it only ever widens.

    Examples
    --------
    >>> axis = Axis()
    >>> axis.holding((-10.0, 10.0)), axis.holding((-4.0, 12.0))
    ((-10.0, 10.0), (-10.0, 12.0))
    >>> axis.turn()
    >>> axis.holding((-1.0, 1.0))
    (-1.0, 1.0)
    """

    def __init__(self) -> None:
        self._span: Span | None = None
        self._new = True

    def turn(self) -> None:
        """The next span belongs to a new question."""
        self._new = True

    def holding(self, span: Span) -> Span:
        """The axis for marks that need this span."""
        kept = self._span
        if kept is None or (self._new and not _suits(kept, span)):
            self._span = span
        else:
            self._span = around((kept, span))
        self._new = False
        return self._span


def _suits(axis: Span, span: Span) -> bool:
    """Whether the axis holds the marks and is not much too wide for them."""
    inside = axis[0] <= span[0] and span[1] <= axis[1]
    return inside and span[1] - span[0] >= ROOMY * (axis[1] - axis[0])
