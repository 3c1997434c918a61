"""Promised dates that a what-if puts at risk, told apart from luck on the same futures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.experiment import Comparison


@dataclass(frozen=True)
class Loss:
    """A promise whose chance clearly falls: share of futures that keep it, today and then."""

    name: str
    before: float
    after: float


def lost_promises(comparison: Comparison, scenario: str) -> list[Loss]:
    """Promises that clearly get worse, the worst first; by the rule of the reports, pair by pair.

    Parameters
    ----------
    comparison
        The comparison.
    scenario
        Name of the what-if.
    """
    from workbench.experiment.promises import changed_promises

    names = {one.id: one.name or one.id for one in comparison.scenarios[0].portfolio.projects}
    today, then = (comparison.outcomes[name].on_time() for name in (comparison.names[0], scenario))
    found = changed_promises(today, then)
    lost = [Loss(names[one.project], one.before, one.after) for one in found if one.direction == "worse"]
    return sorted(lost, key=lambda one: (one.after - one.before, one.name))
