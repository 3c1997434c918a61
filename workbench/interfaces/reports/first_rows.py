"""Which what-ifs page one draws, which is one printed page however many there are."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.interfaces.wording import Difference, count

MOST = 9
"""What-ifs up to which page one draws all."""

BEST = 5
"""Of more, those that add most; the rest of `MOST` are those that lose most."""


def first_rows(found: Mapping[str, Difference], focus: str) -> dict[str, Difference]:
    """What-ifs that page one draws, in their order.

    Parameters
    ----------
    found
        Differences from the baseline by name.
    focus
        The best choice, which is among them: events can gain more.
    """
    if len(found) <= MOST:
        return dict(found)
    order = sorted(found, key=lambda name: -found[name].mean)
    best = list(dict.fromkeys([focus, *order]))[:BEST]
    kept = {*best, *[name for name in order if name not in best][BEST - MOST :]}
    return {name: one for name, one in found.items() if name in kept}


def left_out(shown: int, every: int) -> str:
    """What is said of those that page one does not draw.

    Examples
    --------
    >>> left_out(9, 9), left_out(9, 50)
    ('', 'Drawn: the five that add most and the four that lose most; 41 more stand under “What is it worth?”')
    """
    if shown == every:
        return ""
    more = count(every - shown, "more stands", "more stand")
    return f"Drawn: the five that add most and the four that lose most; {more} under “What is it worth?”"
