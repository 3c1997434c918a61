"""What must be read before any figure: capacity that nobody stated, value and urgency that were guessed."""

from __future__ import annotations

from workbench.interfaces.wording.phrases import listed
from workbench.interfaces.wording.sources import source_words
from workbench.model import Filled, Portfolio, still_assumed


def capacity_assumed(portfolio: Portfolio) -> list[str]:
    """A sentence for each assumption on how many people there are: the first lines of every result.

    Examples
    --------
    >>> import workbench
    >>> from workbench.bundled import bundled
    >>> capacity_assumed(workbench.load_scenario(bundled("scenarios") / "baseline.yaml").portfolio)
    []
    """
    return [
        f"Not stated, so assumed: {one.what}: {one.value} ({source_words(one.source)})."
        for one in still_assumed(portfolio)
        if one.bears_on is Filled.CAPACITY
    ]


def ranking_assumed(portfolio: Portfolio) -> str:
    """That a gain from ranking projects rests on a guess; empty where value and urgency are stated."""
    guessed = {one.bears_on for one in still_assumed(portfolio)}
    kinds = [kind.value for kind in (Filled.VALUE, Filled.URGENCY) if kind in guessed]
    if not kinds:
        return ""
    return f"The {listed(kinds)} of projects is partly assumed: any gain from ranking projects rests on that."
