"""How far the one control of a card goes, where today is on it, and what its value reads."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from workbench.charts.numbers import MINUS, NBSP, Figures, amount
from workbench.interfaces.explorer.asking_first import CHANCE
from workbench.interfaces.explorer.new_budget import needed_a_year
from workbench.interfaces.explorer.new_law import MOST_ADDED
from workbench.interfaces.explorer.new_strategy import gaining
from workbench.interfaces.explorer.present import PEOPLE_STEP, most_at_once, people_bounds
from workbench.interfaces.explorer.start.dates_at_risk import EVEN
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.interfaces.explorer.words import objective_name, pool_name
from workbench.interfaces.wording import whole_percent
from workbench.scenario import Scenario

NO_LIMIT = 1.5
"""The end of the slider of a budget that nobody states: so much of what the plans need is no limit."""


@dataclass(frozen=True)
class Reach:
    """One control.

    Parameters
    ----------
    label
        What it is called.
    low, high, step
        Its limits.
    today
        Where it stands today.
    value
        What a place on it reads.
    left, middle, right
        Below its left end, at today's tick and below its right end; an end that is today's has no tick.
    """

    label: str
    low: float
    high: float
    step: float
    today: float
    value: Callable[[float], str]
    left: str
    middle: str
    right: str

    @property
    def place(self) -> float:
        """Where today's tick stands, as a share of the way."""
        return (self.today - self.low) / (self.high - self.low) if self.high > self.low else 0.0


def reach_of(name: str, levers: WhatIf, baseline: Scenario) -> Reach:
    """The reach of a setting.

    Parameters
    ----------
    name
        A setting of `WhatIf`, or `CHANCE`.
    levers
        What is asked: the pool, for example, whose people change.
    baseline
        Today.
    """
    return _REACHES[name](levers, baseline)


def _budget(_: WhatIf, baseline: Scenario) -> Reach:
    portfolio = baseline.portfolio
    total = sum(portfolio.budgets.values())

    def value(share: float) -> str:
        if share == 0:
            return "as today"
        sign = MINUS if share < 0 else "+"
        return f"{sign}{abs(share) * 100:.0f}{NBSP}% ({sign}{amount(abs(share) * total, portfolio.currency)})"

    left, right = f"{MINUS}40{NBSP}%", f"+20{NBSP}%"
    return Reach("Yearly budgets", -0.4, 0.2, 0.05, 0.0, value, left, "today", right)


def _allowance(_: WhatIf, baseline: Scenario) -> Reach:
    each, currency = needed_a_year(baseline), baseline.portfolio.currency

    def value(share: float) -> str:
        return (
            f"{amount(share * each, currency)} ({whole_percent(share)})" if share < NO_LIMIT else "no limit"
        )

    left = whole_percent(0.4)
    return Reach("Budget a year, of planned cost", 0.4, NO_LIMIT, 0.05, NO_LIMIT, value, left, "no limit", "")


def _people(levers: WhatIf, baseline: Scenario) -> Reach:
    portfolio = baseline.portfolio
    capacity = next(one.capacity for one in portfolio.pools if one.id == levers.pool)
    low, high = people_bounds(baseline, levers.pool)
    far = max(2.0, float(math.ceil(capacity / 4)))
    low, high = max(low, -far), min(high, far)
    step = 1.0 if low == round(low) and high == round(high) else PEOPLE_STEP
    digits = 0 if step == 1.0 else 1
    figures = Figures("", "", 1.0, digits)

    def value(change: float) -> str:
        return f"{figures.bare_signed(change)} of {capacity:g}" if change else "as today"

    label = pool_name(levers.pool, portfolio)
    return Reach(label, low, high, step, 0.0, value, figures.bare_signed(low), "today", f"+{high:g}")


def _order(_: WhatIf, baseline: Scenario) -> Reach:
    today = most_at_once(baseline)
    most = max(len(baseline.portfolio.projects), today)
    words = "today" if baseline.policy.release.wip_limit is not None else "no limit"

    def value(limit: float) -> str:
        return f"{limit:.0f}" if limit != today else f"{limit:.0f}, as today" if words == "today" else words

    return Reach("Projects at once", 1, most, 1, today, value, "1", words, f"{most}")


def _pmo(_: WhatIf, __: Scenario) -> Reach:
    def value(size: float) -> str:
        return "closed" if size == 0 else "as today" if size == 1 else whole_percent(size)

    return Reach("PMO size", 0.0, 1.5, 0.1, 1.0, value, "closed", "today", f"+50{NBSP}%")


def _level(_: WhatIf, __: Scenario) -> Reach:
    figures = Figures("", "", 1.0, 2)

    def value(change: float) -> str:
        if change == 0:
            return "as today"
        number = figures.bare_signed(change).rstrip("0").rstrip(".")
        return f"{number} {'level' if abs(change) == 1 else 'levels'}"

    return Reach("Maturity", -1.0, 2.0, 0.25, 0.0, value, f"{MINUS}1", "today", "+2")


def _shift(levers: WhatIf, baseline: Scenario) -> Reach:
    def value(share: float) -> str:
        return "as today" if share == 0 else f"{whole_percent(share)} of the rest"

    name = objective_name(
        levers.model_copy(update={"objective": gaining(baseline, levers.objective)}), baseline
    )
    return Reach(f"Weight to {name}", 0.0, 1.0, 0.1, 0.0, value, "0 = today", "", "all of it")


def _added(_: WhatIf, __: Scenario) -> Reach:
    def value(number: float) -> str:
        return f"{number:.0f}"

    return Reach("Mandatory projects added", 0, MOST_ADDED, 1, 0, value, "0 = today", "", f"{MOST_ADDED}")


def _chance(_: WhatIf, __: Scenario) -> Reach:
    def value(chance: float) -> str:
        return whole_percent(chance)

    return Reach(
        "At risk: chance below", 0.0, 1.0, 0.05, EVEN, value, f"0{NBSP}%", "even chance", f"100{NBSP}%"
    )


_REACHES: dict[str, Callable[[WhatIf, Scenario], Reach]] = {
    "budget": _budget,
    "allowance": _allowance,
    "people": _people,
    "wip_limit": _order,
    "pmo": _pmo,
    "level": _level,
    "shift": _shift,
    "added": _added,
    CHANCE: _chance,
}
