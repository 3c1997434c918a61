"""The six questions of the start view, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from workbench.experiment import Comparison
from workbench.interfaces.explorer import asking_first as first
from workbench.interfaces.explorer.asking_first import Asked
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.start.dates_at_risk import dates_page
from workbench.scenario import Scenario


@dataclass(frozen=True)
class Question:
    """One of the six.

    Parameters
    ----------
    key
        Short name, for style sheets and tests.
    title
        The question.
    tab
        Title of the view on which it opens.
    beside
        Measures of which a changed one is named in the same breath as the value, the most telling first.
    ask
        What a portfolio is asked, or why it cannot be asked.
    unchanged
        What its page answers as long as nothing is changed; by default that this is today.

    Examples
    --------
    >>> [question.key for question in QUESTIONS]
    ['budget', 'people', 'order', 'pmo', 'strategy', 'dates']
    """

    key: str
    title: str
    tab: str
    beside: tuple[str, ...]
    ask: Callable[[Scenario], Asked]
    unchanged: Callable[[Comparison], str] | None = None

    def default(self, baseline: Scenario) -> Change:
        """What makes of a draft the what-if asked first; where it cannot be asked, nothing changes."""
        asked = self.ask(baseline)

        def change(draft: Draft) -> Draft:
            return replace(draft, levers=asked.what_if)

        return change


BUDGET = Question(
    key="budget",
    title="What if the budget is cut?",
    tab="Value",
    beside=("completed", "on_time", "lead_time", "lateness_cost"),
    ask=first.budget,
)
PEOPLE = Question(
    key="people",
    title="What if people leave or join?",
    tab="People",
    beside=("lead_time", "on_time", "completed", "lateness_cost"),
    ask=first.people,
)
ORDER = Question(
    key="order",
    title="How many at once, and in which order?",
    tab="Overview",
    beside=("on_time", "completed", "lead_time", "lateness_cost"),
    ask=first.order,
)
PMO = Question(
    key="pmo",
    title="What is our PMO worth?",
    tab="Explain",
    beside=("on_time", "lead_time", "rework_share", "plan_ratio_duration", "completed", "lateness_cost"),
    ask=first.pmo,
)
STRATEGY = Question(
    key="strategy",
    title="What if the strategy or the law changes?",
    tab="Projects",
    beside=("on_time", "lead_time", "lateness_cost"),
    ask=first.strategy,
)
DATES = Question(
    key="dates",
    title="Which dates are at risk?",
    tab="Schedule",
    beside=("on_time",),
    ask=first.dates,
    unchanged=dates_page,
)

QUESTIONS = (BUDGET, PEOPLE, ORDER, PMO, STRATEGY, DATES)
"""In reading order."""
