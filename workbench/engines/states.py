"""In which state each project is: at work, or what it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.engines.candidates import Candidates
from workbench.engines.clock import NOT_COUNTED, StateClock, state_at_work, state_of_waiting
from workbench.engines.packages import PackageState
from workbench.engines.path import End, State
from workbench.engines.plan import Plan
from workbench.engines.serving import Serving


class States:
    """States of projects and their days, read off packages, candidates and desks once an instant is settled.

    `end` says how each project stands; whoever settles keeps it up to date.
    """

    def __init__(
        self, plan: Plan, packages: PackageState, candidates: Candidates, serving: Serving, end: Sequence[int]
    ) -> None:
        self._packages, self._candidates, self._serving, self._end = packages, candidates, serving, end
        self._calendar_boards = plan.rules.calendar_boards
        self._clock = StateClock(len(end), plan.horizon)

    @property
    def days(self) -> list[list[float]]:
        """Days by project and state, until the horizon."""
        return self._clock.days

    def update(self, touched: Iterable[int], now: float) -> None:
        """Projects to which something happened enter the state that counts from now on."""
        for i in touched:
            if self._candidates.arrived[i] and self._end[i] in (End.WAITING, End.RUNNING):
                self._clock.enter(i, self._state(i), now)

    def leave(self, i: int, now: float) -> None:
        """From now on the project's time is not counted any more."""
        self._clock.enter(i, NOT_COUNTED, now)

    def _state(self, i: int) -> State:
        if self._end[i] == End.RUNNING:
            working, reworking = self._packages.is_working(i), self._packages.is_reworking(i)
            held = self._packages.held[i] or self._serving.idles(i)
            return state_at_work(working=working, reworking=reworking, held=held)
        reason = self._candidates.why_waiting(i)
        return state_of_waiting(reason, calendar_boards=self._calendar_boards)
