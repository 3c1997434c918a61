"""A serial schedule of planned durations: a timetable that a run keeps to.

Serial schedule generation takes one package after the other, in the order of an index among those whose
predecessors have their place, and gives it the earliest moment from which its people are free for the whole
of its planned duration (Kelley 1963, from memory). An engine only moves forward in time, so the schedule is
made before the run: in it, a package is not ready before its planned start. If everything takes as long as
planned the run is the serial schedule; if not, it is followed as trains follow a timetable: late perhaps,
never early.
"""

from __future__ import annotations

import heapq

import numpy as np

from workbench.engines.plan.plan import Bools, Floats, Ints, Packages, Pools, Projects

NEVER = float("inf")


def timetable(projects: Projects, packages: Packages, pools: Pools, index: Floats, days: Floats) -> Floats:
    """Planned start of each package, as working days from the start; 0 for those that have begun.

    It knows intakes, predecessors, gates, capacities and their dated steps; of boards, WIP limits and budgets
    it knows nothing, nor of what operations take when a project is completed.

    Parameters
    ----------
    projects, packages, pools
        Of the plan.
    index
        Of each package, higher first; ties go to the lower place.
    days
        Planned days left of each package.
    """
    return _Planner(projects, packages, pools, index, days).starts()


class _Planner:
    """One timetable in the making."""

    def __init__(
        self, projects: Projects, packages: Packages, pools: Pools, index: Floats, days: Floats
    ) -> None:
        self._index: list[float] = index.tolist()
        self._days: list[float] = days.tolist()
        self._demand = packages.demand
        self._begun = packages.done | ~np.isnan(packages.spent)
        self._done: list[bool] = packages.done.tolist()
        self._project: list[int] = packages.project.tolist()
        self._gates: list[int] = packages.gates_needed.tolist()
        self._after = packages.after.rows()
        self._before = packages.before.rows()
        self._members = projects.packages.rows()
        self._project_after = projects.after.rows()
        self._project_before = projects.before.rows()
        self._open = [0.0 if flying else max(0.0, day) for flying, day in _intakes(projects)]
        self._free = _Free(pools, self._demand.shape[1])
        self._start = [0.0] * len(self._days)
        self._finish = [0.0] * len(self._days)
        self._placed = [False] * len(self._days)
        self._offered = [False] * len(self._days)
        self._missing = [len(row) for row in self._after]
        self._without_place = [len(row) for row in self._members]
        self._ready: list[tuple[float, int]] = []

    def starts(self) -> Floats:
        """Give every package its place."""
        for k in np.flatnonzero(self._begun).tolist():
            # Only what is under way needs people, and it has them already.
            if not self._done[k]:
                self._free.take(0.0, self._days[k], self._demand[k])
        for i, row in enumerate(self._project_after):
            if all(self._without_place[one] == 0 for one in row):
                self._open_project(i)
        while self._ready:
            _, k = heapq.heappop(self._ready)
            self._place(k)
        return np.array(self._start, dtype=np.float64)

    def _open_project(self, i: int) -> None:
        self._open[i] = max([self._open[i], *(self._end_of(one) for one in self._project_after[i])])
        self._pass_gates(i)
        if not self._members[i]:
            self._open_dependents(i)

    def _end_of(self, i: int) -> float:
        return max((self._finish[k] for k in self._members[i]), default=self._open[i])

    def _pass_gates(self, i: int) -> None:
        """Offer the packages behind the last gate before which everything has its place."""
        waiting = [k for k in self._members[i] if not self._placed[k]]
        first = min((self._gates[k] for k in waiting), default=0)
        for k in waiting:
            if self._gates[k] == first and self._missing[k] == 0 and not self._offered[k]:
                self._offered[k] = True
                heapq.heappush(self._ready, (-self._index[k], k))

    def _place(self, k: int) -> None:
        i = self._project[k]
        self._placed[k] = True
        if not self._begun[k]:
            earliest = max([self._open[i], self._gate_end(k), *(self._finish[one] for one in self._after[k])])
            self._start[k] = self._free.earliest(earliest, self._days[k], self._demand[k])
            self._free.take(self._start[k], self._days[k], self._demand[k])
        self._finish[k] = self._start[k] + self._days[k]
        self._without_place[i] -= 1
        for later in self._before[k]:
            self._missing[later] -= 1
        self._pass_gates(i)
        if self._without_place[i] == 0:
            self._open_dependents(i)

    def _gate_end(self, k: int) -> float:
        if self._gates[k] == 0:
            return 0.0
        before = [one for one in self._members[self._project[k]] if self._gates[one] < self._gates[k]]
        return max((self._finish[one] for one in before), default=0.0)

    def _open_dependents(self, i: int) -> None:
        for later in self._project_before[i]:
            if all(self._without_place[one] == 0 for one in self._project_after[later]):
                self._open_project(later)


def _intakes(projects: Projects) -> list[tuple[bool, float]]:
    return list(zip(projects.in_flight.tolist(), projects.intake.tolist(), strict=True))


class _Free:
    """Hundredths of FTE that are free from each moment on, by pool."""

    def __init__(self, pools: Pools, count: int) -> None:
        self._at: Floats = np.unique(np.concatenate([[0.0], pools.step_day]))
        self._left: Ints = np.zeros((len(self._at), count), dtype=np.int64)
        for day, pool, capacity in zip(pools.step_day, pools.step_pool, pools.step_capacity, strict=True):
            self._left[self._at >= day, pool] = capacity

    def earliest(self, begin: float, days: float, demand: Ints) -> float:
        """First moment from `begin` on from which the people are free for so long.

        If there is none, the first at which they are free at all; if they never are, `begin`.
        """
        needed = np.flatnonzero(demand)
        if len(needed) == 0:
            return begin
        first = int(np.searchsorted(self._at, begin, side="right")) - 1
        fits: Bools = np.all(self._left[first:, needed] >= demand[needed], axis=1)
        at: Floats = np.maximum(self._at[first:], begin)
        short = np.append(at[~fits], NEVER)
        # The next moment without enough people, for each moment.
        following = short[np.searchsorted(short, at, side="left")]
        found = np.flatnonzero(fits & (following >= at + days))
        if len(found) == 0:
            found = np.flatnonzero(fits)
        return float(at[found[0]]) if len(found) else begin

    def take(self, start: float, days: float, demand: Ints) -> None:
        """The people are at work."""
        if days == 0.0 or not demand.any():
            return
        first, last = self._moment(start), self._moment(start + days)
        self._left[first:last] -= demand

    def _moment(self, day: float) -> int:
        """Place of a moment, made if need be."""
        place = int(np.searchsorted(self._at, day, side="left"))
        if place == len(self._at) or self._at[place] != day:
            self._at = np.insert(self._at, place, day)
            self._left = np.insert(self._left, place, self._left[place - 1], axis=0)
        return place
