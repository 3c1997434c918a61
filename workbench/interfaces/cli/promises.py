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
    from workbench.analysis import paired_difference

    today = comparison.names[0]
    names = {one.id: one.name or one.id for one in comparison.scenarios[0].portfolio.projects}
    rows = comparison.projects[["scenario", "replication", "project", "on_time"]].dropna(subset="on_time")
    rows = rows[rows["scenario"].isin([today, scenario])]
    found = []
    for project, own in rows.groupby("project", observed=True):
        kept = own.pivot(index="replication", columns="scenario", values="on_time")
        if not {today, scenario} <= set(kept.columns):
            continue
        pairs = kept[[today, scenario]].dropna().astype(float)
        before, after = pairs[today].to_numpy(), pairs[scenario].to_numpy()
        change = paired_difference(before, after, 1)
        if change.decided and change.mean.value < 0:
            found.append(Loss(names[str(project)], float(before.mean()), float(after.mean())))
    return sorted(found, key=lambda one: (one.after - one.before, one.name))
