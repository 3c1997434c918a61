"""A place in a ranking, with the figure that decided it where people can read it."""

from __future__ import annotations

from collections.abc import Callable

from workbench.charts.numbers import amount, plain_figures
from workbench.policies import IndexName

Figure = Callable[[float, str], str]


def _days(value: float) -> str:
    return f"{plain_figures([value], 'working days').plain(value)} working days"


_FIGURES: dict[IndexName, tuple[str, Figure | None]] = {
    IndexName.FIFO: ("first come, first served", None),
    IndexName.RANDOM: ("by lot", None),
    IndexName.EDD: ("earliest promised date first", None),
    IndexName.SPT: ("shortest first", lambda value, _: f"{_days(-value)} on its scarcest people"),
    IndexName.CD3: ("by cost of delay ÷ time", lambda value, money: f"CD3 {amount(value, money)} a day"),
    IndexName.NPV: ("by value", amount),
    IndexName.PROFITABILITY: (
        "by value per scarce day",
        lambda value, money: f"{amount(value, money)} for each day of its scarcest people",
    ),
    IndexName.STRATEGIC: ("by board score", lambda value, _: f"{value:.1f} of 100"),
    IndexName.MINIMUM_SLACK: ("least slack first", lambda value, _: f"slack {_days(-value)}"),
    IndexName.ATC: (
        "by cost of delay, urgent dates first",
        lambda value, money: f"index {amount(value, money)} a day",
    ),
    IndexName.PERFECT_INFORMATION: (
        "with perfect foresight",
        lambda value, money: f"CD3 {amount(value, money)} a day",
    ),
}
"""How a ranking is said, and its figure; rules that are not here are said by their name."""

LARGEST = 1e200
"""An index beyond is a division by nothing, not a figure."""


def ranked(rank: int, candidates: int, rule: IndexName, index: float, currency: str) -> str:
    """A place among candidates.

    Examples
    --------
    >>> ranked(3, 9, IndexName.CD3, 4.1e3, "EUR"), ranked(1, 2, IndexName.FIFO, 0.0, "EUR")
    ('rank 3 of 9 by cost of delay ÷ time (CD3 €4.1k a day)', 'rank 1 of 2, first come, first served')
    >>> ranked(1, 1, IndexName.CD3, 4.1e3, "EUR")
    'the only candidate'
    """
    if candidates == 1:
        return "the only candidate"
    how, figure = _FIGURES.get(rule, (f"by the rule {rule.value}", lambda value, _: f"{value:.3g}"))
    place = f"rank {rank} of {candidates}"
    joint = " " if how.startswith("by ") or how.startswith("with ") else ", "
    if figure is None or abs(index) > LARGEST:
        return f"{place}{joint}{how}"
    return f"{place}{joint}{how} ({figure(index, currency)})"
