"""What the PMO does on its own dates: it plans anew for dispatch, and escalates (see `workbench.engines`)."""

from __future__ import annotations

from workbench.engines.agenda import Due
from workbench.engines.packages import PackageState
from workbench.engines.path import End
from workbench.engines.plan import Plan
from workbench.engines.records import lists_of
from workbench.engines.rules.escalation import is_late, left_of
from workbench.engines.rules.network import longest_path
from workbench.engines.view import View


class DayToDay:
    """Looks at projects under way; `expected` is believed ÷ planned duration, by which dispatch goes."""

    def __init__(self, plan: Plan, view: View, packages: PackageState, expected: list[float]) -> None:
        records = lists_of(plan)
        self._network, self._due = records.network, records.figures.due
        self._tolerated = plan.rules.tolerated
        self._spent: list[float] = plan.packages.spent.tolist()
        self._view, self._packages, self._expected = view, packages, expected
        self._left = [0.0] * len(self._spent)
        self._finish = [0.0] * len(self._spent)

    def plan_anew(self, due: Due, end: list[int]) -> None:
        """Bring what dispatch believes of projects under way to the level of the day."""
        if not due.replans:
            return
        for i, one in enumerate(end):
            if one == End.RUNNING:
                self._expected[i] = self._view.believed(i, due.step)

    def escalate(self, due: Due, end: list[int], now: float) -> None:
        """Until the next look, those that are believed late now get people before all others."""
        if not due.escalates:
            return
        for i, one in enumerate(end):
            left = self._days_left(i, now, due.step) if one == End.RUNNING else 0.0
            late = one == End.RUNNING and is_late(now, left, self._due[i], self._tolerated)
            self._packages.escalated[i] = late

    def _days_left(self, i: int, now: float, step: int) -> float:
        """Longest path of what is believed to be left, less what packages at work have had."""
        packages, factor = self._packages, self._view.believed(i, step)
        for k in range(self._network.first[i], self._network.first[i + 1]):
            had = 0.0
            if packages.in_work[k]:
                had = now - packages.begun[k]
                if packages.attempt[k] == 1 and self._spent[k] > 0.0:
                    had += self._spent[k]
            self._left[k] = left_of(self._view.remaining.length[k], factor, had)
        return longest_path(self._network, i, self._left, self._finish)
