"""Selection: which candidates are admitted to the portfolio, and within which limits. All data."""

from __future__ import annotations

from enum import StrEnum

from workbench.model.data import MOST_MONEY, Data, Id, about, quantity


class SelectionRule(StrEnum):
    """Which candidates are admitted at all; what is under way stays, whatever the rule."""

    ALL = "all"
    NOTHING_NEW = "nothing_new"
    """Only what is in flight: the “do nothing” baseline."""
    GREEDY = "greedy"
    """The best by value per share of the limits that they use, until nothing more fits."""
    CHOSEN = "chosen"
    """Those of a list, as `workbench select` finds and writes it; and what is mandatory."""


class Exclusive(Data):
    """Projects that stand for one another: only so many of them may be selected."""

    id: Id = about(text="short key")
    projects: tuple[Id, ...] = about(text="the projects")
    most: int = quantity(1, unit="projects", about="how many of them may be selected", low=1)


class BucketOf(StrEnum):
    """What a strategic bucket gathers."""

    PROGRAMME = "programme"
    CLASS = "class"
    OBJECTIVE = "objective"
    """Each project's cost counts for its objectives in proportion to weight × score."""


class Bucket(Data):
    """A share of the available budget that goes to one programme, class or objective.

    The share is of all budgets stated, not of what gets selected: otherwise a bucket could be met by
    selecting less of everything else.
    """

    id: Id = about(text="short key")
    of: BucketOf = about(text="what it gathers")
    name: str = about(text="of which programme, class or objective")
    low: float = quantity(0.0, unit="share", about="least share of the available budget", low=0, high=1)
    high: float = quantity(1.0, unit="share", about="largest share of the available budget", low=0, high=1)


class SelectionFound(Data):
    """How a list was found, before day 0; a note that changes no result."""

    by: str = about(text="rule, and what it looked at")
    plan_value: float = quantity(unit="money", about="what the list is worth by plan", low=-MOST_MONEY)
    gap: float | None = quantity(
        None, unit="share", about="how far at most from the best list; empty = not known", low=0
    )
    proven: bool = about(text="whether it is proven that no list is better by plan")


class Selection(Data):
    """Admission of candidates to the portfolio.

    Exclusive groups, buckets, projects forced in and the risk limit bind the rule `greedy` and what
    `workbench select` finds; the rule `all` asks for none of them. Budgets and dependencies stand in the
    portfolio.
    """

    rule: SelectionRule = about(SelectionRule.ALL, text="who is admitted")
    exclude: tuple[Id, ...] = about((), text="projects that are turned down, whatever the rule")
    include: tuple[Id, ...] = about((), text="projects that must be selected, beside the mandatory ones")
    projects: tuple[Id, ...] = about((), text="the list of the rule “chosen”")
    exclusive: tuple[Exclusive, ...] = about((), text="groups of projects that stand for one another")
    buckets: tuple[Bucket, ...] = about((), text="shares of the available budget")
    worst_tenth_at_least: float | None = quantity(
        None,
        unit="money",
        about="least average plan value of the worst 10 % of drawn futures; empty = any",
        low=-MOST_MONEY,
    )
    found: SelectionFound | None = about(None, text="how the list was found")
