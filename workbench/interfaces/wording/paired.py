"""Two averages of the same futures in words: what they are, and what may be said of their difference."""

from __future__ import annotations

from workbench.analysis import PairedDifference
from workbench.charts.numbers import Figures, clear_of_zero

MORE = ("more", "fewer")
LONGER = ("longer", "shorter")


def today_and_other(
    before: float, found: PairedDifference, figures: Figures, ways: tuple[str, str] = MORE
) -> str:
    """Both averages and their difference, so rounded that they agree as shown.

    Parameters
    ----------
    before
        Average today, over the futures of the difference.
    found
        The difference.
    figures
        How averages are written.
    ways
        Words for a difference above and below zero.

    Examples
    --------
    >>> from workbench.analysis import paired_difference
    >>> many = paired_difference([3.0, 4.0] * 20, [4.0, 6.0] * 20, 1)
    >>> today_and_other(3.5, many, Figures())
    '3.5 today and 5.0 with the what-if, 1.5 more (range of the average 1.3 to 1.7)'
    >>> none = paired_difference([3.0] * 40, [3.0] * 40, 1)
    >>> today_and_other(3.0, none, Figures())
    '3.0 today and with the what-if, the same in each of 40 futures'
    >>> few = paired_difference([3.0] * 5, [4.0] * 5, 1)
    >>> today_and_other(3.0, few, Figures())
    '3.0 today and 4.0 with the what-if: too few futures to tell (5)'
    """
    mean = found.mean
    if mean.low == mean.high == mean.value == 0.0:
        return f"{figures.plain(before)} today and with the what-if, the same in each of {found.n:,} futures"
    gap = figures.rounded(mean.value) * figures.divisor
    told = figures.rounded(before) * figures.divisor + gap
    both = f"{figures.plain(before)} today and {figures.plain(told)} with the what-if"
    if found.decided:
        closer = clear_of_zero(figures, mean.low, mean.high)
        ends = sorted((abs(mean.low), abs(mean.high)))
        way = ways[0] if mean.value > 0 else ways[1]
        size = closer.plain(abs(gap)) if figures.rounded(gap) else closer.plain(abs(mean.value))
        return (
            f"{both}, {size} {way} (range of the average {closer.plain(ends[0])} to {closer.plain(ends[1])})"
        )
    if not mean.low < mean.high:
        return f"{both}: too few futures to tell ({found.n:,})"
    low, high = (
        f"{figures.plain(abs(end))} {ways[0] if end > 0 else ways[1]}" for end in (mean.low, mean.high)
    )
    return f"{both}, undecided: from {low} to {high}"
