"""What is asked of a list of projects: how much money there is, and what is decided by hand; no widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.experiment.selecting.select import Selected
from workbench.interfaces.wording.selection import clash_words
from workbench.scenario import Scenario

NO_LIST = "No list that keeps every limit was found in time; there may be one."


@dataclass(frozen=True)
class Wish:
    """A wish beside today's scenario.

    Parameters
    ----------
    budget
        Share of today's yearly budgets.
    include, exclude
        Ids that must be on the list, and that must not.

    Examples
    --------
    >>> Wish().forced_in("P1").forced_out("P1")
    Wish(budget=1.0, include=(), exclude=('P1',))
    """

    budget: float = 1.0
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def forced_in(self, project: str) -> Wish:
        """The wish with a project forced in."""
        free = self.freed(project)
        return replace(free, include=tuple(sorted({*free.include, project})))

    def forced_out(self, project: str) -> Wish:
        """The wish with a project forced out."""
        free = self.freed(project)
        return replace(free, exclude=tuple(sorted({*free.exclude, project})))

    def freed(self, project: str) -> Wish:
        """The wish without a word about a project."""
        include = tuple(one for one in self.include if one != project)
        return replace(self, include=include, exclude=tuple(one for one in self.exclude if one != project))

    @property
    def money_alone(self) -> Wish:
        """The same money, nothing by hand."""
        return Wish(self.budget)

    def of(self, baseline: Scenario) -> Scenario:
        """The scenario that the wish makes of today's; what it says by hand goes before what that says."""
        selection, portfolio = baseline.policy.selection, baseline.portfolio
        include = {*selection.include, *self.include} - {*self.exclude}
        exclude = {*selection.exclude, *self.exclude} - {*self.include}
        selected = selection.model_copy(
            update={"include": tuple(sorted(include)), "exclude": tuple(sorted(exclude))}
        )
        budgets = {year: self.budget * amount for year, amount in portfolio.budgets.items()}
        made = baseline.model_copy(
            update={
                "portfolio": portfolio.model_copy(update={"budgets": budgets}),
                "policy": baseline.policy.model_copy(update={"selection": selected}),
            }
        )
        # Copies skip validation, and a wish may ask for what cannot be.
        return Scenario.model_validate(made.model_dump(by_alias=True))


def refused(selected: Selected) -> str:
    """Why there is no list, line by line."""
    if selected.clash is None:
        return NO_LIST
    return "\n".join(clash_words(selected.clash, selected.scenario.portfolio.currency))


def members(projects: tuple[str, ...], everything: tuple[str, ...]) -> str:
    """A list by what is on it, or by what is not where that is shorter.

    Examples
    --------
    >>> members(("A", "B", "C"), ("A", "B", "C", "D")), members(("A",), ("A", "B", "C"))
    ('all but D', 'only A')
    >>> members(("A",), ("A",))
    'all projects'
    """
    left = [one for one in everything if one not in projects]
    if not left:
        return "all projects"
    if len(left) <= len(projects):
        return f"all but {', '.join(left)}"
    return f"only {', '.join(projects)}" if projects else "no project"
