"""Controls that pages about lists share: how much money there is, and how many futures."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from workbench.charts.numbers import money
from workbench.scenario import Scenario

LEAST, MOST, STEP = 30, 150, 5
"""Per cent of today's budget."""

COUNTS = (100, 200, 500, 1000)


def budget_control(baseline: Scenario) -> widgets.IntSlider:
    """Share of today's yearly budgets; still where the portfolio states none."""
    return widgets.IntSlider(
        value=100,
        min=LEAST,
        max=MOST,
        step=STEP,
        description="Budget, % of today’s",
        continuous_update=False,
        disabled=not baseline.portfolio.budgets,
    )


def budget_note(baseline: Scenario) -> widgets.HTML:
    """Today's budget of each year."""
    budgets = baseline.portfolio.budgets
    if not budgets:
        return widgets.HTML(
            '<div class="wb-note">The portfolio states no budget: money limits nothing.</div>'
        )
    figures = money(budgets.values(), baseline.portfolio.currency)
    said = ", ".join(f"{year}: {figures.plain(amount)}" for year, amount in sorted(budgets.items()))
    return widgets.HTML(f'<div class="wb-note">today {escape(said)}</div>')


def counts_control(count: int) -> widgets.Dropdown:
    """How many futures of each list."""
    options = sorted({count, *COUNTS})
    return widgets.Dropdown(options=options, value=count, description="Simulated futures of each list")
