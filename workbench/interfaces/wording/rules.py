"""Ranking rules in readers' words."""

from __future__ import annotations

from workbench.policies import IndexName

ORDERS = {
    IndexName.FIFO: "first come, first served",
    IndexName.CD3: "cost of delay ÷ time",
    IndexName.STRATEGIC: "board score",
    IndexName.EDD: "earliest promised date",
    IndexName.SPT: "shortest first",
    IndexName.NPV: "highest value",
    IndexName.PROFITABILITY: "value per scarce day",
    IndexName.ATC: "cost of delay, urgent dates first",
    IndexName.MINIMUM_SLACK: "least slack",
    IndexName.RANDOM: "by lot",
    IndexName.PERFECT_INFORMATION: "perfect foresight (benchmark)",
}
"""Those not named here need more input than every portfolio has."""


def rule_words(rule: IndexName | str) -> str:
    """A ranking rule in readers' words; its own name where there are none.

    Examples
    --------
    >>> rule_words("cd3"), rule_words(IndexName.COVERT)
    ('cost of delay ÷ time', 'covert')
    """
    name = IndexName(rule)
    return ORDERS.get(name, name.value)
