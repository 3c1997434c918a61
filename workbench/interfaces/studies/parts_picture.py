"""A difference in net value as the sum of its parts: by groups of inputs, or by kinds of money."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.analysis import Interval
from workbench.charts.numbers import Figures

if TYPE_CHECKING:
    from workbench.charts.live import Picture

Labelled = tuple[str, Interval, bool]
"""What a part is called, its average with its range, and whether it is known to differ from zero."""


def parts_picture(parts: Iterable[Labelled], whole: tuple[Interval, bool], figures: Figures) -> Picture:
    """Draw parts from zero to their sum.

    Parameters
    ----------
    parts
        In the order in which they are drawn; they sum to the whole.
    whole
        The difference in net value with its range, and whether it is known.
    figures
        How amounts are written; parts are rounded so that shown parts give the shown whole.
    """
    import pandas as pd

    from workbench.charts import waterfall_chart

    rows = [
        {"label": label, "mean": mean.value, "low": mean.low, "high": mean.high, "decided": known}
        for label, mean, known in (*parts, ("", *whole))
    ]
    return waterfall_chart(pd.DataFrame(rows), "Difference in net value", figures)
