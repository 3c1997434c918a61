"""Figures of work packages that are fixed before a run: the project's critical path, and what hangs on each.

All is as planned. What is done at the start takes no time, what is under way takes what is left of its plan.
A gate waits for every package of the stages before it: it is a link like any other, of no length.
"""

from __future__ import annotations

from graphlib import TopologicalSorter

import numpy as np

from workbench.engines.plan.plan import Floats, Order, Packages, Pools, Projects
from workbench.engines.plan.timetable import timetable
from workbench.policies import INDICES, Dispatch, IndexName, PackageFeature, Sgs


def order_of(dispatch: Dispatch, projects: Projects, packages: Packages, pools: Pools) -> Order:
    """The order of packages that the policy fixes, and the timetable that follows from it."""
    index = np.zeros_like(packages.mean)
    if INDICES[dispatch.index].package:
        index = package_index(dispatch.index, figures_of(projects, packages))
    starts = np.zeros_like(index)
    if dispatch.sgs is Sgs.SERIAL:
        starts = timetable(projects, packages, pools, index, days_left(packages))
    return Order(index=index, not_before=starts)


def package_index(name: IndexName, figures: dict[PackageFeature, Floats]) -> Floats:
    """Index of each package, higher first; 0 throughout where the rule ranks projects."""
    total = np.zeros_like(figures[PackageFeature.DURATION])
    for feature, coefficient in INDICES[name].package.items():
        total += coefficient * figures[feature]
    return total


def days_left(packages: Packages) -> Floats:
    """Planned days of each package that are left on day 0."""
    left = np.maximum(0.0, packages.mean - np.nan_to_num(packages.spent, nan=0.0))
    return np.where(packages.done, 0.0, left)


def figures_of(projects: Projects, packages: Packages) -> dict[PackageFeature, Floats]:
    """Every feature that a rule of packages can look at.

    A project begins at its intake, or when the projects it waits for are planned to be done; its latest times
    leave its own planned end where it is.

    Parameters
    ----------
    projects, packages
        Of the plan.
    """
    days = days_left(packages).tolist()
    links = _Links(packages)
    earliest, latest = [0.0] * len(days), [0.0] * len(days)
    end = [0.0] * len(projects.ids)
    successors = [0.0] * len(days)
    days_after = [0.0] * len(days)
    after = projects.after.rows()
    members = projects.packages.rows()
    for i in TopologicalSorter(dict(enumerate(after))).static_order():
        begin = max([0.0, float(projects.intake[i]), *(end[one] for one in after[i])])
        _forward(members[i], begin, days, links, earliest)
        end[i] = max((earliest[k] + days[k] for k in members[i]), default=begin)
        _backward(members[i], end[i], days, links, latest)
        for k, behind in links.all_behind(members[i]).items():
            successors[k] = float(len(behind))
            days_after[k] = sum(days[one] for one in sorted(behind))
    following = [sum(days[one] for one in links.before[k]) for k in range(len(days))]
    lists = {
        PackageFeature.DURATION: days,
        PackageFeature.EARLIEST_START: earliest,
        PackageFeature.LATEST_START: [finish - length for finish, length in zip(latest, days, strict=True)],
        PackageFeature.LATEST_FINISH: latest,
        PackageFeature.SUCCESSORS: successors,
        PackageFeature.DAYS_OF_NEXT: following,
        PackageFeature.DAYS_OF_SUCCESSORS: days_after,
    }
    return {feature: np.array(values, dtype=np.float64) for feature, values in lists.items()}


class _Links:
    """What waits for what, gates included: those that need g gates wait for all that need fewer."""

    def __init__(self, packages: Packages) -> None:
        self.after = packages.after.rows()
        self.before = packages.before.rows()
        self.gates: list[int] = packages.gates_needed.tolist()

    def ordered(self, members: list[int]) -> list[int]:
        """Predecessors and gates first."""
        inside = {k: self.after[k] for k in members}
        place = {k: at for at, k in enumerate(TopologicalSorter(inside).static_order())}
        return sorted(members, key=lambda k: (self.gates[k], place[k]))

    def all_behind(self, members: list[int]) -> dict[int, set[int]]:
        """All successors of each package of a project, near and far."""
        behind: dict[int, set[int]] = {}
        for k in reversed(self.ordered(members)):
            behind[k] = {one for one in members if self.gates[one] > self.gates[k]}
            for one in self.before[k]:
                behind[k] |= behind[one] | {one}
        return behind


def _forward(
    members: list[int], begin: float, days: list[float], links: _Links, earliest: list[float]
) -> None:
    """Earliest starts: the end of whatever comes before."""
    gate, gates, latest = begin, 0, begin
    for k in links.ordered(members):
        if links.gates[k] > gates:
            gates, gate = links.gates[k], latest
        earliest[k] = max([gate, *(earliest[one] + days[one] for one in links.after[k])])
        latest = max(latest, earliest[k] + days[k])


def _backward(members: list[int], end: float, days: list[float], links: _Links, latest: list[float]) -> None:
    """Latest finishes: the latest start of whatever comes after."""
    gate, gates, soonest = end, max((links.gates[k] for k in members), default=0), end
    for k in reversed(links.ordered(members)):
        if links.gates[k] < gates:
            gates, gate = links.gates[k], soonest
        latest[k] = min([gate, *(latest[one] - days[one] for one in links.before[k])])
        soonest = min(soonest, latest[k] - days[k])
