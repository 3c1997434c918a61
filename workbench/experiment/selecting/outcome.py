"""What simulation says of lists: plan value against simulated value, and whether a change is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.analysis import (
    Interval,
    PairedDifference,
    clear_differences,
    mean_interval,
    paired_difference,
    quantiles,
)
from workbench.experiment.results import Comparison, Results
from workbench.experiment.selecting.change import Change
from workbench.experiment.selecting.select import Selected, with_list
from workbench.scenario import Scenario

Comparing = Callable[[Sequence[Scenario]], Comparison]
"""Simulates scenarios on the same futures."""


@dataclass(frozen=True)
class Optimism:
    """Plan value of a list against what simulation makes of it.

    Parameters
    ----------
    plan
        By plan.
    simulated
        Average with its 95 % interval.
    p10, p90
        Where 8 in 10 futures lie.
    n
        Futures.
    """

    plan: float
    simulated: Interval
    p10: float
    p90: float
    n: int

    @property
    def too_high(self) -> Interval:
        """Plan less simulated average, with the range of the average."""
        return Interval(
            self.plan - self.simulated.value, self.plan - self.simulated.high, self.plan - self.simulated.low
        )


@dataclass(frozen=True)
class Confirmed:
    """A change, and the difference that the list with the project makes under it, on the same futures.

    Parameters
    ----------
    change
        What was found by plan.
    difference
        List with the project less list without it.
    clear
        Whether the average difference is known not to be zero, with all changes looked at allowed for (Holm).
    """

    change: Change
    difference: PairedDifference
    clear: bool

    @property
    def is_confirmed(self) -> bool:
        """Whether the list with the project is better on average, beyond doubt."""
        return self.clear and self.difference.mean.value > 0.0

    @property
    def is_refuted(self) -> bool:
        """Whether it is worse, beyond doubt."""
        return self.clear and self.difference.mean.value < 0.0


def optimism_of(selected: Selected, results: Results, name: str) -> Optimism:
    """Plan against simulation.

    Parameters
    ----------
    selected
        The list.
    results, name
        A run that holds the list's scenario under this name.
    """
    return promised(selected.solved.value, results, name)


def promised(plan: float, results: Results, name: str) -> Optimism:
    """A plan value against simulation.

    Parameters
    ----------
    plan
        What a list is worth by plan.
    results, name
        A run that holds the list's scenario under this name.
    """
    values = results.values(name, "npv").to_numpy()
    p10, p90 = quantiles(values, [0.1, 0.9])
    return Optimism(plan, mean_interval(values), p10, p90, values.size)


def confirm(changes: Sequence[Change], compare: Comparing) -> tuple[Confirmed, ...]:
    """Simulate each change with the list before and after, on the same futures.

    Parameters
    ----------
    changes
        What was found by plan.
    compare
        Simulates scenarios on the same futures.
    """
    return confirmed(changes, compare(pairs_of(changes))) if changes else ()


def pairs_of(changes: Sequence[Change]) -> list[Scenario]:
    """For each change the list without the project and the list with it, both under the change."""
    return [
        with_list(one.scenario, projects, None, f"{one.kind}: {side}")
        for one in changes
        for side, projects in (("without", one.before), ("with", one.after))
    ]


def confirmed(changes: Sequence[Change], found: Comparison) -> tuple[Confirmed, ...]:
    """What a run of `pairs_of` changes says of each, in their order."""
    values = [found.values(name, "npv").to_numpy() for name in found.names]
    pairs = zip(values[::2], values[1::2], strict=True)
    differences = [paired_difference(without, with_it, sign=1) for without, with_it in pairs]
    looked_at = zip(changes, differences, clear_differences(differences), strict=True)
    return tuple(Confirmed(one, difference, clear) for one, difference, clear in looked_at)
