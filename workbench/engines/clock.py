"""Where each project's time goes: one state at a time, days added up until the horizon."""

from __future__ import annotations

from workbench.engines.path import Reason, State

STATES = len(State)
NOT_COUNTED = -1


class StateClock:
    """Days by state and project, cut at the horizon."""

    def __init__(self, projects: int, horizon: float) -> None:
        self._horizon = horizon
        self._state = [NOT_COUNTED] * projects
        self._since = [0.0] * projects
        self.days = [[0.0] * STATES for _ in range(projects)]

    def enter(self, project: int, state: int, now: float) -> None:
        """From now on the project is in this state (`NOT_COUNTED`: its time is over)."""
        before = self._state[project]
        if before == state:
            return
        if before != NOT_COUNTED:
            until = min(now, self._horizon)
            if until > self._since[project]:
                self.days[project][before] += until - self._since[project]
        self._state[project] = state
        self._since[project] = now


def state_at_work(*, working: bool, reworking: bool, held: bool) -> State:
    """State of a released project: a first attempt comes before a repeated one, both before waiting."""
    if working:
        return State.WORK
    if reworking:
        return State.REWORK
    return State.BOARD if held else State.PEOPLE


def state_of_waiting(reason: Reason, *, calendar_boards: bool) -> State:
    """State of a project that is not released, by what it waits for."""
    if reason is Reason.PREDECESSOR:
        return State.PREDECESSOR
    unseen = calendar_boards and reason is Reason.BOARD
    return State.BOARD if unseen else State.RELEASE
