"""Whether scenarios can be compared on the same futures, and with which of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from workbench.errors import InputError, Problem

if TYPE_CHECKING:
    from workbench.scenario import Scenario

CALLED = ("baseline", "today")
"""Names of the scenario that others are compared with, where nobody says which it is."""


@dataclass(frozen=True)
class SetBeside:
    """Scenarios that are compared.

    Parameters
    ----------
    scenarios
        The baseline first; none where they cannot be compared.
    why
        Why not; empty where there is only one.
    """

    scenarios: tuple[Scenario, ...] = ()
    why: str = ""

    @property
    def is_possible(self) -> bool:
        """Whether they are compared."""
        return bool(self.scenarios)

    @property
    def words(self) -> str:
        """What they are compared with, or why they are not; empty where there is only one."""
        from workbench.interfaces.wording.study_labels import labels_among

        if self.is_possible:
            return (
                f"Compared with “{labels_among(self.scenarios)[self.scenarios[0].name]}” on the same futures."
            )
        return f"Each stands on its own: {self.why}." if self.why else ""


def set_beside(scenarios: Sequence[Scenario], named: str) -> SetBeside:
    """Choose the baseline: the one that is named, or the only one that is called so.

    Parameters
    ----------
    scenarios
        All of a batch.
    named
        Name of the baseline; where it is empty, all have to share seed, horizon and currency.

    Raises
    ------
    InputError
        If none has the name, or it cannot be compared with one of the others.
    """
    if named:
        first = _named(scenarios, named)
        return SetBeside((first, *(one for one in scenarios if one is not first)))
    called = [one for one in scenarios if one.name.casefold() in CALLED]
    if len(scenarios) < 2:
        return SetBeside()
    if len(called) != 1:
        found = "none of them is called" if not called else "several of them are called"
        return SetBeside(why=f"{found} {' or '.join(CALLED)}; --baseline NAME says which one to compare with")
    ordered = (called[0], *(one for one in scenarios if one is not called[0]))
    return next(
        (SetBeside(why=said) for one in ordered for said in _apart(called[0], one)), SetBeside(ordered)
    )


def _named(scenarios: Sequence[Scenario], name: str) -> Scenario:
    names = [one.name for one in scenarios]
    if name not in names:
        folded = {one.casefold(): one for one in names}
        near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.4)
        remedy = f"did you mean {folded[near[0]]}?" if near else f"there are: {', '.join(names)}"
        raise InputError.of(
            Problem(("--baseline",), "is no scenario that can be simulated here", name, remedy)
        )
    return scenarios[names.index(name)]


def _apart(baseline: Scenario, other: Scenario) -> Iterator[str]:
    """What keeps a scenario from being compared without being asked."""
    ours, theirs = (
        {"seed": one.seed, "horizon": one.horizon, "currency": one.portfolio.currency}
        for one in (baseline, other)
    )
    for what, value in theirs.items():
        if value != ours[what]:
            yield f"“{other.name}” has {what} {value}, “{baseline.name}” {ours[what]}"
