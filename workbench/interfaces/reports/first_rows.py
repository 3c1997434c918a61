"""Which what-ifs page one draws, which is one printed page however many there are."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.interfaces.wording import Difference, count, listed, quoted
from workbench.interfaces.wording.phrases import spelled

MOST = 9
"""What-ifs up to which page one draws all."""

BEST = 5
"""Of more, those of the highest average (assumed); the rest of `MOST` are those of the lowest."""


def first_rows(found: Mapping[str, Difference], focus: str) -> dict[str, Difference]:
    """What-ifs that page one draws, in their order.

    Parameters
    ----------
    found
        Differences from the baseline by name.
    focus
        What the page is about, which is among them: events can gain more than the best choice.
    """
    if len(found) <= MOST:
        return dict(found)
    best, worst = _ends(found, focus)
    return {name: one for name, one in found.items() if name in {focus, *best, *worst}}


def left_out(found: Mapping[str, Difference], focus: str) -> str:
    """Which of many page one draws, and how many it does not; empty where it draws all.

    Parameters
    ----------
    found, focus
        As for `first_rows`.
    """
    if len(found) <= MOST:
        return ""
    best, worst = _ends(found, focus)
    named = [] if focus in (*best, *worst) else [quoted(found[focus].label)]
    ends = f"the {spelled(len(best))} highest averages", f"the {spelled(len(worst))} lowest"
    more = count(len(found) - MOST, "more stands", "more stand")
    return f"Drawn: {listed([*named, *ends])}; {more} under “What is it worth?”"


def _ends(found: Mapping[str, Difference], focus: str) -> tuple[list[str], list[str]]:
    """Names of the highest and of the lowest averages; the focus has a place of the first if in neither."""
    order = sorted(found, key=lambda name: -found[name].mean)
    best, worst = order[:BEST], order[len(order) - (MOST - BEST) :]
    return (best if focus in (*best, *worst) else best[:-1]), worst
